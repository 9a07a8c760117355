"""What every activity of a running workflow is: a node with a state, results, and things it waits for.

An activity overrides `start` and calls `close` now or later; a composite also overrides `child_closed`. Everything
runs inside the workflow's own queue (run.py), never two things at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from simulator.workflow.expressions import Read
from simulator.workflow.other_document import named
from simulator.workflow.world import DocumentId

if TYPE_CHECKING:
    from simulator.workflow.run import Run


class Fault(Exception):
    """A step threw: its parents fault up to the root and the process ends (rest-robots.md, "Call to HANDLER")."""


class Step:
    """One activity; `DEFAULTS` are the declared properties, `RETURNS` the results with their initial values.

    `TYPES` names the type of each result that conditions must not compare as it looks.
    """

    DEFAULTS: ClassVar[Mapping[str, Any]] = {}
    RETURNS: ClassVar[Mapping[str, Any]] = {}
    TYPES: ClassVar[Mapping[str, str]] = {}
    IS_CONTAINER: ClassVar[bool] = False

    def __init__(self, run: Run, node: Mapping[str, Any], parent: Step | None) -> None:
        self.run = run
        self.parent = parent
        self.type = str(node.get("Type"))
        self.name = str(node.get("Name", ""))
        properties = node.get("Properties") or {}
        self.properties: Mapping[Any, Any] = properties if isinstance(properties, Mapping) else {}
        self.children: list[Step] = []
        self.is_running = False
        self.visit = 0
        self.document_id: DocumentId | None = None
        self._other_document = node.get("Document")
        self.results: dict[str, Any] = dict(self.RETURNS)

    @property
    def title(self) -> str:
        return str(self.properties.get("Title", ""))

    def start(self) -> None:
        """Do the work; call `close` when it is done."""
        raise NotImplementedError

    def child_closed(self, child: Step, /) -> None:
        """A child that this step executed has ended."""

    def raw(self, name: str) -> Any:
        """A property as written in the template, or its default."""
        return self.properties.get(name, self.DEFAULTS.get(name))

    def value(self, name: str) -> Any:
        """A property evaluated."""
        return self.run.evaluate(self.raw(name))

    def text(self, name: str) -> str:
        """A property evaluated, as text."""
        return self.run.text(self.raw(name))

    def read(self, field: str) -> Read:
        """A return property or declared property of this step, evaluated again by the reader (compile-map.md)."""
        if field in self.results:
            return Read(self.results[field], again=True)
        if field == "Title" or field in self.DEFAULTS:
            return Read(self.raw(field), again=True)
        return Read(has_field=False)

    def result_type(self, field: str) -> str:
        """The type of a result, empty when it is plain."""
        return self.TYPES.get(field, "")

    def begin(self) -> None:
        """Called by the workflow: forget the last round and start."""
        self.visit += 1
        self.is_running = True
        self.document_id = self.parent.document_id if self.parent else None
        if self._other_document:
            self.document_id = self._named_document()
        self.results = dict(self.initial_results())
        if not self.IS_CONTAINER:
            self.run.log(self, f"executed {self.type}")
        self.run.within(self, self.start)

    def _named_document(self) -> DocumentId:
        """26.x: a node may work on another document; that its children do so too is our reading."""
        written, found = self._other_document, None

        def read() -> None:
            nonlocal found
            found = named(self.run, self.run.evaluate(written))

        self.run.within(self, read)
        if found is None:
            raise Fault(f"the Document of {self.name} names no record")
        return found

    def initial_results(self) -> Mapping[str, Any]:
        return self.RETURNS

    def close(self) -> None:
        """End the step; the parent goes on."""
        if self.is_running and self.run.is_running:
            self.is_running = False
            self.run.forget(self)
            self.run.closed(self)

    def cancel(self) -> None:
        """End without telling the parent, with everything below."""
        self.is_running = False
        self.run.forget(self)
        for child in self.children:
            child.cancel()

    def wait_until(self, when: datetime, action: Callable[[], None]) -> None:
        """Run `action` at that time, unless this round of the step has ended by then."""
        self.run.call_at(when, self._if_still_here(action))

    def wait_for(self, signal: str, action: Callable[[Any], None]) -> None:
        """Run `action` with the payload of each such signal until this round of the step ends."""
        self.run.listen(signal, self, action)

    def _if_still_here(self, action: Callable[[], None]) -> Callable[[], None]:
        visit = self.visit

        def guarded() -> None:
            if self.is_running and self.visit == visit:
                self.run.within(self, action)

        return guarded
