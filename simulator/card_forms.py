"""How the detail form of a CRM record is laid out, for everybody or for one person
(api-reference/crm/universal/item-details-configuration/). The portal's own pages do not look at it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from simulator.wire import RestError, as_flag, as_list, as_map, as_text

COMMON = 0
_TYPE = "section"
_OPTIONS = frozenset({"name", "optionFlags", "options"})


@dataclass(frozen=True)
class Form:
    """Which form: of a type, and of one pipeline or one kind of leads."""

    type_id: int
    variant: int = 0


class CardForms:
    """Sections by form and user; the common ones are nobody's (0)."""

    def __init__(self) -> None:
        self._kept: dict[tuple[Form, int], list[dict[str, Any]]] = {}

    def get(self, form: Form, user_id: int) -> list[dict[str, Any]] | None:
        return self._kept.get((form, user_id))

    def put(self, form: Form, user_id: int, sections: list[dict[str, Any]]) -> None:
        self._kept[form, user_id] = sections

    def reset(self, form: Form, user_id: int) -> None:
        self._kept.pop((form, user_id), None)

    def force_common(self, form: Form) -> None:
        """Personal forms go."""
        self._kept = {key: kept for key, kept in self._kept.items() if key[0] != form or key[1] == COMMON}


def read_sections(given: Any) -> list[dict[str, Any]]:
    """The words of crm-item-details-configuration-set.md."""
    if not isinstance(given, list | dict):
        raise RestError("", "Parameter 'data' must be array.")
    if isinstance(given, dict) and list(given) != [str(index) for index in range(len(given))]:
        raise RestError("", "The data must be indexed array.")
    if not given:
        raise RestError("", "There are no data to write.")
    return [_section(index, as_map(one)) for index, one in enumerate(as_list(given))]


def _section(index: int, given: Mapping[str, Any]) -> dict[str, Any]:
    kind = as_text(given.get("type"))
    if kind != _TYPE:
        raise RestError("", f"Section at index {index} have type {kind}. The expected type is 'section'.")
    for name in ("name", "title"):
        if not as_text(given.get(name)):
            raise RestError("", f"Section at index {index} does not have {name}.")
    elements = [_element(index, place, as_map(one)) for place, one in enumerate(as_list(given.get("elements")))]
    return {"name": as_text(given["name"]), "title": as_text(given["title"]), "type": _TYPE, "elements": elements}


def _element(index: int, place: int, given: Mapping[str, Any]) -> dict[str, Any]:
    if not as_text(given.get("name")):
        raise RestError("", f"Element at index {place} in section at index {index} does not have name.")
    flags = "1" if as_flag(given.get("optionFlags")) else "0"
    return {**{name: value for name, value in given.items() if name in _OPTIONS}, "optionFlags": flags}
