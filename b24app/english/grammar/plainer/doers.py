"""Who did a task, told in a clause, and as "that person" behind it: both are its assignee."""

from __future__ import annotations

from b24app.english.grammar.plainer.wording import Kept, Told, Wording
from b24app.english.grammar.words.lexicon import Turns
from b24app.plan.plan import Span

_DID = "did|does|completed|finished|performed"
_DOER = Turns(
    (
        f"[the] person|one|colleague|employee|guy|worker who|that [has] {_DID}|done it|this|that|the [task|work|job]",
        f"whoever [has] {_DID}|done it|this|that|the [task|work|job]",
    )
)
_AGAIN = Turns(("that|this [same] person|colleague|employee|guy|worker", "the same person|colleague|employee|worker"))
_LATER = {"who", "that", "whose"}


def doers_as_assignees(said: Wording, _: tuple[Span, ...]) -> Wording | None:
    """With "the assignee" for whoever did it and, behind that, for "that person"."""
    if "task" not in said.text.casefold():
        return None
    tokens = said.tokens
    pieces: list[Kept | Told] = []
    notes: dict[Span, str] = {}
    at = 0
    for place in range(len(tokens)):
        found = _DOER.find(tokens, place) or (_AGAIN.find(tokens, place) if notes else None)
        if not found or tokens.word(found.end) in _LATER or tokens.span(place, found.end).start < at:
            continue
        whole = tokens.span(place, found.end)
        pieces += [Kept(at, whole.start), Told("the assignee", whole.start, whole.end)]
        notes |= said.read_as(whole, "the assignee")
        at = whole.end
    return said.put([*pieces, Kept(at, len(said.text))], notes) if notes else None
