"""PHP's way of reading and writing forms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.wire import Params, as_float, as_int, decode_form, encode_form, php_empty, read_json

KEYS = st.text("abcXYZ_", min_size=1, max_size=6)
TEXTS = st.text(max_size=12)
TREES = st.recursive(
    TEXTS, lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(KEYS, inner, min_size=1, max_size=3),
    max_leaves=10,
)  # fmt: skip


@given(st.dictionaries(KEYS, TREES, max_size=4))
def test_what_is_encoded_is_read_back(values):
    assert decode_form(encode_form(values)) == values


@given(st.text(max_size=200))
def test_any_text_is_a_form(text):
    assert isinstance(decode_form(text), dict)
    assert isinstance(read_json(text), dict)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("a[b][0]=x&a[b][1]=y", {"a": {"b": ["x", "y"]}}),
        ("a[]=1&a[]=2", {"a": ["1", "2"]}),
        ("a[1]=x", {"a": {"1": "x"}}),
        ("a=1&a=2", {"a": "2"}),
        ("a=1&a[b]=2", {"a": {"b": "2"}}),
        ("a%5Bb%5D=%7B%3D%7D+x", {"a": {"b": "{=} x"}}),
        ("=x&[b]=y", {}),
    ],
)
def test_nesting(text, values):
    assert decode_form(text) == values


def test_empty_arrays_are_left_out_and_nulls_are_empty_text():
    assert encode_form({"a": [], "b": {}, "c": None, "d": True, "e": False}) == "c=&d=1&e=0"


def test_an_empty_map_is_a_list_and_so_is_a_map_from_zero_on():
    assert php_empty({"a": {}, "b": {"0": 1, "1": 2}, "c": {"1": 1}}) == {"a": [], "b": [1, 2], "c": {"1": 1}}


def test_parameter_names_are_found_in_any_case():
    assert Params({"Code": "x"}).text("CODE") == "x"


@pytest.mark.parametrize(("text", "number"), [("12abc", 12), ("abc", 0), ("-3", -3), (True, 1), (None, 0), ([], 0)])
def test_php_reads_leading_digits(text, number):
    assert as_int(text) == number


@pytest.mark.parametrize(("text", "number"), [("1.5x", 1.5), ("x", 0.0), ("", 0.0), (3, 3.0), ("-.5", -0.5)])
def test_php_reads_leading_decimals(text, number):
    assert as_float(text) == number
