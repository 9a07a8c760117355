"""The step before with another object, by case: "tag it 'gold' if …, 'silver' if …", "texted if …, emailed if not"."""

from __future__ import annotations

from dataclasses import replace

from b24app.english.grammar.conditions.leads import lead
from b24app.english.grammar.draft import Draft, Turn, When
from b24app.english.grammar.flow.pausing import again_so_long
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.heads.passives import spoken
from b24app.english.grammar.people.meant import person
from b24app.english.grammar.slots.parties import SENDS
from b24app.english.grammar.timing.schedule import day_told
from b24app.english.grammar.timing.waits import wait
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found
from b24app.english.grammar.words.lexicons import PARTICIPLES
from b24app.english.grammar.words.turns import ELSE, MAYBE_ELSE

_JOINTS = {",", ";", "and", "or", "&", "to", "with", "for"}
_WORK = {"create_task", "set_reminder", "schedule_call"}
_NONE = {"nothing", "nobody", "none", "nowhere"}
_NAMED = {"move_stage", "add_tag", "remove_tag"}


def varied(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Such an object, in front of its own condition or behind "otherwise"."""
    last = draft.items[-1] if draft.items else None
    before = draft.items[-2] if len(draft.items) > 1 else None
    attached = isinstance(last, When) and isinstance(before, Frame) and last.start in {before.end, before.end + 1}
    other = isinstance(last, Turn) and last.kind == "else"
    model = draft.frames[-1] if draft.frames else None
    start = tokens.past(at, _JOINTS)
    timed = _at_another_time(tokens, at, start, draft)
    if timed:
        return timed
    if (
        model is None
        or tokens.word(start) in _NONE
        or not (other or (attached and (start > at or tokens.word(at - 1) in _JOINTS)))
    ):
        return None
    found = _variant(tokens, start, model)
    if not found or not _closes(tokens, found.end, other=other):
        return None
    draft.items.append(found)
    return found.end


def _at_another_time(tokens: Tokens, at: int, start: int, draft: Draft) -> int | None:
    """Reads "Ben on day 7" in "notify Anna on day 3 and Ben on day 7": the step again, later."""
    last = draft.items[-1] if draft.items else None
    joined = start > at and isinstance(last, Frame) and last.wait is not None and last.end == at
    found = _variant(tokens, start, last) if joined and isinstance(last, Frame) else None
    if not found or not isinstance(last, Frame):
        return None
    day = day_told(tokens, found.end)
    told = day or wait(tokens, found.end) or again_so_long(tokens, found.end, draft)
    before = draft.scheduled.amount if draft.scheduled else 0
    if not told or (day and not (before and day.value.amount > before)):
        return None
    if day:
        draft.scheduled = day.value
        told = Found(day.value.model_copy(update={"amount": day.value.amount - before}), day.end)
    found.wait, found.wait_place = told.value, (found.end, told.end)
    found.end = told.end
    draft.items.append(found)
    return told.end


def _variant(tokens: Tokens, at: int, model: Frame) -> Frame | None:
    """The step again with a text, a name, a channel or a person of its own."""
    if tokens.kind(at) == "QUOTED":
        text = tokens.at(at).inner
        if model.action in _NAMED:
            named = replace(model, tag=text) if model.action != "move_stage" else replace(model, stage=text)
            return replace(named, start=at, end=at + 1, texts=[], tags=[], wait=None)
        return replace(model, start=at, end=at + 1, texts=[text], wait=None) if model.texts else None
    told = PARTICIPLES.find(tokens, at) if model.action in SENDS and model.to else None
    if told and told.value not in {"object", "assign", "move"}:
        return spoken(told.value, at, told.end, model.to or ())
    works = model.action in _WORK and model.owner and tokens.word(at - 1) == "for"
    who = person(tokens, at) if works or (model.action in SENDS and model.to) else None
    if not who or not who.value:
        return None
    if works:
        return replace(model, start=at, end=who.end, owner=(who.value,), wait=None, texts=[*model.texts])
    return replace(model, start=at, end=who.end, to=(who.value,), wait=None, texts=[*model.texts])


def _closes(tokens: Tokens, at: int, *, other: bool) -> bool:
    """Whether its own case follows, or behind "otherwise" nothing more."""
    if other and (tokens.kind(at) in {"END", "NEWLINE"} or tokens.word(at) in {".", ";", "!", ")"}):
        return True
    rest = ELSE.find(tokens, at) or MAYBE_ELSE.find(tokens, at)
    ends = rest and (tokens.kind(rest.end) in {"END", "NEWLINE"} or tokens.word(rest.end) in {".", ";", "!", ")", ","})
    return bool(ends) or lead(tokens, at) is not None
