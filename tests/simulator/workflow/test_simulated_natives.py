"""The native activities: what each does, and which do nothing without an error (compile-map.md)."""

import pytest

MODULE = "Bitrix\\Crm\\Integration\\BizProc\\Document\\"
RECORDS = {
    "LEAD": ("crm", "CCrmDocumentLead", "LEAD_5"),
    "DEAL": ("crm", "CCrmDocumentDeal", "DEAL_5"),
    "CONTACT": ("crm", "CCrmDocumentContact", "CONTACT_5"),
    "COMPANY": ("crm", "CCrmDocumentCompany", "COMPANY_5"),
    "QUOTE": ("crm", MODULE + "Quote", "QUOTE_5"),
    "INVOICE": ("crm", MODULE + "SmartInvoice", "SMART_INVOICE_5"),
    "SPA": ("crm", MODULE + "Dynamic", "DYNAMIC_128_5"),
}
CLIENT = {
    "ASSIGNED_BY_ID": "user_7",
    "EMAIL": {
        "n1": {"VALUE": "a@x.example", "VALUE_TYPE": "WORK"},
        "n2": {"VALUE": "b@x.example", "VALUE_TYPE": "HOME"},
    },
    "PHONE": {"n3": {"VALUE": "+1", "VALUE_TYPE": "WORK"}, "n4": {"VALUE": "+2", "VALUE_TYPE": "MOBILE"}},
}


@pytest.fixture
def records(world):
    """One record of each type, every one its own client."""
    for one in RECORDS.values():
        world.documents.setdefault(one, {"ID": "5", "TITLE": "T", "ASSIGNED_BY_ID": "user_7"})
    world.documents[RECORDS["CONTACT"]] |= CLIENT
    world.types |= {3: (*RECORDS["CONTACT"][:2], "CONTACT"), 128: (*RECORDS["SPA"][:2], "DYNAMIC_128")}
    world.client_ids = [RECORDS["DEAL"], RECORDS["CONTACT"]]
    return RECORDS


@pytest.fixture
def after(desk):
    """Run one step on a record and write "after"; the run."""

    def perform(kind, properties, *, on="DEAL", name="Step", **more):
        step = desk.node(kind, properties, name=name)
        return desk.start(step, desk.note("after"), document_id=RECORDS[on], **more)

    return perform


EMAIL = {"Subject": "About {=Document:TITLE}", "MessageText": "Hi <b>{=Document:TITLE}</b>", "MessageTextType": "html"}


@pytest.mark.parametrize("on", RECORDS)
def test_an_email_goes_to_the_client_of_every_type_and_shows_in_the_record(after, world, records, on):
    world.documents[records[on]]["TITLE"] = "Tom & <Co>"
    assert after("CrmSendEmailActivity", EMAIL, on=on).state == "done"
    letter = world.letters[0]
    assert (letter.sender, letter.recipients, letter.subject) == (
        "mia@us.example",
        ("a@x.example",),
        "About Tom & <Co>",
    )
    assert (letter.text, letter.is_html) == ("Hi <b>Tom &amp; &lt;Co&gt;</b>", True)
    owner, activity = world.activities[0]
    assert owner == records[on][2]
    assert (activity["TYPE_ID"], activity["COMPLETED"], activity["RESPONSIBLE_ID"]) == ("4", "Y", 7)


def test_html_escapes_inserted_values_and_bbcode_does_not(after, world, records):
    world.documents[records["DEAL"]]["TITLE"] = "[b]<x>"
    whole = {"MessageText": "{=Document:TITLE}"}
    after("CrmSendEmailActivity", whole | {"MessageTextType": "html"})
    after("CrmSendEmailActivity", whole | {"MessageTextType": "bbcode"})
    assert [letter.text for letter in world.letters] == ["[b]&lt;x&gt;", "[b]<x>"]


