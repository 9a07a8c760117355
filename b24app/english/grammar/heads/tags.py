"""Tags: "tag it as VIP", "the tag hot is removed", "replace the tag hot with won"."""

from __future__ import annotations

from b24app.english.grammar.heads.belonging import inside_event
from b24app.english.grammar.heads.fieldnotes import closes
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.heads.objects import HAVING, past_article, record, thing, unquoted, up_to, verb_at
from b24app.english.grammar.heads.tagmarks import crossed_out, tag_is, with_stranger
from b24app.english.grammar.people.meant import people
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns, phrases
from b24app.english.grammar.words.lexicons import NOUNS, RECEIVES, TO_BE
from b24app.plan import phrases as say

_THEM = (
    "[it|them] [the|a|new|every|each] [lead|leads|deal|deals|record|task|invoice|company|companies|contact|contacts]"
)
_BY_TAG = "by|per|after|depending|based|according [on|to] [the|its|their]"
SORTS = Turns(
    (
        f"tag|label|mark {_THEM} {_BY_TAG}",
        f"[is|are|gets|get|be|to] [be] tagged|labelled|labeled|marked {_BY_TAG}",
        "[the|its|a] tag|tags|label depends|depend|depending on [the|its|their]",
        f"[the|its|a] tag|tags|label [is|are] chosen|set|taken|added {_BY_TAG}",
    )
)
SAME = "\x00same"  # "that tag": the one named last


