"""Fields that are there or not: "without an industry", "no phone is given", "has the budget field filled"."""

from __future__ import annotations

from b24app.english.grammar.conditions.blank import nothing_in
from b24app.english.grammar.conditions.fieldlist import all_or_any, field_at, field_list
from b24app.english.grammar.conditions.fields import capitalised, known_field, past_own
from b24app.english.grammar.conditions.fieldsounds import sounds_like_field
from b24app.english.grammar.conditions.operators import IN_IT, compares, operator
from b24app.english.grammar.conditions.sizes import PRONOUNS
from b24app.english.grammar.words.lexer import Tokens, remembered
from b24app.english.grammar.words.lexicon import Found, phrases
from b24app.english.grammar.words.lexicons import EVENTS, NOUNS
from b24app.plan import phrases as say
from b24app.plan.plan import Comparison, Condition

_FILLING = "filling|entering|giving|adding|specifying|providing|putting|noting|typing|leaving|recording|setting|stating"
_MISSING = phrases(
    (
        "without [any]",
        f"without {_FILLING} [in|out|down]",
        "with no|missing",
        "has|have|having no|zero",
        "lacks|lack|lacking|misses",
        "doesn't|don't have [any]",
        "we|i|you [still] have|know no",
        "we|i|you don't [yet] have|know [a|an|any|its|their|the]",
        "we|i|you do not [yet] have|know [a|an|any|its|their|the]",
        "does|do not have [any]",
        "there 's|is|are|be no",
        "there isn't|aren't [any]",
        "no",
        "still no|without|lacks|lack|lacking|misses [any]",
        "still has|have no",
        "hasn't [got]",
        "has not [got]",
        "is without",
        "lacking|missing [any]",
        "carries|carry|carrying|shows|bears no",
        "with|has|have|having [a|an|the] empty|blank|missing|unknown|unset",
        "comes|came with no",
        "comes|came without [any]",
        "nobody|noone [has] [yet] filled|entered|given|provided|specified|recorded|noted|set|left|put [in|out|down]",
        "no one [has] [yet] filled|entered|given|provided|specified|recorded|noted|set|left|put [in|out|down]",
        "[somebody|someone] forgot to fill|enter|give|add|put|record|note [in|out|down]",
    )
)
_WE_HAVE = "we|i|you [already] have|know [a|an|its|their|the]"
_PRESENT = phrases(
    ("[now] has|have|having [got]", "'s got", "with", "there 's|is|are [any|some]", "comes|came with", _WE_HAVE)
)
_HAVING = phrases(("[now] has|have|having|with|got [got]", "'s got", "there 's|is|are", "comes|came with", _WE_HAVE))
_WITH = phrases(("with|having", "that|which|who has|have [got]", "has|have [got]"))
_FOLLOW = {
    "goes",
    "go",
    "gets",
    "get",
    "should",
    "must",
    "needs",
    "need",
    "notify",
    "tell",
    "email",
    "assign",
    "create",
}
_NO_END = {"and", "in", "set", "changed"}
# "lacking a phone or an email" may tell of one that is there.
_LACKING = {"missing", "lacks", "lack", "lacking", "misses"}
# "no phone and email is set" tells two things.
_ONE_IS = {"is", "was", "isn't", "has", "hasn't", "contains", "=", "equals"}
_SOME = {"a", "an", "both", "either", "some"}
_GOES_ON = {
    "then",
    "but",
    "otherwise",
    "notify",
    "tell",
    "also",
    "please",
    "just",
    "first",
    "immediately",
    "when",
    "whenever",
    "once",
}
_ENDS = {",", ".", ";", ":", ")", "and", "then", "when", "if", "?"}
_TOLD = phrases(
    (
        "[is|was|has|are|been] [been] attached|set|given|filled|specified|provided|entered|known|available|linked",
        "[is|was|has|are|been] [been] filled in|out",
        "is|are there",
        "[in|on|against] it|there",
        "[stored|saved|listed|noted|recorded|known] on [the] file|record|card",
        "in [the|its|their] card|record|profile",
        "[is|was|has|are|been] [been] recorded|stored|listed|noted|saved|named|mentioned",
        "at all",
        "whatsoever|yet",
        "so far",
    )
)
# Behind "no …" and "a …" only: "a deal without a budget is fixed" happens.
_SETTLED = "chosen|picked|selected|stated|indicated|agreed|planned|fixed|left|written|put|typed|added|supplied"
_DEFINED = "captured|confirmed|shared|told|estimated|determined|decided|defined|found|scheduled|entered|given"
_TOLD_OF_NONE = phrases(
    (
        f"[is|was|has|are|were|got|gets] [been] {_SETTLED} [in|down|on]",
        f"[is|was|has|are|were|got|gets] [been] {_DEFINED} [in|down|on]",
    )
)


