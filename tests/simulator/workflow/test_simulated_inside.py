"""The engine in the demo portal: what records look like inside, what starts by itself, what leaves the portal."""

import json
from dataclasses import replace

import pytest

from simulator import seed
from simulator.changes import Actor, add_record, update_record
from simulator.common import Common
from simulator.entities import CONTACT, DEAL, ENTITIES, EXPENSE, INVOICE, LEAD, QUOTE
from simulator.portal import Portal
from simulator.workflow import dates
from simulator.workflow.importer import import_content

PERSON = Actor(4)
CLASSIC = Actor(4, is_classic=True)


@pytest.fixture
def portal():
    common = Common()
    one = Portal("http://127.0.0.1:1", "http://127.0.0.1:2", common)
    common.portals.append(one)
    seed.fill([one])
    yield one
    common.stop()


@pytest.fixture
def run(portal, desk):
    """Run steps on a record of the demo portal."""

    def perform(*steps, kind=DEAL, number=1, **values):
        content = desk.content(*steps, **values)
        template = import_content(content, user_is_admin=True, robot=portal.robots.by_type)
        template = replace(template, document_type=ENTITIES[kind].document_type)
        workflow_id = portal.engine.start(template, ENTITIES[kind].document_id(number), 1, {})
        return next(row for row in portal.engine.instances() if row.id == workflow_id)

    return perform


@pytest.fixture
def publish(portal, desk, pack):
    """Install a template as bizproc.workflow.template.add does; its number."""

    def add(*steps, auto_execute="1", kind=DEAL, constants=None, document_type=None):
        content = desk.content(*steps)
        content["CONSTANTS"] = constants or {}
        given = {
            "DOCUMENT_TYPE": list(document_type or ENTITIES[kind].document_type),
            "NAME": "x",
            "TEMPLATE_DATA": pack(content),
            "AUTO_EXECUTE": auto_execute,
        }
        return portal.templates.add(given, "rest_app_1", 1, portal.clock.now())

    return add


def record(portal, kind=DEAL, number=1):
    return portal.records.tables[kind][number]


def started(portal):
    return [row.template_id for row in portal.engine.instances()]


def shown(portal, run, desk, text, **where):
    return desk.texts(run(desk.note(text), **where))[0]


def test_dates_of_a_record_print_as_the_system_prints_them(portal, run, desk):
    update_record(portal, ENTITIES[DEAL], record(portal), {"CLOSEDATE": "2026-12-31"}, PERSON)
    text = shown(portal, run, desk, "{=Document:CLOSEDATE}|{=Document:DATE_CREATE}|{=Document:TIME_CREATE}")
    day, moment, clock = text.split("|")
    assert day == "12/31/2026"
    created = dates.read_text(record(portal)["DATE_CREATE"], portal.clock.now().tzinfo)
    assert created is not None
    assert moment == dates.show(created)
    assert moment[11:16] in {clock, f"{int(clock[:2]) % 12 or 12:02}{clock[2:]}"}


def test_a_date_that_a_template_writes_is_stored_and_read_back(portal, run, desk):
    change = {"FieldValue": {"CLOSEDATE": '{{=dateadd("12/31/2026", "1d")}}'}}
    last = run(desk.node("SetFieldActivity", change), desk.note("{=Document:CLOSEDATE}"))
    assert (record(portal)["CLOSEDATE"], desk.texts(last)) == ("2027-01-01", ["01/01/2027"])
    run(desk.node("SetFieldActivity", {"FieldValue": {"CLOSEDATE": '={{=strtotime("2027-02-03")}}'}}))
    run(desk.node("SetFieldActivity", {"FieldValue": {"CLOSEDATE": '{{=strtotime("2027-02-03")}}'}}))
    assert record(portal)["CLOSEDATE"] == "2027-02-03"


