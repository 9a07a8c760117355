"""Request bodies: nested as PHP nests them, bounded, and never anything but a tree or a refusal."""

import json
from urllib.parse import quote_plus, urlencode

import pytest
from flask import Request
from hypothesis import given, settings
from hypothesis import strategies as st
from werkzeug.test import EnvironBuilder

from b24app.errors import MalformedRequest, Refused, TooLarge
from b24app.web import forms
from b24app.web.forms import list_at, map_at, read_body, text_at, tree_of

FORM = "application/x-www-form-urlencoded"


def read(body, kind=FORM):
    data = body if isinstance(body, bytes) else body.encode()
    return read_body(Request(EnvironBuilder(method="POST", data=data, content_type=kind).get_environ()))


def read_json(body):
    return read(body if isinstance(body, str | bytes) else json.dumps(body), "application/json")


def all_texts(value):
    if isinstance(value, dict):
        return [text for pair in value.items() for item in pair for text in all_texts(item)]
    if isinstance(value, list):
        return [text for item in value for text in all_texts(item)]
    return [value] if isinstance(value, str) else []


ROBOT_CALL = (
    "workflow_id=66f0a1.123&code=add_tag&document_id[0]=crm&document_id[1]=CCrmDocumentDeal&document_id[2]=DEAL_42"
    "&event_token=66f0a1.123%7CA1_2%7Cr.h&properties[text]=Hello+there&properties[tags][0]=a&properties[tags][1]=b"
    "&auth[member_id]=m1&auth[application_token]=t&auth%5Bdomain%5D=acme.bitrix24.com"
)


def test_a_robot_call_is_read_as_php_would():
    tree = read(ROBOT_CALL)
    assert text_at(tree, "event_token") == "66f0a1.123|A1_2|r.h"
    assert list_at(tree, "document_id") == ["crm", "CCrmDocumentDeal", "DEAL_42"]
    assert tree["properties"] == {"text": "Hello there", "tags": {"0": "a", "1": "b"}}
    assert text_at(tree, "auth", "domain") == "acme.bitrix24.com"


@pytest.mark.parametrize(
    ("body", "tree"),
    [
        ("a=1&a=2", {"a": "2"}),
        ("a[b]=1&a[b]=2", {"a": {"b": "2"}}),
        ("a[]=1&a[]=2", {"a": {"0": "1", "1": "2"}}),
        ("a[][b]=1&a[][b]=2", {"a": {"0": {"b": "1"}, "1": {"b": "2"}}}),
        ("a=", {"a": ""}),
        ("a", {"a": ""}),
        ("", {}),
        ("&&", {}),
        ("a%5Bb%5D=%C3%A9", {"a": {"b": "é"}}),
        ("a[b c]=+", {"a": {"b c": " "}}),
        ("a=%3D%26%5B", {"a": "=&["}),
        ("ä=ö", {"ä": "ö"}),
    ],
)
def test_php_names(body, tree):
    assert read(body) == tree


def test_a_field_without_a_number_takes_no_others_place():
    """`tags[1]=x&tags[]=y` is two tags."""
    assert list(read("tags[1]=x&tags[]=y")["tags"].values()) == ["x", "y"]
    assert list(read("tags[1][a]=x&tags[][a]=y")["tags"].values()) == [{"a": "x"}, {"a": "y"}]


@pytest.mark.parametrize("name", ["auth[[", "auth]", "[a]", "a[b", "a[b]c", "a[b]]", "a[[b]]", "", "[]"])
def test_a_name_that_cannot_be_read_is_refused(name):
    with pytest.raises(MalformedRequest):
        tree_of([(name, "x")])


@pytest.mark.parametrize("body", ["a=1&a[b]=2", "a[b]=1&a=2", "a[b]=1&a[b][c]=2", "a[b][c]=1&a[b]=2"])
def test_a_text_and_a_map_at_once_is_refused(body):
    with pytest.raises(MalformedRequest):
        read(body)


@pytest.mark.parametrize("body", [b"a=\0", b"\0=a", b"a=%00", b"a=x%00y"])
def test_a_nul_is_refused_in_a_form(body):
    with pytest.raises(MalformedRequest):
        read(body)


@pytest.mark.parametrize("body", [b"a=\xff", b"a=%FF", b"a=%ED%A0%80", "a=é".encode("cp1251", "replace") + b"\x98"])
def test_what_is_not_utf_8_is_refused(body):
    with pytest.raises(MalformedRequest):
        read(body)


def test_the_limits_are_reached_and_not_passed():
    assert len(read("&".join(f"a{number}=1" for number in range(forms.MAX_FIELDS)))) == forms.MAX_FIELDS
    with pytest.raises(TooLarge):
        read("&".join(f"a{number}=1" for number in range(forms.MAX_FIELDS + 1)))
    read("a" + "[b]" * (forms.MAX_DEPTH - 1) + "=1")
    with pytest.raises(TooLarge):
        read("a" + "[b]" * forms.MAX_DEPTH + "=1")
    read("a=" + "x" * (forms.MAX_BYTES - 2))
    with pytest.raises(TooLarge):
        read("a=" + "x" * (forms.MAX_BYTES - 1))


