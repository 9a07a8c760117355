"""Who has a record, told as a condition: "owned by Ivan", "with Ivan as its owner", "that nobody owns", "Ivan's"."""

from __future__ import annotations

from b24app.english.grammar.conditions.holding import unheld
from b24app.english.grammar.people.meant import person
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Lexicon, Turns
from b24app.plan.plan import Comparison

_FIELD = "ASSIGNED_BY_ID"
# The value: whether somebody else must have it.
_LEADS: Lexicon[bool] = Lexicon(
    {
        "[that|which|who] [is|are|was] owned|held|handled|managed by": False,
        "[that|which|who] [is|are|was] assigned to": False,
        "[that|which|who] belongs|belong|belonging|belonged to": False,
        "[that|which|who] [is|are|was] not owned|held|handled|managed by": True,
        "[that|which|who] isn't|aren't|wasn't owned|held|handled|managed by": True,
        "[that|which|who] [is|are|was] not assigned to": True,
        "[that|which|who] isn't|aren't|wasn't assigned to": True,
        "[that|which|who] doesn't|don't belong to": True,
        "[that|which|who] does|do not belong to": True,
        "that|which|who is|are": False,
        "that|which|who isn't|aren't": True,
        "that|which|who is|are not": True,
        "with|having": False,
        "that|which": False,
        "of": False,
    }
)
_IT = "[it|this|that|them]"
_HAS = Turns(
    (
        f"owns|handles|manages|has {_IT}",
        f"is|'s [the] responsible|accountable [person] [for|of] {_IT}",
        f"is|'s the|its owner|responsible [of] {_IT}",
    )
)
_HAS_NOT = Turns(
    (
        f"isn't responsible|accountable [for] {_IT}",
        "isn't the owner|responsible [of]",
        "is not [the] responsible|owner [for|of]",
    )
)
_AS = Turns(("as [the|its|their] responsible|owner|assignee [person]",))
_NOBODY = Turns(
    (
        "[that|which|who] nobody|noone owns|handles",
        "[that|which] no one owns|handles",
        "with nobody|noone responsible|assigned [to it]",
        "with no one responsible|assigned [to it]",
        "without anyone|anybody responsible|assigned [to it]",
        "[that|which|who] [is|are] not assigned [yet] [to anyone|anybody]",
        "[that|which|who] isn't|aren't assigned [yet] [to anyone|anybody]",
        "[that|which|who] [is|are] assigned to nobody|noone",
        "[that|which|who] [is|are] unassigned",
        "without|with|has|have no responsible|owner|assignee|person [person] [set|given|assigned|yet]",
        "no responsible|owner|assignee [person] [is] set|given|assigned|yet",
        "nobody|noone [is] responsible|assigned",
    )
)


def holder(tokens: Tokens, at: int) -> Found[Comparison] | None:
    """Reads "assigned to Ivan", "not owned by Ivan", "with Ivan as responsible", "with nobody responsible"."""
    nobody = _NOBODY.find(tokens, at)
    unowned = Found(Comparison(field=_FIELD, op="empty"), nobody.end) if nobody else unheld(tokens, at)
    if unowned:
        return unowned
    lead = _LEADS.find(tokens, at)
    start = lead.end if lead else at
    who = person(tokens, start)
    if not who or not who.value or who.value.kind not in {"user", "group"}:
        return None
    end = _behind(tokens, at, start, who.end)
    if end is None:
        return None
    named = tokens.past(start, {"the", "our"})
    lacks = _HAS_NOT.find(tokens, who.end)
    negated = (lead is not None and lead.value) or (lacks is not None and lacks.end == end)
    return Found(Comparison(field=_FIELD, op="ne" if negated else "eq", value=tokens.text(named, who.end)), end)


def _behind(tokens: Tokens, at: int, start: int, end: int) -> int | None:
    """Past what says that this person has it, where the words before do not say so."""
    word = tokens.word(start - 1) if start > at else ""
    if word in {"by", "to"}:
        return end
    if word in {"with", "having"}:
        found = _AS.find(tokens, end)
        return found.end if found else None
    if word in {"is", "are", "isn't", "aren't", "not", "of"}:
        ends = tokens.word(end) == "'s" and tokens.kind(end + 1) not in {"WORD", "QUOTED"}
        genitive = tokens.word(end) == "'s" and (word == "of" or ends or tokens.word(end + 1) in {"is", "gets", "was"})
        return end + 1 if genitive else None
    found = _HAS.find(tokens, end) or _HAS_NOT.find(tokens, end)
    return found.end if found and (start > at or tokens.word(found.end - 1) != "owner") else None