def test_a_date_field_moves_a_delay(portal, run, desk):
    update_record(portal, ENTITIES[DEAL], record(portal), {"CLOSEDATE": "2036-12-31"}, PERSON)
    held = run(desk.node("DelayActivity", {"TimeoutTime": '{{=dateadd({=Document:CLOSEDATE}, "-30d")}}'}))
    assert held.state == "running"


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        (QUOTE, "{=Document:COMPANY_ID > printable}", "Alpine Tools GmbH"),
        (QUOTE, "{=Document:CONTACT_ID > printable}", "Hanna Vogel"),
        (QUOTE, "{=Document:DEAL_ID > printable}", "Workshop equipment"),
        (QUOTE, "{=Document:DEAL_ID}", "1"),
        (QUOTE, "{=Document:STATUS_ID > printable}", "Draft"),
        (INVOICE, "{=Document:PARENT_ID_2 > printable}", "Annual service"),
        (INVOICE, "{=Document:STAGE_ID > printable}", "General/New"),
        (EXPENSE, "{=Document:PARENT_ID_2 > printable}", "Kitchen line"),
        (DEAL, "{=Document:CONTACT_IDS > printable}", "Hanna Vogel"),
        (DEAL, "{=Document:LEAD_ID > printable}", ""),
        (QUOTE, "{=Document:LEAD_ID}", "0"),
        (LEAD, "{=Document:ADDRESS_COUNTRY}", "Austria"),
        (DEAL, "{=Document:CONTACT.ADDRESS_CITY}", "Munich"),
        (DEAL, "{=Document:STAGE_ID_PRINTABLE}", "Contract"),
        (DEAL, "{=Document:ASSIGNED_BY_PRINTABLE} {=Document:ASSIGNED_BY_ID}", "David Moreau user_4"),
        (DEAL, "{=Document:ASSIGNED_BY.WORK_POSITION}", "Sales manager"),
        (DEAL, "{=Document:CONTACT.PHONE_PRINTABLE} {=Document:CONTACT.PHONE_WORK}", "+49301110001 +49301110001"),
        (DEAL, "{=Document:COMPANY.TITLE}", "Alpine Tools GmbH"),
        (DEAL, "{=Document:OPPORTUNITY} {=Document:OPPORTUNITY > int}", "12000.00 12000"),
        (INVOICE, "{=Document:OPPORTUNITY}", "1500"),
        (CONTACT, "{=Document:NAME} {=Document:LAST_NAME}", "Hanna Vogel"),
        (LEAD, "{=Document:STATUS_ID_PRINTABLE}", "New"),
        (DEAL, "[{=Document:STAGE_SEMANTIC_ID}{=Document:NOPE}]", "[]"),
    ],
)
def test_records_read_as_the_variables_table_says(portal, run, desk, *, kind, text, expected):
    assert shown(portal, run, desk, text, kind=kind) == expected


@pytest.mark.parametrize(
    ("kind", "code", "expected"),
    [
        (DEAL, "ASSIGNED_BY_ID", "user"),
        (DEAL, "OBSERVER_IDS", "user"),
        (DEAL, "CLOSEDATE", "date"),
        (DEAL, "DATE_CREATE", "datetime"),
        (DEAL, "STAGE_ID", "select"),
        (DEAL, "CLOSED", "bool"),
        (DEAL, "TITLE", "string"),
        (DEAL, "CONTACT.BIRTHDATE", "date"),
        (DEAL, "COMPANY.ASSIGNED_BY_ID", "user"),
        (DEAL, "STAGE_ID_PRINTABLE", "string"),
        (DEAL, "NOPE", ""),
        (DEAL, "NOPE.TITLE", ""),
    ],
)
def test_fields_have_the_types_of_the_field_lists(portal, *, kind, code, expected):
    assert portal.documents.field_type(ENTITIES[kind], code) == expected


def test_creating_and_changing_a_record_starts_the_templates_with_their_bit(portal, publish, desk):
    made, changed, both, by_hand = (publish(desk.note("x"), auto_execute=bits) for bits in "1230")
    deal = add_record(portal, ENTITIES[DEAL], {"TITLE": "New"}, PERSON)
    assert started(portal) == [made, both]
    update_record(portal, ENTITIES[DEAL], deal, {"TITLE": "Other"}, PERSON)
    assert started(portal) == [made, both, changed, both]
    assert by_hand not in started(portal)


