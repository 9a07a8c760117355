"""Unpacks the `.bpt` container: PHP `serialize`, usually inside a zlib stream (bpt-format.md, "Container").

Raw serialized text is tried first, then zlib; gzip and raw deflate are refused. Object markers are refused before
anything is built, and sizes are bounded so that a hostile file costs little.
"""

from __future__ import annotations

import base64
import binascii
import re
import zlib
from collections.abc import Mapping
from typing import Any

import phpserialize

# Above the 16 MB of the widest column, so that it is the column that refuses (importer.py).
MAX_PACKED = 32 * 1024 * 1024
MAX_PAYLOAD = 64 * 1024 * 1024
_OBJECT = re.compile(rb'(?:^|[;{}])[OoCcE]:\+?\d+:"')
_NUMBER_KEY = re.compile(r"(?:0|-?[1-9]\d{0,17})\Z")
_START = re.compile(rb"(?:[aids]:|b:[01];|N;)")


class BadPayload(Exception):
    """The bytes are no workflow template; `unpack` says nothing more, as the portal does not."""


def transport(data: object) -> bytes:
    """The file's bytes from TEMPLATE_DATA: base64 text, or its first two values as name and base64."""
    text = data
    if isinstance(data, Mapping | list | tuple):
        parts = list(data.values()) if isinstance(data, Mapping) else list(data)
        text = parts[1] if len(parts) > 1 else None
    if not isinstance(text, str) or not text.strip():
        raise BadPayload("no data")
    # A form turns "+" into a blank when it is not escaped; PHP's decoder reads it back, and skips line ends.
    compact = re.sub(r"[\r\n\t]", "", text).replace(" ", "+")
    try:
        return base64.b64decode(compact + "=" * (-len(compact) % 4), validate=True)
    except (binascii.Error, ValueError) as error:
        raise BadPayload("not base64") from error


def unpack(packed: bytes) -> dict[str, Any]:
    """The decoded top-level array, which must have the key TEMPLATE."""
    if len(packed) > MAX_PACKED:
        raise BadPayload("too large")
    value = _unserialize(packed)
    if value is None:
        value = _unserialize(_inflate(packed))
    if not isinstance(value, dict) or "TEMPLATE" not in value:
        raise BadPayload("no TEMPLATE")
    return value


def _inflate(packed: bytes) -> bytes:
    try:
        stream = zlib.decompressobj()
        payload = stream.decompress(packed, MAX_PAYLOAD)
    except zlib.error as error:
        raise BadPayload("neither serialized nor zlib") from error
    if not stream.eof:
        raise BadPayload("too large or cut off")
    return payload


def _unserialize(payload: bytes) -> Any:
    if not _START.match(payload) or _OBJECT.search(payload):
        return None
    try:
        return phpserialize.loads(payload, decode_strings=True, array_hook=_array)
    except (ValueError, TypeError, RecursionError, OverflowError, MemoryError):
        return None


def _array(pairs: list[tuple[Any, Any]]) -> Any:
    """A PHP array: a list when its keys are 0..n-1 in order; PHP makes a key `"12"` the number 12."""
    if not all(isinstance(key, int | str) and not isinstance(key, bool) for key, _ in pairs):
        raise ValueError("a key is neither a number nor text")
    mapping = {int(key) if isinstance(key, str) and _NUMBER_KEY.match(key) else key: value for key, value in pairs}
    return list(mapping.values()) if list(mapping) == list(range(len(mapping))) else mapping


def packed_size(value: Any) -> int:
    """The size a value takes in the portal's database: serialized and compressed."""
    return len(zlib.compress(phpserialize.dumps(value), 9))
