"""Which steps a condition and a "meanwhile" belong to, settled before the steps are built.

A condition before steps governs them up to the sentence's end. One behind a single step governs that step. One behind
several could mean the last or all of them: that is asked, unless the last step sets the very field that is tested.
"""

from __future__ import annotations

from dataclasses import replace

from b24app.english.grammar.approvals.answers import Answer
from b24app.english.grammar.approvals.asking import Ask
from b24app.english.grammar.conditions.exclusion import DOWNS, UPS, adjoin, excludes
from b24app.english.grammar.conditions.negation import opposite
from b24app.english.grammar.draft import Halt, Item, Pause, Side, Turn, When
from b24app.english.grammar.flow.nesting import nested, nested_in_guards
from b24app.english.grammar.heads.forbidden import Never
from b24app.english.grammar.heads.frames import Frame
from b24app.plan.plan import Comparison, Condition


def settled(items: list[Item], guards: list[Condition]) -> tuple[list[Item], list[Condition], bool]:
    """The items with conditions before their steps, the guards of the whole plan, and whether a scope stayed open."""
    items, guards = _with_idle_guards(_else_first(items), guards)
    told: list[Item] = [item for item in _nothing_done(items) if not isinstance(item, Never)]
    kept = without_halts(_without_idle_cases(told, tuple(guards)))
    while kept and isinstance(kept[-1], Turn):
        kept.pop()
    kept = _merged(_turned(_waits_first(kept)))
    if inside := nested_in_guards(kept, tuple(guards)):
        kept, guards = inside, []
    kept, guards = _with_guarded_else(nested(kept), guards)
    open_scope = False
    at = 0
    while at < len(kept):
        item = kept[at]
        open_scope = open_scope or _is_amid(kept, at)
        if isinstance(item, When) and not item.steps and _is_trailing(kept, at):
            start, sure = _behind(kept, at, item)
            if start is None and not _else_next(kept, at):
                guards.extend(item.conditions)
                kept.pop(at)
                continue
            open_scope = open_scope or not sure
            if start is not None:
                followed = at + 1 < len(kept) and not isinstance(kept[at + 1], Turn)
                kept.pop(at)
                kept.insert(start, item)
                if followed:
                    kept.insert(at + 1, Turn("end", item.end, item.end, soft=True))
        at += 1
    if kept and isinstance(kept[0], When) and not kept[0].steps and _governs_all(kept):
        guards.extend(kept.pop(0).conditions)  # type: ignore[union-attr]  # it was tested
    return kept, guards, open_scope


def _else_first(items: list[Item]) -> list[Item]:
    """With "otherwise" in front of the step that it closes: "text them if …, (and) email them otherwise"."""
    kept = [*items]
    for at in range(2, len(kept)):
        turn, step = kept[at], kept[at - 1]
        closes = isinstance(turn, Turn) and turn.kind == "else" and isinstance(step, Frame) and turn.start == step.end
        case = any(isinstance(item, When | Answer) for item in kept[: at - 1])
        if closes and case and (at + 1 == len(kept) or isinstance(kept[at + 1], Turn)):
            kept[at - 1], kept[at] = turn, step
    return kept


def _with_idle_guards(items: list[Item], guards: list[Condition]) -> tuple[list[Item], list[Condition]]:
    """Where the trigger's own case is one in which nothing is done, others follow: "paid and under 100: nothing; …"."""
    first = next((item for item in items if not isinstance(item, Turn)), None)
    if not guards or not isinstance(first, Halt) or not any(isinstance(item, Frame) for item in items):
        return items, guards
    return [When(tuple(guards), first.start, first.start), *items], []


def _nothing_done(items: list[Item]) -> list[Item]:
    """A case whose only words forbid something is a case in which nothing is done: "otherwise don't email them"."""
    kept: list[Item] = []
    for at, item in enumerate(items):
        before = items[at - 1] if at else None
        case = isinstance(before, When | Answer) or (isinstance(before, Turn) and before.kind == "else")
        alone = isinstance(item, Never) and case and (at + 1 == len(items) or isinstance(items[at + 1], Turn))
        kept.append(Halt(item.start, item.end) if alone else item)
    return kept


