"""A word that changes the meaning, put into a sentence that is understood, changes the plan or is asked about."""

import pytest

from b24app.english.read import read
from b24app.english.reading import Understood

SENTENCES = [
    'When a deal is won, {} email the client "Thanks"',
    'When a lead is created, email the client "Hello" {}',
    "When an invoice is overdue, {} notify the owner",
    "When a quote is approved, notify the owner {}",
    'When a task is completed, create a task "Check it" for Ben {}',
    "{} when a deal is lost, notify Anna",
    "{}: when a deal is lost: notify Anna",
    "When a deal is created, the CFO must approve it {}. If approved, notify Ben.",
]
PIECES = [
    "maybe", "possibly", "sometimes", "twice", "only for VIP clients", "except on Fridays", "on weekends",
    "unless Ben says no", "for half of them", "once in a while",
]  # fmt: skip


def _plan(sentence):
    told = read(sentence)
    return told.plan.model_dump() if isinstance(told, Understood) else None


def _bare(node):
    if isinstance(node, dict):
        return {name: _bare(value) for name, value in node.items() if name != "span"}
    return [_bare(one) for one in node] if isinstance(node, list | tuple) else node


@pytest.mark.parametrize("frame", SENTENCES)
def test_no_piece_is_passed_over(frame):
    alone = _bare(_plan(frame.replace("{}: ", "").replace("{}", "").replace(" .", ".").strip()))
    assert alone is not None
    assert [piece for piece in PIECES if _bare(_plan(frame.replace("{}", piece))) == alone] == []
