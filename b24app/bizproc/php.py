"""PHP's `serialize()` format, in the strict subset that a workflow template uses.

Accepted are arrays, integers, doubles, strings, booleans and null, exactly as PHP writes them; anything else, objects
and references above all, is a `BptError`. Neither direction recurses, so depth costs no stack. Arrays are read as
dicts, also lists: only so does writing them give the same bytes again.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Final

from b24app.errors import BptError

PhpKey = int | str
PhpValue = None | bool | int | float | str | dict[PhpKey, "PhpValue"]
PhpArray = dict[PhpKey, PhpValue]

MAX_DEPTH: Final = 64
MAX_NODES: Final = 40_000
_MIN_INT: Final = -(2**63)
_MAX_INT: Final = 2**63 - 1

_INT = rb"i:(?P<int>0|-?[1-9][0-9]{0,18});"
_STR = rb's:(?P<str>0|[1-9][0-9]{0,7}):"'
_KEY = re.compile(_INT + rb"|" + _STR)
_VALUE = re.compile(
    _INT
    + rb"|"
    + _STR
    + rb"|a:(?P<array>0|[1-9][0-9]{0,5}):\{|b:(?P<bool>[01]);|(?P<null>N);"
    + rb"|d:(?P<float>-?(?:INF|[0-9]{1,40}(?:\.[0-9]{1,40})?(?:E[+-]?[0-9]{1,3})?)|NAN);"
)
_DECIMAL = re.compile(r"(?:0|-?[1-9][0-9]{0,18})\Z")


class _WrittenFloat(float):
    """A double that an older PHP wrote with other digits than today's; it is written back as it was."""

    text: bytes = b""


def loads(data: bytes) -> PhpValue:
    """The one value that `data` holds; `BptError` when it holds anything else, or more."""
    reader = _Reader(data)
    top = reader.value()
    frames = [(top, reader.count)] if isinstance(top, dict) else []
    while frames:
        array, left = frames.pop()
        while left:
            left -= 1
            key = reader.key()
            if key in array:
                raise BptError(f"the key {str(key)[:50]} occurs twice")
            array[key] = value = reader.value()
            if isinstance(value, dict):
                frames.append((array, left))
                if len(frames) >= MAX_DEPTH:
                    raise BptError(f"arrays are nested deeper than {MAX_DEPTH}")
                array, left = value, reader.count
        reader.close()
    reader.end()
    return top


