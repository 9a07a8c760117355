"""The bearer: what was issued is read back for fifteen minutes, and nothing else ever."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st
from itsdangerous import TimestampSigner

from b24app.errors import SessionExpired
from b24app.web.bearer import LIFE_S, Bearers, Session

ISSUER = Bearers(b"s" * 48)
SESSION = Session("m1", 17, is_admin=True, placement="CRM_DEAL_DETAIL_TAB")


@pytest.fixture
def clock(monkeypatch):
    """Moves the signer's clock; it starts at a fixed second."""
    moment = [1_790_000_000]
    monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda _signer: moment[0])
    return moment


def test_a_session_comes_back():
    assert ISSUER.read(f"Bearer {ISSUER.issue(SESSION)}") == SESSION


def test_it_lasts_fifteen_minutes_and_not_a_second_more(clock):
    header = f"Bearer {ISSUER.issue(SESSION)}"
    clock[0] += LIFE_S
    assert ISSUER.read(header) == SESSION
    clock[0] += 1
    with pytest.raises(SessionExpired):
        ISSUER.read(header)


def test_one_from_the_future_is_refused(clock):
    header = f"Bearer {ISSUER.issue(SESSION)}"
    clock[0] -= 60
    with pytest.raises(SessionExpired):
        ISSUER.read(header)


@pytest.mark.parametrize("kind", ["", "Basic ", "bearer", "Token ", "Bearer  "])
def test_it_is_taken_from_a_bearer_header_only(kind):
    with pytest.raises(SessionExpired):
        ISSUER.read(f"{kind}{ISSUER.issue(SESSION)}")


def test_another_secrets_signature_is_refused():
    with pytest.raises(SessionExpired):
        ISSUER.read(f"Bearer {Bearers(b't' * 48).issue(SESSION)}")


def test_a_signature_of_the_same_secret_for_another_use_is_refused():
    forged = TimestampSigner(b"s" * 48, salt="something else").sign(base64.urlsafe_b64encode(b'"{}"')).decode()
    with pytest.raises(SessionExpired):
        ISSUER.read(f"Bearer {forged}")


def test_changing_any_character_is_noticed():
    token = ISSUER.issue(SESSION)
    for position, character in enumerate(token):
        changed = token[:position] + ("A" if character != "A" else "B") + token[position + 1 :]
        try:
            read = ISSUER.read(f"Bearer {changed}")
        except SessionExpired:
            continue
        assert read == SESSION  # base64 leaves unused bits in its last character


def test_a_raised_right_is_not_believed():
    honest = ISSUER.issue(Session("m1", 17, is_admin=False, placement="X")).rsplit(".", 2)
    raised = Bearers(b"t" * 48).issue(Session("m1", 17, is_admin=True, placement="X")).rsplit(".", 2)
    with pytest.raises(SessionExpired):
        ISSUER.read(f"Bearer {raised[0]}.{honest[1]}.{honest[2]}")


@given(st.text())
def test_any_header_is_a_session_or_expired(header):
    for told in (header, f"Bearer {header}"):
        with pytest.raises(SessionExpired):
            ISSUER.read(told)
