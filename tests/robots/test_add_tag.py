"""Robot add_tag: the tag is on the record afterwards, once."""

import pytest

from b24app.errors import PortalRefused, RobotFailed
from b24app.robots.add_tag import FIELD, Outputs, robot

TAGGED = {"crm.item.get": {"item": {"id": 42, FIELD: ["VIP"]}}, "crm.item.update": {"item": {}}}


def run(ctx, tag="urgent"):
    return robot.run(robot.parse({"tag": tag}), ctx)


def written(ctx):
    return [params["fields"][FIELD] for method, params in ctx.portal.asked if method == "crm.item.update"]


def test_the_tag_joins_the_others(ctx):
    here = ctx(TAGGED)
    assert run(here) == Outputs(added=True)
    assert written(here) == [["VIP", "urgent"]]
    assert here.portal.asked[-1][1] == {
        "entityTypeId": 2,
        "id": 42,
        "useOriginalUfNames": "Y",
        "fields": {FIELD: ["VIP", "urgent"]},
    }


@pytest.mark.parametrize("tag", ["VIP", "vip", " VIP "])
def test_a_tag_that_is_there_is_not_added_again(ctx, tag):
    here = ctx(TAGGED)
    assert run(here, tag) == Outputs(added=False)
    assert written(here) == []


def test_running_it_twice_is_running_it_once(ctx):
    item = {"id": 42, FIELD: []}
    here = ctx({"crm.item.get": {"item": item}, "crm.item.update": {"item": {}}})
    run(here)
    item[FIELD] = written(here)[0]
    assert run(here) == Outputs(added=False)
    assert written(here) == [["urgent"]]


@pytest.mark.parametrize("empty", [None, False, [], ""])
def test_a_record_without_tags_gets_its_first(ctx, empty):
    here = ctx({"crm.item.get": {"item": {FIELD: empty}}, "crm.item.update": {}})
    run(here)
    assert written(here) == [["urgent"]]


@pytest.mark.parametrize(
    ("item", "entity", "method"),
    [
        ("LEAD_1", 1, "crm.lead.userfield.add"),
        ("DEAL_1", 2, "crm.deal.userfield.add"),
        ("CONTACT_1", 3, "crm.contact.userfield.add"),
        ("COMPANY_1", 4, "crm.company.userfield.add"),
    ],
)
def test_the_field_is_made_on_first_use(ctx, item, entity, method):
    here = ctx(
        {"crm.item.get": {"item": {}}, "crm.item.fields": {"fields": {}}, method: 5, "crm.item.update": {}}, item
    )
    run(here)
    made = dict(here.portal.asked)[method]["fields"]
    assert (made["FIELD_NAME"], made["USER_TYPE_ID"], made["MULTIPLE"]) == (FIELD, "string", "Y")
    assert here.portal.asked[0][1]["entityTypeId"] == entity


def test_a_field_that_is_there_is_not_made_again(ctx):
    here = ctx({"crm.item.get": {"item": {}}, "crm.item.fields": {"fields": {FIELD: {}}}, "crm.item.update": {}})
    assert run(here) == Outputs(added=True)


@pytest.mark.parametrize("item", ["QUOTE_1", "SMART_INVOICE_1", "DYNAMIC_177_1", "12"])
def test_other_records_have_no_tags(ctx, item):
    here = ctx({}, item)
    with pytest.raises(RobotFailed, match="leads, deals, contacts and companies"):
        run(here)
    assert here.portal.asked == []


@pytest.mark.parametrize("tag", ["", "   ", None, []])
def test_a_tag_is_needed(tag):
    with pytest.raises(RobotFailed, match="Tag"):
        robot.parse({"tag": tag})


def test_the_portals_refusal_is_passed_on(ctx):
    with pytest.raises(PortalRefused):
        run(ctx({"crm.item.get": PortalRefused("crm.item.get", "NOT_FOUND", "no deal")}))
