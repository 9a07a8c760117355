"""What a robot is given, played by answer tables: a portal, the outside world, a moment."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest

from b24app.model import Document
from b24app.robots import Ctx


@dataclass
class PortalTable:
    """Answers by method: a value, a list of values to give one after the other, or an error to raise."""

    answers: dict[str, Any]
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def call(self, method, params=None):
        self.asked.append((method, dict(params or {})))
        told = self.answers[method]
        if isinstance(told, list):
            told = told.pop(0)
        if isinstance(told, Exception):
            raise told
        return told

    def rows(self, method, params=None):
        self.asked.append((method, dict(params or {})))
        yield from self.answers[method]


@dataclass
class WebTable:
    """Answers every address alike."""

    answer: Any = (200, "ok")
    asked: list[tuple[str, str, str]] = field(default_factory=list)

    def send(self, method, url, body):
        self.asked.append((method, url, body))
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


@pytest.fixture
def ctx():
    """`ctx(answers, item="DEAL_42", web=…)`."""

    def make(answers=None, item="DEAL_42", web=None):
        return Ctx(
            document=Document("crm", "CCrmDocumentDeal", item),
            portal=PortalTable(answers or {}),
            http=web or WebTable(),
            now=datetime(2026, 11, 20, 10, tzinfo=UTC),
            key="k" * 64,
        )

    return make