@pytest.mark.parametrize(
    ("more", "address"),
    [
        ({}, "a@x.example"),
        ({"EmailSelectRule": "last"}, "b@x.example"),
        ({"EmailType": "HOME"}, "b@x.example"),
        ({"EmailSelectRule": "first"}, "a@x.example"),
    ],
)
def test_the_address_follows_the_type_and_the_rule(after, world, records, more, address):
    after("CrmSendEmailActivity", EMAIL | more)
    assert world.letters[0].recipients == (address,)


def test_a_text_message_goes_to_the_first_phone_of_the_kind_or_to_a_user(after, world, records):
    after("CrmSendSmsActivity", {"ProviderId": ":default:", "MessageText": "hi"})
    after("CrmSendSmsActivity", {"ProviderId": ":default:", "MessageText": "hi", "PhoneType": "MOBILE"})
    to_user = {"RecipientType": "user", "RecipientUser": ["user_9"]}
    after("CrmSendSmsActivity", {"ProviderId": ":default:", "MessageText": "hi"} | to_user)
    assert [letter.recipients for letter in world.letters] == [("+1",), ("+2",), ("+9",)]
    assert [row["PROVIDER_ID"] for _, row in world.activities] == ["CRM_SMS", "CRM_SMS"]


def test_mail_goes_to_written_addresses_and_to_people(after, world):
    mail = {"MailSubject": "s", "MailText": "t {=Document:ID}", "MailCharset": "UTF-8", "MailMessageType": "plain"}
    people = {"MailUserFromArray": ["user_7"], "MailUserTo": "x@x.example; y@x.example", "MailUserToArray": ["user_9"]}
    after("MailActivity", mail | people)
    letter = world.letters[0]
    assert letter.recipients == ("x@x.example", "y@x.example", "rob@us.example")
    assert (letter.sender, letter.text, letter.is_html) == ("mia@us.example", "t 5", False)


@pytest.mark.parametrize("on", RECORDS)
def test_a_reminder_works_on_every_type_and_an_unreadable_deadline_becomes_now(after, world, records, on):
    step = {"Description": "call {=Document:TITLE}", "Deadline": "soon", "Responsible": []}
    run = after("CrmCreateToDoActivity", step, on=on)
    owner, activity = world.activities[0]
    assert (owner, activity["PROVIDER_ID"], activity["RESPONSIBLE_ID"]) == (records[on][2], "CRM_TODO", 7)
    assert activity["DEADLINE"] == world.now().isoformat()
    assert run.state == "done"


@pytest.mark.parametrize(("on", "phones"), [("DEAL", 1), ("LEAD", 1), ("CONTACT", 1), ("COMPANY", 1), ("QUOTE", 0)])
def test_a_call_has_the_clients_phone_but_on_a_quote(after, world, records, *, on, phones):
    after("CrmCreateCallActivity", {"StartTime": "11/21/2026 09:00:00 am", "IsImportant": "Y"}, on=on)
    owner, activity = world.activities[0]
    assert (owner, activity["TYPE_ID"], activity["SUBJECT"]) == (records[on][2], "2", "Call")
    assert len(activity["COMMUNICATIONS"]) == phones
    assert (activity["START_TIME"], activity["PRIORITY"]) == ("2026-11-21T09:00:00+00:00", "3")


@pytest.mark.parametrize("kind", ["CrmCreateCallActivity", "CrmCreateMeetingActivity"])
@pytest.mark.parametrize("on", ["INVOICE", "SPA"])
def test_a_call_or_meeting_on_an_invoice_or_smart_process_finds_no_owner(after, desk, world, *, kind, on):
    run = after(kind, {"Subject": "s"}, on=on)
    assert world.activities == []
    assert run.state == "done"
    assert desk.texts(run)[-1] == "after"
    assert "There is no " in desk.texts(run)[0]


def test_a_meeting_keeps_its_place_and_its_number_is_the_result(after, desk, world, records):
    step = desk.node("CrmCreateMeetingActivity", {"Subject": "Meet", "Location": "Here"}, name="Meet")
    run = desk.start(step, desk.note("{=Meet:Id}"))
    assert world.activities[0][1]["LOCATION"] == "Here"
    assert desk.texts(run) == ["1"]


