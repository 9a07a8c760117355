"""Robot webhook: one request, its answer's beginning, and a failure where the address says no."""

import pytest

from b24app.errors import PortalUnreachable, RobotFailed
from b24app.invocations.retry import after_failure
from b24app.robots.webhook import Outputs, robot
from tests.robots.conftest import WebTable


def run(ctx, **properties):
    return robot.run(robot.parse({"url": "https://x.example/hook", **properties}), ctx)


def test_the_text_is_posted_and_the_answer_returned(ctx):
    here = ctx(web=WebTable((202, "thanks")))
    assert run(here, message="Deal 42 is won") == Outputs(status=202, answer="thanks")
    assert here.http.asked == [("POST", "https://x.example/hook", "Deal 42 is won")]


@pytest.mark.parametrize(("told", "sent"), [("get", "GET"), (" Put ", "PUT"), ("PATCH", "PATCH"), ("", "POST")])
def test_methods_are_read_leniently(ctx, told, sent):
    here = ctx()
    run(here, method=told)
    assert here.http.asked[0][0] == sent


@pytest.mark.parametrize("method", ["DELETE", "TRACE", "CONNECT", "POST\r\nX: y", "5"])
def test_other_methods_are_refused_before_anything_is_sent(ctx, method):
    here = ctx()
    with pytest.raises(RobotFailed, match="GET, PATCH, POST, PUT"):
        run(here, method=method)
    assert here.http.asked == []


@pytest.mark.parametrize("status", [400, 404, 500, 503])
def test_an_answer_that_says_no_is_a_failure_and_not_repeated(ctx, status):
    with pytest.raises(RobotFailed, match=str(status)) as caught:
        run(ctx(web=WebTable((status, "no"))))
    assert after_failure(caught.value, robot.effect, 1) == "fail"


@pytest.mark.parametrize("status", [200, 204, 302])
def test_any_other_answer_is_one(ctx, status):
    assert run(ctx(web=WebTable((status, "")))).status == status


def test_a_call_in_doubt_is_never_repeated(ctx):
    with pytest.raises(PortalUnreachable) as caught:
        run(ctx(web=WebTable(PortalUnreachable("webhook", "ReadTimeout", sent=True))))
    assert after_failure(caught.value, robot.effect, 1) == "doubt"


def test_an_address_is_needed():
    with pytest.raises(RobotFailed, match="Web address"):
        robot.parse({"url": ""})