def _without_idle_cases(items: list[Item], guards: tuple[Condition, ...]) -> list[Item]:
    """Without a case in which nothing is done and that one told before rules out: "high priority: …, low: nothing"."""
    kept: list[Item] = []
    for item in items:
        last = kept[-1] if kept else None
        tests = [guards, *(one.conditions for one in kept[:-1] if isinstance(one, When))]
        if isinstance(item, Halt) and isinstance(last, When) and any(excludes(one, last.conditions) for one in tests):
            kept.pop()
        else:
            kept.append(item)
    return kept


def without_halts(items: list[Item]) -> list[Item]:
    """Where nothing is (further) done, the rest is the other case: "if it is paid, stop. Email them"."""
    kept: list[Item] = []
    for at, item in enumerate(items):
        last, before = kept[-1] if kept else None, kept[-2] if len(kept) > 1 else None
        skips = isinstance(last, When) and last.negative and not isinstance(before, Frame)
        if isinstance(item, Turn) and item.kind == "else" and skips:
            continue  # "skip it if …, otherwise …"
        if not isinstance(item, Halt):
            kept.append(item)
            continue
        rest: list[Item] = [one for one in items[at + 1 :] if not isinstance(one, Halt)]
        if rest and isinstance(test := rest[0], When) and (_ends_at(rest, 1) or test.start <= item.end):
            kept.append(rest[0])  # "skip it if …"
            rest = rest[1:]
        return _halted(kept, rest)
    return kept


def _ends_at(items: list[Item], at: int) -> bool:
    return at >= len(items) or isinstance(items[at], Turn)


def _halted(before: list[Item], rest: list[Item]) -> list[Item]:
    """The steps when `before` ends in a halt and `rest` follows."""
    last = before[-1] if before else None
    after = rest[:]
    while after and isinstance(turn := after[0], Turn) and turn.kind == "end":
        after.pop(0)
    otherwise = bool(after) and isinstance(turn := after[0], Turn) and turn.kind == "else"
    if isinstance(last, When) and not otherwise and _ruled_out(last, after):
        return [*before[:-1], *without_halts(after)]
    if isinstance(last, When):
        turned = replace(last, conditions=opposite(last.conditions))
        return [*before[:-1], turned, *(after[1:] if otherwise else _open_ended(after))]
    if isinstance(last, Turn) and last.kind == "else":
        return [*before[:-1], *_open_ended(after)]
    tests = [item for item in before if isinstance(item, When)]
    if tests and after and isinstance(other := after[0], When) and excludes(tests[-1].conditions, other.conditions):
        return [*before, *without_halts(rest)]
    governed = bool(tests) and not any(isinstance(item, Ask) for item in before)
    if governed and after and not otherwise:
        return [*before, Turn("else", before[-1].end, before[-1].end), *_open_ended(after)]
    return [*before, *rest]


def _ruled_out(idle: When, after: list[Item]) -> bool:
    """Whether other cases of the same field follow, and no "otherwise": "under 1k nothing; over 1k …"."""
    following = after[0] if after else None
    ends = any(isinstance(item, Turn) and item.kind == "else" for item in after)
    return isinstance(following, When) and not ends and excludes(idle.conditions, following.conditions)


def _open_ended(items: list[Item]) -> list[Item]:
    """The items with no sentence ends, so that they stay in one scope."""
    return [item for item in items if not (isinstance(item, Turn) and item.kind == "end")]


def _turned(items: list[Item]) -> list[Item]:
    """A test followed by its other case only: "check whether it has a company; if it doesn't, …"."""
    kept: list[Item] = []
    for item in items:
        last, before = kept[-1] if kept else None, kept[-2] if len(kept) > 1 else None
        opens = isinstance(last, When) and not last.negative and not isinstance(before, Frame)
        if isinstance(item, Turn) and item.kind == "else" and opens and isinstance(last, When):
            kept[-1] = replace(last, conditions=opposite(last.conditions))
        else:
            kept.append(item)
    return kept


