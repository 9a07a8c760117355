"""How a property value is read (compile-map.md, "How texts are read, and escaping").

One value: a whole reference gives its raw value; a whole calculation its result; otherwise inline calculations are done
first and every reference in the outcome is then replaced in one pass, so what a calculation printed is read a second
time. Template parameters and step results are evaluated again whenever they are read; fields, variables and constants
are not.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from simulator.workflow import dates, modifiers, values
from simulator.workflow.calculator import Calculator, NotACalculation
from simulator.workflow.references import (
    INLINE,
    INLINE_CALCULATION,
    LIST_OBJECTS,
    Reference,
    formula,
    from_match,
    whole,
)

# A parameter that refers to itself would recurse for ever; the server dies of it, we stop reading.
_MAX_READS = 12


@dataclass(frozen=True)
class Read:
    """What an object says about one field: `has_object` false for an unknown step, `again` to evaluate the value."""

    value: Any = None
    has_object: bool = True
    has_field: bool = True
    again: bool = False


class Scope(Protocol):
    """The objects that a running workflow can name."""

    def read(self, name: str, field: str) -> Read: ...

    def has_step(self, name: str) -> bool: ...

    def options(self, name: str, field: str) -> Mapping[str, str]:
        """Code to caption of a select-like field; empty when it has none."""

    def person(self, user_id: int) -> str: ...

    def now(self) -> datetime: ...

    def document_url(self) -> str: ...


class Evaluator:
    """Reads property values in a scope."""

    def __init__(self, scope: Scope, shown: Callable[[str], str] = str) -> None:
        """`shown` is how an inserted value is written into a text, such as escaped for HTML."""
        self._scope = scope
        self._shown = shown
        self._calculator = Calculator(self.read, scope)
        self._reads = 0

    def evaluate(self, value: Any) -> Any:
        """The value that a property has at run time."""
        if isinstance(value, str):
            return self._evaluate_text(value)
        if isinstance(value, Mapping):
            return {key: self.evaluate(item) for key, item in value.items()}
        if isinstance(value, list | tuple):
            return self._evaluate_list(list(value))
        return value

    def text(self, value: Any) -> str:
        """The same, as text."""
        return values.to_text(self.evaluate(value))

    def read(self, reference: Reference) -> Any:
        """The value behind a reference; None when its object, field or value is missing."""
        return self._resolve(reference)[1]

    def _evaluate_list(self, members: list[Any]) -> Any:
        # Asked after its parts are resolved: ["Document", "{=Variable:Code}"] is a reference too (compile-map.md).
        resolved = [self.evaluate(item) for item in members]
        if self._is_legacy_reference(resolved):
            return self.read(Reference(resolved[0], resolved[1]))
        return resolved

    def _is_legacy_reference(self, members: list[Any]) -> bool:
        if len(members) != 2 or not all(isinstance(item, str) for item in members):
            return False
        return members[0] in LIST_OBJECTS or self._scope.has_step(members[0])

    def _evaluate_text(self, text: str) -> Any:
        reference = whole(text)
        if reference:
            return self.read(reference)
        calculation = formula(text)
        if calculation is not None:
            try:
                return self._calculator.calculate(calculation)
            except NotACalculation:
                pass  # kept as text, and read as one
        if "{=" not in text:
            return text
        return INLINE.sub(self._inline, INLINE_CALCULATION.sub(self._inline_calculation, text))

    def _inline_calculation(self, found: re.Match[str]) -> str:
        try:
            return self._shown(values.to_text(self._calculator.calculate(found["formula"]))) + found["after"]
        except NotACalculation:
            return found[0]

    def _inline(self, found: re.Match[str]) -> str:
        has_object, value = self._resolve(from_match(found))
        return self._shown(values.to_text(value)) if has_object else found[0]

    def _resolve(self, reference: Reference) -> tuple[bool, Any]:
        read, wanted = self._find(reference)
        value = read.value
        if read.again and self._reads < _MAX_READS:
            self._reads += 1
            try:
                value = self.evaluate(value)
            finally:
                self._reads -= 1
        for modifier in wanted.modifiers:
            value = self._modify(value, modifier, wanted)
        return read.has_object, value

    def _modify(self, value: Any, modifier: str, wanted: Reference) -> Any:
        if modifier == "printable" and wanted.object == "Document":
            # A record shows the caption of a linked record in <FIELD>_PRINTABLE, where the portal provides one.
            caption = self._scope.read("Document", f"{wanted.field}_PRINTABLE")
            if caption.has_field:
                return caption.value
        return modifiers.apply(value, modifier, _Captions(self._scope, wanted))

    def _find(self, reference: Reference) -> tuple[Read, Reference]:
        """The legacy suffix `_printable` of an unknown field equals the modifier (bpt-format.md, "Modifiers")."""
        read = self._scope.read(reference.object, reference.field)
        if read.has_field or not reference.field.lower().endswith("_printable"):
            return read, reference
        base = Reference(reference.object, reference.field[: -len("_printable")], ("printable", *reference.modifiers))
        return self._scope.read(base.object, base.field), base


class _Captions:
    def __init__(self, scope: Scope, reference: Reference) -> None:
        self._scope = scope
        self._reference = reference

    def option(self, code: str) -> str | None:
        return self._scope.options(self._reference.object, self._reference.field).get(code)

    def person(self, user_id: int) -> str:
        return self._scope.person(user_id)

    def moment(self, value: Any) -> datetime | None:
        return dates.read(value, self._scope.now().tzinfo)
