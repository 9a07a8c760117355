"""The whole road as a person walks it: in a browser, in the portal's frames, with the official SDK unmodified."""

import pytest
from playwright.sync_api import expect

from tests.browser.road import describe, install, loaded, move, open_tab, publish, show_runs, wait_for_the_end
from tests.world import ask

pytestmark = pytest.mark.usefixtures("workers")


def test_a_person_installs_describes_publishes_and_sees_it_run(page):
    """
    Installer by the SDK → tab → words and diagram → publish → a click on the stage → the trace.
    """
    install(page)

    tab = open_tab(page)
    describe(tab)
    expect(tab.locator("ol.lines li").filter(has_text="Send contract").first).to_be_visible()
    expect(tab.locator(".diagram > svg")).to_be_visible()
    publish(tab)

    move(page, "Won")
    wait_for_the_end(page)
    show_runs(tab)
    expect(tab.locator(".trace li.is-seen").first).to_be_visible()

    page.get_by_role("tab", name="General").click()
    expect(page.locator("#tasks").get_by_text("Send contract")).to_be_visible()
    expect(page.locator("#timeline").get_by_text("Moved to “Won”")).to_be_visible()
    page.get_by_role("tab", name="Workflows").click()
    expect(page.locator("#run-list").get_by_text("Completed")).to_be_visible()


def test_nothing_can_be_pressed_before_the_page_listens_and_what_was_typed_stays(page):
    """
    On a slow line a form without its script would be sent to the portal's frame as it is, and the words would be gone.
    """
    install(page)
    held = []
    page.route("**/js/describe.js", lambda route: held.extend([route]))
    tab = open_tab(page)
    field, button = tab.get_by_label("What should happen?"), tab.get_by_role("button", name="Show what it means")
    field.fill("When a deal is won, add the tag Won")
    expect(button).to_be_disabled()
    expect(tab.locator("[data-example]").first).to_be_disabled()
    field.press("Control+Enter")

    held[0].continue_()

    expect(button).to_be_enabled()
    expect(field).to_have_value("When a deal is won, add the tag Won")


def test_the_frame_grows_with_the_apps_page(page):
    """
    The SDK tells the height of its content; there is no second scroll bar.
    """
    install(page)
    tab = open_tab(page)
    describe(tab)

    content = tab.locator("#page").evaluate("node => node.offsetHeight")

    assert content > 640
    expect(page.locator(".app-frame iframe")).to_have_js_property("clientHeight", content)


def test_an_employee_sees_the_tab_and_cannot_publish(page):
    """
    The page says who can.
    """
    install(page)
    page.get_by_label("Signed in as").select_option("David Moreau")
    expect(page.get_by_label("Signed in as")).to_have_value("4")

    tab = open_tab(page)
    describe(tab)

    expect(tab.get_by_role("button", name="Publish")).to_be_disabled()
    expect(tab.get_by_text("Only an administrator")).to_be_visible()


def test_the_sdk_learns_where_it_is_and_refreshes_its_tokens(page, world):
    """
    What `getInitData` and `getInterface` tell; `refreshAuth` gives a new token that REST takes.
    """
    install(page)
    tab = open_tab(page, "/crm/lead/details/1/")

    told = loaded(tab).evaluate("""async () => {
        const { auth, placement, isInstallMode } = await B24Js.initializeB24Frame();
        const before = auth.getAuthData().access_token;
        const { access_token: token, member_id: member } = await auth.refreshAuth();
        const { command } = await placement.getInterface();
        return { token, isNew: token !== before, member, isInstallMode, command, id: placement.options.ID,
                 placement: placement.placement, isAdmin: auth.isAdmin };
    }""")

    token = told.pop("token")
    assert told == {
        "isNew": True, "member": world.sim.member_id, "isInstallMode": False, "command": ["reloadData"], "id": "1",
        "placement": "CRM_LEAD_DETAIL_TAB", "isAdmin": True,
    }  # fmt: skip
    assert ask(f"{world.sim.portal_url}/rest/profile?auth={token}").json["result"]["NAME"] == "Anna"


def test_what_a_frame_asks_of_the_page_around_it_is_done(page):
    """
    Title, a path in a slider, the app in a slider; what is unknown or forbidden is answered and does nothing.
    """
    install(page)
    tab = open_tab(page)
    frame = loaded(tab)

    frame.evaluate("async () => (await B24Js.initializeB24Frame()).parent.setTitle('Hello from the app')")
    expect(page).to_have_title("Hello from the app")

    frame.evaluate("""async () => {
        const { slider } = await B24Js.initializeB24Frame();
        window.shown = slider.openPath(slider.getUrl("/crm/deal/details/2/"));
    }""")
    inner = page.frame_locator(".slider iframe")
    expect(inner.get_by_role("heading", name="Spring campaign")).to_be_visible()
    page.get_by_role("button", name="Close").click()
    assert frame.evaluate("() => window.shown")["isClose"] is True

    refused = """async () => {
        const { slider } = await B24Js.initializeB24Frame();
        return slider.openPath(slider.getUrl("/_state")).catch((error) => error.message);
    }"""
    assert frame.evaluate(refused) == "PATH_NOT_AVAILABLE"

    frame.evaluate("""async () => { (await B24Js.initializeB24Frame()).slider.openSliderAppPage({ deal: 1 }); }""")
    expect(inner.get_by_role("heading", name="Workflow Composer", exact=True)).to_be_visible()
    assert frame.evaluate("async () => (await B24Js.initializeB24Frame()).placement.call('constructor', {})") == ""


def test_messages_of_a_stranger_are_not_answered(page):
    """
    From another window, or with another identifier than the frame's own: the portal says nothing.
    """
    install(page)
    expect(open_tab(page).get_by_role("heading", name="Describe a workflow")).to_be_visible()

    told = page.evaluate("""async () => {
        const heard = [];
        addEventListener("message", (event) => heard.push(event.data));
        const [, , sid] = document.querySelector(".app-frame iframe").name.split("|");
        for (const text of [`getInitData:stranger:${sid}`, "getInitData:stranger:0", "getInitData", ""]) {
            postMessage(text, "*");
        }
        await new Promise((done) => setTimeout(done, 300));
        return heard.filter((text) => String(text).startsWith("stranger:"));
    }""")

    assert told == []


def test_what_leaves_the_portal_is_ticked_before_it_can_be_published(page):
    """
    The button says why it is off; the tick turns it on.
    """
    install(page)
    tab = open_tab(page)
    describe(tab, "When a deal is won, call the webhook https://hooks.example.com/won")
    button = tab.get_by_role("button", name="Publish")
    expect(button).to_be_disabled()
    expect(tab.get_by_text("Tick what goes outside")).to_be_visible()

    tab.get_by_role("checkbox", name="https://hooks.example.com/won is called").check()

    expect(button).to_be_enabled()
    publish(tab)
