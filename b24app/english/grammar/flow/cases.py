"""Cases of one field: "depending on the country: Germany → …", "Credit result OK → … Credit result Fail → …"."""

from __future__ import annotations

from b24app.english.grammar.conditions.fields import capitalised, known_field, value
from b24app.english.grammar.conditions.negation import OPPOSITE
from b24app.english.grammar.conditions.operators import operator
from b24app.english.grammar.draft import Draft, When
from b24app.english.grammar.flow.branching import keep, set_off
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.heads.head import head
from b24app.english.grammar.heads.tags import SORTS
from b24app.english.grammar.people.meant import people
from b24app.english.grammar.people.owned import owned_next
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.plan.plan import Comparison, Condition

_IF_IT_IS = Turns(
    (
        "[and|or|else|but] if|when [it|this|that] ['s|is]",
        "[and|or|else|but] if|when|where it|this|that|they is|'s|are|equals|reads|says",
        "[and|or] for|from|in|with|on",
        "in [the] case of",
    )
)
_IT = "[it|them] [the|a|new|every|each] [lead|leads|deal|deals|record|task|invoice|company|contact] [out]"
_BY_ITS = "by|per|depending|based|according [on|to] [the|its|their]"
_DISTRIBUTES = Turns(
    (
        f"assign|route|distribute|send|give|hand|split|share {_IT} [like|as] this|follows",
        "[the] [new] responsible|owner|assignee depends|depend on [the|its]",
        "[the] responsible person depends|depend on [the|its]",
        f"[is|are|get|gets|be] assigned|routed|distributed|split|shared|handed [out] {_BY_ITS}",
        f"assign|route|distribute|send|give|hand|split {_IT} by|per|depending|based|according [on|to] [the|its]",
    )
)
_OTHER = Turns(("not", "other than", "anything but|except", "anything other than", "different from"))
_BY_FIELD = Turns(("by|per [the|its]", "leads|deals|companies|contacts|they go|goes by|per [the|its]"))
_CHECKS = Turns(
    (
        "check|compare|look|have|take [a] [look] [at] [on] the|its|his|her",
        "depending|based on the|its",
        "according to the|its",
        "[the] [next|following] [it|this|what|step|steps|action|rest|assignment|owner] [happens] depends on the|its",
    )
)
_DECIDES = Turns(("decides|matters|counts|determines [it|what happens|follows]", "is decisive"))
_IS_ONE = Turns(("[and|but] if|when there is|'s one|some", "[and|but] if|when it|that is|'s there|known|given|filled"))
_IS_NONE = Turns(("[and|but] if|when there is|'s none", "[and|but] if|when there isn't one|any"))
_LOST_FOR = Turns(
    (
        "[if] [it] [was|is] lost because of",
        "[if] [it] [was|is] lost due to",
        "[if] [it] [was|is] lost for|over",
        "because of",
        "due to",
    )
)
_MOST_TOLD = 4
# Such words head a list or join words: no field is called by them.
_NO_FIELDS = {
    "branch", "lane", "step", "option", "case", "path", "track", "team", "day", "week", "month", "phase", "part",
    "thread", "point", "scenario", "variant", "rule", "and", "or", "for", "to", "of", "by", "with", "if", "when",
    "then", "from", "the", "a", "an", "in", "on", "at", "not", "no",
}  # fmt: skip


