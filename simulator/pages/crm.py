"""Deals and leads: their lists by stage, the card of one, the form of a new one."""

from __future__ import annotations

from typing import Any

from flask import Response, redirect, request
from werkzeug.wrappers import Response as WerkzeugResponse

from simulator.automation import AUTOMATION
from simulator.changes import add_record, update_record
from simulator.directories import SUCCESS, Status
from simulator.entities import BY_NAME, COMPANY, CONTACT, DEAL, EntityType
from simulator.pages import shown
from simulator.pages.places import placed
from simulator.pages.site import Site
from simulator.records import Record
from simulator.scripts import SCRIPT
from simulator.wire import RestError, as_int, as_text
from simulator.workflow.engine import StartRefused
from simulator.workflow.template import Template

_NAME = "<any(deal, lead):name>"
_TEXTS = {DEAL: ("TITLE", "OPPORTUNITY", "COMMENTS")}
_LEAD_TEXTS = ("TITLE", "NAME", "LAST_NAME", "COMPANY_TITLE", "OPPORTUNITY", "COMMENTS")
_CHOICES = ("ASSIGNED_BY_ID", "SOURCE_ID", "CONTACT_ID", "COMPANY_ID")


def add_pages(site: Site) -> None:
    site.get(f"/crm/{_NAME}/", lambda name: _board(site, _kind(name)))
    site.get(f"/crm/{_NAME}/details/0/", lambda name: _blank(site, _kind(name)))
    site.get(f"/crm/{_NAME}/details/<int:number>/", lambda name, number: _card(site, _kind(name), number))
    site.post(f"/crm/{_NAME}/add/", lambda name: _add(site, _kind(name)))
    for action, act in (("stage", _move), ("edit", _edit), ("comment", _comment), ("start", _start)):
        site.post(
            f"/crm/{_NAME}/details/<int:number>/{action}/",
            lambda name, number, act=act: act(site, _kind(name), number),
        )


def path_of(kind: EntityType, number: int) -> str:
    return f"/crm/{kind.name.lower()}/details/{number}/"


def _kind(name: str) -> EntityType:
    return BY_NAME[name.upper()]


def _record(site: Site, kind: EntityType, number: int) -> Record:
    record = site.portal.records.get(kind, number)
    if record is None:
        raise RestError("NOT_FOUND", f"There is no {kind.title.lower()} {number}.", 404)
    return record


def _board(site: Site, kind: EntityType) -> Response:
    records = site.portal.records
    pipelines = records.directories.pipelines(kind.id)
    category = as_int(request.args.get("category", "0"))
    rows = [row for row in records.tables[kind.id].values() if (row.get("CATEGORY_ID") or 0) == category]
    columns = [
        {"stage": stage, "cards": [_summary(site, kind, row) for row in rows if row[kind.stage] == stage.status_id]}
        for stage in records.directories.stages(kind.id, category)
    ]
    tools = placed(site.portal, f"CRM_{kind.name}_LIST_TOOLBAR", URI=request.full_path.rstrip("?"))
    return site.page("crm_board.html", kind=kind, columns=columns, pipelines=pipelines, category=category, tools=tools)


def _summary(site: Site, kind: EntityType, record: Record) -> dict[str, Any]:
    portal = site.portal
    person = f"{record.get('NAME') or ''} {record.get('LAST_NAME') or ''}".strip()
    client = shown.name_of(portal, COMPANY, record.get("COMPANY_ID")) or as_text(record.get("COMPANY_TITLE")) or person
    return {
        "id": record["ID"],
        "title": record["TITLE"],
        "amount": shown.money(record) if record.get("OPPORTUNITY") else "",
        "client": client,
        "responsible": shown.person(portal, record["ASSIGNED_BY_ID"]),
        "path": path_of(kind, record["ID"]),
        "stage": record[kind.stage],
    }


def _card(site: Site, kind: EntityType, number: int) -> Response:
    portal = site.portal
    record = _record(site, kind, number)
    document_id = kind.document_id(number)
    runs = [row for row in portal.engine.instances() if tuple(row.document_id) == document_id]
    templates = [row for row in portal.templates.rows.values() if _is_startable(row, kind)]
    return site.page(
        "crm_card.html",
        kind=kind,
        record=record,
        path=path_of(kind, number),
        stages=_stages(site, kind, record),
        fields=shown.fields(portal, kind, record),
        timeline=_timeline(site, kind, number),
        tasks=_tasks(site, kind, number),
        runs=[shown.instance(portal, row) for row in reversed(runs)],
        templates=templates,
        tabs=placed(site.portal, f"CRM_{kind.name}_DETAIL_TAB", ID=str(number)),
        tools=placed(site.portal, f"CRM_{kind.name}_DETAIL_TOOLBAR", ID=str(number)),
        form=_form(site, kind, record),
    )


def _stages(site: Site, kind: EntityType, record: Record) -> list[dict[str, Any]]:
    """Every stage of the record's pipeline and whether it is reached; failures are reached alone."""
    stages = site.portal.records.directories.stages(kind.id, record.get("CATEGORY_ID") or 0)
    places = [stage.status_id for stage in stages]
    now = places.index(record[kind.stage])
    failed = stages[now].semantics not in {"", SUCCESS}
    return [
        {"id": stage.status_id, "name": stage.name, "meaning": stage.semantics, "is_now": place == now,
         "is_reached": place == now if failed else place <= now}
        for place, stage in enumerate(stages)
    ]  # fmt: skip


