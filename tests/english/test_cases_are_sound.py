"""The English cases are well formed: names, shapes, counts, no copies, and each reference scores as right.

A failure names cases by id only, so that a red run does not show the sealed sentences.
"""

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from b24app.plan.vocabulary import ACTIONS, ENTITIES, TRIGGERS, VARIABLES
from bench.english.__main__ import FILES, READ, cases_of
from tests.world import PATIENCE_S

CASES = Path(__file__).parent / "cases"
SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "eval"

Json = dict[str, Any]

# FORMAT.md, the table of keys and "Steps".
KEYS = {"id", "text", "lang", "tags", "expect", "entity", "trigger", "trigger_filter", "conditions", "steps"}
EXTRA_KEYS = {
    "workflow": {"must_not", "accept"},
    "clarify": {"missing", "accept"},
    "refuse": {"reason", "must_not", "accept"},
}
OPS = {"eq", "ne", "gt", "gte", "lt", "lte", "contains", "not_contains", "in", "not_in", "empty", "not_empty"}
UNITS = {"minutes", "hours", "days", "weeks", "months", "business_days"}
REASONS = {"prompt_injection", "data_exfiltration", "ssrf", "harmful", "irrelevant", "gibberish"}
ACCEPT = {"entity", "trigger", "expect", "actions", "to", "assignee", "approver", "fields", "text_fields", "alt_steps"}
ACCEPT |= {"conditions_extra", "conditions_min", "until_optional", "if_field", "clarify_ok", "note", "only"}
PEOPLE, MOMENTS, LITERAL = {"to", "assignee"}, {"deadline", "datetime"}, {"message", "title", "subject", "body", "url"}
PERSON = re.compile(
    r"\{\{(ASSIGNED_BY_ID|CONTACT_PHONE|CONTACT_EMAIL)\}\}|(role|user|group):\S.*|"
    r"[^@\s]+@[^@\s]+\.(?:test|example)|\+[\d ]+"
)
# Each kind of step and the keys that may stand beside it.
KINDS = {
    "action": {"fields"},
    "delay": set(),
    "if": {"then", "else"},
    "parallel": set(),
    "approval": {"approved", "rejected", "timeout"},
    "repeat": {"steps"},
}


def _read(path: Path) -> list[Json]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


OPEN, SEALED = _read(CASES / "open.jsonl"), _read(CASES / "sealed.jsonl")
ALL = OPEN + SEALED
# Written later and cold, by people who had not seen the grammar; their references are less finely marked.
LATER = ["later", "cold", "fresh", "wide", "wide-sealed", "next", "next-sealed", "cold-last", "broad", "broad-sealed"]
LATER += ["cold-third", "mixed", "mixed-sealed", "cold-fourth", "varied", "varied-sealed", "cold-fifth", "cold-sixth"]
FURTHER = [row for name in LATER for row in _read(CASES / f"{name}.jsonl")]

# Other wordings of cases that may be read; all wordings of one case are in the same file.
OTHER_WORDINGS = ("reworded", "restated", "restated-2")
REWORDED = [row for name in OTHER_WORDINGS for row in _read(CASES / f"{name}.jsonl")]
REWORDED_SEALED = _read(CASES / "reworded-sealed.jsonl") + _read(CASES / "restated-sealed.jsonl")


def _shared(name: str) -> Path:
    if not (SHARED / name).exists():
        pytest.skip(f"../shared is not there: {name} cannot be read")
    return SHARED / name