def test_changing_the_stage_ends_the_workflow(after, desk, world, records):
    run = after("CrmChangeStatusActivity", {"TargetStatus": "WON"})
    assert (run.state, run.status, desk.texts(run)) == ("terminated", "Stage changed", [])
    assert world.documents[records["DEAL"]]["STAGE_ID"] == "WON"


def test_a_lead_changes_its_status(after, world, records):
    world.pipelines["LEAD"] = {"NEW": "process", "JUNK": "failure"}
    after("CrmChangeStatusActivity", {"TargetStatus": "JUNK"}, on="LEAD")
    assert world.documents[records["LEAD"]]["STATUS_ID"] == "JUNK"


def test_changing_the_pipeline_of_a_deal_ends_all_its_workflows(after, desk, world, records):
    other = desk.start(desk.node("DelayActivity", {"TimeoutDuration": "1"}))
    elsewhere = desk.start(desk.node("DelayActivity", {"TimeoutDuration": "1"}), document_id=records["LEAD"])
    run = after("CrmChangeDealCategoryActivity", {"CategoryId": "1", "StageId": ""})
    assert (run.state, other.state, elsewhere.state) == ("terminated", "terminated", "running")
    assert desk.texts(run) == []
    assert world.documents[records["DEAL"]]["CATEGORY_ID"] == "1"


def test_on_another_type_it_moves_the_deal_with_the_same_number(after, desk, world, records):
    run = after("CrmChangeDealCategoryActivity", {"CategoryId": "1", "StageId": "EXECUTING"}, on="INVOICE")
    assert (
        world.documents[records["DEAL"]] | {"CATEGORY_ID": "1", "STAGE_ID": "EXECUTING"}
        == world.documents[records["DEAL"]]
    )
    assert "CATEGORY_ID" not in world.documents[records["INVOICE"]]
    assert desk.texts(run) == ["after"]


@pytest.mark.parametrize(
    ("action", "expected"),
    [
        ("add", ["user_7", "user_9", "user_1"]),
        ("remove", ["user_7"]),
        ("replace", ["user_9", "user_1"]),
    ],
)
def test_observers_are_added_removed_or_replaced(after, world, records, action, expected):
    after("CrmSetObserverField", {"ActionOnObservers": action, "Observers": ["user_9", "user_1"]})
    assert world.documents[records["DEAL"]]["OBSERVER_IDS"] == expected


@pytest.mark.parametrize(
    ("kind", "result", "fields"),
    [
        ("CreateCrmDealDocumentActivity", "DealId", {"TITLE": "of {=Document:TITLE}"}),
        ("CreateCrmLeadDocumentActivity", "LeadId", {"TITLE": "of {=Document:TITLE}"}),
        ("CreateCrmCompanyDocumentActivity", "CompanyId", {"TITLE": "of {=Document:TITLE}"}),
        ("CreateCrmContactDocumentActivity", "ContactId", {"NAME": "of {=Document:TITLE}", "LAST_NAME": "B"}),
    ],
)
def test_records_are_created_with_their_fields_and_the_number_is_a_result(desk, world, kind, result, fields):
    run = desk.start(
        desk.node(kind, {"Fields": fields}, name="New"), desk.note(f"{{=New:{result}}} {{=New:ErrorMessage}}.")
    )
    made = list(world.documents.values())[-1]
    assert "of Roof" in made.values()
    assert desk.texts(run) == [f"{made['ID']} ."]


def test_a_refused_record_leaves_its_reason_and_the_process_goes_on(desk, world):
    world.refusal = "Title is missing"
    step = desk.node("CreateCrmDealDocumentActivity", {"Fields": {"TITLE": "x"}}, name="New")
    run = desk.start(step, desk.note("{=New:DealId}: {=New:ErrorMessage}"))
    assert desk.texts(run) == ["Title is missing", "0: Title is missing"]


