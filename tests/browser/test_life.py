"""A published workflow opened on the page: its versions, runs and everything that can be done with it."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.road import bring, describe, install, move, open_tab, publish, see_a_run, talk

pytestmark = pytest.mark.usefixtures("workers")
WAITS = 'When a deal is won, wait 2 days, then add a comment "Two days later"'

# The browser's own word for an answer of ours that says no.
REFUSAL = "error: Failed to load resource: the server responded with a status of 422 (UNPROCESSABLE ENTITY)"


@pytest.fixture
def tab(page):
    install(page)
    return open_tab(page)


def do(tab, name):
    tab.locator(".opened > .verbs").get_by_role("button", name=name).click()


def test_an_edit_is_a_new_version_and_there_is_a_way_back(tab):
    """
    Edit → talk → publish: version 2 with its note and changes; going back publishes version 1's plan as version 3.
    """
    describe(tab)
    publish(tab)
    do(tab, "Edit")
    expect(tab.get_by_text("Version 1 goes on until you publish")).to_be_visible()
    talk(tab, 'also add a comment "Well done"')
    tab.get_by_label("Note for its history").fill("they like comments")
    publish(tab)

    tab.get_by_text("Versions", exact=True).click()
    newest = tab.locator("ol.versions > li").first
    expect(newest).to_contain_text("Version 2")
    expect(newest).to_contain_text("Anna Berg")
    expect(newest).to_contain_text("they like comments")
    expect(newest).to_contain_text("Added: Add a comment")
    tab.get_by_role("button", name="Go back to this version").click()

    expect(tab.locator(".opened > .hint")).to_contain_text("Version 3")
    tab.get_by_text("Versions", exact=True).click()
    expect(newest).to_contain_text("Back to version 1")
    expect(newest).to_contain_text("Removed: Add a comment")


def test_a_workflow_is_started_by_hand_on_the_open_deal(tab, world):
    describe(tab)
    publish(tab)

    do(tab, "Start by hand")
    tab.get_by_role("button", name="Start it").click()

    expect(tab.get_by_text("Started. Its steps")).to_be_visible()
    expect(tab.locator(".runs summary").first).to_contain_text("Deal 1")
    assert len(world.log("bizproc.workflow.start")) == 1


def test_inputs_are_asked_for_and_a_wrong_one_is_told(tab, world):
    plan = world.read(world.bearer_of(1), "When a deal is won, add the tag Won")["plan"]
    plan["inputs"] = [
        {"name": "Budget", "title": "The budget", "type": "number", "required": True},
        {"name": "Tone", "title": "Tone", "type": "list", "choices": ["warm", "dry"], "default": "warm"},
    ]
    told = {"format": "workflow-composer", "version": 1, "name": "With inputs", "description": "Tag it", "plan": plan}
    bring(tab, "inputs.json", told)
    expect(tab.get_by_label("Name of the workflow")).to_have_value("With inputs")
    publish(tab)

    do(tab, "Start by hand")
    expect(tab.get_by_label("Tone")).to_have_value("warm")
    tab.get_by_label("The budget").fill("1500.5")
    tab.get_by_role("button", name="Start it").click()

    expect(tab.get_by_text("Started. Its steps")).to_be_visible()
    (started,) = world.log("bizproc.workflow.start")
    assert started["request"]["PARAMETERS"]["Budget"] == "1500.5"


def test_a_run_is_stopped(page, tab):
    describe(tab, WAITS)
    publish(tab)
    move(page, "Won")
    see_a_run(tab)
    tab.locator("ul.workflows summary").first.click()

    tab.get_by_role("button", name="Stop this run").click()

    expect(tab.locator(".runs .badge").first).to_have_text("Stopped")
    expect(tab.get_by_role("button", name="Stop this run")).to_have_count(0)


def test_archiving_asks_and_says_when_runs_are_still_going(tab, world, complaints):
    """
    Nothing ends unasked; the archived workflow stays in the list with its versions.
    """
    describe(tab, WAITS)
    publish(tab)
    do(tab, "Start by hand")
    tab.get_by_role("button", name="Start it").click()
    expect(tab.get_by_text("Started. Its steps")).to_be_visible()

    do(tab, "Archive")
    tab.get_by_role("button", name="Archive it").click()
    expect(tab.locator(".asked")).to_contain_text("1 run is still going")
    complaints.remove(REFUSAL)
    tab.get_by_role("button", name="End what is going on, and archive it").click()

    expect(tab.locator("ul.workflows .badge").first).to_have_text("Archived")
    assert world.state("templates") == []
    expect(tab.get_by_role("button", name="Go back to this version")).to_be_visible()


def test_deleting_asks_first(tab, world):
    describe(tab)
    publish(tab)
    do(tab, "Delete")
    tab.get_by_role("button", name="Keep it").click()
    expect(tab.locator(".asked")).to_have_count(0)

    do(tab, "Delete")
    tab.get_by_role("button", name="Delete it").click()

    expect(tab.get_by_text("There are no workflows yet")).to_be_visible()
    assert world.state("templates") == []


def test_what_the_designer_changed_is_shown_with_both_values_before_it_is_replaced(tab, world):
    describe(tab)
    publish(tab)
    (template,) = world.state("templates")
    world.control("/_templates/edit", {"id": template["id"], "find": "Send contract", "put": "Send flowers"})

    do(tab, "Edit")

    expect(tab.locator("#answer table")).to_contain_text("Send flowers")
    expect(tab.get_by_role("button", name="Publish")).to_be_disabled()
    tab.get_by_label("Replace what was changed in the designer").check()
    publish(tab)


def test_a_copy_for_another_pipeline_is_a_workflow_of_its_own(tab):
    describe(tab)
    publish(tab)

    do(tab, "Duplicate")
    tab.get_by_label("For which pipeline?").select_option("Partners")
    tab.get_by_role("button", name="Duplicate it").click()

    name = "When a deal is won: create a task, send a chat message, add a tag (Partners)"
    expect(tab.get_by_label("Name of the workflow")).to_have_value(name)
    publish(tab)
    expect(tab.locator("ul.workflows > li")).to_have_count(2)


def test_a_workflow_is_taken_as_a_file(page, tab):
    describe(tab)
    publish(tab)
    do(tab, "Export")

    with page.expect_download() as taken:
        tab.get_by_role("button", name="Take the .json").click()

    told = json.loads(taken.value.path().read_text(encoding="utf-8"))
    assert (told["format"], len(told["plan"]["steps"])) == ("workflow-composer", 3)


def test_why_it_did_not_run_on_the_open_deal_is_told(tab):
    describe(tab)
    publish(tab)

    do(tab, "Why did it run here")

    expect(tab.locator(".asked")).to_contain_text("that has not happened to deal 1")


def test_a_workflow_that_is_to_run_without_the_app_stays_so_when_it_is_edited(tab, world):
    describe(tab, 'When a deal is created, create a task "Call"')
    tab.get_by_label("It is to run on without this app").check()
    publish(tab)

    do(tab, "Edit")

    expect(tab.get_by_label("It is to run on without this app")).to_be_checked()


def test_going_back_to_what_leaves_the_portal_asks_for_the_tick_again(tab, complaints):
    describe(tab, "When a deal is won, call the webhook https://hooks.example.com/won")
    tab.get_by_role("checkbox", name="https://hooks.example.com/won is called").check()
    publish(tab)
    do(tab, "Edit")
    tab.get_by_role("checkbox", name="https://hooks.example.com/won is called").check()
    talk(tab, 'also add a comment "Told them"')
    expect(tab.locator("ol.lines li").filter(has_text="Told them")).to_be_visible()
    publish(tab)

    tab.get_by_text("Versions", exact=True).click()
    tab.get_by_role("button", name="Go back to this version").click()
    expect(tab.locator(".asked")).to_contain_text("https://hooks.example.com/won is called")
    complaints.remove(REFUSAL)
    tab.get_by_role("button", name="I confirm this").click()

    expect(tab.locator(".opened > .hint")).to_contain_text("Version 3")


def test_what_bitrix24_kept_differently_is_shown_and_decided(tab, world, complaints):
    """
    Both values are shown, the workflow stays off, and one click throws it away.
    """
    fault = {"match": "bizproc.workflow.template.list", "kind": "replace", "times": 1}
    describe(tab)
    world.control("/_fault", {**fault, "find": "Send contract", "put": "Send money"})
    tab.get_by_role("button", name="Publish").click()

    told = tab.locator("#answer")
    expect(told).to_contain_text("Not active: Bitrix24 kept it differently")
    expect(told.locator("table")).to_contain_text("Send money")
    complaints.remove(REFUSAL)
    told.get_by_role("button", name="Throw this version away").click()

    expect(tab.get_by_text("There are no workflows yet")).to_be_visible()
    assert world.state("templates") == []
