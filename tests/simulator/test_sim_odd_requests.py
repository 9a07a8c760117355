"""Whatever is sent, the portal answers with words and never with a failure of its own."""

import json
import random
from typing import Any

import requests

from simulator.methods import METHODS
from tests.simulator.test_sim_every_method import CALLS

VALUES: list[Any] = [
    None, "", "x", "-1", "0", "9" * 30, 3, -1, 1.5, 1e400, True, False, [], {}, [[]], [{}], {"0": "x"}, {"ID": 1},
    ["a", "b"], {"": ""}, {"a": {"b": [1, {"c": None}]}}, "{=Document:TITLE}", "\x00", "ü€😀", "2026-13-45", "Y",
    ["D_1"], "[]", "%", "=%", {"logic": "OR"}, {"logic": []}, {"!@id": [1, [2]]}, {">=%id": {"x": 1}},
    {"UF_CRM_X": "1"}, "a" * 5000,
]  # fmt: skip
JSON = {"Content-Type": "application/json"}
WORDS = """
fields filter FILTER select SELECT order ORDER start id ID entityTypeId CODE NAME HANDLER PROPERTIES FIELDS cmd halt
DOCUMENT_ID DOCUMENT_TYPE TEMPLATE_ID TEMPLATE_DATA EVENT_TOKEN RETURN_VALUES PARAMETERS PLACEMENT OPTIONS event handler
auth_type taskId TASK_ID TASK_IDS FROM_USER_ID TO_USER_ID ownerTypeId ownerType productRows rows items activityId
entityId value colorId responsibleId params IDS LAST_ID LAST_TYPE NOTIFY_ID TAG ATTACH process_id message_id clear limit
event_type auth_connector OWNER_TYPE_ID OWNER_ID ACCESS EMAIL ACTIVE USER_ID SEARCH_TEXT MESSAGE_ID userId entityTypeId
auth_type taskId MESSAGE DIALOG_ID USER_ID field moduleId SORT options ownerId deadline STATUS
"""
NAMES = WORDS.split()
ODD_FIELDS = [
    "title", "stageId", "TITLE", "contactIds", "fm", "closedate", "NAME", "SUBJECT", "COMMENT", "ENTITY_ID",
    "STATUS_ID", "PHONE", "price", "ownerId", "RESPONSIBLE_ID", "DEADLINE", "PARENT_ID", "COMMUNICATIONS", "CONTACT_ID",
    "SORT", "LABEL",
]  # fmt: skip

RIGHT: dict[str, list[dict[str, Any]]] = {}
for right_method, right_given, _ in CALLS:
    RIGHT.setdefault(right_method, []).append(right_given)


def odd_parameters(chance):
    given = {chance.choice(NAMES): chance.choice(VALUES) for _ in range(chance.randrange(6))}
    if chance.random() < 0.7:
        given["entityTypeId"] = chance.choice([1, 2, 3, 4, 7, 31, 177, "2", 5])
        given["id"] = chance.choice([1, "1", 2, 99])
    if chance.random() < 0.5:
        key, value = (
            chance.choice(ODD_FIELDS),
            chance.choice(VALUES),
        )
        given["fields"] = {key: value}
    return given


def damaged(chance, value):
    """A call that would go through, with something in it replaced, missing or added."""
    if chance.random() < 0.12:
        return chance.choice(VALUES)
    if isinstance(value, list):
        return [damaged(chance, inner) for inner in value]
    if not isinstance(value, dict):
        return value
    kept = {key: damaged(chance, inner) for key, inner in value.items() if chance.random() < 0.95}
    if chance.random() < 0.1:
        kept[chance.choice([*ODD_FIELDS, "0", "logic"])] = chance.choice(VALUES)
    return kept


def parameters(chance, method):
    """Wild ones for half of the calls, for the others a right call that was damaged."""
    right = RIGHT.get(method)
    if right is None or chance.random() < 0.5:
        return odd_parameters(chance)
    given = damaged(chance, chance.choice(right))
    return given if isinstance(given, dict) else {}


def broken_by(app, count, seed):
    """The calls that were answered with a failure, but for those the importer's documents name (see `is_named`)."""
    chance = random.Random(seed)
    session = requests.Session()
    broken = []
    methods = [*METHODS, "batch", "nothing.at.all"]
    for number in range(count):
        method = methods[number % len(methods)] if number % 5 else chance.choice(methods)
        given = parameters(chance, method)
        url = f"{app.sim.portal_url}/rest/{method}"
        if number % 3:
            response = session.post(url, data=json.dumps({"auth": app.token, **given}), headers=JSON, timeout=10)
        else:
            form = {"auth": app.token, **{key: str(value) for key, value in given.items()}}
            response = session.post(url, data=form, timeout=10)
        failed = response.status_code >= 500 and not is_named(method)
        if failed or not isinstance(response.json(), dict):
            broken.append((method, given, response.text))
    return broken


def is_named(method):
    """Only template data can make a real portal fail: bpt-format.md and native-activities.md list how."""
    return method in {"bizproc.workflow.template.add", "bizproc.workflow.template.update"}


def test_odd_bodies_never_break_the_portal(app):
    url = f"{app.sim.portal_url}/rest/crm.item.list?auth={app.token}"
    bodies = [b"", b"{", b"[1,2", b"null", b'"x"', b"[" * 100_000, b"\xff\xfe", b"a[b" * 100, b"&&&==&",
              b"a[][]=1&a[b]=2", b"%zz=%", b'{"filter":{"0":{"0":{}}}}', b'{"a":1e999}', b"x" * 100_000]  # fmt: skip
    kinds = [
        "application/json",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "text/plain",
        "",
    ]
    statuses = {
        requests.post(url, data=body, headers={"Content-Type": kind}, timeout=10).status_code
        for body in bodies
        for kind in kinds
    }
    assert max(statuses) < 500


def test_odd_control_requests_never_break_the_portal(app):
    base = app.sim.portal_url
    for path in ("/_apps", "/_browser/open", "/_browser/fetch", "/_browser/message", "/_fault", "/_clock/advance"):
        for body in (b"", b"[]", b"{", b'{"url":5,"client_id":[],"seconds":"x","match":{},"kind":[]}'):
            response = requests.post(base + path, data=body, timeout=10)
            assert response.status_code < 500, (path, body, response.text)
    assert requests.get(base + "/_log?after=x&wait=y", timeout=10).status_code == 200
