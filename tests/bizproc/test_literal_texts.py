"""The evaluator here is written from compile-map.md, "How texts are read", and shares nothing with the encoder."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from b24app.bizproc.literals import Expression, encode, literal, needed_variables
from b24app.plan.inert import inert

ALPHABET = "{}=: \nAb>,"
REFERENCE = r"\{=\s*([a-z0-9_]+)\s*:\s*([a-z0-9_.]+)\s*(?:>\s*([a-z0-9_:, ]+?)\s*)?\}"
WHOLE = re.compile(rf"\s*{REFERENCE}\s*\Z", re.IGNORECASE)
INLINE = re.compile(REFERENCE, re.IGNORECASE)
CALCULATION = re.compile(r"\{\{=(.*?)\}\}(?!\})", re.DOTALL)
VALUES = {("variable", "txtbrace"): "{", ("variable", "txtequals"): "=", ("document", "title"): "{=Document:ID}"}


class Evaluated(Exception):
    """The engine would calculate something, or read a reference that nobody put there."""


def evaluate(value: str, known: dict[tuple[str, str], str] = VALUES) -> str:
    """What the engine makes of one property value; any calculation or foreign reference raises."""
    whole = WHOLE.match(value)
    if whole and value.strip() == value:
        return _look_up(whole, known)
    if value.lstrip(" \t\n\r\0\v").startswith("=") or CALCULATION.search(value) or "{{=" in value:
        raise Evaluated(value)
    return INLINE.sub(lambda found: _look_up(found, known), value)


def _look_up(found: re.Match[str], known: dict[tuple[str, str], str]) -> str:
    key = (found[1].lower(), found[2].lower())
    if key not in known or found[3]:
        raise Evaluated(found[0])
    return known[key]


OURS = {key: VALUES[key] for key in list(VALUES)[:2]}


def check_literal(text: str) -> None:
    assert evaluate(literal(text), OURS) == text


def check_inert(text: str) -> None:
    assert evaluate(inert(text), {}) == inert(text)


def test_100_000_random_texts_evaluate_to_exactly_what_was_typed():
    dice = random.Random(1)
    for _ in range(100_000):
        text = "".join(dice.choices(ALPHABET, k=dice.randint(0, 14)))
        check_literal(text)
        check_inert(text)


def test_random_texts_of_whole_tokens_evaluate_to_exactly_what_was_typed():
    dice = random.Random(2)
    tokens = ["{", "{{", "}", "}}", "=", "{=", "{{=", "Document:TITLE", "Variable:TxtBrace", "{=Variable:TxtEquals}",
              "1+1", " ", "\0", "\v", "\xa0", "> int", "{=Document:ID}"]  # fmt: skip
    for _ in range(50_000):
        text = "".join(dice.choices(tokens, k=dice.randint(1, 8)))
        check_literal(text)
        check_inert(text)


@given(st.text(alphabet=ALPHABET))
def test_any_text_evaluates_to_exactly_what_was_typed(text):
    check_literal(text)
    check_inert(text)


@given(st.lists(st.one_of(st.text(alphabet=ALPHABET), st.just(Expression("{=Document:TITLE}"))), max_size=6))
def test_texts_around_our_own_references_stay_what_was_typed(parts):
    wanted = "".join(VALUES["document", "title"] if isinstance(part, Expression) else part for part in parts)
    assert evaluate(encode(parts)) == wanted


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (
            "See {=Document:TITLE} and {{=1+1}}",
            "See {=Variable:TxtBrace}=Document:TITLE} and {=Variable:TxtBrace}{=Variable:TxtBrace}=1+1}}",
        ),
        ("=SUM(A1) is a formula", "{=Variable:TxtEquals}SUM(A1) is a formula"),
        ("  =1", "  {=Variable:TxtEquals}1"),
        ("plain {Name} {{Name}} a=b }", "plain {Name} {{Name}} a=b }"),
        ("{ =Document:TITLE}", "{ =Document:TITLE}"),
    ],
)
def test_the_encoding_is_the_one_the_portal_was_seen_to_read(text, value):
    assert literal(text) == value


def test_a_brace_before_our_reference_cannot_join_it():
    assert encode(["{{", Expression("{=Document:TITLE}")]) == (
        "{=Variable:TxtBrace}{=Variable:TxtBrace}{=Document:TITLE}"
    )


@pytest.mark.parametrize(
    ("text", "harmless"),
    [
        ("{=Document:COMMENTS}", "{ =Document:COMMENTS}"),
        ("{{=1+1}}", "{ { =1+1}}"),
        ("=1+1", "'=1+1"),
        (" =1+1", " '=1+1"),
        ("a = b, {x}", "a = b, {x}"),
    ],
)
def test_run_time_text_is_changed_only_where_it_would_be_read_as_an_expression(text, harmless):
    assert inert(text) == harmless
    assert inert(harmless) == harmless


def test_the_two_variables_are_declared_only_when_used():
    assert needed_variables(["plain"]) == {}
    assert list(needed_variables({"a": [literal("{=x")]})) == ["TxtBrace"]
    assert needed_variables([literal("=x")])["TxtEquals"]["Default"] == "="
