"""Outgoing addresses: nothing private is reached by any spelling, and nothing but the exact origins of a simulator."""

import contextlib
import gzip
import socket

import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st
from requests_hardened.ip_filter_adapter import IPFilterAdapter

from b24app.errors import AddressRefused, B24AppError, PortalUnreachable, RobotFailed
from b24app.portals.net import Net, fetch
from b24app.portals.outside import Outside
from b24app.settings import AUTH_HOSTS

# reliability.md T-05, with every spelling that reaches a loopback or private address.
PRIVATE = [
    "127.0.0.1",
    "127.1",
    "127.8.9.10",
    "2130706433",
    "0x7f000001",
    "0x7f.1",
    "017700000001",
    "0177.0.0.1",
    "0.0.0.0",  # noqa: S104  # nothing is bound
    "0",
    "10.0.0.1",
    "100.64.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "192.168.1.1",
    "192.0.0.8",
    "192.0.2.1",
    "192.88.99.1",
    "198.18.0.1",
    "198.51.100.1",
    "203.0.113.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
    "[::1]",
    "[::]",
    "[::127.0.0.1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::ffff:10.0.0.1]",
    "[fe80::1]",
    "[fec0::1]",
    "[fc00::1]",
    "[fd12:3456::1]",
    "[ff02::1]",
    "[64:ff9b::7f00:1]",
    "[64:ff9b::a00:1]",
    "[2002:7f00:1::]",
    "[2001::1]",
    "[2001:db8::1]",
    "[5f00::1]",
    "[100::1]",
    "localhost",
    "LOCALHOST",
    "x.localhost",
]
LOOPBACK = ["127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "localhost", "0", "[::ffff:127.0.0.1]"]


@pytest.fixture(autouse=True)
def old_spellings(monkeypatch):
    """Reads `127.1`, `0x7f.1` and the like as the C library does; the guard of all tests takes them for names."""
    real = socket.getaddrinfo

    def resolve(host, *arguments, **options):
        with contextlib.suppress(OSError):
            host = socket.inet_ntoa(socket.inet_aton(host))
        return real(host, *arguments, **options)

    monkeypatch.setattr(socket, "getaddrinfo", resolve)


@pytest.mark.parametrize("host", PRIVATE)
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_no_private_address_is_connected_to(scheme, host):
    with pytest.raises((AddressRefused, PortalUnreachable)) as caught:
        fetch(Net().session(), "POST", f"{scheme}://{host}/", what="m")
    if isinstance(caught.value, PortalUnreachable):
        assert host == "x.localhost"  # not every resolver knows such names
        assert caught.value.sent is False


@pytest.mark.parametrize("host", LOOPBACK)
def test_the_canary_on_loopback_hears_nothing(listen, host):
    canary = listen()
    with pytest.raises(AddressRefused):
        fetch(Net().session(), "POST", f"http://{host}:{canary.port}/", what="m")
    with pytest.raises(RobotFailed, match="may not be called"):
        Outside(Net(), (canary.port,)).send("POST", f"http://{host}:{canary.port}/", "x")
    assert canary.connections == 0


def test_without_simulator_urls_the_origin_is_refused_and_with_them_only_it_is_reached(listen):
    simulator, other = listen(), listen()
    with pytest.raises(AddressRefused):
        fetch(Net().session(), "POST", simulator.origin + "/rest/m", what="m")
    assert simulator.connections == 0
    session = Net((simulator.origin,)).session()
    assert fetch(session, "POST", simulator.origin + "/rest/m", what="m") == (200, b"{}")
    with pytest.raises(AddressRefused):
        fetch(session, "POST", other.origin + "/rest/m", what="m")
    assert (simulator.connections, other.connections) == (1, 0)
    session.close()


def checked(url):
    """What would be connected to, and with which words, without connecting."""
    request = requests.Request("GET", url).prepare()
    adapter = Net().session().get_adapter(url)
    assert isinstance(adapter, IPFilterAdapter)
    return *adapter.build_connection_pool_key_attributes(request, verify=True), request.headers


def test_a_look_alike_of_the_simulator_is_refused(listen):
    simulator, other = listen(), listen()
    origin, port = simulator.origin, simulator.port
    session = Net((origin,)).session()
    for url in (
        f"{origin}@127.0.0.1:{other.port}/",
        f"{origin}@localhost/",
        f"http://127.0.0.1:{other.port}/?{origin}/",
        f"http://127.0.0.1:{other.port}/{origin}/",
        f"http://user@127.0.0.1:{port}/",
        f"http://127.1:{port}/",
        f"http://2130706433:{port}/",
        f"http://0x7f000001:{port}/",
        f"http://0177.0.0.1:{port}/",
        f"http://[::ffff:127.0.0.1]:{port}/",
        f"http://localhost:{port}/",
        f"{origin}0/",
        f"https://127.0.0.1:{port}/",
    ):
        with pytest.raises(B24AppError):
            fetch(session, "POST", url, what="m")
    assert (simulator.connections, other.connections) == (0, 0)


@pytest.mark.parametrize("public", ["93.184.216.34", "2606:2800:220:1::1", "::ffff:93.184.216.34"])
def test_a_public_address_is_connected_to_as_it_was_checked(public):
    """Only what would be connected to is looked at: a test talks to this machine only."""
    literal = f"[{public}]" if ":" in public else public
    host, _pool, _headers = checked(f"https://{literal}/")
    assert host["host"].strip("[]") == public.removeprefix("::ffff:")


def test_a_name_is_resolved_once_and_connected_to_by_its_address(monkeypatch):
    """A name that answers public first and private afterwards leads nowhere private."""
    answers = [("93.184.216.34", 443), ("127.0.0.1", 443)]
    asked = []

    def resolve(host, *_arguments, **_options):
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", answers[len(asked) - 1])]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    host, pool, headers = checked("https://flips.example/")
    assert (host["host"], pool["server_hostname"], headers["Host"]) == (
        "93.184.216.34",
        "flips.example",
        "flips.example",
    )
    assert asked == ["flips.example"]
    with pytest.raises(AddressRefused):
        fetch(Net().session(), "GET", "https://flips.example/", what="m")


def test_a_proxy_of_the_environment_is_not_used(listen, monkeypatch):
    proxy, simulator = listen(), listen()
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, proxy.origin)
    session = Net((simulator.origin,)).session()
    fetch(session, "POST", simulator.origin + "/", what="m")
    with pytest.raises(AddressRefused):
        fetch(session, "POST", "http://10.0.0.1/", what="m")
    assert (proxy.connections, simulator.connections) == (0, 1)
    session.close()


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_not_followed(listen, status):
    target = listen()
    first = listen(lambda _handler, _body: (status, {"Location": target.origin + "/"}, b""))
    net = Net((first.origin, target.origin))
    assert fetch(net.session(), "POST", first.origin + "/", what="m") == (status, b"")
    assert target.connections == 0


