"""A plan as boxes and lines: where each stands, in px. Layout only; `templates/diagram.svg.j2` draws it.

Time runs downwards. Branches and lanes stand side by side under what they belong to and meet again above the next
step. A column is as wide as what is in it, so nothing overlaps and no line crosses a box.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from b24app.plan.plan import (
    Action,
    Approval,
    Ask,
    Choice,
    Delay,
    DelayUntil,
    ForEach,
    Outcome,
    Parallel,
    Plan,
    Repeat,
    Step,
    Stop,
    Wait,
)
from b24app.plan.vocabulary import ACTIONS
from b24app.workflows import wording
from b24app.workflows.explain import title

BoxKind = Literal[
    "trigger", "conditions", "action", "delay", "choice", "branch", "parallel", "lane", "approval", "outcome", "repeat",
    "stop", "end",
]  # fmt: skip

WIDTH: Final = 272
GAP_X: Final = 24
GAP_Y: Final = 34
MARGIN: Final = 12
_TITLE_HEIGHT: Final = 38
_LINE_HEIGHT: Final = 18
_FOOT: Final = 8
_MAX_LINES: Final = 7
_CHARACTERS: Final = 33
_WIDE_LETTERS: Final = frozenset("mwMW@%&—…")


@dataclass(frozen=True)
class Box:
    """A card: a title and wrapped lines. `node` is the plan's node, or `start`, `holds`, `n3:otherwise`, `end`."""

    node: str
    kind: BoxKind
    title: str
    lines: tuple[str, ...]
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class Edge:
    """A line from (x1, y1) down to `bend`, across to x2, and down to (x2, y2)."""

    x1: int
    y1: int
    bend: int
    x2: int
    y2: int


@dataclass(frozen=True)
class Diagram:
    """Everything to draw, the boxes in reading order."""

    title: str
    boxes: tuple[Box, ...]
    edges: tuple[Edge, ...]
    width: int
    height: int


