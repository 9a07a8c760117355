"""What a description calls things: "VIP = deal over 50k.", "a matter is a deal at our firm", "Handover is a stage.".

The term is read as what it means wherever it stands, and a test in its definition as one of everything: "over 50k: …".
"""

from __future__ import annotations

from dataclasses import replace

from b24app.english.grammar.words.lexer import Token, Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.english.grammar.words.lexicons import EVENTS, NOUNS
from b24app.plan import phrases as say

_MEANS = Turns(
    (
        "=|is|are|means|mean [to|for] [us]",
        "is|are [simply|just|basically|really|actually|always|only] [also]",
        "is|are what we call",
        "i|we mean",
        "stands|stand for",
        "for|to us is|means|are",
    )
)
_STAGE = Turns(("a|our|the|one [of] [our|the|its] [own|custom|deal|lead|pipeline] stage|stages [name|names]",))
_COLUMN = Turns(
    ("have|has a|an|the|our [own|custom|extra|dropdown|list] field|dropdown|drop-down|list|column [called|named|:]",)
)
_OF_ONE = {"on", "of", "when", "whenever", "if", "once", "in", "for"}
_ONE_IS = {"is", "was", "gets", "has", "comes", "becomes", "goes", "reaches", "arrives", "runs", "turns", "changes"}
_SUCH = Turns(("such a|an one|case|thing", "such one", "one of those|these|them"))
# How a firm's things get into its CRM: "group bookings land in the CRM as leads".
_CRM = "[in|into|to|at|with] [the|our] [crm|system|bitrix24|bitrix|us|database|pipeline]"
_COMES_AS = Turns(
    (
        f"land|arrive|come|enter|appear|show|end|get|reach [up|in] [us] {_CRM} as [new|our]",
        f"are entered|stored|kept|recorded|created|saved|put {_CRM} as [new]",
    )
)
_STARTING = {"when", "whenever", "once", "after", "every", "each", "upon", "until", "as"}
_LEADS = {"by", "with", *say.DETERMINERS}
_RECORDS = {"deal", "lead", "contact", "company", "invoice", "quote", "task", "meeting"}
_ENDS = {".", ";", "!"}
_TESTS = {"with", "over", "above", "under", "below", "whose", "where", "that", "which", "of", "from", "worth"}
_DROPPED = {"with", "where", "that", "which"}
_HERE = {
    "in", "at", "our", "the", "crm", "for", "us", "here", "bitrix", "bitrix24", "firm", "company", "shop", "clinic",
    "system", "office", "world", "we", "studio", "school", "agency", "business", "terms", "ours", "speak", "language",
}  # fmt: skip
_LONGEST_TERM = 3
_LONGEST_TEST = 12


def defined(tokens: Tokens) -> Tokens:
    """The tokens with the terms that are defined as what they mean."""
    for at in range(len(tokens)):
        opens = at == 0 or tokens.word(at - 1) in {*_ENDS, ","} or tokens.kind(at - 1) == "NEWLINE"
        meant = (_meant(tokens, at) or _arriving(tokens, at) or _sorted_by(tokens, at)) if opens else None
        if meant:
            return Tokens(tokens.source, tuple(meant))
    return tokens


def _meant(tokens: Tokens, at: int) -> list[Token] | None:
    """All tokens as they are meant, if a definition starts there."""
    start = tokens.past(at, _LEADS)
    end = start + 1
    while (means := _MEANS.find(tokens, end)) is None and end < start + _LONGEST_TERM:
        end += 1
    term = _words(tokens, start, end)
    if means is None or not term:
        return None
    stage = _STAGE.find(tokens, means.end)
    stop = _sentence_end(tokens, means.end)
    if stage and stop == stage.end:
        return [*_named(tokens, 0, at, term, "stage"), *_named(tokens, stop + 1, len(tokens), term, "stage")]
    noun = NOUNS.find(tokens, tokens.past(means.end, say.DETERMINERS))
    if not noun or noun.value not in _RECORDS or not stop:
        return None
    plain = {tokens.word(place) for place in range(noun.end, stop)} <= _HERE
    rest = _replaced(tokens, stop + 1, term, noun.value)
    if rest is None or not (plain or tokens.word(noun.end) in _TESTS):
        return None
    tests = tokens.items[noun.end + (tokens.word(noun.end) in _DROPPED) : stop]
    colon = replace(tokens.at(stop), kind="MARK", word=":")
    return [*_ahead(tokens, at), *([] if plain else [*tests, colon]), *rest]


_LACK = Turns(
    ("we|i don't|haven't have|use|got|need", "we|i do not have|use|need", "there is|'s no", "we|i have|use no")
)


def _ahead(tokens: Tokens, at: int) -> list[Token]:
    """What is told before a definition, as a sentence; nothing of "we have no ticket system, (tickets are tasks)"."""
    start = at - 1
    while start > 0 and not _ends(tokens, start - 1):
        start -= 1
    if tokens.word(at - 1) == "," and _LACK.find(tokens, start):
        return list(tokens.items[:start])
    return [*tokens.items[: at - 1], replace(tokens.at(at - 1), word=".")] if at else []


