"""The error tree is what its drawing says, and every error can be raised, shown and told apart."""

import inspect
import re

import pytest

from b24app import errors
from b24app.errors import B24AppError

CLASSES = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, B24AppError)]
# How each error that takes more than a message is made.
MADE = {
    errors.UnknownPortal: (),
    errors.WrongApplicationToken: (),
    errors.PortalBusy: ("crm.item.get",),
    errors.PortalRefused: ("crm.item.get", "NOT_FOUND", "no such deal"),
    errors.TemplateDiffers: ((("/0", "sent", "found"),),),
    errors.NotBuilt: ("send_sms", "send_email"),
}


def drawn() -> list[tuple[str, str]]:
    """(class, parent) for every line of the drawing."""
    above: list[str] = []
    pairs = []
    for line in (errors.__doc__ or "").splitlines():
        found = re.match(r"^    ([│├└─ ]*)(\w+)$", line)
        if found:
            depth = len(found[1]) // 4
            above[depth:] = [found[2]]
            pairs.append((found[2], above[depth - 1] if depth else "Exception"))
    return pairs


def test_the_drawing_is_the_class_tree():
    assert sorted(drawn()) == sorted((kind.__name__, kind.__bases__[0].__name__) for kind in CLASSES)


def test_codes_are_unique_and_said_by_the_class_itself():
    codes = {kind.code: kind.__name__ for kind in CLASSES}
    assert len(codes) == len(CLASSES)
    assert all("code" in vars(kind) for kind in CLASSES)
    assert all(re.fullmatch(r"[a-z_]+", code) for code in codes)


@pytest.mark.parametrize("kind", CLASSES, ids=lambda kind: kind.__name__)
def test_every_error_has_words_and_a_docstring(kind):
    error = errors.PortalUnreachable("m", "timeout", sent=True) if kind is errors.PortalUnreachable else None
    error = error or kind(*MADE.get(kind, ("said",)))
    assert str(error)
    assert kind.__doc__
    assert isinstance(error, B24AppError)


def test_only_what_is_busy_or_unreachable_is_worth_another_try():
    assert {kind for kind in CLASSES if kind.retry} == {
        errors.PortalBusy, errors.PortalUnreachable, errors.ProviderBusy, errors.ProviderUnreachable,
    }  # fmt: skip


def test_refusals_have_the_status_of_a_refusal():
    assert {kind.status for kind in CLASSES if issubclass(kind, errors.Refused)} <= {400, 401, 403, 404, 413}


def test_an_unknown_portal_and_a_wrong_token_cannot_be_told_apart():
    assert str(errors.UnknownPortal()) == str(errors.WrongApplicationToken())
    assert errors.UnknownPortal.status == errors.WrongApplicationToken.status


def test_a_refusal_of_the_portal_says_its_words_or_its_code():
    assert str(errors.PortalRefused("m", "CODE", "words")) == "m: words"
    assert str(errors.PortalRefused("m", "CODE", "")) == "m: CODE"
    assert str(errors.PortalRefused("m", "", "")) == "m: refused"
