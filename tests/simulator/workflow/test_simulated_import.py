"""What import accepts, refuses (with which words) and does not look at."""

import base64
import contextlib
import gzip
import json
import time
import zlib

import phpserialize
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.workflow import bpt
from simulator.workflow.importer import ImportRefused, import_template
from simulator.workflow.rules import RULES
from simulator.workflow.world import RobotRow

# Types whose server class could not be run on empty properties when the facts were collected.
NOT_RUN = {"CrmCreateDynamicActivity", "CrmGetDynamicInfoActivity", "CrmUpdateDynamicActivity"}


def refused(take, content, **options):
    with pytest.raises(ImportRefused) as caught:
        take(content, **options)
    return caught.value


def test_every_minimal_example_is_accepted(desk, take, shared):
    for name, node in json.loads((shared / "minimal-examples.json").read_text()).items():
        assert take(desk.content(node)).tree[0]["Children"][0]["Type"] == node["Type"], name


def test_every_worked_template_is_accepted(take, shared):
    for name, worked in json.loads((shared / "worked-templates.json").read_text()).items():
        template = take({"VERSION": 2, **worked["tree"], "DOCUMENT_FIELDS": {}})
        assert len(template.variables) == len(worked["tree"]["VARIABLES"]), name


def test_every_worked_tree_keeps_its_payload(shared):
    for name, worked in json.loads((shared / "worked-templates.json").read_text()).items():
        payload = phpserialize.dumps({"VERSION": 2, **worked["tree"], "DOCUMENT_FIELDS": {}})
        assert phpserialize.dumps(bpt.unpack(zlib.compress(payload, 9))) == payload, name


def test_every_corpus_file_is_accepted_and_keeps_its_payload(shared):
    for file in sorted((shared / "corpus").iterdir()):
        packed = file.read_bytes()
        content = bpt.unpack(packed)
        assert phpserialize.dumps(content) == zlib.decompress(packed), file.name
        import_template(base64.b64encode(packed).decode(), user_is_admin=True, robot=lambda _: None)


def test_every_activity_with_empty_properties_gives_the_portals_errors(desk, take, shared):
    seen = 0
    for entry in json.loads((shared / "activities.json").read_text()).values():
        kind = entry.get("Type")
        if not kind or kind in NOT_RUN:
            continue
        expected = ". ".join(message for _, _, message in entry["errors_when_empty"])
        node = desk.node(kind) | {"Properties": {}}
        if expected:
            assert refused(take, desk.content(node)).message == expected, kind
            seen += 1
        else:
            take(desk.content(node))
    assert seen > 60


def test_every_activity_of_the_facts_has_rules(shared):
    known = {entry["Type"] for entry in json.loads((shared / "activities.json").read_text()).values()} - {None}
    assert known == set(RULES)


def test_all_four_ways_to_hand_over_the_data_are_read(desk, pack):
    content = desk.content(desk.note("x"))
    text = pack(content)
    raw = base64.b64encode(phpserialize.dumps(content)).decode()
    for data in (text, ["any name", text], {"0": "n", "1": text}, raw):
        template = import_template(data, user_is_admin=True, robot=lambda _: None)
        assert template.tree[0]["Children"][0]["Properties"]["Text"] == "x"


@pytest.mark.parametrize("data", ["", None, 5, "***", ["name"], ["name", ""], [], ["name", 5]])
def test_data_that_is_not_base64_is_refused_by_the_method(data):
    with pytest.raises(ImportRefused) as caught:
        import_template(data, user_is_admin=True, robot=lambda _: None)
    assert (caught.value.message, caught.value.status) == ("Incorrect field TEMPLATE_DATA!", 400)
    assert caught.value.code == "ERROR_TEMPLATE_VALIDATION_FAILURE"


@pytest.mark.parametrize(
    "payload",
    [
        gzip.compress(phpserialize.dumps({"TEMPLATE": []}), mtime=0),
        zlib.compress(phpserialize.dumps({"VERSION": 2})),
        zlib.compress(phpserialize.dumps("text")),
        zlib.compress(b"nonsense"),
        zlib.compress(b'O:8:"stdClass":1:{s:8:"TEMPLATE";a:0:{}}'),
        zlib.compress(b'a:1:{s:8:"TEMPLATE";a:1:{i:0;O:8:"stdClass":0:{}}}'),
        b"random bytes",
        zlib.compress(phpserialize.dumps({"TEMPLATE": []}))[:-5],
        zlib.compress(b'a:1:{s:8:"TEMPLATE";s:99999:"x";}'),
        zlib.compress(b"a:99999999999:{"),
        zlib.compress(b"a:1:{" * 20000),
        zlib.compress(phpserialize.dumps({"TEMPLATE": "text"})),
    ],
)
def test_a_container_that_is_no_template_is_refused(payload):
    with pytest.raises(ImportRefused) as caught:
        import_template(base64.b64encode(payload).decode(), user_is_admin=True, robot=lambda _: None)
    assert (caught.value.message, caught.value.status) == ("Incorrect workflow template", 400)