def _merged(items: list[Item]) -> list[Item]:
    """Two tests right behind each other as one: "(overdue for 2 weeks), and provided it is still unpaid, …"."""
    kept: list[Item] = []
    for at, item in enumerate(items):
        last, before = kept[-1] if kept else None, kept[-2] if len(kept) > 1 else None
        if (
            not isinstance(item, When)
            or not isinstance(last, When)
            or isinstance(before, Frame)
            or _ends_at(items, at + 1)
            or item.negative
            or last.negative
            or excludes(last.conditions, item.conditions)
            or item.instead
            or last.instead
        ):
            kept.append(item)
        else:
            rows = tuple(dict.fromkeys((*last.conditions, *item.conditions)))
            kept[-1] = replace(last, conditions=rows, end=item.end)
    return kept


def _waits_first(items: list[Item]) -> list[Item]:
    """In "if it is still open after 1 day" the look comes after the wait."""
    kept = [*items]
    for at in range(len(kept) - 1):
        told, wait = kept[at], kept[at + 1]
        if isinstance(told, When) and isinstance(wait, Pause) and told.end >= wait.start:
            kept[at], kept[at + 1] = kept[at + 1], kept[at]
    return kept


def _with_guarded_else(items: list[Item], guards: list[Condition]) -> tuple[list[Item], list[Condition]]:
    """An "otherwise" without an "if" is the other case of what the trigger was told with; so is a size it excludes."""
    for item in items:
        of_case = _of_the_field(guards, item) if isinstance(item, When) else []
        if isinstance(item, When) and of_case and _other_case(tuple(of_case), item):
            rest = [row for row in guards if row not in of_case]
            return [When(tuple(of_case), item.start, item.start), *items], rest
        if isinstance(item, When) or (isinstance(item, Ask) and not _other_records(items)):
            return items, guards
        if isinstance(item, Turn) and item.kind == "else" and guards:
            return [When(tuple(guards), item.start, item.start), *items], []
    return items, guards


def _other_records(items: list[Item]) -> bool:
    """Whether "all others go to Ana" is told: no answer, but the records that nobody was asked about."""
    turns = [item for item in items if isinstance(item, Turn) and item.kind == "else"]
    return len(turns) == 1 and turns[0].whole and not any(isinstance(item, When) for item in items)


def _of_the_field(guards: list[Condition], when: When) -> list[Condition]:
    """What the trigger was told with about the field of a test: its country, not its source."""
    fields = {row.field.casefold() for row in when.conditions if isinstance(row, Comparison)}
    return [row for row in guards if isinstance(row, Comparison) and row.field.casefold() in fields]


def _other_case(guards: tuple[Condition, ...], when: When) -> bool:
    """Whether a test is another case of what the trigger was told with: "over 250 …, over 50 …"."""
    before, after = _only(When(guards, 0, 0)), _only(when)
    wider = before is not None and after is not None and before != after and _wider(before, after)
    return excludes(guards, when.conditions) or wider


def chained(items: list[Item], first: int, at: int) -> int | None:
    """Where the next test of the same field starts, when only one of the two can be meant to hold."""
    while at < len(items) and isinstance(turn := items[at], Turn) and turn.kind == "end":
        at += 1
    one, two = items[first], items[at] if at < len(items) else None
    if not isinstance(one, When) or not isinstance(two, When) or two.overall or two.negative:
        return None
    if excludes(one.conditions, two.conditions) or adjoin(one.conditions, two.conditions):
        return at
    before, after = _only(one), _only(two)
    ends = any(isinstance(item, Turn) and item.kind == "else" for item in items[at:])
    return at if before and after and ends and _wider(before, after) else None


def _only(when: When) -> Comparison | None:
    row = when.conditions[0] if len(when.conditions) == 1 else None
    return row if isinstance(row, Comparison) else None


def _wider(before: Comparison, after: Comparison) -> bool:
    """Whether the second test holds wherever the first does, so that it is the next to try."""
    if before.field != after.field or not isinstance(before.value, float) or not isinstance(after.value, float):
        return False
    if {before.op, after.op} <= UPS:
        return after.value <= before.value
    return {before.op, after.op} <= DOWNS and after.value >= before.value


def _is_trailing(items: list[Item], at: int) -> bool:
    if at + 1 >= len(items) or isinstance(items[at + 1], Turn):
        return True
    if _attached(items, at) and isinstance(items[at + 1], When):
        return True  # "a task if it is over 100, below 100 notify them"
    later = (place for place in range(at + 2, len(items)) if isinstance(items[place], When))
    return _attached(items, at) and any(_attached(items, place) for place in later)


