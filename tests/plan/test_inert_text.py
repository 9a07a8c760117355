"""Run-time text on its way into a workflow: unchanged to a reader, no expression to the engine's second reading."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from b24app.plan.inert import inert

# compile-map.md, "Values read twice": what makes the engine calculate. A first "=" counts after blanks.
CALCULATES = re.compile(r"\{=|\{\{|\A[\s\0]*=")


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("{=Document:TITLE}", "{ =Document:TITLE}"),
        ("{{=1+1}}", "{ { =1+1}}"),
        ("{{Name}}", "{ {Name}}"),
        ("{{{=x}", "{ { { =x}"),
        ("=1+1", "'=1+1"),
        (" \n=1", " \n'=1"),
        ("\0=1", "\0'=1"),
        ("==1", "'==1"),
    ],
)
def test_an_expression_is_taken_apart(text, safe):
    assert inert(text) == safe


@pytest.mark.parametrize("text", ["", "plain", "a = b", "{x}", "} {", "{ =x}", "'=1", "1=1", "100 % = all", "ß{ü}"])
def test_a_text_that_is_none_stays_as_it_is(text):
    assert inert(text) == text


@settings(max_examples=2000)
@given(st.text("{}=: \n\t\0Ab>,'[]") | st.text())
def test_nothing_is_left_to_calculate(text):
    safe = inert(text)
    assert not CALCULATES.search(safe)
    assert inert(safe) == safe


@given(st.text("{}=: Ab'"))
def test_only_blanks_and_one_apostrophe_are_added(text):
    """Whoever reads it finds every character in its place."""
    rest = iter(inert(text))
    assert all(character in rest for character in text)
    added = list(inert(text))
    for character in text:
        added.remove(character)
    assert added.count("'") <= 1
    assert set(added) <= {" ", "'"}
