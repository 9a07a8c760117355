"""Statements of bpt-format.md that no other file of this folder tests; each test names its section."""

import base64
import contextlib
import random
import zlib
from dataclasses import replace
from typing import Any

import phpserialize
import pytest

from simulator.workflow import bpt
from simulator.workflow.engine import StartRefused
from simulator.workflow.importer import ImportRefused, check_columns, import_template

DEAL = ("crm", "CCrmDocumentDeal", "DEAL")


def noise(size):
    """Text that hardly compresses."""
    return base64.b64encode(random.Random(size).randbytes(size * 3 // 4)).decode()


def test_container_a_decimal_key_written_as_text_is_a_number():
    payload = b'a:1:{s:8:"TEMPLATE";a:2:{s:1:"0";s:1:"a";s:1:"1";s:1:"b";}}'
    assert bpt.unpack(payload) == {"TEMPLATE": ["a", "b"]}
    assert bpt.unpack(b'a:1:{s:8:"TEMPLATE";a:2:{s:2:"01";i:1;s:2:"-5";i:2;}}') == {"TEMPLATE": {"01": 1, -5: 2}}


def test_container_key_order_is_free(desk, take):
    content = desk.content(desk.note("x"))
    assert take(dict(reversed(content.items()))).tree == take(content).tree


def test_container_a_string_is_counted_in_bytes():
    wrong = 'a:1:{s:8:"TEMPLATE";a:1:{i:0;s:1:"ä";}}'.encode()
    with pytest.raises(bpt.BadPayload):
        bpt.unpack(wrong)
    assert bpt.unpack(wrong.replace(b"s:1:", b"s:2:")) == {"TEMPLATE": ["ä"]}


@pytest.mark.parametrize("marker", ['O:8:"stdClass":0:{}', 'C:3:"Foo":0:{}'])
def test_container_an_object_marker_is_refused_even_inside_a_text(desk, marker):
    payload = phpserialize.dumps(desk.content(desk.note(f"harmless;{marker}")))
    with pytest.raises(bpt.BadPayload):
        bpt.unpack(zlib.compress(payload))


def test_container_raw_deflate_is_refused(desk):
    squeeze = zlib.compressobj(wbits=-15)
    packed = squeeze.compress(phpserialize.dumps(desk.content())) + squeeze.flush()
    with pytest.raises(ImportRefused, match="Incorrect workflow template"):
        import_template(base64.b64encode(packed).decode(), user_is_admin=True, robot=lambda _: None)


@pytest.mark.parametrize("version", [{}, {"VERSION": 1}, {"VERSION": 3}, {"VERSION": "2"}])
def test_top_level_any_version_and_none_is_accepted_with_absent_sections_as_on_26(take, version):
    template = take({**version, "TEMPLATE": []})
    assert (template.parameters, template.variables, template.constants, template.document_fields) == ({}, {}, {}, {})


def test_top_level_every_root_is_checked(desk, take):
    root = desk.content()["TEMPLATE"][0]
    with pytest.raises(ImportRefused, match="The message text is empty"):
        take({"TEMPLATE": [root, desk.node("LogActivity", {"Text": ""}, name="Other")]})


def test_entries_older_keys_and_unknown_types_are_accepted(desk):
    entry = {
        "Name": "N", "Description": "", "Type": "UF:money", "Required": "0", "Multiple": "1", "Options": "",
        "Default": ["a", "b"], "Default_printable": "a, b", "Title": "N",
    }  # fmt: skip
    template = replace(desk.template(desk.note("{=Variable:V}")), variables={"V": entry})
    number = desk.engine.start(template, desk.document_id, 1, {})
    run = next(run for run in desk.engine.instances() if run.id == number)
    assert desk.texts(run) == ["a, b"]


@pytest.mark.parametrize(("required", "default", "is_tuned"), [
    ("1", "", False), ("Y", "", False), (True, "", False), ("1", [], False), ("1", ["x"], True), ("1", "x", True),
    ("0", "", True), ("N", "", True), (False, "", True), (None, "", True),
])  # fmt: skip
def test_entries_a_required_constant_without_a_value_untunes_however_required_is_written(
    take, required, default, is_tuned
):
    assert take({"TEMPLATE": [], "CONSTANTS": {"A": {"Required": required, "Default": default}}}).is_tuned is is_tuned


def test_entries_the_starter_cannot_name_another_target_user(desk):
    run = desk.start(desk.note("{=Template:TargetUser}"), given={"TargetUser": "user_1"}, started_by=9)
    assert desk.texts(run) == ["user_9"]


def test_node_absent_properties_are_empty_ones(desk, take):
    node = desk.node("EmptyBlockActivity")
    del node["Properties"]
    take(desk.content(node))
    with pytest.raises(ImportRefused, match="The message text is empty"):
        take(desk.content({"Type": "LogActivity", "Name": "A1"}))


@pytest.mark.parametrize("more", [{}, {"Activated": "Y"}, {"Node": None}, {"Activated": "Y", "Node": {"x": 1}}])
def test_node_activated_node_and_children_are_optional(desk, more):
    node = {"Type": "LogActivity", "Name": "A1", "Properties": {"Text": "x"}, **more}
    assert desk.texts(desk.start(node)) == ["x"]


def test_node_a_type_holds_only_letters_digits_and_underscores(desk, take):
    for kind in ("Log-Activity", "Log.Activity", "Log Activity", "CBPLogActivity", "rest_a-b"):
        with pytest.raises(ImportRefused, match="Activity was not found"):
            take(desk.content(desk.node(kind, {"Text": "x"})))


def test_node_any_name_imports_and_one_with_odd_signs_cannot_be_referred_to(desk):
    odd = desk.node("LogActivity", {"Text": "t", "SetVariable": "1"}, name="step one!")
    assert desk.texts(desk.start(odd, desk.note("{=step one!:Report}"))) == ["t", "{=step one!:Report}"]


def test_node_undeclared_properties_are_dropped_at_run_time(desk):
    step = desk.node("LogActivity", {"Text": "t", "EditorComment": "c", "_DesMinimized": "Y", "Own": "o"}, name="A1")
    assert desk.texts(desk.start(step, desk.note("[{=A1:Own}{=A1:EditorComment}]"))) == ["t", "[]"]


@pytest.mark.parametrize("parent", ["StateMachineWorkflowActivity", "StateActivity"])
def test_root_a_deactivated_wrong_child_is_no_error_and_the_refusal_names_the_action(desk, take, parent):
    wrong = desk.node("SequenceActivity")
    take(desk.content(desk.node(parent, {}, wrong | {"Activated": "N"})))
    with pytest.raises(ImportRefused) as refused:
        take(desk.content(desk.node(parent, {"Title": "Stages"}, wrong)))
    assert refused.value.message.startswith("Action 'Stages': ")
    assert (refused.value.code, refused.value.status) == ("10010", 400)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{=System:HostUrl}", "https://portal.example"),
        ("{=Workflow:TemplateId}", "3"),
        ("[{=GlobalConst:X}{=GlobalVar:X}{=Input:X}]", "[]"),
        ("{=Document:ASSIGNED_BY_ID_PRINTABLE}", "Mia Manager"),
    ],
)
def test_expressions_objects_that_are_read_nowhere_else(desk, text, expected):
    assert desk.texts(desk.start(desk.note(text))) == [expected]


