"""Records told before what happens to them: "Companies with 50 staff or more: when they are added, …"."""

from __future__ import annotations

from dataclasses import replace

from b24app.english.grammar.clause import Clause
from b24app.english.grammar.trigger.clause_roles import read_roles
from b24app.english.grammar.trigger.markers import marker
from b24app.english.grammar.trigger.trailing import StartsStep
from b24app.english.grammar.trigger.triggers import marked
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.english.grammar.words.lexicons import NOUNS
from b24app.plan import phrases as say

_LEADS = Turns(
    (
        "[but|and|only|just|this] [is] for|with|on|concerning|regarding|about",
        "only|just",
        "[this|it] [rule|workflow] [only] applies|apply|holds|counts|goes|works [only|just] for|to|on",
        "as for",
        "in [the] case of",
        "if|when|where it 's|is",
        "if|when it's",
    )
)
_JOINTS = {":", ",", "-", "?", "("}
_ASIDE = {"but", "only", "and", "right", "immediately", "then", "just"}


def topical(tokens: Tokens, index: int, starts_step: StartsStep) -> Found[Clause] | None:
    """The records, then an event with "when" that is told of them or leaves them out: "Deals in EUR, once won: …"."""
    led = _LEADS.find(tokens, index)
    spoken = Clause()
    end = read_roles(tokens, led.end if led else index, spoken, starts_step, strict=True)
    end += tokens.word(end) == "only"
    joined = tokens.word(end) in _JOINTS or tokens.kind(end) == "ARROW"
    happens_already = spoken.event or spoken.moves or spoken.unread or spoken.watched
    if not spoken.noun or happens_already or not joined or tokens.word(end - 1) in _JOINTS:
        return None
    start = tokens.past(end + 1, _ASIDE)
    announced = marker(tokens, start)
    again = NOUNS.find(tokens, tokens.past(announced, say.DETERMINERS)) if announced is not None else None
    known = "" if again and again.value == spoken.noun else spoken.noun
    told = marked(tokens, start, starts_step, known) if announced is not None else None
    if not told or not (told.value.event or told.value.moves) or told.value.dwell:
        return None
    happens = told.value
    notes = [note for note in spoken.notes if "No event was named" not in note]
    merged = replace(
        happens, conditions=spoken.conditions + happens.conditions, notes=notes + happens.notes,
        unread=[one for one in happens.unread if tokens.word(one[0]) not in _SUCH or one[1] > one[0] + 1],
    )  # fmt: skip
    return Found(merged, told.end) if merged.name else None


_SUCH = {"such", "these", "those", "one"}
