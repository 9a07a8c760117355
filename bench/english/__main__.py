"""Score the reading of descriptions: `python -m bench.english [--provider rules|gemini|claude] [--cases FILE]`.

Without --cases it scores all case files and keeps that provider's part of docs/accuracy.md. Only figures
are printed, never a sentence: those named sealed or cold are kept unread. A provider needs its key in the environment.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from b24app.ai.desk import operators
from b24app.ai.provider import TITLES, Provider
from b24app.english.case import to_case
from b24app.english.read import read
from b24app.errors import ProviderError
from b24app.settings import load_settings

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
CASES = ROOT / "tests" / "english" / "cases"
READ = ("open", "later", "fresh", "wide", "next", "broad", "mixed", "varied", "reworded", "restated", "restated-2")
ONLY_MEASURED = (
    "sealed", "wide-sealed", "next-sealed", "cold", "broad-sealed", "mixed-sealed", "varied-sealed", "reworded-sealed",
    "restated-sealed", "cold-last", "cold-third", "cold-fourth", "cold-fifth", "cold-sixth",
)  # fmt: skip
FILES = {"dev": HERE / "cases-dev.jsonl"} | {name: CASES / f"{name}.jsonl" for name in READ + ONLY_MEASURED}
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
PAUSES_S = (20, 60)
HEAD = f"""# How well descriptions are read

What the figures mean is in `bench/english/FORMAT.md`, where the cases come from in `tests/english/cases/README.md`.
Read while the grammar was written: {", ".join(f"`{name}`" for name in ("dev", *READ))}.
Only measured: {", ".join(f"`{name}`" for name in ONLY_MEASURED)}.
`rules` is the built-in parser, which needs no AI key.
"""

Case = dict[str, Any]


def predict(case: Case, providers: Sequence[Provider]) -> tuple[Case, tuple[str, ...]]:
    """The reader's answer and why it was not the provider's; who fails is asked again, since it may be a limit."""
    if not providers and case.get("lang", "en") != "en":
        question = "Please describe it in English."
        return {"id": case["id"], "expect": "clarify", "steps": [], "question": question}, ()
    reading = read(case["text"], providers)
    for pause_s in PAUSES_S:
        if reading.setbacks:
            time.sleep(pause_s)
            reading = read(case["text"], providers)
    return to_case(reading, case["id"]), reading.setbacks


def score(cases: list[Case], providers: Sequence[Provider]) -> tuple[str, dict[str, float], list[str]]:
    """The scorer's table, its metrics by name, and a reason for each case that the provider could not read."""
    answers = [predict(case, providers) for case in cases]
    with tempfile.TemporaryDirectory() as folder:
        gold, predicted = Path(folder, "gold.jsonl"), Path(folder, "predicted.jsonl")
        gold.write_text("".join(json.dumps(case) + "\n" for case in cases), encoding="utf-8")
        predicted.write_text("".join(json.dumps(answer) + "\n" for answer, _ in answers), encoding="utf-8")
        command = [sys.executable, str(HERE / "score.py"), str(gold), str(predicted)]
        table = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        numbers = subprocess.run([*command, "--json"], capture_output=True, text=True, check=True).stdout
    return table, json.loads(numbers)["metrics"], [setbacks[0] for _, setbacks in answers if setbacks]


def cases_of(path: Path) -> tuple[list[Case], list[Case]]:
    """The English cases of a file, and those in other languages.

    A row with a `base` is another wording of that case, and means the same.
    """
    rows = _rows(path)
    if any("base" in row for row in rows):
        references = {row["id"]: row for name in ("dev", *READ) for row in _rows(FILES[name])}
        rows = [references[row["base"]] | row if "base" in row else row for row in rows]
    english = [row for row in rows if row.get("lang", "en") == "en"]
    return english, [row for row in rows if row not in english]


def _rows(path: Path) -> list[Case]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def report(provider: str, measured: dict[str, tuple[int, dict[str, float]]], model: str, failed: int) -> str:
    """One provider's part of docs/accuracy.md: what was measured, and nothing else."""
    today = datetime.now(UTC).date().isoformat()
    names = list(measured)
    built_in = f" {failed} cases it could not answer; the built-in parser's readings of them count here." if failed else ""
    lines = [
        f"## {provider}",
        "",
        f"Measured {today} by `make eval`{model}.{built_in}",
        "",
        "| | " + " | ".join(f"{name} ({measured[name][0]})" for name in names) + " |",
        "|---|" + "---:|" * len(names),
    ]
    for metric, title in SHOWN.items():
        row = [_shown(metric, measured[name][1].get(metric)) for name in names]
        lines.append(f"| {title} | " + " | ".join(row) + " |")
    return "\n".join(lines) + "\n"


def kept(page: str, provider: str, part: str) -> str:
    """The page with that provider's part in the place of its last one."""
    parts = [old for old in re.split(r"(?m)^(?=## )", page)[1:] if not old.startswith(f"## {provider}\n")]
    return "\n".join([HEAD, *(one.strip() + "\n" for one in sorted([*parts, part]))])


def _shown(metric: str, value: float | None) -> str:
    if value is None:
        return "–"
    return str(int(value)) if metric in COUNTED else f"{value:.3f}"


def main() -> None:
    """Score, print, and keep the report."""
    options = argparse.ArgumentParser(prog="python -m bench.english", description="Score the reading of English.")
    options.add_argument("--provider", choices=["rules", *TITLES], default="rules", help="whose reading is scored")
    options.add_argument("--cases", type=Path, help="score this file only, and leave docs/accuracy.md alone")
    chosen = options.parse_args()
    files = {chosen.cases.name: chosen.cases} if chosen.cases else FILES
    settings = load_settings()
    try:
        providers = operators(settings, chosen.provider)
    except ProviderError as error:
        options.error(str(error))
    measured: dict[str, tuple[int, dict[str, float]]] = {}
    failed: list[str] = []
    for name, path in files.items():
        english, others = cases_of(path)
        table, metrics, reasons = score(english, providers)
        measured[name] = (len(english), metrics)
        failed += reasons
        print(f"== {name}: {len(english)} English cases\n{table}")
        if others and providers:
            print(f"== {name}: {len(others)} cases in other languages\n{score(others, providers)[0]}")
        elif others:
            print(f"{len(others)} in other languages are answered with a question and not scored\n")
    for reason in dict.fromkeys(failed):
        print(f"not answered: {failed.count(reason)} × {reason}")
    if not chosen.cases:
        model = f", asking `{getattr(settings, f'{chosen.provider}_model')}`" if providers else ""
        part = report(chosen.provider, measured, model, len(failed))
        REPORT.write_text(kept(REPORT.read_text(encoding="utf-8"), chosen.provider, part), encoding="utf-8")


if __name__ == "__main__":
    main()
