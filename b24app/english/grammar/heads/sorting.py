"""Records sorted into a category: "put it in the VIP category", "file the deal under the segment Gold"."""

from __future__ import annotations

from b24app.english.grammar.heads.belonging import inside_event, told_of_event
from b24app.english.grammar.heads.fieldnotes import closes
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.heads.objects import record
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns

_SORTS = {
    "put", "puts", "place", "places", "move", "moves", "file", "files", "sort", "sorts", "drop", "drops", "shift",
    "bring", "slot", "class", "classify", "group", "list", "add", "assign", "set", "take", "switch", "transfer",
}  # fmt: skip
_DUTY = "[should|must|shall|will|has|have|needs] [to]"
_SORTED = "put|placed|moved|filed|sorted|dropped|shifted|slotted|classed|classified|grouped|listed|added|assigned"
_IS_SORTED = Turns(
    (
        f"{_DUTY} be|is|are|gets {_SORTED}",
        f"{_DUTY} go|goes|move|moves|fall|falls|belong|belongs|come|comes",
    )
)
_UNDER = Turns(("in|into|under|to|as [the|our|its]",))
_SORTS_OF = {"category", "segment", "tier", "class", "rating", "priority", "industry", "region"}
STAGES = {"stage", "phase", "column"}
_LONGEST = 3
_ONE_MORE = {"a", "an", "another", "new"}


def sorted_into(tokens: Tokens, index: int) -> Found[Frame] | None:
    """What it is sorted by and into: a field with its value; under a stage it only moves on."""
    active = tokens.word(index) in _SORTS
    start = index + active
    whose = record(tokens, start) if tokens.word(start) not in _ONE_MORE else None
    told = _IS_SORTED.find(tokens, whose) if whose and not active else None
    if not whose or not (active or told) or (told and (inside_event(tokens, index) or told_of_event(tokens, index))):
        return None
    under = _UNDER.find(tokens, told.end if told else whose)
    return _named(tokens, index, under.end) if under else None


def _named(tokens: Tokens, index: int, at: int) -> Found[Frame] | None:
    """Reads "(in the) VIP category", "(under the) category VIP", "(under the) stage Proposal"."""
    led = tokens.word(at) in _SORTS_OF | STAGES
    start = at + led
    end = start + 1
    if tokens.kind(start) != "QUOTED":
        while end - start < _LONGEST and tokens.kind(end) == "WORD" and tokens.at(end).text[:1].isupper():
            end += 1
    named = tokens.kind(start) == "QUOTED" or (tokens.kind(start) == "WORD" and tokens.at(start).text[:1].isupper())
    sort = tokens.word(at) if led else tokens.word(end)
    stop = end + (not led)
    if not named or sort not in _SORTS_OF | (STAGES if led else set()) or not closes(tokens, stop):
        return None
    name = tokens.at(start).inner if end == start + 1 else tokens.text(start, end)
    if sort in STAGES:
        return Found(Frame("move_stage", index, stop, stage=name), stop)
    return Found(Frame("update_field", index, stop, field_name=sort, value=name), stop)
