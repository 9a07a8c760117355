"""What workflows ask of the person who is signed in; listed and answered by the methods of `bizproc.task.*`."""

from __future__ import annotations

from typing import Any

from flask import Response, request
from werkzeug.wrappers import Response as WerkzeugResponse

from simulator.methods import people_tasks
from simulator.methods.base import Call
from simulator.pages import inputs, shown
from simulator.pages.site import Site
from simulator.wire import Params, RestError, as_int, as_list, as_text

_BUTTONS = {
    "ApproveActivity": (("yes", "StatusYesLabel"), ("no", "StatusNoLabel")),
    "ReviewActivity": (("ok", "StatusOkLabel"),),
    "RequestInformationActivity": (("ok", "StatusOkLabel"),),
    "RequestInformationOptionalActivity": (("ok", "StatusOkLabel"), ("cancel", "StatusCancelLabel")),
}
_ANSWERS = {"0": "Open", "1": "Approved", "2": "Declined", "3": "Done", "4": "Out of time"}


def add_pages(site: Site) -> None:
    site.get("/tasks/workflow/", lambda: _tasks(site))
    site.post("/tasks/workflow/<int:number>/answer/", lambda number: _answer(site, number))


def _call(site: Site, method: str, **params: Any) -> Call:
    return Call(site.portal, method, site.user.id, None, frozenset({"bizproc"}), Params(params))


def _rows(site: Site, **wanted: Any) -> list[dict[str, Any]]:
    filtered = {"USER_ID": site.user.id, **wanted}
    call = _call(site, "bizproc.task.list", SELECT=["*"], FILTER=filtered, ORDER={"ID": "DESC"})
    rows: list[dict[str, Any]] = people_tasks.listed(call).result
    return rows


def _tasks(site: Site) -> Response:
    """The newest fifty: what waits for an answer, and what is answered or over."""
    rows = [_shown(site, row) for row in _rows(site)]
    open_tasks = [row for row in rows if row["is_open"]]
    return site.page("workflow_tasks.html", tasks=open_tasks, past=[row for row in rows if not row["is_open"]])


def _shown(site: Site, row: dict[str, Any]) -> dict[str, Any]:
    parameters, buttons = row["PARAMETERS"], _BUTTONS.get(row["ACTIVITY"], ())
    answer = row["USER_STATUS"] if row["USER_STATUS"] != "0" else row["STATUS"]
    return {
        "id": row["ID"],
        "title": row["NAME"] or "Workflow task",
        "text": row["DESCRIPTION"],
        "of": shown.link_to(site.portal, row["DOCUMENT_ID"]),
        "workflow": row["WORKFLOW_TEMPLATE_NAME"],
        "created": row["MODIFIED"],
        "is_open": answer == "0",
        "answer": _ANSWERS.get(answer, answer),
        "is_good": answer in {"1", "3"},
        "fields": _fields(site, row),
        "buttons": [(word, as_text(parameters.get(label)) or word.capitalize()) for word, label in buttons],
        "comment": as_text(parameters.get("CommentLabel")) if parameters.get("ShowComment") != "N" else "",
    }


def _fields(site: Site, row: dict[str, Any]) -> list[inputs.Input]:
    declared = as_list(row["PARAMETERS"].get("Fields"))
    return [inputs.made_from(site.portal, as_text(field["Id"]), field, None) for field in declared]


def _answer(site: Site, number: int) -> WerkzeugResponse:
    row = next(iter(_rows(site, ID=number)), None)
    if row is None:
        raise RestError("ERROR_TASK_NOT_FOUND", "This task is not yours.", 404)
    given = {field.code: inputs.read(field, request.form) for field in _fields(site, row)}
    status, comment = request.form.get("status", ""), request.form.get("comment", "")
    params = {"TASK_ID": as_int(row["ID"]), "STATUS": status, "COMMENT": comment, "FIELDS": given}
    people_tasks.complete(_call(site, "bizproc.task.complete", **params))
    return site.back("/tasks/workflow/")
