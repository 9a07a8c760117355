"""Who does it, by a trade the grammar does not know: "a mechanic ticks off a task", "the clinic accepts our quote".

Whoever it is, it is no condition; a name, the boss or a rival would be one.
"""

from __future__ import annotations

from b24app.english.grammar.clause import Clause
from b24app.english.grammar.conditions.believing import STAGE_WORDS
from b24app.english.grammar.conditions.fields import known_field
from b24app.english.grammar.conditions.stages import by_name, stage
from b24app.english.grammar.people.meant import person
from b24app.english.grammar.trigger.everyday import LEAVES, MARKS
from b24app.english.grammar.trigger.modifiers import PASSED_OVER
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicons import EVENTS, NOUNS
from b24app.english.grammar.words.spelling import is_word
from b24app.plan import phrases as say

_REPORTS = {"marks", "marked", "reports", "reported", "declares", "declared", "flags", "flagged"}
_DETERMINERS = {"a", "an", "the", "our", "any", "some", "one", "another", "their"}
# Of these it matters who they are: a condition, or another event.
_CERTAIN = {
    "boss", "director", "ceo", "cfo", "cto", "coo", "chief", "head", "president", "owner", "founder", "partner",
    "competitor", "competition", "rival", "nobody", "none", "only", "just", "even", "never", "not", "no", "nothing",
    "everyone", "everybody", "all", "both", "neither", "either", "if", "when", "unless", "until", "who", "which",
    "that", "what", "please", "and", "or", "then", "admin", "administrator", "bookkeeper", "accountant", "lawyer",
    "still", "already", "yet", "currently", "back", "long", "once",
}  # fmt: skip
_MOST_WORDS = 2


def doer_of_work(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """Past "the mechanic" in front of a verb with a record as its object."""
    if clause.noun or clause.event or clause.unread or clause.client:
        return None
    start = at + (tokens.word(at) in _DETERMINERS)
    for end in range(start + 1, start + 1 + _MOST_WORDS):
        if not _may_do(tokens, end - 1, led=start > at):
            return None
        event = EVENTS.find(tokens, end)
        who = person(tokens, end - 1)
        ours = who is not None and who.value is not None and who.value.kind == "group"
        if ours and event and event.value == "approved":
            return None  # a quote that Finance approves is not one the client accepts
        verb = event or by_name(tokens, end) or tokens.word(end) in MARKS
        if verb and tokens.word(end).endswith(("s", "ed")) and acts(tokens, end):
            return end
    return None


def goods(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """Past "goods" in front of "reach the stage 'At port'": what moves is a record, whatever it is called."""
    if clause.noun or clause.event or clause.unread or clause.moves:
        return None
    start = at + (tokens.word(at) in _DETERMINERS)
    for end in range(start + 1, start + 1 + _MOST_WORDS):
        if not _may_do(tokens, end - 1, led=start > at):
            return None
        goes = stage(tokens, tokens.past(end, PASSED_OVER), of_stage=False, known=True)
        said = goes and STAGE_WORDS & {tokens.word(place) for place in range(end, goes.end)}
        if goes and goes.value and said and not goes.value.startswith("of "):
            return end
    return None


def _may_do(tokens: Tokens, at: int, *, led: bool) -> bool:
    """Whether a plain word stands there that tells nobody in particular."""
    word, text = tokens.word(at), tokens.at(at).text
    plain = tokens.kind(at) == "WORD" and word.isalpha() and word not in _CERTAIN | PASSED_OVER | say.AGENTS
    large = text[:1].isupper()
    if not plain or word in say.GIVEN_NAMES or (large and (at > 0 or not is_word(word) or text.isupper())):
        return False
    if NOUNS.find(tokens, at) or EVENTS.find(tokens, at) or known_field(tokens, at):
        return False
    who = person(tokens, at)
    known = who is not None and who.value is not None and who.value.kind not in {"role", "user", "group"}
    return not known and (led or at == 0 or tokens.word(at - 1) in {".", "!", ":", "when", "whenever", "once", "if"})


def acts(tokens: Tokens, at: int) -> bool:
    """Whether a verb with a record as its object follows: "(a rep) wins a deal", "(the manager) moves the deal"."""
    if tokens.word(at) in _REPORTS and NOUNS.find(tokens, tokens.past(at, PASSED_OVER)):
        return True  # "(the assignee) marks a task as done"
    marks = tokens.word(at) in MARKS | LEAVES
    verb = at if marks else tokens.past(at, PASSED_OVER)
    found = None if marks else EVENTS.find(tokens, verb)
    end = found.end if found else verb + 1
    return bool(NOUNS.find(tokens, tokens.past(end, {*say.DETERMINERS, "new", "to", "changes"}))) and bool(
        found or marks or by_name(tokens, verb)
    )