def test_a_change_that_changes_nothing_starts_nothing(portal, publish, desk):
    publish(desk.note("x"), auto_execute="2")
    update_record(portal, ENTITIES[DEAL], record(portal), {"TITLE": record(portal)["TITLE"]}, PERSON)
    assert started(portal) == []


def test_what_a_process_changes_or_creates_starts_no_process(portal, publish, run, desk):
    publish(desk.note("x"), auto_execute="3")
    run(
        desk.node("SetFieldActivity", {"FieldValue": {"TITLE": "by a process"}}),
        desk.node("CreateCrmDealDocumentActivity", {"Fields": {"TITLE": "by a process"}}),
    )
    assert record(portal)["TITLE"] == list(portal.records.tables[DEAL].values())[-1]["TITLE"] == "by a process"
    assert started(portal) == [0]


def test_a_required_constant_without_a_value_keeps_a_template_from_starting_itself(portal, publish, desk):
    publish(desk.note("x"), constants={"Limit": {"Type": "int", "Required": "1", "Default": ""}})
    tuned = publish(desk.note("x"), constants={"Limit": {"Type": "int", "Required": "1", "Default": "5"}})
    add_record(portal, ENTITIES[DEAL], {"TITLE": "New"}, PERSON)
    assert started(portal) == [tuned]


def test_a_template_that_cannot_start_does_not_stop_the_others(portal, publish, desk):
    publish(desk.node("LogActivity", {"Text": "a"}, name="Same"), desk.node("LogActivity", {"Text": "b"}, name="Same"))
    good = publish(desk.note("x"))
    add_record(portal, ENTITIES[DEAL], {"TITLE": "New"}, PERSON)
    assert started(portal) == [good]


@pytest.mark.parametrize(
    ("change", "actor", "expected"),
    [
        ({"STAGE_ID": "WON"}, PERSON, "moved"),
        ({"TITLE": "Other"}, PERSON, "else"),
        ({"STAGE_ID": "WON"}, CLASSIC, "else"),
    ],
)
def test_modified_is_true_only_for_a_listed_field_and_never_by_classic_methods(
    portal, publish, desk, *, change, actor, expected
):
    branches = [
        desk.node("IfElseBranchActivity", {"fieldcondition": [["STAGE_ID", "modified", "", "0"]]}, desk.note("moved")),
        desk.node("IfElseBranchActivity", {"truecondition": "1"}, desk.note("else")),
    ]
    publish(desk.node("IfElseActivity", {}, *branches), auto_execute="2")
    update_record(portal, ENTITIES[DEAL], record(portal), change, actor)
    assert desk.texts(portal.engine.instances()[0]) == [expected]


def test_any_document_class_imports_and_never_starts_itself(portal, publish, desk):
    publish(desk.note("x"), document_type=("crm", "Nope", "DEAL"))
    add_record(portal, ENTITIES[DEAL], {"TITLE": "New"}, PERSON)
    assert started(portal) == []


def test_the_end_of_a_deal_is_heard_however_it_comes(portal, run, desk):
    listen = desk.node("CrmDealStageListenActivity", {"DealId": "{=Document:ID}"}, name="End")
    waiting = run(listen, desk.note("{=End:StageSemantics} {=End:StageId}"))
    run(desk.node("CrmChangeStatusActivity", {"TargetStatus": "APOLOGY"}))
    assert desk.texts(waiting) == ["failure APOLOGY"]
    assert [row.state for row in portal.engine.instances()] == ["done", "terminated"]


