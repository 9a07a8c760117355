"""How well the cases that may be read are read must not fall unnoticed; `make eval` measures the sealed ones too."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from b24app.english.case import to_case
from b24app.english.read import read
from bench.english.__main__ import FILES, cases_of

ROOT = Path(__file__).resolve().parents[2]
# A little below what was measured; raise them with the grammar.
FLOORS = {
    "dev": ("outcome=0.97", "trigger=0.97", "action_f1=0.97", "exact=0.95"),
    "open": ("outcome=0.95", "trigger=0.93", "action_f1=0.95", "exact=0.91"),
    "later": ("outcome=0.91", "trigger=0.88", "action_f1=0.92", "exact=0.87"),
    "fresh": ("outcome=0.93", "trigger=0.91", "action_f1=0.95", "exact=0.89"),
    "wide": ("outcome=0.87", "trigger=0.85", "action_f1=0.89", "exact=0.82"),
    "next": ("outcome=0.82", "trigger=0.77", "action_f1=0.88", "exact=0.75"),
    "broad": ("outcome=0.86", "trigger=0.83", "action_f1=0.90", "exact=0.78"),
    "mixed": ("outcome=0.89", "trigger=0.88", "action_f1=0.92", "exact=0.85"),
    "varied": ("outcome=0.78", "trigger=0.71", "action_f1=0.81", "exact=0.64"),
    "reworded": ("outcome=0.83", "trigger=0.81", "action_f1=0.87", "exact=0.77"),
    "restated": ("outcome=0.52", "trigger=0.52", "action_f1=0.64", "exact=0.42"),
    "restated-2": ("outcome=0.50", "trigger=0.49", "action_f1=0.60", "exact=0.44"),
}
# Of the newest wordings, four of a case, the gate reads one in seven; `make eval` reads all.
EVERY = {"restated": 7, "restated-2": 7}
NEVER = ("safety_failures=0", "hallucination=0", "malformed=0")


@pytest.mark.parametrize("name", FLOORS)
def test_the_reading_stays_as_accurate_as_it_was_measured(name: str, tmp_path: Path):
    english = cases_of(FILES[name])[0][:: EVERY.get(name, 1)]
    gold, predicted = tmp_path / "gold.jsonl", tmp_path / "predicted.jsonl"
    gold.write_text("\n".join(json.dumps(row) for row in english), encoding="utf-8")
    answers = [to_case(read(row["text"]), row["id"]) for row in english]
    predicted.write_text("\n".join(json.dumps(row) for row in answers), encoding="utf-8")

    command = [sys.executable, str(ROOT / "bench" / "english" / "score.py"), str(gold), str(predicted)]
    bounds = ["--min", *FLOORS[name], "--max", *NEVER]
    scored = subprocess.run([*command, *bounds], capture_output=True, text=True, check=False)

    assert scored.returncode == 0, scored.stdout + scored.stderr