def _arriving(tokens: Tokens, at: int) -> list[Token] | None:
    """All tokens with "complaints come in as leads." as the records that start it, where nothing else is said to."""
    end = at
    while tokens.kind(end) == "WORD" and end <= at + _LONGEST_TERM and not _COMES_AS.find(tokens, end):
        end += 1
    comes = _COMES_AS.find(tokens, end) if end > at and _words(tokens, tokens.past(at, _LEADS), end) else None
    noun = NOUNS.find(tokens, comes.end) if comes else None
    if not noun or noun.value not in _RECORDS or tokens.word(noun.end) not in _ENDS | {","}:
        return None
    if any(tokens.word(place) in _STARTING for place in range(noun.end, len(tokens))):
        return None
    records = replace(tokens.at(noun.end - 1), kind="WORD")
    new = replace(records, text="new", word="new")
    colon = replace(tokens.at(noun.end), kind="MARK", word=":")
    return [*tokens.items[:at], new, records, colon, *tokens.items[noun.end + 1 :]]


def _sorted_by(tokens: Tokens, at: int) -> list[Token] | None:
    """All tokens with "our leads have a dropdown called Group. Kids goes to Maja" as "new leads by Group: …"."""
    noun = NOUNS.find(tokens, tokens.past(at, _LEADS))
    column = _COLUMN.find(tokens, noun.end) if noun and noun.value in _RECORDS else None
    stop = _sentence_end(tokens, column.end) if column else 0
    if not noun or not column or not column.end < stop <= column.end + _LONGEST_TERM:
        return None
    if any(tokens.word(place) in _STARTING or tokens.word(place) == "if" for place in range(stop, len(tokens))):
        return None
    records = tokens.at(noun.end - 1)
    by = replace(records, text="by", word="by")
    new = replace(records, text="new", word="new")
    colon = replace(tokens.at(stop), kind="MARK", word=":")
    return [*tokens.items[:at], new, records, by, *tokens.items[column.end : stop], colon, *tokens.items[stop + 1 :]]


def _words(tokens: Tokens, start: int, end: int) -> tuple[str, ...]:
    """The words of a term: none of a record, an event or a sign."""
    if tokens.kind(start) == "QUOTED":
        return tuple(tokens.at(start).inner.casefold().split()) if end == start + 1 else ()
    known = any(NOUNS.find(tokens, at) or EVENTS.find(tokens, at) for at in range(start, end))
    words = all(tokens.kind(at) == "WORD" for at in range(start, end))
    return () if known or not words else tokens.row(start, end - start)


def _sentence_end(tokens: Tokens, at: int) -> int:
    """Where the definition ends, if soon."""
    ends = (place for place in range(at, at + _LONGEST_TEST) if _ends(tokens, place))
    return next(ends, 0)


def _ends(tokens: Tokens, at: int) -> bool:
    return tokens.word(at) in _ENDS or tokens.kind(at) in {"NEWLINE", "END"}


def _stands(tokens: Tokens, at: int, term: tuple[str, ...]) -> int:
    """Where the term ends that stands there, in quotes or not, one or several; 0 if it does not."""
    if tokens.kind(at) == "QUOTED":
        return at + 1 if tuple(tokens.at(at).inner.casefold().split()) == term else 0
    row = tokens.row(at, len(term))
    others = {(*term[:-1], f"{term[-1]}s"), (*term[:-1], term[-1].removesuffix("s"))}
    return at + len(term) if row == term or row in others else 0


def _replaced(tokens: Tokens, at: int, term: tuple[str, ...], noun: str) -> list[Token] | None:
    """The tokens from there with the record for the term; None where the term does not come up."""
    kept: list[Token] = []
    used = False
    while at < len(tokens):
        such = _SUCH.find(tokens, at) or _one(tokens, at)
        end = such.end if such else _stands(tokens, at, term)
        if such:
            kept.append(replace(tokens.at(at), word="a"))
        kept.append(replace(tokens.at(at), kind="WORD", text=noun, word=noun) if end else tokens.at(at))
        used, at = used or bool(end), end or at + 1
    return kept if used else None


def _one(tokens: Tokens, at: int) -> Found[bool] | None:
    """Reads "(when) one (comes in)", "(the GPA on) one (is edited)"."""
    told = tokens.word(at) == "one" and tokens.word(at - 1) in _OF_ONE and tokens.word(at + 1) in _ONE_IS
    return Found(True, at + 1) if told else None


def _named(tokens: Tokens, start: int, stop: int, term: tuple[str, ...], sort: str) -> list[Token]:
    """The tokens with "stage" before the name of a stage."""
    kept: list[Token] = []
    for at in range(start, stop):
        if _stands(tokens, at, term) and tokens.word(at - 1) != sort:
            kept.append(replace(tokens.at(at), kind="WORD", text=sort, word=sort))
        kept.append(tokens.at(at))
    return kept
