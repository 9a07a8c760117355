"""Inputs made from a declaration, of an app's robot or of a workflow's request (bizproc.md, sections 1 and 8).

Keys of a declaration come in any case. A value the choices do not know, like an expression, is kept as one more choice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

from simulator.portal import Portal
from simulator.wire import as_flag, as_list, as_map, as_text, upper_keys

Choices = Sequence[tuple[str, str]]
_YES_NO: Choices = (("Y", "Yes"), ("N", "No"))
_CALENDARS = {"date": "date", "datetime": "datetime-local"}


@dataclass(frozen=True)
class Input:
    """`value` is text, or a list of texts where several are allowed; `widget` is what the page draws."""

    code: str
    label: str
    type: str
    hint: str
    is_required: bool
    is_multiple: bool
    choices: Choices
    values: Sequence[str]
    default: Any = None

    @property
    def name(self) -> str:
        return f"value_{self.code}"

    @property
    def widget(self) -> str:
        if self.choices:
            return "select"
        return "textarea" if self.is_multiple or self.type == "text" else "input"

    @property
    def calendar(self) -> str:
        """The browser's own kind of input, where nothing but plain values is expected."""
        return _CALENDARS.get(self.type, "number" if self.type == "int" else "text")


def made_from(portal: Portal, code: str, declaration: Any, value: Any, *, more_people: Choices = ()) -> Input:
    """`value` None: the declared default."""
    told = upper_keys(declaration)
    kind = as_text(told.get("TYPE"), "string").lower()
    default = told.get("DEFAULT")
    values = [text for one in as_list(default if value is None else value) if (text := as_text(one))]
    choices = _choices(portal, kind, told.get("OPTIONS"), more_people)
    unknown = [(text, text) for text in values if text not in dict(choices)] if choices else []
    return Input(
        code=code,
        label=worded(told.get("NAME")) or code,
        type=kind,
        hint=worded(told.get("DESCRIPTION")),
        is_required=as_flag(told.get("REQUIRED")),
        is_multiple=as_flag(told.get("MULTIPLE")),
        choices=[*choices, *unknown],
        values=values,
        default=default,
    )


def read(field: Input, form: MultiDict[str, str]) -> Any:
    """What the person has given: a list where several are allowed."""
    given = form.getlist(field.name)
    if field.widget == "textarea" and field.is_multiple:
        given = "\n".join(given).splitlines()
    kept = [text.strip() for text in given if text.strip()]
    return kept if field.is_multiple else next(iter(kept), "")


def worded(value: Any) -> str:
    """A text, or the English one of a map by language."""
    by_language = as_map(value)
    return as_text(by_language.get("en") or next(iter(by_language.values()), "")) or as_text(value)


def _choices(portal: Portal, kind: str, options: Any, more_people: Choices) -> Choices:
    if kind == "bool":
        return _YES_NO
    if kind == "user":
        users = portal.people.users.values()
        return [*more_people, *((f"user_{user.id}", user.full_name) for user in users if user.active)]
    if isinstance(options, Mapping):
        return [(key, as_text(text)) for key, text in as_map(options).items()]
    return [(as_text(one), as_text(one)) for one in as_list(options)]
