"""The calculator of `{{=…}}` and of values that begin with `=` (bpt-format.md, "Expressions").

Precedence from loose to tight: comparison, `&`, `+ -`, `* /`, `^`, postfix `%` (percent, as in a spreadsheet), sign.
Anything that does not parse, an unknown function included, is `NotACalculation`: the caller keeps the text.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from typing import Any

from simulator.workflow import values
from simulator.workflow.calculator_functions import FUNCTIONS, Clock, NotACalculation
from simulator.workflow.references import INLINE, Reference, from_match

__all__ = ["Calculator", "NotACalculation"]

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?|\.\d+)|\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'"
    r"|(?P<name>[a-z_][a-z0-9_]*)|(?P<sign><=|>=|<>|[-+*/%^&=<>(),]))",
    re.IGNORECASE,
)
_COMPARISONS: dict[str, Callable[[int], bool]] = {
    "=": lambda order: order == 0,
    "<>": lambda order: order != 0,
    "<": lambda order: order < 0,
    ">": lambda order: order > 0,
    "<=": lambda order: order <= 0,
    ">=": lambda order: order >= 0,
}
_MAX_DEPTH = 60

Token = tuple[str, Any]


class Calculator:
    """Calculates formulas; `resolve` reads a reference, `clock` is the portal's time and addresses."""

    def __init__(self, resolve: Callable[[Reference], Any], clock: Clock) -> None:
        self._resolve = resolve
        self._clock = clock

    def calculate(self, formula: str) -> Any:
        """The value of a formula (written without its opening `=`); raises NotACalculation."""
        parser = _Parser(_tokens(formula), self._resolve, self._clock)
        try:
            value = parser.comparison()
        except (ArithmeticError, ValueError) as error:
            raise NotACalculation("the result cannot be represented") from error
        parser.expect_end()
        return value


def _tokens(formula: str) -> list[Token]:
    tokens: list[Token] = []
    at, end = 0, len(formula.rstrip())
    while at < end:
        blank = re.compile(r"\s*").match(formula, at)
        reference = INLINE.match(formula, blank.end() if blank else at)
        if reference:
            tokens.append(("reference", from_match(reference)))
            at = reference.end()
            continue
        found = _TOKEN.match(formula, at)
        if found is None:
            raise NotACalculation(f"unexpected {formula[at : at + 10]!r}")
        kind = str(found.lastgroup)
        text = found[kind]
        tokens.append(_literal(kind, text))
        at = found.end()
    return tokens


def _literal(kind: str, text: str) -> Token:
    if kind == "number":
        return "value", values.to_number(text)
    if kind in {"double", "single"}:
        return "value", text
    return kind, text.lower()


class _Parser:
    """Recursive descent that computes as it reads; both branches of `if` are computed, as nothing has side effects."""

    def __init__(self, tokens: Sequence[Token], resolve: Callable[[Reference], Any], clock: Clock) -> None:
        self._tokens = tokens
        self._at = 0
        self._depth = 0
        self._resolve = resolve
        self._clock = clock

    def expect_end(self) -> None:
        if self._at != len(self._tokens):
            raise NotACalculation("something follows the formula")

    def comparison(self) -> Any:
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise NotACalculation("too deep")
        left = self._joined()
        while sign := self._take("=", "<>", "<=", ">=", "<", ">"):
            left = _COMPARISONS[sign](values.compare(left, self._joined()))
        self._depth -= 1
        return left

    def _joined(self) -> Any:
        left = self._sum()
        while self._take("&"):
            left = values.to_text(left) + values.to_text(self._sum())
        return left

    def _sum(self) -> Any:
        left = self._product()
        while sign := self._take("+", "-"):
            right = values.to_number(self._product())
            left = values.to_number(left) + (right if sign == "+" else -right)
        return left

    def _product(self) -> Any:
        left = self._power()
        while sign := self._take("*", "/"):
            right = values.to_number(self._power())
            left = values.to_number(left) * right if sign == "*" else _divide(values.to_number(left), right)
        return left

    def _power(self) -> Any:
        left = self._percent()
        while self._take("^"):
            left = _raise(values.to_number(left), values.to_number(self._percent()))
        return left

    def _percent(self) -> Any:
        value = self._signed()
        while self._take("%"):
            value = _divide(values.to_number(value), 100)
        return value

    def _signed(self) -> Any:
        negative, signed = False, False
        while sign := self._take("-", "+"):
            negative, signed = negative ^ (sign == "-"), True
        value = self._primary()
        if not signed:
            return value
        number = values.to_number(value)
        return -number if negative else number

    def _primary(self) -> Any:
        kind, token = self._next()
        if kind == "value":
            return token
        if kind == "reference":
            return self._resolve(token)
        if kind == "name":
            return self._call(token)
        if token == "(":
            value = self.comparison()
            self._require(")")
            return value
        raise NotACalculation(f"unexpected {token!r}")

    def _call(self, name: str) -> Any:
        function = FUNCTIONS.get(name)
        if function is None:
            raise NotACalculation(f"no function {name!r}")
        arguments: list[Any] = []
        if self._take("("):
            while not self._take(")"):
                if arguments:
                    self._require(",")
                arguments.append(self.comparison())
        elif name not in {"true", "false"}:
            raise NotACalculation(f"{name!r} needs brackets")
        return function(arguments, self._clock)

    def _next(self) -> Token:
        if self._at >= len(self._tokens):
            raise NotACalculation("the formula ends too early")
        self._at += 1
        return self._tokens[self._at - 1]

    def _take(self, *signs: str) -> str:
        if self._at < len(self._tokens) and self._tokens[self._at][0] == "sign" and self._tokens[self._at][1] in signs:
            self._at += 1
            return str(self._tokens[self._at - 1][1])
        return ""

    def _require(self, sign: str) -> None:
        if not self._take(sign):
            raise NotACalculation(f"{sign!r} expected")


def _divide(left: float, right: float) -> int | float:
    if not right:
        raise NotACalculation("division by zero")
    if isinstance(left, int) and isinstance(right, int) and left % right == 0:
        return left // right
    return left / right


def _raise(base: float, power: float) -> float:
    try:
        result = math.pow(base, power)
    except (OverflowError, ValueError) as error:
        raise NotACalculation("not a real number") from error
    whole = isinstance(base, int) and isinstance(power, int) and power >= 0 and abs(result) < 2**53
    return int(result) if whole else result
