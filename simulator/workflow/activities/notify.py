"""Words to people: the bell, and a comment in the record's timeline."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

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
            self.run.world.add_comment(self.run.instance.document_id, authors[0], text)
        else:
            self.run.log(self, "No author or no text")
        self.close()


ACTIVITIES = {"IMNotifyActivity": Notify, "CrmTimelineCommentAdd": TimelineComment}
