"""What happens when a portal updates or removes the app."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import structlog
from sqlalchemy import Engine

from b24app.errors import NotVerified, PortalLeft, PortalRefused, PortalUnpaid
from b24app.model import Portal
from b24app.portals import rows
from b24app.portals.client import Client
from b24app.portals.registration import reconcile
from b24app.portals.tokens import AuthorizationServer, TokenStore
from install.manifest import manifest

_log = structlog.get_logger()


@dataclass(frozen=True)
class Lifecycle:
    """Handlers of the app's own events, run by the worker."""

    engine: Engine
    client: Client
    server: AuthorizationServer
    tokens: TokenStore
    public_url: str

    def updated(self, portal: Portal, _data: Mapping[str, Any]) -> None:
        """A version update dropped every robot, placement and handler: put them back. Raises PortalError."""
        reconcile(self.engine, self.client, portal, manifest(self.public_url, portal.installed_by))

    def uninstalled(self, portal: Portal, data: Mapping[str, Any]) -> None:
        """Tokens go always, everything goes when the person asked for it (CLEAN=1). Raises PortalUnreachable.

        The event's only proof is the application token, so the authorization server must agree first (T-20).
        """
        if self._is_still_installed(portal):
            _log.warning("uninstall_not_confirmed", portal=portal.member_id)
            return
        with self.engine.begin() as connection:
            if str(data.get("CLEAN", "0")) == "1":
                rows.forget(connection, portal.member_id)
            else:
                self.tokens.drop(connection, portal.member_id)
                rows.change(connection, portal.member_id, status="left", registered="", application_token_hash="")
        _log.info("portal_left", portal=portal.member_id)

    def _is_still_installed(self, portal: Portal) -> bool:
        try:
            pair = self.tokens.current(portal.member_id)
            try:
                return self.server.app_info(portal.auth_endpoint, pair.access).member_id == portal.member_id
            except NotVerified:
                fresh = self.tokens.refreshed(portal, pair.access)
                return self.server.app_info(portal.auth_endpoint, fresh.access).member_id == portal.member_id
        except PortalUnpaid:
            return True  # whoever has not paid may pay again
        except (PortalLeft, NotVerified, PortalRefused):
            return False
