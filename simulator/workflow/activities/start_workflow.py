"""Another template on a record of its type; `UseSubscription` Y waits for its end (signal `workflow:<id>`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from simulator.workflow import values
from simulator.workflow.activities._records import identifier
from simulator.workflow.step import Step
from simulator.workflow.world import DocumentId, DocumentType


class StartWorkflow(Step):
    """A template or record that does not exist is a log line, and the process goes on."""

    DEFAULTS: ClassVar[Mapping[str, Any]] = {
        "DocumentId": None,
        "TemplateId": 0,
        "TemplateParameters": [],
        "UseSubscription": "N",
    }
    RETURNS: ClassVar[Mapping[str, Any]] = {"WorkflowId": None}

    def start(self) -> None:
        template = self.run.world.template(values.to_int(self.value("TemplateId")))
        document_id = self._document(template.document_type) if template else None
        if template is None or document_id is None:
            self.run.log(self, "There is no such record" if template else "There is no such template")
            self.close()
            return
        given = self.value("TemplateParameters")
        parameters = given if isinstance(given, Mapping) else {}
        workflow_id = self.run.siblings.start_inside(template, document_id, self.run, parameters)
        self.results["WorkflowId"] = workflow_id
        # Listen first: it may end on another thread while we ask.
        self.wait_for(f"workflow:{workflow_id}", lambda _: self.close())
        if self.text("UseSubscription") != "Y" or not self.run.siblings.runs(workflow_id):
            self.close()

    def _document(self, kind: DocumentType) -> DocumentId | None:
        """`5`, `DEAL_5`, or a whole id of three parts."""
        given = self.value("DocumentId")
        text = values.to_text(values.flatten(given)[-1:])
        number = values.to_int(text.removeprefix(f"{kind[2]}_"))
        one = identifier(kind, number)
        return one if number and self.run.world.document(one) is not None else None


ACTIVITIES = {"StartWorkflowActivity": StartWorkflow}
