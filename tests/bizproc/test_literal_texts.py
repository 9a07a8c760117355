"""Texts on their way into a template, as the engine reads them (evaluator.py)."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from b24app.bizproc.literals import Expression, encode, literal, needed_variables
from b24app.plan.inert import inert
from tests.bizproc.evaluator import ALPHABET, TOKENS, VALUES, check_inert, check_literal, evaluate


def test_100_000_random_texts_evaluate_to_exactly_what_was_typed():
    dice = random.Random(1)
    for _ in range(100_000):
        text = "".join(dice.choices(ALPHABET, k=dice.randint(0, 14)))
        check_literal(text)
        check_inert(text)


def test_random_texts_of_whole_tokens_evaluate_to_exactly_what_was_typed():
    dice = random.Random(2)
    for _ in range(50_000):
        text = "".join(dice.choices(TOKENS, k=dice.randint(1, 8)))
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
