"""What was read of a description, in reading order, before it becomes a plan."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from b24app.english.grammar.approvals.answers import Answer
from b24app.english.grammar.approvals.asking import Ask
from b24app.english.grammar.clause import Clause
from b24app.english.grammar.conditions.comparisons import AMOUNT
from b24app.english.grammar.heads.forbidden import Never
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.timing.repeating import Again, Limit
from b24app.plan.plan import Comparison, Condition, Moment, Until


@dataclass(frozen=True)
class Pause:
    """A wait, and the tokens that say so; `listed` ones open a point of a list: "(b) wait 2 days and …".

    Of one that was told from the start, `counted` says that only the rest is left.
    """

    moment: Moment | Until
    start: int
    end: int
    listed: bool = False
    counted: bool = False


@dataclass(frozen=True)
class When:
    """Conditions of the steps around them; `negative` ones were said with "unless", `overall`
    ones in a sentence of their own ("this only applies to …"); the steps of an `instead` one replace one before;
    `steps` are told where they are a choice of their own; one set `apart` holds for all steps before it.
    """

    conditions: tuple[Condition, ...]
    start: int
    end: int
    negative: bool = False
    overall: bool = False
    instead: bool = False
    apart: bool = False
    steps: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Turn:
    """The word "otherwise" (a whole one: of the other records), or the end of a sentence.

    A soft end is a semicolon, a whole one that of every case.
    """

    kind: Literal["else", "end"]
    start: int
    end: int
    soft: bool = False
    whole: bool = False


@dataclass(frozen=True)
class Halt:
    """Nothing is done (any more): "do nothing", "stop there"."""

    start: int
    end: int


@dataclass(frozen=True)
class Side:
    """Steps at the same time: `open` before them, `back` behind them, `with` between them, `close` after them."""

    kind: Literal["open", "back", "with", "close"]
    start: int
    end: int


Item = Frame | Pause | When | Turn | Ask | Answer | Again | Side | Never | Halt
Kind = TypeVar("Kind", bound=Item)


@dataclass
class Draft:
    """What was read, in reading order."""

    clause: Clause | None = None
    clause_start: int = 0
    clause_end: int = 0
    last_announced: int = -1
    belated: tuple[int, int] | None = None
    answered: bool = False
    postponed: int = -1
    preceded: bool = False
    withheld: int = -1
    scheduled: Moment | None = None
    days: tuple[Moment, ...] = ()
    limits: list[Limit] = field(default_factory=list)
    spoken: str = ""
    distributes: bool = False
    sorts: bool = False
    awaits: bool = False
    block: tuple[int, bool] | None = None
    _seen: tuple[int, int, int] = (0, 0, 0)
    _kinds: dict[type, list[Any]] = field(default_factory=dict)
    guards: list[Condition] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    unread: list[tuple[int, int]] = field(default_factory=list)

    def of(self, kind: type[Kind]) -> list[Kind]:
        """The items of one kind, in reading order; they are sorted out once as long as none is added or taken away."""
        state = (id(self.items), len(self.items), id(self.items[-1]) if self.items else 0)
        if state != self._seen:
            self._seen, self._kinds = state, {}
        if kind not in self._kinds:
            self._kinds[kind] = [item for item in self.items if isinstance(item, kind)]
        found: list[Kind] = self._kinds[kind]
        return found

    @property
    def frames(self) -> list[Frame]:
        """The actions."""
        return self.of(Frame)

    @property
    def barred(self) -> list[Never]:
        """What is forbidden throughout, not only in one case."""
        rules: list[Never] = []
        case = bool(self.guards) and any(isinstance(item, Turn) and item.kind == "else" for item in self.items)
        for item in self.items:
            case = case or isinstance(item, When | Answer) or (isinstance(item, Turn) and item.kind == "else")
            case = case and not (isinstance(item, Turn) and item.kind == "end" and not item.soft)
            if isinstance(item, Never) and item.actions and not case:
                rules.append(item)
        return rules

    @property
    def _compared(self) -> Condition | None:
        """What was compared last, by the steps or by the trigger."""
        rows = next((item.conditions for item in reversed(self.of(When)) if item.conditions), self.guards)
        return rows[-1] if rows else None

    @property
    def tested(self) -> str:
        """The field that was compared last, if any."""
        last = self._compared
        return last.field if isinstance(last, Comparison) else ""

    @property
    def topic(self) -> str:
        """The field that was spoken of last."""
        if self.spoken:
            return self.spoken
        last = self._compared
        watched = self.clause.watched if self.clause else ""
        if isinstance(last, Comparison) and isinstance(last.value, float):
            return last.field
        return watched or AMOUNT
