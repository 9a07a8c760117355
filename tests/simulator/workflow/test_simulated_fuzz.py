"""Whatever a file or a text says, the engine answers with its documented errors and nothing else."""

import contextlib
import importlib
import pkgutil
import random
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.workflow import activities
from simulator.workflow.conditions import CODES
from simulator.workflow.engine import StartRefused
from simulator.workflow.importer import ImportRefused, import_content
from simulator.workflow.rules import RULES

DEAL = ("crm", "CCrmDocumentDeal", "DEAL")
MODULES = [
    importlib.import_module(f"{activities.__name__}.{module.name}")
    for module in pkgutil.iter_modules(activities.__path__)
    if not module.name.startswith("_")
]
OPERATORS = [
    "=",
    "!=",
    ">",
    ">=",
    "<",
    "<=",
    "in",
    "!in",
    "contain",
    "!contain",
    "empty",
    "!empty",
    "between",
    "modified",
]
PIECES = [
    "{=Document:", "TITLE", "OPPORTUNITY", "ASSIGNED_BY_ID", "OBSERVER_IDS", "}", "{{=", "}}", "{=Variable:V}", "=",
    "+", "-", "*", "/", "^", "%", "&", "<>", "(", ")", ",", '"', "'", " > printable", " > user", "if(", "dateadd(",
    "round(", "substr(", "explode(", "date(", "datediff(", "numberformat(", "workdateadd(", "strtotime(", "settime(",
    "jsonval(", "randstring(", "implode(", "locdate(", "1", "0", "-1", "1e9", "9999999999", "user_7", "group_D5",
    "11/20/2026", "now", "+1 week", "{=System:Now}", "{=Template:P}", "{=A1:Key}", "{=A2:GetUser}", "{=A3:IsTimeout}",
    "ä", "\n", ":", "{", "9h", "%a", "Y-m-d",
]  # fmt: skip
PROPERTIES = [
    "Title", "Text", "FieldValue", "VariableValue", "Users", "Name", "ApproveType", "TimeoutDuration", "TimeoutTime",
    "TimeoutDurationType", "MessageText", "MessageSite", "MessageUserTo", "MessageUserFrom", "Fields", "HoldToClose",
    "Variable", "Object", "DealId", "WaitForState", "Handler", "DocumentId", "TemplateId", "UserType", "UserParameter",
    "DynamicTypeId", "DynamicFilterFields", "ReturnFields", "RequestedInformation", "GetterType", "Responsible",
    "TargetStatus", "CategoryId", "Deadline", "Description", "MailUserTo", "MailUserToArray", "ProviderId", "LeadId",
    "ActionOnObservers", "Observers", "TerminateType", "InitialStateName", "TargetStateName", "MergeMultipleFields",
    "ReserveUserParameter", "DynamicId", "DynamicEntitiesFields", "CommentText", "CommentUser", "StartTime", *CODES,
]  # fmt: skip

BUILT = {
    kind: activity.DEFAULTS for module in MODULES for kind, activity in module.ACTIVITIES.items() if kind != "rest_"
}


def text(rng):
    return "".join(rng.choices(PIECES, k=rng.randrange(8)))


def value(rng, depth=0):
    kind = rng.randrange(8 if depth < 3 else 5)
    if kind < 4:
        return text(rng)
    if kind == 4:
        return rng.choice([None, 0, 1, -5, 1.5, True, False, 10**12, "", "0", "Y", "any", "all", "vote", "boss"])
    if kind == 5:
        return [value(rng, depth + 1) for _ in range(rng.randrange(4))]
    return {rng.choice(["TITLE", "items", "Name", "0", "V"]): value(rng, depth + 1) for _ in range(rng.randrange(4))}


def condition(rng):
    code = rng.choice(CODES)
    if code == "truecondition":
        return {code: "1"}
    if rng.random() < 0.2:
        return {code: value(rng)}
    row = [
        rng.choice(["TITLE", "ASSIGNED_BY_ID", "CLOSEDATE", "V"]),
        rng.choice(OPERATORS),
        value(rng),
        rng.choice("01"),
    ]
    if code == "mixedcondition":
        names = ("field", "operator", "value", "joiner")
        return {
            code: [{"object": rng.choice(["Document", "Variable", "A1", "Nope"]), **dict(zip(names, row, strict=True))}]
        }
    return {code: [row]}


