"""CRM records over both families of methods, their stages, history and custom fields."""

from datetime import datetime, timedelta, timezone

import pytest


def item(app, number=1, kind=2):
    return app.call("crm.item.get", entityTypeId=kind, id=number)["item"]


def test_items_are_typed_and_classic_records_are_text(app):
    deal = item(app)
    assert (deal["id"], deal["opportunity"], deal["assignedById"], deal["opened"]) == (1, 12000.0, 4, "Y")
    assert deal["closedate"].endswith("T00:00:00+00:00")
    classic = app.call("crm.deal.get", id=1)
    assert (classic["ID"], classic["OPPORTUNITY"], classic["ASSIGNED_BY_ID"]) == ("1", "12000.00", "4")
    assert app.call("crm.lead.get", id=1)["PHONE"][0]["VALUE"] == "+49301110004"


@pytest.mark.parametrize("kind", [1, 2, 3, 4, 7, 31])
def test_every_type_is_added_read_changed_listed_and_deleted(app, kind):
    field = "name" if kind == 3 else "title"
    number = app.call("crm.item.add", entityTypeId=kind, fields={field: "First"})["item"]["id"]
    app.call("crm.item.update", entityTypeId=kind, id=number, fields={field: "Second"})
    assert item(app, number, kind)[field] == "Second"
    found = app.call("crm.item.list", entityTypeId=kind, filter={f"={field}": "Second"})["items"]
    assert [row["id"] for row in found] == [number]
    assert field in app.call("crm.item.fields", entityTypeId=kind)["fields"]
    assert app.call("crm.item.delete", entityTypeId=kind, id=number) == []
    assert app.refused("crm.item.get", entityTypeId=kind, id=number)[:2] == (400, "NOT_FOUND")


@pytest.mark.parametrize(
    ("method", "given", "code"),
    [
        ("crm.item.get", {"entityTypeId": 5, "id": 1}, "ENTITY_TYPE_NOT_SUPPORTED"),
        ("crm.item.get", {"entityTypeId": 999, "id": 1}, "NOT_FOUND"),
        ("crm.item.get", {"entityTypeId": 2}, "NOT_FOUND"),
        ("crm.item.add", {"entityTypeId": 2}, 100),
        ("crm.item.update", {"entityTypeId": 2, "id": 1, "fields": "x"}, 100),
        (
            "crm.item.update",
            {"entityTypeId": 2, "id": 1, "fields": {"stageId": "NO"}},
            "CRM_FIELD_ERROR_VALUE_NOT_VALID",
        ),
        (
            "crm.item.update",
            {"entityTypeId": 2, "id": 1, "fields": {"closedate": "x"}},
            "CRM_FIELD_ERROR_VALUE_NOT_VALID",
        ),
        (
            "crm.item.update",
            {"entityTypeId": 2, "id": 1, "fields": {"title": ["x"]}},
            "CRM_FIELD_ERROR_VALUE_NOT_VALID",
        ),
        (
            "crm.item.update",
            {"entityTypeId": 2, "id": 1, "fields": {"categoryId": 9}},
            "CRM_FIELD_ERROR_VALUE_NOT_VALID",
        ),
        ("crm.item.list", {"entityTypeId": 2, "filter": {"nothing": 1}}, "INVALID_ARG_VALUE"),
        ("crm.item.list", {"entityTypeId": 2, "order": {"nothing": "asc"}}, "INVALID_ARG_VALUE"),
        ("crm.deal.get", {"id": 99}, ""),
        ("crm.category.list", {"entityTypeId": 1}, "ENTITY_TYPE_NOT_SUPPORTED"),
        ("crm.stagehistory.list", {"entityTypeId": 7}, "ENTITY_TYPE_NOT_SUPPORTED"),
    ],
)
def test_refused_calls(app, method, given, code):
    assert app.refused(method, **given)[:2] == (400, code)


def test_unknown_and_read_only_fields_are_swallowed(app):
    before = item(app)
    app.call("crm.item.update", entityTypeId=2, id=1, fields={"nonsense": 1, "createdBy": 5})
    assert item(app) == before


def test_a_won_deal_is_closed_and_leaves_a_trace(app):
    app.call("crm.item.update", entityTypeId=2, id=3, fields={"stageId": "WON"})
    deal = item(app, 3)
    assert (deal["stageSemanticId"], deal["closed"], deal["movedBy"]) == ("S", "Y", 1)
    rows = app.call(
        "crm.stagehistory.list",
        entityTypeId=2,
        filter={"OWNER_ID": 3},
        order={"ID": "DESC"},
        select=["TYPE_ID", "STAGE_ID"],
    )["items"]
    assert rows == [{"TYPE_ID": 3, "STAGE_ID": "WON"}, {"TYPE_ID": 1, "STAGE_ID": "NEW"}]
    lead = app.call("crm.stagehistory.list", entityTypeId=1)["items"][0]
    assert (lead["STATUS_ID"], lead["STATUS_SEMANTIC_ID"]) == ("NEW", "P")


