"""Changes of the record: tags, stages, fields: "tag it as VIP", "back to Negotiation", "its Priority set to High"."""

from __future__ import annotations

from b24app.english.grammar.fields import capitalised, known_field
from b24app.english.grammar.frames import Frame
from b24app.english.grammar.lexer import Tokens
from b24app.english.grammar.lexicon import Found, phrases
from b24app.english.grammar.objects import (
    MOST_MODIFIERS,
    NOUNS,
    is_team,
    past_article,
    record,
    thing,
    unquoted,
    verb_at,
)
from b24app.english.grammar.people import people
from b24app.plan.vocabulary import ActionName

SAME = "\x00same"  # "that tag": the one named last


def tag_head(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "add the tag X", "tag it with X", "mark the deal as X"."""
    added = verb_at(tokens, index, "attach")
    if added is not None:
        found = thing(tokens, added)
        if not found or found[0] != "add_tag":
            return None
        return Found(Frame("add_tag", index, found[2], tag=unquoted(found[1])), found[2])
    tagged = verb_at(tokens, index, "tag")
    if tagged is None and tokens.word(index) in {"mark", "flag"}:
        tagged = index + 1 if _marks(tokens, index) else None
    if tagged is None:
        return None
    end = record(tokens, tagged) or _client(tokens, tagged) or tagged
    if tokens.word(end) in {"with", "as"}:
        end += 1
    end = tokens.past(end, {"the", "tag"})
    return Found(Frame("add_tag", index, end), end)


def _marks(tokens: Tokens, index: int) -> bool:
    """Reads "mark as tag 'inbound'", not "mark it as lost"."""
    at = record(tokens, index + 1) or index + 1
    at += tokens.word(at) in {"as", "with"}
    return tokens.word(tokens.past(at, {"the", "a"})) == "tag"


def _client(tokens: Tokens, index: int) -> int | None:
    """Past "the client" or "both" in front of a tag's name."""
    if tokens.word(index) in {"both", "them"} and tokens.kind(index + 1) == "QUOTED":
        return index + 1
    at = past_article(tokens, index)
    return at + 1 if tokens.word(at) in {"client", "customer", "guest", "patient"} else None


def untag_head(tokens: Tokens, index: int) -> Found[Frame] | None:
    verb = verb_at(tokens, index, "untag")
    if verb is not None:
        end = record(tokens, verb) or verb
        return Found(Frame("remove_tag", index, end), end)
    verb = verb_at(tokens, index, "remove")
    found = thing(tokens, verb) if verb is not None else None
    if verb is not None and tokens.kind(verb) == "QUOTED" and not found:
        return Found(Frame("remove_tag", index, verb), verb)
    if verb is not None and tokens.word(verb) in {"that", "this"} and tokens.word(verb + 1) == "tag":
        return Found(Frame("remove_tag", index, verb + 2, tag=SAME), verb + 2)
    if not found or found[0] != "add_tag":
        return None
    return Found(Frame("remove_tag", index, found[2], tag=unquoted(found[1])), found[2])


_BACK = phrases(
    (
        "back|straight|right [on] to|into",
        "go|goes|moves|returns|return|move back|straight|on to|into",
        "go|goes|move|moves [on] to|into",
    )
)


def stage_head(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "move it to stage X", "set the stage to X", "change the deal stage to X", "back to X", "stage Sent"."""
    back = _BACK.find(tokens, index)
    moves = tokens.word(index) in {"move", "moves", "back", "straight"}
    if (back and (moves or not people(tokens, back.end))) or (
        back and tokens.at(back.end).text[:1].isupper() and not is_team(tokens, back.end)
    ):
        at = tokens.past(back.end, {"the", "stage"})
        if tokens.kind(at) == "QUOTED" or tokens.at(at).text[:1].isupper():
            return Found(Frame("move_stage", index, back.end), back.end)
    if tokens.word(index) == "stage" and (
        tokens.kind(index + 1) == "QUOTED" or tokens.at(index + 1).text[:1].isupper()
    ):
        return Found(Frame("move_stage", index, index + 1), index + 1)
    for verb in ("move", "set"):
        after = verb_at(tokens, index, verb)
        if after is None:
            continue
        named = _stage_object(tokens, after)
        if named:
            return Found(Frame("move_stage", index, named), named)
        if verb == "move":
            end = record(tokens, after)
            if end and tokens.word(end) in {"to", "into", "on", "onto"} and _is_move(tokens, index, end + 1):
                end += 1 + (tokens.word(end) == "on")
                return Found(Frame("move_stage", index, end), end)
    return None


def _stage_object(tokens: Tokens, index: int) -> int | None:
    at = past_article(tokens, index)
    owner = NOUNS.find(tokens, at)
    if owner and owner.value != "stage":
        at = owner.end + (tokens.word(owner.end) == "'s")
    if tokens.word(at) != "stage":
        return None
    end = at + 1
    if tokens.word(end) == "of":
        end = record(tokens, end + 1) or end
    return end + 1 if tokens.word(end) in {"to", "into", "=", "as"} else end


def _is_move(tokens: Tokens, index: int, after: int) -> bool:
    """Whether "put/send/transfer it to …" speaks of a stage rather than of a person."""
    if tokens.word(index) in {"move", "moves", "advance", "push", "shift", "switch", "bring", "take"}:
        return True
    if tokens.word(index) in {"put", "puts"} and tokens.at(after).text[:1].isupper():
        return True
    if (
        tokens.word(index) in {"return", "transfer", "send"}
        and tokens.at(after).text[:1].isupper()
        and not is_team(tokens, after)
    ):
        return tokens.word(index) == "return"
    return "stage" in {tokens.word(after), tokens.word(after + 1), tokens.word(after + 2), tokens.word(after + 3)}


def set_head(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "set the field X to Y", "update deal field Priority to A", "change the priority of the task to high"."""
    verb = verb_at(tokens, index, "set")
    if verb is None:
        return None
    start = tokens.past(verb, {"the", "its", "their", "a", "our"})
    if tokens.word(index) in _WEAK_SETTERS and not known_field(tokens, verb):
        return None
    owner = NOUNS.find(tokens, start)
    noun = owner.value if owner and owner.value != "stage" else ""
    at = owner.end if owner and noun else start
    at += tokens.word(at) == "'s"
    at += tokens.word(at) in {"field", "the", "its"}
    at += tokens.word(at) == "field"
    end = at
    while end - at <= MOST_MODIFIERS and tokens.kind(end) in {"WORD", "QUOTED"} and tokens.word(end) not in _SET_STOPS:
        end += 1
    if end == at or end - at > MOST_MODIFIERS:
        return None
    name = unquoted(tokens.text(at, end - 1 if tokens.word(end - 1) == "field" and end - at > 1 else end))
    if tokens.word(end) == "of":
        whose = record(tokens, end + 1)
        inner = NOUNS.find(tokens, past_article(tokens, end + 1))
        noun, end = inner.value if inner else noun, whose or end
    if tokens.word(end) not in {"to", "=", "as", "with"} or name.casefold() in {"a reminder", "reminder", "task"}:
        return None
    update = tokens.word(index).startswith("update")
    action: ActionName = (
        "update_task" if noun == "task" else "update_deal" if update and noun == "deal" else "update_field"
    )
    return Found(Frame(action, index, end + 1, field_name=name, of_task=noun == "task"), end + 1)


_IS_SET = phrases(
    (
        "[shall|should|must|is|be|to] [to] [be] set|changed|updated|switched|put|raised [back] to",
        "[back] to",
        "=|:=",
        "on it be",
        "be",
    )
)


def set_passive_head(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "field Payment date shall be set to …", "its Priority set to Urgent", "let the field X on it be Y"."""
    start = index + (tokens.word(index) == "let")
    field = known_field(tokens, start)
    announced = tokens.word(tokens.past(start, {"the", "its"})) == "field" or start > index
    name_start = tokens.past(start, {"the", "its"})
    if not field and tokens.at(name_start).text[:1].isupper() and tokens.word(start) in {"its", "the"}:
        end = capitalised(tokens, name_start)
        field = Found(tokens.text(name_start, end), end) if end > name_start else None
    is_set = _IS_SET.find(tokens, field.end) if field else None
    if not field or not is_set or field.value == "stage":
        return None
    plain = tokens.word(field.end) in {"=", "be"} and not (start > index or tokens.word(field.end) == "be")
    sure = (announced or is_set.end - field.end > 1) and not plain
    if not sure:
        return None
    name = (
        tokens.text(tokens.past(name_start, {"field"}), field.end).removesuffix(" on it")
        if not announced
        else field.value
    )
    return Found(Frame("update_field", index, is_set.end, field_name=name), is_set.end)


_WEAK_SETTERS = {"write", "make", "let", "put", "mark", "switch", "raise", "lower", "bump", "reset", "fill"}
_SET_STOPS = {"to", "as", "of", "and", "for", "when", "if", "with", "in", "on", "then", "by", "a", "an"}
