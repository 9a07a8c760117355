"""What a record is called at the writer's: "a deal (a student application)", "student applications, i.e. deals".

The record is kept and its other name passed over, or put in its place: both name the same things.
"""

from __future__ import annotations

from b24app.english.grammar.plainer.wording import Kept, Told, Wording
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Turns
from b24app.english.grammar.words.lexicons import EVENTS, NOUNS
from b24app.plan import phrases as say
from b24app.plan.plan import Span

_RECORDS = {"deal", "lead", "contact", "company", "task", "quote", "invoice", "meeting"}
_IS = Turns(
    (
        "that|it|which is|'s [a|an|our|just]",
        "that's|it's [a|an|our|just]",
        "they|these|those|which are [our|all|just]",
        "they're [our|all|just]",
        "i.e|ie|= [a|an|our]",
        "a|an|our",
    )
)
_HERE = Turns(("for|to|with us", "here", "in our case|company|crm|shop|office|language|world"))
_KINDS = {
    "big", "large", "small", "little", "new", "old", "hot", "cold", "important", "urgent", "vip", "key", "top", "first",
    "open", "closed", "good", "bad", "returning", "existing", "private", "corporate", "foreign", "local", "other",
    "late", "unpaid", "repeat", "former", "potential", "real", "test", "one", "without", "no", "not", "with", "only",
}  # fmt: skip
_LONGEST = 4


def records_plainly(said: Wording, _: tuple[Span, ...]) -> Wording | None:
    """With the records under the name that the CRM has for them."""
    tokens = said.tokens
    pieces: list[Kept | Told] = []
    notes: dict[Span, str] = {}
    kept = at = 0
    while at < len(tokens):
        found = _passed_over(tokens, at) or _renamed(tokens, at)
        if found:
            told, start, end = found
            place = tokens.span(start, end)
            pieces += [Kept(kept, place.start), Told(told, place.start, place.end)]
            shown = said.text[place.start : place.end]
            notes[place] = f"“{shown}” was read as “{told}”." if told.strip() else f"“{shown}” was passed over."
            kept, at = place.end, end
        else:
            at += 1
    return said.put([*pieces, Kept(kept, len(said.text))], notes) if notes else None


def _passed_over(tokens: Tokens, at: int) -> tuple[str, int, int] | None:
    """Reads "(a deal) (that's a student application for us)": nothing that tells which deals."""
    noun = NOUNS.find(tokens, at)
    leads = _IS.find(tokens, noun.end + 1) if noun and tokens.word(noun.end) == "(" else None
    if not noun or noun.value not in _RECORDS or not leads:
        return None
    end = leads.end
    while _is_plain(tokens, end) and not _HERE.find(tokens, end):
        end += 1
    here = _HERE.find(tokens, end)
    close = here.end if here else end
    told = any(_tells(tokens, place, noun.value) for place in range(leads.end, end))
    names = leads.end < end <= leads.end + _LONGEST and not told
    return (" ", noun.end, close + 1) if names and tokens.word(close) == ")" else None


def _renamed(tokens: Tokens, at: int) -> tuple[str, int, int] | None:
    """Reads "(lost) student applications (they are deals)", "(every) student application, i.e. deal,": deals."""
    for length in (2, 1):
        mark = at + length
        bracket = tokens.word(mark) == "("
        leads = _IS.find(tokens, mark + 1) if bracket or tokens.word(mark) == "," else None
        latin = bool(leads) and tokens.word(mark + 1) in {"i.e", "ie"}
        noun = NOUNS.find(tokens, leads.end) if leads and (bracket or latin) else None
        if not noun or noun.value not in _RECORDS or tokens.word(noun.end) != (")" if bracket else ","):
            continue
        names = all(_is_plain(tokens, place) and not _tells(tokens, place, noun.value) for place in range(at, mark))
        if names and (length > 1 or tokens.word(at - 1) in say.DETERMINERS):
            word = tokens.text(noun.end - 1, noun.end)
            return word, at, noun.end + 1
    return None


def _is_plain(tokens: Tokens, at: int) -> bool:
    return tokens.kind(at) == "WORD" and tokens.at(at).text.islower()


def _tells(tokens: Tokens, at: int, noun: str) -> bool:
    """Whether a word tells more than what the records are called."""
    word, other = tokens.word(at), NOUNS.find(tokens, at)
    named = other is not None and other.value != noun
    return named or word in _KINDS | say.DETERMINERS or EVENTS.find(tokens, at) is not None
