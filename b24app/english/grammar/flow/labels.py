"""Headings set off by themselves: "Patient intake: …", "We do kitchens.", "licence server: POST …"."""

from __future__ import annotations

from b24app.english.grammar.conditions.fields import known_field
from b24app.english.grammar.draft import Draft
from b24app.english.grammar.people.meant import CLIENT, people
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicons import RECEIVES
from b24app.english.grammar.words.limits import HEDGES, LIMITS
from b24app.plan import phrases as say

LONGEST_LABEL = 5
TELLING = {
    "not", "no", "never", "only", "every", "each", "if", "unless", "until", "when", "without", "except", "but",
    "all", "nobody", "in",
    "on", "at", "before", "after", "during", "within", "for", "from", "with", "instead", "stop", "cancel", "delete",
    "and", "or", "other", "others", "rest", "remaining", "else", "anyone", "anything", "everyone", "everything",
    "those", "ones",
}  # fmt: skip
_MEASURES = {
    "opportunity",
    "currency_id",
    "source_id",
    "source",
    "currency",
    "amount",
    "budget",
    "city",
    "country",
    "industry",
    "employees",
}
# Behind steps such a heading is a case of its own: "(…) Consent refused: …".
_STATES = {
    "refused", "given", "granted", "denied", "declined", "accepted", "approved", "rejected", "missing", "received",
    "yes", "signed", "unknown", "known", "empty", "filled", "present", "ok", "okay", "failed", "passed", "open",
    "closed", "fail", "pass", "true", "false",
}  # fmt: skip
_PLANS = {
    "step", "steps", "thing", "things", "action", "actions", "plan", "procedure", "routine", "sequence", "list",
    "points", "following", "rule", "rules", "order", "checklist", "process",
    "workflow", "programme", "program", "protocol",
}  # fmt: skip


def read_label(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """A heading or a greeting set off by itself: "Patient intake: …", "We do kitchens.", "licence server: POST …"."""
    end = at
    while tokens.kind(end) == "WORD" and tokens.word(end) not in TELLING and end - at < LONGEST_LABEL:
        end += 1
    closes = {":"} if draft.clause else {":", ".", ",", "!"}
    opens = (
        at == 0
        or tokens.word(at - 1) in {".", "!", "?", ":", "=>", ";", ","}
        or tokens.kind(at - 1) in {"NEWLINE", "ARROW"}
    )
    if end == at or not opens or tokens.word(end) not in closes or end + 1 >= len(tokens):
        return None
    if tokens.word(end) == "," and (at > 0 or RECEIVES.find(tokens, end - 1)):
        return None  # "Ben gets, for every lost deal, a task" tells who gets it
    field = known_field(tokens, at) if draft.clause and not draft.frames else None
    if field and field.end == end and field.value.casefold() in _MEASURES:
        return None  # "deal won. Amount: 5000. …" tells which
    which = draft.clause and tokens.word(at - 1) == "," and not _plans(tokens, at, end)  # "lost deal, a big one: …"
    if which or (
        draft.items and (tokens.word(at) in _WHOSE or (tokens.word(at - 1) == ":" and tokens.word(at - 2) in _WHOSE))
    ):
        return None  # "(a task …) Who: Ana." tells whose it is
    if singles_out(tokens, at, end) and tokens.word(at) not in _TALKERS:
        return None
    return None if draft.items and tokens.word(end - 1) in _STATES else end + 1


_WHOSE = {"who", "whom", "assignee", "assigned", "performer", "executor", "recipient", "recipients", "responsible"}


def singles_out(tokens: Tokens, start: int, end: int) -> bool:
    """Whether "VIP clients.", "Mondays." stands there, which limits what follows; "Big wins: when …" is a title."""
    words = {tokens.word(at) for at in range(start, end)}
    if words & HEDGES or tokens.word(end - 1) in _WEEKTIMES:
        return True
    whom = people(tokens, end - 1)
    plural = whom is not None and whom.value == (CLIENT,) and tokens.word(end - 1).endswith("s") and end - start > 1
    return plural or (tokens.word(end) != ":" and bool(words & LIMITS - _TALKED_OF))


# "Long day today.", "Important." limit nothing.
_TALKED_OF = {"day", "days", "today", "week", "month", "good", "bad", "new", "important", "urgent", "soon", "bit"}
_TALKERS = {"we", "our", "i", "my", "hi", "hello", "hey", "dear", "good"}
_WEEKTIMES = {
    *(f"{day}s" for day in say.DAYS), "weekends", "weekdays", "workdays", "nights", "evenings", "mornings", "holidays",
}  # fmt: skip


def _plans(tokens: Tokens, at: int, end: int) -> bool:
    """Whether a label only announces what is to be done: "our usual steps:", "the plan:"."""
    return any(tokens.word(place) in _PLANS for place in range(at, end))
