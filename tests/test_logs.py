"""Logs: no secret is ever written, whatever it is called, however deep it stands."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from b24app import logs
from b24app.logs import hide_secrets
from b24app.model import Secret

CANARY = "c4n4ry"
# Every name under which a secret reaches the app: contract/oauth-and-install.md §3-§7, bizproc.md §3, our own settings.
FORM_NAMES = [
    "access_token",
    "refresh_token",
    "application_token",
    "APPLICATION_TOKEN",
    "event_token",
    "EVENT_TOKEN",
    "AUTH_ID",
    "REFRESH_ID",
    "auth",
    "client_secret",
    "code",
    "password",
    "TOKEN",
]
SECRET_NAMES = [
    *FORM_NAMES,
    "Authorization",
    "bearer",
    "Cookie",
    "Set-Cookie",
    "session_secret",
    "encryption_keys",
    "encryption_key",
    "token_pair",
]


def shown(**line) -> str:
    return json.dumps(hide_secrets(None, "info", line), default=str)


@pytest.mark.parametrize("name", SECRET_NAMES)
def test_a_secret_name_hides_its_value_at_any_depth(name):
    values = [CANARY, CANARY.encode(), [CANARY], (CANARY,), {CANARY}, {"value": CANARY}, {"a": [{"b": CANARY}]}]
    for value in values:
        assert CANARY not in shown(**{name: value})
        assert CANARY not in shown(request={"form": [{name: value}]})


@pytest.mark.parametrize("name", FORM_NAMES)
def test_a_secret_inside_a_text_is_hidden(name):
    assert CANARY not in shown(event=f"POST failed: https://h/rest/m?{name}={CANARY}&x=1")
    assert CANARY not in shown(error=f"bad form auth[{name}]={CANARY}")


@pytest.mark.parametrize(
    "text",
    [
        f'{{"access_token": "{CANARY}"}}',
        f"{{'auth': '{CANARY}', 'id': 5}}",
        f'{{"client_secret":"{CANARY}"}}',
        f"Authorization: Bearer {CANARY}",
        f"postgresql://b24app:{CANARY}@db:5432/b24app",
        f"redis://:{CANARY}@redis:6379/0",
    ],
)
def test_a_secret_in_the_words_of_a_library_is_hidden(text):
    assert CANARY not in shown(event=text)
    assert CANARY not in shown(exception=ValueError(text))


def test_a_secret_object_is_hidden_under_any_name():
    assert CANARY not in shown(harmless=Secret(CANARY))
    assert CANARY not in shown(harmless=[{"deep": Secret(CANARY)}])
    assert CANARY not in f"{Secret(CANARY)} {Secret(CANARY)!r} {[Secret(CANARY)]} {{}}".format(Secret(CANARY))


def test_what_is_no_secret_stays():
    line = {
        "event": "invocation_accepted",
        "portal": "m1",
        "robot": "add_tag",
        "attempt": 3,
        "waits": True,
        "error": "oauth/token: ConnectTimeout",
        "nothing": None,
        "deep": {"rows": [1, 2.5, "x"]},
    }
    assert hide_secrets(None, "info", dict(line)) == line


@given(
    st.recursive(
        st.just(CANARY),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.text("abc", max_size=3), inner, max_size=3)
            | st.tuples(inner, inner)
        ),
        max_leaves=8,
    ),
    st.sampled_from(SECRET_NAMES),
    st.lists(st.sampled_from(["data", "list"]), max_size=4),
)
def test_nothing_under_a_secret_name_is_written(value, name, way):
    told = {name: value}
    for step in way:
        told = {"data": told} if step == "data" else {"data": [told]}
    assert CANARY not in shown(**told)


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What the configured logger writes."""
    before, handlers = structlog.get_config(), logging.getLogger().handlers[:]
    stream = io.StringIO()
    logs.set_up_logs()
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(stream), cache_logger_on_first_use=False)
    yield stream
    structlog.configure(**before)
    logging.getLogger().handlers[:] = handlers


def test_a_line_is_json_with_its_name_level_and_time(written):
    with structlog.contextvars.bound_contextvars(portal="m1"):
        structlog.get_logger().info("bell_not_rung", bell="events")
    line = json.loads(written.getvalue())
    assert (line["event"], line["level"], line["portal"], line["bell"]) == ("bell_not_rung", "info", "m1", "events")
    assert line["timestamp"].endswith("Z")


def test_a_traceback_is_hidden_too(written):
    try:
        raise ValueError(f"https://h/?access_token={CANARY}")  # noqa: TRY301  # a traceback is what is wanted
    except ValueError:
        structlog.get_logger().exception("failed", access_token=CANARY)
    assert CANARY not in written.getvalue()
    assert "ValueError" in written.getvalue()


def test_debug_lines_are_not_written(written):
    structlog.get_logger().debug("x")
    assert written.getvalue() == ""
