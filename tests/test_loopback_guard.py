"""The guard of conftest.py, tried on sockets."""

import socket

import pytest

ELSEWHERE = "192.0.2.1"  # RFC 5737: nobody's


@pytest.mark.parametrize("host", [ELSEWHERE, "2001:db8::1"])
def test_a_connection_to_another_machine_is_refused_and_remembered(host, left_loopback):
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as connection, pytest.raises(RuntimeError, match="this machine only"):
        connection.connect((host, 9))
    assert left_loopback
    left_loopback.clear()


def test_a_datagram_to_another_machine_is_refused(left_loopback):
    with socket.socket(type=socket.SOCK_DGRAM) as sender, pytest.raises(RuntimeError, match="this machine only"):
        sender.sendto(b"x", (ELSEWHERE, 9))
    left_loopback.clear()


def test_a_name_is_not_asked_of_a_resolver(left_loopback):
    with pytest.raises(RuntimeError, match="this machine only"):
        socket.getaddrinfo("portal.example", 443)
    left_loopback.clear()


def test_a_literal_address_may_be_parsed():
    assert socket.getaddrinfo(ELSEWHERE, 443)[0][4][0] == ELSEWHERE


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_loopback_is_free(host):
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection((host, server.getsockname()[1]), timeout=5).close()


def test_unix_sockets_are_free(tmp_path):
    path = str(tmp_path / "s")
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as client:
        server.bind(path)
        server.listen()
        client.connect(path)