@remembered
def presence(tokens: Tokens, index: int) -> Found[Comparison] | None:
    """A field that is empty or filled, told without comparing it."""
    for start in dict.fromkeys((index, _past_subject(tokens, index))):
        if blank := nothing_in(tokens, start):
            return blank
        lead = _MISSING.find(tokens, start)
        field = _field(tokens, lead.end) if lead else None
        named = field and lead and field.value != "contact" and not known_field(tokens, lead.end)
        if field and named and IN_IT.find(tokens, field.end):
            return None  # "the company has no GmbH in its name"
        if field:
            settled = _TOLD_OF_NONE.find(tokens, field.end) if lead and tokens.word(lead.end - 1) == "no" else None
            end = max(_past_told(tokens, field.end), settled.end if settled else 0)
            return Found(Comparison(field=field.value, op="empty"), end)
        has = _PRESENT.find(tokens, start)
        # "Deals have a field Warranty end" tells nothing of what is in it.
        field = _there(tokens, has.end) if has and tokens.row(has.end, 2) != ("a", "field") else None
        if field and _is_mere(tokens, start, field):
            return Found(Comparison(field=field.value, op="not_empty"), _past_told(tokens, field.end))
    given = _field(tokens, index) if tokens.word(index) in {"a", "an", "some", "any"} else None
    told = (_TOLD.find(tokens, given.end) or _TOLD_OF_NONE.find(tokens, given.end)) if given else None
    if not given or not told or given.value == "contact":  # "a contact has been entered" happens
        return None
    return Found(Comparison(field=given.value, op="not_empty"), told.end)


@remembered
def presences(tokens: Tokens, index: int) -> Found[tuple[Condition, ...]] | None:
    """Several fields that are empty or filled: "without a phone or an email", "has neither phone nor email"."""
    for start in dict.fromkeys((index, _past_subject(tokens, index))):
        led = _MISSING.find(tokens, start)
        listed = field_list(tokens, led.end) if led else None
        if led and listed:
            unclear = tokens.word(led.end - 1) in _LACKING and listed.value.joint == "or"
            happens = EVENTS.find(tokens, listed.end + 1) is not None
            apart = listed.value.joint == "and" and tokens.word(listed.end) in _ONE_IS and not happens
            return None if unclear or apart else _all_empty(listed.value.names, _past_told(tokens, listed.end))
        has = _HAVING.find(tokens, start)
        listed = field_list(tokens, has.end) if has else None
        if not listed:
            continue
        end = _past_told(tokens, listed.end)
        if listed.value.lead == "neither":
            return _all_empty(listed.value.names, end)
        if has and _is_mere(tokens, has.end if tokens.word(has.end) in _SOME else start, Found("", listed.end)):
            rows = tuple(Comparison(field=name, op="not_empty") for name in listed.value.names)
            return Found(all_or_any(rows, listed.value.joint), end)
    return None


