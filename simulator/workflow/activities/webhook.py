"""A POST to any address with the record's id alone: no authorization, no answer (native-activities.md)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar
from urllib.parse import urlsplit

from simulator.workflow.step import Step


class WebHook(Step):
    """A bad address does nothing (compile-map.md, "Native steps that do nothing")."""

    DEFAULTS: ClassVar[Mapping[str, Any]] = {"Handler": ""}

    def start(self) -> None:
        url = self.text("Handler").strip()
        if _is_address(url):
            self.run.world.call_webhook(url, self.run.document_id)
        self.close()


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


ACTIVITIES = {"WebHookActivity": WebHook}