def test_a_body_without_a_length_is_bounded_too():
    builder = EnvironBuilder(method="POST", data=b"a=" + b"x" * forms.MAX_BYTES, content_type=FORM)
    environ = builder.get_environ()
    del environ["CONTENT_LENGTH"]
    environ["wsgi.input_terminated"] = True
    with pytest.raises(TooLarge):
        read_body(Request(environ))


def test_json_is_the_same_tree():
    told = {"auth": {"member_id": "m1"}, "properties": [], "n": 5, "x": None, "é": [1, 2.5, True]}
    assert read_json(told) == told
    assert read(json.dumps(told), "application/json; charset=utf-8") == told


@pytest.mark.parametrize(
    "body", ["", "[]", '"text"', "5", "null", "{", '{"a":}', "{'a': 1}", "[" * 200_000, '{"a":' * 200_000, b"\xff{}"]
)
def test_what_is_no_json_object_is_refused(body):
    with pytest.raises(Refused):
        read_json(body)


@pytest.mark.parametrize(
    "body",
    [
        '{"a": "x\\u0000y"}',
        '{"a\\u0000": 1}',
        '{"a": ["\\ud800"]}',
        '{"\\udfff": 1}',
        '{"a": NaN}',
        '{"a": {"b": -Infinity}}',
        '{"a": 1e999}',
        '{"a": ' + "9" * 5000 + "}",
    ],
)
def test_json_that_no_database_takes_is_refused(body):
    with pytest.raises(MalformedRequest):
        read_json(body)


def test_json_is_bounded_in_width_and_depth():
    read_json({"a": [0] * 5_000})
    with pytest.raises(TooLarge):
        read_json({"a": [0] * forms.MAX_VALUES})
    with pytest.raises(TooLarge):
        read_json('{"a":' * 100 + "1" + "}" * 100)


@pytest.mark.parametrize(
    ("value", "text"),
    [("x", "x"), (5, "5"), (True, ""), (None, ""), ({"a": "b"}, ""), (["a"], ""), (1.5, "")],
)
def test_where_a_text_should_be_anything_else_is_no_text(value, text):
    assert text_at({"auth": {"member_id": value}}, "auth", "member_id") == text


def test_a_path_through_a_text_leads_nowhere():
    assert text_at({"auth": "x"}, "auth", "member_id") == ""
    assert text_at({}, "auth", "member_id") == ""


def test_lists_and_maps_that_are_none():
    assert list_at({"a": "text"}, "a") == []
    assert list_at({"a": {"0": "x", "1": {"deep": "y"}, "2": 3}}, "a") == ["x", "3"]
    assert list_at({"a": ["x", ["y"]]}, "a") == ["x"]
    assert map_at({"a": []}, "a") == {}
    assert map_at({"a": "x"}, "a") == {}


_pieces = st.sampled_from(
    ["a", "auth", "[", "]", "[]", "[b]", "=", "&", "%00", "%5B", "%5D", "%FF", "+", "\0", "é", ";"]
)
_bodies = st.one_of(
    st.binary(max_size=200),
    st.lists(_pieces, max_size=40).map(lambda pieces: "".join(pieces).encode()),
    st.lists(_pieces, max_size=40).map(lambda pieces: json.dumps({"".join(pieces): pieces}).encode()),
    st.text(st.sampled_from('{}[]":,\\u0d8e1NaI-'), max_size=60).map(str.encode),
)


@settings(max_examples=1000)
@given(_bodies, st.sampled_from([FORM, "application/json", "multipart/form-data; boundary=x", "text/plain", ""]))
def test_any_bytes_are_a_tree_or_a_refusal(body, kind):
    try:
        tree = read(body, kind)
    except Refused:
        return
    for text in all_texts(tree):
        text.encode()
        assert "\0" not in text
    text_at(tree, "auth", "member_id")
    list_at(tree, "a")
    map_at(tree, "auth")


@given(
    st.lists(
        st.tuples(
            st.lists(
                st.text(st.characters(exclude_characters="[]\0", exclude_categories=["Cs"]), min_size=1),
                min_size=1,
                max_size=8,
            ),
            st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])),
        ),
        max_size=6,
        unique_by=lambda pair: pair[0][0],
    )
)
def test_what_php_would_have_written_comes_back(fields):
    body = "&".join(
        quote_plus(path[0] + "".join(f"[{key}]" for key in path[1:])) + "=" + quote_plus(value)
        for path, value in fields
    )
    tree = read(body)
    for path, value in fields:
        assert text_at(tree, *path) == value


def test_a_form_encoded_by_another_library_reads_the_same():
    assert read(urlencode({"a[b]": "x y", "c": "ü&="})) == {"a": {"b": "x y"}, "c": "ü&="}
