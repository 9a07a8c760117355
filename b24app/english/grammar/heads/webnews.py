"""Web calls told by who hears of it or what arrives: "the ERP at https://… must know", "it has to reach https://…"."""

from __future__ import annotations

from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.people.teams import SOFTWARE
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.plan import phrases as say

_DUTY = "[should|must|shall|will|has|have|needs|need|are|is|ought] [to]"
_ONTO = "[on|over|out|up] to|at|in|into|on"
_NEWS = "[the|this|that] news|word|data|record|details"
_ARRIVES = Turns(
    (
        f"[it|they|this|that|everything] {_DUTY} reach|reaches",
        f"[it|they|this|that|everything] {_DUTY} go|goes|land|lands|arrive|arrives|flow|flows|end|ends {_ONTO}",
        f"{_DUTY} be sent|posted|pushed|forwarded|reported|streamed|passed|submitted|delivered {_ONTO}",
        f"{_NEWS} {_DUTY} reach|reaches",
        f"{_NEWS} {_DUTY} go|goes|flow|flows|travel|travels {_ONTO}",
    )
)
_OF_IT = "[about|of] [it|this|that]"
_TOLD = "told|informed|notified|called|pinged|hit|triggered|alerted"
_KNOWS = Turns(
    (
        f"should|must|shall|will|has|needs|is|ought [to] know|hear|learn|see|find [out] {_OF_IT}",
        f"should|must|shall|will|has|needs|is [to] be {_TOLD} {_OF_IT}",
        f"is|gets {_TOLD} {_OF_IT}",
        f"hears|learns|knows {_OF_IT}",
        f"wants|needs to know|hear {_OF_IT}",
    )
)
_LETS = {"let", "lets", "make", "have"}
_LET_KNOW = {"know", "hear"}
_LONGEST_NAME = 4


def arriving(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "(company edits) must reach https://… by POST", "the news goes to https://…"."""
    found = _ARRIVES.find(tokens, index)
    at = tokens.past(found.end, _AROUND) if found else index
    return _call(tokens, index, at, at + 1) if found and tokens.kind(at) == "URL" else None


def system_told(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "our ERP at https://… must know", "the data warehouse (https://…) hears of it", "let the ERP … know"."""
    let = tokens.word(index) in _LETS
    start = index + let
    if tokens.word(start) not in say.DETERMINERS:
        return None
    for at in range(start + 2, start + 2 + _LONGEST_NAME):
        if tokens.kind(at) == "URL" and tokens.word(at - 1) in {"at", "(", "under", "on", "behind"}:
            end = at + 1 + (tokens.word(at + 1) == ")")
            knows = _KNOWS.find(tokens, end)
            told = end + 1 if let and tokens.word(end) in _LET_KNOW else knows.end if knows and not let else None
            return _call(tokens, index, at, told) if told else None
        if tokens.kind(at) != "WORD" and tokens.word(at) != "(":
            return None
    return None


def system_hears(tokens: Tokens, index: int) -> int | None:
    """Past "our (timesheet) system should hear about it" in front of the web call that tells it."""
    at = tokens.past(index, say.DETERMINERS)
    at += at > index and tokens.word(at + 1) in SOFTWARE and tokens.at(at).text.islower()
    knows = _KNOWS.find(tokens, at + 1) if tokens.word(at) in SOFTWARE else None
    near = range(knows.end, knows.end + _FAR_AHEAD) if knows else ()
    return knows.end if knows and any(tokens.kind(at) == "URL" for at in near) else None


_FAR_AHEAD = 30


def _call(tokens: Tokens, index: int, at: int, end: int) -> Found[Frame]:
    return Found(Frame("webhook", index, end, url=tokens.at(at).text), end)


_AROUND = {"the", "our", "webhook", "url", "address", "endpoint", "hook", ":"}
