"""Robot: a chat message to colleagues, one private chat each.

im.message.add has no key against repetition (contract/actions.md row 5), hence ONCE.
"""

from __future__ import annotations

from dataclasses import dataclass

from b24app.errors import PortalError, RobotFailed
from b24app.robots._base import Ctx, Effect, People, Robot, prop
from b24app.robots._people import user_ids


@dataclass(frozen=True)
class Inputs:
    to: People = prop("To")
    message: str = prop("Message")


@dataclass(frozen=True)
class Outputs:
    sent: int = prop("People written to", default=0)


def run(inputs: Inputs, ctx: Ctx) -> Outputs:
    people = user_ids(inputs.to, ctx.portal, ctx.document)
    if not people:
        raise RobotFailed("nobody to write to: the step's “To” names no active employee")
    for written, person in enumerate(people):
        try:
            ctx.portal.call("im.message.add", {"DIALOG_ID": str(person), "MESSAGE": inputs.message})
        except PortalError as error:
            if not written:
                raise
            # "Nothing was done" is true of this call only: run again, the step would write to the others twice.
            raise RobotFailed(f"written to {written} of {len(people)} people, then: {error}") from None
    return Outputs(sent=len(people))


robot = Robot(
    code="send_bitrix_message",
    title={"en": "Send a chat message"},
    inputs=Inputs,
    outputs=Outputs,
    effect=Effect.ONCE,
    run=run,
)