def node(rng, depth, kinds, names):
    """A node of one of `kinds` (type to its property names), named `A<n>`; once in a while a name comes twice."""
    kind = "SequentialWorkflowActivity" if depth == 0 and rng.random() < 0.7 else rng.choice(list(kinds))
    properties = {name: value(rng) for name in kinds[kind] if rng.random() < 0.8}
    if rng.random() < 0.5:
        properties |= condition(rng)
    names.append(f"A{len(names)}")
    made = {"Type": kind, "Name": names[-1] if rng.random() > 0.005 else "A0", "Properties": properties}
    made["Children"] = [node(rng, depth + 1, kinds, names) for _ in range(rng.randrange(4))] if depth < 4 else []
    if rng.random() < 0.01:
        made[rng.choice(["Type", "Name", "Properties", "Activated", "Document"])] = value(rng)
    return made


def content(rng):
    tree = [node(rng, 0, dict.fromkeys(RULES, PROPERTIES), [])]
    if rng.random() < 0.1:
        tree[0]["Children"] = value(rng)
    sections = {
        key: {"V": {"Type": rng.choice(["string", "user", "date", "int"]), "Default": value(rng)}}
        if rng.random() < 0.8
        else value(rng)
        for key in ("PARAMETERS", "VARIABLES", "CONSTANTS")
    }
    return {"VERSION": 2, "TEMPLATE": tree, **sections, "DOCUMENT_FIELDS": {}}


@pytest.mark.parametrize("seed", range(300))
def test_a_random_template_is_refused_or_imported_as_documented(take, seed):
    with contextlib.suppress(ImportRefused):
        take(content(random.Random(seed)))


@pytest.mark.parametrize("seed", range(400))
def test_a_random_tree_runs_or_faults_and_never_breaks_the_engine(desk, world, seed):
    """The tree skips import, so that steps meet properties that no rule has seen."""
    rng = random.Random(seed)
    template = import_content({"TEMPLATE": [], "VARIABLES": {"V": {"Type": "string", "Default": text(rng)}}},
                              user_is_admin=True, robot=world.robot)  # fmt: skip
    tree = [node(rng, 0, BUILT, [])]
    made = replace(template, tree=tree, id=3, document_type=DEAL)
    world.templates[3] = made
    with contextlib.suppress(StartRefused):
        desk.engine.start(made, desk.document_id, 1, {"P": text(rng)}, changed_fields=["TITLE"])
    for _ in range(3):
        desk.engine.signal("document:DEAL_5", {"TITLE"})
        world.advance(86400)
    for run in desk.engine.instances():
        assert run.state in {"running", "done", "terminated", "faulted"}
        assert run.state != "faulted" or run.error
        unexpected = run.error.split(":")[0].endswith("Error")
        assert not unexpected, f"{run.error}: {tree}"


@pytest.mark.parametrize("seed", range(200))
def test_a_tree_of_anything_is_refused_at_start_or_runs(desk, seed):
    """What import would never let through: `Engine.start` is given it all the same."""
    rng = random.Random(seed)
    tree = [node(rng, 1, BUILT, [])]
    spots = list(_places(tree))
    for _ in range(rng.randrange(1, 4)):
        place, key = rng.choice(spots)
        place[key] = value(rng)
    made = replace(import_content({"TEMPLATE": []}, user_is_admin=True, robot=lambda _: None), tree=tree,
                   document_type=DEAL)  # fmt: skip
    with contextlib.suppress(StartRefused):
        desk.engine.start(made, desk.document_id, 1, {})
    assert not [run.error for run in desk.engine.instances() if run.error.split(":")[0].endswith("Error")]


def _places(nodes):
    """Everything in a tree that can be something else."""
    for index, one in enumerate(nodes):
        yield nodes, index
        yield from ((one, key) for key in one)
        yield from _places(one["Children"])


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(parts=st.lists(st.sampled_from(PIECES), max_size=14))
def test_any_expression_is_read_in_a_step(desk, parts):
    assert desk.start(desk.node("LogActivity", {"Text": "x" + "".join(parts)})).error == ""
    keep = {"VariableValue": {"V": "".join(parts), "W": "x"}}
    assert desk.start(desk.node("SetVariableActivity", keep)).error == ""