def test_a_compressed_bomb_costs_little():
    bomb = zlib.compress(b'a:1:{s:8:"TEMPLATE";s:99999999:"' + b"x" * 99_999_999, 9)
    started = time.thread_time()
    with pytest.raises(bpt.BadPayload):
        bpt.unpack(bomb)
    assert time.thread_time() - started < 2


@given(st.binary(max_size=200))
def test_any_bytes_are_decoded_or_refused(payload):
    for packed in (payload, zlib.compress(payload)):
        with contextlib.suppress(bpt.BadPayload):
            assert "TEMPLATE" in bpt.unpack(packed)


def test_an_activity_that_does_not_exist_is_refused_even_when_deactivated(desk, take):
    for kind in ("NoSuchActivity", "SetGlobalConstantActivity", "../LogActivity", ""):
        assert (
            refused(take, desk.content(desk.node(kind, Activated="N"))).message == f"Activity was not found ({kind})."
        )


def test_the_first_failing_node_speaks_and_its_errors_are_joined(desk, take):
    bad = desk.node("LogActivity", {"Text": ""})
    worse = desk.node("IMNotifyActivity", {})
    error = refused(take, desk.content(desk.node("SequenceActivity", {}, worse, bad)))
    # Each message brings its own full stop and is joined with another.
    assert error.message == (
        "The 'Sender' parameter is missing.. The 'Recipient' parameter is missing.. The notification text is missing."
    )
    assert (error.code, error.status) == ("", 400)


def test_a_deactivated_node_is_still_validated_itself(desk, take):
    assert refused(take, desk.content(desk.node("LogActivity", Activated="N"))).message == "The message text is empty."


def test_if_else_takes_only_branches_in_exact_case(desk, take):
    inner = desk.node("ifelsebranchactivity", {"truecondition": "1"})
    error = refused(take, desk.content(desk.node("IfElseActivity", {"Title": "Choice"}, inner)))
    assert error.message.startswith("Action 'Choice': ")
    assert error.code == "10010"
    take(desk.content(desk.node("ifelseactivity", {}, inner | {"Type": "IfElseBranchActivity"})))
    take(desk.content(desk.node("IfElseActivity", {}, inner | {"Activated": "N"})))


@pytest.mark.parametrize(
    ("parent", "child"),
    [
        ("ListenActivity", "SequenceActivity"),
        ("EventDrivenActivity", "SequenceActivity"),
        ("StateActivity", "SequenceActivity"),
        ("StateMachineWorkflowActivity", "SequenceActivity"),
    ],
)
def test_composites_that_look_at_their_children_refuse_others(desk, take, parent, child):
    node = desk.node(parent, {}, desk.node(child))
    assert refused(take, desk.content(node)).code == "10010"


def test_child_errors_of_several_nodes_are_joined_by_a_dot(desk, take):
    wrong = desk.node("IfElseActivity", {"Title": "A"}, desk.node("SequenceActivity"))
    error = refused(take, desk.content(wrong, wrong | {"Properties": {"Title": "B"}}))
    assert error.message.count("Action '") == 2
    assert ".Action 'B': " in error.message


@pytest.mark.parametrize("more", [{"Children": None}, {"Children": "x"}, {"Properties": "x"}, {"Properties": None}])
def test_what_php_cannot_iterate_is_a_type_error(desk, take, more):
    assert refused(take, desk.content(desk.note("x") | more)).status == 500


def test_a_mail_address_list_given_as_text_is_a_type_error(desk, take):
    mail = {"MailSubject": "s", "MailText": "t", "MailCharset": "UTF-8", "MailMessageType": "plain"}
    people = {"MailUserFrom": "", "MailUserFromArray": ["user_1"], "MailUserTo": "", "MailUserToArray": "user_1"}
    assert refused(take, desk.content(desk.node("MailActivity", mail | people))).status == 500
    take(desk.content(desk.node("MailActivity", mail | people | {"MailUserTo": "a@example.com"})))


