"""Every worked template runs to its end in a small world; `worked_effects.json` says what it must have done there.

"answered": robots answer and people say yes, each at once. "silent": nobody says anything. The clock moves sixty days.
"""

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from simulator.workflow.importer import import_content
from simulator.workflow.people_tasks import RUNNING, YES, TaskAnswer
from simulator.workflow.world import RobotRow

EFFECTS = json.loads((Path(__file__).parent / "worked_effects.json").read_text(encoding="utf-8"))
CLASSIC = {"LEAD": "Lead", "DEAL": "Deal", "CONTACT": "Contact", "COMPANY": "Company"}
DYNAMIC = {"QUOTE": "Quote", "SMART_INVOICE": "SmartInvoice", "DYNAMIC_128": "Dynamic"}
RECORD = {
    "ID": "5",
    "TITLE": "Roof",
    "NAME": "Ann",
    "LAST_NAME": "Lee",
    "OPPORTUNITY": "1500.00",
    "CURRENCY_ID": "EUR",
    "STAGE_ID": "NEW",
    "STAGE_ID_PRINTABLE": "New deal",
    "STATUS_ID": "NEW",
    "CLOSED": "N",
    "TYPE_ID": "SALE",
    "SOURCE_ID": "CALL",
    "CATEGORY_ID": "0",
    "CLOSEDATE": "12/31/2026",
    "ASSIGNED_BY_ID": "user_7",
    "ASSIGNED_BY_PRINTABLE": "Mia Manager",
    "OBSERVER_IDS": ["user_7", "user_9"],
    "ACCOUNT_NUMBER": "A-5",
    "CONTACT_ID": 3,
    "CONTACT_IDS": [3, 8],
    "CONTACT_ID_PRINTABLE": "Ann Lee",
    "DEAL_ID": 8,
    "DEAL_ID_PRINTABLE": "The deal",
    "COMPANY_ID": "",
    "PHONE": {"n1": {"VALUE": "+1", "VALUE_TYPE": "WORK"}},
    "EMAIL": {"n2": {"VALUE": "ann@x.example", "VALUE_TYPE": "WORK"}},
    "PHONE_PRINTABLE": "+1",
    "EMAIL_PRINTABLE": "ann@x.example",
    "CONTACT.NAME": "Ann",
    "CONTACT.LAST_NAME": "Lee",
    "CONTACT.PHONE": {"n1": {"VALUE": "+1", "VALUE_TYPE": "WORK"}},
    "CONTACT.PHONE_PRINTABLE": "+1",
    "CONTACT.EMAIL_PRINTABLE": "",
    "COMPANY.TITLE": "Acme",
    "COMPANY.EMAIL": {"n9": {"VALUE": "co@x.example", "VALUE_TYPE": "WORK"}},
}
ANSWERS = {"state": "paid", "error": "", "paid": "1500"}


def document_of(name):
    entity = f"CCrmDocument{CLASSIC[name]}" if name in CLASSIC else None
    return ("crm", entity or f"Bitrix\\Crm\\Integration\\BizProc\\Document\\{DYNAMIC[name]}", f"{name}_5")


@pytest.fixture
def small(world, desk):
    """One record of each type, six people, a robot handler that answers."""
    world.people |= {2: "Two", 3: "Three", 5: "Five"}
    world.documents = {document_of(name): dict(RECORD) for name in [*CLASSIC, *DYNAMIC]}
    world.pipelines |= {
        "LEAD": {"NEW": "process", "IN_PROCESS": "process"},
        "QUOTE": {"NEW": "process", "APPROVED": "success"},
        "SMART_INVOICE": {"NEW": "process", "DT31_1:P": "success"},
        "DYNAMIC_128": {"NEW": "process", "DT128_1:SUCCESS": "success", "DT128_2:NEW": "process"},
    }
    return world


def robots_answer(world, engine):
    def answer(call):
        values = {code: ANSWERS.get(code, "77") for code in call.robot.return_properties}
        engine.answer(call.event_token, values, "answered")

    world.on_call = answer


