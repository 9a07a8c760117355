"""bizproc.robot.* and bizproc.activity.*: one store, one namespace (bizproc.md, section 1)."""

from __future__ import annotations

from collections.abc import Callable

from simulator.methods.base import Call, Method
from simulator.robots import check_code


def _adder(kind: str) -> Callable[[Call], bool]:
    def add(call: Call) -> bool:
        call.portal.robots.add(call.client_id, kind, call.params.values)
        return True

    return add


def _updater(kind: str) -> Callable[[Call], bool]:
    def update(call: Call) -> bool:
        code = check_code({"CODE": call.params.get("CODE")})
        call.portal.robots.update(call.client_id, kind, code, call.params.get("FIELDS"))
        return True

    return update


def _deleter(kind: str) -> Callable[[Call], bool]:
    def delete(call: Call) -> bool:
        call.portal.robots.delete(call.client_id, kind, check_code({"CODE": call.params.get("CODE")}))
        return True

    return delete


def _lister(kind: str) -> Callable[[Call], list[str]]:
    def codes(call: Call) -> list[str]:
        return call.portal.robots.codes(call.client_id, kind)

    return codes


def _admin(run: Callable[[Call], object]) -> Method:
    return Method(run, "bizproc", admin=True, app_only=True, denied=400)


METHODS = {
    f"bizproc.{kind}.{verb}": _admin(make(kind))
    for kind in ("robot", "activity")
    for verb, make in (("add", _adder), ("update", _updater), ("delete", _deleter), ("list", _lister))
}
