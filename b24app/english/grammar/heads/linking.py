"""The company or contact of a record: "set the company to "Baker"", "the company should be changed to Baker"."""

from __future__ import annotations

from b24app.english.grammar.heads.belonging import inside_event
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.heads.objects import past_article
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found
from b24app.english.grammar.words.lexicons import NOUNS, TO_BE


def linked(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "set the company to "X"", "the company should be set to Acme": a company has no stage."""
    verb = index + 1 if tokens.word(index) in _LINKS else index
    noun = NOUNS.find(tokens, past_article(tokens, verb))
    told = (
        noun is not None
        and noun.value in {"company", "contact"}
        and tokens.word(noun.end - 1) in {"company", "contact"}
    )
    end = noun.end if noun and told else index
    if told and verb == index:
        be = TO_BE.find(tokens, end)
        end = be.end + 1 if be and tokens.word(be.end) in _LINKED else index
    named = tokens.kind(end + 1) == "QUOTED" or tokens.at(end + 1).text[:1].isupper()
    if not noun or end == index or tokens.word(end) not in {"to", "=", ":="} or not named:
        return None
    if inside_event(tokens, index) or tokens.word(end + 1) in {"stage", "status"}:
        return None
    return Found(Frame("update_field", index, end + 1, field_name=noun.value), end + 1)


def task_put(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "set the linked task to status In progress": the task's status, no stage of the record."""
    if tokens.word(index) not in _LINKS | {"put", "move"}:
        return None
    noun = NOUNS.find(tokens, tokens.past(past_article(tokens, index + 1), _WHICH))
    if not noun or noun.value != "task" or tokens.word(noun.end) not in {"to", "in", "into"}:
        return None
    at = tokens.past(noun.end + 1, {"the"})
    if tokens.word(at) != "status":
        return None
    return Found(Frame("update_task", index, at + 1, field_name="status", of_task=True), at + 1)


_WHICH = {"linked", "current", "existing", "related", "same", "open", "corresponding"}
_LINKS = {"set", "sets", "change", "changes", "switch", "switches", "update", "updates", "setting", "changing", "reset"}
_LINKED = {"set", "changed", "switched", "updated"}
