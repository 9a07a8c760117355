"""The snapshot that ships with the app is the simulator's demo portal, read like any other."""

from b24app.plan.snapshot import demo_portal
from b24app.portals import rows
from b24app.portals.snapshot import Directories, take


def test_the_demo_portal_is_what_the_simulator_gives(office):
    """
    Written anew by `b24app portal-snapshot` against a running simulator when the simulator's company changes.
    """
    with office.services.engine.begin() as connection:
        portal = rows.named(connection, "")

    assert take(office.services.client, portal) == demo_portal()


def test_a_directory_is_kept_and_read_anew_when_asked(office):
    with office.services.engine.begin() as connection:
        portal = rows.named(connection, "")
    directories = Directories(office.services.client)

    before = directories.of(portal)
    office.user_does("crm.status.add", fields={"ENTITY_ID": "DEAL_STAGE", "STATUS_ID": "REVIEW", "NAME": "Review"})

    assert directories.of(portal) is before
    assert directories.of(portal, fresh=True).stages_called("CRM_DEAL", "Review")


def test_a_stage_made_a_moment_ago_is_found_when_publishing(office):
    office.publish(office.bearer, "When a deal is won, add a comment “Well done”")
    office.user_does("crm.status.add", fields={"ENTITY_ID": "DEAL_STAGE", "STATUS_ID": "REVIEW", "NAME": "Review"})

    assert office.publish(office.bearer, "When a deal is lost, move it to Review").status == 201
