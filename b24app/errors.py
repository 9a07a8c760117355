"""Every error the app raises on purpose.

    B24AppError
    ├── SettingsError
    ├── Refused
    │   ├── MalformedRequest
    │   ├── TooLarge
    │   ├── UnknownPortal
    │   ├── WrongApplicationToken
    │   ├── NotVerified
    │   ├── NotAllowed
    │   ├── NotFound
    │   └── SessionExpired
    ├── AddressRefused
    ├── PortalError
    │   ├── PortalBusy
    │   ├── PortalUnreachable
    │   ├── PortalRefused
    │   └── PortalLeft
    │       └── PortalUnpaid
    ├── ProviderError
    │   ├── ProviderBusy
    │   ├── ProviderUnreachable
    │   ├── ProviderRefused
    │   ├── ProviderNonsense
    │   └── BudgetSpent
    ├── ReadingEndless
    ├── RobotFailed
    ├── PlanRejected
    ├── NotConfirmed
    ├── NotBuilt
    ├── TemplateDiffers
    ├── EditedInDesigner
    ├── StillRunning
    └── BptError

`code` is stable and may be shown and stored; `retry` says whether the same thing may work later. Messages are read by
people and end up in logs: no token, no form value and no URL with a query is ever part of one.
"""

from __future__ import annotations

from typing import ClassVar


class B24AppError(Exception):
    """Base of everything below."""

    code: ClassVar[str] = "error"
    retry: ClassVar[bool] = False


class SettingsError(B24AppError):
    """The app refuses to start; the message says which setting and what to do."""

    code = "settings"


class Refused(B24AppError):
    """An inbound request that is not acted upon; `status` is its HTTP answer."""

    code = "refused"
    status: ClassVar[int] = 403


class MalformedRequest(Refused):
    """The body is not what this address takes."""

    code = "malformed_request"
    status = 400


class TooLarge(Refused):
    """The body is larger, deeper or wider than anything Bitrix24 sends."""

    code = "too_large"
    status = 413


class UnknownPortal(Refused):
    """No such portal has installed the app."""

    code = "unknown_portal"

    def __init__(self) -> None:
        super().__init__("this call does not come from a portal that has installed the app")


class WrongApplicationToken(Refused):
    """The call does not carry the portal's application token. Only the log says so: outside it is UnknownPortal."""

    code = "wrong_application_token"

    def __init__(self) -> None:
        super().__init__("this call does not come from a portal that has installed the app")


class NotVerified(Refused):
    """The authorization server did not confirm what the request says of itself."""

    code = "not_verified"


class NotAllowed(Refused):
    """The person may not do this."""

    code = "not_allowed"


class NotFound(Refused):
    """There is no such thing in this portal."""

    code = "not_found"
    status = 404


class SessionExpired(Refused):
    """The frame's bearer is missing, forged or too old."""

    code = "session_expired"
    status = 401


class AddressRefused(B24AppError):
    """The app does not connect to this address: not allowed, private, or not http(s)."""

    code = "address_refused"


class PortalError(B24AppError):
    """A call to a portal or its authorization server did not succeed."""

    code = "portal_error"


class PortalBusy(PortalError):
    """Try again after `wait_s` seconds (None: the caller's own backoff decides). Nothing was done."""

    code = "portal_busy"
    retry = True

    def __init__(self, method: str, wait_s: float | None = None) -> None:
        super().__init__(f"{method}: the portal is busy")
        self.method = method
        self.wait_s = wait_s


class PortalUnreachable(PortalError):
    """No usable answer. `sent` says whether the call may have had its effect."""

    code = "portal_unreachable"
    retry = True

    def __init__(self, method: str, reason: str, *, sent: bool) -> None:
        super().__init__(f"{method}: {reason}")
        self.method = method
        self.sent = sent


class PortalRefused(PortalError):
    """The portal understood and said no: `error` is its code, `description` its words."""

    code = "portal_refused"

    def __init__(self, method: str, error: str, description: str, status: int = 400) -> None:
        super().__init__(f"{method}: {description or error or 'refused'}")
        self.method = method
        self.error = error
        self.description = description
        self.status = status


