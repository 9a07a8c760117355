"""Several changes in one sentence: "drop the email and make the task due tomorrow", each understood on its own.

A sentence that is one change as a whole is not cut. One that only adds is read as a whole too, unless a part of it
changes what is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Final

from b24app.english.editing import branching, values
from b24app.english.editing.adding import moved_into
from b24app.english.editing.cases import placed
from b24app.english.editing.commands import ADDITIONS, CHANGES, PLACES, WHOLE, Command
from b24app.english.editing.conditions import idle
from b24app.english.editing.forms import Forms
from b24app.english.editing.patch import Json, Missing, Patch, There, Unclear
from b24app.english.editing.replacing import instead_of
from b24app.english.editing.words import plain

_JOINT = re.compile(
    r"(?:\s*;|\.(?=\s)|,)?\s+(?:and then|and also|and|then|but|also|plus)\s+|\s*[;,]\s+|\.\s+", re.IGNORECASE
)
_EXCUSE = Forms("<who> (is|are|has|have|works / left|quit|leaves|retired|moved) <why> , [so|please|therefore] <what>")
_CASE = re.compile(r"(?:if|when|unless|once|otherwise)\b", re.IGNORECASE)
_MOST: Final = 4
_MOST_JOINTS: Final = 6  # more would take long to tell apart, and nobody asks for so much at once


def understood(said: str, patch: Patch) -> bool:
    """Whether the words were understood; the patch then holds what they ask for. Raises Unclear."""
    try:
        if _whole(_CHANGES)(said, patch):
            return True
    except Unclear as unclear:
        others = ADDITIONS if not patch.whole and isinstance(unclear, Missing) else PLACES
        if _parts(_CHANGES)(said, patch) or _alone(others, said, patch):
            return True
        raise
    return any(way(said, patch) for way in (_parts(_CHANGES), _whole(ADDITIONS), _parts(ADDITIONS)))


def _inside(said: str, patch: Patch) -> bool:
    """`otherwise add the tag Small`, `if rejected, notify Olga instead`: a change of nothing but the steps there."""
    told = placed(said, patch) if patch.whole else None
    if told is None:
        return False
    if idle(told.what):
        emptied = [patch.emptied(case) for case in told.cases]
        return any(emptied)
    for case in told.cases:
        if told.only and moved_into(case, told.what, patch):
            continue
        with patch.inside(case):
            try:
                if not understood(told.what, patch):
                    raise Unclear(f"What should be done: “{told.what}”?", ("action",))
            except There:
                if len(told.cases) == 1:
                    raise
    return True


def _excused(said: str, patch: Patch) -> bool:
    """`Tom left the company, use Kevin`, `Ivan is ill, drop his task`: a reason, and what is asked for it."""
    found = _EXCUSE.read(said)
    people = values.people(found["who"], patch) if found else None
    if not found or not (people or found["who"].casefold() in {"he", "she", "they"}):
        return False
    return (people and instead_of(found["who"], found["what"], patch)) or understood(found["what"], patch)


def _whole(commands: Sequence[Command]) -> Command:
    return lambda said, patch: any(_tried(command, said, patch) for command in commands)


def _parts(wanted: Sequence[Command]) -> Command:
    """Understands a sentence of two parts or more, at least one of which is one of the `wanted` commands."""
    return lambda said, patch: _series(said, patch, wanted, _MOST)


def _series(said: str, patch: Patch, wanted: Sequence[Command], left: int) -> bool:
    for first, rest in _cuts(said):
        before = deepcopy(patch.told)
        changes = _alone(_CHANGES, first, patch)
        if changes or _alone(ADDITIONS, first, patch):
            if changes and (idle(rest) or _says_so_again(rest, before, patch)):
                return True
            if changes or wanted is ADDITIONS:
                if _alone((*_CHANGES, *ADDITIONS), rest, patch) or (
                    left > 1 and _series(rest, patch, ADDITIONS, left - 1)
                ):
                    return True
            elif _alone(_CHANGES, rest, patch) or (left > 1 and _series(rest, patch, wanted, left - 1)):
                return True
        patch.reset(before)
    return False


def _says_so_again(rest: str, before: Json, patch: Patch) -> bool:
    """`one after the other, not in parallel`: whether the rest asks for what the first part did."""
    now = deepcopy(patch.told)
    patch.reset(deepcopy(before))
    same = _alone(_CHANGES, rest, patch) and patch.told == now
    patch.reset(now)
    return same


def _alone(commands: Sequence[Command], said: str, patch: Patch) -> bool:
    """The same of a part, which may turn out to be none."""
    try:
        return any(_tried(command, said, patch) for command in commands)
    except Unclear:
        return False


def _tried(command: Command, said: str, patch: Patch) -> bool:
    """Asks a command; what it began without understanding is taken back."""
    before, noted = deepcopy(patch.told), list(patch.notes)
    try:
        if (patch.whole or command not in WHOLE) and command(said, patch):
            return True
    except Unclear:
        patch.reset(before)
        patch.notes = noted
        raise
    patch.reset(before)
    patch.notes = noted
    return False


def _cuts(said: str) -> Iterator[tuple[str, str]]:
    """The first part and the rest, for every joint outside quotes, the longest first part first."""
    joints = list(_JOINT.finditer(said))
    quotes = [found.span() for found in re.finditer(r'"[^"]*"', said)]
    for joint in reversed(joints if len(joints) <= _MOST_JOINTS else []):
        if not any(start < joint.start() < end for start, end in quotes):
            first, rest = plain(said[: joint.start()]), plain(said[joint.end() :])
            if first and rest and not (_CASE.match(first) and joint[0].strip() == ","):
                yield first, rest


_CHANGES: Final[tuple[Command, ...]] = (branching.without, _inside, _excused, *CHANGES)
