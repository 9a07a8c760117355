"""Words to the client: e-mail, text message, Open Channel chat.

Each closes without an error whatever happens; a missing address is a log line (compile-map.md, "Native steps that do
nothing"). Without an Open Channel chat there is nobody to write to.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from simulator.workflow.activities._addresses import of_client, of_people, responsible
from simulator.workflow.step import Step
from simulator.workflow.world import DocumentId, Letter

EMAIL_TYPE, PROVIDER_TYPE = "4", "6"


class SendEmail(Step):
    """All seven CRM types: a contact's or the company's address where the record has none of its own."""

    DEFAULTS: ClassVar[Mapping[str, Any]] = {
        "Subject": "",
        "MessageFrom": "",
        "MessageText": "",
        "MessageTextType": "",
        "EmailType": None,
        "EmailSelectRule": None,
    }

    def start(self) -> None:
        is_html = self.text("MessageTextType") == "html"
        text = self.run.html(self.raw("MessageText")) if is_html else self.text("MessageText")
        if text.strip():
            self._write(text, is_html=is_html)
        self.close()

    def _write(self, text: str, *, is_html: bool) -> None:
        author = responsible(self.run)
        sender = self.text("MessageFrom") or next(iter(of_people(self.run, f"user_{author}", "EMAIL")), "")
        found = of_client(self.run, "EMAIL", self.text("EmailType"), last=self.text("EmailSelectRule") == "last")
        if not sender or not found:
            self.run.log(self, "No address to send to" if sender else "No mailbox to send from")
            return
        client, address = found
        subject = self.text("Subject") or "(no subject)"
        error = self.run.world.send(Letter("email", sender, (address,), text, subject, is_html))
        if error:
            self.run.log(self, error)
            return
        self.run.world.add_activity(
            self.run.document_id,
            _sent("EMAIL", EMAIL_TYPE, client, address, author)
            | {"PROVIDER_ID": "CRM_EMAIL", "SUBJECT": subject, "DESCRIPTION": text},
        )


class SendSms(Step):
    """To the client, or to users when `RecipientType` says so."""

    DEFAULTS: ClassVar[Mapping[str, Any]] = {
        "ProviderId": "",
        "MessageText": "",
        "RecipientType": "entity",
        "RecipientUser": None,
        "PhoneType": None,
    }

    def start(self) -> None:
        text = self.text("MessageText")
        if not text.strip():
            self.run.log(self, "The message is empty")
        elif self.text("RecipientType") == "user":
            self._to_people(text)
        else:
            self._to_client(text)
        self.close()

    def _to_people(self, text: str) -> None:
        phones = of_people(self.run, self.value("RecipientUser"), "WORK_PHONE")
        if phones:
            self._deliver(phones[0], text)
        else:
            self.run.log(self, "No phone")

    def _to_client(self, text: str) -> None:
        found = of_client(self.run, "PHONE", self.text("PhoneType"))
        if not found:
            self.run.log(self, "No phone")
            return
        client, phone = found
        if self._deliver(phone, text):
            self.run.world.add_activity(
                self.run.document_id,
                _sent("PHONE", PROVIDER_TYPE, client, phone, responsible(self.run))
                | {"PROVIDER_ID": "CRM_SMS", "SUBJECT": "SMS", "DESCRIPTION": text},
            )

    def _deliver(self, phone: str, text: str) -> bool:
        provider = self.text("ProviderId")
        error = self.run.world.send(Letter("sms", "", (phone,), text), provider)
        if error:
            self.run.log(self, error)
        return not error


class OpenChannelMessage(Step):
    DEFAULTS: ClassVar[Mapping[str, Any]] = {"MessageText": "", "IsSystem": ""}

    def start(self) -> None:
        if not self.run.world.write_to_client_chat(self.run.document_id, self.text("MessageText")):
            self.run.log(self, "The client has no open chat")
        self.close()


def _sent(address_type: str, type_id: str, client: DocumentId, address: str, author: int) -> dict[str, Any]:
    return {
        "TYPE_ID": type_id,
        "DIRECTION": "2",
        "COMPLETED": "Y",
        "RESPONSIBLE_ID": author,
        "COMMUNICATIONS": [{"TYPE": address_type, "VALUE": address, "CLIENT": client[2]}],
    }


ACTIVITIES = {
    "CrmSendEmailActivity": SendEmail,
    "CrmSendSmsActivity": SendSms,
    "ImOpenLinesMessageActivity": OpenChannelMessage,
}
