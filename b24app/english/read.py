"""English to a plan, a question, or a refusal: always one of the three."""

from __future__ import annotations

from b24app.english.grammar.parser import parse
from b24app.english.languages import foreign
from b24app.english.questions import question
from b24app.english.reading import Reading
from b24app.english.refusals import refusal

LONGEST = 10_000


def read(description: str) -> Reading:
    """What a description says. Never raises, whatever the text."""
    if len(description) > LONGEST:
        return question("", ["length"])
    if not description.strip():
        return question("", ["trigger", "action"])
    return refusal(description) or foreign(description) or parse(description)
