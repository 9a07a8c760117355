"""Equations in notes: "no ok = nothing", "Italy = goes to Giulia", "(sms,) Blocked = Y", "Anna = responsible"."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from b24app.english.grammar.conditions.comparisons import conditions
from b24app.english.grammar.conditions.fields import known_field
from b24app.english.grammar.heads.fieldnotes import NO_FIELDS
from b24app.english.grammar.heads.filling import value_told
from b24app.english.grammar.heads.head import head, starts_step
from b24app.english.grammar.people.meant import CLIENT, people
from b24app.english.grammar.plainer.notes.note import LONGEST
from b24app.english.grammar.plainer.wording import Kept, Rewriter, Told, Wording
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.turns import PARALLEL
from b24app.plan.plan import Span

_Change = tuple[int, int, list[Kept | Told]]
_PARTS = {",", ";", ".", ":", "?", "!", "/", "(", ")", "-", "=>", "|"}
_JOINTS = {"and", "+", "&", "plus", "then", "also"}
_LEADS = {"yes", "no", "else", "otherwise", "ok", "approved", "rejected", "declined", "refused", "then", "not"}
_ELSE = {"else", "otherwise", "rest", "others", "remaining", "below", "under", "not", "other", "if", "over", "above"}
_CLOSES = {",", ";", ".", ")", "and", "+", "&", "!", "/", "-", "plus"}
_GOES = {"goes", "go", "becomes", "gets", "is", "move", "moves"}
_LONGEST_NAME = 3
_LONGEST_LEFT = 10


def as_consequences(said: Wording, _: tuple[Span, ...]) -> Wording | None:
    """With a colon where "=" joins a case to what follows from it: "no ok = nothing", "else = Ben"."""
    return _changed(said, _consequence)


def as_settings(said: Wording, _: tuple[Span, ...]) -> Wording | None:
    """With "set … to …" where a field is noted behind a step: "sms to client, Blocked = Y", "no: Discount = 0"."""
    return _changed(said, _setting)


def as_assignments(said: Wording, _: tuple[Span, ...]) -> Wording | None:
    """With "assign to …" for "(-> ) Anna responsible", "the sales team = responsible"."""
    return _changed(said, _assignment)


EQUATIONS: tuple[Rewriter, ...] = (as_consequences, as_settings, as_assignments)


def _changed(said: Wording, change: Callable[[Tokens, int], _Change | None]) -> Wording | None:
    if len(said.text) > LONGEST:
        return None
    tokens = said.tokens
    pieces: list[Kept | Told] = []
    notes: dict[Span, str] = {}
    done = 0
    for start, end, plain in _found(tokens, change):
        if start >= done:
            shown = said.text[start:end].strip()
            told = "".join(said.text[one.start : one.end] if isinstance(one, Kept) else one.text for one in plain)
            notes[Span(start=start, end=end)] = f"“{shown}” was read as “{told.strip()}”."
            pieces += [Kept(done, start), *plain]
            done = end
    return said.put([*pieces, Kept(done, len(said.text))], notes) if notes else None


def _found(tokens: Tokens, change: Callable[[Tokens, int], _Change | None]) -> Iterator[_Change]:
    for at in range(len(tokens)):
        if found := change(tokens, at):
            yield found


def _part_start(tokens: Tokens, at: int) -> int:
    """Where the part of a note begins that the token is in."""
    while at > 0 and tokens.word(at - 1) not in _PARTS and tokens.kind(at - 1) not in {"NEWLINE", "ARROW"}:
        at -= 1
    return at


def _consequence(tokens: Tokens, at: int) -> _Change | None:
    if tokens.at(at).text != "=":
        return None
    left = _part_start(tokens, at)
    field = known_field(tokens, left)
    named = field is not None and field.end == at  # "source = email …" compares
    defined = left == 0 and at == 1 and tokens.word(0) not in _LEADS  # "VIP = deal over 50k. When …"
    if named or defined or not 0 < at - left <= _LONGEST_LEFT:
        return None
    if left == 0 and at == 1:
        return None  # "VIP = deal over 50k. When …" says what is meant by a word
    token = tokens.at(at)
    nothing = tokens.word(at + 1) == "nothing" or tokens.row(at + 1, 2) == ("no", "action")
    if nothing or starts_step(tokens, at + 1) or tokens.word(at + 1) in _GOES or _bare_step(tokens, at + 1, left):
        return token.start, token.end, [Told(":", token.start, token.end)]
    return _to_somebody(tokens, at, left)


def _bare_step(tokens: Tokens, at: int, left: int) -> bool:
    """Whether "task for Ana", "comment "ok"" stands there; behind a whole condition one word will do: "= sms"."""
    found = head(tokens, at, bare=True) if tokens.at(at).text[:1].islower() else None
    told = conditions(tokens, left)
    whole = told is not None and told.end == at - 1
    return found is not None and (whole or not _closes(tokens, at + 1))


def _to_somebody(tokens: Tokens, at: int, left: int) -> _Change | None:
    """Reads "else = Ben", "over 5k = Priya's deal now"."""
    who = people(tokens, at + 1)
    told = conditions(tokens, left)
    case = (told is not None and told.end == at) or {tokens.word(place) for place in range(left, at)} & _ELSE
    if not who or not who.value or CLIENT in who.value or not case or tokens.word(left) == "no":
        return None
    end = who.end
    if tokens.word(end) == "'s":
        end += 1 + (tokens.word(end + 1) in {"deal", "lead", "company", "contact", "quote", "invoice", "task"})
        end += tokens.word(end) == "now"
    if not _closes(tokens, end):
        return None
    start, stop = tokens.at(at).start, tokens.at(end - 1).end
    span = tokens.span(at + 1, who.end)
    return start, stop, [Told(": assign it to ", start, stop), Kept(span.start, span.end)]


def _setting(tokens: Tokens, at: int) -> _Change | None:
    """The field that begins there, as an order, where it stands behind a step or an answer."""
    if not tokens.at(at).text[:1].isupper():
        return None
    field = known_field(tokens, at)
    end = field.end if field else at
    while not field and tokens.kind(end) == "WORD" and end - at < _LONGEST_NAME:
        end += 1
    mark = end + (tokens.word(end) == ":" and tokens.word(end + 1) == "=")
    if tokens.at(mark).text != "=" or (field and field.value in NO_FIELDS):
        return None
    value = value_told(tokens, mark + 1)
    closes = value is not None and _closes(tokens, value.end) and tokens.word(value.end) not in {"-", "/"}
    if not value or not closes or conditions(tokens, mark + 1):
        return None
    if not (_stands_as_step(tokens, at) or _is_all(tokens, at, value.end)):
        return None
    start, stop = tokens.at(at).start, tokens.at(value.end - 1).end
    name, told = tokens.span(at, end), tokens.span(mark + 1, value.end)
    order: list[Kept | Told] = [Told("set ", start, stop), Kept(name.start, name.end), Told(" to ", start, stop)]
    return start, stop, [*order, Kept(told.start, told.end)]


def _is_all(tokens: Tokens, at: int, end: int) -> bool:
    """Whether nothing else is to be done: "new deal -> Priority = B, no notifications"."""
    led = tokens.kind(at - 1) == "ARROW" or tokens.word(at - 1) in {":", "-"}
    barred = tokens.word(end) == "," and tokens.word(end + 1) in {"no", "without"}
    return led and barred and len(tokens) - end <= _FEW


_FEW = 5


def _stands_as_step(tokens: Tokens, at: int) -> bool:
    """Whether a step, "no:" or "then" stands just before, or it is all there is to do: "new deal -> Blocked = Y"."""
    before = at - 1
    if tokens.word(before) in _JOINTS and tokens.word(before - 1) in {",", ";"}:
        before -= 1
    if tokens.word(before) not in _PARTS | _JOINTS and tokens.kind(before) != "NEWLINE":
        return False
    last = before - 1
    if tokens.word(last) in _LEADS:
        return True
    start = _part_start(tokens, last)
    label = _part_start(tokens, start - 2) if tokens.word(start - 1) == ":" else start
    beside = PARALLEL.find(tokens, start)
    places = [label, start, *(place + 1 for place in range(start, last) if tokens.word(place) in _JOINTS)]
    places += [beside.end] if beside else []
    led = any(tokens.word(place) in {"=>", ":", "-", ";"} for place in range(1, start))
    return led and any(head(tokens, place, bare=True) for place in places)


def _closes(tokens: Tokens, at: int) -> bool:
    return tokens.word(at) in _CLOSES or tokens.kind(at) in {"END", "NEWLINE"}


def _assignment(tokens: Tokens, at: int) -> _Change | None:
    led = tokens.word(at - 1) in {"=>", ":", ";", "-", ","} and at > 1
    who = people(tokens, at) if led else None
    if not who or not who.value or CLIENT in who.value:
        return None
    mark = who.end + (tokens.word(who.end) in {"=", "as", "is", "becomes"})
    end = mark + (tokens.word(mark) in {"the", "new"})
    if tokens.word(end) not in {"responsible", "owner", "assignee"} or not _closes(tokens, end + 1):
        return None
    if tokens.word(at - 1) == "," and not head(tokens, _part_start(tokens, at - 2), bare=True):
        return None  # "deal won, Anna responsible: …" tells which
    span, whole = tokens.span(at, who.end), tokens.span(at, end + 1)
    return whole.start, whole.end, [Told("assign it to ", whole.start, whole.end), Kept(span.start, span.end)]
