"""Connections are kept between requests, as Bitrix24's are, and end with the portal."""

import http.client
import json
import socket
from urllib.parse import urlsplit

import pytest

from simulator.server import Simulator


@pytest.fixture
def connect():
    opened = []

    def connection(sim):
        address = urlsplit(sim.portal_url)
        opened.append(http.client.HTTPConnection(address.hostname, address.port, timeout=10))
        return opened[-1]

    yield connection
    for one in opened:
        one.close()


def ask(connection, body=b"", **headers):
    connection.request("POST", "/rest/server.time", body, headers)
    answer = connection.getresponse()
    return answer.status, json.loads(answer.read())["error"]


def test_one_connection_serves_many_calls(sim, connect):
    connection = connect(sim)
    first = (ask(connection, b'{"auth": "x"}'), connection.sock)
    again = [(ask(connection, b"auth=x"), connection.sock) for _ in range(3)]

    assert first[0] == (401, "NO_AUTH_FOUND")
    assert first[1] is not None
    assert set(again) == {first}


def test_a_body_that_nobody_reads_is_not_taken_for_the_next_request(sim, connect):
    connection = connect(sim)
    connection.request("POST", "/nowhere", b"GET /rest/profile HTTP/1.1\r\n\r\n")
    assert connection.getresponse().read()
    assert ask(connection) == (401, "NO_AUTH_FOUND")


def test_a_body_in_pieces_is_read_to_its_end(app, connect):
    connection = connect(app.sim)
    pieces = iter([b'{"auth": "', app.token.encode(), b'"}'])
    connection.request("POST", "/rest/user.admin", pieces, {"Transfer-Encoding": "chunked"}, encode_chunked=True)
    assert json.loads(connection.getresponse().read())["result"] is True


def test_a_client_that_asks_before_it_sends_is_answered_at_once(sim):
    address = urlsplit(sim.portal_url)
    head = b"POST /rest/server.time HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 6\r\n\r\n"
    with socket.create_connection((address.hostname, address.port), timeout=5) as connection:
        connection.sendall(head)
        assert connection.recv(1000).startswith(b"HTTP/1.1 100 Continue")
        connection.sendall(b"auth=x")
        assert connection.recv(1000).startswith(b"HTTP/1.1 401")


@pytest.mark.parametrize("length", ["-1", "x", "1e3"])
def test_a_length_that_is_none_ends_the_connection(sim, connect, length):
    connection = connect(sim)
    connection.putrequest("POST", "/rest/server.time")
    connection.putheader("Content-Length", length)
    connection.endheaders(b"auth=x")
    answer = connection.getresponse()
    assert (answer.status, answer.getheader("Connection")) == (401, "close")


def test_a_kept_connection_ends_with_the_portal(connect):
    with Simulator() as sim:
        connection = connect(sim)
        ask(connection)
    connection.auto_open = False  # what http.client would do for a lost connection is not asked for
    with pytest.raises((ConnectionError, http.client.HTTPException)):
        ask(connection)
