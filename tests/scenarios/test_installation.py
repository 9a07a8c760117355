"""Installing, repairing, updating, removing."""

from tests.world import ask, page_data

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def registered(world):
    """What the portal holds of ours."""
    robots = sorted(row["code"] for row in world.state("robots"))
    placements = sorted(row["placement"] for row in world.state("placements"))
    return robots, placements, sorted(row["event"].upper() for row in world.state("event_handlers"))


def register(world):
    bearer = page_data(world.open_page())["bearer"]
    return world.fetch("POST", "/install/register", bearer, {}).json


def test_installing_registers_robots_placements_and_events(office):
    robots, placements, events = registered(office)

    assert robots == ["add_tag", "mark", "send_bitrix_message", "webhook"]
    assert placements == ["CRM_DEAL_DETAIL_TAB", "CRM_LEAD_DETAIL_TAB"]
    assert {"ONCRMDEALUPDATE", "ONCRMLEADUPDATE", "ONAPPUNINSTALL", "ONAPPUPDATE"} <= set(events)


def test_registering_again_writes_nothing(office):
    """
    It may run at any time; a portal that holds everything is only read.
    """
    assert register(office) == {"done": [], "missing": []}


def test_registering_again_puts_back_what_an_administrator_removed(office):
    before = registered(office)
    # The app's own token is the only one that may remove robots; a person's page would do the same.
    state = office.services.client
    from b24app.portals import rows

    with office.services.engine.begin() as connection:
        portal = rows.find(connection, office.sim.member_id)
    state.call(portal, "bizproc.robot.delete", {"CODE": "add_tag"})
    state.call(portal, "placement.unbind", {"PLACEMENT": "CRM_DEAL_DETAIL_TAB"})
    assert registered(office) != before

    assert len(register(office)["done"]) == 2
    assert registered(office) == before


def test_an_update_drops_everything_and_the_app_puts_it_back(office):
    """
    The portal deletes robots, placements and handlers on every version update (rest-robots.md).
    """
    before = registered(office)

    office.control(f"/_apps/{office.client_id}/update", {"version": 2})
    if not office.state("event_handlers"):  # UNCLEAR whether ONAPPUPDATE survives the wipe: opening the app repairs it
        register(office)
    office.settle(lambda: registered(office) == before)

    assert registered(office) == before


def test_removing_the_app_deletes_its_tokens_and_with_clean_everything(office):
    office.publish(office.bearer, "When a deal is won, add the tag Won")
    assert office.count("workflow") == 1

    office.control(f"/_apps/{office.client_id}/uninstall", {"clean": 1})
    office.settle(lambda: office.count("portal") == 0)

    assert [office.count(name) for name in ("token_pair", "workflow", "workflow_version", "invocation")] == [0] * 4


def test_removing_the_app_without_clean_keeps_the_workflows_but_no_token(office):
    office.publish(office.bearer, "When a deal is won, add the tag Won")

    office.control(f"/_apps/{office.client_id}/uninstall", {"clean": 0})
    office.settle(lambda: office.count("token_pair") == 0)

    assert (office.count("portal"), office.count("workflow")) == (1, 1)


def test_a_forged_removal_is_checked_with_the_authorization_server(office):
    """
    The application token is its only proof, so the authorization server has the last word.
    """
    token = office.application_token()
    body = f"event=ONAPPUNINSTALL&data[CLEAN]=1&auth[member_id]={office.sim.member_id}&auth[application_token]={token}"

    assert ask(f"{office.app_url}/events", data=body.encode(), headers=FORM).status == 202
    office.work()

    assert (office.count("portal"), office.count("token_pair")) == (1, 1)


def test_reinstalling_brings_a_portal_back(office):
    office.control(f"/_apps/{office.client_id}/uninstall", {"clean": 0})
    office.settle(lambda: office.count("token_pair") == 0)

    office.bearer = office.install()

    assert office.publish(office.bearer, "When a deal is won, add the tag Won").status == 201


def test_pages_answer_the_market_check_and_say_how_they_are_opened(world):
    """
    App and installer addresses must answer HEAD with 200 when the card is saved.
    """
    for path in ("/app", "/install", "/"):
        assert ask(world.app_url + path, method="HEAD").status == 200
        assert "Bitrix24" in ask(world.app_url + path).text


def test_a_person_at_a_wrong_address_gets_a_page_and_a_script_gets_json(world):
    """
    Nothing may frame either of them.
    """
    person = ask(world.app_url + "/nowhere", headers={"Accept": "text/html,*/*;q=0.8"})
    script = ask(world.app_url + "/nowhere")

    assert (person.status, "There is nothing at this address" in person.text) == (404, True)
    assert (script.status, script.json) == (404, {"error": "http", "message": "Not Found"})
    assert person.headers["Content-Security-Policy"].endswith("frame-ancestors 'none'")


def test_a_page_that_meets_a_defect_says_so_without_a_stack_trace(office):
    """
    The database is gone: the person reads a sentence, the log has the rest.
    """
    with office.services.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE portal RENAME TO portal_away")
    try:
        page = office.open_page()
        call = ask(office.app_url + "/robots/mark", data=b"auth[member_id]=x", headers=FORM)
    finally:
        with office.services.engine.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE portal_away RENAME TO portal")

    assert (page.status, "Something went wrong in the app" in page.text) == (500, True)
    assert (call.status, call.json) == (500, {"error": "http", "message": "Internal Server Error"})
    assert "portal" not in call.text
    assert "Traceback" not in page.text