def test_a_smart_process_item_is_created_found_changed_read_and_deleted(desk, world, records):
    known = {"items": [[{"object": "Document", "field": "TITLE", "operator": "=", "value": "new"}, "AND"]]}
    run = desk.start(
        desk.node(
            "CrmCreateDynamicActivity",
            {"DynamicTypeId": "128", "DynamicEntitiesFields": {"128_TITLE": "new", "2_TITLE": "no"}},
            name="New",
        ),
        desk.node(
            "CrmUpdateDynamicActivity",
            {"DynamicTypeId": "128", "DynamicFilterFields": known, "DynamicEntitiesFields": {"COMMENTS": "seen"}},
        ),
        desk.node(
            "CrmGetDynamicInfoActivity",
            {"DynamicTypeId": "128", "DynamicFilterFields": known, "ReturnFields": ["ID", "COMMENTS"]},
            name="Read",
        ),
        desk.note("{=New:ItemId} {=Read:ID} {=Read:COMMENTS}"),
        desk.node("CrmDeleteDynamicActivity", {"EntityTypeId": "128", "EntityId": "{=New:ItemId}"}),
    )
    number = run.log[-2]["text"].split()[0]
    assert desk.texts(run) == [f"{number} {number} seen"]
    assert [one[2] for one in world.documents if one[2].startswith("DYNAMIC")] == ["DYNAMIC_128_5"]


@pytest.mark.parametrize(
    ("joiner", "found"),
    [("AND", "There is no such record"), ("OR", "yes")],
)
def test_rows_of_a_filter_are_joined_by_the_word_behind_them(desk, records, joiner, found):
    rows = [
        [{"field": "TITLE", "operator": "=", "value": "T"}, joiner],
        [{"field": "ID", "operator": "=", "value": "9"}],
    ]
    read = {"DynamicTypeId": "128", "DynamicFilterFields": {"items": rows}, "ReturnFields": ["TITLE"]}
    run = desk.start(desk.node("CrmGetDynamicInfoActivity", read, name="Read"), desk.note("{=Read:TITLE}"))
    assert desk.texts(run)[0] == {"yes": "T"}.get(found, found)


@pytest.mark.parametrize(
    ("kind", "properties", "note"),
    [
        ("CrmCreateDynamicActivity", {"DynamicTypeId": "999"}, "There is no CRM type 999"),
        ("CrmUpdateDynamicActivity", {"DynamicTypeId": "2", "DynamicId": "5"}, "2 is no smart process"),
        ("CrmUpdateDynamicActivity", {"DynamicTypeId": "128", "DynamicId": "77"}, "There is no such record"),
        ("CrmGetDynamicInfoActivity", {"DynamicTypeId": "128", "ReturnFields": ["ID"]}, "There is no such record"),
        ("CrmDeleteDynamicActivity", {"EntityTypeId": "128", "EntityId": "77"}, "There is no such record"),
    ],
)
def test_records_that_are_not_there_are_a_log_line(after, desk, records, *, kind, properties, note):
    run = after(kind, properties)
    assert (desk.texts(run)[0], desk.texts(run)[-1], run.state) == (note, "after", "done")


def test_fields_of_the_linked_contact_are_set(after, desk, world, records):
    world.documents[records["DEAL"]]["CONTACT_ID"] = 5
    after("CrmSetContactField", {"FieldValue": {"POST": "CEO of {=Document:TITLE}"}})
    assert world.documents[records["CONTACT"]]["POST"] == "CEO of Roof"
    assert desk.texts(after("CrmSetCompanyField", {"FieldValue": {"TITLE": "x"}}))[0] == "There is no such record"


def test_a_webhook_is_called_with_the_record_only(after, world):
    after("WebHookActivity", {"Handler": "https://hooks.example/h?deal={=Document:ID}"})
    assert world.hooks == [("https://hooks.example/h?deal=5", "DEAL_5")]