def tag_head(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "add the tag X", "tag it with X", "mark the deal as X", "the deal gets tagged X"."""
    if tokens.kind(index) == "QUOTED":
        return _text_as_tag(tokens, index)
    label = _LABEL.find(tokens, index)
    listed = (_listed(tokens, label.end) or untag_head(tokens, label.end)) if label else None
    if listed:
        listed.value.start = index
        return listed
    return crossed_out(tokens, index) or tag_is(tokens, index) or _tagging(tokens, index)


def _listed(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads the first of "tags: 'a' out, 'b' in", "tags: + 'a', - 'b'"."""
    if tokens.kind(index) == "QUOTED":
        return _text_as_tag(tokens, index)
    return _put_on(tokens, index)


_LABEL = Turns(("[swap|change|update|switch|adjust] [the] tags|labels :",))


def _tagging(tokens: Tokens, index: int) -> Found[Frame] | None:
    added = verb_at(tokens, index, "attach")
    if added is not None and not _put_on(tokens, index):
        found = thing(tokens, record(tokens, added) or added) or thing(tokens, added)
        named = _named_as_tag(tokens, index, tokens.past(added, {"the"}))
        if named:
            return named
        if not found or found[0] != "add_tag":
            return None
        several, end = tokens.word(found[2] - 1) in _PLURAL, found[2]
        onto = record(tokens, end + 1) if tokens.word(end) in {"on", "onto", "to"} else None
        end = onto if onto and tokens.word(onto) == ":" else end  # "put a tag on it: VIP"
        end += tokens.word(end) == "to" and not record(tokens, end + 1)  # "set the tag to VIP"
        return Found(Frame("add_tag", index, end, tag=unquoted(found[1]), several=several), end)
    tagged = None if tags_some(tokens, index + 1) else verb_at(tokens, index, "tag")
    if tagged is None and tokens.word(index) in _MARKS | _DECLARES:
        return _marked(tokens, index)
    if tagged is None:
        return _put_on(tokens, index) or _is_tagged(tokens, index) or _gained(tokens, index)
    end = record(tokens, tagged) or _client(tokens, tagged) or tagged
    related = tokens.word(end) in _RELATIVES and tokens.kind(end + 1) != "END"  # "tag every company that …"
    end += tokens.word(end) == "up" and tokens.word(end + 1) in _LEADS_TAG  # "tag it up as VIP"
    end += tokens.word(end) in _LEADS_TAG
    end = tokens.past(end, {"the", "tag", ":"})
    several = tokens.word(index) in _PLURAL or tokens.word(end) == "both"
    end += tokens.word(end) == "both"
    return None if related else Found(Frame("add_tag", index, end, several=several), end)


def _named_as_tag(tokens: Tokens, index: int, at: int) -> Found[Frame] | None:
    """Reads "(add) 'VIP' as a tag", "(put) 'VIP' on it as a tag", "(add) Hot to its tags"."""
    end = at + 1
    while tokens.kind(at) == tokens.kind(end) == "WORD" and end - at < _LONGEST and tokens.word(end) not in _ENDS:
        end += 1
    if tokens.kind(at) not in {"QUOTED", "WORD"} or tokens.word(at) in say.DETERMINERS:
        return None
    onto = record(tokens, end + 1) if tokens.word(end) in {"on", "onto"} else None
    rest: list[str] = []
    while tokens.kind(at) == "QUOTED" and tokens.word(end) in {"and", ",", "+", "&"}:
        end += 1 + (tokens.word(end + 1) == "and")
        if tokens.kind(end) != "QUOTED" or len(rest) > _LONGEST:
            return None
        rest.append(tokens.at(end).inner)
        end += 1
    if rest:
        named = _AS_TAG.find(tokens, end) or (Found(True, end + 1) if tokens.word(end) in _PLURAL else None)
        frame = Frame("add_tag", index, named.end if named else end, tag=tokens.at(at).inner, tags=rest)
        return Found(frame, frame.end) if named else None
    named = _AS_TAG.find(tokens, onto or end)
    name = tokens.at(at).inner if end == at + 1 else tokens.text(at, end)
    return Found(Frame("add_tag", index, named.end, tag=name), named.end) if named else None


_LONGEST = 3
_ENDS = {"as", "to", "on"}


def _text_as_tag(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "'fb-conv' stuck on it as a tag", "'hot' goes on it as its tag", "'x' as a tag"."""
    stuck = _STUCK.find(tokens, index + 1)
    at = stuck.end if stuck else index + 1
    at = record(tokens, at) or at if stuck else at
    named = _AS_TAG.find(tokens, at) or (_ADDED.find(tokens, index + 1) if tags_spoken(tokens, index) else None)
    if not named and tags_spoken(tokens, index) and (gone := _TAKEN.find(tokens, index + 1)):
        return Found(Frame("remove_tag", index, gone.end, tag=tokens.at(index).inner), gone.end)
    return Found(Frame("add_tag", index, named.end, tag=tokens.at(index).inner), named.end) if named else None


def _gained(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "(it loses the tag 'a') and gets 'b'", "the lead receives 'b' (tags)", "the deal gets 'b' as a tag"."""
    start = record(tokens, index) or index
    verb = RECEIVES.find(tokens, start) or (_CARRIES.find(tokens, start) if start > index else None)
    if not verb or tokens.kind(verb.end) != "QUOTED" or inside_event(tokens, index):
        return None
    named = _AS_TAG.find(tokens, verb.end + 1)
    end = named.end if named else verb.end + 1
    ends = closes(tokens, end) or tokens.word(end) == "("
    if not named and not (ends and tags_spoken(tokens, index, ahead=end)):
        return None
    return Found(Frame("add_tag", index, end, tag=tokens.at(verb.end).inner), end)


_CARRIES = Turns(("carries|bears|wears|has",))
_TAKEN = Turns(
    (
        "goes|comes away|off|out",
        "[is|are|be|gets] out|gone|off|removed|dropped|deleted",
        "[should|must|shall|will] go|disappear|vanish",
        "has|have to go|disappear",
        "disappears|vanishes",
    )
)
_ADDED = Turns(
    (
        "[is|gets|be] added|put|set|stuck [on|instead]",
        "goes|comes on|in [instead]",
        "takes|take its|the place",
        "[comes|goes] instead",
        "[should|must|shall|will] be|go|get added|on|put|set [on|instead]",
        "on|in [instead]",
    )
)
_STUCK = Turns(
    (
        "[is|gets|be|to] [be] stuck|put|added|attached|slapped|pinned|placed|applied|set|hung|used [on|onto|to|in]",
        "goes|go|added on|onto|to|in",
    )
)


def _put_on(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "(drop the 'rolling' tag,) put 'fixed term' on", "(remove 'a',) add 'b'": where tags were spoken of."""
    onto = tokens.word(index + 1) == "on"
    at = index + 1 + onto
    if tokens.word(index) not in _STICKS or tokens.kind(at) != "QUOTED" or not tags_spoken(tokens, index):
        return None
    end = at + 1 + (tokens.word(at + 1) == "on" and not onto)
    end += tokens.word(end) in {"it", "them"} and end > at + 1
    end += tokens.word(end) == "instead"
    ends = closes(tokens, end) or tokens.word(end) in _CLOSERS
    sticks = end > at + 1 or onto or tokens.word(index) in _ADDS
    return Found(Frame("add_tag", index, end, tag=tokens.at(at).inner), end) if sticks and ends else None


def tags_spoken(tokens: Tokens, index: int, ahead: int = 0) -> bool:
    """Whether tags were spoken of just before: "the tag 'a' is removed (and 'b' added)", "remove 'a' (and add 'b')"."""
    near = range(max(0, index - _JUST_BEFORE), index)
    if ahead and tokens.word(ahead) in {"(", "-", ","} and tokens.word(ahead + 1) in _TAGS:
        return True  # "it loses 'a' and gets 'b' (tags)"
    removed = any(tokens.kind(at) == "QUOTED" and _before_quote(tokens, at) for at in near)
    return removed or any(tokens.word(at) in _TAGS for at in near)


def _before_quote(tokens: Tokens, at: int) -> bool:
    verbs = (verb_at(tokens, place, "remove") for place in (at - 1, at - 2))
    return at in verbs


_ADDS = {"add", "adds", "attach", "set", "put", "apply", "plus"}
_CLOSERS = {"when", "whenever", "once", "if", "as"}
_STICKS = {"plus", "put", "puts", "stick", "slap", "hang", "pin", "add", "adds", "attach", "set", "apply"}
_TAGS = {"tag", "tags", "label", "labels", "tagged", "labelled", "labeled", "untagged"}
_JUST_BEFORE = 8


def _is_tagged(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "the deal is tagged VIP", "gets labelled as VIP"."""
    inside = tokens.word(index) in HAVING
    had = inside or tokens.word(index - 1) in HAVING
    whose = record(tokens, index + inside) or index
    be = Found(True, whose + 1) if tokens.word(whose) == "'s" else TO_BE.find(tokens, whose)
    at = be.end if be else whose
    if (be or had) and tokens.word(at) in {"marked", "flagged"} and not inside_event(tokens, index):
        return with_stranger(tokens, index, at + 1) or _marking(tokens, index, at + 1)
    if not (be or had) or tokens.word(at) not in {"tagged", "labelled", "labeled", "flagged"}:
        return None
    end = at + 1 + (tokens.word(at + 1) in _LEADS_TAG)
    return Found(Frame("add_tag", index, end), end)


def _marked(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "mark as tag 'inbound'", "flag it as hot" (a tag), "mark it as lost" (a stage), "… as urgent" (a field)."""
    whose = record(tokens, index + 1) or index + 1
    alone = whose == index + 1 and (tokens.word(whose) != "as" or tokens.word(index) in _DECLARES)
    return with_stranger(tokens, index, whose) or _marking(tokens, index, whose, alone=alone)


def _marking(tokens: Tokens, index: int, whose: int, *, alone: bool = False) -> Found[Frame] | None:
    """What a record is marked as, behind the record: a tag, a stage, a priority."""
    end = whose + (tokens.word(whose) in _LEADS_TAG)
    named = tokens.past(end, {"the", "a", "with"})
    if tokens.word(named) in {"tag", "label"}:
        end = named + 1 + (tokens.word(named + 1) == ":")
        return Found(Frame("add_tag", index, end), end)
    bare = tokens.kind(whose) == "QUOTED" or tokens.at(whose).text[:1].isupper()
    if bare and not alone and not (end > whose):
        return Found(Frame("add_tag", index, whose), whose)
    to_people = tokens.word(whose) == "with" and people(tokens, end)  # "flag it with logistics": they are told
    if end == whose or alone or tokens.word(end) in _NO_TAGS or to_people:
        return None
    priority = tokens.word(end) if tokens.word(end + 1) == "priority" else _URGENT.get(tokens.word(end), "")
    if priority:
        stop = end + 1 + (tokens.word(end + 1) == "priority")
        return Found(Frame("update_field", index, stop, field_name="priority", value=priority), stop)
    stage = tokens.at(end).text[:1].isupper() and "stage" in {tokens.word(end + 1), tokens.word(end + 2)}
    if tokens.word(end) in say.MARKED_STAGES or stage:
        return Found(Frame("move_stage", index, end), end)
    return None if tokens.word(index) in _DECLARES else Found(Frame("add_tag", index, end), end)


_AS_TAG = phrases(("as [a|the|its] tag|label|tags|labels", "to [the|its] tags|labels"))
# These speak of a stage where one follows ("close it as won"), never of a tag.
_DECLARES = {"close", "closes", "declare", "declares", "treat", "treats", "consider", "count", "finish", "finalise"}
_MARKS = {"mark", "flag", "marks", "flags"}
_LEADS_TAG = {"with", "as", ":", "="}
_RESTRICTS = {"over", "above", "under", "below", "from", "whose", "without", "worth", "exceeding"}
_PLURAL = {"tags", "labels"}
_RELATIVES = {"that", "which", "who", "whose"}
_NO_TAGS = {"not", "no", "done", "complete", "completed", "finished", "read", "unread", "spam", "responsible", "owner"}
_URGENT = {"urgent": "high", "critical": "high"}


def tags_some(tokens: Tokens, at: int) -> bool:
    """Whether "(tag) deals over 5000 (as Big)" stands there: which records, no name of a tag."""
    if tokens.word(at - 1) not in {"tag", "tags", "label", "labels"}:
        return False
    noun = NOUNS.find(tokens, tokens.past(at, {*say.DETERMINERS, "all", "new"}))
    return noun is not None and tokens.word(noun.end) in _RESTRICTS


def _client(tokens: Tokens, index: int) -> int | None:
    """Past "the client" or "both" in front of a tag's name."""
    if tokens.word(index) in {"both", "them"} and tokens.kind(index + 1) == "QUOTED":
        return index + 1
    at = past_article(tokens, index)
    return at + 1 if tokens.word(at) in {"client", "customer", "guest", "patient"} else None


def untag_head(tokens: Tokens, index: int) -> Found[Frame] | None:
    subject = record(tokens, index) or index
    be = Found(True, subject + 1) if tokens.word(subject) == "'s" else TO_BE.find(tokens, subject)
    verb = verb_at(tokens, index, "untag") or _untagged(tokens, be.end if be else index)
    if verb is not None:
        end = record(tokens, verb) or verb
        end += tokens.word(end) in _LEADS_TAG
        return Found(Frame("remove_tag", index, end), end)
    swapped = _swapped(tokens, index) or _is_swapped(tokens, index) or _loses(tokens, index) or _has_done(tokens, index)
    if swapped:
        return swapped
    verb = verb_at(tokens, index, "remove")
    whose = record(tokens, verb) if verb is not None else None
    verb = whose + 1 if whose and tokens.word(whose) == "of" else verb
    found = thing(tokens, verb) if verb is not None else None
    # Not what "drop 'Hi' into the chat" says.
    dropped = verb is not None and tokens.word(verb + 1) in {"into", "in", "on", "onto", "to"}
    if verb is not None and tokens.kind(verb) == "QUOTED" and not found and not dropped:
        return Found(Frame("remove_tag", index, verb), verb)
    if verb is not None and tokens.word(verb) in {"that", "this"} and tokens.word(verb + 1) == "tag":
        return Found(Frame("remove_tag", index, verb + 2, tag=SAME), verb + 2)
    if not found or found[0] != "add_tag":
        return None
    return Found(Frame("remove_tag", index, found[2], tag=unquoted(found[1])), found[2])


def _loses(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "the deal loses the tag X", "it should no longer have the tag X", "no more tag X"."""
    subject = record(tokens, index) or index
    loses = _LOSES.find(tokens, subject) if not inside_event(tokens, index) else None
    found = thing(tokens, loses.end) if loses else None
    if loses and tokens.kind(loses.end) == "QUOTED" and not found and tags_spoken(tokens, index, ahead=loses.end + 1):
        return Found(Frame("remove_tag", index, loses.end), loses.end)
    if not found or found[0] != "add_tag" or (subject == index and tokens.word(index) not in {"should", "no"}):
        return None
    return Found(Frame("remove_tag", index, found[2], tag=unquoted(found[1])), found[2])


def _has_done(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "the deal has the tag X removed", "have the X tag taken off": what is done with a tag comes last."""
    subject = record(tokens, index)
    has = _HAS.find(tokens, subject) if subject and not inside_event(tokens, index) else None
    at = has.end if has else index + 1 if tokens.word(index) in HAVING else None
    found = thing(tokens, tokens.past(at, {"its", "their"})) if at else None
    done = found and any(tokens.word(place) in _DONE for place in range(found[2], found[2] + _NEAR))
    if not found or found[0] != "add_tag" or not done:
        return None
    tag, end = unquoted(found[1]), found[2]
    return Found(Frame("add_tag", index, end, tag=tag, several=tokens.word(end - 1) in _PLURAL), end)


_DUTY = "[should|must|shall|will|is|are|has|have|needs|need|ought] [to]"
_LOSES = Turns(
    (
        f"{_DUTY} lose|loses|shed|sheds",
        f"{_DUTY} no longer [has|have|carry|carries]",
    )
)
_HAS = Turns((f"{_DUTY} have|get", "has|gets|have"))
_DONE = {"removed", "taken", "deleted", "dropped", "stripped", "added", "cleared", "put", "attached", "set"}
_NEAR = 4


def _untagged(tokens: Tokens, at: int) -> int | None:
    """Past "untagged" in "it is untagged prospect", "(it's tagged customer) and untagged prospect"."""
    return at + 1 if tokens.word(at) == "untagged" else None


def _is_swapped(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "the hot tag is replaced by won", "the tag hot gets swapped for 'won'"."""
    had = tokens.word(index) in HAVING
    found = thing(tokens, index + had)
    if not found or found[0] != "add_tag":
        return None
    old, at = unquoted(found[1]), found[2]
    if not old:
        old, at = tokens.at(at).inner, at + 1
    turns = _TURNS_INTO.find(tokens, at)
    if turns and not inside_event(tokens, index):
        return Found(Frame("add_tag", index, turns.end, swaps=old), turns.end)
    be = Found(True, at) if had else TO_BE.find(tokens, at)
    last = be.end + 2 * (tokens.word(be.end) in _DONE and tokens.word(be.end + 1) == "and") if be else at
    swapped = tokens.word(last) in {"replaced", "swapped", "exchanged"}
    if not be or not swapped or tokens.word(last + 1) not in _FOR_NEW:
        return None
    end = tokens.past(last + 2, {"the", "tag", "label", "a"})
    return Found(Frame("add_tag", index, end, swaps=old), end)


def _swapped(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "replace the tag hot with won", "swap the 'hot' tag for 'won'"."""
    if tokens.word(index) not in {"replace", "swap", "exchange", "change", "switch"}:
        return None
    found = thing(tokens, index + 1)
    if not found or found[0] != "add_tag":
        return None
    at, old = found[2] + (tokens.word(found[2]) == "from"), unquoted(found[1])
    if not old:
        end = at + 1 if tokens.kind(at) == "QUOTED" else up_to(tokens, at, _FOR_NEW)
        old, at = unquoted(tokens.text(at, end)), end
    if not old or tokens.word(at) not in _FOR_NEW:
        return None  # "replace its tags with Cold": which of them go is not said
    end = tokens.past(at + 1, {"the", "tag", "label", "a"})
    return Found(Frame("add_tag", index, end, swaps=old), end)


_TURNS_INTO = Turns(("becomes", "turns|changes into|to"))
_FOR_NEW = {"with", "for", "by", "to"}
