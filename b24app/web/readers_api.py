"""What the page of readers asks, under `/frame/readers`: who reads this portal's descriptions, and what goes out."""

from __future__ import annotations

from typing import Annotated

from flask import Blueprint, request
from pydantic import Field, field_validator

from b24app.ai.desk import Desk
from b24app.ai.provider import ProviderName
from b24app.ai.rows import Choice, Shared
from b24app.model import Secret
from b24app.web.bodies import Closed, Json, parsed
from b24app.web.guards import Guards

Key = Annotated[str, Field(max_length=400, pattern=r"^[!-~]*$")]


class Chosen(Closed):
    """`keys`: new keys of the portal's own; an empty one is forgotten, one that is not named stays."""

    order: tuple[ProviderName, ...] = Field(max_length=2)
    shared: tuple[Shared, ...] = Field((), max_length=3)
    keys: dict[ProviderName, Key] = Field(default_factory=dict)

    @field_validator("order", "shared")
    @classmethod
    def _each_once(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if len(set(value)) < len(value):
            raise ValueError("each at most once")
        return value


def readers_api(guards: Guards, desk: Desk) -> Blueprint:
    """See and choose the readers; choosing takes an administrator, and a key is never given back."""
    page = Blueprint("readers_api", __name__, url_prefix="/frame/readers")

    @page.get("")
    def readers() -> Json:
        return desk.state(guards.session(request).member_id)

    @page.post("")
    def choose() -> Json:
        session, _ = guards.administrator(request)
        told = parsed(Chosen, request)
        keys = {name: Secret(key) for name, key in told.keys.items()}
        desk.choose(session.member_id, Choice(told.order, told.shared), keys)
        return desk.state(session.member_id)

    return page
