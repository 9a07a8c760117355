"""No text becomes an expression: typed into a template, or returned by a robot (reliability.md T-14, T-15)."""

from __future__ import annotations

from tests.bizproc.evaluator import ALPHABET, TOKENS, check_inert, check_literal
from tests.fuzz.sizes import rounds


def test_every_text_evaluates_to_exactly_what_was_typed():
    for chance in rounds("texts in a template"):
        pieces = chance.choice((ALPHABET, TOKENS))
        text = "".join(chance.choices(pieces, k=chance.randint(0, 14)))
        try:
            check_literal(text)
            check_inert(text)
        except Exception as error:
            raise AssertionError(f"evaluated to something else: {text!r}") from error