@pytest.mark.parametrize(
    ("way", "level", "people", "expected"),
    [
        ("boss", "1", ["user_9"], "user_7"),
        ("boss", "2", ["user_9"], "user_1"),
        ("boss", "9", ["user_9"], "user_1"),
        ("boss", "1", ["user_1"], "user_9"),
        ("random", "", ["user_7"], "user_7"),
        ("random", "", ["user_77"], "user_9"),
    ],
)
def test_a_person_is_found_and_the_wait_list_is_taken_otherwise(desk, world, *, way, level, people, expected):
    world.heads = {9: 7, 7: 1}
    find = {"UserType": way, "MaxLevel": level, "UserParameter": people, "ReserveUserParameter": ["user_9"]}
    run = desk.start(desk.node("GetUserActivity", find, name="Find"), desk.note("{=Find:GetUser}"))
    assert desk.texts(run) == [expected]


def test_people_take_turns_over_several_runs(desk):
    find = {"UserType": "sequential", "UserParameter": ["user_1", "user_7"], "ReserveUserParameter": ["user_9"]}
    step = desk.node("GetUserActivity", find, name="Find")
    seen = [desk.texts(desk.start(step, desk.note("{=Find:GetUser}")))[0] for _ in range(3)]
    assert seen == ["user_1", "user_7", "user_1"]


def test_a_profile_is_read_and_nobody_leaves_it_empty(desk, world):
    world.heads = {7: 1}
    read = desk.node("GetUserInfoActivity", {"GetUser": ["user_7"]}, name="Info")
    run = desk.start(read, desk.note("{=Info:USER_NAME} {=Info:USER_EMAIL} {=Info:UF_HEAD}"))
    assert desk.texts(run) == ["Mia mia@us.example user_1"]
    nobody = desk.node("GetUserInfoActivity", {"GetUser": ["user_77"]}, name="Info")
    assert desk.texts(desk.start(nobody, desk.note("[{=Info:USER_NAME}]"))) == ["Nobody was found", "[]"]


def test_the_result_of_a_person_step_is_compared_as_a_person(desk):
    find = {"UserType": "random", "UserParameter": ["user_7"], "ReserveUserParameter": ["user_9"]}
    among = {"object": "Find", "field": "GetUser", "operator": "in", "value": ["group_D5"]}
    branch = desk.node("IfElseBranchActivity", {"mixedcondition": [among]}, desk.note("one of ours"))
    run = desk.start(desk.node("GetUserActivity", find, name="Find"), desk.node("IfElseActivity", {}, branch))
    assert desk.texts(run) == ["one of ours"]


def test_system_notices_control_notices_and_history(after, desk, world):
    after("SocNetMessageActivity", {"MessageUserTo": ["user_9"], "MessageText": "hello"})
    after("CrmControlNotifyActivity", {"MessageText": "look", "ToHead": "Y", "ToUsers": ["user_9"]})
    after("CrmControlNotifyActivity", {"MessageText": "look", "ToHead": "N", "ToUsers": ["user_9"]})
    assert world.notes == [(None, [9], "hello"), (None, [1, 9], "look"), (None, [9], "look")]
    event = after("CrmEventAddActivity", {"EventType": "INFO", "EventText": "seen {=Document:ID}"})
    assert desk.texts(event) == ["INFO: seen 5", "after"]


def test_an_open_channel_message_needs_a_chat(after, desk, world):
    assert desk.texts(after("ImOpenLinesMessageActivity", {"MessageText": "hi"}))[0] == "The client has no open chat"
    world.has_chat = True
    after("ImOpenLinesMessageActivity", {"MessageText": "hi {=Document:TITLE}"})
    assert world.chats == ["hi Roof"]


