"""E-mail to anybody; no sender or no recipient is a log line at most (compile-map.md)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from simulator.workflow.activities._addresses import of_people
from simulator.workflow.step import Step
from simulator.workflow.world import Letter


class Mail(Step):
    """Written addresses and the people of the `…Array` properties together."""

    DEFAULTS: ClassVar[Mapping[str, Any]] = {
        "MailUserFrom": "",
        "MailUserFromArray": "",
        "MailUserTo": "",
        "MailUserToArray": "",
        "MailSubject": "",
        "MailText": "",
        "MailMessageType": "plain",
        "MailSeparator": ",",
    }

    def start(self) -> None:
        senders, recipients = self._addresses("MailUserFrom"), self._addresses("MailUserTo")
        if senders and recipients:
            self._send(senders[0], recipients)
        else:
            self.run.log(self, "No recipient" if senders else "No sender")
        self.close()

    def _send(self, sender: str, recipients: list[str]) -> None:
        is_html = self.text("MailMessageType") == "html"
        text = self.run.html(self.raw("MailText")) if is_html else self.text("MailText")
        letter = Letter("email", sender, tuple(recipients), text, self.text("MailSubject"), is_html)
        error = self.run.world.send(letter)
        if error:
            self.run.log(self, error)

    def _addresses(self, name: str) -> list[str]:
        written = self.text(name).replace(";", ",").replace(self.text("MailSeparator") or ",", ",")
        found = [part.strip() for part in written.split(",") if "@" in part]
        found += of_people(self.run, written, "EMAIL")
        found += of_people(self.run, self.value(f"{name}Array"), "EMAIL")
        return list(dict.fromkeys(found))


ACTIVITIES = {"MailActivity": Mail}
