"""The outside world as robots see it: one bounded request, no redirects, no private address, no credentials."""

from __future__ import annotations

from b24app.errors import AddressRefused, PortalUnreachable, RobotFailed
from b24app.portals.net import Net, check_webhook, fetch

_ANSWER_CAP = 1_000_000
_SHOWN = 1_000
_TIMEOUT_S = (5, 30)


class Outside:
    """Calls a web address that a person configured (reliability.md T-06)."""

    def __init__(self, net: Net, ports: tuple[int, ...], origins: tuple[str, ...] = ()) -> None:
        self._net = net
        self._ports = ports
        self._origins = origins

    def send(self, method: str, url: str, body: str) -> tuple[int, str]:
        """Status and the first characters of the answer. Raises RobotFailed, PortalUnreachable when in doubt."""
        try:
            if not any(url.startswith(origin + "/") for origin in self._origins):
                check_webhook(url, self._ports)
            status, answer = fetch(
                self._net.session(),
                method,
                url,
                what="webhook",
                cap=_ANSWER_CAP,
                data=body.encode(),
                headers={"Content-Type": _content_type(body), "User-Agent": "WorkflowComposer"},
                timeout=_TIMEOUT_S,
            )
        except AddressRefused as error:
            raise RobotFailed(f"the web address may not be called: {error}") from None
        except PortalUnreachable as error:
            if error.sent:
                raise
            raise RobotFailed("the web address does not answer") from None
        return status, answer.decode(errors="replace")[:_SHOWN]


def _content_type(body: str) -> str:
    return "application/json" if body.lstrip()[:1] in {"{", "["} else "text/plain; charset=utf-8"
