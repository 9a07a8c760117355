"""Waits that are counted from the start: in "after 3 days …, after 7 days …" the second one lasts four more."""

from __future__ import annotations

from b24app.english.grammar.words.lexer import Tokens
from b24app.plan.plan import Moment, Unit, Until

_MINUTES: dict[Unit, int] = {"minutes": 1, "hours": 60, "days": 1440, "weeks": 10080}
_RELATIVE = {"more", "another", "that", "further", "later", "additional", "this", "then", "it", "wait", "waiting"}
_FIRST = {"first", "firstly"}


class Clock:
    """How long after the start the step told last stands, as far as such waits tell it."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self.reached: Moment | None = None
        self._counted = False

    def left(self, wait: Moment | Until, start: int, end: int) -> Moment | Until:
        """What is left to wait for of one that is told by these tokens."""
        words = {self._tokens.word(at) for at in range(max(0, start - 1), end)}
        self._counted = self._counted or bool(words & _FIRST)  # "first after 3 days …, then after 7 days …"
        relative = words & (_RELATIVE - {"then"} if self._counted else _RELATIVE)
        absolute = isinstance(wait, Moment) and bool(words & {"after", "once"}) and not relative
        before, self.reached = self.reached, wait if absolute and isinstance(wait, Moment) else None
        if not before or not isinstance(wait, Moment) or not absolute:
            return wait
        return less(wait, before) or wait


def less(whole: Moment, passed: Moment) -> Moment | None:
    """The rest of a time, a week less 3 days, in the larger of two units in which it is a whole number."""
    if whole.unit == passed.unit:
        rest = whole.amount - passed.amount
        return Moment(amount=rest, unit=whole.unit) if rest > 0 else None
    sizes = _MINUTES.get(whole.unit), _MINUTES.get(passed.unit)
    if sizes[0] is None or sizes[1] is None:
        return None
    minutes = whole.amount * sizes[0] - passed.amount * sizes[1]
    for unit in sorted((whole.unit, passed.unit), key=lambda one: -_MINUTES[one]):
        if minutes > 0 and minutes % _MINUTES[unit] == 0:
            return Moment(amount=minutes // _MINUTES[unit], unit=unit)
    return None


def more(whole: Moment | None, further: Moment) -> Moment | None:
    """Two times together, in the smaller of their units."""
    if whole is None or whole.unit == further.unit:
        return Moment(amount=(whole.amount if whole else 0) + further.amount, unit=further.unit)
    sizes = _MINUTES.get(whole.unit), _MINUTES.get(further.unit)
    if sizes[0] is None or sizes[1] is None:
        return None
    unit = min((whole.unit, further.unit), key=lambda one: _MINUTES[one])
    return Moment(amount=(whole.amount * sizes[0] + further.amount * sizes[1]) // _MINUTES[unit], unit=unit)