MAIL = {"MailSubject": "s", "MailText": "t", "MailCharset": "UTF-8", "MailMessageType": "plain"}
SILENT = [
    ("CrmChangeStatusActivity", "CONTACT", {"TargetStatus": "WON"}, "terminated", None),
    ("CrmChangeStatusActivity", "COMPANY", {"TargetStatus": "WON"}, "terminated", None),
    ("CrmChangeStatusActivity", "DEAL", {"TargetStatus": "C1:WON"}, "done", "is not in the record's pipeline"),
    ("SetFieldActivity", "QUOTE", {"FieldValue": {"STATUS_ID": "NOPE"}}, "done", ""),
    ("SetFieldActivity", "INVOICE", {"FieldValue": {"STAGE_ID": "NOPE"}}, "done", ""),
    ("SetFieldActivity", "SPA", {"FieldValue": {"STAGE_ID": "NOPE"}}, "done", ""),
    ("CrmSendEmailActivity", "DEAL", {"Subject": "x"}, "done", ""),
    ("CrmSendEmailActivity", "DEAL", {"MessageText": "{=Document:NOPE}"}, "done", ""),
    ("CrmSendEmailActivity", "DEAL", {"MessageText": "x"}, "done", "No address to send to"),
    ("CrmSendSmsActivity", "DEAL", {"ProviderId": ":default:", "MessageText": "x"}, "done", "No phone"),
    ("CrmSendSmsActivity", "DEAL", {"ProviderId": ":default:"}, "done", "The message is empty"),
    ("IMNotifyActivity", "DEAL", {"MessageUserFrom": "1", "MessageUserTo": "77", "MessageSite": "x"}, "done", "No rec"),
    ("MailActivity", "DEAL", MAIL | {"MailUserFrom": "user_1", "MailUserTo": "user_77"}, "done", "No recipient"),
    ("MailActivity", "DEAL", MAIL | {"MailUserFrom": "user_77", "MailUserTo": "user_1"}, "done", "No sender"),
    ("ImOpenLinesMessageActivity", "DEAL", {"MessageText": "x"}, "done", "The client has no open chat"),
    ("CrmSetObserverField", "CONTACT", {"ActionOnObservers": "add", "Observers": ["user_1"]}, "done", ""),
    ("CrmSetObserverField", "COMPANY", {"ActionOnObservers": "add", "Observers": ["user_1"]}, "done", ""),
    ("CrmSetObserverField", "QUOTE", {"ActionOnObservers": "add", "Observers": ["user_1"]}, "done", ""),
    ("WebHookActivity", "DEAL", {"Handler": "ftp://x.example"}, "done", ""),
    ("WebHookActivity", "DEAL", {"Handler": "no address"}, "done", ""),
    ("ForEachActivity", "DEAL", {"Object": "Document", "Variable": "NOPE"}, "done", ""),
    ("WhileActivity", "DEAL", {"fieldcondition": [["ID", "=", "6", "0"]]}, "done", ""),
]


@pytest.mark.parametrize(("kind", "on", "properties", "state", "note"), SILENT)
def test_steps_that_do_nothing_say_nothing_or_leave_a_log_line(
    after, desk, world, records, *, kind, on, properties, state, note
):
    world.client_ids = []
    world.refusal = "refused"
    before = {one: dict(fields) for one, fields in world.documents.items()}
    run = after(kind, properties, on=on)
    assert run.state == state
    assert desk.texts(run)[-1:] == ([] if state == "terminated" else ["after"])
    assert (note is None or not note) == (len(desk.texts(run)) < 2)
    assert note is None or note in desk.texts(run)[0]
    assert world.documents == before
    assert (world.letters, world.notes, world.hooks, world.activities) == ([], [], [], [])


def test_an_email_without_the_responsible_persons_mailbox_is_a_log_line(after, desk, world, records):
    world.documents[records["DEAL"]]["ASSIGNED_BY_ID"] = "user_77"
    assert desk.texts(after("CrmSendEmailActivity", EMAIL))[0] == "No mailbox to send from"


def test_a_provider_that_cannot_send_is_a_log_line(after, desk, records):
    run = after("CrmSendSmsActivity", {"ProviderId": "template@only", "MessageText": "x"})
    assert desk.texts(run)[0] == "no such provider"


def test_a_call_without_a_phone_is_created_all_the_same(after, world, records):
    world.client_ids = []
    after("CrmCreateCallActivity", {})
    assert world.activities[0][1]["COMMUNICATIONS"] == []
