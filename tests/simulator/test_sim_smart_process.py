"""The smart process of the demo portal: records, stages, events and templates of type 177."""


def test_the_type_is_listed_with_its_pipeline_and_stages(app):
    (row,) = app.call("crm.type.list", filter={"entityTypeId": 177})["types"]
    assert (row["title"], row["isBizProcEnabled"], row["isAutomationEnabled"]) == ("Expense request", "Y", "Y")
    (category,) = app.call("crm.category.list", entityTypeId=177)["categories"]
    stages = app.call("crm.status.list", filter={"ENTITY_ID": f"DYNAMIC_177_STAGE_{category['id']}"})
    assert [(stage["STATUS_ID"], stage["SEMANTICS"]) for stage in stages] == [
        ("DT177_9:NEW", None), ("DT177_9:PREPARATION", None), ("DT177_9:SUCCESS", "S"), ("DT177_9:FAIL", "F"),
    ]  # fmt: skip


def test_its_records_move_and_leave_a_trace(app):
    fields = {"title": "Hotel", "opportunity": 90, "stageId": "DT177_9:SUCCESS"}
    item = app.call("crm.item.add", entityTypeId=177, fields=fields)["item"]
    assert (item["id"], item["entityTypeId"], item["categoryId"]) == (2, 177, 9)
    app.call("crm.item.update", entityTypeId=177, id=2, fields={"stageId": "DT177_9:FAIL"})
    item = app.call("crm.item.get", entityTypeId=177, id=2)["item"]
    assert item["previousStageId"] == "DT177_9:SUCCESS"
    rows = app.call("crm.stagehistory.list", entityTypeId=177, filter={"OWNER_ID": 2})["items"]
    assert [row["TYPE_ID"] for row in rows] == [1, 3]


def test_it_raises_the_event_of_all_dynamic_items_and_one_of_its_own(app, listener):
    for name in ("ONCRMDYNAMICITEMADD", "ONCRMDYNAMICITEMADD_177"):
        assert name in app.call("events")
        app.call("event.bind", event=name, handler=f"{listener.url}/event")
    app.call("crm.item.add", entityTypeId=177, fields={"title": "Taxi"})
    events = listener.wait("/event", 2)
    assert {event["event"] for event in events} == {"ONCRMDYNAMICITEMADD", "ONCRMDYNAMICITEMADD_177"}
    assert events[0]["data"] == {"FIELDS": {"ID": "2", "ENTITY_TYPE_ID": "177"}}


def test_templates_and_robots_run_on_it(app, listener, make_step, state):
    entity = "Bitrix\\Crm\\Integration\\BizProc\\Document\\Dynamic"
    kind = app.add_robot(PROPERTIES={"text": {"Name": "Text", "Type": "string"}})
    app.add_template(make_step(kind, text="{=Document:TITLE}"), AUTO_EXECUTE="1",
                     DOCUMENT_TYPE=["crm", entity, "DYNAMIC_177"])  # fmt: skip
    app.call("crm.item.add", entityTypeId=177, fields={"title": "Parking"})
    (call,) = listener.wait("/robot")
    assert call["document_id"] == ["crm", entity, "DYNAMIC_177_2"]
    assert call["properties"] == {"text": "Parking"}
    assert state()["expenses"][-1]["title"] == "Parking"


def test_its_custom_fields_are_named_after_the_number_of_the_type(app):
    field = {"entityId": "CRM_3", "fieldName": "UF_CRM_3_REASON", "userTypeId": "string"}
    assert app.call("userfieldconfig.add", moduleId="crm", field=field)["field"]["entityId"] == "CRM_3"
    assert "ufCrm3Reason" in app.call("crm.item.get", entityTypeId=177, id=1)["item"]


def test_apps_show_themselves_on_its_pages(app, listener):
    """placements.md, section 2: DYNAMIC_<entityTypeId> stands where the column says so."""
    listed = app.call("placement.list")
    for place in ("DETAIL_TAB", "DETAIL_TOOLBAR", "LIST_MENU", "ROBOT_DESIGNER_TOOLBAR", "FUNNELS_TOOLBAR"):
        code = f"CRM_DYNAMIC_177_{place}"
        assert code in listed
        assert app.call("placement.bind", PLACEMENT=code, HANDLER=f"{listener.url}/tab") is True
    assert app.refused("placement.bind", PLACEMENT="CRM_DYNAMIC_178_DETAIL_TAB", HANDLER=f"{listener.url}/tab")[1] == (
        "ERROR_PLACEMENT_NOT_FOUND"
    )