@pytest.mark.parametrize(
    ("people", "told"),
    [
        ("user_9", [9]),
        ("9", [9]),
        (["user_9", "7"], [9, 7]),
        (["{=Variable:Boss}"], [1]),
        ("{=Document:ASSIGNED_BY_ID}", [7]),
        ("author", [7]),
        (["responsible_head"], [1]),
        (["group_D5"], [7, 9]),
    ],
)
def test_users_every_way_to_name_people(desk, world, people, told):
    given = {"MessageUserFrom": "user_1", "MessageUserTo": people, "MessageSite": "x"}
    desk.start(desk.node("IMNotifyActivity", given), variables={"Boss": "user_1"})
    assert [to for _, to, _ in world.notes] == [told]


def test_users_the_author_of_another_kind_of_document_is_its_creator(desk, world):
    item = ("lists", "BizprocDocument", "iblock_12_7")
    world.documents[item] = {"CREATED_BY": "user_9"}
    given = {"MessageUserFrom": "user_1", "MessageUserTo": "author", "MessageSite": "x"}
    desk.start(desk.node("IMNotifyActivity", given), document_id=item)
    assert [to for _, to, _ in world.notes] == [[9]]


@pytest.mark.parametrize("section", ["PARAMETERS", "VARIABLES"])
def test_import_packed_parameters_and_variables_stay_under_65535_bytes(take, section):
    sizes = {}
    for length in range(85_800, 87_000, 60):
        entries = {"A": {"Default": noise(length)}}
        size = bpt.packed_size(entries)
        refusal = pytest.raises(ImportRefused, match=f"column '{section}'")
        sizes[size] = size < 65_535
        with contextlib.nullcontext() if sizes[size] else refusal:
            take({"TEMPLATE": [], section: entries})
    assert set(sizes.values()) == {True, False}


@pytest.mark.parametrize(("section", "accepted"), [("CONSTANTS", True), ("TEMPLATE", False)])
def test_import_a_packed_tree_stays_under_16_megabytes_and_constants_may_be_large(desk, take, section, accepted):
    content = desk.content(desk.note(noise(200_000 if accepted else 23_000_000)))
    if accepted:
        take({**content, section: {"A": {"Default": noise(200_000)}}})
        return
    with pytest.raises(ImportRefused, match="column 'TEMPLATE'"):
        take(content)


def test_import_a_name_of_255_letters_fits_and_an_entity_of_64():
    check_columns({"NAME": "ä" * 255, "ENTITY": "x" * 64})
    for column, text in (("NAME", "x" * 256), ("ENTITY", "x" * 65)):
        with pytest.raises(ImportRefused, match=f"column '{column}'"):
            check_columns({column: text})


@pytest.mark.parametrize(
    "tree",
    [
        ["no node"],
        [None],
        [5],
        [[]],
        [{"Type": "SequentialWorkflowActivity", "Name": "T", "Children": "text"}],
        [{"Type": "SequentialWorkflowActivity", "Name": "T", "Children": 5}],
        [{"Type": "SequentialWorkflowActivity", "Name": "T", "Children": ["text"]}],
        [{"Type": "SequentialWorkflowActivity", "Name": "T", "Children": [None]}],
    ],
)
def test_a_broken_tree_that_skipped_import_is_refused_at_start(desk, tree):
    template = replace(desk.template(), tree=tree, document_type=DEAL)
    with pytest.raises(StartRefused, match="broken"):
        desk.engine.start(template, desk.document_id, 1, {})
    assert desk.engine.instances() == []


def test_a_tree_that_is_nested_too_deep_is_refused_at_start(desk):
    node: dict[str, Any] = {"Type": "SequenceActivity", "Name": "A0"}
    for number in range(1, 3000):
        node = {"Type": "SequenceActivity", "Name": f"A{number}", "Children": [node]}
    with pytest.raises(StartRefused, match="deep"):
        desk.engine.start(replace(desk.template(), tree=[node]), desk.document_id, 1, {})
