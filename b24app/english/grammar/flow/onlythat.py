"""What says once more that a step is all of it: "sms client (sms only, no e-mail)", "POST … (webhook only)"."""

from __future__ import annotations

from b24app.english.grammar.draft import Draft
from b24app.english.grammar.words.lexer import Tokens

_NAMES = {
    "send_sms": {"sms", "text"},
    "send_email": {"email", "mail"},
    "send_whatsapp": {"whatsapp"},
    "send_notification": {"notification", "bell"},
    "send_bitrix_message": {"chat", "message"},
    "create_task": {"task"},
    "schedule_call": {"call"},
    "webhook": {"webhook", "hook", "post"},
    "add_tag": {"tag"},
    "add_comment": {"comment"},
}
_OPENS = {"(", ",", "-", ";"}
_CLOSES = {",", ".", ";", ")", "-", "!", "please", "thanks"}


def only_that(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Past "(webhook only", ", just the sms" behind the one step of that kind."""
    last = draft.frames[-1] if draft.frames else None
    start = at + (tokens.word(at) in _OPENS)
    if last is None or tokens.word(start - 1) not in _OPENS:
        return None
    led = tokens.word(start) in {"only", "just"}
    name = tokens.past(start + led, {"a", "an", "the", "one"})
    end = name + 1 + (not led)
    known = tokens.word(name) in _NAMES.get(last.action, ())
    told = led or tokens.word(name + 1) == "only"
    closes = tokens.word(end) in _CLOSES or tokens.kind(end) in {"END", "NEWLINE", "ARROW"}
    return end if known and told and closes else None
