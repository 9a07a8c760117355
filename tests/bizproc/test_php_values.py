from __future__ import annotations

import math
import time

import phpserialize
import pytest
from hypothesis import given
from hypothesis import strategies as st

from b24app.bizproc import php
from b24app.errors import BptError

KEYS = st.one_of(st.integers(-(2**63), 2**63 - 1), st.text(max_size=8))
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**63), 2**63 - 1), st.floats(allow_nan=False), st.text(max_size=20)
)
VALUES = st.recursive(SCALARS, lambda inner: st.dictionaries(KEYS, inner, max_size=5), max_leaves=20)


def _php_keys(value):
    """Text keys that PHP would have turned into numbers, turned."""
    if not isinstance(value, dict):
        return value
    return {
        int(key) if isinstance(key, str) and php._is_int_key(key) else key: _php_keys(item)
        for key, item in value.items()
    }


@given(VALUES)
def test_every_value_comes_back_as_it_was(value):
    value = _php_keys(value)
    assert php.loads(php.dumps(value)) == value


@given(VALUES)
def test_writing_what_was_read_gives_the_same_bytes(value):
    data = php.dumps(_php_keys(value))
    assert php.dumps(php.loads(data)) == data


@given(VALUES)
def test_another_reader_of_the_format_reads_the_same(value):
    value = _php_keys(value)
    assert phpserialize.loads(php.dumps(value), decode_strings=True) == value


@given(st.recursive(st.one_of(st.none(), st.booleans(), st.integers(-(2**63), 2**63 - 1), st.text(max_size=9)),
                    lambda inner: st.lists(inner, max_size=4), max_leaves=15))  # fmt: skip
def test_another_writer_of_the_format_writes_the_same(value):
    assert php.dumps(value) == phpserialize.dumps(value)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (1.0, b"d:1;"),
        (-0.0, b"d:-0;"),
        (0.1, b"d:0.1;"),
        (-2.5, b"d:-2.5;"),
        (1500.25, b"d:1500.25;"),
        (0.0001, b"d:0.0001;"),
        (0.00001, b"d:1.0E-5;"),
        (1e25, b"d:1.0E+25;"),
        (1.5e300, b"d:1.5E+300;"),
        (1e14, b"d:100000000000000;"),
        (123456789012345680.0, b"d:1.2345678901234568E+17;"),
        (math.inf, b"d:INF;"),
        (-math.inf, b"d:-INF;"),
        (math.nan, b"d:NAN;"),
    ],
)
def test_doubles_are_written_as_php_writes_them(value, written):
    assert php.dumps(value) == written
    assert php.dumps(php.loads(written)) == written


def test_a_double_with_the_digits_of_an_older_php_keeps_them():
    written = b"d:0.10000000000000001;"
    assert php.loads(written) == 0.1
    assert php.dumps(php.loads(written)) == written


def test_lists_and_tuples_become_arrays_with_running_keys():
    assert php.dumps(["a", ("b",)]) == b'a:2:{i:0;s:1:"a";i:1;a:1:{i:0;s:1:"b";}}'


def test_a_text_key_that_looks_like_a_number_becomes_that_number():
    assert php.dumps({"12": "x", "-3": "y", "012": "z", "-0": "w"}) == (
        b'a:4:{i:12;s:1:"x";i:-3;s:1:"y";s:3:"012";s:1:"z";s:2:"-0";s:1:"w";}'
    )


def test_lengths_count_bytes_not_characters():
    assert php.dumps("é€") == 's:5:"é€";'.encode()


HOSTILE = {
    "an object": b'O:8:"stdClass":0:{}',
    "an object inside an array": b'a:1:{i:0;O:8:"stdClass":0:{}}',
    "a custom object": b'C:1:"A":0:{}',
    "an enum": b'E:3:"A:B";',
    "a reference": b"a:2:{i:0;i:1;i:1;R:2;}",
    "a copy": b"a:2:{i:0;i:1;i:1;r:2;}",
    "an escaped text": b'S:1:"\\41";',
    "an object with a plus": b'O:+8:"stdClass":0:{}',
    "a text shorter than it says": b's:5:"abc";',
    "a text longer than it says": b's:2:"abc";',
    "a text far longer than the data": b's:99999999:"abc";',
    "a length with a sign": b's:+3:"abc";',
    "a length with a zero before": b's:03:"abc";',
    "a huge length": b's:999999999999999999999:"abc";',
    "too few items": b"a:2:{i:0;i:1;}",
    "too many items": b"a:1:{i:0;i:1;i:1;i:2;}",
    "a negative count": b"a:-1:{}",
    "a count far beyond the data": b"a:199999:{i:0;i:1;}",
    "more items than are allowed": b"a:200001:{",
    "an array as a key": b"a:1:{a:0:{}i:1;}",
    "a yes/no as a key": b"a:1:{b:1;i:1;}",
    "a double as a key": b"a:1:{d:1;i:1;}",
    "the same key twice": b"a:2:{i:0;i:1;i:0;i:2;}",
    "the same text key twice": b'a:2:{s:1:"a";i:1;s:1:"a";i:2;}',
    "a number as a text key": b'a:1:{s:2:"12";i:1;}',
    "a number beyond 64 bits": b"i:9223372036854775808;",
    "a number below 64 bits": b"i:-9223372036854775809;",
    "a very long number": b"i:" + b"9" * 5000 + b";",
    "a number with a zero before": b"i:01;",
    "minus zero": b"i:-0;",
    "a yes/no that is neither": b"b:2;",
    "words as a double": b"d:nan;",
    "bytes that are no text": b's:1:"\xff";',
    "something after the end": b"i:1;i:2;",
    "nothing": b"",
    "half a token": b"i:1",
    "depth": b"a:1:{i:0;" * 65 + b"N;" + b"}" * 65,
    "enormous depth": b"a:1:{i:0;" * 200_000,
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_no_template_holds_is_refused_quickly(data):
    began = time.process_time()
    with pytest.raises(BptError):
        php.loads(data)
    assert time.process_time() - began < 0.5


def test_more_values_than_any_template_has_are_refused():
    with pytest.raises(BptError, match="more than"):
        php.loads(b"a:150000:{" + b"".join(b"i:%d;a:1:{i:0;N;}" % n for n in range(150_000)) + b"}")


def test_the_deepest_allowed_array_is_read_and_written():
    data = b"a:1:{i:0;" * 64 + b"N;" + b"}" * 64
    assert php.dumps(php.loads(data)) == data


@given(st.binary(max_size=60))
def test_any_bytes_are_a_value_or_a_refusal(data):
    try:
        value = php.loads(data)
    except BptError:
        return
    assert php.dumps(value) == data


@pytest.mark.parametrize("value", [object(), {1.5: "x"}, {True: "x"}, {1: "x", "1": "y"}, 2**63, "\ud800", b"raw"])
def test_what_php_cannot_hold_is_not_written(value):
    with pytest.raises(BptError):
        php.dumps(value)


def test_writing_is_bounded_like_reading():
    deep: list[object] = []
    for _ in range(64):
        deep = [deep]
    with pytest.raises(BptError, match="deeper"):
        php.dumps(deep)
    with pytest.raises(BptError, match="more than"):
        php.dumps([None] * (php.MAX_NODES + 1))
