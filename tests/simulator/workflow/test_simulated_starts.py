"""Workflows that start others, wait for them, or queue behind two on the same item."""

import pytest

PAUSE = {"TimeoutDuration": "1", "TimeoutDurationType": "h"}


@pytest.fixture
def other(desk, world):
    """Offer a template as number 12."""

    def offer(*steps, **values):
        world.templates[12] = desk.template(*steps, **values)

    return offer


def start(desk, **more):
    properties = {"DocumentId": "{=Document:ID}", "TemplateId": "12", "TemplateParameters": {"P": "{=Document:TITLE}"}}
    return desk.node("StartWorkflowActivity", properties | more, name="Start")


def test_another_template_starts_with_its_parameters_and_its_id_is_a_result(desk, world, other):
    other(desk.note("got {=Template:P} by {=Template:TargetUser}"), parameters={"P": ""})
    run = desk.start(start(desk), desk.note("{=Start:WorkflowId}"), started_by=9)
    child = desk.engine.instances()[-1]
    assert (desk.texts(child), desk.texts(run)) == (["got Roof by user_9"], [child.id])


@pytest.mark.parametrize(("waits", "texts"), [("Y", []), ("N", ["after"])])
def test_the_starter_waits_for_the_other_only_when_it_subscribes(desk, world, other, waits, texts):
    other(desk.node("DelayActivity", PAUSE))
    run = desk.start(start(desk, UseSubscription=waits), desk.note("after"))
    assert desk.texts(run) == texts
    world.advance(3600)
    assert (desk.texts(run), run.state) == (["after"], "done")


@pytest.mark.parametrize("end", ["done", "faulted", "terminated"])
def test_however_the_other_ends_the_starter_goes_on(desk, world, other, end):
    last = {"done": [], "faulted": [desk.node("SaveHistoryActivity")], "terminated": []}[end]
    other(desk.node("DelayActivity", PAUSE), *last)
    run = desk.start(start(desk, UseSubscription="Y"), desk.note("after"))
    child = desk.engine.instances()[-1]
    if end == "terminated":
        desk.engine.terminate(child.id)
    world.advance(3600)
    assert (child.state, run.state) == (end, "done")


@pytest.mark.parametrize("given", ["5", "DEAL_5", ["crm", "CCrmDocumentDeal", "DEAL_5"]])
def test_the_record_is_named_by_number_or_whole(desk, other, given):
    other(desk.note("{=Document:TITLE}"))
    desk.start(start(desk, DocumentId=given))
    assert desk.texts(desk.engine.instances()[-1]) == ["Roof"]


@pytest.mark.parametrize(
    ("more", "note"),
    [({"TemplateId": "99"}, "There is no such template"), ({"DocumentId": "77"}, "There is no such record")],
)
def test_what_is_not_there_is_a_log_line(desk, other, more, note):
    other(desk.note("x"))
    run = desk.start(start(desk, **more), desk.note("after"))
    assert desk.texts(run) == [note, "after"]


def test_templates_that_start_each_other_end_in_a_fault(desk, other):
    other(start(desk))
    desk.start(start(desk))
    states = [run.state for run in desk.engine.instances()]
    assert (states.count("faulted"), len(states)) == (1, 21)


def test_a_third_workflow_on_an_item_queues_until_one_of_two_ends(desk, world):
    desk.engine.waiting_limit = 2
    pause = desk.node("DelayActivity", PAUSE)
    first, second, third = (desk.start(pause, desk.note(text)) for text in "123")
    assert [run.state for run in (first, second, third)] == ["running", "running", "queued"]
    assert desk.engine.running() == [first, second, third]
    desk.engine.terminate(first.id)
    assert third.state == "running"
    world.advance(3600)
    assert [desk.texts(run) for run in (first, second, third)] == [[], ["2"], ["3"]]


def test_a_long_queue_drains_in_order(desk, world):
    desk.engine.waiting_limit = 1
    held = desk.start(desk.node("DelayActivity", PAUSE))
    queued = [desk.start(desk.node("IMNotifyActivity", notice(number))) for number in range(30)]
    assert {run.state for run in queued} == {"queued"}
    desk.engine.terminate(held.id)
    assert {run.state for run in queued} == {"done"}
    assert [text for _, _, text in world.notes] == [str(number) for number in range(30)]


