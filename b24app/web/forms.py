"""Reads request bodies: PHP-style nested forms and JSON, bounded in size, width and depth (reliability.md F-14)."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable
from typing import Any
from urllib.parse import parse_qsl

from flask import Request

from b24app.errors import MalformedRequest, TooLarge

MAX_BYTES = 1_000_000
MAX_FIELDS = 2_000
MAX_VALUES = 10_000  # of JSON, its names counted
MAX_DEPTH = 8
_NAME = re.compile(r"^([^\[\]]+)((?:\[[^\[\]]*\])*)$")
_KEY = re.compile(r"\[([^\[\]]*)\]")

Tree = dict[str, Any]


def read_body(request: Request) -> Tree:
    """The body as a tree of texts. Raises MalformedRequest, TooLarge."""
    if (request.content_length or 0) > MAX_BYTES:
        raise TooLarge("the body is larger than 1 MB")
    body = request.stream.read(MAX_BYTES + 1)
    if len(body) > MAX_BYTES:
        raise TooLarge("the body is larger than 1 MB")
    if b"\0" in body or b"%00" in body:
        raise MalformedRequest("the body holds a NUL")
    return _json(body) if request.mimetype == "application/json" else _form(body)


def tree_of(pairs: Iterable[tuple[str, str]]) -> Tree:
    """`auth[domain]=x` and `tags[]=y` as PHP reads them; the last of equal names wins. Raises as `read_body`."""
    tree: Tree = {}
    for name, value in pairs:
        match = _NAME.match(name)
        if match is None:
            raise MalformedRequest("a field has a name that cannot be read")
        path = [match[1], *_KEY.findall(match[2])]
        if len(path) > MAX_DEPTH:
            raise TooLarge(f"fields are nested deeper than {MAX_DEPTH}")
        _put(tree, path, value)
    return tree


def text_at(tree: Tree, *path: str) -> str:
    """The text at a path; empty when there is none or something else stands there."""
    value: Any = tree
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def list_at(tree: Tree, key: str) -> list[str]:
    """The texts of a PHP list at a key."""
    value = tree.get(key)
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [str(item) for item in items if isinstance(item, str | int)]


def map_at(tree: Tree, key: str) -> Tree:
    """The map at a key; empty when there is none (PHP sends an empty one as a list)."""
    value = tree.get(key)
    return value if isinstance(value, dict) else {}


def _form(body: bytes) -> Tree:
    try:
        pairs = parse_qsl(
            body.decode("utf-8"), keep_blank_values=True, encoding="utf-8", errors="strict", max_num_fields=MAX_FIELDS
        )
    except UnicodeDecodeError:
        raise MalformedRequest("the body is not UTF-8") from None
    except ValueError:
        raise TooLarge(f"the body has more than {MAX_FIELDS} fields") from None
    return tree_of(pairs)


def _json(body: bytes) -> Tree:
    try:
        tree = json.loads(body)
    except (ValueError, RecursionError):
        raise MalformedRequest("the body is not JSON") from None
    if not isinstance(tree, dict):
        raise MalformedRequest("the body is not a JSON object")
    _bound(tree)
    return tree


def _put(tree: Tree, path: list[str], value: str) -> None:
    *above, last = path
    for key in above:
        here = tree.setdefault(key or _free(tree), {})
        if not isinstance(here, dict):
            raise MalformedRequest("a field is a text and a map at once")
        tree = here
    if isinstance(tree.get(last), dict):
        raise MalformedRequest("a field is a text and a map at once")
    tree[last or _free(tree)] = value


def _free(tree: Tree) -> str:
    """The number of a field that names none, `tags[]`."""
    number = len(tree)
    while str(number) in tree:
        number += 1
    return str(number)


def _bound(tree: Tree) -> None:
    """JSON can say what no database takes: an escaped NUL, half a surrogate pair, NaN, 1e999."""
    seen = 0
    stack: list[tuple[Any, int]] = [(tree, 1)]
    while stack:
        value, depth = stack.pop()
        seen += 1
        if seen > MAX_VALUES:
            raise TooLarge(f"the body has more than {MAX_VALUES} values")
        if depth > MAX_DEPTH * 4:
            raise TooLarge("the body is nested too deep")
        if isinstance(value, dict):
            stack.extend((key, depth) for key in value)
            stack.extend((item, depth + 1) for item in value.values())
        elif isinstance(value, list):
            stack.extend((item, depth + 1) for item in value)
        elif isinstance(value, float) and not math.isfinite(value):
            raise MalformedRequest("the body holds a number that is none")
        elif isinstance(value, str) and ("\0" in value or not _is_text(value)):
            raise MalformedRequest("the body holds a text that is none")


def _is_text(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True
