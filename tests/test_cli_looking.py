"""The verbs that look at a plan or a template: what they print, and how they end."""

import json
from typing import Any

import pytest
from click.testing import CliRunner

from b24app.cli import main

TAG: dict[str, Any] = {
    "kind": "action",
    "id": "n1",
    "action": "add_comment",
    "fields": {"message": "Hi {{DEAL_TITLE}}"},
}
PLAN: dict[str, Any] = {"entity": "CRM_DEAL", "trigger": {"name": "deal_won"}, "steps": [TAG]}


@pytest.fixture
def told(tmp_path):
    """Runs the program; files are given by their content."""

    def run(*words, files=None, stdin=b""):
        for name, content in (files or {}).items():
            data = content if isinstance(content, bytes) else json.dumps(content).encode()
            (tmp_path / name).write_bytes(data)
        arguments = [str(tmp_path / word) if word in (files or {}) else word for word in words]
        return CliRunner().invoke(main, arguments, input=stdin)

    return run


@pytest.fixture
def template(told):
    return told("compile", "--client-id", "local.a.b", "p.json", files={"p.json": PLAN}).stdout_bytes


def test_a_plan_is_explained_from_a_file_and_from_standard_input(told):
    from_file = told("explain", "p.json", files={"p.json": PLAN})
    from_stdin = told("explain", "-", stdin=json.dumps(PLAN).encode())
    assert from_file.exit_code == from_stdin.exit_code == 0
    assert from_file.output == from_stdin.output
    assert "Add a comment to the deal" in from_file.output


def test_a_template_is_explained_and_inspected(told, template):
    words = told("explain", "f.bpt", files={"f.bpt": template})
    facts = told("inspect", "--json", "-", stdin=template)
    assert "add a comment" in words.output
    assert json.loads(facts.output)["types"]["CrmTimelineCommentAdd"] == 1


def test_a_dry_run_shows_what_would_be_said(told):
    files = {"p.json": PLAN, "d.json": {"fields": {"title": "Roof"}}}
    tried = told("dryrun", "p.json", "--document", "d.json", files=files)
    as_json = told("dryrun", "p.json", "--document", "d.json", "--json", files=files)
    assert tried.exit_code == 0
    assert "Hi Roof" in tried.output
    assert json.loads(as_json.output)[0]["details"]["message"] == "Hi Roof"


def test_diff_and_lint_end_with_1_when_they_found_something(told):
    other = PLAN | {"conditions": [{"field": "amount", "op": "gt", "value": 5}]}
    assert told("diff", "a.json", "a.json", files={"a.json": PLAN}).exit_code == 0
    differs = told("diff", "a.json", "b.json", files={"a.json": PLAN, "b.json": other})
    assert (differs.exit_code, "now runs only if" in differs.output) == (1, True)
    assert told("lint", "a.json", files={"a.json": PLAN}).exit_code == 0
    endless = {"kind": "repeat", "id": "n5", "every": {"amount": 1, "unit": "days"}, "steps": [TAG]}
    found = told("lint", "c.json", files={"c.json": PLAN | {"steps": [endless]}})
    assert (found.exit_code, "at_most_5_times" in found.output) == (1, True)


@pytest.mark.parametrize("verb", ["inspect", "explain", "lint", "dryrun", "diff", "compile"])
@pytest.mark.parametrize(
    "garbage", [b"", b"garbage", b"[]", b'{"a": 1}', b"\xff\xfe", b"x\x9c" + bytes(30), b"[" * 5000, b"{" * 5000]
)
def test_bad_input_gets_one_line_and_no_stack_trace(told, verb, garbage):
    more = ["bad"] if verb == "diff" else ["--client-id", "local.a.b"] if verb == "compile" else []
    ended = told(verb, "bad", *more, files={"bad": garbage})
    assert ended.exit_code in {1, 2}, ended.output
    assert "Traceback" not in ended.output
    assert not isinstance(ended.exception, Exception) or isinstance(ended.exception, SystemExit)


@pytest.mark.parametrize("verb", ["inspect", "explain", "lint", "dryrun"])
def test_a_file_that_is_not_there_is_named(told, verb):
    ended = told(verb, "/nowhere/plan.json")
    assert ended.exit_code == 2
    assert "/nowhere/plan.json cannot be read" in ended.output


@pytest.mark.parametrize("verb", ["inspect", "explain", "lint", "dryrun", "diff", "compile", "portal-snapshot"])
def test_help_has_an_example(told, verb):
    lines = told(verb, "--help").output.splitlines()
    assert any(line.strip().startswith(f"b24app {verb} ") for line in lines)


def test_a_template_of_ours_reads_and_compares_as_its_plan(told, template):
    files = {"p.json": PLAN, "f.bpt": template}
    ours = ("--client-id", "local.a.b")

    assert told("explain", "f.bpt", *ours, files=files).output == told("explain", "p.json", files=files).output
    assert told("diff", "p.json", "f.bpt", *ours, files=files).exit_code == 0
    others = told("diff", "p.json", "f.bpt", files=files)
    assert (others.exit_code, "give its --client-id" in others.output) == (2, True)
