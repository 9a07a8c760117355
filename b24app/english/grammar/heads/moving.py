"""Moves to a stage: "back to Negotiation", "the deal goes to Delivery", "set the stage to X"."""

from __future__ import annotations

from b24app.english.grammar.heads.belonging import inside_event
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.heads.objects import is_team, past_article, record, up_to, verb_at
from b24app.english.grammar.people.meant import people
from b24app.english.grammar.people.users import TITLES, tells_state
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.english.grammar.words.lexicons import NOUNS, PARTICIPLES
from b24app.plan import phrases as say

_DUTY = "[should|must|shall|will|is|are|has|have|needs|need|ought] [to]"
_ON = "[back|straight|right|directly|on|over|up|down|along|forward|through|off|ahead|out]"
_INTO = f"{_ON} {_ON} to|into|onto"
_GO = (
    "move|moves|return|returns|advance|advances|proceed|proceeds|progress|progresses|transition|transitions|jump|jumps|"
    "leap|leaps|hop|hops|slide|slides|switch|switches|shift|shifts|rise|rises|fall|falls|drop|drops|step|steps|flip|"
    "flips|change|roll|rolls"
)
_DONE = (
    "moved|put|set|switched|shifted|pushed|advanced|returned|sent|bumped|brought|taken|dragged|dropped|placed|promoted|"
    "demoted|flipped|transferred|transitioned|progressed|pulled|relegated|reverted|kicked|parked|changed|updated|rolled"
)
_MOVES_TO = Turns(
    (
        f"back|straight|right {_INTO}",
        f"{_DUTY} {_GO} {_INTO}",
        f"{_DUTY} go|goes back|straight|right|on|forward|directly {_INTO}",
        "[should|must|shall|will] go|goes into|in",
        "has|have|needs|need|ought|is|are to go to",
        f"{_DUTY} be|is|are|'s|gets|get|being [then|also|automatically] {_DONE} {_INTO}",
        f"{_DUTY} be|is|are|'s|gets|get|being {_DONE} [back] in|on",
        "[should|must|shall|will] be in|at [the] stage",
        f"{_DUTY} belong|belongs|end|ends|land|lands [up] in|into|at [the] stage",
        "enters [the] stage",
        "should|must|shall|will|has|needs [to] enter [the] stage",
    )
)
_INTO_IT = Turns(("into|in|to [the] [stage]",))
_MOVED = Turns((f"moved|pushed|bumped|advanced|switched|set|shifted {_INTO}", f"[stage] {_INTO}", "stage"))
_ONWARD = Turns((f"on|off|onward|onwards {_INTO}", "to|into [the] stage"))
_STAGE_CHANGED = Turns(
    (
        "should|must|shall|will|has|needs [to] [be] change|changed|move|moved|switch|switched|set|become|be [to]",
        "is|gets changed|moved|switched|set|put|updated [back] to",
        "becomes|become [now|then]",
        "changes|goes|moves|switches|jumps|flips [back|over|on] to",
        "is to be [set|changed|moved] [to]",
        "to|:|=|=>",
    )
)
_STAGE_TOLD = Turns(
    (
        "the|its|their [new|next] stage",
        "the|its [new] deal|lead|quote|invoice stage",
        "the|this|that deal|lead|quote|invoice 's [new] stage",
        "[deal|lead|quote|invoice] stage",
        "deal|lead|quote|invoice 's stage",
    )
)
_NEW_STAGE = Turns(("[its|the] new|next stage [is|:|=|=>]",))
_GOES_TO = Turns(
    (
        "[should|must|shall|will] go|goes|lands|land to|in|on|at",
        "should|must|shall|has|needs [to] be in|at",
        f"{_DUTY} belong|belongs|end|ends [up] in|at|into",
        "enters",
        "should|must|shall|will|has|needs [to] enter",
    )
)
STAGE_NOUNS = {"stage", "column", "lane", "phase", "swimlane"}
_STAGED = {"deal", "lead", "quote", "invoice"}
_BECOMES = {":", "=", "=>", "becomes", "to", "into"}


