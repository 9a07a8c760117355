"""What a person must tick before a plan is published: what leaves their Bitrix24, and what is done again and again.

It follows from the plan alone, whoever read it, so a page, a caller of the API and the publisher ask for the same.
A tick is the sentence itself: what was confirmed is exactly what was read (reliability.md T-13).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from b24app.errors import NotConfirmed
from b24app.plan.plan import Action, ForEach, Node, Person, Plan, Repeat, children
from b24app.plan.vocabulary import ACTIONS, FieldKind

_LONGEST_ADDRESS = 300


@dataclass(frozen=True)
class Confirmation:
    """One thing to tick: the node it is about, and the sentence."""

    node: str
    text: str


def to_confirm(plan: Plan) -> tuple[Confirmation, ...]:
    """Messages to people outside the portal, calls of web addresses, effects that repeat; in reading order."""
    often = plan.trigger.name.endswith("_updated") and not plan.trigger.field
    found = [Confirmation(node.id, text) for node in plan.nodes() for text in _texts(node, often=often)]
    return tuple(dict.fromkeys(found))


def refuse_unconfirmed(plan: Plan, ticked: Collection[str]) -> None:
    """Raises NotConfirmed with every sentence that was not ticked."""
    missing = [one.text for one in to_confirm(plan) if one.text not in ticked]
    if missing:
        raise NotConfirmed(*missing)


def _texts(node: Node, *, often: bool) -> Iterator[str]:
    match node:
        case Action(action="webhook"):
            yield f"Data leave your Bitrix24: {_shown(node.fields.get('url'))} is called."
        case Action() if outside := [who for who in _recipients(node) if who.kind in {"client", "address"}]:
            names = " and ".join(dict.fromkeys(_name(who) for who in outside))
            each = ", at every single change of the record" if often else ""
            yield f"{ACTIONS[node.action].title} to {names}, outside your Bitrix24{each}."
        case Repeat() if actions := _titles(node):
            yield f"Again and again{f', up to {node.max} times' if node.max else ''}: {actions}."
        case ForEach() if actions := _titles(node):
            yield f"Once for every value of {node.over}: {actions}."


def _recipients(action: Action) -> Iterator[Person]:
    """Who a message goes to; a task or a call that is about a client stays inside."""
    if action.action.startswith("send_"):
        for name, value in action.fields.items():
            if ACTIONS[action.action].fields[name].kind is FieldKind.PERSON and isinstance(value, tuple):
                yield from value


def _name(who: Person) -> str:
    return who.value if who.kind == "address" else "the client"


def _titles(node: Node) -> str:
    return ", ".join(dict.fromkeys(_lower(ACTIONS[one.action].title) for one in _inside(node)))


def _inside(node: Node) -> Iterator[Action]:
    for child in children(node):
        if isinstance(child, Action):
            yield child
        yield from _inside(child)


def _shown(url: object) -> str:
    text = str(url or "a web address that is still missing")
    return text if len(text) <= _LONGEST_ADDRESS else f"{text[:_LONGEST_ADDRESS]}…"


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
