"""The web addresses that people configure: which may be called, how, and what is told when one fails."""

import pytest

from b24app.errors import AddressRefused, PortalUnreachable, RobotFailed
from b24app.portals.net import Net, check_webhook
from b24app.portals.outside import Outside


def hang_up(handler, _body):
    handler.close_connection = True


@pytest.mark.parametrize("url", ["https://x.example/hook?a=b", "http://x.example:80/", "https://x.example:8443/"])
def test_a_webhook_that_looks_right(url):
    assert check_webhook(url, (80, 443, 8443)) == url


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("x.example/hook", "https://"),
        ("ftp://x.example", "https://"),
        ("https://", "https://"),
        ("https://user:word@x.example/", "user name"),
        ("https://user@x.example/", "user name"),
        ("https://x.example:22/", "ports 80, 443, 8443"),
        ("http://x.example:6379/", "ports"),
        ("https://x.example:port/", "not a web address"),
        ("https://x.example/a b", "not a web address"),
        ("https://x.example/\r\nHost: y", "not a web address"),
    ],
)
def test_a_webhook_that_does_not_is_refused_in_words(url, words):
    with pytest.raises(AddressRefused, match=words):
        check_webhook(url, (80, 443, 8443))


def test_the_webhooks_request_is_bounded_and_says_who_calls(listen):
    place = listen(lambda _handler, _body: (201, {}, "ä".encode() + b"\xff" + b"x" * 5000))
    outside = Outside(Net((place.origin,)), (443,), (place.origin,))
    status, answer = outside.send("POST", place.origin + "/hook?x=1", '{"a": 1}')
    assert (status, answer[:3], len(answer)) == (201, "ä�x", 1000)
    verb, path, body, headers = place.asked[0]
    assert (verb, path, body) == ("POST", "/hook?x=1", b'{"a": 1}')
    assert (headers["Content-Type"], headers["User-Agent"]) == ("application/json", "WorkflowComposer")
    outside.send("PUT", place.origin + "/", "grüße")
    assert (place.asked[1][2].decode(), place.asked[1][3]["Content-Type"]) == ("grüße", "text/plain; charset=utf-8")


def test_a_webhook_in_doubt_says_so_and_a_refused_one_is_final(listen):
    place = listen(hang_up)
    with pytest.raises(PortalUnreachable) as caught:
        Outside(Net((place.origin,)), (443,), (place.origin,)).send("POST", place.origin + "/", "x")
    assert caught.value.sent is True
    with pytest.raises(RobotFailed, match="only ports"):
        Outside(Net(), (443,)).send("POST", "https://x.example:22/", "x")
    with pytest.raises(RobotFailed):
        Outside(Net(), (443,)).send("POST", "https://a..b/", "x")
