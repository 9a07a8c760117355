"""A plan on the page: changed by talking, put right, tried, saved, taken from a file; in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.road import bring, describe, install, move, open_tab, publish, talk

pytestmark = pytest.mark.usefixtures("workers")


@pytest.fixture
def tab(page):
    install(page)
    return open_tab(page)


def test_a_plan_is_changed_by_talking_and_an_undo_takes_it_back(tab):
    """
    The change is told in English; the name, the note and what is being typed elsewhere stay as they are.
    """
    describe(tab)
    tab.get_by_label("Name of the workflow").fill("After the win")
    tab.get_by_label("Note for its history").fill("as agreed")

    talk(tab, 'also add a comment "Well done"')

    changes = tab.locator(".note", has_text="What changed")
    expect(changes).to_contain_text("Added: Add a comment to the deal: “Well done”")
    comment = tab.locator("ol.lines li").filter(has_text="Well done")
    expect(comment).to_be_visible()
    expect(tab.get_by_label("Name of the workflow")).to_have_value("After the win")
    expect(tab.get_by_label("Note for its history")).to_have_value("as agreed")
    changes.get_by_role("button", name="Undo").click()
    expect(comment).to_have_count(0)
    expect(changes).to_contain_text("Removed: Add a comment")
    expect(changes.get_by_role("button", name="Undo")).to_have_count(0)


def test_a_change_that_could_mean_several_steps_is_asked_about(tab):
    """
    The answer is a click, and only the step that was chosen goes.
    """
    describe(tab, 'When a deal is won, create a task "Call" and create a task "Write"')

    talk(tab, "remove the task")
    tab.get_by_role("button", name="Step 2: Create a task “Write”").click()

    expect(tab.locator("ol.lines li").filter(has_text="“Write”")).to_have_count(0)
    expect(tab.locator("ol.lines li").filter(has_text="“Call”")).to_be_visible()


def test_words_that_were_not_understood_are_left_out_with_a_click(tab):
    """
    The question marks them; the click takes them out of the text, and the plan of what is left is shown.
    """
    field = tab.get_by_label("What should happen?")
    field.fill("When a deal is won half way, tell Anna Berg")
    tab.get_by_role("button", name="Show what it means").click()
    expect(tab.locator("#answer mark")).to_have_text("half way")

    tab.get_by_role("button", name="Leave out what is marked").click()

    expect(tab.get_by_role("heading", name="This is what will happen")).to_be_visible()
    expect(field).to_have_value("When a deal is won, tell Anna Berg")


def test_what_was_probably_meant_is_taken_with_a_click(tab):
    """
    The description is no plan as it stands; the click puts the plain words in its place, and their plan is shown.
    """
    field = tab.get_by_label("What should happen?")
    field.fill(
        "Company moved, ie its address field was edited? A week later its owner gets a reminder: update the register"
    )
    tab.get_by_role("button", name="Show what it means").click()
    expect(tab.get_by_text("Did you mean: When the address of a company changes, wait")).to_be_visible()

    tab.get_by_role("button", name="Yes, that is what I mean").click()

    expect(tab.get_by_role("heading", name="This is what will happen")).to_be_visible()
    expect(field).to_have_value(re.compile("^When the address of a company changes"))


def test_a_tick_stays_where_the_sentence_is_the_same(tab):
    describe(tab, "When a deal is won, call the webhook https://hooks.example.com/won")
    tick = tab.get_by_role("checkbox", name="https://hooks.example.com/won is called")
    tick.check()

    talk(tab, 'also add a comment "Told them"')

    expect(tab.locator("ol.lines li").filter(has_text="Told them")).to_be_visible()
    expect(tick).to_be_checked()
    expect(tab.get_by_role("button", name="Publish")).to_be_enabled()


def test_a_name_the_portal_does_not_know_blocks_publishing_until_one_is_chosen(tab):
    describe(tab, "When a deal is won, create a task for Ann Bork")
    finding = tab.locator(".finding.error")
    expect(finding).to_contain_text("There is nobody called Ann Bork")
    expect(tab.get_by_role("button", name="Publish")).to_be_disabled()

    finding.get_by_role("button", name="Anna Berg").click()

    expect(finding).to_have_count(0)
    expect(tab.locator("ol.lines li").filter(has_text="Anna Berg")).to_be_visible()
    publish(tab)


def test_a_warning_is_folded_and_its_fix_is_one_click(tab):
    describe(tab, 'When a deal is won, request approval from Anna Berg, then add the tag "OK"')
    warning = tab.locator(".finding.warning")
    expect(warning.get_by_text("without a deadline")).to_be_hidden()
    expect(tab.get_by_role("button", name="Publish")).to_be_enabled()

    warning.get_by_text("Worth knowing").click()
    warning.get_by_role("button", name="Answer within 2 days").click()

    expect(tab.locator("ol.lines li").filter(has_text="2 days").first).to_be_visible()
    expect(warning).to_have_count(0)


def test_a_plan_is_tried_on_the_open_deal_and_on_other_answers(tab, world):
    """
    The final texts are shown; nothing is done to the deal.
    """
    sentence = 'When a deal is won, request approval from Anna Berg, if approved create a task "Thank {{CONTACT_NAME}}"'
    describe(tab, f'{sentence}, otherwise add the tag "No"')

    tab.get_by_role("button", name="Try it on this deal").click()

    timeline = tab.locator("ol.timeline")
    deal = world.user_does("crm.deal.get", id=1)
    contact = world.user_does("crm.contact.get", id=deal["CONTACT_ID"])
    expect(timeline).to_contain_text(f"Thank {contact['NAME']} {contact['LAST_NAME']}")
    tab.get_by_label("and assume that").select_option("they reject")
    expect(timeline).to_contain_text("Rejected")
    expect(timeline.locator("li.does")).to_contain_text("No")
    assert world.state("tasks") == []


def test_a_draft_is_kept_and_gone_on_with_later(page, tab):
    describe(tab)
    tab.get_by_role("button", name="Save as draft").click()
    expect(tab.locator("#answer .note.good")).to_contain_text("Saved as a draft")

    page.reload()
    page.get_by_role("tab", name="Describe a workflow").click()
    tab.locator("ul.workflows summary").filter(has_text="Draft").first.click()
    tab.get_by_role("button", name="Edit").click()

    expect(tab.get_by_text("The draft “")).to_be_visible()
    publish(tab)
    expect(tab.locator("ul.workflows > li")).to_have_count(1)
    expect(tab.locator("ul.workflows .badge").first).to_have_text("Active")


def test_a_file_is_imported_and_its_unknown_names_are_decided(tab, world):
    """
    The picker takes what was exported; people who are not here are chosen from those who are.
    """
    plan = world.read(world.bearer_of(1), 'When a deal is won, create a task "Call" for Zoe Quill')["plan"]
    told = {"format": "workflow-composer", "version": 1, "name": "From afar", "description": "Call them", "plan": plan}

    bring(tab, "afar.json", told)
    tab.get_by_label("Person “Zoe Quill”").select_option("Boris Klein")
    tab.get_by_role("button", name="Use these").click()

    expect(tab.locator("ol.lines li").filter(has_text="Boris Klein")).to_be_visible()
    expect(tab.get_by_label("Name of the workflow")).to_have_value("From afar")
    publish(tab)


def test_a_file_that_is_no_workflow_is_refused_in_words(tab):
    bring(tab, "notes.json", b"not json")
    expect(tab.get_by_role("alert")).to_contain_text("This file is no workflow")


def test_a_plan_is_tried_on_the_last_days(page, tab):
    """
    What would have started it is listed with its moment; nothing is sent.
    """
    move(page, "Won")
    page.get_by_role("tab", name="Describe a workflow").click()
    describe(tab)

    tab.get_by_role("button", name="Try it on the last 30 days").click()

    expect(tab.locator(".course")).to_contain_text("would have started it")
    expect(tab.locator("ol.timeline li").first).to_be_visible()