def _timeline(site: Site, kind: EntityType, number: int) -> list[dict[str, str]]:
    """Comments, activities and changes of stage, newest first."""
    portal = site.portal
    own = [row for row in portal.office.activities if _is_bound(row, kind, number)]
    rows = [shown.activity(portal, row) for row in own]
    rows += [
        {"at": row["CREATED"], "who": shown.person(portal, row["AUTHOR_ID"]), "text": row["COMMENT"], "kind": "comment"}
        for row in portal.office.comments
        if (row["ENTITY_TYPE"], row["ENTITY_ID"]) == (kind.name.lower(), number)
    ]
    for row in portal.records.history[kind.id]:
        if row["OWNER_ID"] == number:
            stage = portal.records.directories.stage(kind.id, row["CATEGORY_ID"], row["STAGE_ID"])
            rows.append({"at": row["CREATED_TIME"], "who": "", "text": _moved(row["TYPE_ID"], stage), "kind": "stage"})
    return [row for _, row in sorted(enumerate(rows), key=lambda pair: (pair[1]["at"], pair[0]), reverse=True)]


def _is_bound(activity: dict[str, Any], kind: EntityType, number: int) -> bool:
    return any(
        (as_int(one["OWNER_TYPE_ID"]), as_int(one["OWNER_ID"])) == (kind.id, number) for one in activity["BINDINGS"]
    )


def _moved(type_id: int, stage: Status | None) -> str:
    name = stage.name if stage else "?"
    return f"Created in “{name}”" if type_id == 1 else f"Moved to “{name}”"


def _tasks(site: Site, kind: EntityType, number: int) -> list[dict[str, Any]]:
    own = f"{kind.letter}_{number}"
    rows = [row for row in site.portal.office.tasks.values() if own in row["UF_CRM_TASK"]]
    return [shown.task(site.portal, row) for row in reversed(rows)]


def _blank(site: Site, kind: EntityType) -> Response:
    record: Record = {"ASSIGNED_BY_ID": site.user.id, "CATEGORY_ID": as_int(request.args.get("category", "0"))}
    return site.page("crm_new.html", kind=kind, record=record, form=_form(site, kind, record))


def _form(site: Site, kind: EntityType, record: Record) -> dict[str, Any]:
    """What the form offers to choose from."""
    portal, tables = site.portal, site.portal.records.tables
    return {
        "pipelines": portal.records.directories.pipelines(kind.id),
        "sources": portal.documents.options(kind, "SOURCE_ID"),
        "contacts": {number: shown.name_of(portal, CONTACT, number) for number in tables[CONTACT]},
        "companies": {number: shown.name_of(portal, COMPANY, number) for number in tables[COMPANY]},
        "fm": {row["typeId"]: row["value"] for row in record.get("FM") or []},
    }


def _given(kind: EntityType) -> dict[str, Any]:
    names = (*_TEXTS.get(kind.id, _LEAD_TEXTS), *_CHOICES)
    return {name: request.form[name] for name in names if name in request.form}


def _add(site: Site, kind: EntityType) -> WerkzeugResponse:
    given = _given(kind)
    if kind.id == DEAL:
        given["CATEGORY_ID"] = as_int(request.form.get("CATEGORY_ID", "0"))
    fm = [{"typeId": code, "valueType": "WORK", "value": value} for code in ("PHONE", "EMAIL")
          if (value := request.form.get(code, "").strip())]  # fmt: skip
    if fm and kind.has_fm:
        given["FM"] = fm
    record = add_record(site.portal, kind, given, site.actor)
    return redirect(path_of(kind, record["ID"]), 303)


def _edit(site: Site, kind: EntityType, number: int) -> WerkzeugResponse:
    update_record(site.portal, kind, _record(site, kind, number), _given(kind), site.actor)
    return site.back(path_of(kind, number))


def _move(site: Site, kind: EntityType, number: int) -> WerkzeugResponse:
    record = _record(site, kind, number)
    update_record(site.portal, kind, record, {kind.stage: request.form.get("stage", "")}, site.actor)
    return site.back(path_of(kind, number))


def _comment(site: Site, kind: EntityType, number: int) -> WerkzeugResponse:
    portal = site.portal
    _record(site, kind, number)
    text = request.form.get("text", "").strip()
    if not text:
        raise RestError("INVALID_ARG_VALUE", "Empty comment message")
    row = portal.office.add_comment(kind.name.lower(), number, site.user.id, text, portal.clock.now())
    portal.raise_event("ONCRMTIMELINECOMMENTADD", {"FIELDS": {"ID": row["ID"]}}, site.actor)
    return site.back(path_of(kind, number))


def _is_startable(template: Template, kind: EntityType) -> bool:
    """The robots of a stage are a template too, and nobody starts it by hand; smart scripts are made for that."""
    is_by_hand = template.auto_execute < AUTOMATION or template.auto_execute == SCRIPT
    return template.document_type == kind.document_type and is_by_hand


def _start(site: Site, kind: EntityType, number: int) -> WerkzeugResponse:
    _record(site, kind, number)
    template = site.portal.templates.get(as_int(request.form.get("template_id", "")))
    if template is None or not _is_startable(template, kind):
        raise RestError("NOT_FOUND", "There is no such template for this record.", 404)
    try:
        site.portal.engine.start(template, kind.document_id(number), site.user.id, {})
    except StartRefused as refused:
        raise RestError("START_REFUSED", str(refused)) from refused
    return site.back(path_of(kind, number))
