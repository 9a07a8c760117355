"""One company by its name, and what a note says: "for Random Tree Ltd", "(a note) with the word urgent in it"."""

from __future__ import annotations

from b24app.english.grammar.conditions.fields import breaks, value
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.plan.plan import Comparison

# What the names of companies end in.
_FORMS = {
    "ltd", "limited", "inc", "llc", "llp", "plc", "corp", "corporation", "gmbh", "ag", "kg", "ug", "se", "sa", "sas",
    "sarl", "srl", "spa", "sl", "bv", "nv", "oy", "ab", "as", "aps", "a/s", "pty", "kft", "doo", "ooo", "holding",
    "holdings", "group", "labs", "bio", "foods", "logistics", "industries", "partners", "solutions", "systems",
    "technologies", "studios", "consulting", "bank", "motors", "pharma", "brothers", "bros", "sons", "enterprises",
}  # fmt: skip
_LED = {"for", "of", "from", "with", "by", "to", "at"}
_LONGEST = 5
_SAYS = Turns(
    (
        "containing|mentioning|including|contains|mentions|includes [the|a] [word|words|phrase|text]",
        "that|which contains|mentions|includes [the|a] [word|words|phrase|text]",
        "with|having|has the|a word|words|phrase|text",
        "that|which has the|a word|words|phrase|text",
    )
)
_QUOTES = Turns(("[that|which] says|reads|saying|reading|stating|with", "where it says", "whose text is|contains"))
_IN_IT = Turns(("in it", "in the|its text|body|note|message", "somewhere in it", "inside"))
_SAYING = {"note", "call", "email", "activity", "comment"}


def firm(tokens: Tokens, at: int) -> Found[Comparison] | None:
    """Reads "(a quote) for Random Tree Ltd or Acme Inc", "(an invoice) of Acme GmbH"."""
    name = _name(tokens, at + 1) if tokens.word(at) in _LED else None
    if not name:
        return None
    names, end = [name.value], name.end
    while tokens.word(end) in {"or", ",", "/"}:
        more = _name(tokens, end + 1 + (tokens.word(end + 1) in _LED | {"or"}))
        if not more:
            break
        names, end = [*names, more.value], more.end
    several = len(names) > 1
    value = tuple(names) if several else names[0]
    return Found(Comparison(field="COMPANY_ID", op="in" if several else "eq", value=value), end)


def _name(tokens: Tokens, start: int) -> Found[str] | None:
    """Reads "Acme GmbH": capitals up to what the names of companies end in."""
    if not tokens.at(start).text[:1].isupper():
        return None
    for end in range(start + 1, start + _LONGEST):
        text = tokens.at(end).text
        if tokens.kind(end) != "WORD" or not text[:1].isupper():
            return None
        if tokens.word(end) in _FORMS and tokens.word(end + 1) not in _FORMS:
            dotted = tokens.word(end + 1) == "." and tokens.at(end + 2).text[:1].islower()
            return Found(tokens.text(start, end + 1), end + 1 + dotted)
    return None


def says(tokens: Tokens, at: int, noun: str) -> Found[Comparison] | None:
    """Reads "(a note) that mentions 'refund'", "(an e-mail) with the word urgent in it"."""
    led = _SAYS.find(tokens, at) if noun in _SAYING else None
    quotes = _QUOTES.find(tokens, at) if noun in _SAYING and not led else None
    start = led.end if led else quotes.end if quotes else at
    quoted = tokens.kind(start) == "QUOTED"
    if (
        start == at
        or (quotes and not quoted)
        or (not quoted and (tokens.kind(start) != "WORD" or breaks(tokens, start)))
    ):
        return None
    told = value(tokens, start) if quoted else Found(tokens.text(start, start + 1), start + 1)
    if not told or not isinstance(told.value, str) or (quotes and tokens.word(told.end) in {"in", "inside"}):
        return None
    behind = _IN_IT.find(tokens, told.end)
    return Found(Comparison(field="text", op="contains", value=told.value), behind.end if behind else told.end)
