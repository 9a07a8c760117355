"""Robot: calls a web address with a text.

Whoever answers there may act on it, so a call in doubt is never repeated. The answer's text comes from outside and is
neutralised like every text a robot returns (answer.py).
"""

from __future__ import annotations

from dataclasses import dataclass

from b24app.errors import RobotFailed
from b24app.robots._base import Ctx, Effect, Robot, prop

_METHODS = {"POST", "PUT", "PATCH", "GET"}


@dataclass(frozen=True)
class Inputs:
    url: str = prop("Web address")
    method: str = prop("Method", default="POST")
    message: str = prop("Text to send", default="")


@dataclass(frozen=True)
class Outputs:
    status: int = prop("HTTP status", default=0)
    answer: str = prop("Beginning of the answer", default="")


def run(inputs: Inputs, ctx: Ctx) -> Outputs:
    method = inputs.method.strip().upper()
    if method not in _METHODS:
        raise RobotFailed(f"“{inputs.method}” is not one of {', '.join(sorted(_METHODS))}")
    status, answer = ctx.http.send(method, inputs.url.strip(), inputs.message)
    if status >= 400:  # noqa: PLR2004  # HTTP's own border
        raise RobotFailed(f"the address answered {status}")
    return Outputs(status=status, answer=answer)


robot = Robot(
    code="webhook",
    title={"en": "Call a web address"},
    inputs=Inputs,
    outputs=Outputs,
    effect=Effect.ONCE,
    run=run,
)
