"""What a person does at the pages, in the words of the tests."""

import json
import time
from contextlib import suppress
from typing import Any

from playwright.sync_api import FrameLocator, Locator, Page, expect

from tests.world import PATIENCE_S, wait_until

SENTENCE = (
    'When a deal is won, create a task "Send contract" for the responsible due in 2 days, '
    'send a chat message to the manager and add the tag "Won"'
)


def install(page: Page) -> None:
    """Press Install and wait until the installer has registered, finished and become the app."""
    page.goto("/apps/")
    card = page.locator("#cards section").filter(has_text="Workflow Composer")
    card.get_by_role("button", name="Install", exact=True).click()
    app = page.frame_locator(".slider iframe")
    expect(app.get_by_role("heading", name="Workflow Composer", exact=True)).to_be_visible()
    page.get_by_role("button", name="Close").click()
    expect(card.get_by_text("Installed", exact=True)).to_be_visible()


def open_tab(page: Page, card: str = "/crm/deal/details/1/") -> FrameLocator:
    """Open a card and in it our tab; what is in the frame."""
    page.goto(card)
    page.get_by_role("tab", name="Describe a workflow").click()
    return page.frame_locator(".app-frame iframe")


def loaded(tab: FrameLocator) -> Locator:
    """The page in the frame, once its scripts have run."""
    page = tab.locator("#page")
    page.evaluate(
        "() => document.readyState === 'complete' || new Promise(done => addEventListener('load', () => done()))"
    )
    return page


def describe(tab: FrameLocator, sentence: str = SENTENCE) -> None:
    """Type a sentence and wait for what was understood."""
    tab.get_by_label("What should happen?").fill(sentence)
    tab.get_by_role("button", name="Show what it means").click()
    expect(tab.get_by_role("heading", name="This is what will happen")).to_be_visible()


def publish(tab: FrameLocator) -> None:
    """Publish what was understood."""
    tab.get_by_role("button", name="Publish").click()
    expect(tab.locator("#answer .note.good")).to_contain_text("Published.")


def move(page: Page, stage: str) -> None:
    """Click a stage of the bar and see the record there."""
    page.get_by_label("Stage").get_by_role("button", name=stage).click()
    expect(page.locator("#stages [aria-current]")).to_have_text(stage)


def wait_for_the_end(page: Page) -> None:
    """Watch the card's list of workflows, which looks again by itself, until the newest one is completed."""
    page.get_by_role("tab", name="Workflows").click()
    expect(page.locator("#run-list .badge").first).to_have_text("Completed")
    page.get_by_role("tab", name="Describe a workflow").click()


def see_a_run(tab: FrameLocator) -> None:
    """Look again until the list tells of a run: its first mark may come a moment after the record was moved."""
    told = tab.get_by_text("1 run")

    def look() -> None:
        with suppress(AssertionError):
            tab.get_by_role("button", name="Refresh").click()
            expect(told).to_be_visible(timeout=1000)

    wait_until(told.is_visible, look)


def show_runs(tab: FrameLocator) -> None:
    """Open the first workflow's runs in our tab; its last mark may come a moment after the portal's end."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        tab.get_by_role("button", name="Refresh").click()
        see_a_run(tab)
        tab.locator("ul.workflows > li > details > summary").first.click()
        state = tab.locator(".runs .badge").first
        expect(state).to_be_visible()
        if state.text_content() == "Finished":
            return
        time.sleep(0.2)
    raise AssertionError("the run was not seen to its end")


def talk(tab: FrameLocator, words: str) -> None:
    """Say what is to change about the plan, and wait until it was heard."""
    tab.get_by_label("Change it in your own words").fill(words)
    tab.get_by_role("button", name="Change it").click()
    expect(tab.get_by_role("button", name="Change it")).to_be_enabled()


def bring(tab: FrameLocator, name: str, told: Any) -> None:
    """Choose a file to import: JSON, or what is no JSON at all."""
    expect(tab.get_by_role("button", name="Import")).to_be_visible()
    buffer = told if isinstance(told, bytes) else json.dumps(told).encode()
    tab.locator("#file").set_input_files({"name": name, "mimeType": "application/json", "buffer": buffer})