@remembered
def there_and_not(tokens: Tokens, index: int) -> Found[tuple[Condition, ...]] | None:
    """Reads "(with) an email but no company", "has a phone and no email": one field is filled, another is not."""
    led = _WITH.find(tokens, index)
    there = field_at(tokens, led.end if led else index)
    joint = tokens.past(there.end, {",", "but", "and"}) if there else index
    absent = presence(tokens, joint) if there and joint > there.end else None
    if not there or not absent or absent.value.op != "empty" or tokens.word(joint) not in {"no", "without", "lacking"}:
        return None
    return Found((Comparison(field=there.value, op="not_empty"), absent.value), absent.end)


@remembered
def filled(tokens: Tokens, index: int) -> Found[Comparison] | None:
    """Reads "with an email (is created)", "that has a budget": behind a record a field that is filled."""
    has = _WITH.find(tokens, index)
    field = known_field(tokens, has.end) if has and tokens.row(has.end, 2) != ("a", "field") else None
    placed = field is not None and _in_country(tokens, field.end)
    if placed and field and field.value == "address":
        return None  # "with an address in Spain" tells where they are
    if not field or (tokens.word(field.end) in _NO_END and not placed) or not _closes(tokens, field.end):
        return None
    sign = operator(tokens, field.end)
    if sign and sign.value.op == "empty":
        return None  # "with the birthday left blank"
    return Found(Comparison(field=field.value, op="not_empty"), field.end)


def _there(tokens: Tokens, at: int) -> Found[str] | None:
    """Reads "a budget", "a PO number": a field that the table knows, or a name that sounds like one."""
    known = known_field(tokens, at)
    start = tokens.past(at, {"a", "an", "any"})
    end = capitalised(tokens, start) if start > at and not known else start
    name = tokens.text(start, end).lower()
    return known or (Found(tokens.text(start, end), end) if end > start + 1 and sounds_like_field(name) else None)


def _in_country(tokens: Tokens, at: int) -> bool:
    return tokens.word(at) in {"from", "in"} and tokens.word(at + 1) in say.COUNTRIES


def _closes(tokens: Tokens, at: int) -> bool:
    ends = tokens.kind(at) in {"END", "NEWLINE", "ARROW"} or tokens.word(at) in _ENDS
    ends = ends or _in_country(tokens, at)
    event = EVENTS.find(tokens, tokens.past(at, {"is", "was", "gets", "are", "has", "been", "just", "get"}))
    named = tokens.at(at).text[:1].isupper()  # "with the status New"
    return ends or (event is not None and not named) or tokens.word(at) in _FOLLOW


def _all_empty(names: tuple[str, ...], end: int) -> Found[tuple[Condition, ...]]:
    return Found(tuple(Comparison(field=name, op="empty") for name in names), end)


def _is_mere(tokens: Tokens, start: int, field: Found[str]) -> bool:
    """Whether nothing is told of the field but that it is there: not "has priority high", "with amount 500"."""
    told = _TOLD.find(tokens, field.end)
    if tokens.kind(field.end) == "WORD" and tokens.at(field.end).text[:1].isupper():
        return False  # "with the industry IT"
    if told:
        return tokens.word(told.end) not in {"to", "as"}
    ends = tokens.kind(field.end) in {"END", "NEWLINE", "ARROW"} or tokens.word(field.end) in {
        ",",
        ".",
        ";",
        ":",
        ")",
        "and",
        "?",
        "-",
    }
    ends = ends or tokens.word(field.end) in say.VERBS_SEEN | _GOES_ON
    contrasts = tokens.word(start - 1) == "but"  # "without a phone but with email"
    return ends and (tokens.word(start) != "with" or contrasts) and not compares(tokens, field.end)


def _field(tokens: Tokens, at: int) -> Found[str] | None:
    field = field_at(tokens, at)
    settled = field and (_TOLD.find(tokens, field.end) or _TOLD_OF_NONE.find(tokens, field.end))
    if not field or (compares(tokens, field.end) and not settled):
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
