"""user.*, department.get (actions.md, section 5; user-get.md)."""

from __future__ import annotations

from typing import Any

from simulator.filters import CRM_OPERATORS, Page, in_order, matches, page
from simulator.methods.base import Call, Method
from simulator.methods.user_fields import USER_FIELD_SCOPE, own_fields
from simulator.people import Department, User
from simulator.wire import RestError, as_flag, as_int, as_list, as_map, as_text, upper_keys

_OWN_PARAMETERS = frozenset({"SORT", "ORDER", "FILTER", "START", "ADMIN_MODE", "SELECT", "ACTIVE"})


def _shown(call: Call, user: User) -> dict[str, Any]:
    """`user_brief` has no contacts (oauth-and-install.md, section 9, user scopes)."""
    shown: dict[str, Any] = {
        "ID": str(user.id),
        "ACTIVE": user.active,
        "NAME": user.name,
        "LAST_NAME": user.last_name,
        "SECOND_NAME": "",
        "DATE_REGISTER": "2026-01-05T00:00:00+00:00",
        "IS_ONLINE": "N",
        "TIME_ZONE": "",
        "PERSONAL_GENDER": "",
        "WORK_POSITION": user.position,
        "UF_DEPARTMENT": list(user.departments),
        "USER_TYPE": "employee",
    }
    if call.scopes & {"user", "user_basic"}:
        shown.update(EMAIL=user.email, WORK_PHONE=user.phone, PERSONAL_MOBILE="")
    if USER_FIELD_SCOPE in call.scopes:
        shown.update({row.code: user.custom.get(row.code, False) for row in own_fields(call)})
    return shown


def _read(row: Any, name: str) -> Any:
    return row.get(name.upper())


def _filter(call: Call) -> dict[str, Any]:
    """FILTER, or the same conditions as top-level parameters."""
    top = upper_keys(call.params.values)
    given = {key: value for key, value in top.items() if key not in _OWN_PARAMETERS}
    if "ACTIVE" in top:
        given["ACTIVE"] = top["ACTIVE"]
    given.update(upper_keys(call.params.get("FILTER")))
    for key in ("ACTIVE", "=ACTIVE"):
        if key in given:
            given[key] = as_flag(given[key])
    return given


def get(call: Call) -> Page:
    given = _filter(call)
    given.pop("IS_ONLINE", None)
    words = as_text(given.pop("NAME_SEARCH", "")).lower().split()
    return _page(call, given, words)


def search(call: Call) -> Page:
    """FIND excludes other keys (actions.md, section 5)."""
    given = _filter(call)
    found = as_text(given.get("FIND")).lower().split()
    if found:
        return _page(call, {"ACTIVE": True}, found)
    loose = {key if key == "USER_TYPE" or not key.isidentifier() else f"%{key}": value for key, value in given.items()}
    return _page(call, {**loose, "ACTIVE": True}, [])


def _page(call: Call, given: dict[str, Any], words: list[str]) -> Page:
    users = [user for user in call.portal.people.users.values() if _is_named(user, words)]
    rows = [row for row in (_shown(call, user) for user in users) if matches(row, given, _read, CRM_OPERATORS)]
    field = call.params.text("SORT").upper() or "ID"
    rows = in_order(rows, {field: call.params.text("ORDER") or "ASC"}, _read, "ID")
    return page(rows, call.params.get("start"))


def _is_named(user: User, words: list[str]) -> bool:
    names = f"{user.name} {user.last_name} {user.position}".lower().split()
    return all(any(name.startswith(word) for name in names) for word in words)


def current(call: Call) -> Any:
    user = call.portal.people.get(call.user_id)
    return _shown(call, user) if user else {}


def departments(call: Call) -> Page:
    rows = [
        {"ID": str(row.id), "NAME": row.name, "SORT": 500, **({"PARENT": str(row.parent)} if row.parent else {}),
         **({"UF_HEAD": str(row.head)} if row.head else {})}
        for row in call.portal.people.departments.values()
    ]  # fmt: skip
    given = {
        key: value
        for key, value in upper_keys(call.params.values).items()
        if key in {"ID", "NAME", "PARENT", "UF_HEAD"}
    }
    given.update(upper_keys(as_map(call.params.get("FILTER"))))
    kept = [row for row in rows if matches(row, given, _read)]
    field = call.params.text("sort").upper() or "ID"
    ordered = in_order(kept, {field: call.params.text("order") or "ASC"}, _read, "ID")
    return page(ordered, call.params.get("START"))


