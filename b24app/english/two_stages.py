"""A description read with a model, in two stages: the outline, then the facts; each answer is checked before the next.

An answer that does not fit goes back with the validator's own sentences, twice at most for one description.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any, Final, TypeVar

from pydantic import ValidationError

from b24app.ai.provider import Prompt, Provider
from b24app.english import prompt, shapes
from b24app.english.complaints import complaints
from b24app.english.filling import completed, filling_shape
from b24app.english.outline import Skeleton, Wrong, outline_shape, understood
from b24app.english.prompt import Names
from b24app.english.reading import Question, Reading, Understood
from b24app.errors import ProviderNonsense, ProviderUnreachable

CORRECTIONS: Final = 2
_MOST_COMPLAINTS = 12
_LONGEST_ECHO = 20_000
_T = TypeVar("_T")


def read_with(provider: Provider, description: str, names: Names, until: float) -> Reading:
    """What the model makes of it, before the monotonic clock says `until`. Raises ProviderError."""
    talk = _Talk(provider, until)
    outline = talk.get(prompt.outline(description, names), outline_shape(), lambda said: understood(said, description))
    if not isinstance(outline, Skeleton):
        return outline
    plan = talk.get(prompt.filling(outline), filling_shape(), lambda said: completed(outline, said, description))
    if isinstance(plan, Question):
        return plan
    covered = tuple(node.span for node in plan.nodes() if node.span)
    return Understood(plan, (*covered, plan.trigger.span) if plan.trigger.span else covered)


class _Talk:
    """One conversation about one description."""

    def __init__(self, provider: Provider, until: float) -> None:
        self._provider = provider
        self._until = until
        self._turns: list[str] = []
        self._corrections = CORRECTIONS

    def get(self, said: str, shape: type[shapes.Answer], check: Callable[[Any], _T]) -> _T:
        """The checked answer to what is said now. Raises ProviderError."""
        self._turns.append(said)
        while True:
            text = self._answer(shape)
            told: Any = None
            try:
                told = _json(text)
                answer = check(shape.model_validate(told))
            except Wrong as error:
                self._correct(text, error.complaints)
            except ValidationError as error:
                self._correct(text, tuple(dict.fromkeys(complaints(error, told))))
            else:
                self._turns.append(text)
                return answer

    def _answer(self, shape: type[shapes.Answer]) -> str:
        left = self._until - time.monotonic()
        if left <= 0:
            raise ProviderUnreachable(f"{self._provider.title} took too long. Try again, or shorten the description")
        return self._provider.ask(Prompt(prompt.rules(), tuple(self._turns), shapes.schema(shape)), left).text

    def _correct(self, text: str, wrong: tuple[str, ...]) -> None:
        if not self._corrections:
            why = f"{self._provider.title} gave no answer that can be used: {wrong[0][:200]}"
            raise ProviderNonsense(why)
        self._corrections -= 1
        self._turns += [text[:_LONGEST_ECHO] or "(nothing)", prompt.correction(wrong[:_MOST_COMPLAINTS])]


def _json(text: str) -> Any:
    try:
        return shapes.without_nulls(json.loads(text))
    except (ValueError, RecursionError):
        raise Wrong("the answer is not one JSON object of the given shape") from None
