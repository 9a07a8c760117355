"""`b24app compile`: a plan in, a template file out; nothing that is typed there ends in a stack trace."""

import base64
import json

import pytest
from click.testing import CliRunner

from b24app.bizproc.read import read_tree
from b24app.cli import main
from b24app.plan.snapshot import demo_portal
from simulator.workflow.importer import import_template

TO_KIM = {"kind": "action", "id": "n1", "action": "send_notification",
          "fields": {"to": [{"kind": "user", "name": "Kim"}], "message": "Look at {{DEAL_TITLE}} {=now}"}}  # fmt: skip
MOVE = {"kind": "action", "id": "n2", "action": "move_stage", "fields": {"stage": "Signing"}}
FIELD = {"kind": "action", "id": "n3", "action": "update_field", "fields": {"field": "Last contact", "value": "x"}}
PLAN = {"entity": "CRM_DEAL", "trigger": {"name": "deal_won"}, "steps": [TO_KIM, MOVE, FIELD]}
NOTE = {"action": "send_notification", "fields": {"to": "user:Kim", "message~": ["well", "done"]}}
CASE = {"id": "C1", "entity": "CRM_DEAL", "trigger": "deal_won", "conditions": [], "steps": [NOTE]}


@pytest.fixture
def run(tmp_path):
    """Runs a verb with something on standard input."""

    def ran(*words, given=""):
        data = given if isinstance(given, bytes | str) else json.dumps(given)
        return CliRunner().invoke(main, list(words), input=data)

    return ran


@pytest.fixture
def portal(tmp_path):
    path = tmp_path / "portal.json"
    path.write_text(demo_portal().model_dump_json())
    return str(path)


def imported(data):
    return import_template(base64.b64encode(data).decode(), user_is_admin=True, robot=lambda _: None)


def test_a_plan_becomes_a_file_that_the_importer_takes(run):
    done = run("compile", "--client-id", "local.a.b", given=PLAN)

    assert (done.exit_code, done.exception) == (0, None)
    assert imported(done.stdout_bytes).tree[0]["Name"] == "Template"


def test_without_a_portal_names_become_constants_and_codes_and_are_listed(run):
    told = json.loads(run("compile", "--client-id", "local.a.b", "--json", "-", given=PLAN).stdout)
    tree = read_tree(base64.b64decode(told["bpt"]))

    assert [(row["kind"], row["words"], row["code"]) for row in told["unresolved"]] == [
        ("person", "Kim", "Person_Kim"),
        ("stage", "Signing", "Stage_Signing"),
        ("field", "Last contact", "UF_CRM_LAST_CONTACT"),
    ]
    assert {code: row["Type"] for code, row in tree["CONSTANTS"].items()} == {
        "Person_Kim": "user",
        "Stage_Signing": "string",
    }
    assert tree["CONSTANTS"]["Person_Kim"]["Name"] == "Kim"


def test_the_list_of_what_is_unresolved_never_gets_into_the_file(run):
    done = run("compile", "--client-id", "local.a.b", given=PLAN)

    assert "unresolved person: “Kim” is Person_Kim" in done.stderr
    assert "unresolved" not in done.stdout_bytes.decode("latin-1")


def test_with_a_portal_an_unknown_name_is_a_finding_with_the_choices(run, portal):
    plan = {**PLAN, "steps": [{**MOVE, "id": "n1", "fields": {"stage": "Contrakt"}}]}
    near = run("compile", "--client-id", "local.a.b", "--portal", portal, given=plan)
    far = run("compile", "--client-id", "local.a.b", "--portal", portal, "--json", given=PLAN)

    assert 'n1: There is no stage called "Contrakt" in this portal. Known here: Contract, ' in near.stderr
    assert (near.exit_code, far.exit_code) == (1, 1)
    told = json.loads(far.stdout)
    assert (told["node"], told["error"]) == ("n1", "There is nobody called Kim in this portal.")
    assert "Clara Novak" in told["choices"]


@pytest.mark.parametrize(
    ("words", "given", "said"),
    [
        (["--client-id", "x"], "no JSON", "not JSON"),
        (["--client-id", "x"], "[" * 100_000, "not JSON"),
        (["--client-id", "x"], b"\xff\xfe", "not JSON"),
        (["--client-id", "x"], "[]", "no plan"),
        (["--client-id", "x"], {**PLAN, "color": 1}, "color: Extra inputs are not permitted"),
        ([], PLAN, "--client-id is missing"),
        (["--client-id", "x", "--portal", "/nowhere"], PLAN, "cannot be read"),
        (["--client-id", "x", "/nowhere"], "", "cannot be read"),
        (["--jason"], "", "No such option"),
    ],
)
def test_bad_input_is_said_in_a_line_and_ends_with_2(run, words, given, said):
    done = run("compile", *words, given=given)

    assert done.exit_code == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_portal_file_of_another_form_is_refused_by_the_key(run, tmp_path):
    path = tmp_path / "portal.json"
    path.write_text('{"users": [{"id": "x", "name": "Kim"}]}')

    done = run("compile", "--client-id", "x", "--portal", str(path), given=PLAN)

    assert (done.exit_code, "users.0.id" in done.stderr) == (2, True)


def test_one_case_per_line_becomes_one_object_per_line(run):
    task = {**CASE, "id": "C2", "entity": "TASK", "trigger": "task_created"}
    lines = [json.dumps(CASE), "", json.dumps(task), "{", json.dumps({"id": "C3", "steps": []}), "7",
             json.dumps({**CASE, "id": "C4", "entity": "CRM_LEAD"})]  # fmt: skip

    told = [json.loads(line) for line in run("compile", "--jsonl", given="\n".join(lines)).stdout.splitlines()]

    assert [row["id"] for row in told] == ["C1", "C2", None, "C3", None, "C4"]
    _, step, _ = imported(base64.b64decode(told[0]["bpt"])).tree[0]["Children"]
    assert step["Properties"]["MessageSite"] == "well done"
    assert told[1]["host"] == "app"
    assert told[1]["plan"]["entity"] == "TASK"
    assert all("error" in row and "bpt" not in row for row in told[2:])
    assert told[5]["error"] == "The workflow is not about the record of which a deal is won."


def test_help_gives_examples_and_the_default_application(run):
    told = run("compile", "--help").stdout

    assert "b24app compile --jsonl" in told
    assert "local.00000000000000.00000000" in told


def test_the_demo_portal_can_be_written_without_a_portal(run):
    told = json.loads(run("portal-snapshot", "--demo").stdout)

    assert {"entity": "CRM_DEAL", "id": 1, "name": "Partners"} in told["pipelines"]
