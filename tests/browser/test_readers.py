"""Who reads descriptions: chosen on the app's main page, told where a description is read."""

import pytest
from playwright.sync_api import expect

from tests.browser.road import describe, install, open_tab

pytestmark = pytest.mark.usefixtures("workers")


def test_an_administrator_chooses_who_is_asked_and_a_key_and_the_tab_says_who_read(page):
    """
    The key is not shown again; a provider that cannot be reached is named with the reason.
    """
    install(page)
    page.goto("/apps/")
    page.locator("#cards section").filter(has_text="Workflow Composer").get_by_role("link", name="Open").click()
    app = page.frame_locator("iframe").first
    app.get_by_label("Who is asked").select_option("Claude, then the built-in parser")
    app.get_by_label("names of stages and pipelines").check()
    app.get_by_label("Key for Claude").fill("sk-not-a-real-key")
    app.get_by_role("button", name="Save").click()
    expect(app.get_by_text("Saved.")).to_be_visible()
    expect(app.get_by_text("A key of this Bitrix24 is stored")).to_be_visible()
    expect(app.get_by_label("Key for Claude")).to_have_value("")
    expect(app.get_by_label("Who is asked")).to_have_value("claude")
    app.get_by_role("button", name="Forget this key").click()
    expect(app.get_by_text("A key of this Bitrix24 is stored")).to_have_count(0)

    tab = open_tab(page)
    describe(tab)
    expect(tab.get_by_text("Read by the built-in parser.")).to_be_visible()
