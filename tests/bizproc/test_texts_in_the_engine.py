"""Texts read by the simulated portal's own engine, which shares nothing with the encoder."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import UTC, datetime

import pytest

from b24app.bizproc.literals import literal
from b24app.plan.inert import inert
from simulator.workflow.expressions import Evaluator, Read
from tests.bizproc.evaluator import ALPHABET, TOKENS

BRACES = {"TxtBrace": "{", "TxtEquals": "="}


class Scope:
    """Knows the two variables of literal texts and one parameter; everything else that is read is remembered."""

    def __init__(self, parameter: str = "") -> None:
        self.parameter = parameter
        self.read_too: list[str] = []

    def read(self, name: str, field: str) -> Read:
        if name == "Variable" and field in BRACES:
            return Read(BRACES[field])
        if (name, field) == ("Template", "Typed"):
            return Read(self.parameter, again=True)
        self.read_too.append(f"{name}:{field}")
        return Read("not what was typed")

    def has_step(self, name: str) -> bool:
        return name == "A1"

    def options(self, _name: str, _field: str) -> Mapping[str, str]:
        return {}

    def person(self, _user_id: int) -> str:
        return ""

    def now(self) -> datetime:
        return datetime(2026, 11, 20, tzinfo=UTC)

    def document_url(self) -> str:
        return ""


@pytest.fixture(scope="module")
def typed() -> list[str]:
    """100,000 texts that a person or a machine could have typed to be read as something else."""
    dice = random.Random(4)
    return ["".join(dice.choices(dice.choice((ALPHABET, TOKENS)), k=dice.randint(0, 12))) for _ in range(100_000)]


def test_100_000_encoded_texts_are_read_as_exactly_what_was_typed(typed):
    scope = Scope()
    evaluator = Evaluator(scope)
    for text in typed:
        assert evaluator.evaluate(literal(text)) == text
    assert scope.read_too == []


def test_100_000_neutralised_values_are_read_as_themselves_however_often(typed):
    scope = Scope()
    evaluator = Evaluator(scope)
    for text in typed:
        scope.parameter = inert(text)
        assert evaluator.evaluate("{=Template:Typed}") == scope.parameter
        assert evaluator.evaluate(scope.parameter) == scope.parameter
    assert scope.read_too == []
