"""An aim in front of the step that serves it: "start production by creating a task", "win them back by sending …"."""

from __future__ import annotations

from b24app.english.grammar.draft import Draft
from b24app.english.grammar.heads.clefts import set_going
from b24app.english.grammar.heads.head import head
from b24app.english.grammar.people.meant import person
from b24app.english.grammar.words.lexer import Tokens

_LONGEST_AIM = 6
_SAYS_MORE = {
    "not", "never", "no", "only", "every", "each", "all", "if", "unless", "when", "until", "after", "before", "and",
    "or", "but", "then", "except", "without", "within", "once", "to", "for", "from", "let", "have", "make", "get",
    "ask", "than", "more", "less", "wait", "please", "is", "are", "should", "must",
}  # fmt: skip


def by_means(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Past the aim and "by": how it is reached is the step."""
    if (
        draft.clause is None
        or tokens.kind(at) != "WORD"
        or tokens.word(at).endswith(("ing", "ed"))
        or person(tokens, at)
    ):
        return None
    for end in range(at + 1, at + _LONGEST_AIM + 1):
        if tokens.word(end) == "by" and tokens.word(end + 1).endswith("ing"):
            return end + 1 if head(tokens, end + 1) else None
        if set_going(tokens, at):
            continue
        if tokens.kind(end) != "WORD" or {tokens.word(end - 1), tokens.word(end)} & _SAYS_MORE:
            return None
    return None