def test_an_email_and_a_text_message_are_activities_and_stand_in_the_log(portal, run, desk):
    run(
        desk.node("CrmSendEmailActivity", {"Subject": "Hi", "MessageText": "text", "MessageTextType": "html"}),
        desk.node("CrmSendSmsActivity", {"ProviderId": ":default:", "MessageText": "text"}),
        kind=INVOICE,
    )
    assert [(row["TYPE_ID"], row["OWNER_TYPE_ID"], row["OWNER_ID"]) for row in portal.office.activities] == [
        ("4", INVOICE, 1),
        ("6", INVOICE, 1),
    ]
    contact = portal.office.activities[0]["COMMUNICATIONS"][0]
    assert (contact["ENTITY_TYPE_ID"], contact["ENTITY_ID"]) == (str(CONTACT), "1")
    assert portal.office.activities[0]["BINDINGS"] == [{"OWNER_TYPE_ID": INVOICE, "OWNER_ID": 1}]
    mail = portal.log.find(direction="out", kind="email")[0]
    assert (mail["request"]["from"], mail["request"]["to"]) == (
        "greta.holm@demo.example",
        ["hanna.vogel@alpine.example"],
    )
    assert portal.log.find(direction="out", kind="sms")[0]["url"] == "sms:+49301110001"
    unusable = run(desk.node("CrmSendSmsActivity", {"ProviderId": "x@y", "MessageText": "text"}))
    assert desk.texts(unusable) == ["The provider x@y cannot be used."]


def test_a_company_or_lead_is_written_to_itself(portal, run, desk):
    mail = {"Subject": "Hi", "MessageText": "text"}
    run(desk.node("CrmSendEmailActivity", mail), kind=LEAD)
    assert portal.log.find(kind="email")[0]["request"]["to"] == ["karl.lang@delta.example"]
    silent = run(desk.node("CrmSendEmailActivity", mail), kind=4)
    assert desk.texts(silent) == ["No address to send to"]


def test_a_webhook_goes_through_the_queue_without_authorization(portal, run, desk):
    run(desk.node("WebHookActivity", {"Handler": "http://127.0.0.1:9/h?deal={=Document:ID}"}))
    assert portal.queue.drain(10)
    call = portal.log.find(direction="out", kind="webhook")[0]
    assert call["url"] == "http://127.0.0.1:9/h?deal=1"
    assert call["request"] == {"document_id": ["crm", "CCrmDocumentDeal", "DEAL_1"]}


def test_a_reminder_is_read_back_as_an_activity(portal, run, desk):
    run(
        desk.node(
            "CrmCreateToDoActivity", {"Description": "Ring {=Document:TITLE}", "Deadline": "12/31/2030 09:00:00 am"}
        )
    )
    row = portal.office.activities[-1]
    assert (row["PROVIDER_ID"], row["OWNER_ID"], row["DEADLINE"]) == ("CRM_TODO", 1, "2030-12-31T09:00:00+00:00")
    assert (row["SUBJECT"], row["RESPONSIBLE_ID"], row["STATUS"]) == ("Ring Workshop equipment", 4, "1")


def test_profiles_attached_values_and_other_edges_of_the_seam(portal, run, desk):
    info = desk.node("GetUserInfoActivity", {"GetUser": ["{=Document:ASSIGNED_BY_ID}"]}, name="Info")
    text = "{=Info:USER_EMAIL} {=Info:UF_HEAD} {=System:HostUrl} {=Document:CLOSED > printable}"
    assert desk.texts(run(info, desk.note(text))) == ["david.moreau@demo.example user_3 http://127.0.0.1:1 No"]
    missing = run(desk.node("SetFieldActivity", {"FieldValue": {"TITLE": "x"}}, name="Set"), number=77)
    assert desk.texts(missing) == ["The record was not found."]
    refused = run(desk.node("CreateCrmDealDocumentActivity", {"Fields": {"TITLE": "x", "STAGE_ID": "NOPE"}}))
    assert "STAGE_ID" in desk.texts(refused)[0]
    several = {"FieldValue": {"OBSERVER_IDS": ["user_4", "user_5"], "ASSIGNED_BY_ID": ["user_5"]}}
    run(desk.node("SetFieldActivity", several))
    assert (record(portal)["OBSERVER_IDS"], record(portal)["ASSIGNED_BY_ID"]) == ([4, 5], 5)


def test_a_workflow_starts_another_template_of_the_portal(portal, publish, run, desk):
    number = publish(desk.note("{=Document:TITLE}"), auto_execute="0")
    run(desk.node("StartWorkflowActivity", {"DocumentId": "2", "TemplateId": str(number)}))
    assert desk.texts(portal.engine.instances()[-1]) == ["Spring campaign"]