def test_a_body_up_to_the_cap_is_read_and_no_more(listen):
    place = listen(lambda _handler, _body: (200, {}, b"x" * 1000))
    net = Net((place.origin,))
    assert fetch(net.session(), "POST", place.origin + "/", what="m", cap=1000)[1] == b"x" * 1000
    with pytest.raises(PortalUnreachable, match="larger"):
        fetch(net.session(), "POST", place.origin + "/", what="m", cap=999)


def test_a_compressed_body_is_measured_unpacked(listen):
    packed = gzip.compress(b"0" * 5_000_000)
    place = listen(lambda _handler, _body: (200, {"Content-Encoding": "gzip"}, packed))
    net = Net((place.origin,))
    assert len(fetch(net.session(), "POST", place.origin + "/", what="m")[1]) == 5_000_000
    with pytest.raises(PortalUnreachable, match="larger"):
        fetch(net.session(), "POST", place.origin + "/", what="m", cap=1_000_000)


def half_body(handler, _body):
    handler.send_response(200)
    handler.send_header("Content-Length", "100")
    handler.end_headers()
    handler.wfile.write(b'{"result": [1, ')


def half_chunk(handler, _body):
    handler.protocol_version = "HTTP/1.1"
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.wfile.write(b"ff\r\nhalf")


def no_gzip(_handler, _body):
    return 200, {"Content-Encoding": "gzip"}, b"this is not gzip"


def hang_up(handler, _body):
    handler.close_connection = True


def no_http(handler, _body):
    handler.wfile.write(b"SSH-2.0-OpenSSH\r\n\r\n")


@pytest.mark.parametrize("answer", [half_body, half_chunk, no_gzip, hang_up, no_http])
def test_a_broken_answer_may_have_had_its_effect(listen, answer):
    place = listen(answer)
    with pytest.raises(PortalUnreachable) as caught:
        fetch(Net((place.origin,)).session(), "POST", place.origin + "/", what="m")
    assert (caught.value.sent, caught.value.retry) == (True, True)


