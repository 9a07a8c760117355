"""Apps: their card on the Marketplace and their installation here (oauth-and-install.md, section 5)."""

from __future__ import annotations

import itertools
import secrets
from dataclasses import dataclass, field
from typing import Any


@dataclass
class App:
    """`id` is the number of this installation: another one after every reinstall (bpt-format.md, template.add)."""

    client_id: str
    client_secret: str
    title: str
    install_url: str
    app_url: str
    scope: tuple[str, ...]
    status: str = "F"
    version: int = 1
    id: int = 0
    installed: bool = False
    finished: bool = False
    application_token: str = ""
    payment_expired: bool = False
    has_page: bool = True
    """False for one that only calls methods: its address takes codes, and there is nothing to open."""
    options: dict[str, Any] = field(default_factory=dict)

    @property
    def code(self) -> str:
        words = "".join(letter if letter.isalnum() else " " for letter in self.title.lower()).split()
        return "demo." + "_".join(words)

    @property
    def system_code(self) -> str:
        return f"rest_app_{self.id}"


class Apps:
    """The cards known to this portal, by client_id."""

    def __init__(self) -> None:
        self.cards: dict[str, App] = {}
        self._numbers = itertools.count(1)

    def get(self, client_id: str) -> App | None:
        return self.cards.get(client_id)

    def publish(self, card: App) -> App:
        """Put a card on the Marketplace, or correct it; an installation that exists keeps its state."""
        known = self.cards.get(card.client_id)
        if known is None:
            self.cards[card.client_id] = card
            return card
        known.client_secret, known.title, known.scope = card.client_secret, card.title, card.scope
        known.install_url, known.app_url = card.install_url, card.app_url
        return known

    def install(self, app: App) -> None:
        """What pressing Install does; without an installer page the app is usable at once."""
        app.id = next(self._numbers)
        app.application_token = secrets.token_hex(16)
        app.installed, app.finished = True, not app.install_url

    def remove(self, app: App, *, clean: bool) -> None:
        app.installed = app.finished = False
        if clean:
            app.options.clear()

    def installation(self, number: int) -> App | None:
        return next((app for app in self.cards.values() if app.installed and app.id == number), None)
