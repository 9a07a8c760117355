"""What is said around the work changes nothing: greetings, titles, stories, thanks, signatures."""

from pathlib import Path

import pytest

from b24app.english.read import read
from b24app.english.reading import Understood

FRAMES = [
    line.replace("\\n", "\n")
    for line in (Path(__file__).parent / "wordings" / "frames.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
WORK = (
    "when a deal is won, email the client",
    "new lead from Facebook: tag it social and notify the owner",
    'if an invoice is overdue, wait 3 days and then text the client "Please pay"',
    "a task is created for the sales team when a quote is approved",
)


def meant(text):
    """The plan, but for the places of its words in the text."""

    def bare(part):
        if isinstance(part, dict):
            return {key: bare(value) for key, value in part.items() if key != "span"}
        return [bare(one) for one in part] if isinstance(part, list | tuple) else part

    reading = read(text)
    return bare(reading.plan.model_dump()) if isinstance(reading, Understood) else None


@pytest.mark.parametrize("work", WORK)
def test_the_plan_is_that_of_the_work_alone(work):
    alone = meant(work)

    assert alone is not None
    assert [frame for frame in FRAMES if meant(frame.replace("{}", work)) != alone] == []


@pytest.mark.parametrize(
    "order",
    [
        "We only sell in Lyon. {}",
        "There is a 5000 limit. {}",
        "Everybody gets a message. {}",
        "Our boss reviews it. {}",
        "Nobody should text them. {}",
        "The team packs it. {}",
        "So not for resellers. {}",
        "If not, {}",
        "{}. Let Anna know.",
        "{}. Otherwise nobody is told.",
    ],
)
def test_what_could_be_an_order_is_no_story(order):
    """
    A sentence beside the work that asks for something is part of the plan, or it is asked about.
    """
    work = WORK[0]

    assert meant(order.replace("{}", work)) != meant(work)
