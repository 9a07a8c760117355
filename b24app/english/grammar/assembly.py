"""From a draft to the steps of a plan: choices, approvals, repetitions, lanes, waits, numbered in reading order."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from pydantic import ValidationError

from b24app.english.grammar.approvals.answers import Answer
from b24app.english.grammar.approvals.asking import Ask
from b24app.english.grammar.conditions.comparisons import SAME_STAGE
from b24app.english.grammar.conditions.exclusion import covers_all
from b24app.english.grammar.draft import Draft, Item, Pause, Side, Turn, When
from b24app.english.grammar.flow.instead import swapped
from b24app.english.grammar.flow.order import chained, lanes, scope_end, sentence_end, settled
from b24app.english.grammar.flow.scoping import set_apart
from b24app.english.grammar.flow.signoffs import spread
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.slots.copying import UPDATES, copied
from b24app.english.grammar.slots.meaning import Meant, Setting, meanings
from b24app.english.grammar.timing.clock import Clock
from b24app.english.grammar.timing.repeating import Again
from b24app.english.grammar.words.lexer import Tokens
from b24app.plan.plan import (
    Action,
    Approval,
    Branch,
    Choice,
    Comparison,
    Condition,
    Delay,
    DelayUntil,
    Due,
    Interval,
    Lane,
    Moment,
    Outcome,
    Parallel,
    Repeat,
    Span,
    Step,
    Until,
)

# What is late is not done and not paid: to test that as well would only say so twice.
_SAID_BY_EVENT = {
    ("task_overdue", Comparison(field="status", op="ne", value="completed")),
    ("invoice_overdue", Comparison(field="payment_status", op="ne", value="paid")),
}


@dataclass
class Assembled:
    """Steps and guards, and what stands in the way of a plan."""

    steps: tuple[Step, ...] = ()
    conditions: tuple[Condition, ...] = ()
    missing: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def assemble(draft: Draft, tokens: Tokens, setting: Setting) -> Assembled:
    """The steps of a draft."""
    try:
        return _Assembly(tokens, setting).whole(draft)
    except ValidationError:  # more branches, lanes or people than a plan may have
        return Assembled(missing=["length"])


class _Assembly:
    def __init__(self, tokens: Tokens, setting: Setting) -> None:
        self._tokens = tokens
        self._setting = setting
        self._count = 0
        self._clock = Clock(tokens)
        self._stage = ""
        self._direct: list[Item] = []
        self._out = Assembled()

    def whole(self, draft: Draft) -> Assembled:
        told, unclear = swapped(set_apart(self._tokens, spread(draft.items)), draft.guards)
        items, guards, open_scope = settled(told, list(draft.guards))
        self._stage = draft.clause.stage if draft.clause else ""
        if open_scope or unclear:
            self._out.missing.append("scope")
        self._out.steps = self._block(items)
        event = draft.clause.name if draft.clause else None
        left = (row for row in dict.fromkeys(guards) if (event, row) not in _SAID_BY_EVENT)
        self._out.conditions = self._tests(tuple(left))
        return self._out

    def _tests(self, rows: tuple[Condition, ...]) -> tuple[Condition, ...]:
        """The conditions with "still there" and "status" put in terms of the record."""
        return tuple(self._test(self._own_name(row)) if isinstance(row, Comparison) else row for row in rows)

    def _own_name(self, row: Comparison) -> Comparison:
        """The company name of a company is its title."""
        if self._setting.entity == "TASK" and row.field in {"due date", "due", "due day"}:
            return row.model_copy(update={"field": "deadline"})
        own = row.field == "COMPANY_ID" and row.value is not None and self._setting.entity == "CRM_COMPANY"
        return row.model_copy(update={"field": "TITLE"}) if own else row

    def _test(self, row: Comparison) -> Comparison:
        if row.value == SAME_STAGE:
            if not self._stage:
                self._out.missing.append("stage")
            return row.model_copy(update={"value": self._stage or "?"})
        if row.field == "stage" and self._setting.entity == "CRM_COMPANY":
            return row.model_copy(update={"field": "industry"})  # "it's in Retail": companies have no stage
        open_still = row.field == "status" and row.op == "ne" and row.value != "converted"
        if open_still and self._setting.entity in {"CRM_DEAL", "CRM_LEAD", "CRM_QUOTE"}:
            self._out.missing.append("stage")  # "still open": only a stage can tell
        if row.field == "status" and row.value == "completed" and self._setting.entity == "CRM_INVOICE":
            return row.model_copy(update={"field": "payment_status", "value": "paid"})  # "still overdue"
        if row.field == "stage" and self._setting.entity == "TASK":
            return row.model_copy(update={"field": "status"})
        return row

    def _id(self) -> str:
        self._count += 1
        return f"n{self._count}"

    def _block(self, items: list[Item]) -> tuple[Step, ...]:
        found = lanes(items)
        if found and not any(isinstance(item, When | Ask) for item in items[: found[0]]):
            at, start, end = found
            before, inside, after = items[:start], items[start:end], items[max(end, at + 1) :]
            return (*self._row(before), *self._parallel(inside), *self._block(after))
        return self._row(items)

    def _parallel(self, items: list[Item]) -> list[Step]:
        own = self._id()
        found: list[Lane] = []
        waits: list[Item] = []
        for item in items:
            if isinstance(item, Pause):
                waits.append(item)
            if isinstance(item, Frame):
                lane = self._id()
                steps = self._row([*waits, item])
                waits = []
                found.extend([Lane(id=lane, steps=steps)] if steps else [])
        if len(found) > 1:
            return [Parallel(id=own, lanes=tuple(found))]
        if len(found) == 1 and any(isinstance(item, Frame) and len(item.to or ()) > 1 for item in items):
            return list(found[0].steps)  # "notify Legal, Finance and HR simultaneously": one message reaches them all
        self._out.missing.append("action")
        return []

    def _row(self, items: list[Item]) -> tuple[Step, ...]:
        steps: list[Step] = []
        at = 0
        while at < len(items):
            item = items[at]
            at += 1
            if isinstance(item, Frame):
                steps.extend(self._action(item))
            elif isinstance(item, Pause):
                left = item.moment if item.counted else self._left(item.moment, item.start, item.end)
                steps.append(self._delay(left, self._tokens.span(item.start, item.end)))
            elif isinstance(item, When):
                choice, at = self._choice(items, at - 1)
                steps.extend(choice)
            elif isinstance(item, Ask):
                approval, at = self._approval(items, at - 1)
                steps.extend(approval)
            elif isinstance(item, Again):
                repeat, at = self._repeat(items, at - 1)
                steps.extend(repeat)
            elif isinstance(item, Turn) and item.kind == "else":
                self._out.missing.append("condition")
        return tuple(steps)

    def _choice(self, items: list[Item], at: int) -> tuple[list[Step], int]:
        own = self._id()
        branches: list[Branch] = []
        otherwise: tuple[Step, ...] = ()
        first, end, reached = items[at], at, self._clock.reached
        while at < len(items) and isinstance(item := items[at], When):
            branch = self._id()
            end = at + 1 if item.steps else scope_end(items, at + 1)
            self._clock.reached = reached
            steps = self._inner(item.steps) if item.steps else self._block(items[at + 1 : end])
            self._direct = items[at + 1 : end]
            span = self._tokens.span(item.start, item.end)
            branches.append(Branch(id=branch, span=span, when=self._tests(item.conditions), steps=steps))
            turn = _else_after(items, end)
            following = chained(items, at, end) if turn is None else None
            if following is not None:
                at = following
                continue
            if turn is None:
                at = end
                break
            at = turn + 1
            if at < len(items) and isinstance(items[at], When):
                continue
            end = sentence_end(items, at)
            self._clock.reached = reached
            otherwise, at = self._block(items[at:end]), end
            break
        if any(not branch.steps for branch in branches):
            self._out.missing.append("action")
        if not otherwise and len(branches) > 1 and covers_all([branch.when for branch in branches]):
            otherwise = branches.pop().steps
        self._direct = []
        self._clock.reached = reached
        span = self._tokens.span(first.start, max(first.start + 1, first.end))
        return [Choice(id=own, span=span, branches=tuple(branches), otherwise=otherwise)], at

    def _inner(self, items: tuple[Item, ...]) -> tuple[Step, ...]:
        """The steps of a case that are a choice of their own."""
        told, guards, open_scope = settled(list(items), [])
        if open_scope or guards:
            self._out.missing.append("scope")
        return self._block(told)

    def _approval(self, items: list[Item], at: int) -> tuple[list[Step], int]:
        asked = items[at]
        if not isinstance(asked, Ask):
            return [], at + 1
        own, at = self._id(), at + 1
        rows: dict[str, list[Item]] = {"yes": []}
        kind, deadline = "yes", asked.deadline
        while at < len(items):
            item = items[at]
            if isinstance(item, Turn) and item.whole:
                break
            if isinstance(item, Answer):
                kind, deadline = item.kind, deadline or item.deadline
                rows.setdefault(kind, [])
                if item.late_too:
                    rows.setdefault("late", rows[kind])
            elif isinstance(item, Turn) and item.kind == "else" and not _has_when(rows[kind]):
                kind = _other_answer(rows)
                rows.setdefault(kind, [])
                rows = {"late": rows["no"]} | rows if deadline and kind == "no" else rows
            else:
                rows[kind].append(item)
            at += 1
        if not asked.approvers:
            self._out.missing.append("approver")
            return [], at
        if not any(rows.values()) and self._is_first(asked):
            rows["yes"] = self._direct
        if not any(rows.values()):
            self._out.missing.append("action")
        return [self._signed(own, asked, rows, deadline)], at

    def _signed(self, own: str, asked: Ask, rows: dict[str, list[Item]], deadline: Due | None) -> Approval:
        """An approval; whoever decides next is asked in its approved branch, and a no means the same from everyone."""
        self._clock.reached = None
        approved = Outcome(id=self._id(), steps=() if asked.then else self._block(rows["yes"]))
        if asked.then:
            following = replace(asked.then[0], then=asked.then[1:])
            inner = self._signed(self._id(), following, rows, following.deadline or deadline)
            approved = Outcome(id=approved.id, steps=(inner,))
        other = {name: self._outcome(rows[name]) for name in ("no", "late") if name in rows}
        approvers = asked.approvers or ()
        return Approval(
            id=own,
            span=self._tokens.span(asked.start, asked.end),
            approvers=approvers,
            mode=asked.mode if len(approvers) > 1 else "any",
            deadline=deadline,
            approved=approved,
            rejected=other.get("no") or Outcome(id=self._id()),
            timed_out=other.get("late"),
        )

    def _outcome(self, items: list[Item]) -> Outcome:
        self._clock.reached = None
        return Outcome(id=self._id(), steps=self._block(items))

    def _is_first(self, asked: Ask) -> bool:
        """Reads "under 2000 mail it, above that my boss approves first": then the other case's steps follow a yes."""
        return "first" in {self._tokens.word(at) for at in range(asked.start, asked.end)}

    def _repeat(self, items: list[Item], at: int) -> tuple[list[Step], int]:
        loop = items[at]
        own = self._id()
        end = at + 1
        while end < len(items) and isinstance(items[end], Frame | Turn) and not _closes(items, at, end):
            end += 1
        steps = self._row([item for item in items[at + 1 : end] if isinstance(item, Frame)])
        if not steps or not isinstance(loop, Again):
            self._out.missing.append("action")
            return [], end
        return [self._looped(own, loop, steps)], end

    def _looped(self, own: str, loop: Again, steps: tuple[Step, ...]) -> Repeat:
        if not loop.until and loop.most is None:
            self._out.missing.append("end")
        return Repeat(
            id=own,
            span=self._tokens.span(loop.start, loop.end),
            every=Interval(amount=loop.every.amount, unit=loop.every.unit),
            until=self._tests(loop.until),
            max=loop.most,
            steps=steps,
        )

    def _left(self, wait: Moment | Until, start: int, end: int) -> Moment | Until:
        left = self._clock.left(wait, start, end)
        if left != wait:
            self._out.notes.append(f"“{self._tokens.text(start, end)}” was counted from the start.")
        return left

    def _delay(self, moment: Moment | Until, span: Span) -> Step:
        if isinstance(moment, Until):
            return DelayUntil(id=self._id(), span=span, until=moment.until, offset=moment.offset)
        return Delay(id=self._id(), span=span, amount=max(1, moment.amount), unit=moment.unit)

    def _quotes(self, words: str) -> bool:
        return any(token.kind == "QUOTED" and token.inner == words for token in self._tokens.items)

    def _action(self, frame: Frame) -> list[Step]:
        own = self._id() if frame.again else ""
        steps: list[Step] = []
        if frame.action in UPDATES and not self._quotes(frame.value):
            frame.value = copied(frame.value, self._setting.entity)
        for at, meant in enumerate(meanings(frame, self._setting)):
            self._out.missing.extend(meant.missing)
            self._out.notes.extend(meant.notes)
            if meant.wait is not None and at == 0:
                place = frame.wait_place if frame.wait else (frame.start, frame.end)
                steps.append(self._delay(self._left(meant.wait, *frame.wait_place), self._tokens.span(*place)))
            if not meant.missing:
                steps.extend(self._step(frame, meant))
        return [self._looped(own, frame.again, tuple(steps))] if frame.again and steps else steps

    def _step(self, frame: Frame, meant: Meant) -> list[Step]:
        span = self._tokens.span(frame.start, frame.end)
        people = meant.fields.get("to")
        if not isinstance(people, tuple) or not meant.each or len(people) == 1:
            return [Action(id=self._id(), span=span, action=meant.action, fields=meant.fields)]
        return [
            Action(id=self._id(), span=span, action=meant.action, fields=meant.fields | {"to": (one,)})
            for one in people
        ]


def _other_answer(rows: dict[str, list[Item]]) -> str:
    """Which answer "otherwise" means: the first that nothing was said about."""
    if any(not isinstance(item, Turn) for item in rows["yes"]) or "no" not in rows:
        return "late" if "no" in rows else "no"
    return "yes"


def _has_when(items: list[Item]) -> bool:
    return any(isinstance(item, When) for item in items)


def _closes(items: list[Item], start: int, end: int) -> bool:
    item = items[end]
    return isinstance(item, Turn) and (item.kind == "else" or any(isinstance(one, Frame) for one in items[start:end]))


def _else_after(items: list[Item], at: int) -> int | None:
    while at < len(items) and isinstance(turn := items[at], Turn):
        if turn.kind == "else":
            return at
        at += 1
    return None


__all__ = ["Assembled", "Side", "assemble"]
