"""Where a portal is found: the name it goes by, its endpoints, and the names it had before.

A name with a port in it is what loopback forces; with TLS or in strict mode there is none, as at Bitrix24.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from simulator.wire import RestError

_NAME = re.compile(r"(?=.{1,253}(:|$))[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*(:\d{1,5})?")


class Address:
    """One portal's; `url` and `auth_url` are the two ports, `name` a domain that looks like a real one (TLS)."""

    def __init__(self, url: str, auth_url: str, *, strict: bool = False, name: str = "") -> None:
        self._auth_url = auth_url
        self._own = urlsplit(url)
        self._bare = strict or bool(name)
        self.domain = name or ((self._own.hostname if strict else self._own.netloc) or "")
        self.former: set[str] = set()

    @property
    def origin(self) -> str:
        """What links into the portal begin with."""
        return f"{'https' if self._bare else self._own.scheme}://{self.domain}"

    @property
    def client_endpoint(self) -> str:
        return f"{self.origin}/rest/"

    @property
    def server_endpoint(self) -> str:
        return "https://oauth.bitrix.info/rest/" if self._bare else f"{self._auth_url}/rest/"

    def rename(self, domain: str) -> str:
        """From now on the portal goes by another name; the old one answers 302 (oauth-and-install.md, section 3)."""
        name = domain.strip().lower()
        if not _NAME.fullmatch(name) or (self._bare and ":" in name):
            raise RestError("INVALID_DOMAIN", "a host name is wanted, with a port only where the portal has one")
        if not self._bare and ":" not in name:
            name = f"{name}:{self._own.port}"
        self.former = (self.former | {self.domain}) - {name}
        self.domain = name
        return name

    def is_known_as(self, host: str) -> bool:
        """By this name or a former one."""
        return host == self.domain or host in self.former

    def is_former(self, host: str) -> bool:
        return host.lower().removesuffix(":443") in self.former