def diagram(plan: Plan) -> Diagram:
    """The layout of a plan."""
    width = _width(plan.steps)
    sheet = _Sheet(MARGIN + width // 2)
    sheet.card("start", "trigger", "When", wording.trigger(plan))
    if plan.conditions:
        sheet.card("holds", "conditions", "Only if", wording.conditions(plan.conditions))
    sheet.sequence(plan.steps)
    sheet.card("end", "end", "The workflow ends")
    return Diagram(title(plan), tuple(sheet.boxes), tuple(sheet.edges), width + 2 * MARGIN, sheet.top - GAP_Y + MARGIN)


@dataclass
class _Sheet:
    """A pen that moves down: the next card stands at `top` around `centre`, and `open` ends lead to it."""

    centre: int
    top: int = MARGIN
    open: list[tuple[int, int]] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)

    def card(self, node: str, kind: BoxKind, title: str, *said: str) -> None:
        """One card, reached from every open end; it is then the only one."""
        lines = wrapped(*said)
        height = _TITLE_HEIGHT + (len(lines) * _LINE_HEIGHT + _FOOT if lines else 0)
        self.boxes.append(Box(node, kind, title, lines, self.centre - WIDTH // 2, self.top, WIDTH, height))
        self.edges += [Edge(x, y, self.top - GAP_Y // 2, self.centre, self.top) for x, y in self.open]
        self.open = [(self.centre, self.top + height)]
        self.top += height + GAP_Y

    def sequence(self, steps: tuple[Step, ...]) -> None:
        """Steps one below the other."""
        for step in steps:
            self._step(step)

    def _step(self, step: Step) -> None:
        match step:
            case Action():
                self.card(step.id, "action", ACTIONS[step.action].title, *wording.details(step))
            case Delay():
                self.card(step.id, "delay", f"Wait {wording.amount(step.amount, step.unit)}")
            case DelayUntil():
                self.card(step.id, "delay", "Wait until", wording.until(step))
            case Stop():
                self.card(step.id, "stop", "Stop here")
                self.open = []
            case _:
                self._control(step)

    def _control(self, step: Choice | Parallel | Approval | Repeat | ForEach | Wait | Ask) -> None:
        match step:
            case Choice():
                self._choice(step)
            case Parallel():
                self.card(step.id, "parallel", "At the same time")
                lanes = enumerate(step.lanes, 1)
                self._columns([_Column(lane.id, "lane", f"Lane {number}", "", lane.steps) for number, lane in lanes])
            case Approval():
                self.card(step.id, "approval", "Ask for approval", *wording.approval(step))
                self._columns(_outcomes(step))
            case Repeat():
                self._repeat(step)
            case Wait():
                until = wording.conditions(step.until)
                self.card(step.id, "delay", "Wait until", until, wording.at_most(step.deadline))
                self._columns(_late(step.timed_out))
            case Ask():
                self.card(step.id, "approval", "Ask for information", *wording.ask(step))
                self._columns(_late(step.timed_out))
            case ForEach():
                self.card(step.id, "repeat", "For each", wording.each(step))
                self.sequence(step.steps)
                self.card(f"{step.id}:again", "repeat", "Next one", "until all are done")

    def _choice(self, step: Choice) -> None:
        self.card(step.id, "choice", "Which case is it?")
        columns = [
            _Column(
                branch.id, "branch", "Otherwise, if" if index else "If", wording.conditions(branch.when), branch.steps
            )
            for index, branch in enumerate(step.branches)
        ]
        self._columns([*columns, _Column(f"{step.id}:otherwise", "branch", "Otherwise", "", step.otherwise)])

    def _repeat(self, step: Repeat) -> None:
        """What is repeated stands between two cards: a line back up would cross others."""
        self.card(step.id, "repeat", f"Every {wording.amount(step.every.amount, step.every.unit)}")
        self.sequence(step.steps)
        self.card(f"{step.id}:again", "repeat", "Again", *wording.ends(step))

    def _columns(self, columns: Sequence[_Column]) -> None:
        if not columns:
            return
        centre, top, before = self.centre, self.top, self.open
        widths = [_width(column.steps) for column in columns]
        left = centre - (sum(widths) + GAP_X * (len(widths) - 1)) // 2
        after: list[tuple[int, int]] = []
        bottom = top
        for column, width in zip(columns, widths, strict=True):
            self.centre, self.top, self.open = left + width // 2, top, before
            self.card(column.node, column.kind, column.title, column.said)
            self.sequence(column.steps)
            after += self.open
            bottom = max(bottom, self.top)
            left += width + GAP_X
        self.centre, self.top, self.open = centre, bottom, after


@dataclass(frozen=True)
class _Column:
    node: str
    kind: BoxKind
    title: str
    said: str
    steps: tuple[Step, ...]


def _outcomes(step: Approval) -> list[_Column]:
    columns = [
        _Column(step.approved.id, "outcome", "Approved", "", step.approved.steps),
        _Column(step.rejected.id, "outcome", "Rejected", "", step.rejected.steps),
    ]
    if step.timed_out is not None:
        columns.append(_Column(step.timed_out.id, "outcome", "No answer in time", "", step.timed_out.steps))
    elif step.deadline is not None:
        columns.append(_Column(f"{step.id}:timed_out", "outcome", "No answer in time", "", ()))
    return columns


def _late(timed_out: Outcome | None) -> list[_Column]:
    """In time there is nothing more to do; late there is."""
    if timed_out is None:
        return []
    late = _Column(timed_out.id, "outcome", "Too late", "", timed_out.steps)
    return [_Column(f"{timed_out.id}:in_time", "outcome", "In time", "", ()), late]


def wrapped(*paragraphs: str) -> tuple[str, ...]:
    """The text in lines that fit a card; what is beyond the last line is cut, with an ellipsis."""
    lines: list[str] = []
    for paragraph in paragraphs:
        first = len(lines)
        for word in "".join(one if one.isprintable() else " " for one in paragraph).split():
            _append(lines, word, first)
        if len(lines) > _MAX_LINES:
            return (*lines[: _MAX_LINES - 1], f"{_cut(lines[_MAX_LINES - 1], _CHARACTERS - 2)[0]}…")
    return tuple(lines)


def _append(lines: list[str], word: str, first: int) -> None:
    if len(lines) > first and _length(f"{lines[-1]} {word}") <= _CHARACTERS:
        lines[-1] = f"{lines[-1]} {word}"
        return
    while word and len(lines) <= _MAX_LINES:
        piece, word = _cut(word, _CHARACTERS)
        lines.append(piece)


def _cut(word: str, room: float) -> tuple[str, str]:
    used = 0.0
    for index, letter in enumerate(word):
        used += _length(letter)
        if used > room:
            return word[:index], word[index:]
    return word, ""


def _length(text: str) -> float:
    """In average letters: capitals and some others are wider, East Asian ones twice as wide."""
    return sum(
        2.0
        if unicodedata.east_asian_width(letter) in {"W", "F"}
        else 1.6
        if letter in _WIDE_LETTERS
        else 1.3
        if letter.isupper()
        else 1.0
        for letter in text
    )


def _width(steps: tuple[Step, ...]) -> int:
    return max([WIDTH, *(_step_width(step) for step in steps)])


def _step_width(step: Step) -> int:
    match step:
        case Choice():
            columns = [*(branch.steps for branch in step.branches), step.otherwise]
        case Parallel():
            columns = [lane.steps for lane in step.lanes]
        case Approval():
            columns = [outcome.steps for outcome in _outcomes(step)]
        case Repeat() | ForEach():
            columns = [step.steps]
        case Wait() | Ask():
            columns = [late.steps for late in _late(step.timed_out)] or [()]
        case _:
            return WIDTH
    return sum(map(_width, columns)) + GAP_X * (len(columns) - 1)