def test_another_pipeline_takes_its_first_stage_and_history_says_so(app):
    app.call("crm.item.update", entityTypeId=2, id=1, fields={"categoryId": 1})
    assert item(app)["stageId"] == "C1:NEW"
    rows = app.call("crm.stagehistory.list", entityTypeId=2, filter={"OWNER_ID": 1, "TYPE_ID": 5})["items"]
    assert len(rows) == 1


@pytest.mark.parametrize(
    ("condition", "ids"),
    [
        ({">opportunity": 12000}, [3, 6]),
        ({">=opportunity": "12000", "<opportunity": 30000}, [1, 3]),
        ({"!stageId": ["NEW", "WON"]}, [1, 2, 4, 6]),
        ({"@assignedById": [3, 5]}, [3, 4, 6]),
        ({"!@assignedById": [3, 5]}, [1, 2, 5]),
        ({"%title": "web"}, [4]),
        ({"=%title": "Work%"}, [1]),
        ({"!%title": "e"}, [2]),
        ({"stageSemanticId": "S"}, [5]),
        ({"contactId": 3}, [3, 6]),
        ({"contactIds": [1]}, [1, 5]),
        ({"closed": 1}, [5]),
        ({"0": {"logic": "OR", "0": {"id": 1}, "1": {"=title": "kitchen line"}}}, [1, 3]),
        ({">id": 4, "logic": "AND"}, [5, 6]),
        ({"leadId": 0}, [1, 2, 3, 4, 5, 6]),
        ({"<createdTime": "2000-01-01"}, []),
    ],
)
def test_filters(app, condition, ids):
    found = app.call("crm.item.list", entityTypeId=2, filter=condition, select=["id"])["items"]
    assert [row["id"] for row in found] == ids


def test_contacts_of_a_deal_stay_together(app):
    app.call("crm.item.update", entityTypeId=2, id=1, fields={"contactIds": [3, 2]})
    assert (item(app)["contactId"], item(app)["contactIds"]) == (3, [3, 2])
    app.call("crm.item.update", entityTypeId=2, id=1, fields={"contactId": 1})
    assert item(app)["contactIds"] == [1]


def test_phones_are_added_changed_and_removed_by_row(app):
    row = item(app, 1, 3)["fm"][0]
    change = {
        "n0": {"typeId": "PHONE", "valueType": "MOBILE", "value": "+1"},
        str(row["id"]): {"typeId": "PHONE", "value": ""},
    }
    app.call("crm.item.update", entityTypeId=3, id=1, fields={"fm": change})
    contact = item(app, 1, 3)
    assert (contact["phone"], contact["phoneMobile"], contact["phoneWork"]) == ("+1", "+1", "")
    assert contact["email"] == "hanna.vogel@alpine.example"


def test_a_custom_field_is_created_filled_and_filtered(app):
    field = {"entityId": "CRM_DEAL", "fieldName": "UF_CRM_AI_TAGS", "userTypeId": "string", "multiple": "Y",
             "editFormLabel": {"en": "Tags"}}  # fmt: skip
    created = app.call("userfieldconfig.add", moduleId="crm", field=field)["field"]
    assert (created["fieldName"], created["multiple"]) == ("UF_CRM_AI_TAGS", "Y")
    assert item(app)["ufCrmAiTags"] == []
    app.call("crm.item.update", entityTypeId=2, id=1, fields={"ufCrmAiTags": ["Won", "Big"]})
    app.call("crm.item.update", entityTypeId=2, id=2, fields={"UF_CRM_AI_TAGS": ["Big"]})
    assert item(app)["ufCrmAiTags"] == ["Won", "Big"]
    named = app.call("crm.item.get", entityTypeId=2, id=1, useOriginalUfNames="Y")["item"]
    assert named["UF_CRM_AI_TAGS"] == ["Won", "Big"]
    found = app.call("crm.item.list", entityTypeId=2, filter={"ufCrmAiTags": "Big"}, select=["id"])["items"]
    assert [row["id"] for row in found] == [1, 2]
    listed = app.call("userfieldconfig.list", moduleId="crm", filter={"entityId": "CRM_DEAL"})["fields"]
    assert [row["fieldName"] for row in listed] == ["UF_CRM_AI_TAGS"]
    assert app.call("crm.item.fields", entityTypeId=2)["fields"]["ufCrmAiTags"]["title"] == "Tags"
    assert app.refused("userfieldconfig.add", moduleId="crm", field=field)[1] == "ERROR_CORE"


