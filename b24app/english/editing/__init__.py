"""Change a plan by talking: "also add a comment", "make it 3 days", "only above 5000 EUR", "remove the email", "undo".

What is said is read as a patch: new steps and conditions are read by the built-in parser, as if they followed the
plan's own trigger; everything that is not spoken of stays as it is, ids included. What could mean two things is asked.
"""

from __future__ import annotations

import re
from dataclasses import replace

from b24app.english.editing.patch import Patch, Unclear
from b24app.english.editing.several import understood
from b24app.english.editing.words import plain, spelled
from b24app.english.questions import question
from b24app.english.reading import Question, Refusal, Understood
from b24app.english.refusals import refusal
from b24app.plan.plan import Plan

LONGEST = 1_000


def edit(plan: Plan, words: str, earlier: Plan | None = None) -> Understood | Question | Refusal:
    """The plan with what `words` ask for; `earlier` is what "undo" goes back to. Never raises, whatever the words."""
    if len(words) > LONGEST:
        return question("", ["length"])
    if refused := refusal(words):
        return refused
    said = plain(words)
    if _UNDO.fullmatch(said):
        return Understood(earlier) if earlier else Question("There is nothing to undo.", ("reference",))
    besides = bool(_BESIDES.search(words))
    better, mends = spelled(said)
    again = _patched(Patch(plan, besides=besides), better) if mends else None
    if isinstance(again, Understood):
        return replace(again, notes=(*mends, *again.notes))
    return _patched(Patch(plan, besides=besides), said)


def _patched(patch: Patch, said: str) -> Understood | Question:
    try:
        before = patch.plan()
        if understood(said, patch):
            if patch.plan() == before:
                return Question("That is so already: nothing would change.", ("reference",))
            return Understood(patch.plan(), notes=tuple(patch.notes))
    except Unclear as unclear:
        return Question(str(unclear), unclear.missing, unclear.choices)
    except ValueError:  # pydantic's: what was asked for makes no plan
        return Question(f"That would leave no workflow that can run. {_EXAMPLES}", ("action",))
    return Question(f"I did not understand that change. {_EXAMPLES}", ("action",))


_UNDO = re.compile(
    r"(?:undo|revert|take back|cancel)(?: it| that| this| the last change| the change)?|take (?:it|that) back|go back|"
    r"never mind",
    re.IGNORECASE,
)
_BESIDES = re.compile(r"\b(?:also|too|as well|in addition|additionally|besides)\b", re.IGNORECASE)
_EXAMPLES = (
    "Say for example “also add a comment”, “make it 3 days”, “only above 5000 EUR”, “remove the email”, "
    "“send it to the client instead”, “swap the two steps” or “undo”."
)
