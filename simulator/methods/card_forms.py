"""crm.item.details.configuration.* and its classic sisters of leads, deals, contacts and companies
(api-reference/crm/universal/item-details-configuration/, api-reference/crm/deals/custom-form/ and so on).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from simulator.card_forms import COMMON, Form, read_sections
from simulator.entities import COMPANY, CONTACT, DEAL, ENTITIES, LEAD, EntityType
from simulator.methods.base import Call, Method
from simulator.wire import RestError, as_int, as_map

Named = Callable[[Call], EntityType]

_SIMPLE_LEAD = 1


def _universal(call: Call) -> EntityType:
    if not call.params.number("entityTypeId"):
        raise RestError("", "Parameter 'entityTypeId' is not defined")
    kind = ENTITIES.get(call.params.number("entityTypeId"))
    if kind is None:
        name = call.params.text("entityTypeId")
        raise RestError("", f"The entity type '{name}' is not supported in current context.")
    return kind


def _form(call: Call, kind: EntityType) -> Form:
    """Deals and smart processes have a form for each pipeline, leads one for repeat leads."""
    extras = as_map(call.params.get("extras"))
    if kind.id == LEAD:
        return Form(kind.id, as_int(extras.get("leadCustomerType"), _SIMPLE_LEAD))
    if not kind.has_categories:
        return Form(kind.id)
    name = "dealCategoryId" if kind.id == DEAL else "categoryId"
    return Form(kind.id, as_int(extras.get(name), call.portal.records.directories.default_category(kind.id)))


def _user(call: Call, *, writes: bool) -> int:
    """Whose form: one's own unless an administrator asks; the common one is for all to read."""
    if call.params.text("scope").upper() == "C":
        if writes and not call.is_admin:
            raise RestError("", "Access denied.")
        return COMMON
    user_id = call.params.number("userId") or call.user_id
    if user_id != call.user_id and not call.is_admin:
        raise RestError("", "Access denied.")
    return user_id


def _get(named: Named) -> Callable[[Call], Any]:
    def get(call: Call) -> list[dict[str, Any]] | None:
        kind = named(call)
        return call.portal.card_forms.get(_form(call, kind), _user(call, writes=False))

    return get


def _set(named: Named) -> Callable[[Call], Any]:
    def put(call: Call) -> bool:
        kind = named(call)
        user_id = _user(call, writes=True)
        call.portal.card_forms.put(_form(call, kind), user_id, read_sections(call.params.get("data")))
        return True

    return put


def _reset(named: Named) -> Callable[[Call], Any]:
    def reset(call: Call) -> bool:
        kind = named(call)
        call.portal.card_forms.reset(_form(call, kind), _user(call, writes=True))
        return True

    return reset


def _force(named: Named) -> Callable[[Call], Any]:
    def force(call: Call) -> bool:
        kind = named(call)
        if not call.is_admin:
            raise RestError("", "Access denied.")
        call.portal.card_forms.force_common(_form(call, kind))
        return True

    return force


def _always(type_id: int) -> Named:
    return lambda _call: ENTITIES[type_id]


_FAMILIES: dict[str, Named] = {
    "crm.item": _universal,
    **{f"crm.{ENTITIES[type_id].name.lower()}": _always(type_id) for type_id in (LEAD, DEAL, CONTACT, COMPANY)},
}
_VERBS = {"get": _get, "set": _set, "reset": _reset, "forcecommonscopeforall": _force}
METHODS = {
    f"{family}.details.configuration.{verb}": Method(make(named), "crm")
    for family, named in _FAMILIES.items()
    for verb, make in _VERBS.items()
}