@pytest.mark.parametrize(
    ("kind", "properties", "accepted"),
    [
        ("CrmSendSmsActivity", {"ProviderId": ":default:"}, True),
        ("CrmSendSmsActivity", {"ProviderId": ":default:", "MessageText": ""}, False),
        ("CrmSendEmailActivity", {}, True),
        ("CrmSendEmailActivity", {"MessageText": ""}, False),
        ("CrmCreateCallActivity", {}, True),
        ("CrmCreateMeetingActivity", {}, True),
        ("CrmCreateDynamicActivity", {"DynamicTypeId": "99999"}, True),
        ("CrmCreateDynamicActivity", {"DynamicTypeId": "0"}, False),
        ("DelayActivity", {"TimeoutDuration": "0"}, False),
        ("DelayActivity", {"TimeoutTime": "{=Document:CLOSEDATE}"}, True),
        ("ForEachActivity", {"Variable": ""}, True),
        ("WhileActivity", {"truecondition": "1"}, True),
        ("StartWorkflowActivity", {"DocumentId": "1", "TemplateId": "0"}, False),
        ("ApproveActivity", {"Users": ["", ""], "ApproveType": "any", "Name": "x"}, False),
        ("ApproveActivity", {"Users": ["user_1"], "ApproveType": "most", "Name": "x"}, False),
    ],
)
def test_required_properties_with_their_exceptions(desk, take, kind, properties, accepted):
    content = desk.content(desk.node(kind, properties))
    if accepted:
        take(content)
    else:
        assert refused(take, content).status == 400


@pytest.mark.parametrize("value", ["0", "1"])
def test_a_task_needs_the_pause_property_even_as_a_zero(desk, take, value):
    fields = {"TITLE": "t", "CREATED_BY": ["user_1"], "RESPONSIBLE_ID": ["user_1"]}
    take(desk.content(desk.node("Task2Activity", {"Fields": fields, "HoldToClose": value})))
    error = refused(take, desk.content(desk.node("Task2Activity", {"Fields": fields, "HoldToClose": ""})))
    assert error.message == "The property 'Pause process while task is running' is missing."


def test_import_does_not_check_references_names_robots_filters_or_unknown_keys(desk, take):
    take(
        desk.content(
            desk.node("LogActivity", {"Text": "{=Variable:Nope}{=A1:Nope}", "Unknown": "kept"}, name="Same"),
            desk.node("LogActivity", {"Text": "{=Document:NOPE}"}, name="Same"),
            desk.node("rest_" + "f" * 32, {}),
            desk.node("CrmChangeStatusActivity", {"TargetStatus": "NOPE"}),
            desk.node("LogActivity", {"Text": "x"}, desk.note("a child of a leaf")),
            desk.node("ParallelActivity", {}, desk.note("not a sequence")),
        )
    )


def test_sections_may_be_absent_and_any_version_is_accepted(take):
    template = take({"VERSION": 99, "TEMPLATE": []})
    assert (template.parameters, template.variables, template.constants) == ({}, {}, {})


def test_document_fields_are_kept_so_that_their_danger_can_be_seen(take):
    assert take({"TEMPLATE": [], "DOCUMENT_FIELDS": {"UF_X": {"Name": "x"}}}).document_fields == {"UF_X": {"Name": "x"}}


def test_parameters_that_do_not_fit_their_column_are_refused(take):
    noise = {
        f"P{i}": {"Default": base64.b64encode(bytes((i * j) % 251 for j in range(600))).decode()} for i in range(400)
    }
    error = refused(take, {"TEMPLATE": [], "PARAMETERS": noise})
    assert "PARAMETERS" in error.message


def registered(**declared):
    return RobotRow("app", "check", "https://x.example", 1, "", {"phone": {"NAME": {"en": "Phone"}, **declared}}, {})


def test_a_registered_robot_must_have_its_required_properties(desk, take):
    step = desk.node("rest_" + "a" * 32, {})
    need = registered(REQUIRED="Y")
    assert refused(take, desk.content(step), robot=lambda _: need).message == "This field is required: Phone"
    take(desk.content(step | {"Properties": {"phone": "+1"}}), robot=lambda _: need)
    take(desk.content(step), robot=lambda _: registered(REQUIRED="Y", DEFAULT="+1"))
    take(desk.content(step), robot=lambda _: registered(REQUIRED="N"))


def test_what_demands_an_admin_is_refused_to_others(desk, take):
    other = desk.node("rest_" + "a" * 32, {"phone": "1", "AuthUserId": ["user_2"]})
    start = desk.node("StartWorkflowActivity", {"DocumentId": "1", "TemplateId": "2"})
    for node in (other, start):
        refused(take, desk.content(node), robot=lambda _: registered(), user_is_admin=False)
        take(desk.content(node), robot=lambda _: registered())


def test_required_constants_without_a_value_leave_the_template_untuned(take):
    assert take({"TEMPLATE": [], "CONSTANTS": {"A": {"Required": "1", "Default": "x"}}}).is_tuned
    assert not take({"TEMPLATE": [], "CONSTANTS": {"A": {"Required": "1", "Default": ""}}}).is_tuned
    assert take({"TEMPLATE": [], "CONSTANTS": {"A": {"Required": "0", "Default": ""}}}).is_tuned
