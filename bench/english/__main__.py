"""Score the reading of English descriptions: `python -m bench.english [--provider rules] [--cases FILE]`.

Without --cases it scores the dev, open and sealed cases and writes docs/accuracy.md. Only figures are printed, never a
sentence: one of the files is kept unread.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from b24app.english.case import to_case
from b24app.english.read import read

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
FILES = {
    "dev": HERE / "cases-dev.jsonl",
    "open": ROOT / "tests" / "english" / "cases" / "open.jsonl",
    "sealed": ROOT / "tests" / "english" / "cases" / "sealed.jsonl",
}
REPORT = ROOT / "docs" / "accuracy.md"
# Names of the scorer's metrics and how they are shown.
SHOWN = {
    "outcome": "Outcome",
    "trigger": "Trigger",
    "condition_f1": "Condition F1",
    "action_f1": "Action F1",
    "key_fields": "Key fields",
    "structure": "Structure",
    "exact": "Exact",
    "over_asking": "Over-asking",
    "under_asking": "Under-asking",
    "clarify_coverage": "Question hits",
    "safety_failures": "Safety failures",
    "hallucination": "Hallucination",
}
COUNTED = {"safety_failures"}

Case = dict[str, Any]


def predict(case: Case) -> Case:
    """The built-in parser's answer; it reads English only, so any other language is a question."""
    if case.get("lang", "en") != "en":
        return {"id": case["id"], "expect": "clarify", "steps": [], "question": "Please describe it in English."}
    return to_case(read(case["text"]), case["id"])


def score(cases: list[Case]) -> tuple[str, dict[str, float]]:
    """The scorer's table, and its metrics by name."""
    with tempfile.TemporaryDirectory() as folder:
        gold, predicted = Path(folder, "gold.jsonl"), Path(folder, "predicted.jsonl")
        gold.write_text("".join(json.dumps(case) + "\n" for case in cases), encoding="utf-8")
        predicted.write_text("".join(json.dumps(predict(case)) + "\n" for case in cases), encoding="utf-8")
        command = [sys.executable, str(HERE / "score.py"), str(gold), str(predicted)]
        table = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        numbers = subprocess.run([*command, "--json"], capture_output=True, text=True, check=True).stdout
    return table, json.loads(numbers)["metrics"]


def cases_of(path: Path) -> tuple[list[Case], int]:
    """The English cases of a file, and how many are in other languages."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    english = [row for row in rows if row.get("lang", "en") == "en"]
    return english, len(rows) - len(english)


def report(provider: str, measured: dict[str, tuple[int, dict[str, float]]]) -> str:
    """docs/accuracy.md: what was measured, and nothing else."""
    today = datetime.now(UTC).date().isoformat()
    names = list(measured)
    lines = [
        "# How well English is read",
        "",
        f"Provider: {provider}. Measured {today} by `make eval`. What the figures mean is in `bench/english/FORMAT.md`.",
        "`dev` and `open` were read while the grammar was written; `sealed` was only measured.",
        "",
        "| | " + " | ".join(f"{name} ({measured[name][0]})" for name in names) + " |",
        "|---|" + "---:|" * len(names),
    ]
    for metric, title in SHOWN.items():
        row = [_shown(metric, measured[name][1].get(metric)) for name in names]
        lines.append(f"| {title} | " + " | ".join(row) + " |")
    return "\n".join(lines) + "\n"


def _shown(metric: str, value: float | None) -> str:
    if value is None:
        return "–"
    return str(int(value)) if metric in COUNTED else f"{value:.3f}"


def main() -> None:
    """Score, print, and keep the report."""
    options = argparse.ArgumentParser(prog="python -m bench.english", description="Score the reading of English.")
    options.add_argument("--provider", choices=["rules"], default="rules")
    options.add_argument("--cases", type=Path, help="score this file only, and leave docs/accuracy.md alone")
    chosen = options.parse_args()
    files = {chosen.cases.name: chosen.cases} if chosen.cases else FILES
    measured: dict[str, tuple[int, dict[str, float]]] = {}
    for name, path in files.items():
        english, others = cases_of(path)
        table, metrics = score(english)
        measured[name] = (len(english), metrics)
        apart = f"; {others} in other languages are answered with a question and not scored" if others else ""
        print(f"== {name}: {len(english)} English cases{apart}\n{table}")
    if not chosen.cases:
        REPORT.write_text(report(chosen.provider, measured), encoding="utf-8")


if __name__ == "__main__":
    main()
