"""What a workflow asks of people (`bizproc.task.*`): the task, and the board where all of them hang.

Numbers of `status` and of each person's answer: 0 running, 1 yes, 2 no, 3 done, 4 time-out (bizproc.md, section 8).
"""

from __future__ import annotations

import itertools
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

RUNNING, YES, NO, DONE, TIMED_OUT = range(5)


@dataclass
class PeopleTask:
    """One request to some people; `parameters` is what its form shows."""

    workflow_id: str
    activity: str
    activity_name: str
    name: str
    description: str
    user_ids: tuple[int, ...]
    created_at: datetime
    overdue_at: datetime | None = None
    parameters: Mapping[str, Any] = field(default_factory=dict)
    id: int = 0
    status: int = RUNNING
    answers: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class TaskAnswer:
    """What one person said."""

    user_id: int
    status: int
    comment: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)


class Board:
    """All tasks of a portal, by number."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._tasks: dict[int, PeopleTask] = {}
        self._numbers = itertools.count(1)

    def add(self, task: PeopleTask) -> int:
        with self._lock:
            task.id = next(self._numbers)
            self._tasks[task.id] = task
            return task.id

    def withdraw(self, task_id: int) -> None:
        """An open task that nobody waits for any more is gone; one that is over stays."""
        with self._lock:
            task = self._tasks.get(task_id)
            if task is not None and task.status == RUNNING:
                del self._tasks[task_id]

    def get(self, task_id: int) -> PeopleTask | None:
        with self._lock:
            return self._tasks.get(task_id)

    def all(self) -> list[PeopleTask]:
        with self._lock:
            return list(self._tasks.values())
