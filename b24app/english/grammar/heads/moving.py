"""Moves to a stage: "back to Negotiation", "the deal goes to Delivery", "set the stage to X"."""

from __future__ import annotations

from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.heads.objects import is_team, past_article, record, up_to, verb_at
from b24app.english.grammar.people.meant import people
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, phrases
from b24app.english.grammar.words.lexicons import NOUNS, PARTICIPLES
from b24app.plan import phrases as say

_MOVES_TO = phrases(
    (
        "back|straight|right [on] to|into",
        "[should|must|shall|will] go|goes|moves|returns|return|move back|straight|on|forward to|into",
        "[should|must|shall|will] move|moves|return|returns|advance|advances|proceed|proceeds [on] to|into",
        "[should|must|shall|will] go|goes into|in",
        "be|is|are|get|gets|being|to moved|put|set|switched|shifted|pushed|advanced|returned|sent [back] to|into|in|on",
        "[should|must|shall|will|has|needs] [to] be moved|put|set|switched|shifted|pushed [back] to|into|in|on",
        "[should|must|shall|will] be advanced|returned [back] to",
        "is|are|has|have|needs|need|ought to go|move|return|advance|proceed|change|switch|shift [back|on|over] to|into",
        "gets|lands|land|ends|end [up] in|into stage",
        "jumps|jump|leaps|hops|slides|slide|switches|switch [back|on] to|into",
        "shifts|shift|transitions|rises|falls|drops [back|on] to|into",
    )
)
_STAGE_CHANGED = phrases(
    (
        "should|must|shall|will|has|needs [to] [be] change|changed|move|moved|switch|switched|set|become|be [to]",
        "is|gets changed|moved|switched|set|put [back] to",
    )
)
_GOES_TO = phrases(("[should|must|shall|will] go|goes|lands|land to|in|on|at",))
_STAGED = {"deal", "lead", "quote", "invoice"}
_BECOMES = {":", "=", "=>", "becomes", "to", "into"}


