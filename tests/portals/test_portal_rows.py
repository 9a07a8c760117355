"""Portal rows: who a call comes from, and what an installation changes."""

import pytest
from sqlalchemy import select

from b24app.errors import UnknownPortal, WrongApplicationToken
from b24app.model import Installation
from b24app.portals import rows
from b24app.store.tables import portal as portal_table


@pytest.mark.parametrize(
    ("member_id", "token", "error"),
    [
        ("m1", "token of m1", None),
        ("m1", "token of m2", WrongApplicationToken),
        ("m1", "", WrongApplicationToken),
        ("m1", "Token of m1", WrongApplicationToken),
        ("nobody", "token of m1", UnknownPortal),
        ("nobody", "", UnknownPortal),
        ("", "", UnknownPortal),
    ],
)
def test_only_the_right_token_of_a_known_portal_proves_a_call(engine, installed, member_id, token, error):
    installed("m1")
    installed("m2")
    with engine.begin() as connection:
        if error is None:
            assert rows.prove(connection, member_id, token).member_id == member_id
        else:
            with pytest.raises(error):
                rows.prove(connection, member_id, token)


@pytest.mark.parametrize("token", ["", "no portal", "token of m1"])
def test_a_portal_without_a_token_is_proved_by_none(engine, installed, token):
    installed("m1")
    with engine.begin() as connection:
        rows.change(connection, "m1", application_token_hash="")
        with pytest.raises(WrongApplicationToken):
            rows.prove(connection, "m1", token)


def test_the_token_itself_is_not_stored(engine, installed):
    installed("m1")
    with engine.begin() as connection:
        assert "token of m1" not in str(connection.execute(select(portal_table)).one())


def test_an_opening_knows_the_stored_token_and_any_while_there_is_none(engine, installed):
    installed("m1")
    with engine.begin() as connection:
        assert rows.knows_token(connection, "m1", "token of m1")
        assert not rows.knows_token(connection, "m1", "other")
        rows.change(connection, "m1", application_token_hash="")
        assert rows.knows_token(connection, "m1", "other")


def test_what_was_saved_is_found(engine, installed):
    portal = installed("m1", "https://b24.example.org:8443")
    assert (portal.domain, portal.client_endpoint) == ("b24.example.org:8443", "https://b24.example.org:8443/rest/")
    assert portal.scope == {"crm", "bizproc"}


def test_installing_again_brings_a_portal_back_and_keeps_its_age(engine, installed):
    installed("m1")
    with engine.begin() as connection:
        before = connection.execute(select(portal_table)).mappings().one()
        rows.change(connection, "m1", status="left", registered="x")
    installed("m1", "https://new.bitrix24.com")
    with engine.begin() as connection:
        after = connection.execute(select(portal_table)).mappings().one()
    assert (after["status"], after["domain"]) == ("active", "new.bitrix24.com")
    assert (after["installed_at"], after["served_at"]) == (before["installed_at"], before["served_at"])


def test_an_installation_without_a_token_keeps_the_one_there_is(engine, installed):
    portal = installed("m1")
    with engine.begin() as connection:
        seen = rows.find(connection, "m1")
        rows.save(connection, _again(seen), "")
        assert rows.prove(connection, "m1", "token of m1") == portal
        rows.save(connection, _again(seen), "new token")
        assert rows.prove(connection, "m1", "new token") == portal


def test_an_unknown_portal_is_said(engine):
    with engine.begin() as connection:
        for ask in (rows.find, rows.registered):
            with pytest.raises(UnknownPortal):
                ask(connection, "nobody")


def _again(portal):
    return Installation(
        portal.member_id, portal.domain, portal.client_endpoint, portal.auth_endpoint, portal.scope, 1, installed=True
    )