def notice(number):
    return {"MessageUserFrom": "user_1", "MessageUserTo": "user_1", "MessageSite": str(number)}


def test_a_queued_workflow_can_be_terminated_before_it_began(desk, world):
    desk.engine.waiting_limit = 1
    first = desk.start(desk.node("DelayActivity", PAUSE))
    second = desk.start(desk.note("never"))
    assert desk.engine.terminate(second.id, "Not needed")
    world.advance(3600)
    assert (first.state, second.state, second.status, desk.texts(second)) == ("done", "terminated", "Not needed", [])


def test_the_limit_counts_each_item_alone_and_is_off_by_default(desk, world):
    lead = ("crm", "CCrmDocumentLead", "LEAD_5")
    world.documents[lead] = {"ID": "5"}
    pause = desk.node("DelayActivity", PAUSE)
    assert {desk.start(pause).state for _ in range(5)} == {"running"}
    desk.engine.waiting_limit = 1
    assert desk.start(pause, document_id=lead).state == "running"
    assert desk.start(pause).state == "queued"


@pytest.mark.parametrize(
    ("stage", "wanted", "result"),
    [
        ("WON", [], "success WON"),
        ("LOSE", [], "failure LOSE"),
        ("EXECUTING", ["EXECUTING"], "process EXECUTING"),
        ("EXECUTING", [], None),
    ],
)
def test_a_deal_stage_is_waited_for(desk, world, stage, wanted, result):
    listen = desk.node("CrmDealStageListenActivity", {"DealId": "{=Document:ID}", "WaitForState": wanted}, name="End")
    run = desk.start(listen, desk.note("{=End:StageSemantics} {=End:StageId}"))
    assert run.state == "running"
    world.update_document(desk.document_id, {"STAGE_ID": stage})
    assert (desk.texts(run), run.state) == (([result], "done") if result else ([], "running"))


def test_a_stage_that_is_already_there_closes_at_once(desk, world):
    world.documents[desk.document_id]["STAGE_ID"] = "LOSE"
    assert desk.start(desk.node("CrmDealStageListenActivity", {"DealId": "5"})).state == "done"


def test_a_change_by_the_workflow_itself_is_heard_and_another_deals_is_not(desk, world):
    listen = desk.node("CrmDealStageListenActivity", {"DealId": "{=Document:ID}"})
    change = desk.node("SetFieldActivity", {"FieldValue": {"STAGE_ID": "WON"}})
    lanes = [desk.node("SequenceActivity", {}, listen), desk.node("SequenceActivity", {}, change)]
    assert desk.start(desk.node("ParallelActivity", {}, *lanes)).state == "done"
    world.documents[desk.document_id]["STAGE_ID"] = "NEW"
    run = desk.start(listen)
    desk.engine.signal("document:DEAL_6", {"STAGE_ID"})
    assert run.state == "running"


def test_a_lead_is_waited_for_and_a_missing_deal_is_a_log_line(desk, world):
    lead = ("crm", "CCrmDocumentLead", "LEAD_8")
    world.documents[lead] = {"STATUS_ID": "NEW"}
    world.pipelines["LEAD"] = {"NEW": "process", "JUNK": "failure"}
    run = desk.start(
        desk.node("CrmLeadStatusListenActivity", {"LeadId": "8"}, name="End"),
        desk.note("{=End:StatusSemantics} {=End:StatusId}"),
    )
    world.update_document(lead, {"STATUS_ID": "JUNK"})
    assert desk.texts(run) == ["failure JUNK"]
    missing = desk.start(desk.node("CrmDealStageListenActivity", {"DealId": "77"}))
    assert (desk.texts(missing), missing.state) == (["There is no DEAL_77"], "done")


@pytest.mark.parametrize(("moved", "expected"), [(True, "won"), (False, "late")])
def test_the_end_of_a_deal_and_a_deadline_race_in_a_listen_step(desk, world, moved, expected):
    end = desk.node(
        "EventDrivenActivity", {}, desk.node("CrmDealStageListenActivity", {"DealId": "5"}), desk.note("won")
    )
    late = desk.node("EventDrivenActivity", {}, desk.node("DelayActivity", PAUSE), desk.note("late"))
    run = desk.start(desk.node("ListenActivity", {}, end, late))
    if moved:
        world.update_document(desk.document_id, {"STAGE_ID": "WON"})
    world.advance(7200)
    assert desk.texts(run) == [expected]
