"""What a description that ends in a question was probably meant to say, offered as "Did you mean: …"."""

from __future__ import annotations

from b24app.english.grammar.parser import parse
from b24app.english.languages import foreign
from b24app.english.reading import Understood
from b24app.english.refusals import refusal

_LONGEST = 2_000


def meant(description: str) -> str:
    """The description in plain words that would be a plan, or "" where there are none.

    It is a guess that a person has to confirm, so nothing reads it unasked: it may leave out what it could not place.
    """
    from b24app.english.grammar.plainer.retelling import retold  # nobody else needs the tagger and its tables

    if len(description) > _LONGEST or foreign(description) or refusal(description):
        return ""
    told = retold(description)
    return told if told and not refusal(told) and isinstance(parse(told), Understood) else ""
