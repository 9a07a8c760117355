"""What a provider is: it is given rules, a conversation and the shape of an answer, and says one text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Literal, Protocol

from b24app.errors import ProviderBusy, ProviderError, ProviderRefused, ProviderUnreachable

ProviderName = Literal["gemini", "claude"]
TITLES: Mapping[ProviderName, str] = {"gemini": "Gemini", "claude": "Claude"}
MOST_TOKENS = 16_000  # of one answer, with what some models think before it
_WORDS = 300
_LONGEST_WAIT_S = 3_600.0


@dataclass(frozen=True)
class Prompt:
    """`turns` alternate: ours, its answer, ours, …; the last one is ours. `schema`: JSON schema of the answer."""

    rules: str
    turns: tuple[str, ...]
    schema: Mapping[str, Any]


@dataclass(frozen=True)
class Reply:
    """What it said, and what that cost."""

    text: str
    tokens_in: int = 0
    tokens_out: int = 0


class Provider(Protocol):
    """Somebody who can be asked."""

    @property
    def title(self) -> str:
        """What people call it."""

    def ask(self, prompt: Prompt, within_s: float) -> Reply:
        """One answer in at most `within_s` seconds. Raises ProviderError, and nothing else."""


def http_failure(title: str, status: int, words: str, key: str, wait: str | float | None) -> ProviderError:
    """What an error status means. `wait` is a Retry-After header or seconds; `words` are the provider's own."""
    if status == 429:  # noqa: PLR2004
        seconds = _seconds(wait)
        later = f"; it asks to wait {seconds:.0f} s" if seconds else ""
        return ProviderBusy(f"{title} takes no more calls now: its limit or quota is used up{later}", seconds)
    if status in {500, 502, 504}:
        return ProviderUnreachable(f"{title} has a fault of its own (HTTP {status}). Try again in a minute")
    if status >= 500 or status == 408:  # noqa: PLR2004
        return ProviderBusy(f"{title} is overloaded (HTTP {status}). Try again in a minute", _seconds(wait))
    return ProviderRefused(_refusal(title, status, words, key))


def _refusal(title: str, status: int, words: str, key: str) -> str:
    said = _clipped(words.replace(key, "***") if key else words)
    if status in {401, 403} or "api key" in words.casefold():
        return f"{title} does not accept its key. Enter another one in the settings"
    if status == 404 or status < 400:  # noqa: PLR2004
        return f"{title} is not at its address, or does not know its model (HTTP {status}). Check the settings: {said}"
    return f"{title} refused the request (HTTP {status}): {said or 'it does not say why'}"


def _clipped(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _WORDS else f"{line[:_WORDS]}…"


def _seconds(wait: str | float | None) -> float | None:
    """Seconds to wait, at most an hour; None when it is not said or in no known form."""
    if wait is None:
        return None
    try:
        seconds = float(str(wait).removesuffix("s"))
    except ValueError:
        return _until(str(wait))
    return min(max(seconds, 0.0), _LONGEST_WAIT_S) if seconds == seconds else None  # noqa: PLR0124  # not a number


def _until(date: str) -> float | None:
    try:
        seconds = (parsedate_to_datetime(date) - datetime.now(UTC)).total_seconds()
    except (TypeError, ValueError):
        return None
    return min(max(seconds, 0.0), _LONGEST_WAIT_S)
