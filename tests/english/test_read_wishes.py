"""A wish is the order that it wishes, in whatever mood it is told; one with a "not" in it forbids."""

from pathlib import Path

import pytest

from b24app.english.read import read
from b24app.english.reading import Understood
from tests.english.test_read_framings import meant

WISHES = [
    tuple(part.strip() for part in line.split("|"))
    for line in (Path(__file__).parent / "wordings" / "wishes.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
# The same work in every form that a wish asks for.
TASK = {
    "do": 'create a task "Pack" for Franz',
    "pres": 'Franz gets a task "Pack"',
    "base": 'Franz get a task "Pack"',
    "pbase": 'a task "Pack" be created for Franz',
    "inf": 'Franz to get a task "Pack"',
    "pinf": 'a task "Pack" to be created for Franz',
    "past": 'Franz got a task "Pack"',
    "ppast": 'a task "Pack" was created for Franz',
    "ppres": 'a task "Pack" is created for Franz',
    "part": 'a task "Pack" created for Franz',
    "ger": 'creating a task "Pack" for Franz',
    "shd": 'Franz should get a task "Pack"',
}
TEXT = {
    "do": 'text the client "Hello"',
    "pres": 'the client gets an SMS "Hello"',
    "base": 'the client get an SMS "Hello"',
    "pbase": 'an SMS "Hello" be sent to the client',
    "inf": 'the client to get an SMS "Hello"',
    "pinf": 'an SMS "Hello" to be sent to the client',
    "past": 'you texted the client "Hello"',
    "ppast": 'an SMS "Hello" was sent to the client',
    "ppres": 'an SMS "Hello" is sent to the client',
    "part": 'an SMS "Hello" sent to the client',
    "ger": 'texting the client "Hello"',
    "shd": 'the client should get an SMS "Hello"',
}


@pytest.mark.parametrize("work", [TASK, TEXT], ids=["task", "text"])
def test_the_plan_is_that_of_the_order(work):
    plain = meant(f"When a deal is won, {work['do']}.")

    assert plain is not None
    assert [wish for form, wish in WISHES if meant(f"When a deal is won, {wish} {work[form]}.") != plain] == []


@pytest.mark.parametrize(
    "wish",
    [
        "I don't want the client to get an SMS",
        "we would not like the client to be texted",
        "my boss doesn't want the client to get an SMS",
        "nobody wants the client to get an SMS",
        "I'd hate for the client to get an SMS",
        "I'd rather you didn't text the client",
        "I'd prefer not to text the client",
        "it would be best if the client wasn't texted",
        "I don't think the client should get an SMS",
        "it is important that you never text the client",
    ],
)
def test_what_is_not_wished_is_not_done(wish):
    """
    The wish is kept, and its "not" with it: no text message is sent.
    """
    reading = read(f"When a deal is won, notify Anna. {wish[0].upper()}{wish[1:]}.")

    assert isinstance(reading, Understood)
    assert [step.model_dump()["action"] for step in reading.plan.steps] == ["send_notification"]
    assert reading.plan.never


@pytest.mark.parametrize(
    ("wish", "plain"),
    [
        ("I'd love it if the guest got a text and Ivo got a task", "text the guest and create a task for Ivo"),
        ("it'd be great if you waited 3 days and then emailed the client", "wait 3 days and then email the client"),
        ("we'd be glad if, for amounts above 900, Ivo was told", "for amounts above 900, tell Ivo"),
        ("kindly ensure that, two days later, Ivo is told", "two days later, tell Ivo"),
        ("the boss insists that Ivo be told", "tell Ivo"),
        ("our policy is that nobody but Ivo is told", "nobody but Ivo is told"),
    ],
)  # fmt: skip
def test_what_stands_in_a_wish_is_kept(wish, plain):
    """
    Every step, wait, test and limit of the clause that is wished.
    """
    assert meant(f"When a deal is created, {wish}.") == meant(f"When a deal is created, {plain}.") is not None
