"""How the engine reads one property value, and what a value of ours may hold (compile-map.md, "How texts are read")."""

from __future__ import annotations

import re
from typing import Any, Final

from tests.bizproc.strict.scope import OBJECTS, Faults, Scope, words

REFERENCE: Final = re.compile(
    r"\{=\s*(?P<object>[a-z0-9_]+)\s*:\s*(?P<field>[a-z0-9_.]+)\s*(?:>\s*(?P<as>[a-z0-9_:]+(?:\s*,\s*[a-z0-9_:]+)*)\s*)?\}",
    re.IGNORECASE,
)
_MODIFIERS: Final = words(
    "string text int double bool date datetime user select internalselect file time printable friendly"
    " src publink shortlink name server author responsible"
)
_FUNCTIONS: Final = words(
    "abs intval floatval min max rand round ceil floor numberformat substr strpos strlen randstring"
    " strtolower strtoupper ucwords ucfirst trim urlencode implode explode merge shuffle firstvalue swirl"
    " date dateadd datediff addworkdays workdateadd isworkday isworktime touserdate getuserdateoffset"
    " strtotime locdate settime if and or not true false getdocumenturl"
)
_TOKEN: Final = re.compile(
    r"(?P<text>\"[^\"{}]*\"|'[^'{}]*')|(?P<number>\d+(?:\.\d+)?)|(?P<word>[a-z]+)(?P<call>\()?|(?P<sign><>|<=|>=|[-+*/%^&=<>(),])|\s+",
    re.IGNORECASE,
)
# There is no week, and a blank or a dot would add nothing without a word (compile-map.md, Delay expressions).
_INTERVAL: Final = re.compile(r"-?(?:\d+(?:y|m|d|h|i|s))+")
_USER: Final = re.compile(r"user_[1-9]\d*|group_(?:DR?|G|HRR?)\d+|group_UA|responsible_head")


def text(value: str, scope: Scope, *, calculated: bool = False) -> Faults:
    """Faults of a text; `calculated` where a value may be a calculation as a whole."""
    if value.startswith("{{=") and value.endswith("}}") and calculated:
        return calculation(value[3:-2], scope)
    faults = [f"would be calculated: {value!r}"] if value.lstrip(" \t\n\r\0\v").startswith("=") else []
    if "{{=" in value:
        faults.append(f"a calculation inside a text is read a second time: {value!r}")
    return faults + _referred(value, scope)


def calculation(inner: str, scope: Scope) -> Faults:
    """Faults of what stands between `{{=` and `}}`."""
    faults = _referred(inner, scope)
    plain = REFERENCE.sub(" 0 ", inner)
    inside: list[str] = []
    at = 0
    while at < len(plain):
        token = _TOKEN.match(plain, at)
        if token is None or (token["sign"] == ")" and not inside):
            return [*faults, f"cannot be calculated: {inner!r}"]
        at = token.end()
        word = (token["word"] or "").lower()
        if word and (word not in _FUNCTIONS or not token["call"]):
            faults.append(f"the calculator has no {word!r}: {inner!r}")
        if token["text"] and _adds(inside) and not _INTERVAL.fullmatch(token["text"][1:-1]):
            faults.append(f"adds nothing: {token['text']}")
        if token["call"] or token["sign"] == "(":
            inside.append(word)
        elif token["sign"] == ")":
            inside.pop()
    return [*faults, f"brackets do not match: {inner!r}"] if inside else faults


def _adds(inside: list[str]) -> bool:
    """Whether a text here is the length of time that is added, or one of two by an `if`."""
    return next((name for name in reversed(inside) if name != "if"), "") in {"dateadd", "workdateadd"}


def _referred(value: str, scope: Scope) -> Faults:
    faults = []
    for found in REFERENCE.finditer(value):
        if scope.kind(found["object"], found["field"]) is None:
            faults.append(f"refers to what is not there: {found[0]}")
        told = [one.strip().lower() for one in (found["as"] or "").split(",") if one.strip()]
        faults += [f"no such modifier: {found[0]}" for one in told if one not in _MODIFIERS]
    if "{=" in REFERENCE.sub("", value):
        faults.append(f"an expression that cannot be read: {value!r}")
    return faults


def whole(value: Any) -> re.Match[str] | None:
    """The one reference that a value is."""
    return REFERENCE.fullmatch(value) if isinstance(value, str) else None


def people(value: Any, scope: Scope) -> Faults:
    """Faults of a list of users (bpt-format.md, Users)."""
    if not isinstance(value, list) or not value:
        return [f"nobody: {value!r}"]
    faults = []
    for one in value:
        found = whole(one)
        if found:
            kind = scope.kind(found["object"], found["field"])
            faults += [] if kind in {"user", "any"} and not found["as"] else [f"holds no person: {one}"]
        elif not isinstance(one, str) or not _USER.fullmatch(one):
            faults.append(f"not a person: {one!r}")
        elif one == "responsible_head" and not scope.in_crm:
            faults.append("entries of a list have no responsible_head")
    return faults


def several(value: list[Any], scope: Scope) -> Faults:
    """Faults of a list of texts; two may be read as a reference."""
    faults = [fault for one in value for fault in anything(one, scope)]
    if len(value) == 2 and all(isinstance(one, str) for one in value) and value[0] in {*OBJECTS, *scope.before}:
        faults.append(f"read as a reference: {value!r}")
    return faults


def anything(value: Any, scope: Scope, *, calculated: bool = False) -> Faults:
    """Faults of a value of any shape; numbers and flags are texts in a template."""
    match value:
        case str():
            return text(value, scope, calculated=calculated)
        case list():
            return several(value, scope)
        case dict():
            keys = [f"no key of a map: {key!r}" for key in value if not isinstance(key, str)]
            return keys + [fault for one in value.values() for fault in anything(one, scope, calculated=calculated)]
        case _:
            return [f"exported as a text, not as {value!r}"]
