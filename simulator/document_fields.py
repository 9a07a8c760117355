"""What a template's DOCUMENT_FIELDS do to the portal when it is imported (bpt-format.md, "Top level").

They are no decoration: every code without a dot and without `_PRINTABLE` becomes a user field of the document type, or
changes the one that is there. A field that the CRM brings itself stays as it is. How a code becomes a field's name is
our reading: the CRM's user fields all begin with `UF_CRM_`. Documents of other modules keep no fields here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from simulator.entities import of_document_type
from simulator.records import Records, UserField
from simulator.wire import as_flag, as_map, as_text
from simulator.workflow.world import DocumentType

_PREFIX = "UF_CRM_"
_TYPES = {
    "string": "string",
    "text": "string",
    "int": "integer",
    "double": "double",
    "bool": "boolean",
    "date": "date",
    "datetime": "datetime",
    "user": "employee",
    "select": "enumeration",
    "internalselect": "enumeration",
    "file": "file",
}


def carry_over(records: Records, document_type: DocumentType, fields: Mapping[str, Any]) -> None:
    """Create or change the user fields that the map describes."""
    kind = of_document_type(document_type)
    for code, given in fields.items() if kind else ():
        if kind and "." not in code and not code.endswith("_PRINTABLE") and not kind.has(code):
            _save(records, kind.user_field_entity, code.upper(), as_map(given))


def _save(records: Records, entity_id: str, code: str, given: Mapping[str, Any]) -> None:
    name = code if code.startswith(_PREFIX) else _PREFIX + code
    label = as_text(given.get("Name")) or name
    options = {as_text(key): as_text(text) for key, text in as_map(given.get("Options")).items()}
    known = next((row for row in records.user_fields if (row.entity_id, row.code) == (entity_id, name)), None)
    if known is None:
        kind, multiple = _user_type(given), as_flag(given.get("Multiple"))
        records.add_user_field(entity_id, name, kind, multiple=multiple, label=label, options=options)
    else:
        _change(records, known, label, options)


def _change(records: Records, known: UserField, label: str, options: Mapping[str, str]) -> None:
    """The type of a field that exists never changes, as in userfieldconfig.update."""
    records.user_fields[records.user_fields.index(known)] = replace(
        known, label=label, options=options or known.options
    )


def _user_type(given: Mapping[str, Any]) -> str:
    written = as_text(given.get("BaseType")) or as_text(given.get("Type"))
    plain = as_text(given.get("Type"))
    return plain.removeprefix("UF:") if plain.startswith("UF:") else _TYPES.get(written, "string")
