"""What "it" is in an event told behind the work: "notify the owner of a task if it becomes overdue"."""

from __future__ import annotations

from b24app.english.grammar.heads.head import head, starts_step
from b24app.english.grammar.plainer.statements import event_announced
from b24app.english.grammar.plainer.wording import Kept, Told, Wording
from b24app.english.grammar.slots.bounds import announces
from b24app.english.grammar.words.lexer import Tokens, lex
from b24app.english.grammar.words.lexicon import Turns
from b24app.english.grammar.words.lexicons import NOUNS
from b24app.plan import phrases as say
from b24app.plan.plan import Span

_MARKERS = Turns(
    (
        "when|whenever|once|if|after [ever]",
        "as soon as",
        "each|every|any time [that]",
        "the [very] moment|minute|second|instant [that]",
        "in case",
    )
)
_LED = {"on", "to", "for", "in"}
_TESTS = {"if", "after"}
_CLOSES = {",", ".", "!", ";"}
_LONGEST = 12
_IT = {"it", "its", "they", "it's", "they're"}
_SEEMS = {"appears", "seems", "happens", "looks", "turns"}
_STRONG = {".", "!", "?", ";"}
_BEFORE = {"of", "about", "on", "to", "for", "with"}
_RESTRICTING = {
    "about", "over", "above", "under", "below", "with", "without", "from", "in", "for", "worth", "tagged", "that",
    "which", "who", "whose", "called", "named", "by", "where", "at", "between", "of", "concerning", "not", "(",
}  # fmt: skip
_AGAIN = {"late", "overdue", "lost", "won", "new", "paid", "unpaid", "converted", "approved", "any", "all", "many"}
_RECORDS = {"deal", "lead", "contact", "company", "task", "quote", "invoice", "meeting"}


def it_named(said: Wording, _: tuple[Span, ...]) -> Wording | None:
    """With the record that the order spoke of in place of "it" in the event behind it."""
    tokens = said.tokens
    for at in range(1, len(tokens)):
        marker = _MARKERS.find(tokens, at)
        behind = _it_behind(tokens, marker.end) if marker and tokens.word(at) not in _TESTS else None
        if behind and (named := _named(said, tokens, at, behind)):
            return named
        if tokens.word(at) in _STRONG or tokens.kind(at) == "NEWLINE" or announces(tokens, at):
            return None
        if marker and tokens.word(marker.end) in _IT and tokens.word(marker.end + 1) not in _SEEMS:
            return _named(said, tokens, at, marker.end)
    return None


def one_named(said: Wording, _: tuple[Span, ...]) -> Wording | None:
    """With the record that the sentence before told of in place of "one": "… of late invoices. When one is overdue"."""
    tokens = said.tokens
    ones = (at for at in range(len(tokens)) if tokens.word(at) == "one")
    one = next((at for at in ones if any(_marked(tokens, before, at) for before in range(max(0, at - 4), at))), 0)
    stops = [at for at in range(one) if tokens.word(at) in _STRONG]
    if not stops or tokens.word(one + 1) in {"of", "with", "to", "for", "that", "which"}:
        return None
    told = [noun for at in range(stops[-1]) if (noun := NOUNS.find(tokens, at)) and noun.value in _RECORDS]
    if len(told) != 1 or tokens.word(told[0].end) in _RESTRICTING or not _is_ordinary(tokens, told[0].end - 1):
        return None
    marker = max(at for at in range(max(0, one - 4), one) if _marked(tokens, at, one))
    place, record = tokens.span(one, one + 1), told[0].value
    named = f"{'an' if record == 'invoice' else 'a'} {record}"
    if not announces(lex(f"{said.text[tokens.at(marker).start : place.start]}{named}{said.text[place.end :]}"), 0):
        return None
    pieces: list[Kept | Told] = [
        Kept(0, place.start),
        Told(named, place.start, place.end),
        Kept(place.end, len(said.text)),
    ]
    plainly = said.put(pieces, said.read_as(place, named))
    return event_announced(plainly, ()) or plainly  # the sentence before is needed no more


def _marked(tokens: Tokens, at: int, one: int) -> bool:
    found = _MARKERS.find(tokens, at)
    return found is not None and found.end == one


def _is_ordinary(tokens: Tokens, noun: int) -> bool:
    """Whether the record stands there with no more than what its event tells again: "late invoices", "new leads"."""
    word = tokens.word(noun - 1)
    return word in _BEFORE | say.DETERMINERS | _AGAIN or tokens.kind(noun - 1) == "MARK"


def _it_behind(tokens: Tokens, start: int) -> int | None:
    """Where "it" stands at the end of the event: "once a call is logged on it"."""
    for at in range(start + 2, min(len(tokens), start + _LONGEST)):
        if tokens.kind(at) not in {"WORD", "SPAN"}:
            return None
        if tokens.word(at) == "it" and tokens.word(at - 1) in _LED:
            closed = tokens.word(at + 1) in _CLOSES or tokens.kind(at + 1) in {"END", "NEWLINE"}
            return at if closed else None
    return None


def _named(said: Wording, tokens: Tokens, marker: int, it: int) -> Wording | None:
    place = tokens.span(it, it + 1)
    led = said.text[tokens.at(marker).start : place.start]
    known = {told: lex(f"{led}{told}{said.text[place.end :]}") for told in _spoken_of(tokens, marker, tokens.word(it))}
    meant = [told for told, event in known.items() if announces(event, 0)]
    if len(meant) != 1:
        return None
    pieces: list[Kept | Told] = [Kept(0, place.start), Told(meant[0], place.start, place.end)]
    rest = Kept(place.end, len(said.text))
    return said.put([*pieces, rest], said.read_as(place, meant[0]))


def _spoken_of(tokens: Tokens, end: int, it: str) -> set[str]:
    """The records there already that the order spoke of, in the number of "it" or "they're": "a deal", "deals are"."""
    made = {work.value.action.removeprefix("create_") for at in range(end) if (work := head(tokens, at))}
    found = {at: noun for at in range(end) if (noun := NOUNS.find(tokens, at)) and noun.value in _RECORDS - made}
    if any(_is_restricted(tokens, at, noun.end, end) for at, noun in found.items()):
        return set()
    nouns = {noun.value for noun in found.values()}
    if it == "its":
        return {f"{'an' if noun == 'invoice' else 'a'} {noun}'s" for noun in nouns}
    if it.startswith("they"):
        many = {"company": "companies"}
        return {many.get(noun, f"{noun}s") + (" are" if it != "they" else "") for noun in nouns}
    return {f"{'an' if noun == 'invoice' else 'a'} {noun}{' is' if it != 'it' else ''}" for noun in nouns}


def _is_restricted(tokens: Tokens, start: int, end: int, marker: int) -> bool:
    """Whether only some of these records are spoken of: "tasks about onboarding", "big deals"."""
    plain = start == 0 or tokens.word(start - 1) in say.DETERMINERS | _BEFORE or starts_step(tokens, start - 1)
    placed = tokens.word(end) in {"in", "into"} and tokens.word(max(0, start - 2)) in {"put", "place", "set"}
    behind = (tokens.word(end) in _RESTRICTING and not placed) or tokens.kind(end) in {"NUMBER", "COMPARE"}
    return not plain or (behind and end < marker)
