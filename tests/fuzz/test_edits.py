"""Whatever is said of a plan, the answer is a plan, a question or a refusal; a plan that comes of it is one."""

from __future__ import annotations

import json
from pathlib import Path

from b24app.english.editing import edit
from b24app.english.read import read
from b24app.english.reading import Question, Refusal, Understood
from b24app.plan.plan import Plan
from b24app.workflows.diff import diff
from tests.fuzz.sizes import rounds

_ROWS = (Path(__file__).resolve().parents[1] / "english" / "edits.jsonl").read_text(encoding="utf-8").splitlines()
_WORDS = [word for row in _ROWS for word in json.loads(row)["edit"].split()]
_PLANS = [reading.plan for row in _ROWS[::7] if isinstance(reading := read(json.loads(row)["plan"]), Understood)]
_ODD = [
    "",
    '"',
    "'",
    "{{",
    "}}",
    "=",
    "0",
    "-1",
    "99999999999 days",
    "step 0",
    "the",
    "\u202e",
    "💥",
    "instead of",
    "and",
    "n1",
]


def test_every_edit_has_an_answer():
    for chance in rounds("edits by talking"):
        plan = chance.choice(_PLANS)
        said = " ".join(chance.choice(_WORDS + _ODD) for _ in range(chance.randrange(1, 9)))
        answer = edit(plan, said, chance.choice([None, plan]))
        assert isinstance(answer, Understood | Question | Refusal), said
        if isinstance(answer, Understood):
            assert Plan.model_validate(answer.plan.dump()) == answer.plan
            diff(plan, answer.plan)
