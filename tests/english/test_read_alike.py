"""Two ways to say the same, the second in plain words: the first gives the same plan or a question, no other plan."""

from pathlib import Path

import pytest

from b24app.english.case import to_case
from b24app.english.read import read
from b24app.english.reading import Understood

ROWS = [
    tuple(line.split(" | "))
    for file in sorted(Path(__file__).with_name("wordings").joinpath("alike").glob("*.txt"))
    for line in file.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
# Facts of an action; its texts follow the words of the description.
FACTS = {
    "to", "assignee", "approver", "tag", "stage", "field", "value", "url", "template_id", "deadline", "datetime",
    "method", "amount", "currency", "priority", "responsible",
}  # fmt: skip


def facts(told):
    """The case with those fields of actions only that are facts."""
    if isinstance(told, list):
        return [facts(one) for one in told]
    if not isinstance(told, dict):
        return told
    return {
        key: {name: one for name, one in value.items() if name in FACTS} if key == "fields" else facts(value)
        for key, value in told.items()
    }


@pytest.mark.parametrize(("said", "plain"), ROWS, ids=[row[0] for row in ROWS])
def test_what_is_said_otherwise_is_never_read_as_something_else(said, plain):
    meant, reading = read(plain), read(said)
    assert isinstance(meant, Understood), "the plain words have to be understood"
    if isinstance(reading, Understood):
        assert facts(to_case(reading, "x")) == facts(to_case(meant, "x"))
