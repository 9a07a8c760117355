"""Words to people: the bell, and a comment in the record's timeline."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from simulator.workflow import values
from simulator.workflow.step import Step


class Notify(Step):
    """`MessageSite` is the text; without a recipient nothing happens but a log line (compile-map.md)."""

    DEFAULTS: ClassVar[Mapping[str, Any]] = {
        "MessageUserFrom": "",
        "MessageUserTo": "",
        "MessageSite": "",
        "MessageOut": "",
        "MessageType": "",
    }

    def start(self) -> None:
        recipients = self.run.people(self.value("MessageUserTo"))
        senders = self.run.people(self.value("MessageUserFrom"))
        # Type 2 comes from a person, 4 from the system (native-activities.md).
        sender = senders[0] if senders and self.text("MessageType") == "2" else None
        if recipients:
            self.run.world.notify(sender, recipients, self.text("MessageSite"))
        else:
            self.run.log(self, "No recipient")
        self.close()


class TimelineComment(Step):
    DEFAULTS: ClassVar[Mapping[str, Any]] = {"CommentText": "", "CommentUser": None}

    def start(self) -> None:
        authors = self.run.people(self.value("CommentUser")) or self.run.people("author")
        text = self.text("CommentText")
        if authors and text:
            self.run.world.add_comment(self.run.document_id, authors[0], text)
        else:
            self.run.log(self, "No author or no text")
        self.close()


class ChatMessage(Step):
    """One chat message to each recipient (25+).

    The documents name `MessageTemplate` and `MessageFields` and no more: that the message is the values of the fields
    in their order, a line each, is our reading.
    """

    DEFAULTS: ClassVar[Mapping[str, Any]] = {
        "MessageUserFrom": "",
        "MessageUserTo": "",
        "MessageTemplate": "",
        "MessageFields": [],
    }

    def start(self) -> None:
        recipients = self.run.people(self.value("MessageUserTo"))
        senders = self.run.people(self.value("MessageUserFrom"))
        text = "\n".join(filter(None, map(values.to_text, values.items(self.value("MessageFields")))))
        if senders and recipients and text:
            self.run.world.say(senders[0], recipients, text)
        else:
            self.run.log(self, "No sender, no recipient or no text")
        self.close()


class SystemNotice(Step):
    """A notice from the system, not a chat message (compile-map.md, `send_bitrix_message`)."""

    DEFAULTS: ClassVar[Mapping[str, Any]] = {"MessageUserFrom": "", "MessageUserTo": "", "MessageText": ""}

    def start(self) -> None:
        self.tell(self.run.people(self.value("MessageUserTo")))
        self.close()

    def tell(self, recipients: list[int]) -> None:
        if recipients:
            self.run.world.notify(None, recipients, self.text("MessageText"))
        else:
            self.run.log(self, "No recipient")


class ControlNotice(SystemNotice):
    """To the head of the responsible person, unless `ToHead` is N, and to `ToUsers`."""

    DEFAULTS: ClassVar[Mapping[str, Any]] = {"MessageText": "", "ToHead": "Y", "ToUsers": None}

    def start(self) -> None:
        heads = self.run.people("responsible_head") if self.text("ToHead") == "Y" else []
        self.tell(list(dict.fromkeys([*heads, *self.run.people(self.value("ToUsers"))])))
        self.close()


class HistoryEvent(Step):
    """An entry of the record's history; no history is kept here, so the workflow's log holds it."""

    DEFAULTS: ClassVar[Mapping[str, Any]] = {"EventType": "", "EventText": "", "EventUser": None}

    def start(self) -> None:
        self.run.log(self, f"{self.text('EventType')}: {self.text('EventText')}")
        self.close()


ACTIVITIES = {
    "IMNotifyActivity": Notify,
    "CrmTimelineCommentAdd": TimelineComment,
    "ImMessageActivity": ChatMessage,
    "SocNetMessageActivity": SystemNotice,
    "CrmControlNotifyActivity": ControlNotice,
    "CrmEventAddActivity": HistoryEvent,
}
