"""Conditions in whatever words, joined: what reads as one inside a trigger reads as one everywhere else."""

from __future__ import annotations

from b24app.english.grammar.conditions.comparisons import conditions, either, implied
from b24app.english.grammar.conditions.doneto import is_done
from b24app.english.grammar.conditions.negation import opposite
from b24app.english.grammar.conditions.places import CLIENTS
from b24app.english.grammar.conditions.sizes import size
from b24app.english.grammar.conditions.values import in_it
from b24app.english.grammar.trigger.guards import Guards, guard
from b24app.english.grammar.trigger.notes import clipped, labelled
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Lexicon
from b24app.english.grammar.words.lexicons import NOUNS
from b24app.plan.plan import Comparison, Condition

_MOST = 4
_PRONOUNS = {"it", "they", "he", "she", "this", "that", "it's", "they're", "he's", "she's"}
_OWN = {"the", "this", "that", "these", "those", "our"}
_JOINTS = {"and", "but", "&", "+", "plus", "or"}
# What says of a record that it is so; the value: whether it is not.
_VERBS: Lexicon[bool] = Lexicon(
    {
        "'s|is|are|was|were|be [also|still|already|currently|really|actually|now]": False,
        "comes|come|came|coming|has|have|had come [in|to us]": False,
        "has|have been": False,
        "'s|is|are|was|were not": True,
        "isn't|aren't|wasn't|weren't": True,
        "doesn't|don't|didn't come": True,
        "does|do|did not come": True,
    }
)
_DENIED: Lexicon[bool] = Lexicon({"doesn't|don't|didn't": True, "does|do|did not": True})


def told(tokens: Tokens, at: int, noun: str, topic: str = "", *, led: bool = False) -> Guards | None:
    """Reads "it is in USD and over 20k", "comes from Instagram", "tagged VIP, source Web", "from Spain or in EUR".

    `led`: words say that a condition follows ("if", "only"), so that "tag VIP" is no step.
    """
    first = one_told(tokens, at, noun, topic, led=led)
    return joined(tokens, first, noun, topic, led=led) if first else None


def joined(tokens: Tokens, first: Guards, noun: str, topic: str = "", *, led: bool = False) -> Guards:
    """A condition with those that "and", "but", "or" or a comma joins to it."""
    rows, end = first.value, first.end
    for _ in range(_MOST):
        start, joint = _joint(tokens, end)
        mere = start == end + 1 and tokens.word(end) == ","
        off = mere and is_done(tokens, start)
        start += tokens.word(start) in {"with", "has", "have"} and tokens.word(start + 1) == "one"
        same = tokens.word(start) == "one"
        about = _field_of(rows) if same else "" if mere else topic
        more = one_told(tokens, start, noun, about, led=led) if joint and not off else None
        if not more or (joint == "or" and len(rows) > 1):
            break
        rows = either(rows[0], more.value) if joint == "or" else (*rows, *more.value)
        end = more.end
    return Found(rows, end)


def _field_of(rows: tuple[Condition, ...]) -> str:
    """The field that "one" stands for: "without a budget or with one below 500"."""
    last = rows[-1]
    return last.field if isinstance(last, Comparison) else ""


def _joint(tokens: Tokens, end: int) -> tuple[int, str]:
    at = end + (tokens.word(end) == ",")
    joint = tokens.word(at) if tokens.word(at) in _JOINTS else "and" if at > end else ""
    at += tokens.word(at) in _JOINTS
    return at + (tokens.word(at) in {"also", "only", "where"}), joint


def one_told(tokens: Tokens, at: int, noun: str, topic: str, *, led: bool = False) -> Guards | None:
    """One condition, in the reading that takes in most of its words."""
    readings = (
        labelled(tokens, at, led=led),
        clipped(tokens, at, led=led),
        conditions(tokens, at, topic),
        _about_it(tokens, at, noun, topic),
        guard(tokens, at, noun, topic),
        implied(tokens, at),
        in_it(tokens, at, again=True),
    )
    found = [one for one in readings if one]
    return max(found, key=lambda one: one.end, default=None)


def _about_it(tokens: Tokens, at: int, noun: str, topic: str) -> Guards | None:
    """Reads "it comes from the website", "the lead isn't tagged VIP", "the client is in Lyon or Lille"."""
    start = _past_subject(tokens, at, noun)
    if start == at:
        return None
    denied = _DENIED.find(tokens, start)
    verb = _VERBS.find(tokens, start) or denied
    behind = verb.end if verb else start
    has = tokens.word(start) in {"has", "have", "had"}
    found = guard(tokens, behind, noun, topic) or guard(tokens, start, noun, topic)
    found = found or (size(tokens, start + 1, topic) or implied(tokens, start + 1) if has else None)
    if not found or (_is_owned(found.value) and CLIENTS.find(tokens, tokens.past(at, _OWN))):
        return None  # "the company belongs to Ben" tells nothing of the deal
    return Found(opposite(found.value) if verb and verb.value else found.value, found.end)


def _is_owned(rows: tuple[Condition, ...]) -> bool:
    return any(isinstance(row, Comparison) and row.field == "ASSIGNED_BY_ID" for row in rows)


def _past_subject(tokens: Tokens, at: int, noun: str) -> int:
    """Past "it", "the client", or the record itself with what is said of it."""
    if tokens.word(at) in _PRONOUNS:
        return at + 1
    start = tokens.past(at, _OWN)
    client = CLIENTS.find(tokens, start)
    if client:
        return client.end
    record = NOUNS.find(tokens, start)
    return record.end if record and record.value == noun and tokens.kind(record.end) == "WORD" else at