def test_a_refused_connection_had_none():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound but not listening: nobody else answers here
        origin = f"http://127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(PortalUnreachable) as caught:
            fetch(Net((origin,)).session(), "POST", origin + "/?auth=canary", what="m")
    assert caught.value.sent is False
    assert "canary" not in str(caught.value)


def test_a_slow_answer_is_given_up(listen):
    place = listen(lambda handler, _body: handler.rfile.read(1) and None)
    with pytest.raises(PortalUnreachable) as caught:
        fetch(Net((place.origin,)).session(), "POST", place.origin + "/", what="m", timeout=(1, 0.05))
    assert caught.value.sent is True


@pytest.mark.parametrize(
    "url",
    ["http://a..b/", "http://" + "x" * 64 + ".example/", "http://\udcff/", "gopher://x/", "http:///x", "http://[::1/"],
)
def test_what_is_no_address_is_refused_and_nothing_else_happens(url):
    with pytest.raises((AddressRefused, PortalUnreachable)) as caught:
        fetch(Net().session(), "POST", url, what="m")
    assert getattr(caught.value, "sent", False) is False


AUTH = ["https://oauth.bitrix.info/rest/", "https://oauth.bitrix24.tech/rest/", "HTTPS://OAUTH.BITRIX.INFO:443/rest/"]


@pytest.mark.parametrize("endpoint", AUTH)
def test_bitrix24s_own_authorization_servers_are_known(endpoint):
    assert Net().auth_origin(endpoint) in {"https://oauth.bitrix.info", "https://oauth.bitrix24.tech"}


@pytest.mark.parametrize(
    "endpoint",
    [
        "",
        "oauth.bitrix.info",
        "http://oauth.bitrix.info/rest/",
        "https://oauth.bitrix.info.evil.example/rest/",
        "https://evil.example/oauth.bitrix.info/",
        "https://evil.example#oauth.bitrix.info",
        "https://oauth.bitrix.info@evil.example/",
        "https://oauth.bitrix.info:secret@evil.example/",
        "https://@oauth.bitrix.info/",
        "https://oauth.bitrix.info\\@evil.example/",
        "https://oauth.bitrix.info:444/",
        "https://oauth.bitrix.info:99999/",
        "https://oauth.bitrix.info./",
        "https://oauth.bitrix.info\n.evil.example/",
        "https://oauth\t.bitrix.info/",
        "https://oauth。bitrix。info/",
        "https://127.0.0.1/",
        "http://127.0.0.1:8700/",
        "ftp://oauth.bitrix.info/",
        "//oauth.bitrix.info/",
        "https://[::1]/",
        "https://[oauth.bitrix.info/",
    ],
)
def test_any_other_authorization_server_is_refused(endpoint):
    with pytest.raises(AddressRefused):
        Net().auth_origin(endpoint)


@given(st.text())
def test_any_text_is_an_allowed_server_or_refused(text):
    with contextlib.suppress(AddressRefused):
        assert Net().auth_origin(text) in {f"https://{host}" for host in AUTH_HOSTS}


def test_a_simulators_authorization_server_is_known_by_its_exact_origin():
    net = Net(("http://127.0.0.1:8700",))
    assert net.auth_origin("http://127.0.0.1:8700/rest/") == "http://127.0.0.1:8700"
    for other in (
        "http://127.0.0.1:8701/",
        "http://127.0.0.1:8700@evil/",
        "http://localhost:8700/",
        "https://127.0.0.1:8700/",
    ):
        with pytest.raises(AddressRefused):
            net.auth_origin(other)


@pytest.mark.parametrize(
    ("told", "endpoint"),
    [
        ("https://acme.bitrix24.com/rest/", "https://acme.bitrix24.com/rest/"),
        ("https://ACME.bitrix24.com/rest/17/secret/", "https://acme.bitrix24.com/rest/"),
        ("https://b24.example.org:8443/x?y", "https://b24.example.org:8443/rest/"),
        ("https://[2606:2800::1]/rest/", "https://[2606:2800::1]/rest/"),
        ("http://127.0.0.1:8700/rest/", "http://127.0.0.1:8700/rest/"),
    ],
)
def test_a_portals_rest_address(told, endpoint):
    assert Net(("http://127.0.0.1:8700",)).portal_endpoint(told) == endpoint


@pytest.mark.parametrize(
    "told", ["http://acme.bitrix24.com/rest/", "http://127.0.0.1:8701/", "https://u:p@acme.com/", "x", ""]
)
def test_a_portal_is_called_by_https_only(told):
    with pytest.raises(AddressRefused):
        Net(("http://127.0.0.1:8700",)).portal_endpoint(told)