def _walk(value: Any) -> Iterator[Json]:
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from _walk(item)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _moment_faults(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if not value.strip():
            yield "an empty moment"
    elif not isinstance(value, dict):
        yield f"moment {value!r}"
    elif "until" in value:
        if not value.keys() <= {"until", "offset"} or not isinstance(value["until"], str):
            yield "an until of another shape"
        yield from _length_faults(value["offset"]) if "offset" in value else ()
    else:
        yield from _length_faults(value)


def _length_faults(value: Any) -> Iterator[str]:
    if not isinstance(value, dict) or value.keys() != {"amount", "unit"}:
        yield "a length without amount and unit"
    elif value["unit"] not in UNITS or type(value["amount"]) is not int or value["amount"] == 0:
        yield "a length of another unit or amount"


def _person_faults(value: Any) -> Iterator[str]:
    options = value["any"] if isinstance(value, dict) and value.keys() == {"any"} else [value]
    for option in options:
        if not isinstance(option, str) or not PERSON.fullmatch(option):
            yield f"person {option!r}"


def _condition_faults(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _condition_faults(item)
    elif "any" in value:
        yield from () if value.keys() == {"any"} and len(value["any"]) > 1 else ("an 'any' of another shape",)
        yield from _condition_faults(value["any"])
    elif value.get("op") not in OPS or not isinstance(value.get("field"), str):
        yield "a condition without field or known operator"
    elif value["op"] in {"empty", "not_empty"}:
        yield from () if value.keys() == {"field", "op"} else ("a test for emptiness with a value",)
    elif (value["op"] in {"in", "not_in"}) != isinstance(value.get("value"), list) or "value" not in value:
        yield "a condition whose value does not fit its operator"


def _action_faults(step: Json) -> Iterator[str]:
    name = step["action"]
    if name not in ACTIONS:
        yield f"action {name}"
        return
    for key, value in step["fields"].items():
        field = key.removesuffix("~")
        if field not in ACTIONS[name].fields:
            yield f"{name} has no {field}"
        if key != field:
            yield from () if isinstance(value, list) and value else ("'~' without a list of words",)
        elif field in PEOPLE:
            yield from _person_faults(value)
        elif field in MOMENTS:
            yield from _moment_faults(value)
        elif not isinstance(value, str):
            yield f"{name}.{field} is not text"


def _step_faults(steps: Any) -> Iterator[str]:
    for step in steps:
        kinds = [kind for kind in KINDS if kind in step]
        if len(kinds) != 1 or not step.keys() <= {kinds[0], *KINDS[kinds[0]]}:
            yield "a step that is not of exactly one kind"
            continue
        yield from _kind_faults(kinds[0], step)
        for branch in KINDS[kinds[0]] - {"fields"}:
            yield from _step_faults(step.get(branch, []))


def _kind_faults(kind: str, step: Json) -> Iterator[str]:
    head = step[kind]
    if kind == "action":
        yield from _action_faults(step)
    elif kind == "delay":
        yield from _moment_faults(head)
    elif kind == "if":
        yield from _condition_faults(head)
    elif kind == "parallel":
        yield from () if len(head) > 1 and all(head) else ("a parallel of fewer than two branches",)
        for branch in head:
            yield from _step_faults(branch)
    elif kind == "approval":
        yield from () if head.keys() <= {"approver", "deadline"} else ("an approval of another shape",)
        yield from _person_faults(head["approver"])
        yield from _moment_faults(head["deadline"]) if "deadline" in head else ()
    elif kind == "repeat":
        yield from () if head.keys() <= {"every", "until", "max"} else ("a repeat of another shape",)
        yield from _length_faults(head["every"])
        yield from _condition_faults(head["until"]) if "until" in head else ()


def _case_faults(case: Json) -> Iterator[str]:
    expect = case["expect"]
    if not case.keys() >= KEYS or not case.keys() <= KEYS | EXTRA_KEYS[expect]:
        yield "keys"
    if case["lang"] != "en" or not case["tags"] or not case["text"].strip():
        yield "lang, tags or text"
    if len(case["tags"]) != len(set(case["tags"])):
        yield "a tag twice"
    accept = case.get("accept", {})
    if not accept.keys() <= ACCEPT:
        yield "an unknown key of accept"
    yield from _outcome_faults(case)
    yield from _condition_faults([case["conditions"], accept.get("conditions_extra", [])])
    yield from _step_faults(case["steps"])
    alternatives = accept.get("alt_steps", [])
    for steps in alternatives if isinstance(alternatives, list) else []:
        yield from _step_faults(steps)


def _outcome_faults(case: Json) -> Iterator[str]:
    expect, trigger = case["expect"], case["trigger"]
    if expect == "workflow":
        yield from () if case["steps"] else ("no steps",)
        owner = TRIGGERS[trigger].entity if trigger in TRIGGERS else "unknown"
        if owner is not None and owner not in {case["entity"], *case.get("accept", {}).get("entity", [])}:
            yield "a trigger that is unknown or of another entity"
    elif case["steps"] or case["conditions"]:
        yield "steps or conditions beside a question or refusal"
    if trigger is not None and trigger not in TRIGGERS:
        yield "an unknown trigger"
    if case["entity"] is not None and case["entity"] not in ENTITIES:
        yield "an unknown entity"
    if expect == "clarify" and not case["missing"]:
        yield "nothing missing"
    if expect == "refuse" and (case["reason"] not in REASONS or not case["must_not"]):
        yield "no reason, or nothing that must not happen"


def test_ids_are_complete_and_no_case_is_in_both_files():
    assert sorted(case["id"] for case in ALL) == [f"W{number:03d}" for number in range(1, 421)]
    assert (len(OPEN), len(SEALED)) == (315, 105)


def test_every_case_has_the_shape_that_format_md_gives():
    assert {case["id"]: faults for case in ALL if (faults := list(_case_faults(case)))} == {}


def test_the_further_cases_have_names_of_the_vocabulary_and_steps_of_the_format():
    faults = {case["id"]: [*_condition_faults(case["conditions"]), *_step_faults(case["steps"])] for case in FURTHER}
    assert {number: found for number, found in faults.items() if found} == {}
    assert [case["id"] for case in FURTHER] == [f"W{number}" for number in range(421, 421 + len(FURTHER))]
    assert {case["trigger"] for case in FURTHER} <= {*TRIGGERS, None}


def test_tags_and_outcome_agree():
    named = {"clarify": "vague", "refuse": "hostile"}
    wrong = [
        case["id"]
        for case in ALL
        for outcome, tag in named.items()
        if (tag in case["tags"]) != (case["expect"] == outcome)
    ]
    assert wrong == []


def test_there_are_enough_vague_and_hostile_cases():
    tags = Counter(tag for case in ALL for tag in case["tags"])
    assert tags["vague"] >= 65
    assert tags["hostile"] >= 35


def test_the_cases_cover_the_whole_vocabulary():
    flows = [case for case in ALL if case["expect"] == "workflow"]
    used = {step["action"] for case in flows for step in _walk(case["steps"]) if "action" in step}
    assert {case["trigger"] for case in flows} == set(TRIGGERS)
    assert used == set(ACTIONS)
    assert {case["entity"] for case in flows} == set(ENTITIES)


def test_the_sealed_part_is_a_fair_quarter():
    """Every trigger, and about a quarter of each outcome and of each tag that is common enough to tell."""
    labels = [{case["expect"], case["trigger"], *case["tags"]} - {None} for case in ALL]
    everywhere = Counter(label for names in labels for label in names)
    sealed = Counter(label for names in labels[len(OPEN) :] for label in names)
    unfair = [name for name, count in everywhere.items() if count >= 12 and not 0.15 <= sealed[name] / count <= 0.35]
    assert unfair == []
    assert set(TRIGGERS) <= set(sealed)


def test_what_is_quoted_or_addressed_stands_in_the_sentence():
    """Literal messages, web addresses and e-mail addresses are taken over, so the sentence must hold them."""
    missing = [
        case["id"]
        for case in ALL
        for step in _walk(case["steps"])
        if "action" in step
        for key, value in step["fields"].items()
        if isinstance(value, str) and (key in LITERAL or "@" in value) and value not in case["text"]
    ]
    assert missing == []


def test_references_name_only_known_variables():
    flows = [case for case in ALL if case["expect"] == "workflow"]
    used = {(case["id"], name) for case in flows for name in re.findall(r"\{\{(\w+)\}\}", json.dumps(case))}
    assert {(case, name) for case, name in used if name not in VARIABLES} == set()


def test_no_two_sentences_are_the_same():
    texts = Counter(_plain(case["text"]) for case in ALL + FURTHER)
    assert [case["id"] for case in ALL + FURTHER if texts[_plain(case["text"])] > 1] == []


def test_no_sentence_is_one_of_the_dev_cases():
    dev = {_plain(case["text"]) for case in _read(_shared("cases-dev.jsonl"))}
    assert [case["id"] for case in ALL if _plain(case["text"]) in dev] == []


def test_each_other_wording_belongs_to_an_open_case_and_is_of_its_own():
    of_their_own = [name for name in ("dev", *READ) if name not in OTHER_WORDINGS]
    known = {case["id"] for name in of_their_own for case in cases_of(FILES[name])[0]}
    rows = REWORDED + REWORDED_SEALED
    assert [row["id"] for row in rows if row["base"] not in known or row.keys() != {"id", "base", "text"}] == []
    assert {row["base"] for row in REWORDED} & {row["base"] for row in REWORDED_SEALED} == set()
    assert len({row["id"] for row in rows}) == len({row["text"] for row in rows}) == len(rows)


@pytest.mark.parametrize("cases", [ALL, FURTHER], ids=["first", "further"])
def test_each_reference_given_as_the_prediction_scores_as_right(tmp_path: Path, cases: list[Json]):
    gold, predictions = tmp_path / "gold.jsonl", tmp_path / "predictions.jsonl"
    gold.write_text("".join(json.dumps(case) + "\n" for case in cases), encoding="utf-8")
    predictions.write_text("".join(json.dumps(_as_prediction(case)) + "\n" for case in cases), encoding="utf-8")
    command = [sys.executable, str(_shared("score.py")), str(gold), str(predictions), "--json", "--failures", "420"]
    scored = subprocess.run(command, capture_output=True, text=True, check=True, timeout=PATIENCE_S)
    report = json.loads(scored.stdout)
    assert [failure["id"] for failure in report.get("failures", [])] == []
    perfect = ("outcome", "trigger", "entity", "condition_f1", "action_f1", "key_fields", "structure", "exact")
    assert {name: report["metrics"][name] for name in (*perfect, "clarify_coverage")} == dict.fromkeys(
        (*perfect, "clarify_coverage"), 1.0
    )
    none = ("hallucination", "safety_failures", "missing", "malformed")
    assert {name: report["metrics"][name] for name in none} == dict.fromkeys(none, 0.0)


def _as_prediction(case: Json) -> Json:
    kept = ("id", "expect", "entity", "trigger", "trigger_filter", "conditions", "steps")
    question = "which " + " ".join(case.get("missing", [])).replace("_", " ")  # a reference is asked for by "which"
    return {key: case[key] for key in kept} | {"question": question}
