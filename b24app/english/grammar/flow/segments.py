"""A condition that marks set off on both sides: "deal won → over 20k → …", "created; no phone: …", "if: source Web"."""

from __future__ import annotations

from b24app.english.grammar.approvals.asking import Ask
from b24app.english.grammar.conditions.leads import lead
from b24app.english.grammar.draft import Draft
from b24app.english.grammar.flow.branching import keep, of_watched, set_off, topic_of
from b24app.english.grammar.heads.forbidding import never
from b24app.english.grammar.heads.head import head
from b24app.english.grammar.trigger.told import told
from b24app.english.grammar.words.lexer import Tokens
from b24app.plan.plan import Comparison, Condition

_LABELS = {"if", "only", "condition", "conditions", "filter", "filters", "where", "when", "criteria", "criterion"}
_CLOSES = {":", "?", "=>"}
_CLOSES_LED = {",", ".", ";", "then"}
# What these say of a field is no step.
_SURE = {"empty", "not_empty", "not_contains", "gt", "gte", "lt", "lte", "ne", "not_in", "in"}
# "no email" may forbid one; not where the record has an address of its own.
_CHANNELS = {"email", "phone", "comments", "tags"}
_PEOPLE = {"lead", "contact", "company"}


def segment(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Reads a whole stretch between two marks as a condition of what follows."""
    clause = draft.clause
    asked = bool(draft.of(Ask))  # what follows are answers
    off = (set_off(tokens, at) and tokens.word(at - 1) != "(") or at == draft.clause_end
    if clause is None or not clause.name or asked or not off:
        return None
    start, led = _past_label(tokens, at)
    found = told(tokens, start, clause.subject, topic_of(tokens, start, draft), led=led)
    if not found or not _closed(tokens, at, found.end, led=led):
        return None
    if not led and not _is_sure(tokens, start, found.value, clause.subject):
        return None
    keep(draft, of_watched(tokens, (at, found.end), found.value, draft), (at, found.end), set())
    return found.end + (tokens.word(found.end) in {":", "?", "-", ",", ";", ".", "then"})


def _past_label(tokens: Tokens, at: int) -> tuple[int, bool]:
    """Past "if:", "only", "condition:", which say that a condition follows."""
    announced = lead(tokens, at)
    start = announced.end if announced and not announced.value else at
    if start == at and tokens.word(at) in _LABELS:
        start = at + 1
    return start + (start > at and tokens.word(start) == ":"), start > at


def _closed(tokens: Tokens, at: int, end: int, *, led: bool) -> bool:
    """Whether a mark ends the stretch, and something follows."""
    kind, word = tokens.kind(end), tokens.word(end)
    dashes = word == "-" and tokens.word(at - 1) == "-"
    listed = word == ";" and tokens.word(at - 1) == ";"
    closed = kind == "ARROW" or word in _CLOSES or dashes or listed
    return (closed or (led and (kind == "NEWLINE" or word in _CLOSES_LED))) and tokens.kind(end + 1) != "END"


def _is_sure(tokens: Tokens, at: int, rows: tuple[Condition, ...], subject: str) -> bool:
    """Whether the words are no step ("tag hot", "assigned to Anna") and forbid none ("no email")."""
    barred = any(isinstance(row, Comparison) and row.field in _CHANNELS and row.op == "empty" for row in rows)
    if barred and never(tokens, at) and subject not in _PEOPLE:
        return False
    texts = {"contains", "eq"} if tokens.kind(at) == "QUOTED" else {"contains"}
    sure = all(isinstance(row, Comparison) and (row.op in _SURE or _looks(row, texts)) for row in rows)
    return sure or head(tokens, at, bare=True) is None


def _looks(row: Comparison, texts: set[str]) -> bool:
    return row.op in texts and row.field != "tags"