class _Reader:
    """A position in serialized bytes; `count` is how many items the array just opened says it has."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0
        self._nodes = 0
        self.count = 0

    def key(self) -> PhpKey:
        found = _KEY.match(self._data, self._at)
        if found is None:
            raise self._wrong("a key is expected")
        self._at = found.end()
        if found.lastgroup == "int":
            return self._int(found[1])
        key = self._str(found[2])
        if _is_int_key(key):
            raise self._wrong("a number is written as a text key")
        return key

    def value(self) -> PhpValue:
        found = _VALUE.match(self._data, self._at)
        if found is None:
            raise self._wrong("a value is expected")
        self._at = found.end()
        kind = found.lastgroup
        if kind == "str":
            return self._str(found[2])
        match kind:
            case "array":
                self.count = int(found["array"])
                self._nodes += self.count
                if self._nodes > MAX_NODES:
                    raise BptError(f"more than {MAX_NODES} values")
                return {}
            case "int":
                return self._int(found["int"])
            case "bool":
                return found["bool"] == b"1"
            case "null":
                return None
            case _:
                return _read_float(found["float"])

    def close(self) -> None:
        if self._data[self._at : self._at + 1] != b"}":
            raise self._wrong("an array does not end where it says")
        self._at += 1

    def end(self) -> None:
        if self._at != len(self._data):
            raise self._wrong("there is something after the end")

    def _int(self, digits: bytes) -> int:
        number = int(digits)
        if not _MIN_INT <= number <= _MAX_INT:
            raise self._wrong("a number does not fit 64 bits")
        return number

    def _str(self, length: bytes) -> str:
        end = self._at + int(length)
        if self._data[end : end + 2] != b'";':
            raise self._wrong("a text does not end where it says")
        raw = self._data[self._at : end]
        self._at = end + 2
        try:
            return raw.decode()
        except UnicodeDecodeError:
            raise self._wrong("a text is not UTF-8") from None

    def _wrong(self, what: str) -> BptError:
        return BptError(f"at byte {self._at}: {what}")


def dumps(value: object) -> bytes:
    """`value` as PHP would serialize it. Lists and tuples become arrays with the keys 0, 1, 2 …"""
    out: list[bytes] = []
    nodes = 0
    pending: list[Iterator[tuple[bytes, object]]] = [iter([(b"", value)])]
    while pending:
        for key, item in pending[-1]:
            out.append(key)
            if isinstance(item, dict | list | tuple):
                nodes += len(item)
                if nodes > MAX_NODES:
                    raise BptError(f"more than {MAX_NODES} values")
                if len(pending) > MAX_DEPTH:
                    raise BptError(f"arrays are nested deeper than {MAX_DEPTH}")
                out.append(b"a:%d:{" % len(item))
                pending.append(iter(_rows(item)))
                break
            out.append(_scalar(item))
        else:
            pending.pop()
            out.append(b"}" if pending else b"")
    return b"".join(out)


def _rows(item: dict[PhpKey, object] | list[object] | tuple[object, ...]) -> list[tuple[bytes, object]]:
    pairs = item.items() if isinstance(item, dict) else enumerate(item)
    rows: dict[bytes, object] = {}
    for key, value in pairs:
        rows[_key(key)] = value
    if len(rows) != len(item):
        raise BptError("two keys are the same to PHP")
    return list(rows.items())


def _key(key: object) -> bytes:
    # PHP turns a text key that looks like a whole number into that number (bpt-format.md, Container).
    if isinstance(key, str) and _is_int_key(key):
        return _scalar(int(key))
    if isinstance(key, str) or (isinstance(key, int) and not isinstance(key, bool)):
        return _scalar(key)
    raise BptError(f"a key cannot be a {type(key).__name__}")


def _scalar(value: object) -> bytes:
    match value:
        case None:
            return b"N;"
        case bool():
            return b"b:1;" if value else b"b:0;"
        case int():
            if not _MIN_INT <= value <= _MAX_INT:
                raise BptError("a number does not fit 64 bits")
            return b"i:%d;" % value
        case float():
            return b"d:" + _float_text(value) + b";"
        case str():
            try:
                raw = value.encode()
            except UnicodeEncodeError:
                raise BptError("a text is not valid Unicode") from None
            return b's:%d:"' % len(raw) + raw + b'";'
        case _:
            raise BptError(f"a template cannot hold a {type(value).__name__}")


def _is_int_key(key: str) -> bool:
    return _DECIMAL.match(key) is not None and _MIN_INT <= int(key) <= _MAX_INT


def _read_float(text: bytes) -> float:
    value = float(text)
    if _float_text(value) == text:
        return value
    written = _WrittenFloat(value)
    written.text = text
    return written


def _float_text(value: float) -> bytes:
    """The shortest digits that give the same double, laid out as PHP 7.1+ does (`serialize_precision` -1)."""
    if isinstance(value, _WrittenFloat):
        return value.text
    if math.isnan(value):
        return b"NAN"
    if math.isinf(value):
        return b"INF" if value > 0 else b"-INF"
    sign = "-" if math.copysign(1.0, value) < 0 else ""
    mantissa, _, power = f"{abs(value)!r}".partition("e")
    whole, _, part = mantissa.partition(".")
    part = "" if part == "0" else part
    digits = (whole + part).lstrip("0")
    point = len(whole) + int(power or 0) - (len(whole + part) - len(digits))
    digits = digits.rstrip("0")
    return (sign + _layout(digits, point)).encode()


def _layout(digits: str, point: int) -> str:
    """`digits` with the decimal point after the first `point` of them."""
    if not digits:
        return "0"
    # zend_gcvt: plain notation for -4 < exponent <= 17 digits, else d.dE+x with at least one decimal.
    if point < -3 or point > 17:  # noqa: PLR2004 - PHP's own two bounds
        power = point - 1
        return f"{digits[0]}.{digits[1:] or '0'}E{'-' if power < 0 else '+'}{abs(power)}"
    if point <= 0:
        return "0." + "0" * -point + digits
    if len(digits) <= point:
        return digits + "0" * (point - len(digits))
    return f"{digits[:point]}.{digits[point:]}"
