"""A description cut into what the grammar knows: the trigger, actions, waits, conditions, turns, sentence ends.

Reads from left to right; what no rule can use is set aside as unread, never dropped.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from b24app.english.grammar.bounds import FRAMING, JOINTS, announces, past_joints
from b24app.english.grammar.conditions import conditions, opposite
from b24app.english.grammar.frames import Frame
from b24app.english.grammar.heads import head, starts_step
from b24app.english.grammar.lexer import Tokens
from b24app.english.grammar.lexicon import phrases
from b24app.english.grammar.moments import duration, wait
from b24app.english.grammar.slots import fill
from b24app.english.grammar.triggers import Clause, clipped, marked
from b24app.plan.plan import Condition, Moment

_ELSE = phrases(("otherwise", "else", "if not", "or else", "in all other cases"))
_OWNED = {"create_task", "create_deal", "create_quote"}
_SENTENCE_ENDS = {".", "?", "!", ";"}


@dataclass(frozen=True)
class Wait:
    """A pause, and the tokens that say so."""

    moment: Moment
    start: int
    end: int


@dataclass(frozen=True)
class When:
    """Conditions of the steps around them; `trailing` ones came after their step."""

    conditions: tuple[Condition, ...]
    start: int
    end: int


@dataclass(frozen=True)
class Turn:
    """The word "otherwise", or the end of a sentence."""

    kind: Literal["else", "end"]
    start: int
    end: int


Item = Frame | Wait | When | Turn


@dataclass
class Draft:
    """What was read, in reading order."""

    clause: Clause | None = None
    clause_start: int = 0
    clause_end: int = 0
    guards: list[Condition] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    unread: list[tuple[int, int]] = field(default_factory=list)

    @property
    def frames(self) -> list[Frame]:
        return [item for item in self.items if isinstance(item, Frame)]


def read_clauses(tokens: Tokens) -> Draft:
    """Everything the description says, as far as the grammar reaches."""
    draft = Draft()
    announced = [index for index in range(len(tokens)) if announces(tokens, index)]
    last_announced = announced[-1] if announced else -1
    at = 0
    while at < len(tokens):
        at = _next(tokens, at, draft, last_announced)
    return draft


def _next(tokens: Tokens, at: int, draft: Draft, last_announced: int) -> int:
    for rule in (_trigger, _condition, _turn, _pause, _action, _passed, _bare_action):
        end = rule(tokens, at, draft, last_announced)
        if end is not None and end > at:
            return end
    if tokens.kind(at) in {"ARROW", "NEWLINE"} or tokens.word(at) in {":", "(", ")", "?"} or _list_number(tokens, at):
        return at + 1
    draft.unread.append((at, at + 1))
    return at + 1


def _list_number(tokens: Tokens, at: int) -> bool:
    opens_line = at == 0 or tokens.kind(at - 1) == "NEWLINE"
    return opens_line and tokens.kind(at) == "NUMBER" and tokens.word(at + 1) in {".", ")", ":"}


def _trigger(tokens: Tokens, at: int, draft: Draft, last_announced: int) -> int | None:
    if draft.clause is not None and draft.clause.name:
        return None
    lead = _lead_in(tokens, at)
    start = lead.end if lead else at
    found = marked(tokens, start, starts_step)
    if found and not found.value.name and (last_announced >= 0 or conditions(tokens, start + 1)):
        found = None
    opens = not draft.unread or draft.unread[-1][1] != at
    if not found and opens and last_announced < 0 and not draft.items and not head(tokens, at):
        found = clipped(tokens, at, starts_step)
        start = at
    if not found or (draft.clause is not None and not found.value.name):
        return None
    draft.clause, draft.clause_start, draft.clause_end = found.value, start, found.end
    draft.unread.extend(found.value.unread)
    draft.guards.extend(found.value.conditions)
    if lead and start > at:
        draft.items.insert(0, lead)
    return found.end


def _lead_in(tokens: Tokens, at: int) -> Wait | None:
    """Reads "2 days after …", "wait a week after …": a wait that is told before its trigger."""
    start = at + (tokens.word(at) == "wait")
    found = duration(tokens, start)
    after = found is not None and tokens.word(found.end) == "after"
    return Wait(found.value, at, found.end) if found and after and announces(tokens, found.end) else None


def _condition(tokens: Tokens, at: int, draft: Draft, _: int) -> int | None:
    start = at + (tokens.word(at) in {"but", "only"})
    start += tokens.word(start) == "only" and start == at
    word = tokens.word(start)
    if word not in {"if", "unless", "when", "provided", "where"}:
        return None
    found = conditions(tokens, start + 1 + (tokens.word(start + 1) == "that"))
    if not found:
        return None
    rows = opposite(found.value) if word == "unless" else found.value
    draft.items.append(When(rows, at, found.end))
    return found.end + (tokens.word(found.end) == "then")


def _turn(tokens: Tokens, at: int, draft: Draft, _: int) -> int | None:
    found = _ELSE.find(tokens, at)
    if found and any(isinstance(item, When) for item in draft.items):
        draft.items.append(Turn("else", at, found.end))
        return found.end
    if tokens.word(at) in _SENTENCE_ENDS or tokens.kind(at) == "NEWLINE":
        if draft.items:
            draft.items.append(Turn("end", at, at + 1))
        return at + 1
    return None


def _pause(tokens: Tokens, at: int, draft: Draft, _: int) -> int | None:
    found = wait(tokens, at)
    start = at
    if not found and tokens.word(at) == "in":
        found = duration(tokens, at + 1)
        found = found if found and head(tokens, past_joints(tokens, found.end)) else None
    if not found or not found.value.amount:
        return None
    draft.items.append(Wait(found.value, start, found.end))
    return found.end


def _passed(tokens: Tokens, at: int, _: Draft, __: int) -> int | None:
    found = JOINTS.find(tokens, at) or FRAMING.find(tokens, at)
    return found.end if found else None


def _action(tokens: Tokens, at: int, draft: Draft, _: int) -> int | None:
    found = head(tokens, at)
    return _taken(tokens, found.value, draft) if found else None


def _bare_action(tokens: Tokens, at: int, draft: Draft, last_announced: int) -> int | None:
    """An object without its verb, once a trigger or another action has made clear what is spoken of."""
    if draft.clause is None and not draft.frames and last_announced <= at:
        return None
    found = head(tokens, at, bare=True)
    return _taken(tokens, found.value, draft) if found else None


def _taken(tokens: Tokens, frame: Frame, draft: Draft) -> int:
    """Fill the frame's slots and keep it. "Create a task and assign it to Anna" is one action, not two."""
    created = draft.frames[-1] if draft.frames else None
    if frame.action == "assign_responsible" and frame.of_task and created and created.action in _OWNED:
        if created.owner is None:
            created.owner = frame.owner
        else:
            draft.unread.append((frame.start, frame.end))
        return frame.end
    fill(tokens, frame)
    draft.items.append(frame)
    return frame.end