def checked(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Reads "depending on the country:", "check the amount", "the amount decides:"."""
    checks = _CHECKS.find(tokens, at) or _on_field(tokens, at)
    if checks:
        return _checked(tokens, checks.end, draft)
    opens = draft.clause is not None and (set_off(tokens, at) or at == draft.clause_end)
    field = known_field(tokens, at) if opens else None
    decides = _DECIDES.find(tokens, field.end) if field else None
    if not field or not decides or tokens.word(decides.end) != ":":
        return None
    draft.spoken = field.value
    return decides.end + 1


def _on_field(tokens: Tokens, at: int) -> Found[bool] | None:
    """Reads "depending on (country)", "based on (source)" without an article, in front of a field that is known."""
    led = tokens.word(at) in {"depending", "based"} and tokens.word(at + 1) == "on"
    return Found(True, at + 2) if led and known_field(tokens, at + 2) else None


def _checked(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Reads "depending on the country:", "check the amount": the field that the cases behind it are about."""
    field = known_field(tokens, at) or _free_field(tokens, at)
    if not field:
        return None
    draft.spoken = field.value
    return field.end + (tokens.word(field.end) in {":", ",", "-"})


def _free_field(tokens: Tokens, at: int) -> Found[str] | None:
    end = capitalised(tokens, tokens.past(at, {"the", "field", "its"}))
    start = tokens.past(at, {"the", "field", "its"})
    return Found(tokens.text(start, end), end) if end > start else None


def case(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """One case of a field spoken of: "Germany -> Anna", "if it's France", "if France"."""
    field = draft.spoken or _last_field(draft) or _watched(draft)
    tag = draft.sorts and tokens.kind(at) == "QUOTED" and draft.items and isinstance(draft.items[-1], When)
    if not field or tag:
        return None
    there = _presence(tokens, at, field) if draft.spoken else None
    if there:
        keep(draft, there.value, (at, there.end), set())
        draft.spoken = field
        return there.end
    lead = _IF_IT_IS.find(tokens, at) or _asked(tokens, at)
    other = _OTHER.find(tokens, lead.end) if lead else None
    found = value(tokens, other.end if other else lead.end if lead else at)
    opens = (draft.spoken or _tells_stage(tokens, at, field)) and (
        set_off(tokens, at) or (draft.sorts and tokens.word(at - 1) == ",")
    )
    if not found or not (lead or opens):
        return None
    if isinstance(found.value, float) and tokens.word(at) not in {"if", "when", "is"}:
        return None
    values, end = [found.value], found.end
    while tokens.word(end) in {"or", "/"} and (more := value(tokens, end + 1)):
        values.append(more.value)
        end = more.end
    listed = _listed(tokens, end) if isinstance(found.value, str) else None
    values, end = (values + listed.value, listed.end) if listed else (values, end)
    told = (draft.sorts and tokens.kind(end) == "QUOTED") or (lead is not None and _trails(tokens, at, end, draft))
    told = told or tokens.word(end) in {":", "=>", "=", "-", ",", "to", "then", "goes", "go", "gets", "is", "?"}
    told = told or owned_next(tokens, end)
    if not (told or tokens.kind(end) == "ARROW" or head(tokens, end, bare=True) or (lead and people(tokens, end))):
        return None
    several = len(values) > 1
    row = Comparison(field=field, op="in" if several else "eq", value=tuple(map(str, values)) if several else values[0])
    row = row.model_copy(update={"op": OPPOSITE[row.op]}) if other else row
    keep(draft, (row,), (at, end), set())
    draft.spoken = field
    return end + (tokens.word(end) in {":", "=", "-", ",", "then", "?"})


def _listed(tokens: Tokens, at: int) -> Found[list[str | float]] | None:
    """More values behind "and" or a comma, where what is done with all follows: "Milan and Turin belong to …"."""
    values: list[str | float] = []
    while tokens.word(at) in {"and", "&", ",", "or"}:
        more = value(tokens, at + 1 + (tokens.word(at) == "," and tokens.word(at + 1) in {"and", "or"}))
        if not more:
            break
        values.append(more.value)
        at = more.end
    sure = tokens.kind(at) == "ARROW" or tokens.word(at) in {":", "=>", "go", "are"} or owned_next(tokens, at)
    return Found(values, at) if values and sure else None


def _trails(tokens: Tokens, start: int, end: int, draft: Draft) -> bool:
    """Whether a case closes the step told right before it: "notify Anna if it's Poland(, Ben otherwise)"."""
    last = draft.items[-1] if draft.items else None
    ends = tokens.kind(end) in {"END", "NEWLINE"} or tokens.word(end) in {".", ";", ",", "and", ")"}
    led = tokens.word(start) in {"if", "when", "where"}
    return led and ends and isinstance(last, Frame) and last.end == start


def _tells_stage(tokens: Tokens, at: int, field: str) -> bool:
    """Whether "Declined, then …", "Lost → …" stands there where another stage was asked for before."""
    named = field in {"stage", "status"} and tokens.at(at).text[:1].isupper() and tokens.kind(at) == "WORD"
    off = tokens.kind(at + 1) == "ARROW" or tokens.word(at + 1) in {":", "?"} or tokens.row(at + 1, 2) == (",", "then")
    return named and off and not head(tokens, at, bare=True)


def _asked(tokens: Tokens, at: int) -> Found[bool] | None:
    """Reads "is it (0?)", "is it (Germany?)" of the field spoken of."""
    asks = tokens.word(at) in {"is", "was"} and tokens.word(at + 1) in {"it", "this", "that"} and set_off(tokens, at)
    read = value(tokens, at + 2) if asks else None
    return Found(True, at + 2) if read and tokens.word(read.end) == "?" else None


def _presence(tokens: Tokens, at: int, field: str) -> Found[tuple[Condition, ...]] | None:
    """Reads "if there is one", "is there none?" of the field spoken of."""
    found = _IS_ONE.find(tokens, at) or _IS_NONE.find(tokens, at)
    if not found:
        return None
    none = _IS_NONE.find(tokens, at) is not None
    return Found((Comparison(field=field, op="empty" if none else "not_empty"),), found.end)


def lost_for(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Reads "(lost) because of timing:" as another case of why a deal was lost."""
    led = _LOST_FOR.find(tokens, at) if draft.clause and draft.clause.name == "deal_lost" else None
    why = value(tokens, led.end, loose=True) if led and set_off(tokens, at) else None
    if not why or not (tokens.word(why.end) in {":", ",", "=>"} or tokens.kind(why.end) == "ARROW"):
        return None
    keep(draft, (Comparison(field="Lost reason", op="eq", value=why.value),), (at, why.end), set())
    return why.end + 1


def told_twice(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Reads "Credit result OK → … Credit result Fail → …": a field of the portal's own, told with other values."""
    if draft.clause is None or not set_off(tokens, at) or not tokens.at(at).text[:1].isupper():
        return None
    end = _told(tokens, at)
    who = people(tokens, at)
    if end is None or (who and who.end >= end) or head(tokens, at, bare=True):
        return None
    shared = max((_shared(tokens, at, place) for place in range(len(tokens)) if _is_twin(tokens, at, place)), default=0)
    if not 0 < shared < end - at:
        return None
    field, told = tokens.text(at, at + shared), tokens.text(at + shared, end)
    keep(draft, (Comparison(field=field, op="eq", value=told),), (at, end), set())
    return end + 1


def valued(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Reads "priority high →", "reason timing →", "status = Sent:": a field that is known, and its value, as a case."""
    if draft.clause is None or not set_off(tokens, at):
        return None
    lost = draft.clause.name == "deal_lost" and tokens.word(at) == "reason"
    field = Found("Lost reason", at + 1) if lost else known_field(tokens, at)
    step = tokens.kind(at + 1) == "QUOTED" and head(tokens, at, bare=True)  # "comment 'Done' →"
    sign = operator(tokens, field.end) if field else None
    other = sign is not None and sign.value.op != "eq"  # "country not Germany →"
    if not field or step or other or tokens.word(at) in {"email", "phone", "tag"}:
        return None
    is_it = tokens.past(field.end, {"is", "=", "equals"})
    told = value(tokens, is_it, loose=True)
    if tokens.kind(is_it) == "QUOTED" and is_it == field.end and head(tokens, at, bare=True):
        return None  # "comment "Done" → …"
    if not told or not isinstance(told.value, str) or told.value.casefold() in _NO_VALUES:
        return None
    if tokens.kind(told.end) != "ARROW" and tokens.word(told.end) not in {"=>", "?"}:
        return None
    keep(draft, (Comparison(field=field.value, op="eq", value=told.value),), (at, told.end), set())
    draft.spoken = field.value
    return told.end + (tokens.word(told.end) == "?")


_NO_VALUES = {
    "changed", "changes", "updated", "set", "empty", "filled", "missing", "known", "given", "there", "present",
    "added", "is", "not", "no", "and", "or", "over", "under", "above", "below", "unknown", "none", "blank",
}  # fmt: skip


def _told(tokens: Tokens, at: int) -> int | None:
    """The end of a field and its value that an arrow or a colon sets off: "Credit result OK →"."""
    end = at
    while tokens.kind(end) == "WORD" and end - at < _MOST_TOLD and tokens.word(end) not in _NO_FIELDS:
        end += 1
    off = tokens.kind(end) == "ARROW" or tokens.word(end) in {":", "=>"}
    return end if off and end > at + 1 else None


def _is_twin(tokens: Tokens, at: int, place: int) -> bool:
    return place != at and tokens.word(place) == tokens.word(at) and set_off(tokens, place)


def _shared(tokens: Tokens, at: int, place: int) -> int:
    """How many words two such tellings begin with, if another value follows in each."""
    ends = _told(tokens, at), _told(tokens, place)
    if ends[0] is None or ends[1] is None:
        return 0
    most = min(ends[0] - at, ends[1] - place)
    same = next((step for step in range(most) if tokens.word(at + step) != tokens.word(place + step)), most)
    return same if same < most else 0


def _watched(draft: Draft) -> str:
    """The field whose change starts the workflow, as long as no other was tested."""
    tested = draft.clause is None or bool(draft.of(When))
    return "" if tested or draft.clause is None else draft.clause.watched


def _last_field(draft: Draft) -> str:
    """The field whose value was tested last, by the steps or by the trigger."""
    tests = [row for item in draft.of(When) for row in item.conditions] or draft.guards
    last = tests[-1] if tests else None
    return last.field if isinstance(last, Comparison) and last.op in {"eq", "in", "ne", "not_in"} else ""


def distributed(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Reads "assign it by country:", "route depending on the source:": cases with people follow."""
    sorted_by = SORTS.find(tokens, at)
    lead = sorted_by or _DISTRIBUTES.find(tokens, at) or _BY_FIELD.find(tokens, at)
    listed = lead is not None and tokens.word(lead.end - 1) in {"this", "follows"}
    end = lead.end + (tokens.word(lead.end) == ":") if lead and listed else None
    end = _checked(tokens, lead.end, draft) if lead and not listed else end
    passive = lead is not None and not sorted_by and tokens.word(lead.end - 1) in {"by", "per", "its", "the", "their"}
    if end and (tokens.word(at) in {"by", "per"} or (passive and tokens.word(at) not in _ACTIVE)):
        end = end if tokens.word(end - 1) in {":", "-"} else None
    draft.sorts = draft.sorts or (sorted_by is not None and end is not None)
    draft.distributes = draft.distributes or end is not None
    return end


_ACTIVE = {"assign", "route", "distribute", "send", "give", "hand", "split", "share"}
