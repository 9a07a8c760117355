"""The `.bpt` file: one serialized PHP array in a zlib stream (bpt-format.md, Container).

Only this module imports zlib. Files come from anywhere, so reading is bounded before anything is unpacked.
"""

from __future__ import annotations

import zlib
from typing import Any, Final

from b24app.bizproc import php
from b24app.errors import BptError

MAX_FILE: Final = 2_000_000
MAX_PAYLOAD: Final = 6_000_000
MAX_RATIO: Final = 200
_STEP: Final = 1_000_000


def encode(tree: dict[Any, Any]) -> bytes:
    """The file a portal imports."""
    return zlib.compress(php.dumps(tree), 9)


def decode(data: bytes) -> php.PhpArray:
    """The tree in a file, or in the same array without compression; `BptError` for anything else."""
    if len(data) > MAX_FILE:
        raise BptError(f"a template file is at most {MAX_FILE} bytes")
    value = php.loads(data if data[:2] == b"a:" else _unpack(data))
    if not isinstance(value, dict) or "TEMPLATE" not in value:
        raise BptError("this is not a workflow template")
    return value


def _unpack(data: bytes) -> bytes:
    unpacker = zlib.decompressobj()
    parts: list[bytes] = []
    size, rest = 0, data
    while not unpacker.eof:
        try:
            part = unpacker.decompress(rest, _STEP)
        except zlib.error:
            raise BptError("this is not a workflow template file") from None
        rest = unpacker.unconsumed_tail
        if not part and not unpacker.eof:
            raise BptError("the file is cut off")
        parts.append(part)
        size += len(part)
        # Judged on what has been taken in so far: a bomb is refused after its first step, not after 16 MB.
        if size > MAX_PAYLOAD or size > MAX_RATIO * (len(data) - len(rest)) + _STEP:
            raise BptError("the file unpacks to far more than a template")
    if unpacker.unused_data or size > MAX_RATIO * len(data):
        raise BptError("something follows the template, or it unpacks to far more than one")
    return b"".join(parts)
