"""Our templates on a portal: upload, read back, arm, take away, and who is running them (bizproc.md §6 and §7).

A template is always uploaded with AUTO_EXECUTE '0'; only `start_natively` changes that.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from b24app.bizproc.build import Template
from b24app.bizproc.compare import differences
from b24app.errors import PortalError, PortalRefused, PortalUnreachable
from b24app.model import Portal
from b24app.portals.client import Client
from b24app.portals.wire import as_map, list_rows

Differences = tuple[tuple[str, str, str], ...]
PARTS = ("TEMPLATE", "PARAMETERS", "VARIABLES", "CONSTANTS")
_GONE = "ERROR_TEMPLATE_NOT_FOUND"


@dataclass(frozen=True)
class Uploads:
    """Calls about templates and their instances. Every method raises PortalError."""

    client: Client

    def add(self, portal: Portal, reference: str, name: str, template: Template, data: bytes) -> int:
        """The id of the new template; `reference` is how its description names our version."""
        params = {
            "DOCUMENT_TYPE": list(template.document_type),
            "NAME": name,
            "DESCRIPTION": f"Made by Workflow Composer ({reference})",
            "TEMPLATE_DATA": [f"{reference}.bpt", base64.b64encode(data).decode()],
            "AUTO_EXECUTE": "0",
        }
        try:
            return int(self.client.call(portal, "bizproc.workflow.template.add", params))
        except PortalError as error:
            in_doubt = isinstance(error, PortalUnreachable) and error.sent
            added = self._added_after_all(portal, reference, name) if in_doubt else 0
            if not added:
                raise
            return added

    def differences(self, portal: Portal, template_id: int, tree: dict[str, Any]) -> Differences:
        """Where the portal's copy is not `tree`; keys that were not sent are not looked at."""
        return differences({part: tree[part] for part in PARTS}, self.read(portal, template_id))

    def read(self, portal: Portal, template_id: int) -> dict[str, Any]:
        """The portal's copy, with IS_MODIFIED; empty when it is gone."""
        select = ["ID", *PARTS, "AUTO_EXECUTE", "IS_MODIFIED"]
        params = {"SELECT": select, "FILTER": {"ID": template_id}}
        found = [as_map(row) for row in list_rows(self.client.call(portal, "bizproc.workflow.template.list", params))]
        return next((row for row in found if str(row.get("ID")) == str(template_id)), {})

    def start_natively(self, portal: Portal, template_id: int, auto_execute: str) -> None:
        """Whether the portal itself starts it: '1' on creation, '0' never. A lost answer is looked up."""
        params = {"ID": template_id, "FIELDS": {"AUTO_EXECUTE": auto_execute}}
        try:
            self.client.call(portal, "bizproc.workflow.template.update", params)
        except PortalUnreachable as error:
            if not error.sent or str(self.read(portal, template_id).get("AUTO_EXECUTE")) != auto_execute:
                raise

    def remove(self, portal: Portal, template_id: int) -> None:
        """Take it away; it may be gone already. The portal refuses while an instance of it runs."""
        try:
            self.client.call(portal, "bizproc.workflow.template.delete", {"ID": template_id})
        except PortalRefused as error:
            if error.error != _GONE:
                raise

    def removed(self, portal: Portal, template_id: int) -> bool:
        """Take it away if that goes now."""
        with suppress(PortalError):
            self.remove(portal, template_id)
            return True
        return False

    def running(self, portal: Portal, template_ids: Iterable[int]) -> list[str]:
        """Ids of the instances of these templates that have not ended.

        A filter may be ignored where it is not understood, so what came is compared again here.
        """
        wanted = {str(template_id) for template_id in template_ids}
        params = {"SELECT": ["ID", "TEMPLATE_ID"], "FILTER": {"TEMPLATE_ID": sorted(wanted)}}
        rows = self.client.pages(portal, "bizproc.workflow.instances", params) if wanted else ()
        return [str(row["ID"]) for row in map(as_map, rows) if str(row.get("TEMPLATE_ID")) in wanted]

    def terminate(self, portal: Portal, instance: str, why: str) -> None:
        """End one instance; `why` becomes its state in the portal."""
        self.client.call(portal, "bizproc.workflow.terminate", {"ID": instance, "STATUS": why})

    def _added_after_all(self, portal: Portal, reference: str, name: str) -> int:
        """The template whose answer was lost on the way; 0 when the portal has none."""
        params = {"SELECT": ["ID", "NAME", "DESCRIPTION"], "FILTER": {"NAME": name}}
        found = (as_map(row) for row in self.client.pages(portal, "bizproc.workflow.template.list", params))
        return next((int(row["ID"]) for row in found if f"({reference})" in str(row.get("DESCRIPTION"))), 0)
