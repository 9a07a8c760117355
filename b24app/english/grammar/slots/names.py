"""Where a name without quotes ends: a stage, a tag, a value."""

from __future__ import annotations

from b24app.english.grammar.approvals.answers import answer
from b24app.english.grammar.heads.fieldnotes import closes
from b24app.english.grammar.heads.objects import done_to, record
from b24app.english.grammar.slots.behind import past_time, told_behind
from b24app.english.grammar.slots.bounds import ends_here
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Lexicon

AFTER_NAMES = {",", "and", "to", "for", "on", "from", "in", "into", "onto", "with", "off", "away"}


def after_name(tokens: Tokens, index: int) -> bool:
    return tokens.word(index) in AFTER_NAMES and not tokens.at(index).text[:1].isupper()


def name_end(tokens: Tokens, index: int) -> int:
    end = past_time(tokens, index)
    while not (ends_here(tokens, end) or tokens.kind(end) == "QUOTED" or after_name(tokens, end)) and not (
        end > index and any(rule(tokens, end) for rule in _ENDINGS)
    ):
        end += 1
    # Words before a quoted name are not the name ("both 'imported'"): what they say is not known.
    return index if tokens.kind(end) == "QUOTED" else end


def _by_itself(tokens: Tokens, at: int) -> bool:
    """Whether "by itself", "on their own", "of its own accord" stands there: no part of a name."""
    alone = tokens.word(at) == "by" and tokens.word(at + 1) in {"itself", "themselves", "himself", "herself"}
    own = tokens.word(at) in {"on", "of"} and tokens.word(at + 1) in {"its", "their"} and tokens.word(at + 2) == "own"
    return alone or own


def answered(tokens: Tokens, at: int) -> bool:
    """Whether another answer follows: "(ok: Won) / not ok: Lost", "(yes: Won) - no: Lost"."""
    return tokens.word(at) in {"/", "|", "-"} and answer(tokens, at + 1) is not None


def _remarked(tokens: Tokens, at: int) -> bool:
    """Whether a stroke sets off what is said about it all: "(Meeting planned) - that's …", "(Hot) / else nothing"."""
    mark = tokens.word(at) in {"-", "/", "|"} or tokens.kind(at) == "ARROW"
    return mark and tokens.word(at + 1) in _REMARKS and tokens.at(at + 1).text.islower()


_REMARKS = {
    "that", "that's", "this", "all", "it", "it's", "both", "nothing", "no", "not", "else", "otherwise", "which", "i",
    "we", "and", "but", "so", "only", "if", "when", "always", "please", "thanks", "everything", "these", "they",
}  # fmt: skip


def _is_reason(tokens: Tokens, at: int) -> bool:
    """Whether "so that …", "in order to …" stands there: what a tag is for is not its name."""
    return tokens.row(at, 2) in {("so", "that"), ("in", "order"), ("so", "we"), ("so", "they"), ("because", "of")}


def put(tokens: Tokens, at: int) -> Found[bool] | None:
    """What is done to a name, at the end of its clause: "(tag VIP) added", "(tag VIP) taken off" (False)."""
    found = _DONE.find(tokens, at)
    if not found or tokens.at(at).text[:1].isupper():
        return None
    onto = record(tokens, found.end) if tokens.word(found.end - 1) in {"on", "off"} else None
    if onto and closes(tokens, onto):
        return Found(found.value, onto)  # "(tag VIP) put on the contact"
    ends = closes(tokens, found.end) or tokens.word(found.end) in _CLOSERS or told_behind(tokens, found.end)
    return found if ends else None


_CLOSERS = {"when", "whenever", "once", "if", "as", "from", "instead", "after", "upon", "following", "on"}
_DONE: Lexicon[bool] = Lexicon(
    {
        "added|set|applied|attached|in": True,
        "put|stuck|slapped on": True,
        "removed|deleted|dropped|cleared|gone|stripped|out": False,
        "is|are|be|gets out|gone|off": False,
        "falls|fall|drops|drop off|away|out": False,
        "is|are|becomes|be [now] obsolete|superfluous|redundant|unnecessary|unneeded|outdated|history": False,
        "is|are no longer needed|necessary|wanted|required|valid|relevant|appropriate": False,
        "is|are not needed|wanted|required any-more|anymore|any-longer": False,
        "no longer applies|apply|fits|fit|holds|counts": False,
        "should|must|shall|may|can no longer be there|on|shown": False,
        "belongs|belong on|there": True,
        "taken|stripped|peeled|pulled off|away|out": False,
    }
)


def _is_denied(tokens: Tokens, at: int) -> bool:
    """Whether "must not" stands there: what is told of the name ends it."""
    return tokens.word(at) in _MODALS and tokens.word(at + 1) in {"not", "never"}


_MODALS = {"must", "should", "shall", "will", "may", "does", "do", "can", "is"}


def _lacking(tokens: Tokens, at: int) -> bool:
    """Whether "without (the blessing of Ben)" stands there: how it is done, which no name tells."""
    return tokens.word(at) == "without" and tokens.at(at).text.islower()


_ENDINGS = (_by_itself, _lacking, done_to, _is_denied, put, answered, _remarked, _is_reason, told_behind)
