"""The pictures of the README, taken in a real browser; run by `make screenshots`, not with the tests."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.road import describe, install, move, open_tab, publish, show_runs, talk, wait_for_the_end

IMAGES = Path(__file__).resolve().parents[2] / "docs" / "images"
LARGEST = 400_000

pytestmark = pytest.mark.usefixtures("workers")


def test_pictures_of_the_road(page):
    """
    The tab in the deal's card, the plan it understood and its trial, the run, the versions, and what came of it.
    """
    IMAGES.mkdir(exist_ok=True)

    def take(name: str, ready: Callable[[], None] = lambda: None) -> None:
        page.wait_for_timeout(600)  # the frame takes its new height
        ready()
        page.screenshot(path=IMAGES / name)
        assert (IMAGES / name).stat().st_size < LARGEST

    def top(of: str) -> Callable[[], None]:
        return lambda: page.evaluate("(of) => document.querySelector(of).scrollIntoView()", of)

    install(page)
    tab = open_tab(page)
    expect(tab.get_by_role("heading", name="Describe a workflow")).to_be_visible()
    take("deal-card.png")

    describe(tab)
    take("plan.png", lambda: tab.locator("#answer").evaluate("node => node.scrollIntoView()"))

    talk(tab, 'also add a comment "Thank you, {{CONTACT_NAME}}"')
    expect(tab.get_by_text("What changed")).to_be_visible()
    tab.get_by_role("button", name="Try it on this deal").click()
    expect(tab.locator("ol.timeline")).to_be_visible()
    take("trial.png", lambda: tab.locator(".talk").evaluate("node => node.previousElementSibling.scrollIntoView()"))

    publish(tab)
    top("main")()
    move(page, "Won")
    wait_for_the_end(page)
    show_runs(tab)
    take("run.png", lambda: tab.locator("#workflows").evaluate("node => node.parentElement.scrollIntoView()"))

    tab.locator(".opened > .verbs").get_by_role("button", name="Edit").click()
    talk(tab, "remove the comment")
    expect(tab.get_by_text("Removed: Add a comment")).to_be_visible()
    tab.get_by_label("Note for its history").fill("The client is thanked by phone")
    publish(tab)
    tab.get_by_text("Versions", exact=True).click()
    expect(tab.get_by_role("button", name="Go back to this version")).to_be_visible()
    take("versions.png", lambda: tab.locator("#workflows").evaluate("node => node.parentElement.scrollIntoView()"))

    page.get_by_role("tab", name="General").click()
    expect(page.locator("#tasks").get_by_text("Send contract")).to_be_visible()
    take("record.png", top("main"))
