"""What a change of a record sets off: events for apps, and processes that start by themselves.

Changes made inside a process raise events without tokens and start no process (triggers.md, AUTO_EXECUTE).
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from simulator.entities import DEAL, EntityType
from simulator.records import Change, Record
from simulator.templates import ON_CHANGE, ON_CREATE

if TYPE_CHECKING:
    from simulator.portal import Portal

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Actor:
    """Who does it; `in_process` when a workflow does.

    Classic methods do not tell the processes they start which fields changed (triggers.md, AUTO_EXECUTE). The
    `connector` of a call keeps its changes out of the offline queue of the same key (events.md, section 3).
    """

    user_id: int
    in_process: bool = False
    is_classic: bool = False
    connector: str = ""


def add_record(portal: Portal, kind: EntityType, given: Mapping[str, Any], actor: Actor) -> Record:
    record = portal.records.add(kind, given, actor.user_id, portal.clock.now())
    _raise(portal, kind, record, "ADD", actor)
    _start(portal, kind, record, ON_CREATE, actor)
    if kind.stage:
        portal.automation.entered(kind, record, actor)
    return record


def import_record(
    portal: Portal, kind: EntityType, given: Mapping[str, Any], history: Mapping[str, Any], actor: Actor
) -> Record:
    """No robots and no processes; `history` replaces what the portal would stamp (crm/universal/import/index.md)."""
    record = portal.records.add(kind, given, actor.user_id, portal.clock.now())
    record.update(history)
    _raise(portal, kind, record, "ADD", actor)
    return record


def update_record(portal: Portal, kind: EntityType, record: Record, given: Mapping[str, Any], actor: Actor) -> Change:
    change = portal.records.update(kind, record, given, actor.user_id, portal.clock.now())
    if not change.changed:
        return change
    if change.moved_category and kind.id == DEAL:
        # A pipeline change raises this event only, no UPDATE (events.md, section 4).
        fields = {"ID": record["ID"], "CATEGORY_ID": record["CATEGORY_ID"], "STAGE_ID": record["STAGE_ID"]}
        portal.raise_event("ONCRMDEALMOVETOCATEGORY", {"FIELDS": fields}, actor)
    else:
        _raise(portal, kind, record, "UPDATE", actor)
    portal.record_changed(kind.document_id(record["ID"]), change.changed)
    _start(portal, kind, record, ON_CHANGE, actor, changed=() if actor.is_classic else sorted(change.changed))
    if kind.stage and change.changed & {kind.stage, "CATEGORY_ID"}:
        portal.automation.entered(kind, record, actor)
    return change


def delete_record(portal: Portal, kind: EntityType, record: Record, actor: Actor) -> None:
    portal.records.delete(kind, record["ID"])
    _raise(portal, kind, record, "DELETE", actor)


def _raise(portal: Portal, kind: EntityType, record: Record, what: str, actor: Actor) -> None:
    fields = {"ID": record["ID"]}
    if kind.is_dynamic:
        fields["ENTITY_TYPE_ID"] = kind.id
    portal.raise_event(kind.event + what, {"FIELDS": fields}, actor)
    if kind.type_id:  # an event of its own for each smart process (events.md, section 4)
        portal.raise_event(f"{kind.event}{what}_{kind.id}", {"FIELDS": fields}, actor)


def _start(
    portal: Portal, kind: EntityType, record: Record, bit: int, actor: Actor, *, changed: Sequence[str] = ()
) -> None:
    """Every matching template is started separately; one that fails does not stop the others."""
    if actor.in_process:
        return
    document_id = kind.document_id(record["ID"])
    for template in portal.templates.starting(kind.document_type, bit):
        try:
            portal.engine.start(template, document_id, actor.user_id, {}, changed_fields=changed or None)
        except Exception:
            log.exception("template %d could not be started", template.id)
