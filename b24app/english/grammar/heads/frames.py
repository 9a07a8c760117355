"""What one action says, before it is known which fields of which action that makes."""

from __future__ import annotations

from dataclasses import dataclass, field

from b24app.english.grammar.people.meant import People
from b24app.english.grammar.timing.repeating import Again
from b24app.plan.plan import Moment, Until
from b24app.plan.vocabulary import ActionName

When = Moment | Until | str


@dataclass
class Frame:
    """An action and its slots; `start` and `end` are token indexes. People are None when not said, () when vague."""

    action: ActionName
    start: int
    end: int
    verb: str = ""
    to: People | None = None
    owner: People | None = None
    texts: list[str] = field(default_factory=list)
    text: str = ""
    title: str = ""
    subject: str = ""
    topic: str = ""
    purpose: str = ""
    modifiers: str = ""
    due: When | None = None
    at: When | None = None
    wait: Moment | Until | None = None
    again: Again | None = None
    asks: bool = False
    hears: bool = False
    wish: str = ""
    third: bool = False
    closed: bool = False
    also: list[ActionName] = field(default_factory=list)
    content: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    about: str = ""
    bracket: int = -1
    wait_place: tuple[int, int] = (0, 0)
    priority: str = ""
    channel: ActionName | None = None
    template: str = ""
    url: str = ""
    method: str = ""
    data: list[str] = field(default_factory=list)
    stage: str = ""
    field_name: str = ""
    value: str = ""
    tag: str = ""
    tags: list[str] = field(default_factory=list)
    several: bool = False
    swaps: str = ""
    description: str = ""
    of_task: bool = False
    of_deal: bool = False

    def names(self, told: str) -> bool:
        """Whether those words got into the name of a stage, a tag or a field, or into a value."""
        return any(told in name for name in (self.stage, self.tag, self.value, self.field_name))