_CAPTIONS = {
    "ID": "ID", "XML_ID": "External code", "ACTIVE": "Activity", "NAME": "First Name", "LAST_NAME": "Last Name",
    "SECOND_NAME": "Middle Name", "EMAIL": "E-Mail", "DATE_REGISTER": "Registration Date", "TIME_ZONE": "TIME_ZONE",
    "IS_ONLINE": "IS_ONLINE", "PERSONAL_GENDER": "Gender", "PERSONAL_MOBILE": "Mobile", "WORK_PHONE": "Work Phone",
    "WORK_POSITION": "Position", "UF_DEPARTMENT": "Departments", "USER_TYPE": "USER_TYPE",
}  # fmt: skip


def fields(call: Call) -> dict[str, str]:
    own = own_fields(call) if USER_FIELD_SCOPE in call.scopes else []
    return {**_CAPTIONS, **{row.code: row.label or row.code for row in own}}


def access(call: Call) -> bool:
    """Whether the user has one of the codes: `U1` a user, `AU` everybody signed in, `D2`/`DR2` a department."""
    user = call.portal.people.get(call.user_id)
    own = {f"U{call.user_id}", "AU", "G2", *(f"D{number}" for number in user.departments)} if user else set()
    wanted = {as_text(code) for code in call.params.items("ACCESS")}
    groups = {code for code in wanted if code.startswith("DR")}
    return bool(wanted & own) or any(call.user_id in call.portal.people.named([f"group_{code}"]) for code in groups)


def _administrator(call: Call) -> None:
    if not call.is_admin:
        raise RestError("ERROR_CORE", "access_denied")


def add(call: Call) -> int:
    """An invited employee works here at once (user-add.md)."""
    _administrator(call)
    given = upper_keys(call.params.values)
    mail = as_text(given.get("EMAIL"))
    if "@" not in mail:
        raise RestError("ERROR_ARGUMENT", "wrong_email", argument="")
    people = call.portal.people.users
    if any(user.email.lower() == mail.lower() for user in people.values()):
        raise RestError("ERROR_ARGUMENT", "A user with this email already exists", argument="")
    number = max(people) + 1
    people[number] = User(number, as_text(given.get("NAME")), as_text(given.get("LAST_NAME")), email=mail)
    _fill(call, people[number], given)
    return number


def update(call: Call) -> bool:
    _administrator(call)
    given = upper_keys(call.params.values)
    user = call.portal.people.get(as_int(given.get("ID")))
    if user is None:
        raise RestError("ERROR_CORE", "access_denied")
    _fill(call, user, given)
    return True


def _fill(call: Call, user: User, given: dict[str, Any]) -> None:
    """The last administrator cannot be dismissed: nobody could take the portal over again."""
    for code, name in (("NAME", "name"), ("LAST_NAME", "last_name"), ("WORK_POSITION", "position"),
                       ("WORK_PHONE", "phone"), ("EMAIL", "email")):  # fmt: skip
        if code in given:
            setattr(user, name, as_text(given[code]))
    user.custom.update({row.code: given[row.code] for row in own_fields(call) if row.code in given})
    if "UF_DEPARTMENT" in given:
        known = call.portal.people.departments
        wanted = (as_int(number) for number in as_list(given["UF_DEPARTMENT"]))
        user.departments = [number for number in wanted if number in known]
    others = any(other.admin and other.active and other is not user for other in call.portal.people.users.values())
    if "ACTIVE" in given and (others or not user.admin):
        user.active = as_flag(given["ACTIVE"])


def department_fields(_call: Call) -> dict[str, str]:
    return {"ID": "ID", "NAME": "Department Name", "SORT": "Sort Order", "PARENT": "Parent Department",
            "UF_HEAD": "Manager"}  # fmt: skip


def add_department(call: Call) -> int:
    """Below the company itself unless PARENT says otherwise; only an administrator may (department-add.md)."""
    _administrator(call)
    given = upper_keys(call.params.values)
    name, known = as_text(given.get("NAME")), call.portal.people.departments
    parent = as_int(given.get("PARENT"), min(known))
    if not name or parent not in known:
        raise RestError("ERROR_CORE", "Name is required" if not name else "Parent department was not found")
    number = max(known) + 1
    known[number] = Department(number, name, parent, as_int(given.get("UF_HEAD")))
    return number


METHODS = {
    "user.fields": Method(fields, "user"),
    "user.access": Method(access),
    "user.add": Method(add, "user"),
    "user.update": Method(update, "user"),
    "user.get": Method(get, "user"),
    "user.search": Method(search, "user"),
    "user.current": Method(current, "user"),
    "department.get": Method(departments, "department"),
    "department.fields": Method(department_fields, "department"),
    "department.add": Method(add_department, "department"),
}
