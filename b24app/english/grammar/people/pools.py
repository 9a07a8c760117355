"""People told by what they belong to: "team 'North'", "everyone in Sales", "pool "Inside sales""."""

from __future__ import annotations

from b24app.english.grammar.people.known import KNOWN
from b24app.english.grammar.people.teams import department, group, team
from b24app.english.grammar.people.users import is_name, user
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found
from b24app.plan import phrases as say
from b24app.plan.plan import Person

_LONGEST_NAME = 3
_CALLED = {
    "team", "department", "group", "dept", "dep", "dpt", "unit", "division", "pool", "squad", "crew", "queue",
}  # fmt: skip
_ENDS = {*say.TEAM_ENDS, "response", "agents", "reps", "force", "house", "wing", "line", "side"}
_OFF = {"END", "NEWLINE", "MARK", "ARROW"}
_BEHIND = {"and", "if", "when", "with", "by", "unless", "once", "then", "or", "&"}


def pool(tokens: Tokens, index: int) -> Found[Person | None] | None:
    """Reads "pool "Inside sales"", "team 'North'", "everyone in Sales", "user Aaron"."""
    word = tokens.word(index)
    over = tokens.word(index + 1) in {"over", "down", "up"}
    if (
        word in say.ANY_OF
        and tokens.word(index - 1) not in _SOME_OF
        and tokens.word(index + 1 + over) in {"in", "from", "of", "on", "at"}
    ):
        at = tokens.past(index + 2 + over, {"the", "our"})
        return team(tokens, at) or department(tokens, at, KNOWN)
    quoted = tokens.kind(index + 1) == "QUOTED" and tokens.at(index + 1).inner and not _is_message(tokens, index)
    if word in say.TEAM_NOUNS and quoted:
        return Found(group(tokens.at(index + 1).inner), index + 2)
    short = word in {"dept", "dep", "dpt"} and tokens.word(index + 1) == "." and tokens.word(index - 1) != "the"
    start = index + 1 + short
    capital = tokens.kind(start) == "WORD" and tokens.at(start).text[:1].isupper()
    if word in _CALLED and capital:
        end = start
        while end - start < _LONGEST_NAME and tokens.kind(end) == "WORD" and tokens.at(end).text[:1].isupper():
            end += 1
        closed = tokens.kind(end + 1) in _OFF or tokens.word(end + 1) in _BEHIND
        end += tokens.word(end) in _ENDS and closed  # "pool Rapid response"
        return Found(group(tokens.text(start, end)), end)
    if word == "user" and is_name(tokens, index + 1):
        return user(tokens, index + 1)
    return None


def _is_message(tokens: Tokens, index: int) -> bool:
    """Whether what is quoted is said to the team, and not its name: "tell the team "Well done""."""
    told = tokens.at(index + 1).inner
    if "{{" in told or not told.rstrip()[-1:].isalnum() or len(told.split()) > _LONGEST_NAME:
        return True  # "On our way!"
    closes = tokens.kind(index + 2) in {"END", "NEWLINE"} or tokens.word(index + 2) in _CLOSING
    return tokens.word(index - 1) in {"the", "our", "my"} and tokens.word(index - 2) in _SAYING and closes


_SAYING = {
    "tell", "tells", "text", "texts", "sms", "email", "emails", "mail", "mails", "message", "messages", "whatsapp",
    "dm", "chat", "telling", "texting", "emailing", "send", "sends", "write",
}  # fmt: skip
_CLOSING = {".", "!", ",", ";", "and", "by", "via", "when", "if", "as", "once"}
_SOME_OF = {"some", "several", "few", "certain", "most", "many"}  # "some people in sales": whom?
