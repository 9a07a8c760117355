"""Facts of the record that a message carries: "with the lead's name", "quoting the deal id and the amount"."""

from __future__ import annotations

from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.heads.webcalls import fact
from b24app.english.grammar.slots.bounds import ends_here
from b24app.english.grammar.slots.parties import SENDS
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Turns
from b24app.english.grammar.words.lexicons import NOUNS
from b24app.plan import phrases as say
from b24app.plan.vocabulary import VARIABLES, EntityName

_CARRYING = Turns(
    (
        "[and|,] with|including|containing|quoting|stating|mentioning|showing|giving|listing|about [both]",
        "[that|which] contains|includes|has|states|mentions|shows|gives|lists|quotes [both]",
    )
)
_INSIDE = Turns(("in|inside|on|within it|the|its [message|text|body|subject|mail|email|sms|note]",))
_GOES_ON = {"to", "by", "via", "in", "inside", "on", "within", "through", "over"}
_ALIKE = {"NAME": "TITLE", "TITLE": "NAME"}


def slot_facts(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Reads "with the invoice number and the amount in it": each becomes its variable."""
    if frame.action not in SENDS | {"add_comment"} or frame.facts or frame.texts or frame.text:
        return None
    lead = _CARRYING.find(tokens, at)
    start = at + (tokens.word(at) in {"and", ",", "plus"})
    facts, end = _facts(tokens, lead.end if lead else start)
    bare = lead is None and tokens.word(start) in say.DETERMINERS and (start == at or bool(_INSIDE.find(tokens, end)))
    if not facts or not (lead or bare) or not (ends_here(tokens, end) or tokens.word(end) in _GOES_ON):
        return None
    frame.facts = facts
    inside = _INSIDE.find(tokens, end)
    return inside.end if inside else end


def turns_to_body(tokens: Tokens, at: int, end: int) -> bool:
    """Whether "and the amount in the body" follows a subject."""
    joined = tokens.word(at) in {"and", ",", "plus"}
    return joined and any(
        tokens.word(place) in {"in", "as"} and tokens.word(tokens.past(place + 1, {"the", "its"})) in _BODIES
        for place in range(at, end)
    )


_BODIES = {"text", "message", "body", "wording"}


def slot_variables(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Reads "with {{DEAL_TITLE}} and {{DEAL_AMOUNT}} in the text", ", {{INVOICE_ID}} in the subject"."""
    start = tokens.past(at, {"and", ",", "with", "plus", "including", "both", "containing"})
    end = start
    while tokens.kind(end) == "VARIABLE":
        end = tokens.past(end + 1, {"and", ",", "&", "plus", "+"})
    place = _WHERE.find(tokens, end) if end > start else None
    if not place or frame.action not in SENDS | {"add_comment"}:
        return None
    said = tokens.text(start, end)
    if tokens.word(place.end - 1) == "subject":
        fits = (frame.channel or frame.action) == "send_email" and not frame.subject
        frame.subject = said if fits else frame.subject
    else:
        fits = not frame.text and not frame.texts
        frame.text = said if fits else frame.text
    return place.end if fits else None


def slot_cast(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Reads ""Paid" as subject and "See CRM" as text" of an e-mail."""
    start = tokens.past(at, {"and", ",", "with", "-", ":"})
    cast = _AS.find(tokens, start + 1) if tokens.kind(start) == "QUOTED" else None
    if not cast or (frame.channel or frame.action) != "send_email":
        return None
    said = tokens.at(start).inner
    titles = tokens.word(cast.end - 1) in {"subject", "title", "headline"}
    if frame.subject if titles else frame.texts:
        return None
    frame.subject = said if titles else frame.subject
    frame.texts += [] if titles else [said]
    return cast.end


_AS = Turns(("as [the|its|a] subject|title|headline|text|body|message|content",))
_WHERE = Turns(("[mentioned] in|inside [the|its] text|body|message|mail|email|sms|subject|note|comment|it",))


def carries(tokens: Tokens, at: int) -> bool:
    """Whether "with the deal id" or the like begins there."""
    lead = _CARRYING.find(tokens, at)
    facts, end = _facts(tokens, lead.end) if lead else ((), at)
    return bool(facts) and (ends_here(tokens, end) or tokens.word(end) in _GOES_ON)


def _facts(tokens: Tokens, at: int) -> tuple[tuple[tuple[str, str], ...], int]:
    """Facts in a row, each as `owner:NAME` with its words, and where they end."""
    found: list[tuple[str, str]] = []
    end = start = at
    while (one := fact(tokens, start)) and not one.value.startswith("=") and not one.value.endswith(":"):
        named, end = _of(tokens, one.value, one.end)
        found.append((named, tokens.text(tokens.past(start, say.DETERMINERS), end)))
        joint = tokens.past(end, {",", "and", "&", "+", "plus"})
        if joint == end:
            break
        start = joint
    return tuple(found), end


def _of(tokens: Tokens, named: str, end: int) -> tuple[str, int]:
    """The fact with whose it is, where that follows: "the amount of the deal"."""
    owner = NOUNS.find(tokens, tokens.past(end + 1, say.DETERMINERS)) if tokens.word(end) == "of" else None
    return (f"{owner.value}{named}", owner.end) if owner and named.startswith(":") else (named, end)


def variable(named: str, entity: EntityName | None) -> str:
    """The variable of a fact `owner:NAME` in a workflow about that record; "" where there is none."""
    owner, _, name = named.partition(":")
    noun = (entity or "").removeprefix("CRM_")
    owners = (owner.upper(),) if owner else (noun, "CONTACT", "DEAL", "ASSIGNED_BY")
    known = (f"{whose}_{what}" for whose in owners for what in (name, _ALIKE.get(name, name)))
    found = next((one for one in known if name and one in VARIABLES), "")
    return f"{{{{{found}}}}}" if found else ""


def told_facts(facts: tuple[tuple[str, str], ...], entity: EntityName | None) -> str:
    """The facts as a message tells them: "deal id: {{DEAL_ID}}, amount: {{DEAL_AMOUNT}}"."""
    rows = ((words, variable(named, entity)) for named, words in facts)
    return ", ".join(f"{words}: {value}" if value else words for words, value in rows)