def _is_amid(items: list[Item], at: int) -> bool:
    """Whether an exception stands between two steps, so that it could be one of either: "A, unless …, B"."""
    item, around = items[at], items[at - 1 : at] + items[at + 1 : at + 2]
    return isinstance(item, When) and item.negative and at > 0 and sum(isinstance(one, Frame) for one in around) > 1


def _attached(items: list[Item], at: int) -> bool:
    """Whether a condition stands right behind a step: "email them if …, notify him if …"."""
    before = items[at - 1] if at else None
    return isinstance(before, Frame) and before.end == items[at].start


def _else_next(items: list[Item], at: int) -> bool:
    following = [item for item in items[at + 1 :] if not (isinstance(item, Turn) and item.kind == "end")]
    return bool(following) and isinstance(following[0], Turn)


def _behind(items: list[Item], at: int, when: When) -> tuple[int | None, bool]:
    """Where the steps start that a trailing condition governs, and whether that is sure."""
    start = at
    while start and isinstance(items[start - 1], Frame):
        start -= 1
    count = at - start
    last = items[at - 1] if at else None
    if count == 0:
        return None, True
    if count == 1 or when.apart:
        return start, True
    fields = {row.field.casefold() for row in when.conditions if isinstance(row, Comparison)}
    if isinstance(last, Frame) and last.field_name.casefold() in fields:
        return at - 1, True
    return start, False


def _governs_all(items: list[Item]) -> bool:
    end = scope_end(items, 1)
    return len(items) > 1 and all(isinstance(item, Turn) and item.kind == "end" for item in items[end:])


def scope_end(items: list[Item], at: int) -> int:
    """Where the steps behind a condition end: at the sentence's end, at another condition, at "otherwise"."""
    nested = False
    while at < len(items) and not isinstance(items[at], Turn | When):
        nested = nested or isinstance(items[at], Ask)
        if isinstance(items[at], Answer) and not nested:
            break
        at += 1
    while at < len(items) and isinstance(items[at], When) and isinstance(items[at - 1], Pause):
        at -= 1  # what is waited for is the next look, whatever the first one showed
    while nested and at < len(items) and _belongs_to_approval(items, at):
        at += 1
    return at


def _belongs_to_approval(items: list[Item], at: int) -> bool:
    """Whether answers to the approval before still follow."""
    item = items[at]
    if isinstance(item, Turn) and item.kind == "else":
        return False
    if isinstance(item, When):
        return False
    return any(isinstance(later, Answer) for later in items[at:]) or not isinstance(item, Turn)


def sentence_end(items: list[Item], at: int) -> int:
    """Where the sentence ends."""
    while at < len(items) and not (isinstance(turn := items[at], Turn) and turn.kind == "end"):
        at += 1
    return at


def lanes(items: list[Item]) -> tuple[int, int, int] | None:
    """The first "at the same time" of a row: its place, and where its lanes start and end."""
    for at, item in enumerate(items):
        if not isinstance(item, Side) or item.kind == "close":
            continue
        if item.kind == "open":
            return at, at + 1, _lanes_end(items, at + 1)
        last = at
        while item.kind == "back" and last and isinstance(items[last - 1], Turn):
            last -= 1
        start = last
        while start and isinstance(items[start - 1], Frame):
            start -= 1
        if item.kind == "back":
            return at, start, last
        before = at - 1
        while before >= 0 and isinstance(items[before], Turn):
            before -= 1
        return at, max(before, 0), _lanes_end(items, at + 1)
    return None


def _lanes_end(items: list[Item], at: int) -> int:
    """Labelled lanes ("A: …. B: …") may be sentences; a close word ends them."""
    closed = [
        place for place in range(at, len(items)) if isinstance(side := items[place], Side) and side.kind == "close"
    ]
    if closed:
        return closed[0]
    while at < len(items):
        item = items[at]
        hard = isinstance(item, Turn) and not item.soft and at > 0 and isinstance(items[at - 1], Frame)
        listed = isinstance(item, Pause) and item.listed
        if not (isinstance(item, Frame | Turn) or listed) or (hard and _frames(items[:at]) > 1):
            return at
        at += 1
    return at


def _frames(items: list[Item]) -> int:
    return sum(isinstance(item, Frame) for item in items)
