"""Tags told by a mark or as what the tag is: "-tag Hot", "the tag should be 'Hot'"."""

from __future__ import annotations

from b24app.english.grammar.heads.belonging import inside_event
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.people.meant import people
from b24app.english.grammar.people.users import TITLES
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.plan import phrases as say

_TAGS = {"tag", "tags", "label", "labels"}
_FIRST_MINUS = 2


def crossed_out(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "(when a deal is won,) -tag Hot": a minus, unless dashes are the marks of a list."""
    if tokens.word(index) not in _TAGS or not _glued_dash(tokens, index):
        return None
    opens = index < _FIRST_MINUS or tokens.kind(index - 2) == "NEWLINE"
    listed = any(_glued_dash(tokens, at) and tokens.word(at) not in _TAGS for at in range(1, len(tokens)))
    if opens or listed:
        return None
    return Found(Frame("remove_tag", index, index + 1), index + 1)


def _glued_dash(tokens: Tokens, at: int) -> bool:
    """Whether a dash with a space before it, and none behind, leads the word there."""
    dash = tokens.at(at - 1)
    apart = dash.start > tokens.at(at - 2).end
    return dash.word == "-" and dash.end == tokens.at(at).start and apart


def tag_is(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "the tag should be 'Hot'", "tag must be Hot", "its tag becomes VIP"."""
    told = _TAG_IS.find(tokens, index) if not inside_event(tokens, index) else None
    named = told and (tokens.kind(told.end) == "QUOTED" or tokens.at(told.end).text[:1].isupper())
    return Found(Frame("add_tag", index, told.end), told.end) if told and named else None


_TAG_IS = Turns(
    (
        "[the|its|their] [new] tag|tags|label [should|must|shall|will|has|needs] [to] be|become|say|read",
        "[the|its|their] [new] tag|tags|label becomes|says|reads",
    )
)


def with_stranger(tokens: Tokens, index: int, at: int) -> Found[Frame] | None:
    """Reads "(flag it) with Hot": a word in capitals that is no given name may be a tag or a colleague: it asks."""
    who = people(tokens, at + 1) if tokens.word(at) == "with" else None
    user = who is not None and who.end == at + 2 and len(who.value) == 1 and who.value[0].kind == "user"
    if not user or tokens.word(at + 1) in say.NAMES_TOO | TITLES:
        return None
    return Found(Frame("send_notification", index, at + 1, to=()), at + 1)
