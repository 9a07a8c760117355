"""Which words forbid which actions: "no e-mails", "don't bother them", "without telling"."""

from __future__ import annotations

from dataclasses import dataclass

from b24app.english.grammar.people.meant import CLIENT, People
from b24app.english.grammar.words.lexer import Tokens
from b24app.plan.plan import Action
from b24app.plan.vocabulary import ActionName

MESSAGES: tuple[ActionName, ...] = ("send_email", "send_sms", "send_whatsapp")
TOLD: tuple[ActionName, ...] = ("send_notification", "send_bitrix_message")
_REACHES = (
    "message", "messages", "contact", "anything", "bother", "write", "disturb", "contacted", "messaged", "disturbed",
    "bothered", "contacting", "messaging", "disturbing", "bothering", "writing", "chasing", "pestering", "nagging",
    "contacts", "messages", "bothers", "disturbs", "writes", "chase", "chases", "pester", "nag", "hassle", "annoy",
    "bug", "reply", "replies", "replying", "answer", "answers", "respond", "responding", "approach", "approaching",
)  # fmt: skip
FORBIDS: dict[str, tuple[ActionName, ...]] = {
    **dict.fromkeys(("email", "emails", "mail", "mails", "emailing", "emailed", "mailed"), ("send_email",)),
    **dict.fromkeys(("sms", "text", "texts", "texting", "texted"), ("send_sms",)),
    **dict.fromkeys(("whatsapp", "whatsapps", "whatsapped"), ("send_whatsapp",)),
    **dict.fromkeys(("call", "calls", "phone", "ring", "calling", "called", "phoned"), ("schedule_call",)),
    **dict.fromkeys(("phones", "rings", "phoning", "ringing"), ("schedule_call",)),
    **dict.fromkeys(("notifies", "tells", "pings", "informs"), TOLD),
    **dict.fromkeys(("notify", "notification", "notifications", "bell", "tell", "ping", "notifying"), TOLD),
    **dict.fromkeys(("alert", "inform", "alerts", "informing", "alerting"), TOLD),
    **dict.fromkeys(("notified", "informed", "told", "alerted", "pinged"), (*TOLD, *MESSAGES)),
    **dict.fromkeys(("telling",), (*TOLD, *MESSAGES)),
    **dict.fromkeys(("chat",), ("send_bitrix_message",)),
    **dict.fromkeys(_REACHES, MESSAGES),
    **dict.fromkeys(("assign", "reassign"), ("assign_responsible",)),
    **dict.fromkeys(("invoice", "invoices", "bill"), ("create_invoice",)),
    **dict.fromkeys(("task", "tasks"), ("create_task",)),
    **dict.fromkeys(("company", "companies"), ("create_company",)),
    **dict.fromkeys(("deal",), ("create_deal",)),
    **dict.fromkeys(("quote",), ("create_quote",)),
    **dict.fromkeys(("comment", "comments"), ("add_comment",)),
    **dict.fromkeys(("tag", "tags"), ("add_tag",)),
    **dict.fromkeys(("reminder", "reminders", "remind"), ("set_reminder",)),
    **dict.fromkeys(("webhook",), ("webhook",)),
    **dict.fromkeys(("move",), ("move_stage",)),
    **dict.fromkeys(
        ("delete", "extend", "charge", "close", "cancel", "touch", "touching", "change", "changing", "archive"), ()
    ),
}


@dataclass(frozen=True)
class Never:
    """Actions that the plan must not hold."""

    actions: tuple[ActionName, ...]
    start: int
    end: int
    clients: bool = False
    whom: People = ()

    def breaks(self, action: Action) -> bool:
        """Whether an action is one of those forbidden; what clients or a colleague must not get, others may."""
        to = action.fields.get("to") or action.fields.get("assignee")
        whom = (CLIENT,) if self.clients else self.whom
        spared = bool(whom) and isinstance(to, tuple) and not set(to) & set(whom)
        return action.action in self.actions and not spared


_ANY = {"no", "a", "any", "new"}


def forbids(tokens: Tokens, at: int) -> tuple[ActionName, ...] | None:
    """The actions that the word there forbids; "no contact" may mean the record."""
    contact = tokens.word(at) in {"contact", "contacts"} and tokens.word(at - 1) in _ANY
    if contact and tokens.word(at + 1) not in {"with", "to"}:
        return ("create_contact",)
    if tokens.word(at) in {"assigned", "reassigned"} and tokens.word(at - 1) in {"be", "gets", "is", "get"}:
        return ("assign_responsible",)
    return FORBIDS.get(tokens.word(at))