def stage_head(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "move it to stage X", "set the stage to X", "the deal moves to X", "back to X", "stage Sent"."""
    moved = _moves(tokens, index)
    if moved:
        return Found(Frame("move_stage", index, moved), moved)
    changed = _stage_changed(tokens, index)
    if changed:
        return Found(Frame("move_stage", index, changed), changed)
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
        end = _moved_to(tokens, index, after)
        if end and (verb == "move" or _is_stage(tokens, end)):
            return Found(Frame("move_stage", index, end), end)
    return None


def moved_on(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "bump to stage X", "push on to Negotiation": a verb of moving, and where to, without what is moved."""
    if tokens.word(index) not in _MOVERS - _HELPS:
        return None
    end = tokens.past(index + 1, _PARTICLES)
    onward = tokens.word(end) in {"to", "into"} and _is_stage(tokens, end + 1) and not given_name(tokens, end + 1)
    return Found(Frame("move_stage", index, end + 1), end + 1) if onward else None


def stage_noted(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "(quote approved:) Contract stage for the deal" among the steps of a note."""
    joined = index > 0 and (tokens.word(index - 1) in _JOINTS or tokens.kind(index - 1) == "ARROW")
    start = tokens.past(index, {"the"})
    end = start + 1
    while tokens.kind(start) == "WORD" and end - start < _NEAR and tokens.at(end).text[:1].isupper():
        end += 1
    named = tokens.kind(start) == "QUOTED" or _capital(tokens, start)
    if not joined or not named or tokens.word(end) != "stage" or inside_event(tokens, index):
        return None
    whose = record(tokens, end + 2) if tokens.word(end + 1) == "for" else None
    stop = whose or end + 1
    closed = tokens.kind(stop) in {"END", "NEWLINE"} or tokens.word(stop) in {",", ".", ";", "and", "+", "&"}
    name = tokens.at(start).inner if end == start + 1 else tokens.text(start, end)
    return Found(Frame("move_stage", index, stop, stage=name), stop) if closed else None


_WEAK_MOVERS = {"send", "sends", "transfer", "pass", "forward", "set", "sets", "update", "updates", "make"}
_HELPS = {"let", "make", "take", "put", "change", "begin", "start", "launch"}


def _stage_changed(tokens: Tokens, index: int) -> int | None:
    """Where the stage is named in "its stage becomes X", "the deal's stage should change to X", "new stage: X"."""
    if inside_event(tokens, index):
        return None
    new = _NEW_STAGE.find(tokens, index)
    if new and (tokens.kind(new.end) == "QUOTED" or tokens.at(new.end).text[:1].isupper()):
        return new.end
    told = _STAGE_TOLD.find(tokens, index)
    changed = _STAGE_CHANGED.find(tokens, told.end) if told else None
    plain = changed is not None and tokens.word(changed.end - 1) in {":", "=", "=>"}
    return changed.end if changed and not (plain and told and told.end == index + 1) else None


def _moves(tokens: Tokens, index: int) -> int | None:
    """Where the stage is named in "(the deal) moves to X", "back to X", "it goes to Delivery", "deal to X"."""
    helped = tokens.word(index) in {"let", "make", "get", "have"} and record(tokens, index + 1)
    subject = helped or record(tokens, index) or index
    found = _MOVES_TO.find(tokens, subject) or (_INTO_IT.find(tokens, subject) if helped else None)
    if tokens.word(subject) == "go" and helped:
        found = _GOES_TO.find(tokens, subject)
    if not found:
        goes = _GOES_TO.find(tokens, subject) or _ONWARD.find(tokens, subject)
        found = goes if goes and _is_stage(tokens, goes.end) else None
    arrow = tokens.kind(subject) == "ARROW" or tokens.word(subject) == "to"
    noun = NOUNS.find(tokens, past_article(tokens, index))
    any_one = "a" in {tokens.word(index), tokens.word(index - 1)}  # "(we land) a deal -> …" tells the event
    staged = noun is not None and noun.value in _STAGED and not any_one
    if not found and subject > index and arrow and staged:
        found = Found(True, subject + 1) if _is_target(tokens, subject) else None
    joined = index > 0 and (tokens.word(index - 1) in _JOINTS or tokens.kind(index - 1) == "ARROW")
    if not found and subject > index and staged and joined and not inside_event(tokens, index):
        found = _MOVED.find(tokens, subject)  # "(mail them,) deal moved to X"
    if not found:
        return None
    at = tokens.past(found.end, {"the", "stage"})
    staged = at > found.end and tokens.word(at - 1) == "stage"
    if not staged and to_somebody(tokens, found.end):
        return None
    return found.end if tokens.kind(at) == "QUOTED" or _capital(tokens, at) else None


_JOINTS = {",", "and", "+", "&", ";", "then", "plus", ":", "."}


def given_name(tokens: Tokens, index: int) -> bool:
    """Whether the words there begin with somebody's given name, as no stage does: "to Anna", "to Mrs. Schmidt"."""
    who = people(tokens, index)
    if not who or not who.value or who.value[0].kind != "user" or tokens.word(who.end) == "stage":
        return False
    return tokens.word(index) in say.NAMES_TOO or tokens.word(index) in TITLES


def team_named(tokens: Tokens, index: int) -> bool:
    """Whether a team with its noun stands there: "the Front desk team"."""
    who = people(tokens, index)
    return who is not None and bool(who.value) and tokens.word(who.end - 1) in say.TEAM_NOUNS


def to_somebody(tokens: Tokens, at: int) -> bool:
    """Whether it is handed on there rather than moved to a stage: "to Anna", "to the front desk team", "to my boss"."""
    if given_name(tokens, at) or team_named(tokens, at):
        return True
    who = people(tokens, at)
    start = tokens.past(at, {*say.DETERMINERS, "my", "his", "her"})
    stage = tokens.word(start) in say.STAGE_WORDS or tokens.word(start).endswith(say.STAGE_ENDINGS)
    role = who is not None and bool(who.value) and all(one.kind != "group" for one in who.value)
    small = tokens.at(start).text.islower() and (start > at or not stage)
    return role and small and who is not None and tokens.word(who.end) not in STAGE_NOUNS


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
    if tokens.kind(at) == "QUOTED" or tokens.word(at) in {*STAGE_NOUNS, "status"}:
        return True
    team = is_team(tokens, at) and not _names_both(tokens, at)
    if tokens.kind(at) != "WORD" or not tokens.at(at).text[:1].isupper() or team:
        return False
    sounds = tokens.word(at) in say.STAGE_WORDS or tokens.word(at).endswith(say.STAGE_ENDINGS)
    sounds = sounds or PARTICIPLES.find(tokens, at) is not None or tells_state(tokens.word(at))  # nobody's name
    lower = tokens.kind(at + 1) == "WORD" and tokens.at(at + 1).text.islower() and tokens.word(at + 1) not in _AFTER
    return sounds or tokens.word(at + 1) == "stage" or (lower and not people(tokens, at))


def _names_both(tokens: Tokens, at: int) -> bool:
    """Whether a name that a stage has as often as a department stands there alone: "(the deal goes to) Production"."""
    who = people(tokens, at)
    deal = any(tokens.word(place) in _STAGED for place in range(max(0, at - _NEAR), at))
    return deal and tokens.word(at) in say.STAGE_WORDS and who is not None and who.end == at + 1


_NEAR = 4


def _stage_apart(tokens: Tokens, index: int, end: int) -> int | None:
    """Where the stage is named in "move deal, stage = Contract", "move the deal: stage Sent"."""
    start = end + (tokens.word(end) in {",", ":", "(", ";", "-"})
    at = tokens.past(start + 1, {":", "=", "to"})
    named = tokens.kind(at) == "QUOTED" or tokens.at(at).text[:1].isupper()
    moves = tokens.word(index) in {"move", "moves", "shift", "push", "transfer", "put"}
    return at if moves and tokens.word(start) in STAGE_NOUNS and named else None


def _moved_to(tokens: Tokens, index: int, after: int) -> int | None:
    """Where the stage is named in "push it (back) to X", "move the deal from A to X", "put it on X"."""
    end = record(tokens, after)
    if not end or tokens.word(end - 1) in _SENT:
        return None
    if tokens.word(end) == "over" and tokens.word(end + 1) == "to" and not _is_stage(tokens, end + 2):
        return None
    back = tokens.word(end) in _PARTICLES
    end = tokens.past(end, _PARTICLES - {"on"})
    end += tokens.word(end) == "on" and tokens.word(end + 1) in {"to", "into"}
    if tokens.word(end) == "from":
        end = up_to(tokens, end + 1, {"to", "into"})
    somebody = tokens.word(end) == "on" and given_name(tokens, end + 1)  # "put it on Anna"
    if (
        tokens.word(end) in {"in", "on", "at"}
        and not somebody
        and tokens.word(index) in _PUTS
        and _names_stage(tokens, end + 1)
    ):
        return end + 1 + (tokens.word(end) == "on" and tokens.word(end + 1) == "to")
    if tokens.word(end) not in {"to", "into", "on", "onto"}:
        return _stage_apart(tokens, index, end)
    sure = back and tokens.word(index) in {"send", "take", "bring", "put", "pull", "move", "return"}
    if sure and not given_name(tokens, end + 1) and _names_stage(tokens, end + 1):
        return end + 1
    return end + 1 + (tokens.word(end) == "on") if _is_move(tokens, index, end + 1) else None


_SENT = {"email", "e-mail", "mail", "sms", "message", "text", "call", "note", "letter"}


def _names_stage(tokens: Tokens, index: int) -> bool:
    at = tokens.past(index, {"the", "to", *STAGE_NOUNS})
    if tokens.word(at + 1) == "'s":
        return False
    return tokens.kind(at) == "QUOTED" or (tokens.at(at).text[:1].isupper() and not _is_named(tokens, at))


_PARTICLES = {
    "back", "over", "forward", "along", "straight", "up", "down", "through", "off", "ahead", "out", "right", "on",
    "directly",
}  # fmt: skip
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
    "flip", "flips", "revert", "reverts", "roll", "step", "mv", "bumps", "moving", "pushing", "change", "drop",
    "throws", "tosses", "dumps", "relegate", "demote", "begin", "start", "launch", "elevate", "slide", "carry",
    "nudge", "nudges",
}  # fmt: skip


def _is_noticed(tokens: Tokens, after: int) -> bool:
    """Whether "(bring it to) the manager's attention", "our knowledge" stands there."""
    at = tokens.past(after, {*say.DETERMINERS})
    return tokens.word(at + 1) == "'s" or tokens.word(at) in _NOTICED


_NOTICED = {"attention", "notice", "knowledge", "ears", "mind", "life", "light", "conclusion"}


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
    end += tokens.word(end) in {"over", "back", "on", "straight"} and tokens.word(end + 1) in {"to", "into"}
    return end + 1 if tokens.word(end) in {"to", "into", "=", "as"} else end


def _is_move(tokens: Tokens, index: int, after: int) -> bool:
    """Whether "put/send/transfer it to …" speaks of a stage rather than of a person."""
    if _is_noticed(tokens, after) or to_somebody(tokens, after):
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
    if tokens.word(index) in _WEAK_MOVERS and _is_stage(tokens, after):
        return True
    return "stage" in {tokens.word(after), tokens.word(after + 1), tokens.word(after + 2), tokens.word(after + 3)}
