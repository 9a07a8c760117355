"""Bodies of the pages' requests as types, and plans as the pages show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, TypeVar

from flask import Request, render_template
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from b24app.errors import MalformedRequest
from b24app.plan.confirm import to_confirm
from b24app.plan.plan import Plan
from b24app.web.forms import read_body
from b24app.workflows.diagram import diagram
from b24app.workflows.explain import explain, title
from b24app.workflows.lint import errors, not_built, warnings

Json = dict[str, Any]
_M = TypeVar("_M", bound=BaseModel)


class Closed(BaseModel):
    """A body that is refused when it holds a key it does not know."""

    model_config = ConfigDict(extra="forbid")


class Described(Closed):
    """What a person typed."""

    description: str = Field(min_length=1, max_length=10_000)


class Drafted(Described):
    """A plan with the words it came from; `id` names the workflow it is a new version of.

    `independent`: it is to run without the app, wholly native and unobserved.
    """

    plan: Plan
    name: str = Field("", max_length=255)
    note: str = Field("", max_length=1000)
    independent: bool = False
    id: str = Field("", max_length=32)


class ToPublish(Drafted):
    """The same, to be published: `confirmed` are the sentences that were ticked."""

    confirmed: list[str] = Field(default_factory=list, max_length=400)
    overwrite: bool = False


def parsed(kind: type[_M], request: Request) -> _M:
    """The body as `kind`. Raises MalformedRequest by the field that is wrong."""
    try:
        return kind.model_validate(read_body(request))
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise MalformedRequest(f"{where}: {first['msg']}") from None


def shown(plan: Plan, notes: Iterable[str] = ()) -> Json:
    """A plan in words, as a picture, and with what speaks against it."""
    return {
        "plan": plan.dump(),
        "title": title(plan),
        "words": [asdict(line) for line in explain(plan)],
        "diagram": render_template("diagram.svg.j2", diagram=diagram(plan)),
        "notes": [*notes, *warnings(plan), *(text for _, text in errors(plan))],
        "not_built": list(not_built(plan)),
        "to_confirm": [asdict(one) for one in to_confirm(plan)],
    }
