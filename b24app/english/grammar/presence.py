"""Fields that are there or not: "without an industry", "no phone is given", "has the budget field filled"."""

from __future__ import annotations

from b24app.english.grammar.fields import capitalised, known_field, past_own
from b24app.english.grammar.lexer import Tokens, remembered
from b24app.english.grammar.lexicon import Found, phrases
from b24app.english.grammar.lexicons import NOUNS
from b24app.english.grammar.operators import compares
from b24app.english.grammar.sizes import PRONOUNS
from b24app.plan import phrases as say
from b24app.plan.plan import Comparison

_MISSING = phrases(
    (
        "without [any]",
        "with no|missing",
        "has|have|having no|zero",
        "lacks|lack|lacking|misses",
        "doesn't|don't have [any]",
        "does|do not have [any]",
        "there 's|is no",
        "there isn't [any]",
        "no",
        "hasn't [got]",
        "has not [got]",
        "is without",
        "lacking|missing [any]",
        "carries|carry|carrying|shows|bears no",
        "with|has|have|having [a|an|the] empty|blank|missing|unknown|unset",
        "comes|came with no",
        "comes|came without [any]",
    )
)
_PRESENT = phrases(("[now] has|have|having", "with", "there 's|is", "comes|came with"))
_ENDS = {",", ".", ";", ":", ")", "and", "then", "when", "if", "?"}
_TOLD = phrases(
    (
        "[is|was|has|are|been] [been] attached|set|given|filled|specified|provided|entered|known|available|linked",
        "[is|was|has|are|been] [been] filled in|out",
        "is|are there",
        "in it|there",
        "on file",
    )
)


@remembered
def presence(tokens: Tokens, index: int) -> Found[Comparison] | None:
    """A field that is empty or filled, told without comparing it."""
    for start in dict.fromkeys((index, _past_subject(tokens, index))):
        lead = _MISSING.find(tokens, start)
        field = _field(tokens, lead.end) if lead else None
        if field:
            return Found(Comparison(field=field.value, op="empty"), _past_told(tokens, field.end))
        has = _PRESENT.find(tokens, start)
        field = known_field(tokens, has.end) if has else None
        if field and _is_mere(tokens, start, field):
            return Found(Comparison(field=field.value, op="not_empty"), _past_told(tokens, field.end))
    given = _field(tokens, index) if tokens.word(index) in {"a", "an", "some", "any"} else None
    told = _TOLD.find(tokens, given.end) if given else None
    return Found(Comparison(field=given.value, op="not_empty"), told.end) if given and told else None


def _is_mere(tokens: Tokens, start: int, field: Found[str]) -> bool:
    """Whether nothing is told of the field but that it is there: not "has priority high", "with amount 500"."""
    told = _TOLD.find(tokens, field.end)
    if told:
        return tokens.word(told.end) not in {"to", "as"}
    ends = tokens.kind(field.end) in {"END", "NEWLINE", "ARROW"} or tokens.word(field.end) in {
        ",",
        ".",
        ";",
        ":",
        ")",
        "and",
    }
    ends = ends or tokens.word(field.end) in say.VERBS_SEEN | {"then", "but", "otherwise", "notify", "tell"}
    return ends and tokens.word(start) != "with" and not compares(tokens, field.end)


def _field(tokens: Tokens, at: int) -> Found[str] | None:
    start = past_own(tokens, at)
    end = capitalised(tokens, start)
    field = known_field(tokens, at) or (Found(tokens.text(start, end), end) if end > start else None)
    if not field or (compares(tokens, field.end) and not _TOLD.find(tokens, field.end)):
        return None
    return field


def _past_told(tokens: Tokens, end: int) -> int:
    told = _TOLD.find(tokens, end)
    return told.end if told else end


def _past_subject(tokens: Tokens, index: int) -> int:
    at = index + (tokens.word(index) in PRONOUNS)
    if at > index:
        return at + (tokens.word(at) in {"'s", "now"})
    start = past_own(tokens, index)
    noun = NOUNS.find(tokens, start)
    follows = tokens.word(noun.end) if noun else ""
    return noun.end if noun and (_MISSING.find(tokens, noun.end) or follows in {"has", "have", "with"}) else index
