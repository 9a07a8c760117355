"""What a foreign client of the running instance needs: an installed app with every scope, tokens, a webhook."""

from __future__ import annotations

from datetime import timedelta

from simulator.apps import App
from simulator.portal import Portal
from simulator.rest import ALL_SCOPES

CLIENT_ID = "app.5f0e2b7c91a4d6.10000001"
_PAGE = "https://foreign-client.example/"
_ADMINISTRATOR = 1


def install(portal: Portal, secret: str) -> None:
    """Installed and finished: the card has no installer page (oauth-and-install.md, section 5)."""
    card = App(CLIENT_ID, secret, "Foreign client", "", _PAGE, tuple(sorted(ALL_SCOPES)), has_page=False)
    portal.apps.install(portal.apps.publish(card))


def environment(portal: Portal) -> dict[str, str]:
    """A new token pair at every call, and an access token that has expired an hour ago."""
    with portal.lock:
        app = portal.apps.cards[CLIENT_ID]
        grant = portal.tokens.issue(app.client_id, app.id, _ADMINISTRATOR)
        expired = portal.tokens.issue(app.client_id, app.id, _ADMINISTRATOR, age=timedelta(hours=2))
        webhook = next(f"{user}/{secret}" for user, secret in portal.webhooks if user == _ADMINISTRATOR)
    return {
        "B24_DOMAIN": portal.domain,
        "B24_CLIENT_ID": app.client_id,
        "B24_CLIENT_SECRET": app.client_secret,
        "B24_ACCESS_TOKEN": grant.access_token,
        "B24_REFRESH_TOKEN": grant.refresh_token,
        "B24_EXPIRES": str(int(grant.expires_at.timestamp())),
        "B24_EXPIRED_TOKEN": expired.access_token,
        "B24_WEBHOOK": webhook,
        "SIMULATOR_CA": portal.common.ca_file,
    }
