"""The directory of a portal: stages of every pipeline, active employees, all departments."""

import json

import pytest

from b24app.portals.snapshot import take
from tests.portals.conftest import REST, bodies

STAGES: dict[str, list[dict[str, str | None]]] = {
    "STATUS": [
        {"STATUS_ID": "NEW", "NAME": "New", "SEMANTICS": None},
        {"STATUS_ID": "CONVERTED", "NAME": "Good lead", "SEMANTICS": "S"},
    ],
    "DEAL_STAGE": [{"STATUS_ID": "WON", "NAME": "Won", "SEMANTICS": "S"}],
    "DEAL_STAGE_3": [{"STATUS_ID": "C3:LOSE", "NAME": "", "SEMANTICS": "F"}],
}


@pytest.fixture
def directory(web):
    def batch(request):
        results: dict[str, object] = {}
        for key, command in json.loads(request.body)["cmd"].items():
            if command.startswith("crm.category.list?entityTypeId=2"):
                results[key] = {"categories": [{"id": 0, "name": "Main"}, {"id": "3", "name": "Second"}]}
            elif command.startswith("crm.status.list"):
                results[key] = next((rows for name, rows in STAGES.items() if f"={name}&" in command), [])
            else:
                results[key] = []
        return 200, {}, json.dumps({"result": {"result": results, "result_error": []}})

    web.add_callback("POST", REST + "batch", batch)
    for method in ("crm.type.list", "calendar.settings.get"):
        web.post(REST + method, status=404, json={"error": "ERROR_METHOD_NOT_FOUND"})
    web.post(
        REST + "user.get",
        json={
            "result": [
                {"ID": "7", "NAME": "Anna", "LAST_NAME": "Berg", "UF_DEPARTMENT": [1, "5"]},
                {"ID": "8", "NAME": None, "LAST_NAME": "", "UF_DEPARTMENT": False},
            ]
        },
    )
    first = [{"ID": str(n), "NAME": f"Department {n}", "PARENT": "1", "UF_HEAD": "7"} for n in range(1, 51)]
    web.post(REST + "department.get", json={"result": first, "next": 50, "total": 51})
    web.post(REST + "department.get", json={"result": [{"ID": "51", "NAME": "Last"}], "total": 51})
    return web


def test_stages_of_leads_and_of_every_pipeline(client, portal, directory):
    stages = take(client, portal).stages
    assert [(stage.entity, stage.code, stage.pipeline_id, stage.semantics) for stage in stages] == [
        ("CRM_LEAD", "NEW", 0, "process"),
        ("CRM_LEAD", "CONVERTED", 0, "success"),
        ("CRM_DEAL", "WON", 0, "success"),
        ("CRM_DEAL", "C3:LOSE", 3, "failure"),
    ]
    assert stages[3].name == "C3:LOSE"


def test_employees_with_and_without_a_name(client, portal, directory):
    users = take(client, portal).users
    assert [(user.id, user.name, user.department_ids) for user in users] == [
        (7, "Anna Berg", (1, 5)),
        (8, "user 8", ()),
    ]
    assert bodies(directory, REST + "user.get")[0]["FILTER"]["ACTIVE"] is True


def test_departments_beyond_the_first_page(client, portal, directory):
    departments = take(client, portal).departments
    assert len(departments) == 51
    assert (departments[0].parent_id, departments[0].head_id, departments[50].parent_id) == (1, 7, 0)
