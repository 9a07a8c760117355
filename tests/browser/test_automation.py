"""Robots dragged onto stages with the mouse, as a person does it, and called when a deal comes there."""

import pytest
from playwright.sync_api import expect

from tests.browser.road import install, move, wait_for_the_end

pytestmark = pytest.mark.usefixtures("workers")


def test_a_robot_is_dragged_onto_a_stage_filled_in_and_called(page, world):
    """
    Palette → stage with the mouse → settings → a click on the stage in the deal's card → the app is called.
    """
    install(page)
    page.goto("/crm/deal/automation/0/")
    robot = page.locator("#palette article").filter(has_text="Add a tag")
    column = page.get_by_role("region", name="Won")

    robot.drag_to(column)

    card = column.locator("article")
    expect(card).to_contain_text("Add a tag")
    card.get_by_role("link", name="Edit").click()
    page.get_by_label("Tag *").fill("Dragged")
    page.get_by_role("button", name="Save").click()
    expect(card).to_contain_text("Dragged")

    page.goto("/crm/deal/details/1/")
    move(page, "Won")
    wait_for_the_end(page)
    assert [call["request"]["properties"]["tag"] for call in world.log("add_tag", kind="robot")] == ["Dragged"]


def test_a_placed_robot_is_dragged_to_another_stage_and_removed(page, world):
    """
    What stands on a stage is dragged like a deal; without a mouse there is a choice of stages.
    """
    install(page)
    page.goto("/crm/deal/automation/0/")
    offer = page.locator("#palette article").filter(has_text="Add a tag")
    offer.get_by_label("Stage for").select_option(label="Won")
    offer.get_by_role("button", name="Add").click()
    won, lost = page.get_by_role("region", name="Won"), page.get_by_role("region", name="Lost")
    expect(won.locator("article")).to_have_count(1)

    won.locator("article").drag_to(lost)

    expect(lost.locator("article")).to_have_count(1)
    expect(won.locator("article")).to_have_count(0)
    assert [row["stage_id"] for row in world.state("stage_robots")] == ["LOSE"]
    lost.get_by_role("button", name="Remove").click()
    expect(lost.locator("article")).to_have_count(0)