def test_the_values_of_a_list_are_kept_shown_changed_and_printed(app, make_step, state):
    """actions.md, row 18: an enumeration holds the number of a value; `> printable` is its caption."""
    given = {"FIELD_NAME": "REGION", "USER_TYPE_ID": "enumeration", "EDIT_FORM_LABEL": "Region",
             "LIST": [{"VALUE": "North", "SORT": 10}, {"VALUE": "South"}, {"VALUE": " "}]}  # fmt: skip
    number = app.call("crm.deal.userfield.add", fields=given)
    values = app.call("crm.deal.userfield.get", id=number)["LIST"]
    north, south = (row["ID"] for row in values)
    assert [row["VALUE"] for row in values] == ["North", "South"]
    shown = app.call("crm.item.fields", entityTypeId=2)["fields"]["ufCrmRegion"]
    assert (shown["type"], shown["items"][0]) == ("enumeration", {"ID": north, "VALUE": "North"})
    assert app.call("crm.deal.fields")["UF_CRM_REGION"]["items"] == shown["items"]

    changes = {"LIST": [{"ID": north, "VALUE": "Far north"}, {"ID": south, "DEL": "Y"}, {"VALUE": "West"}]}
    app.call("crm.deal.userfield.update", id=number, fields=changes)
    (field,) = app.call("userfieldconfig.list", moduleId="crm", filter={"fieldName": "UF_CRM_REGION"})["fields"]
    assert [row["value"] for row in field["enum"]] == ["Far north", "West"]

    app.call("crm.item.update", entityTypeId=2, id=1, fields={"ufCrmRegion": north})
    template = app.add_template(make_step("LogActivity", Text="To {=Document:UF_CRM_REGION > printable}"))
    app.call("bizproc.workflow.start", TEMPLATE_ID=template, DOCUMENT_ID=["crm", "CCrmDocumentDeal", "DEAL_1"])
    assert state()["workflows"][0]["log"][-1]["text"] == "To Far north"


def test_a_list_made_by_the_newer_method_has_its_values_too(app):
    field = {"entityId": "CRM_DEAL", "fieldName": "UF_CRM_SIZE", "userTypeId": "enumeration",
             "enum": [{"value": "Small"}, {"value": "Large"}]}  # fmt: skip
    created = app.call("userfieldconfig.add", moduleId="crm", field=field)["field"]
    assert [row["value"] for row in created["enum"]] == ["Small", "Large"]
    kept = [{"id": row["id"], "value": row["value"]} for row in created["enum"]]
    changed = app.call("userfieldconfig.update", moduleId="crm", id=created["id"],
                       field={"enum": [*kept, {"value": "Huge"}]})  # fmt: skip
    assert [row["value"] for row in changed["field"]["enum"]] == ["Small", "Large", "Huge"]


def test_a_classic_custom_field_gets_the_prefix(app):
    number = app.call("crm.deal.userfield.add", fields={"FIELD_NAME": "SCORE", "USER_TYPE_ID": "integer"})
    (row,) = app.call("crm.deal.userfield.list", filter={"FIELD_NAME": "UF_CRM_SCORE"})
    assert (row["ID"], row["ENTITY_ID"]) == (str(number), "CRM_DEAL")
    other = app.as_user(4)
    refused = other.refused("crm.deal.userfield.add", fields={"FIELD_NAME": "X", "USER_TYPE_ID": "integer"})
    assert refused[:2] == (400, "ACCESS_DENIED")


def test_directories(app):
    assert [row["id"] for row in app.call("crm.category.list", entityTypeId=2)["categories"]] == [0, 1]
    stages = app.call("crm.status.list", filter={"ENTITY_ID": "DEAL_STAGE_1"}, order={"SORT": "ASC"})
    assert [row["STATUS_ID"] for row in stages][-2:] == ["C1:WON", "C1:LOSE"]
    assert (stages[0]["SEMANTICS"], stages[-2]["SEMANTICS"], stages[-2]["EXTRA"]["SEMANTICS"]) == (None, "S", "success")
    paid = app.call("crm.status.list", filter={"ENTITY_ID": "SMART_INVOICE_STAGE_5", "SEMANTICS": "S"})
    assert [(row["STATUS_ID"], "EXTRA" in row) for row in paid] == [("DT31_5:P", False)]
    assert app.call("crm.settings.mode.get") == 1


