"""Encrypts what must not be read from a stolen database: AES-GCM, key id in the value, bound to its portal.

The portal's member_id is the associated data, so a value copied into another portal's row does not decrypt
(reliability.md T-07).
"""

from __future__ import annotations

import base64
import os
from collections.abc import Mapping

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from b24app.errors import SettingsError
from b24app.model import Secret

_NONCE = 12


class Safe:
    """Writes with the first key, reads with any."""

    def __init__(self, keys: Mapping[str, bytes]) -> None:
        self._keys = {name: AESGCM(key) for name, key in keys.items()}
        self._writing = next(iter(keys))

    def lock(self, secret: Secret, member_id: str) -> str:
        """`<key id>:<base64 of nonce and ciphertext>`."""
        nonce = os.urandom(_NONCE)
        sealed = self._keys[self._writing].encrypt(nonce, secret.reveal().encode(), member_id.encode())
        return f"{self._writing}:{base64.b64encode(nonce + sealed).decode()}"

    def unlock(self, value: str, member_id: str) -> Secret:
        """The secret. Raises SettingsError when no key here opens it: a key was lost, or the row is not its own."""
        name, _, encoded = value.partition(":")
        try:
            sealed = base64.b64decode(encoded)
            text = self._keys[name].decrypt(sealed[:_NONCE], sealed[_NONCE:], member_id.encode())
        except (KeyError, ValueError, InvalidTag):
            raise SettingsError(
                f"a stored secret of portal {member_id} does not open with the given B24APP_ENCRYPTION_KEYS"
            ) from None
        return Secret(text.decode())
