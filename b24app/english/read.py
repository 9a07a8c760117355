"""English to a plan, a question, or a refusal: always one of the three."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace

from b24app.ai.provider import Provider
from b24app.english.grammar.parser import parse
from b24app.english.languages import foreign
from b24app.english.prompt import NONE, Names
from b24app.english.questions import question
from b24app.english.reading import Reading
from b24app.english.refusals import refusal
from b24app.english.two_stages import read_with
from b24app.errors import ProviderError

LONGEST = 10_000
PATIENCE_S = 55  # a proxy waits 65 s, and names of the portal may have been read before


def read(description: str, providers: Sequence[Provider] = (), names: Names = NONE) -> Reading:
    """What a description says. Never raises, whatever the text and whatever the providers do.

    `providers` are asked in turn until one gives a usable answer, then the built-in parser; the reading says who it
    was and why the others could not. What is refused is refused before anybody is asked.
    """
    if len(description) > LONGEST:
        return question("", ["length"])
    if not description.strip():
        return question("", ["trigger", "action"])
    if refused := refusal(description):
        return refused
    until = time.monotonic() + PATIENCE_S
    setbacks: list[str] = []
    for provider in providers:
        try:
            reading = read_with(provider, description, names, until)
        except ProviderError as error:
            setbacks.append(str(error))
        else:
            return replace(reading, reader=provider.title, setbacks=tuple(setbacks))
    return replace(foreign(description) or parse(description), setbacks=tuple(setbacks))