def test_classic_lists_select_order_and_page(app):
    rows = app.call("crm.deal.list", filter={">OPPORTUNITY": 10000}, order={"ID": "DESC"}, select=["ID", "TITLE"])
    assert rows[0] == {"ID": "6", "TITLE": "Distribution agreement"}
    number = app.call("crm.contact.add", fields={"NAME": "X", "PHONE": [{"VALUE": "+7", "VALUE_TYPE": "WORK"}]})
    assert app.call("crm.contact.get", id=number)["PHONE"][0]["VALUE"] == "+7"
    assert app.call("crm.contact.delete", id=number) is True


@pytest.mark.parametrize(("given", "said"), [("x", "string"), (5, "scalar")])
@pytest.mark.parametrize("name", ["filter", "order", "select"])
def test_a_list_wants_arrays(app, name, given, said):
    status, code, text = app.refused("crm.item.list", entityTypeId=2, **{name: given})
    assert (status, code) == (400, 100)
    assert text == f"Could not find value for parameter {{{name}}} ({said} given, not array)"


def test_moments_are_kept_in_the_servers_zone(app):
    """rest-call.md, section 7: the portal stores by server time, whatever offset a client sends."""
    given = {"ownerTypeId": 2, "ownerId": 1, "deadline": "2027-01-01T10:00:00+03:00", "title": "T"}
    number = app.call("crm.activity.todo.add", **given)["id"]
    assert app.call("crm.activity.get", id=number)["DEADLINE"] == "2027-01-01T07:00:00+00:00"
    fields = {"TITLE": "T", "RESPONSIBLE_ID": 4, "DEADLINE": "2027-01-01T00:30:00+05:00"}
    task = app.call("tasks.task.add", fields=fields)["task"]
    assert task["deadline"] == "2026-12-31T19:30:00+00:00"
    (found,) = app.call("tasks.task.list", filter={"DEADLINE": "2027-01-01T00:30:00+05:00"}, select=["ID"])["tasks"]
    assert found["id"] == task["id"]


def test_addresses_are_known_to_classic_methods_and_templates_alone(app):
    """fields-CONTACT.txt has them; the universal methods keep addresses elsewhere."""
    assert app.call("crm.contact.get", id=1)["ADDRESS_COUNTRY"] == "Germany"
    app.call("crm.contact.update", id=1, fields={"ADDRESS_CITY": "Berlin"})
    assert app.call("crm.contact.get", id=1)["ADDRESS_CITY"] == "Berlin"
    assert "addressCity" not in app.call("crm.item.get", entityTypeId=3, id=1)["item"]
    assert "addressCity" not in app.call("crm.item.fields", entityTypeId=3)["fields"]


@pytest.mark.parametrize(("kind", "code"), [(1, "STATUS_ID"), (2, "STAGE_ID")])
def test_each_record_of_the_demo_portal_came_to_its_stage_step_by_step(app, kind, code):
    for item in app.call("crm.item.list", entityTypeId=kind)["items"]:
        mine = {"OWNER_ID": item["id"]}
        rows = app.call("crm.stagehistory.list", entityTypeId=kind, filter=mine, order={"ID": "ASC"})
        stages = [row[code] for row in rows["items"]]
        assert stages[0].removeprefix("C1:") == "NEW"
        assert (stages[-1], len(set(stages))) == (item["stageId"], len(stages))
        moments = [row["CREATED_TIME"] for row in rows["items"]]
        assert moments == sorted(moments)


def test_moments_compare_whatever_their_offset(app):
    """rest-call.md, section 7: a client sends its own offset, the portal keeps its own."""
    created = datetime.fromisoformat(app.call("crm.item.get", entityTypeId=2, id=1)["item"]["createdTime"])
    for hours in (-11, -5, 3, 13):
        zone = timezone(timedelta(hours=hours))
        before, after = ((created + timedelta(seconds=by)).astimezone(zone).isoformat() for by in (-1, 1))
        same = created.astimezone(zone).isoformat()
        for condition, found in (({">createdTime": before, "id": 1}, [1]), ({">createdTime": after, "id": 1}, []),
                                 ({"<=createdTime": same, "id": 1}, [1]), ({"createdTime": same, "id": 1}, [1]),
                                 ({"<createdTime": before, "id": 1}, [])):  # fmt: skip
            rows = app.call("crm.item.list", entityTypeId=2, filter=condition, select=["id"])["items"]
            assert [row["id"] for row in rows] == found, condition
