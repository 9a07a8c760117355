"""Reads a description for a portal: with whom it chose, told the names it shares, and always to an answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import structlog
from sqlalchemy import Engine

from b24app.ai.desk import Desk
from b24app.ai.provider import Provider, ProviderName
from b24app.english.prompt import NONE, Names, names_of
from b24app.english.read import read
from b24app.english.reading import Reading
from b24app.errors import PortalError
from b24app.portals import rows
from b24app.portals.snapshot import Directories

Who = Literal["auto", "rules"] | ProviderName

_log = structlog.get_logger()


@dataclass(frozen=True)
class Reader:
    """What the pages and the API read with."""

    engine: Engine
    directories: Directories
    desk: Desk

    def read(self, member_id: str, description: str, who: Who = "auto") -> Reading:
        """`who`: `auto` as the portal chose, `rules` the built-in parser, else that provider before it."""
        providers = self._providers(member_id, who)
        return read(description, providers, self._names(member_id) if providers else NONE)

    def _providers(self, member_id: str, who: Who) -> tuple[Provider, ...]:
        match who:
            case "rules":
                return ()
            case "auto":
                return self.desk.providers(member_id)
            case _:
                return self.desk.providers(member_id, who)

    def _names(self, member_id: str) -> Names:
        """Names that were agreed to; when the portal does not tell them the description is read all the same."""
        shared = self.desk.choice(member_id).shared
        if not shared:
            return NONE
        try:
            with self.engine.begin() as connection:
                portal = rows.find(connection, member_id)
            return names_of(self.directories.of(portal), shared)
        except PortalError as error:
            _log.warning("names_not_read", portal=member_id, error=error.code)
            return NONE
