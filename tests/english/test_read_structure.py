"""How steps are joined, held back, repeated, approved and left out: many wordings each, in `cases/structure.txt`."""

from pathlib import Path

import pytest

from tests.english.compact import compact

TABLE = Path(__file__).parent / "cases" / "structure.txt"
ROWS = [line.split(" || ") for line in TABLE.read_text(encoding="utf-8").splitlines() if " || " in line]


@pytest.mark.parametrize(("sentence", "meaning"), ROWS)
def test_every_wording_of_a_structure_means_the_same(sentence, meaning):
    assert compact(sentence.replace("\\n", "\n")) == meaning
