"""Names nearly alike: a slip of the pen is forgiven, another word is not."""

import pytest

from b24app.plan.snapshot import called

ROWS = ["Head of sales", "Negotiation", "Key accounts"]


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("head of sales", ["Head of sales"]),
        ("head of salles", ["Head of sales"]),
        ("Negotiaton", ["Negotiation"]),
        ("head of whales", []),
        ("head of scales and sales", []),
        ("pegotiation", []),
    ],
)
def test_a_slip_is_forgiven_and_another_word_is_not(said, found):
    assert called(ROWS, said, lambda row: (row,)) == found
