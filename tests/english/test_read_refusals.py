"""What is refused, and what only comes near it."""

import pytest

from b24app.english.read import read
from b24app.english.reading import Refusal
from tests.english.test_read_triggers import wordings

SECTIONS = wordings("refused.txt")
# Two reasons fit these; which one is given does not matter.
NEAR = {"prompt_injection": {"data_exfiltration"}, "data_exfiltration": {"harmful"}}


@pytest.mark.parametrize("reason", [head for head in SECTIONS if head != "ordinary"])
def test_hostile_and_foreign_wishes_are_refused_with_their_reason(reason):
    wrong = []
    for text in SECTIONS[reason]:
        reading = read(text)
        if not isinstance(reading, Refusal) or reading.reason not in {reason} | NEAR.get(reason, set()):
            wrong.append((text, type(reading).__name__))

    assert wrong == []


def test_ordinary_wishes_that_come_near_are_not_refused():
    assert [text for text in SECTIONS["ordinary"] if isinstance(read(text), Refusal)] == []
