"""Encryption at rest: bound to the portal, readable by old keys, silent about what it holds."""

import base64
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from b24app.errors import SettingsError
from b24app.model import Secret
from b24app.store.secrets import Safe

OLD, NEW = os.urandom(32), os.urandom(32)


@given(st.text(st.characters(exclude_categories=["Cs"])), st.text(st.characters(exclude_categories=["Cs"])))
def test_what_was_locked_opens(text, member_id):
    safe = Safe({"a": OLD})
    assert safe.unlock(safe.lock(Secret(text), member_id), member_id) == Secret(text)


def test_a_value_copied_to_another_portal_does_not_open():
    safe = Safe({"a": OLD})
    locked = safe.lock(Secret("refresh token"), "m1")
    with pytest.raises(SettingsError):
        safe.unlock(locked, "m2")


def test_the_value_names_its_key_and_hides_its_text():
    locked = Safe({"a": OLD}).lock(Secret("canary"), "m1")
    name, _, sealed = locked.partition(":")
    assert name == "a"
    assert b"canary" not in base64.b64decode(sealed)


def test_equal_secrets_do_not_look_equal():
    safe = Safe({"a": OLD})
    assert safe.lock(Secret("same"), "m1") != safe.lock(Secret("same"), "m1")


def test_after_rotation_the_old_key_reads_and_the_new_one_writes():
    before = Safe({"old": OLD}).lock(Secret("kept"), "m1")
    rotated = Safe({"new": NEW, "old": OLD})
    assert rotated.unlock(before, "m1") == Secret("kept")
    assert rotated.lock(Secret("fresh"), "m1").startswith("new:")


def test_a_key_of_the_right_name_and_wrong_bytes_does_not_open():
    locked = Safe({"a": OLD}).lock(Secret("x"), "m1")
    with pytest.raises(SettingsError):
        Safe({"a": NEW}).unlock(locked, "m1")


@given(st.one_of(st.text(), st.text().map(lambda text: f"a:{text}"), st.binary(max_size=64)))
def test_a_damaged_value_is_a_settings_error_and_nothing_else(value):
    """A value cut short, edited by hand or never one of ours."""
    text = value if isinstance(value, str) else f"a:{base64.b64encode(value).decode()}"
    with pytest.raises(SettingsError):
        Safe({"a": OLD}).unlock(text, "m1")


def test_every_flipped_bit_is_noticed():
    safe = Safe({"a": OLD})
    sealed = bytearray(base64.b64decode(safe.lock(Secret("token"), "m1").partition(":")[2]))
    for position in range(len(sealed)):
        damaged = sealed.copy()
        damaged[position] ^= 1
        with pytest.raises(SettingsError):
            safe.unlock(f"a:{base64.b64encode(damaged).decode()}", "m1")


def test_the_error_names_the_portal_and_not_the_value():
    locked = Safe({"a": OLD}).lock(Secret("x"), "m1")
    with pytest.raises(SettingsError, match="portal m2") as caught:
        Safe({"a": OLD}).unlock(locked, "m2")
    assert locked.partition(":")[2] not in str(caught.value)
