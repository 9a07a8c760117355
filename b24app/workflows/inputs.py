"""Values a person gives when they start a workflow by hand, as the parameters of its template.

Parameters are evaluated a second time wherever a template reads them, so free text is made inert (compile-map.md,
"Values read twice"); numbers, dates, codes and people need nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime

from b24app.errors import MalformedRequest
from b24app.plan.inert import inert
from b24app.plan.plan import Declared, Plan, ValueType

_PERSON = re.compile(r"(?:user_)?([1-9][0-9]{0,9})\Z")
_NUMBER = re.compile(r"-?\d{1,15}(?:[.,]\d{1,6})?\Z", re.ASCII)
_YES_NO = {"yes": "Y", "y": "Y", "true": "Y", "1": "Y", "no": "N", "n": "N", "false": "N", "0": "N"}


def parameters(plan: Plan, given: Mapping[str, str]) -> dict[str, str]:
    """Every input's value by its name. Raises MalformedRequest naming the input that is unknown, missing or wrong."""
    known = {value.name: value for value in plan.inputs}
    for name in given:
        if name not in known:
            raise MalformedRequest(f"{name}: this workflow has no such input; it has {_listed(known)}")
    return {name: _value(value, given.get(name, value.default).strip()) for name, value in known.items()}


def _value(declared: Declared, text: str) -> str:
    label = declared.title or declared.name
    if not text:
        if declared.required:
            raise MalformedRequest(f"{label}: please give a value")
        return ""
    try:
        return _typed(declared, text)
    except ValueError as error:
        raise MalformedRequest(f"{label}: {error}") from None


def _typed(declared: Declared, text: str) -> str:
    if declared.type == "list":
        chosen = next((one for one in declared.choices if one.casefold() == text.casefold()), "")
        return chosen or _wrong(text, f"one of {', '.join(declared.choices)}")
    return _READERS[declared.type](text)


def _number(text: str) -> str:
    return text.replace(",", ".") if _NUMBER.match(text) else _wrong(text, "a number, as in 1500.50")


def _yes_no(text: str) -> str:
    return _YES_NO.get(text.casefold()) or _wrong(text, "yes or no")


def _date(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return _wrong(text, "a date, as in 2027-01-31")


def _datetime(text: str) -> str:
    try:
        return datetime.fromisoformat(text).isoformat()
    except ValueError:
        return _wrong(text, "a date and time, as in 2027-01-31T09:30")


def _person(text: str) -> str:
    found = _PERSON.match(text)
    return f"user_{found[1]}" if found else _wrong(text, "the number of an employee, as in 7")


_READERS: dict[ValueType, Callable[[str], str]] = {
    "text": inert,
    "number": _number,
    "yes_no": _yes_no,
    "date": _date,
    "datetime": _datetime,
    "person": _person,
}


def _wrong(text: str, wanted: str) -> str:
    raise ValueError(f'"{text[:50]}" is not {wanted}')


def _listed(known: Mapping[str, Declared]) -> str:
    return ", ".join(known) or "none"