def register(world, row):
    kind = "rest_" + hashlib.md5(f"{row['APP_ID']}@{row['CODE']}".encode(), usedforsecurity=False).hexdigest()
    properties, returns = row["PROPERTIES"], row["RETURN_PROPERTIES"]
    world.robots[kind] = RobotRow(
        row["APP_ID"], row["CODE"], "https://a.example", 1, row["USE_SUBSCRIPTION"], properties, returns
    )


def say_yes(engine):
    for task in engine.tasks():
        if task.status == RUNNING:
            fields = {row["Name"]: f"{row['Name']} given" for row in task.parameters.get("Fields", ())}
            for user_id in task.user_ids:
                engine.complete_task(task.id, TaskAnswer(user_id, YES, "fine", fields))


def effects(world, desk, run, before):
    """What was done, a line each: kind, to whom, what."""
    done = [f"notify {to}: {text}" for _, to, text in world.notes]
    done += [f"comment by {author}: {text}" for author, text in world.comments]
    done += [f"task for {fields['RESPONSIBLE_ID']}: {fields['TITLE']}" for fields, _ in world.tasks]
    done += [f"{row.kind} to {', '.join(row.recipients)}: {row.subject}|{row.text}" for row in world.letters]
    done += [
        f"activity {row['TYPE_ID']} for {row['RESPONSIBLE_ID']}: {row['SUBJECT']}"
        for _, row in world.activities
        if row["COMPLETED"] == "N"
    ]
    done += [f"robot {call.robot.code}: {json.dumps(call.properties)}" for call in world.calls]
    done += [f"ask {task.user_ids}: {task.name}" for task in desk.engine.tasks()]
    after = world.documents[run.document_id]
    done += [f"field {code}: {value}" for code, value in after.items() if before.get(code) != value]
    done += [f"log: {text}" for text in desk.texts(run) if text != "answered"]
    return [*done, f"{run.state}: {run.status}"]


def perform(world, desk, worked, mode):
    if mode == "answered":
        robots_answer(world, desk.engine)
    for row in worked.get("robots") or ():
        register(world, row)
    document_id = document_of(worked["doctype"])
    template = replace(
        import_content(worked["tree"], user_is_admin=True, robot=world.robot),
        document_type=(*document_id[:2], worked["doctype"]),
    )
    before = dict(world.documents[document_id])
    change = {"FIELD": "OPPORTUNITY", "OLD_VALUE": "8", "NEW_VALUE": "9", "ACTOR": "user_9"}
    workflow_id = desk.engine.start(template, document_id, 1, change)
    for _ in range(60):
        if mode == "answered":
            say_yes(desk.engine)
        world.advance(86400)
    run = next(run for run in desk.engine.instances() if run.id == workflow_id)
    return effects(world, desk, run, before)


@pytest.mark.parametrize(("name", "mode"), [(name, mode) for name, modes in EFFECTS.items() for mode in modes])
def test_a_worked_template_does_what_it_says(small, desk, shared, name, mode):
    worked = json.loads((shared / "worked-templates.json").read_text(encoding="utf-8"))[name]
    assert perform(small, desk, worked, mode) == EFFECTS[name][mode]


def test_every_worked_template_is_in_the_table_and_none_faults(shared):
    worked = json.loads((shared / "worked-templates.json").read_text(encoding="utf-8"))
    assert set(worked) == set(EFFECTS)
    assert not [name for name, modes in EFFECTS.items() for lines in modes.values() if lines[-1].startswith("faulted")]


def test_the_end_of_a_deal_that_is_awaited_natively_is_told_once(small, desk, shared):
    worked = json.loads((shared / "worked-templates.json").read_text(encoding="utf-8"))["14_wait_for_deal_end_natively"]
    deal = document_of("DEAL")
    template = replace(
        import_content(worked["tree"], user_is_admin=True, robot=small.robot), document_type=(*deal[:2], "DEAL")
    )
    desk.engine.start(template, deal, 1, {})
    for stage in ("EXECUTING", "WON", "NEW", "LOSE"):
        small.update_document(deal, {"STAGE_ID": stage})
    assert [text for _, _, text in small.notes] == ["Won"]
    assert desk.engine.running() == []
