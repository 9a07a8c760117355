"""A participle whose verb was said before: "(it is tagged 'big') and moved to Delivery"."""

from __future__ import annotations

from b24app.english.grammar.heads.belonging import inside_event, may_own
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.heads.objects import thing, unquoted
from b24app.english.grammar.people.meant import people
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns

_ON = "[back|straight|right|directly|on|over|up|down|along|forward]"
_MOVED = Turns(
    (
        f"moved|pushed|bumped|advanced|switched|set|shifted|transferred|returned|sent|dragged {_ON} {_ON} to|into",
        "put|placed|parked [back] in|into|on",
    )
)
_HANDED = Turns((f"assigned|reassigned|handed|passed|given|transferred {_ON} to",))
_TAGGED = Turns(("tagged|labelled|labeled [with|as] [the] [tag]",))
_GIVEN = Turns(("given|assigned",))
_JOINTS = {"and", ",", "&", "+", "then"}
_BE = {"is", "are", "be", "gets", "get", "being", "'s", "have", "has"}
_FAR = 14


def elided(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "and moved to X", "and tagged 'X'", "and assigned to Anna" behind a step in the passive."""
    joined = tokens.word(index - 1) in _JOINTS and not inside_event(tokens, index)
    if not joined or not any(tokens.word(at) in _BE for at in range(max(0, index - _FAR), index - 1)):
        return None
    moved = _MOVED.find(tokens, index)
    at = tokens.past(moved.end, {"the", "stage"}) if moved else index
    if moved and (tokens.kind(at) == "QUOTED" or tokens.at(at).text[:1].isupper()) and not _person(tokens, at):
        return Found(Frame("move_stage", index, moved.end), moved.end)
    tagged = _TAGGED.find(tokens, index)
    if tagged:
        return Found(Frame("add_tag", index, tagged.end), tagged.end)
    handed = _HANDED.find(tokens, index)
    who = people(tokens, handed.end) if handed else None
    if who and may_own(who.value):
        return Found(Frame("assign_responsible", index, who.end, owner=who.value), who.end)
    given = _GIVEN.find(tokens, index)
    found = thing(tokens, given.end) if given else None
    if not found or found[0] != "add_tag":
        return None
    return Found(Frame("add_tag", index, found[2], tag=unquoted(found[1])), found[2])


def _person(tokens: Tokens, at: int) -> bool:
    who = people(tokens, at)
    return who is not None and bool(who.value) and who.value[0].kind not in {"user", "group"}
