"""`b24app parse` and `make eval` with a provider: unchanged but for a key and, here, another address."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from b24app.cli import main
from tests.ai.fakes import KEY
from tests.ai.test_reading_over_the_wire import FILLING, OUTLINE, SENTENCE

ROOT = Path(__file__).resolve().parents[2]
KEYS = {"claude": "ANTHROPIC_API_KEY", "gemini": "GEMINI_API_KEY"}
PORTAL = {
    "stages": [{"entity": "CRM_DEAL", "code": "C1", "name": "Contract"}],
    "users": [{"id": 7, "name": "Olga Secret", "position": "Head of sales"}],
    "departments": [{"id": 1, "name": "Field service"}],
    "fields": [{"entity": "CRM_DEAL", "code": "UF_CRM_1", "caption": "Warranty end", "options": []}],
}


def environment(words, fake):
    return {KEYS[words.name]: KEY, f"B24APP_{words.name.upper()}_URL": fake.url}


def parse(env, *arguments, stdin=None):
    return CliRunner().invoke(main, ["parse", *arguments], env=env, input=stdin)


def test_a_provider_by_name_reads_and_the_plan_is_printed(words, fake):
    fake.script += [words.says(OUTLINE), words.says(FILLING)]

    done = parse(environment(words, fake), "--provider", words.name, SENTENCE)

    assert done.exit_code == 0, done.output
    assert "Send an e-mail to the client" in done.stdout
    assert "to confirm: Send an e-mail to the client, outside your Bitrix24." in done.stdout


def test_auto_is_whoever_has_a_key(words, fake):
    fake.script += [words.says(OUTLINE), words.says(FILLING)]

    assert parse(environment(words, fake), SENTENCE).exit_code == 0
    assert len(fake.asked) == 2


def test_rules_ask_nobody_even_with_a_key(words, fake):
    assert parse(environment(words, fake), "--provider", "rules", SENTENCE).exit_code == 0
    assert fake.asked == []


def test_a_missing_key_is_said_with_the_variable_to_set():
    done = parse({"GEMINI_API_KEY": ""}, "--provider", "gemini", SENTENCE)

    assert done.exit_code == 2
    assert "Gemini has no key: set GEMINI_API_KEY" in done.stderr


def test_a_failure_goes_to_standard_error_and_the_built_in_reading_is_given(words, fake):
    fake.script.append(words.fails(503, "overloaded_error", "busy"))

    done = parse(environment(words, fake), "--provider", words.name, SENTENCE)

    assert done.exit_code == 0
    assert "is overloaded" in done.stderr
    assert "Send an e-mail to the client" in done.stdout


def test_lines_of_cases_become_lines_of_predictions(words, fake):
    fake.script += [words.says(OUTLINE), words.says(FILLING), words.fails(500, "api_error", "oops")]
    cases = "".join(json.dumps({"id": name, "text": SENTENCE, "lang": "en"}) + "\n" for name in "ab")

    done = parse(environment(words, fake), "--provider", words.name, "--jsonl", stdin=cases)

    first, second = (json.loads(line) for line in done.stdout.splitlines())
    assert (first["id"], first["trigger"], second["trigger"]) == ("a", "deal_won", "deal_won")
    assert done.stderr.startswith("b: ")


def test_of_a_portals_file_only_names_are_sent_and_never_a_persons(words, fake, tmp_path):
    fake.script += [words.says(OUTLINE), words.says(FILLING)]
    path = tmp_path / "portal.json"
    path.write_text(json.dumps(PORTAL), encoding="utf-8")

    assert parse(environment(words, fake), "--portal", str(path), SENTENCE).exit_code == 0

    sent = json.dumps([body for _, _, body in fake.asked])
    for name in ("Contract", "Warranty end", "Field service", "Head of sales"):
        assert name in sent
    for secret in ("Olga", "UF_CRM_1", '"C1"', KEY):
        assert secret not in sent


def test_a_plan_that_does_not_fit_the_portals_file_says_what_there_is(tmp_path):
    path = tmp_path / "portal.json"
    path.write_text(json.dumps(PORTAL), encoding="utf-8")

    done = parse(
        {}, "--provider", "rules", "--portal", str(path), 'When a deal is won, move it to the stage "Kontrakt"'
    )

    assert done.exit_code == 0, done.output
    assert "in this portal:" in done.stdout
    assert "Contract" in done.stdout


@pytest.mark.parametrize("text", ["{", '{"users": 5}', '{"unknown": []}'])
def test_a_file_that_is_no_portal_is_one_clear_line(tmp_path, text):
    path = tmp_path / "portal.json"
    path.write_text(text, encoding="utf-8")

    done = parse({}, "--portal", str(path), SENTENCE)

    assert done.exit_code == 2
    assert f"{path} is no portal snapshot" in done.stderr


def test_the_evaluation_runs_with_a_provider_and_says_whom_it_could_not_ask(words, fake, tmp_path):
    """
    A file of its own leaves docs/accuracy.md alone.
    """
    gold = next(
        line for line in (ROOT / "bench/english/cases-dev.jsonl").read_text().splitlines() if '"id": "D002"' in line
    )
    cases = tmp_path / "cases.jsonl"
    cases.write_text(gold + "\n", encoding="utf-8")
    fake.script += [words.says(OUTLINE), words.says(FILLING)]
    command = [sys.executable, "-m", "bench.english", "--provider", words.name, "--cases", str(cases)]
    env = {**os.environ, **environment(words, fake)}

    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert "outcome accuracy" in done.stdout
    assert len(fake.asked) == 2
    assert "not answered" not in done.stdout