def test_a_contact_is_created_with_its_phone(portal, run, desk):
    fields = {"NAME": "Nora", "LAST_NAME": "Quist", "PHONE": {"n0": {"VALUE": "+4711", "VALUE_TYPE": "MOBILE"}}}
    run(desk.node("CreateCrmContactDocumentActivity", {"Fields": fields}))
    made = list(portal.records.tables[CONTACT].values())[-1]
    assert portal.documents.read(ENTITIES[CONTACT], made)["PHONE_MOBILE"] == ["+4711"]


def test_the_pipeline_of_the_deal_with_the_records_number_is_changed(portal, run, desk):
    run(desk.node("CrmChangeDealCategoryActivity", {"CategoryId": "1", "StageId": ""}), kind=QUOTE)
    assert (record(portal)["CATEGORY_ID"], record(portal)["STAGE_ID"]) == (1, "C1:NEW")
    refused = run(desk.node("CrmChangeDealCategoryActivity", {"CategoryId": "77"}), desk.note("after"))
    assert desk.texts(refused)[-1] == "after"


def test_a_stage_of_another_pipeline_is_refused_on_a_deal_and_taken_along_on_an_invoice(portal, run, desk):
    move = desk.node("SetFieldActivity", {"FieldValue": {"STAGE_ID": "C1:WON"}}, name="Move")
    assert "STAGE_ID" in desk.texts(run(move, desk.note("{=Move:ErrorMessage}")))[-1]
    assert record(portal)["STAGE_ID"] == "EXECUTING"
    paid = desk.node("SetFieldActivity", {"FieldValue": {"STAGE_ID": f"DT31_{seed.INVOICE_CATEGORY}:P"}})
    run(paid, kind=INVOICE)
    assert record(portal, INVOICE)["STAGE_ID"].endswith(":P")


def test_an_unknown_field_is_ignored_when_set(portal, run, desk):
    step = desk.node("SetFieldActivity", {"FieldValue": {"NOPE": "x", "TITLE": "New title"}}, name="Set")
    assert desk.texts(run(step, desk.note("[{=Set:ErrorMessage}]"))) == ["[]"]
    assert record(portal)["TITLE"] == "New title"


def test_a_smart_process_item_lives_through_a_workflow(portal, run, desk):
    known = {"items": [[{"field": "TITLE", "operator": "=", "value": "Made"}, "AND"]]}
    number = str(EXPENSE)
    last = run(
        desk.node(
            "CrmCreateDynamicActivity", {"DynamicTypeId": number, "DynamicEntitiesFields": {f"{number}_TITLE": "Made"}}
        ),
        desk.node(
            "CrmGetDynamicInfoActivity",
            {"DynamicTypeId": number, "DynamicFilterFields": known, "ReturnFields": ["ID", "TITLE"]},
            name="Read",
        ),
        desk.note("{=Read:TITLE} {=Read:ID}"),
        desk.node("CrmDeleteDynamicActivity", {"EntityTypeId": number, "EntityId": "{=Read:ID}"}),
    )
    assert desk.texts(last) == ["Made 2"]
    assert list(portal.records.tables[EXPENSE]) == [1]


def test_every_minimal_example_runs_on_every_type_without_a_fault(portal, desk, shared):
    examples = json.loads((shared / "minimal-examples.json").read_text(encoding="utf-8"))
    del examples["WhileActivity"], examples["rest robot"]  # without an end; without a robot: both fault by the book
    examples["WebHookActivity"]["Properties"]["Handler"] = "http://127.0.0.1:9/"
    not_built = set()
    for kind in ENTITIES.values():
        for name, node in examples.items():
            template = import_content(desk.content(node), user_is_admin=True, robot=portal.robots.by_type)
            portal.engine.start(replace(template, document_type=kind.document_type), kind.document_id(1), 1, {})
            last = portal.engine.instances()[-1]
            not_built |= {name} if last.error.startswith("not simulated yet") else set()
            assert last.state != "faulted" or name in not_built, (kind.name, name, last.error)
    assert not_built == set()
