"""Both adapters against servers that speak their wire formats: each road ends in an answer or in a reason in words."""

import contextlib
import json
import subprocess
import sys

import pytest

from b24app.ai.provider import Prompt
from b24app.errors import (
    ProviderBusy,
    ProviderError,
    ProviderNonsense,
    ProviderRefused,
    ProviderUnreachable,
)
from tests.ai import fakes
from tests.ai.fakes import KEY, sends

SCHEMA = {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"], "additionalProperties": False}
PROMPT = Prompt("be brief", ("first", '{"a": 1}', "again"), SCHEMA)


def failure(words, fake, answer, within_s=5.0) -> ProviderError:
    fake.script.append(answer)
    with pytest.raises(ProviderError) as failed:
        words.provider(fake.url).ask(PROMPT, within_s)
    assert str(failed.value).strip()
    assert KEY not in str(failed.value)
    return failed.value


def test_an_answer_is_its_text_and_what_it_cost(words, fake):
    fake.script.append(words.says('{"a": "b"}'))

    reply = words.provider(fake.url).ask(PROMPT, 5)

    assert (reply.text, reply.tokens_in, reply.tokens_out) == ('{"a": "b"}', 900, 120)


def test_the_request_carries_rules_conversation_and_schema_and_no_tool(words, fake):
    """
    The key goes into a header, never into the address.
    """
    fake.script.append(words.says("{}"))
    words.provider(fake.url).ask(PROMPT, 5)

    ((path, headers, body),) = fake.asked
    assert words.schema(body) == SCHEMA
    text = json.dumps(body)
    assert text.index("first") < text.index("again")
    assert "be brief" in text
    assert not {"tools", "tool_choice", "toolConfig", "mcp_servers", "container"} & set(body)
    assert any(KEY in value for value in headers.values())
    assert KEY not in path


def test_a_tool_that_was_never_given_is_nonsense(words, fake):
    assert isinstance(failure(words, fake, words.calls_a_tool()), ProviderNonsense)


def test_an_answer_that_was_cut_by_its_length_is_nonsense(words, fake):
    assert "did not finish" in str(failure(words, fake, words.stops_early()))


def test_a_model_that_declines_is_told_so(words, fake):
    error = failure(words, fake, words.declines())

    assert isinstance(error, ProviderRefused)
    assert "declined" in str(error)


def test_too_many_requests_say_for_how_long(words, fake):
    error = failure(words, fake, words.fails(429, "rate_limit_error", "slow down", wait_s=34))

    assert isinstance(error, ProviderBusy)
    assert error.wait_s == 34
    assert "34 s" in str(error)


@pytest.mark.parametrize("header", ["never", "-3", "Wed, 21 Oct 2015 07:28:00 GMT", "999999999", "nan"])
def test_an_odd_retry_after_is_no_harm(words, fake, header):
    error = failure(words, fake, sends({"error": {"message": "slow"}}, 429, retry_after=header))

    assert isinstance(error, ProviderBusy)
    assert error.wait_s is None or 0 <= error.wait_s <= 3600


@pytest.mark.parametrize("status", [500, 502, 503, 504, 529])
def test_a_server_in_trouble_is_worth_another_try(words, fake, status):
    assert failure(words, fake, words.fails(status, "api_error", "oops")).retry


@pytest.mark.parametrize(
    ("status", "said", "hint"),
    [
        (400, "schema too complex", "schema too complex"),
        (400, "API key not valid", "another one in the settings"),
        (401, "invalid x-api-key", "another one in the settings"),
        (403, "no", "another one in the settings"),
        (404, "model: claude-test", "Check the settings"),
        (413, f"your key {KEY} is in here", "***"),
    ],
)
def test_a_refused_request_says_what_to_do(words, fake, status, said, hint):
    error = failure(words, fake, words.fails(status, "some_error", said))

    assert isinstance(error, ProviderRefused)
    assert hint in str(error)


@pytest.mark.parametrize(
    "answer",
    [
        sends(b"<html>hello</html>", Content_Type="text/html"),
        sends(b"not json"),
        sends(b"[]"),
        sends(b"null"),
        sends(b'"text"'),
        sends(b"{}"),
        sends(b'{"content": 5, "candidates": 7}'),
        sends(b'{"content": [{"type": "text"}], "stop_reason": "end_turn", "candidates": [{"finishReason": "STOP"}]}'),
        sends(b"[" * 100_000),
        sends(b'{"a": "\xff\xfe"}'),
    ],
    ids=["html", "no json", "list", "null", "text", "empty", "wrong types", "half", "deep", "bytes"],
)
def test_an_answer_that_is_not_the_providers_format_is_never_an_exception_of_another_kind(words, fake, answer):
    fake.script.append(answer)
    with contextlib.suppress(ProviderError):
        assert isinstance(words.provider(fake.url).ask(PROMPT, 5).text, str)


def test_a_redirect_is_not_followed_so_the_key_goes_nowhere_else(words, fake):
    with fakes.listening() as other:
        error = failure(words, fake, sends(b"", 307, Location=other.url + "/v1/messages"))

        assert other.asked == []
    assert "address" in str(error)


@pytest.mark.parametrize("answer", [fakes.cut, fakes.hangs_up])
def test_a_broken_connection_is_unreachable(words, fake, answer):
    assert isinstance(failure(words, fake, answer), ProviderUnreachable)


def test_an_endless_answer_is_cut_by_its_size(words, fake):
    error = failure(words, fake, fakes.huge, within_s=30)

    assert isinstance(error, ProviderUnreachable)
    assert "too large" in str(error)


def test_a_packed_answer_is_not_unpacked(words, fake):
    assert "too large" in str(failure(words, fake, sends(b"\x1f\x8b" + b"0" * 50, Content_Encoding="gzip")))


@pytest.mark.parametrize("answer", [fakes.silent, fakes.drips])
def test_a_slow_answer_ends_at_its_time_whether_it_is_silent_or_drips(words, fake, answer):
    error = failure(words, fake, answer, within_s=0.5)

    assert isinstance(error, ProviderUnreachable)
    assert "in time" in str(error)  # of itself neither answer ever ends


def test_nobody_listening_is_unreachable(words, fake):
    with pytest.raises(ProviderUnreachable, match="cannot be reached"):
        words.provider("http://127.0.0.1:9").ask(PROMPT, 5)


@pytest.mark.parametrize(("name", "others"), [("gemini", "anthropic"), ("claude", "google.genai")])
def test_a_provider_that_was_not_chosen_costs_no_import(name, others):
    """
    Neither the app nor the command line loads an SDK; choosing one loads that one.
    """
    script = (
        "import sys; import b24app.app, b24app.cli\n"
        "sdks = {'anthropic', 'google.genai', 'httpx2'}\n"
        "assert not sdks & set(sys.modules), sdks & set(sys.modules)\n"
        "from b24app.ai.desk import open_provider; from b24app.model import Secret\n"
        "from b24app.settings import load_settings\n"
        f"open_provider({name!r}, Secret('k'), load_settings())\n"
        f"assert {others!r} not in sys.modules and 'httpx2' in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
