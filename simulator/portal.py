"""One Bitrix24 portal in memory: everything it knows, and what sets its parts in motion.

Every reader and writer holds `lock`; HTTP to apps goes through the queue server, never under the lock.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from simulator.address import Address
from simulator.app_activities import AppActivities
from simulator.apps import App, Apps
from simulator.automation import Automation
from simulator.card_forms import CardForms
from simulator.changes import Actor
from simulator.common import Common
from simulator.directories import Directories
from simulator.document_fields import carry_over
from simulator.documents import Documents
from simulator.events import OFFLINE, Handler, Handlers
from simulator.inside import Inside
from simulator.limits import Limits, Operating
from simulator.office import COMPLETED, Office, Row
from simulator.offline import OfflineQueue
from simulator.payments import Payments
from simulator.people import People
from simulator.placements import Placements
from simulator.product_rows import ProductRows
from simulator.queue_server import Outgoing, QueueServer
from simulator.records import Records
from simulator.robots import Robots
from simulator.templates import Templates
from simulator.tokens import Tokens
from simulator.wire import iso
from simulator.workflow.engine import Engine
from simulator.workflow.world import DocumentId, RobotCall

LANGUAGE = "en"


class Portal:
    """The state of one portal; `name` is the domain it goes by where TLS is spoken."""

    def __init__(self, url: str, auth_url: str, common: Common, *, strict: bool = False, name: str = "") -> None:
        self.lock = threading.RLock()
        self.url, self.auth_url, self.strict = url, auth_url, strict
        self.address = Address(url, auth_url, strict=strict, name=name)
        self.member_id = secrets.token_hex(16)
        self.webhooks: dict[tuple[int, str], frozenset[str]] = {}
        self._key = secrets.token_bytes(32)
        self.common = common
        self.clock, self.log, self.faults = common.clock, common.log, common.faults
        self.started_at = self.clock.now()
        self.apps = Apps()
        self.tokens = Tokens(self.clock.now)
        self.people = People()
        self.records = Records(Directories())
        self.documents = Documents(self.records, self.people, self.address)
        self.office = Office(self.people)
        self.product_rows = ProductRows()
        self.payments = Payments()
        self.app_activities = AppActivities()
        self.card_forms = CardForms()
        self.robots = Robots(strict=strict)
        self.placements = Placements(strict=strict)
        self.handlers = Handlers(strict=strict)
        self.offline = OfflineQueue()
        self._woken: dict[int, datetime] = {}
        self.limits = Limits(is_on=False)
        self.closed_features: frozenset[str] = frozenset()
        self.operating = Operating(self.clock.now)
        self.queue = QueueServer(self.log, self.faults)
        self.templates = Templates(self.robots.by_type, partial(carry_over, self.records))
        self.engine = Engine(Inside(self))
        self.automation = Automation(self)

    @property
    def domain(self) -> str:
        """The port in it is a deviation that `--strict` and TLS take back."""
        return self.address.domain

    @property
    def client_endpoint(self) -> str:
        return self.address.client_endpoint

    @property
    def server_endpoint(self) -> str:
        return self.address.server_endpoint

    def rename(self, domain: str) -> str:
        """The address changes, the member id stays (oauth-and-install.md, section 3)."""
        name = self.address.rename(domain)
        if self.common.certificates:
            self.common.certificates.cover(name)
        return name

    def stop(self) -> None:
        self.queue.stop()

    def sign(self, text: str) -> str:
        return hmac.new(self._key, text.encode(), hashlib.sha256).hexdigest()

    def auth_block(self, app: App, user_id: int = 0, *, refresh: bool = False) -> dict[str, Any]:
        """`auth[…]` of robot calls and events (bizproc.md, section 3; events.md, section 2); no user, no tokens."""
        block: dict[str, Any] = {}
        if user_id:
            grant = self.tokens.issue(app.client_id, app.id, user_id)
            block["access_token"] = grant.access_token
            if refresh:
                block["refresh_token"] = grant.refresh_token
            block["expires"] = int(grant.expires_at.timestamp())
            block["expires_in"] = 3600
            block["scope"] = ",".join(app.scope)
        block["domain"] = self.domain
        block["server_endpoint"] = self.server_endpoint
        block["status"] = app.status
        block["client_endpoint"] = self.client_endpoint
        block["member_id"] = self.member_id
        if user_id:
            block["user_id"] = user_id
        block["application_token"] = app.application_token
        return block

    def raise_event(self, name: str, data: Mapping[str, Any], actor: Actor) -> None:
        """Tell every handler of a finished installation; no tokens when a process is the actor (events.md, §2)."""
        for handler in self.handlers.to(name):
            app = self.apps.get(handler.client_id)
            if app is not None and app.installed and app.finished:
                user_id = 0 if actor.in_process else handler.auth_type or actor.user_id
                self.queue.put(self.event_call(app, handler, data, user_id))
        self._keep_offline(name, data, actor)

    def _keep_offline(self, name: str, data: Mapping[str, Any], actor: Actor) -> None:
        """Queue the event for apps that fetch; a change made with the queue's own key is none (events.md, §3)."""
        for handler in self.handlers.waiting_for(name):
            app = self.apps.get(handler.client_id)
            echo = handler.connector and handler.connector == actor.connector
            if app is not None and app.installed and app.finished and not echo:
                now = self.clock.now()
                self.offline.put(app.client_id, name, data, connector=handler.connector, user_id=actor.user_id, now=now)
                self._wake(app, now)

    def _wake(self, app: App, now: datetime) -> None:
        """ONOFFLINEEVENT: no data, a refresh token, at most one in `minTimeout` seconds (on-offline-event.md).

        0 means one per call of the portal; here it means one per event.
        """
        for handler in self.handlers.to(OFFLINE):
            last = self._woken.get(handler.id)
            due = last is None or now - last >= timedelta(seconds=handler.pause_s)
            if handler.client_id == app.client_id and due:
                self._woken[handler.id] = now
                self.queue.put(self.event_call(app, handler, {}, handler.auth_type or 1, refresh=True))

    def event_call(
        self, app: App, handler: Handler, data: Mapping[str, Any], user_id: int, *, refresh: bool = False
    ) -> Outgoing:
        fields = {
            "event": handler.event,
            "event_handler_id": handler.id,
            "data": data,
            "ts": int(self.clock.now().timestamp()),
            "auth": self.auth_block(app, user_id, refresh=refresh),
        }
        return Outgoing("event", handler.event, handler.url, fields, app.client_id, user_id)

    def call_robot(self, call: RobotCall) -> None:
        """Not delivered while the installation is not finished (oauth-and-install.md, section 5)."""
        app = self.apps.get(call.robot.app_id)
        if app is None or not (app.installed and app.finished):
            return
        user_id = call.auth_user_id or call.robot.auth_user_id
        fields = {
            "workflow_id": call.workflow_id,
            "code": call.robot.code,
            "document_id": list(call.document_id),
            "document_type": list(call.document_type),
            "event_token": call.event_token,
            "properties": call.properties,
            "use_subscription": call.use_subscription,
            "timeout_duration": call.timeout_s,
            "ts": int(self.clock.now().timestamp()),
            "auth": self.auth_block(app, user_id, refresh=True),
        }
        self.queue.put(Outgoing("robot", call.robot.code, call.robot.handler, fields, app.client_id, user_id))

    def record_changed(self, document_id: DocumentId, changed: frozenset[str]) -> None:
        """Tell the steps that wait for the record."""
        self.engine.signal(f"document:{document_id[2]}", changed)

    def add_task(self, given: Mapping[str, Any], actor: Actor) -> Row:
        task = self.office.add_task(given, actor.user_id, self.clock.now())
        data = {"FIELDS_BEFORE": "undefined", "FIELDS_AFTER": {"ID": task["ID"]}, "IS_ACCESSIBLE_BEFORE": "undefined",
                "IS_ACCESSIBLE_AFTER": "Y"}  # fmt: skip
        self.raise_event("ONTASKADD", data, actor)
        return task

    def update_task(self, task: Row, given: Mapping[str, Any], actor: Actor) -> None:
        if self.office.update_task(task, given, actor.user_id, self.clock.now()):
            ids = {"ID": task["ID"]}
            data = {"FIELDS_BEFORE": ids, "FIELDS_AFTER": ids, "IS_ACCESSIBLE_BEFORE": "Y", "IS_ACCESSIBLE_AFTER": "Y"}
            self.raise_event("ONTASKUPDATE", data, actor)
            if task["STATUS"] == COMPLETED:
                self.engine.signal(f"task:{task['ID']}", dict(task))

    def delete_task(self, task: Row, actor: Actor) -> None:
        self.office.delete_task(task)
        data = {"FIELDS_BEFORE": {"ID": task["ID"]}, "FIELDS_AFTER": "undefined", "IS_ACCESSIBLE_BEFORE": "Y",
                "IS_ACCESSIBLE_AFTER": "undefined"}  # fmt: skip
        self.raise_event("ONTASKDELETE", data, actor)
        self.engine.signal(f"task:{task['ID']}", {**task, "DELETED": "Y"})

    def now_text(self) -> str:
        return iso(self.clock.now())
