"""Whatever is posted is answered, and only what was accepted is stored (reliability.md F-14)."""

from __future__ import annotations

import json
import resource
from random import Random
from urllib.parse import quote, urlencode

import pytest
from sqlalchemy import func, select

from b24app.app import create_app, open_services
from b24app.errors import RobotFailed
from b24app.robots import all_robots
from b24app.store.tables import event, invocation
from tests.fuzz.sizes import rounds

PATHS = ("/robots/add_tag", "/robots/mark", "/events", "/install", "/app", "/placements/describe", "/frame/renew")
KINDS = ("application/x-www-form-urlencoded", "application/json", "text/plain", "multipart/form-data; boundary=x", "")
NAMES = (
    "auth[member_id]", "auth[application_token]", "auth", "auth[access_token]", "auth[server_endpoint]", "event", "ts",
    "data[FIELDS][ID]", "data", "data[CLEAN]", "workflow_id", "document_id[0]", "document_id[1]", "document_id[2]",
    "document_id", "event_token", "properties[tag]", "properties", "properties[to][0]", "properties[to][]", "code",
    "use_subscription", "timeout_duration", "auth[user_id]", "member_id", "AUTH_ID", "SERVER_ENDPOINT", "PLACEMENT",
    "PLACEMENT_OPTIONS", "APPLICATION_TOKEN", "AUTH_EXPIRES", "a[[b", "]", "[]", "é[ü]", "a[b][c][d][e][f][g][h][i]",
)  # fmt: skip
VALUES = (
    "", "0", "1", "-1", "²", "9" * 30, "1e9", "true", "ONAPPUNINSTALL", "ONAPPUPDATE", "ONCRMDEALUPDATE", "{}", "[",
    "DEAL_1", "{=Document:ID}", "ü€😀", "\u202e", "http://127.0.0.1/", "https://oauth.bitrix.info.example/rest/",
    "x" * 3000, "%", "a\r\nb",
)  # fmt: skip
MORE_MEMORY_MB = 50


@pytest.fixture
def browser(settings, redis_url, installed):
    """Posts to the app; portal m1 is installed."""
    services = open_services(settings, redis_url)
    installed("m1")
    yield create_app(services).test_client(), services
    services.engine.dispose()
    services.redis.close()


def test_every_request_is_answered_and_only_accepted_ones_are_stored(browser):
    client, services = browser
    accepted = 0
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for chance in rounds("request bodies"):
        path, query, kind, body = _request(chance)
        answer = client.post(path, query_string=query, data=body, content_type=kind)
        assert answer.status_code < 500, (path, query, kind, body, answer.text)
        accepted += answer.status_code == 202
    grown_mb = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert accepted > 0
    assert _stored(services.engine) == accepted
    assert grown_mb < MORE_MEMORY_MB


def _stored(engine) -> int:
    """Rows, each of which some robot can be given without breaking."""
    with engine.begin() as connection:
        for properties in connection.execute(select(invocation.c.properties)).scalars():
            for robot in all_robots().values():
                try:
                    robot.parse(properties)
                except RobotFailed:
                    continue
        counted = [
            connection.execute(select(func.count()).select_from(table)).scalar_one() for table in (invocation, event)
        ]
    return sum(counted)


def _request(chance: Random) -> tuple[str, str, str, bytes]:
    path = chance.choice(PATHS)
    fields = {name: chance.choice(VALUES) for name in chance.sample(NAMES, chance.randint(0, 8))}
    if chance.random() < 0.5:
        fields |= _genuine(chance, path)
    query = urlencode({"DOMAIN": chance.choice(("acme.bitrix24.com", "", "x" * 300, "é"))})
    kind = chance.choice(KINDS) if chance.random() < 0.4 else KINDS[0]
    body = json.dumps(_nested(chance, fields)).encode() if "json" in kind else urlencode(fields).encode()
    return path, query, kind, _damaged(chance, body) if chance.random() < 0.5 else body


def _genuine(chance: Random, path: str) -> dict[str, str]:
    """The fields that let a call in."""
    about = {"event": "ONCRMDEALUPDATE"} if path == "/events" else {
        "workflow_id": "w", "document_id[0]": "crm", "document_id[1]": "CCrmDocumentDeal", "document_id[2]": "DEAL_1",
        "event_token": str(chance.random()), "code": path.rpartition("/")[2],
    }  # fmt: skip
    return {**about, "auth[member_id]": "m1", "auth[application_token]": "token of m1"}


def _nested(chance: Random, fields: dict[str, str]) -> object:
    """The same as JSON: at times with values that are no texts."""
    tree: dict[str, object] = {}
    for name, value in fields.items():
        first, *inner = name.replace("]", "").split("[")
        odd: object = chance.choice((value, None, 5, 1.5, True, [value], {value: value}, [[]], 2**70))
        tree[first] = (
            {"".join(inner): odd, **(old if isinstance(old := tree.get(first), dict) else {})} if inner else odd
        )
    return tree if chance.random() < 0.95 else [tree]


def _damaged(chance: Random, body: bytes) -> bytes:
    data = bytearray(body or b"a")
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(data) + 1)
        data[at:at] = chance.choice(
            (b"[", b"]", b"%00", b"%5B", b"\xff", b"&", b"=", b"%", b"+", b"\0", b'"', b"{", quote("é").encode())
        )
    return bytes(data)
