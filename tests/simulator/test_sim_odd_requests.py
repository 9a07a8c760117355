"""Whatever is sent, the portal answers with words and never with a failure of its own."""

import json
import random
from typing import Any

import requests

from simulator.methods import METHODS

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
auth_type taskId MESSAGE DIALOG_ID USER_ID field moduleId SORT options ownerId deadline STATUS
"""
NAMES = WORDS.split()


def odd_parameters(chance):
    given = {chance.choice(NAMES): chance.choice(VALUES) for _ in range(chance.randrange(6))}
    if chance.random() < 0.7:
        given["entityTypeId"] = chance.choice([1, 2, 3, 4, 7, 31, "2", 5])
        given["id"] = chance.choice([1, "1", 2, 99])
    if chance.random() < 0.5:
        key, value = (
            chance.choice(["title", "stageId", "TITLE", "contactIds", "fm", "closedate"]),
            chance.choice(VALUES),
        )
        given["fields"] = {key: value}
    return given


def test_odd_requests_never_break_the_portal(app):
    chance = random.Random(20261121)
    session = requests.Session()
    broken = []
    methods = [*METHODS, "batch", "nothing.at.all"]
    for number in range(700):
        method = methods[number % len(methods)]
        given = odd_parameters(chance)
        url = f"{app.sim.portal_url}/rest/{method}"
        if number % 3:
            response = session.post(url, data=json.dumps({"auth": app.token, **given}), headers=JSON, timeout=10)
        else:
            form = {"auth": app.token, **{key: str(value) for key, value in given.items()}}
            response = session.post(url, data=form, timeout=10)
        if response.status_code >= 500 or not isinstance(response.json(), dict):
            broken.append((method, given, response.text))
    assert broken == []


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
