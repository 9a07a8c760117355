"""Workflow templates and the REST rules over them (bizproc.md, section 6; bpt-format.md, template.add)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any

from simulator.filters import SIMPLE_OPERATORS, in_order, matches
from simulator.wire import RestError, as_int, as_list, as_text, iso, upper_keys
from simulator.workflow.importer import ImportRefused, check_columns, import_template
from simulator.workflow.template import Template
from simulator.workflow.world import DocumentType, RobotRow

ON_CREATE, ON_CHANGE = 1, 2
_AUTOMATION = 8
_FIELDS = ("NAME", "DESCRIPTION", "TEMPLATE_DATA", "AUTO_EXECUTE")

Registered = Callable[[str], RobotRow | None]
CarryOver = Callable[[DocumentType, Mapping[str, Any]], None]


def _invalid(text: str) -> RestError:
    return RestError("ERROR_TEMPLATE_VALIDATION_FAILURE", text)


class Templates:
    """Rows by number."""

    def __init__(self, registered: Registered, carry_over: CarryOver) -> None:
        """`carry_over` changes the portal's fields as a template's DOCUMENT_FIELDS want it."""
        self.rows: dict[int, Template] = {}
        self._registered = registered
        self._carry_over = carry_over
        self._last = 0

    def add(self, given: Mapping[str, Any], system_code: str, user_id: int, now: datetime) -> int:
        fields = upper_keys(given)
        document_type = _document_type(fields.get("DOCUMENT_TYPE"))
        if not as_text(fields.get("NAME")).strip():
            raise _invalid("Empty template name!")
        given_start = fields.get("AUTO_EXECUTE")
        auto_execute = 0 if given_start is None else _auto_execute(given_start)  # absent means 0
        with _refusals(is_wrapped=True):
            template = self._import(fields.get("TEMPLATE_DATA"))
            check_columns({"NAME": as_text(fields["NAME"]), "ENTITY": document_type[1]})
        self._last += 1
        self.rows[self._last] = replace(
            template,
            id=self._last,
            name=as_text(fields["NAME"]),
            description=as_text(fields.get("DESCRIPTION")),
            document_type=document_type,
            auto_execute=auto_execute,
            system_code=system_code,
            user_id=user_id,
            modified=now,
        )
        self._carry_over(document_type, template.document_fields)
        return self._last

    def update(self, number: int, given: Any, system_code: str, now: datetime) -> int:
        """Running instances keep the old copy: rows are never changed, only replaced."""
        row = self._owned(number, system_code)
        fields = {key: value for key, value in upper_keys(given).items() if key in _FIELDS}
        if not fields:
            raise _invalid("No fields to update.")
        if "NAME" in fields and not as_text(fields["NAME"]).strip():
            raise _invalid("Empty template name!")
        changes: dict[str, Any] = {"modified": now}
        new = None
        if "AUTO_EXECUTE" in fields:
            changes["auto_execute"] = _auto_execute(fields["AUTO_EXECUTE"])
        if "TEMPLATE_DATA" in fields:
            with _refusals(is_wrapped=False):
                new = self._import(fields["TEMPLATE_DATA"])
            changes.update(tree=new.tree, parameters=new.parameters, variables=new.variables, constants=new.constants)
        changes.update({key.lower(): as_text(fields[key]) for key in ("NAME", "DESCRIPTION") if key in fields})
        with _refusals(is_wrapped=False):
            check_columns({"NAME": changes.get("name", "")})
        self.rows[number] = replace(row, **changes)
        if new is not None:
            self._carry_over(row.document_type, new.document_fields)
        return number

    def delete(self, number: int, system_code: str, *, runs: bool) -> None:
        self._owned(number, system_code)
        if runs:
            raise RestError("", "You cannot delete a template that has running workflows.")
        del self.rows[number]

    def keep(self, template: Template, number: int | None = None) -> int:
        """The robots of a stage as a row of their own, which REST never shows (triggers.md, Robots)."""
        if number is None:
            self._last += 1
            number = self._last
        self.rows[number] = replace(template, id=number)
        return number

    def get(self, number: int) -> Template | None:
        return self.rows.get(number)

    def starting(self, document_type: DocumentType, bit: int) -> list[Template]:
        """Active templates with this bit of AUTO_EXECUTE; untuned ones are refused (triggers.md, AUTO_EXECUTE)."""
        return [
            row
            for row in self.rows.values()
            if row.active and row.auto_execute & bit and row.document_type == document_type and row.is_tuned
        ]

    def listed(self, select: Any, given_filter: Any, order: Any) -> list[dict[str, Any]]:
        """Only AUTO_EXECUTE below 8 is shown; the default SELECT is ID alone."""
        wanted = [as_text(code).upper() for code in as_list(select)] or ["ID"]
        rows = [_shown(row) for row in self.rows.values() if row.auto_execute < _AUTOMATION]
        kept = [row for row in rows if matches(row, given_filter, _read, SIMPLE_OPERATORS)]
        ordered = in_order(kept, order, _read, "ID")
        return [{code: row[code] for code in row if code in wanted or "*" in wanted} for row in ordered]

    def _owned(self, number: int, system_code: str) -> Template:
        row = self.rows.get(number)
        if row is None or row.auto_execute >= _AUTOMATION:
            raise RestError("ERROR_TEMPLATE_NOT_FOUND", "Workflow template not found.")
        if row.system_code != system_code:
            raise RestError("ERROR_TEMPLATE_NOT_OWNER", "You can update and delete only your own templates.")
        return row

    def _import(self, data: Any) -> Template:
        # The REST caller is an administrator.
        return import_template(data, user_is_admin=True, robot=self._registered)


@contextmanager
def _refusals(*, is_wrapped: bool) -> Iterator[None]:
    """`add` keeps the words of an exception and drops its code, `update` keeps both (bpt-format.md, template.add)."""
    try:
        yield
    except ImportRefused as refused:
        code = "" if is_wrapped and refused.code.isdecimal() else refused.code
        raise RestError(code, refused.message, refused.status) from refused


def _read(row: Mapping[str, Any], name: str) -> Any:
    return row.get(name.upper())


def _shown(row: Template) -> dict[str, Any]:
    """Scalars are text, as the docs' sample shows (bizproc-workflow-template-list.md)."""
    return {
        "ID": str(row.id),
        "MODULE_ID": row.document_type[0],
        "ENTITY": row.document_type[1],
        "DOCUMENT_TYPE": row.document_type[2],
        "AUTO_EXECUTE": str(row.auto_execute),
        "NAME": row.name,
        "DESCRIPTION": row.description,
        "TEMPLATE": list(row.tree),
        "PARAMETERS": dict(row.parameters),
        "VARIABLES": dict(row.variables),
        "CONSTANTS": dict(row.constants),
        "MODIFIED": iso(row.modified) if row.modified else None,
        "IS_MODIFIED": "Y" if row.is_modified else "N",
        "USER_ID": str(row.user_id),
        "SYSTEM_CODE": row.system_code,
    }


def _document_type(given: Any) -> DocumentType:
    parts = [as_text(part) for part in as_list(given)]
    if len(parts) != 3 or not all(parts):
        raise _invalid("Incorrect field DOCUMENT_TYPE!")
    return (parts[0], parts[1], parts[2])


def _auto_execute(given: Any) -> int:
    """Strictly one of the strings "0".."3": a JSON integer is refused (bpt-format.md, template.add)."""
    if not isinstance(given, str) or given not in {"0", "1", "2", "3"}:
        raise _invalid("Incorrect field AUTO_EXECUTE!")
    return as_int(given)
