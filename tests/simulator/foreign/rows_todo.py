"""Typed calls about planned activities."""

from __future__ import annotations

from datetime import UTC, datetime

_LATER = datetime(2030, 1, 2, 10, tzinfo=UTC)
_ID = {"id": int}


def _todo(verb, *values):
    return lambda b24, desk: getattr(b24.crm.activity.todo, verb)(desk.todo(), 2, 1, *values)


WITH_MOMENTS = [
    ("crm.activity.todo.add", lambda b24, _: b24.crm.activity.todo.add(2, 1, _LATER, title="Call", ping_offsets=[0])),
    ("crm.activity.todo.update", _todo("update", _LATER)),
    ("crm.activity.todo.updateDeadline", _todo("update_deadline", _LATER)),
]
"""This release of the SDK cannot write a datetime as JSON; in a batch, where all is text, it can."""

ROWS = [
    ("crm.activity.todo.updateColor", _todo("update_color", "2"), _ID),
    ("crm.activity.todo.updateDescription", _todo("update_description", "About the offer"), _ID),
    ("crm.activity.todo.updateResponsibleUser", _todo("update_responsible_user", 5), _ID),
]  # fmt: skip