def stage_head(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "move it to stage X", "set the stage to X", "the deal moves to X", "back to X", "stage Sent"."""
    moved = _moves(tokens, index)
    if moved:
        return Found(Frame("move_stage", index, moved), moved)
    start = index + (tokens.word(index) == "the" and tokens.word(index + 1) == "stage")
    changed = _STAGE_CHANGED.find(tokens, start + 1) if tokens.word(start) == "stage" else None
    if changed:
        return Found(Frame("move_stage", index, changed.end), changed.end)
    if tokens.word(index) in {"stage", "status"}:
        at = index + 1
        at += tokens.word(at) in _BECOMES and (tokens.word(index) == "stage" or tokens.word(at) != "to")
        at += tokens.word(at) == "=" and at > index + 1
        named = tokens.kind(at) == "QUOTED" or tokens.at(at).text[:1].isupper()
        return Found(Frame("move_stage", index, at), at) if named and at < index + 4 else None
    for verb in ("move", "set"):
        after = verb_at(tokens, index, verb)
        if after is None:
            continue
        named_stage = _stage_object(tokens, after)
        if named_stage:
            return Found(Frame("move_stage", index, named_stage), named_stage)
        end = _moved_to(tokens, index, after) if verb == "move" else None
        if end:
            return Found(Frame("move_stage", index, end), end)
    return None


def _moves(tokens: Tokens, index: int) -> int | None:
    """Where the stage is named in "(the deal) moves to X", "back to X", "it goes to Delivery", "deal to X"."""
    subject = record(tokens, index) or index
    found = _MOVES_TO.find(tokens, subject)
    if not found:
        goes = _GOES_TO.find(tokens, subject)
        found = goes if goes and _is_stage(tokens, goes.end) else None
    arrow = tokens.kind(subject) == "ARROW" or tokens.word(subject) == "to"
    noun = NOUNS.find(tokens, past_article(tokens, index))
    any_one = "a" in {tokens.word(index), tokens.word(index - 1)}  # "(we land) a deal -> …" tells the event
    staged = noun is not None and noun.value in _STAGED and not any_one
    if not found and subject > index and arrow and staged:
        found = Found(True, subject + 1) if _is_target(tokens, subject) else None
    if not found:
        return None
    at = tokens.past(found.end, {"the", "stage"})
    staged = at > found.end and tokens.word(at - 1) == "stage"
    if not staged and given_name(tokens, found.end):
        return None
    return found.end if tokens.kind(at) == "QUOTED" or _capital(tokens, at) else None


def given_name(tokens: Tokens, index: int) -> bool:
    """Whether the words there begin with somebody's given name, as no stage does: "to Anna", "to Anna Schmidt"."""
    who = people(tokens, index)
    if not who or not who.value or who.value[0].kind != "user" or tokens.word(who.end) == "stage":
        return False
    return tokens.word(index) in say.NAMES_TOO


def _is_target(tokens: Tokens, joint: int) -> bool:
    """Whether a stage stands behind "deal →" or "deal to"; "deal to Ben" may speak of a colleague as well."""
    who = people(tokens, joint + 1) if tokens.word(joint) == "to" else None
    colleague = who is not None and bool(who.value) and who.value[0].kind == "user"
    return _is_stage(tokens, joint + 1) or (_capital(tokens, joint + 1) and not colleague)


def _capital(tokens: Tokens, index: int) -> bool:
    return tokens.kind(index) == "WORD" and tokens.at(index).text[:1].isupper() and not _is_named(tokens, index)


def _is_named(tokens: Tokens, index: int) -> bool:
    """Whether a colleague or a team with its noun stands there, not a stage."""
    who = people(tokens, index)
    if not who or not who.value:
        return False
    kind = who.value[0].kind
    return kind not in {"user", "group"} or (kind == "group" and who.end - index > 1)


def _is_stage(tokens: Tokens, index: int) -> bool:
    """Whether what stands there is a stage rather than a person: by "stage", quotes, or how the name sounds."""
    at = tokens.past(index, {"the"})
    if tokens.kind(at) == "QUOTED" or tokens.word(at) in {"stage", "status"}:
        return True
    team = is_team(tokens, at) and not _names_both(tokens, at)
    if tokens.kind(at) != "WORD" or not tokens.at(at).text[:1].isupper() or team:
        return False
    sounds = tokens.word(at) in say.STAGE_WORDS or tokens.word(at).endswith(say.STAGE_ENDINGS)
    sounds = sounds or PARTICIPLES.find(tokens, at) is not None  # "Scheduled" is nobody's name
    lower = tokens.kind(at + 1) == "WORD" and tokens.at(at + 1).text.islower() and tokens.word(at + 1) not in _AFTER
    return sounds or tokens.word(at + 1) == "stage" or (lower and not people(tokens, at))


def _names_both(tokens: Tokens, at: int) -> bool:
    """Whether a name that a stage has as often as a department stands there alone: "(the deal goes to) Production"."""
    who = people(tokens, at)
    deal = any(tokens.word(place) in _STAGED for place in range(max(0, at - _NEAR), at))
    return deal and tokens.word(at) in say.STAGE_WORDS and who is not None and who.end == at + 1


_NEAR = 4


def _moved_to(tokens: Tokens, index: int, after: int) -> int | None:
    """Where the stage is named in "push it (back) to X", "move the deal from A to X", "put it on X"."""
    end = record(tokens, after)
    if not end:
        return None
    if tokens.word(end) == "over" and tokens.word(end + 1) == "to" and not _is_stage(tokens, end + 2):
        return None
    back = tokens.word(end) in {"back", "over", "forward", "along", "straight"}
    end += back
    if tokens.word(end) == "from":
        end = up_to(tokens, end + 1, {"to", "into"})
    if tokens.word(end) in {"in", "on", "at"} and tokens.word(index) in _PUTS and _names_stage(tokens, end + 1):
        return end + 1 + (tokens.word(end) == "on" and tokens.word(end + 1) == "to")
    if tokens.word(end) not in {"to", "into", "on", "onto"}:
        return None
    sure = back and tokens.word(index) in {"send", "take", "bring", "put", "pull", "move", "return"}
    if sure and not given_name(tokens, end + 1) and _names_stage(tokens, end + 1):
        return end + 1
    return end + 1 + (tokens.word(end) == "on") if _is_move(tokens, index, end + 1) else None


def _names_stage(tokens: Tokens, index: int) -> bool:
    at = tokens.past(index, {"the", "stage", "to"})
    if tokens.word(at + 1) == "'s":
        return False
    return tokens.kind(at) == "QUOTED" or (tokens.at(at).text[:1].isupper() and not _is_named(tokens, at))


_PUTS = {
    "put",
    "puts",
    "place",
    "set",
    "drop",
    "park",
    "throw",
    "toss",
    "dump",
    "chuck",
    "throws",
    "begin",
    "start",
    "launch",
}
_AFTER = {"and", "or", "if", "when", "after", "before", "then", "with", "by", "within", "unless", "once", "as"}
_MOVERS = {
    "move", "moves", "advance", "push", "shift", "switch", "bring", "take", "bump", "drag", "progress", "promote",
    "transition", "pull", "advances", "pushes", "shifts", "kick", "throw", "toss", "chuck", "dump", "sling", "park",
    "throws", "tosses", "dumps", "relegate", "demote", "begin", "start", "launch", "elevate", "slide", "carry",
}  # fmt: skip


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
    if tokens.word(after + 1) == "'s" or given_name(tokens, after):
        return False
    if tokens.word(index) in _MOVERS:
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