class PortalLeft(PortalError):
    """The app is not installed there any more, or its tokens are dead: no further call until a verified opening."""

    code = "portal_left"


class PortalUnpaid(PortalLeft):
    """The app's paid or trial period is over there: nothing works, and nothing of it may be deleted."""

    code = "portal_unpaid"


class ProviderError(B24AppError):
    """An AI provider did not give a usable answer; the message says which one, why, and what helps."""

    code = "provider_error"


class ProviderBusy(ProviderError):
    """It asks for patience: too many calls, too much load, or it failed too often lately. `wait_s`: for how long."""

    code = "provider_busy"
    retry = True

    def __init__(self, message: str, wait_s: float | None = None) -> None:
        super().__init__(message)
        self.wait_s = wait_s


class ProviderUnreachable(ProviderError):
    """No whole answer: down, slow, cut off, or larger than any answer may be."""

    code = "provider_unreachable"
    retry = True


class ProviderRefused(ProviderError):
    """It understood and said no: its key, its model, its account, or the text itself."""

    code = "provider_refused"


class ProviderNonsense(ProviderError):
    """It answered, and what it said is no plan, no question and no refusal."""

    code = "provider_nonsense"


class BudgetSpent(ProviderError):
    """The portal has used up what it may ask for in a day."""

    code = "budget_spent"


class RobotFailed(B24AppError):
    """A robot could not do what it was asked; the message goes into the workflow's log and its `error` result."""

    code = "robot_failed"


class ReadingEndless(B24AppError):
    """The grammar goes in circles over a description; whoever reads answers with a question."""

    code = "reading_endless"


class PlanRejected(B24AppError):
    """The plan cannot become a workflow of this portal; `choices` are what the person could pick instead."""

    code = "plan_rejected"

    def __init__(self, message: str, node_id: str = "", choices: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.node_id = node_id
        self.choices = choices


class NotConfirmed(B24AppError):
    """The plan does something a person has to tick first; `what` are the sentences that were not ticked."""

    code = "not_confirmed"

    def __init__(self, *what: str) -> None:
        super().__init__(f"please confirm first: {' '.join(what)}")
        self.what = what


class NotBuilt(B24AppError):
    """A trigger or action that is understood but not built yet; `what` lists their names."""

    code = "not_built"

    def __init__(self, *what: str) -> None:
        super().__init__(f"not built yet: {', '.join(what)}")
        self.what = what


class TemplateDiffers(B24AppError):
    """The portal gave back another template than was sent; `differences` are (path, sent, found)."""

    code = "template_differs"

    def __init__(self, differences: tuple[tuple[str, str, str], ...], workflow_id: str = "", version: int = 0) -> None:
        path, sent, found = differences[0]
        super().__init__(f"the portal kept something else than was sent: {path} is {found}, was {sent}")
        self.differences = differences
        self.workflow_id = workflow_id
        self.version = version


class EditedInDesigner(B24AppError):
    """Somebody changed the template in the portal; `differences` are (path, ours, theirs). Nothing was done."""

    code = "edited_in_designer"

    def __init__(self, differences: tuple[tuple[str, str, str], ...]) -> None:
        super().__init__("the workflow was changed in Bitrix24's designer: publishing would undo that")
        self.differences = differences


class StillRunning(B24AppError):
    """Runs of the workflow have not ended; `instances` are their ids in the portal. Nothing was done."""

    code = "still_running"

    def __init__(self, instances: tuple[str, ...]) -> None:
        one = len(instances) == 1
        super().__init__(
            f"{len(instances)} {'run is' if one else 'runs are'} still going: let {'it' if one else 'them'} finish, "
            f"or say that {'it' if one else 'they'} should be ended"
        )
        self.instances = instances


class BptError(B24AppError):
    """The bytes are not a workflow template that can be read safely."""

    code = "bpt"
