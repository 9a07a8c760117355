"""What must not be done: "do not e-mail them", "no invoice", "nobody calls the client", "never SMS them".

Such words never become a step. What they forbid is kept, and a plan that does it nevertheless becomes a question.
"""

from __future__ import annotations

from dataclasses import dataclass

from b24app.english.grammar.lexer import Tokens
from b24app.english.grammar.lexicon import Found, phrases
from b24app.plan.vocabulary import ActionName

_LEADS = phrases(
    (
        "do|does|should|must|shall|may|can not",
        "don't|never|not|no|nobody|shouldn't|mustn't|cannot|can't|without|doesn't",
        "no one",
        "but|and not|no|never|don't",
        "nobody should|must|may",
        "are|is not to",
        "instead of",
    )
)
_ENDS = {",", ".", ";", "!", "?", "(", ")", "-", ":", "=>", "just", "only", "simply", "but", "instead", "+"}
_MESSAGES: tuple[ActionName, ...] = ("send_email", "send_sms", "send_whatsapp")
_TOLD: tuple[ActionName, ...] = ("send_notification", "send_bitrix_message")
_FORBIDS: dict[str, tuple[ActionName, ...]] = {
    **dict.fromkeys(("email", "emails", "mail", "emailing", "emailed"), ("send_email",)),
    **dict.fromkeys(("sms", "text", "texts", "texting"), ("send_sms",)),
    **dict.fromkeys(("whatsapp", "whatsapps"), ("send_whatsapp",)),
    **dict.fromkeys(("call", "calls", "phone", "ring", "calling"), ("schedule_call",)),
    **dict.fromkeys(("notify", "notification", "notifications", "bell", "tell", "ping"), _TOLD),
    **dict.fromkeys(("chat",), ("send_bitrix_message",)),
    **dict.fromkeys(("message", "messages", "contact", "anything", "bother", "write", "disturb"), _MESSAGES),
    **dict.fromkeys(("assign", "reassign"), ("assign_responsible",)),
    **dict.fromkeys(("invoice", "invoices", "bill"), ("create_invoice",)),
    **dict.fromkeys(("task", "tasks"), ("create_task",)),
    **dict.fromkeys(("deal",), ("create_deal",)),
    **dict.fromkeys(("quote",), ("create_quote",)),
    **dict.fromkeys(("comment", "comments"), ("add_comment",)),
    **dict.fromkeys(("tag", "tags"), ("add_tag",)),
    **dict.fromkeys(("reminder", "reminders", "remind"), ("set_reminder",)),
    **dict.fromkeys(("webhook",), ("webhook",)),
    **dict.fromkeys(("move",), ("move_stage",)),
    **dict.fromkeys(("delete", "extend", "charge", "close", "cancel"), ()),
}
_CLIENTS = {"client", "clients", "customer", "customers", "them", "him", "her", "patient", "guest"}
_LONGEST = 14


@dataclass(frozen=True)
class Never:
    """Actions that the plan must not hold."""

    actions: tuple[ActionName, ...]
    start: int
    end: int
    clients: bool = False


def never(tokens: Tokens, index: int) -> Found[Never] | None:
    """A prohibition that starts there."""
    lead = _LEADS.find(tokens, index)
    if lead:
        return _forbidden(tokens, index, lead.end)
    if (
        tokens.word(index) in _FORBIDS
        and tokens.word(index + 1) == "to"
        and tokens.word(index + 2) in {"nobody", "noone"}
    ):
        return Found(Never(_FORBIDS[tokens.word(index)], index, index + 3), index + 3)
    return None


def _forbidden(tokens: Tokens, start: int, at: int) -> Found[Never] | None:
    found: list[ActionName] = []
    known = False
    end = at
    while end - at < _LONGEST and tokens.kind(end) not in {"END", "NEWLINE", "ARROW", "QUOTED", "URL"}:
        word = tokens.word(end)
        if word in _ENDS or (word == "and" and tokens.word(end + 1) not in _FORBIDS):
            break
        if word in _FORBIDS:
            found.extend(_FORBIDS[word])
            known = True
        end += 1
    if not known or tokens.kind(end) in {"QUOTED", "URL"}:
        return None
    clients = bool({tokens.word(place) for place in range(at, end)} & _CLIENTS)
    return Found(Never(tuple(dict.fromkeys(found)), start, end, clients=clients), end)
