"""Give a step another value: "the task is for Anna", "move the call to Friday", "the SMS should read “Hi”", "use GET".

The words fall into what is meant and what it shall be, wherever both halves have a meaning: a property, a step, or a
property of a step before; a value of a kind that is found there behind it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from b24app.english.editing import values
from b24app.english.editing.forms import LENGTH, Forms
from b24app.english.editing.patch import Json, Missing, Patch, Unclear
from b24app.english.editing.referring import ORDER, all_called, steps_called
from b24app.english.editing.referring import meant as meant_by
from b24app.english.editing.replacing import is_called, remade
from b24app.english.editing.slots import Kind, Slot, guards, slots, slots_of

_PROPERTIES: Final[dict[str, tuple[tuple[Kind, ...], tuple[str, ...]]]] = {
    r"deadline|due date|time limit": (("moment",), ("deadline",)),
    r"date|time|moment|day": (("moment", "wait"), ()),
    r"waiting time|wait(?:ing)?|delay|pause": (("wait",), ()),
    r"interval|frequency|rhythm|period|repeat": (("interval",), ()),
    r"title|name|heading": (("text",), ("title",)),
    r"subject(?: line)?": (("text",), ("subject",)),
    r"text|message|body|content|wording": (("text",), ("message", "body", "description")),
    r"comment": (("text",), ("message",)),
    r"description|details": (("text",), ("description",)),
    r"recipient|receiver|addressee": (("people",), ("to",)),
    r"assignee|responsible(?: person)?|person": (("people",), ("assignee", "to")),
    r"approver": (("people",), ("approvers",)),
    r"priority": (("level",), ()),
    r"tag|label": (("label",), ("tag",)),
    r"value": (("label",), ("value",)),
    r"stage": (("stage",), ("stage",)),
    r"(?:url|web ?address|link|endpoint)": (("url",), ()),
    r"(?:http )?method": (("method",), ()),
    r"channel": (("channel",), ()),
    r"limit|threshold|amount|minimum|maximum|sum|number": (("number",), ()),
}
_OF = re.compile(r"(?P<prop>.+?) (?:of|for|on|in) (?P<step>(?:the |step ).+)")
_OWNED = re.compile(r"(?P<step>.+?)(?:'s)? (?P<prop>[\w -]+)")
_IT = {"it", "that", "this", "them", "these", "those", ""}
_ARTICLE = re.compile(r"^(?:the|its|their|a|an) (?:(?:new|other|different|shorter|longer|better|later|earlier) )?")
_VERB = re.compile(
    r"^(?:reassign|make|change|set|turn|switch|update|adjust|extend|shorten|increase|decrease|reduce|raise|lower|move|push|"
    r"postpone|reschedule|rename|call|name|title|assign|give|send|hand|address|route|put|label|mark|use|let|have|"
    r"delay|forward|direct|prolong|correct|(?:ask|say|write)(?= \"))\s+",
    re.IGNORECASE,
)
_LINK = (
    r"(?:(?:should|must|has to|have to|needs to|need to|ought to|shall|is to|will|can) )?"
    r"(?:only )?(?:be |is |are |read |reads |say |says |go |goes |come |start |wait |last |run |"
    r"happen |take |have |has |"
    r"needs |need |gets |get |becomes |become |= |: ?)?(?:sent |assigned |given |done |due |called |"
    r"named |titled |set |addressed )?"
)
_EACH = re.compile(r"(?:both|all|every|each) ", re.IGNORECASE)
_LINKED = re.compile(r"(?:should|must|is|are|has|needs?|gets?|to|for|goes|becomes|=)\b", re.IGNORECASE)
_BEHIND = re.compile(
    rf"^{_LINK}(?:over )?(?P<prep>to |into |as |for |by |until |at |in |on |with |of |within |due |every |from )?",
    re.IGNORECASE,
)
_PERSONAL = re.compile(r"(?:to|for|by|with)\s*$", re.IGNORECASE)
_ONE = re.compile(rf"(?:the )?({'|'.join(ORDER)}) one")
_ADDS = re.compile(
    r"(?:also|and|add|create|then|plus|post|write|never|don't|remove|delete|if|when|unless|only|"
    r"otherwise|else)\b",
    re.IGNORECASE,
)
_OWN = re.compile(
    r"(?:(?:has|have|needs?|gets?|with|should have|must have) )?(?:an? |the )?(?P<prop>[\w ]+?)(?: of|"
    r" to| is| should be|:)?"
    r" (?P<value>\"[^\"]*\"|\S.*)",
    re.IGNORECASE,
)
_TURNED = Forms(
    "[use|set|put|give|allow|take|make|plan|have] [them|him|her|us|me|it|people] <value> for|as|on|at <what>",
    f"give|allow|grant <who> {LENGTH} [more] [for (it|that|this / the <_>)]",
    f"<who> need|needs {LENGTH} [more] [for (it|that|this / the <_>)]",
)
_HER = {"her", "him", "them", "she", "he", "they"}
_LONGEST_HALF, _LONGEST = 9, 30  # words
_SOONER = re.compile(r"(?:shorten|decrease|reduce|lower)\b", re.IGNORECASE)
_MORE = re.compile(r"\b(?:more|extra|additional|less|fewer|longer|shorter|later|earlier|sooner)\b", re.IGNORECASE)
_CALLED = re.compile(r"\b(?:called|named|titled) $", re.IGNORECASE)
_TITLES = {"call", "name", "rename", "title"}
_INSTEAD = re.compile(
    r"(?:,? instead(?: of [\w ]+| please)?|,? (?:and )?not (?:for|to|by|with) [\w ]+| is (?:fine|enough))$",
    re.IGNORECASE,
)
_ORDER: Final[tuple[Kind, ...]] = (
    "url", "method", "level", "channel", "text", "moment", "wait", "interval", "people", "stage", "number", "label",
)  # fmt: skip


_LET = "[let|have|make|get|ask|can|could|may] <who> [(should|must|will|shall|to / has|needs|is to)]"
_DECIDER = Forms(
    f"{_LET} approve|approves|decide|decides|sign|signs [off] [on] [it|that|this / the <what>]",
    f"{_LET} (give|gives / be the one to give) [the] approval|ok|okay|go-ahead",
    "[the] approver is|should|must [be] <who>",
)
_DOER = Forms(
    f"{_LET} do|does|handle|handles|take|takes|get|gets|receive|receives|own|owns|make|makes [care of] <what>",
    "make|put <who> (responsible for / in charge of) <what>",
    "<what> (is / should|must|will be / gets / has|is to be) done|handled|made|given|taken|executed [over] by <who>",
)
_SUPPLY = Forms(
    "add|put|set|include|use [an|a|the] <prop> [of|to] <value> to|for|on|in <step>",
    "add|put|set|include|use [an|a|the] <prop> [of|to|:] <value>",
)
_SUPPLIED: Final = {"deadline", "due date", "time limit", "priority", "description", "subject", "subject line", "title"}
_REFERS = re.compile(r"(?:the|step|his|her|their|that|this) ", re.IGNORECASE)
_GIVES = re.compile(r"(?:assign|reassign|give|send|hand|address|route|forward|direct|make|let|have)\b", re.IGNORECASE)


@dataclass(frozen=True)
class _Meant:
    """What the first half names: a step or none, and of which kinds or names its places are."""

    step: Json | None
    kinds: tuple[Kind, ...] = ()
    names: tuple[str, ...] = ()
    told: bool = True
    at: int | None = None
    row: Json | None = None


def do(said: str, patch: Patch) -> bool:
    """`have Peter do the task`, `Peter should approve`, `the task is done by Tina`: for whom a step is."""
    words = _INSTEAD.sub("", said)
    decides = _DECIDER.read(words)
    for found in (decides,) if decides else _DOER.readings(words):
        what = found.get("what", "")
        if _ADDS.match(said) or not (decides or what in _IT or _REFERS.match(what)):
            continue
        people = values.people(found["who"], patch)
        step = steps_called(what, patch) if people and not decides and what not in _IT else None
        filled = (slot for slot in slots(patch) if slot.kind == "people" and slot.value)
        places = [slot for slot in filled if (slot.key == "approvers" if decides else step in (None, slot.step))]
        if people is None or not places:
            continue
        places.sort(key=lambda slot: slot.key != "assignee")
        if patch.besides:
            raise Unclear("Should both get it, or only one of them?", ("recipient",))
        _the_one(places, _Meant(step), patch, what).put(people, patch)
        return True
    return False


def supply(said: str, patch: Patch) -> bool:
    """`add a deadline of one week to the task`, `give the call a date`: what a step has not got yet."""
    for found in _SUPPLY.readings(said):
        told = _property(found["prop"].casefold()) if found["prop"].casefold() in _SUPPLIED else None
        step = steps_called(found["step"], patch) if told and "step" in found else None
        if told and (step or "step" not in found) and _given(_Meant(step, *told), found["value"], patch, "step"):
            return True
    return False


def assign(said: str, patch: Patch) -> bool:
    """`the task is for Anna`, `the call should be in 3 days`, `give the task a deadline of 2 days`, `use GET`."""
    if _ADDS.match(said):
        return False
    words = _INSTEAD.sub("", said)
    found = _VERB.match(words)
    verb = found[0] if found else ""
    halves = [*_halves(words[len(verb) :])]
    turned = ((one.get("what") or one["who"], one.get("value") or one["how"]) for one in _TURNED.readings(words))
    halves += [(_whose(what, patch), value) for what, value in turned]
    unclear: Unclear | None = None
    for half, rest in halves:
        try:
            if _assigned(half, rest, verb, patch, sure=bool(verb) or words != said):
                return True
        except Missing:
            continue
        except Unclear as asked:
            unclear = unclear or asked
    if unclear:
        raise unclear
    return False


def _assigned(half: str, rest: str, verb: str, patch: Patch, *, sure: bool) -> bool:
    """Put what the one half says where the other half says."""
    if not half and rest.split(" ", maxsplit=1)[0].casefold() in {*_IT, "the"}:
        return False
    if half.casefold().split(" ")[-1] in ORDER and not _LINKED.match(rest):
        return False  # "the second wait" is not the second step
    if _EACH.match(half) and (steps := all_called(half, patch)):
        return all(_given(_Meant(step), rest, patch, half, verb) for step in steps)
    meant = _titled(_meant(half, patch), verb)
    if meant is None or (meant.row is not None and verb.casefold().strip() == "set"):
        return False
    return (meant.told or sure) and _given(meant, rest, patch, half, verb)


def _titled(meant: _Meant | None, verb: str) -> _Meant | None:
    """What is called, named or titled gets a title; an e-mail its subject."""
    if meant is None or meant.kinds or verb.casefold().strip() not in _TITLES:
        return meant
    return _Meant(meant.step, ("text",), ("title", "subject") if meant.step else ("title",), told=meant.told)


def _whose(what: str, patch: Patch) -> str:
    """`use SMS for the client`: the step for that person, when there is one only."""
    if what.casefold() in _HER:
        timed = [slot.step for slot in slots(patch) if slot.step and slot.kind == "moment" and slot.value]
        return patch.number(timed[0]) if len(timed) == 1 else what
    people = None if meant_by(what, patch) else values.people(what, patch)
    filled = [slot for slot in slots(patch) if slot.step and slot.kind == "people" and slot.value]
    found = [slot.step for slot in filled if slot.step and (slot.value == people or is_called(slot.value, what))]
    return patch.number(found[0]) if people and len(found) == 1 else what


def _halves(words: str) -> Iterator[tuple[str, str]]:
    """Every place where the words may fall apart, what is meant first; quotes are not cut."""
    pieces = re.findall(r'"[^"]*"|\S+', words)
    for at in range(min(len(pieces), _LONGEST_HALF)) if len(pieces) <= _LONGEST else ():
        if at and pieces[at - 1].startswith('"') and at == len(pieces):
            continue
        yield " ".join(pieces[:at]), " ".join(pieces[at:])


def _meant(half: str, patch: Patch) -> _Meant | None:
    bare = _ARTICLE.sub("", half.casefold()).rstrip(":")
    if one := _ONE.fullmatch(half.casefold()):
        return _Meant(None, at=ORDER[one[1]])
    if half.casefold() in _IT:
        return _Meant(None, told=False)
    found = _property(bare)
    if known := _of_field(bare, patch) or (_Meant(None, *found) if found else _of_condition(bare, patch)):
        return known
    for form in (_OF, _OWNED):
        of = form.fullmatch(half)
        if of and _property(_ARTICLE.sub("", of["prop"].casefold())):
            return _property_of(of["prop"].casefold(), of["step"], patch)
    step = steps_called(half, patch)
    return _Meant(step) if step else None


def _of_field(name: str, patch: Patch) -> _Meant | None:
    """The step that sets the field of that name: `set the status to Confirmed`."""
    bare = re.sub(r"^field ", "", name)
    found = [step for step in patch.steps() if str(step.get("fields", {}).get("field", "")).casefold() == bare]
    return _Meant(found[0], ("label",), ("value",)) if len(found) == 1 else None


def _of_condition(name: str, patch: Patch) -> _Meant | None:
    """The condition on the field of that name: `change the country to Switzerland`."""
    rows = [row for rows in guards(patch) for row in rows if isinstance(row.get("value"), str | int | float)]
    code = values.field_called(name, patch) if rows else None
    found = [row for row in rows if row.get("field") == code]
    return _Meant(None, ("word", "number"), ("value",), row=found[0]) if code and len(found) == 1 else None


def _property_of(name: str, step: str, patch: Patch) -> _Meant | None:
    found = _property(_ARTICLE.sub("", name))
    named = steps_called(step, patch) if found else None
    return _Meant(named, *found) if found and named else None


def _property(name: str) -> tuple[tuple[Kind, ...], tuple[str, ...]] | None:
    return next((row for pattern, row in _PROPERTIES.items() if re.fullmatch(pattern, name)), None)


def _given(meant: _Meant, rest: str, patch: Patch, half: str, verb: str = "") -> bool:
    """Put what the second half says there, if it has a meaning at exactly one place."""
    behind = _BEHIND.match(rest)
    lead = rest[: behind.end()] if behind else ""
    places = list(slots(patch) if meant.step is None else slots_of(meant.step))
    own = _OWN.fullmatch(rest) if meant.step is not None and not meant.kinds else None
    if own and (found := _property(own["prop"].casefold())):
        return _given(_Meant(meant.step, *found), own["value"], patch, half)
    for kind in meant.kinds or _ORDER:
        if not _may_be(kind, meant, lead, verb.casefold().strip()):
            continue
        here = [slot for slot in places if slot.kind == kind and _is_named(slot, meant)]
        here.sort(key=lambda slot: kind == "people" and _is_called_by(slot))
        for words in dict.fromkeys((rest[len(lead) :], rest)) if here else ():
            value = here[0].read(words, patch) if words and not _MORE.search(words) else None
            if kind == "text" and value is None and (_CALLED.search(lead) or verb.casefold().strip() in _TITLES):
                value = values.label(words, patch)
            if value is not None and (kind != "channel" or value != here[0].value):
                slot = _the_one(here, meant, patch, half)
                slot.put(_moved(slot, value, verb) if lead.endswith("by ") else value, patch)
                return True
    sent = [slot.step for slot in places if slot.kind == "channel"]
    step = meant.step or (sent[meant.at] if meant.at is not None and -len(sent) <= meant.at < len(sent) else None)
    return step is not None and not meant.kinds and remade(step, rest[len(lead) :], patch)


def _is_called_by(slot: Slot) -> bool:
    """Whether it is whom a call goes to: "the call is for Ben" tells who makes it."""
    return slot.key == "to" and slot.step is not None and slot.step.get("action") == "schedule_call"


def _moved(slot: Slot, value: Any, verb: str) -> Any:
    """`postpone it by 2 days`: so much later than it was, or sooner."""
    if slot.kind not in {"moment", "wait", "interval"}:
        return value
    was = slot.value
    if not (isinstance(was, dict) and isinstance(value, dict)) or was.get("unit") != value.get("unit") or not verb:
        raise Unclear("How long should it be then, all in all?", ("delay",))
    sign = -1 if _SOONER.match(verb) else 1
    return {**value, "amount": was["amount"] + sign * value["amount"]}


def _may_be(kind: Kind, meant: _Meant, lead: str, verb: str) -> bool:
    """Whether words led in like that can be such a value: a person needs "for" or "to", a label its name."""
    if meant.kinds:
        return True
    if kind == "people":
        given = meant.step is not None or lead.casefold().strip() == "for" or bool(_GIVES.match(verb))
        return (bool(_PERSONAL.search(lead)) and given) or _is_approval(meant.step)
    if kind == "number":
        return meant.step is None and verb in {"make", "change", "set", "raise", "lower", "use"}
    if kind in {"label", "stage"}:
        return meant.step is not None or (kind == "label" and verb == "set")
    return True


def _named(half: str) -> str:
    bare = _ARTICLE.sub("", half.casefold())
    return "step" if bare in _IT else _ARTICLE.sub("", half)


def _is_approval(step: Json | None) -> bool:
    return step is not None and step["kind"] == "approval"


def _is_named(slot: Slot, meant: _Meant) -> bool:
    if slot.step is None and not meant.kinds and slot.kind != "number":
        return False
    if meant.row is not None and slot.holder is not meant.row:
        return False
    if meant.names:
        return slot.key in meant.names
    if slot.kind == "label" and meant.step is None:
        return slot.key == "value"
    return slot.key not in {"subject", "description", "field"} or slot.kind != "text"


def _the_one(found: list[Slot], meant: _Meant, patch: Patch, half: str) -> Slot:
    """The place that is meant: the only one, the only one with something in it, or the first of a step's own."""
    if meant.at is not None:
        filled = [slot for slot in found if slot.value is not None]
        if not -len(filled) <= meant.at < len(filled):
            raise Unclear(f"There is no {half}.")
        return filled[meant.at]
    if len(found) == 1 or meant.step is not None:
        return found[0]
    filled = [slot for slot in found if slot.value is not None]
    if len(filled) == 1 and not (len(found) > 1 and filled[0].kind == "people"):
        return filled[0]
    names = tuple(dict.fromkeys(patch.name(slot.step) for slot in filled or found if slot.step))
    raise Unclear(f"There are several: which {_named(half)} do you mean?", choices=names)
