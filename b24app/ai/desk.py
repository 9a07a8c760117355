"""Who can be asked for a portal: in its order, by its keys or the operator's, within its budget, while they work.

A call may take a minute, and the web processes that wait for it also accept robot calls, which Bitrix24 sends once. So
no more than SEATS calls go on in a process at a time, and whoever comes then is told so at once.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import structlog
from sqlalchemy import Engine

from b24app.ai import rows
from b24app.ai.breaker import Breaker
from b24app.ai.provider import TITLES, Prompt, Provider, ProviderName, Reply
from b24app.ai.rows import Choice
from b24app.errors import ProviderBusy, ProviderError, ProviderRefused, ProviderUnreachable
from b24app.model import Secret
from b24app.settings import Settings
from b24app.store.secrets import Safe

SEATS = 2  # of the four threads of a web process

_log = structlog.get_logger()


def open_provider(name: ProviderName, key: Secret, settings: Settings) -> Provider:
    """The adapter; its SDK is imported now, and only it."""
    if name == "gemini":
        from b24app.ai.gemini import Gemini

        return Gemini(key, settings.gemini_model, settings.gemini_url)
    from b24app.ai.claude import Claude

    return Claude(key, settings.claude_model, settings.claude_url)


def operators_key(name: ProviderName, settings: Settings) -> Secret:
    """The key that the environment gives for every portal; empty when it gives none."""
    return {"gemini": settings.gemini_api_key, "claude": settings.claude_api_key}[name]


@dataclass(frozen=True)
class Unready:
    """A provider that was asked for by name and cannot be asked."""

    title: str
    reason: str

    def ask(self, prompt: Prompt, within_s: float) -> Reply:  # noqa: ARG002  # the protocol's
        """Raises ProviderRefused."""
        raise ProviderRefused(self.reason)


def _nothing() -> None:
    """Nobody counts."""


@dataclass(frozen=True)
class Guarded:
    """A provider with its breaker, the portal's budget and the process's seats around it."""

    title: str
    provider: Callable[[], Provider]
    breaker: Breaker
    timeout_s: float
    member_id: str = ""
    seats: threading.BoundedSemaphore = field(default_factory=lambda: threading.BoundedSemaphore(SEATS))
    take: Callable[[], None] = _nothing
    give_back: Callable[[], None] = _nothing

    def ask(self, prompt: Prompt, within_s: float) -> Reply:
        """One answer. Raises ProviderError."""
        self.breaker.refuse_if_open()
        if not self.seats.acquire(blocking=False):
            raise ProviderBusy("many descriptions are being read right now. Try again in a minute", 60)
        try:
            self.take()
            return self._counted(prompt, min(within_s, self.timeout_s))
        finally:
            self.seats.release()

    def _counted(self, prompt: Prompt, within_s: float) -> Reply:
        began = time.monotonic()
        try:
            reply = self.provider().ask(prompt, within_s)
        except ProviderError as error:
            if isinstance(error, ProviderBusy | ProviderUnreachable):
                self.breaker.failed(error.wait_s if isinstance(error, ProviderBusy) else None)
                self.give_back()
            self._tell(began, error=error.code)
            raise
        self.breaker.worked()
        self._tell(began, tokens_in=reply.tokens_in, tokens_out=reply.tokens_out)
        return reply

    def _tell(self, began: float, **more: object) -> None:
        """A line in the log for what a portal caused."""
        if not self.member_id:
            return
        seconds = round(time.monotonic() - began, 1)
        _log.info("provider_asked", provider=self.title, portal=self.member_id, seconds=seconds, **more)


def operators(settings: Settings, who: str) -> tuple[Provider, ...]:
    """Providers by the operator's own keys, for the command line: no portal, no budget.

    `who`: a name, whose missing key is an error; `auto`: all that have a key, in order; anything else: nobody.
    Raises ProviderRefused.
    """
    wanted = settings.ai_order if who == "auto" else (who,)
    found: list[Provider] = []
    for name in _named(wanted):
        key = operators_key(name, settings)
        if key:
            provider = partial(open_provider, name, key, settings)
            found.append(Guarded(TITLES[name], provider, Breaker(TITLES[name]), settings.ai_timeout_s))
        elif name == who:
            variable = Settings.model_fields[f"{name}_api_key"].validation_alias
            raise ProviderRefused(f"{TITLES[name]} has no key: set {variable}, or use the built-in parser (rules)")
    return tuple(found)


class Desk:
    """The providers of one running app."""

    def __init__(self, engine: Engine, safe: Safe, settings: Settings) -> None:
        self._engine = engine
        self._safe = safe
        self._settings = settings
        self._seats = threading.BoundedSemaphore(SEATS)
        self._breakers: dict[tuple[str, ProviderName], Breaker] = {}

    def choice(self, member_id: str) -> Choice:
        """The portal's own choice, else the operator's order with nothing shared."""
        with self._engine.begin() as connection:
            chosen = rows.choice(connection, member_id)
        return chosen or Choice(_named(self._settings.ai_order))

    def choose(self, member_id: str, chosen: Choice, keys: Mapping[ProviderName, Secret]) -> None:
        """Store what the portal's administrators chose; `keys` replace older ones; empty: forgotten."""
        with self._engine.begin() as connection:
            rows.choose(connection, member_id, chosen)
            for name, key in keys.items():
                rows.keep_key(connection, self._safe, member_id, name, key)
        for name in keys:
            self._breakers.pop((member_id, name), None)  # a new key is a new account

    def state(self, member_id: str) -> dict[str, Any]:
        """What a page shows: the choice, each provider with whose key it has, and the calls of today. No key."""
        chosen = self.choice(member_id)
        with self._engine.begin() as connection:
            own = rows.keys(connection, self._safe, member_id)
            used = rows.used(connection, member_id)
        return {
            "order": list(chosen.order),
            "shared": list(chosen.shared),
            "calls": {"used": used, "most": self._settings.ai_daily_calls},
            "providers": [
                {"name": name, "title": title, "model": self._model(name), "key": self._whose(name, own)}
                for name, title in TITLES.items()
            ],
        }

    def _model(self, name: ProviderName) -> str:
        return {"gemini": self._settings.gemini_model, "claude": self._settings.claude_model}[name]

    def _whose(self, name: ProviderName, own: Mapping[ProviderName, Secret]) -> str:
        return "own" if name in own else "operator" if operators_key(name, self._settings) else "none"

    def providers(self, member_id: str, only: ProviderName | None = None) -> tuple[Provider, ...]:
        """Whom to ask, in turn. `only`: that one, whatever the order; it says why when it cannot be asked."""
        chosen = self.choice(member_id)
        with self._engine.begin() as connection:
            own = rows.keys(connection, self._safe, member_id)
        found: list[Provider] = []
        for name in (only,) if only else chosen.order:
            key = own.get(name) or operators_key(name, self._settings)
            if name not in chosen.order:
                found.append(Unready(TITLES[name], f"{TITLES[name]} is not among the readers of this Bitrix24"))
            elif key:
                found.append(self._guarded(member_id, name, key, is_own=name in own))
            elif only:
                found.append(Unready(TITLES[name], f"{TITLES[name]} has no key here. An administrator can enter one"))
        return tuple(found)

    def _guarded(self, member_id: str, name: ProviderName, key: Secret, *, is_own: bool) -> Guarded:
        account = (member_id if is_own else "", name)
        return Guarded(
            title=TITLES[name],
            member_id=member_id,
            provider=partial(open_provider, name, key, self._settings),
            breaker=self._breakers.setdefault(account, Breaker(TITLES[name])),
            seats=self._seats,
            timeout_s=self._settings.ai_timeout_s,
            take=partial(self._budget, partial(rows.take, most=self._settings.ai_daily_calls), member_id),
            give_back=partial(self._budget, rows.give_back, member_id),
        )

    def _budget(self, change: Callable[..., None], member_id: str) -> None:
        with self._engine.begin() as connection:
            change(connection, member_id)


def _named(words: Iterable[str]) -> tuple[ProviderName, ...]:
    return tuple(name for word in words for name in TITLES if name == word)
