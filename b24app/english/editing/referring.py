"""Which step is meant: "the email", "step 2", "the last task", "both waits", "the message to the boss", "Anna's task".

A step may also be called by what it does: "notifying the boss", "the SMS to the client", "moving it to Delivery".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from b24app.english.editing import values
from b24app.english.editing.patch import Json, Missing, Patch, Unclear
from b24app.english.editing.words import quoted

ORDER: Final = {"first": 0, "second": 1, "third": 2, "fourth": 3, "fifth": 4, "last": -1, "1st": 0, "2nd": 1,
                 "3rd": 2, "4th": 3, "final": -1, "other": 1}  # fmt: skip
_SENDS: Final = ("send_email", "send_sms", "send_whatsapp", "send_bitrix_message", "send_notification")
_NOUNS: Final[dict[str, tuple[str, ...]]] = {
    r"e-?mails?|mails?|letters?|(?:e-?)?mailing": ("send_email",),
    r"sms(?:es)?|texts?|text messages?|sms messages?|texting": ("send_sms",),
    r"whats?app(?: message)?s?": ("send_whatsapp",),
    r"notif(?:ications?|ying)|bells?|alerts?|pings?|telling|informing": ("send_notification",),
    r"chat messages?|chats?": ("send_bitrix_message",),
    r"messages?": _SENDS,
    r"(?:new )?(?:tasks?|to-?dos?)": ("create_task",),
    r"reminders?|reminding": ("set_reminder",),
    r"(?:phone |scheduled )?calls?|calling": ("schedule_call",),
    r"comments?|notes?|commenting": ("add_comment",),
    r"tags?|labels?|tagging": ("add_tag", "remove_tag"),
    r"(?:calling the )?webhooks?|web calls?|http calls?|requests?|api calls?|web hooks?|url": ("webhook",),
    r"(?:new )?invoices?|invoicing": ("create_invoice",),
    r"(?:new )?(?:quotes?|estimates?)": ("create_quote",),
    r"(?:new )?deals?": ("create_deal",),
    r"(?:new )?contacts?": ("create_contact",),
    r"(?:new )?compan(?:y|ies)": ("create_company",),
    r"assign(?:ments?|ing)?(?: it)?|reassign(?:ment|ing)?(?: it)?|owner change": ("assign_responsible",),
    r"stage change|(?:stage )?move|mov(?:e|ing)(?: it| the (?:deal|lead|record|quote|invoice))?": ("move_stage",),
    r"field (?:update|change)|field|update": ("update_field", "update_deal", "update_task"),
}
_KINDS: Final[dict[str, tuple[str, ...]]] = {
    r"waits?|delays?|pauses?|waiting(?: time)?s?|waiting period|wait time": ("delay", "delay_until", "wait"),
    r"approvals?|sign-?offs?|approval step": ("approval",),
    r"forms?|questions?": ("ask",),
    r"repeats?|loops?|repetition|repeating": ("repeat", "for_each"),
    r"branch(?:es|ing)?|choices?|if|conditions?|check|decision|if-else": ("choice",),
    r"parallel|parallel (?:steps|part|branch|block)": ("parallel",),
    r"stops?": ("stop",),
}
_STEP = re.compile(r"(?:step|number|no\.?|#) ?(\d{1,3})")
_ORDINAL = re.compile(rf"({'|'.join(ORDER)})(?: (.+?))?")
_COUNTS: Final = {"two": 2, "three": 3, "four": 4, "2": 2, "3": 3, "4": 4}
_COUNTED = re.compile(rf"(first|last) ({'|'.join(_COUNTS)})(?: (.+))?")
_WAIT_BY = re.compile(r"(?:wait|delay|pause) (?P<side>before|after) (?P<ref>.+)", re.IGNORECASE)
# A step as what is done by it: "the task is created", "the boss is told".
_IS: Final = r"(?:is|are|was|has been|gets|goes|went|were)"
_STATED = re.compile(
    rf"(?:(?P<who>.+?) {_IS} (?:told|informed|notified|pinged|alerted)|(?P<what>.+?) {_IS} \w+(?: out)?)", re.IGNORECASE
)
_ARTICLE = re.compile(r"^(?:the|that|this|any|our|its|their|an?|my|his|her)\s+", re.IGNORECASE)
_ALL = re.compile(r"^(?:both|all|every|each|all of|both of)\s+(?:the |of the |these |those )?", re.IGNORECASE)
_ANY_STEP = {"step", "steps", "action", "actions", "thing", "things", "one", "ones"}
_FOR = re.compile(r"(.+?) (?:to|for|of|by|that goes to|which goes to|going to|with) (.+)")
_OWNED = re.compile(r"(.+?)(?:'s|s') (.+)")
_NAMED = re.compile(r"(tag|label|stage change|move|task) (.+)")
_LABELLED = re.compile(
    r"((?!.*\b(?:the|an?)\b)[\w-]+(?: [\w-]+)?) (task|tag|label|e-?mail|sms|message|reminder|comment|"
    r"notification)",
    re.IGNORECASE,
)
_GENERIC = re.compile(r"\s+(?:step|part|action|him|them)$")
_DOING = re.compile(
    r"(?:bother|disturb|annoy|spam|contact|involv(?:e|ing)|message|bug)(?:ing)? (?P<who>.+)", re.IGNORECASE
)
_PERSONAL: Final = ("to", "assignee")

_MAKING = re.compile(
    r"^(?:send|creat|add|post|mak|writ|schedul|sett?|do|call|remov|giv)(?:e?|ing) (?=(?:the|that|this|any|an?|our) )",
    re.IGNORECASE,
)

_GERUNDS: Final = {"moving": "move", "assigning": "assign", "sending": "send", "creating": "create", "adding": "add",
                   "setting": "set", "calling": "call", "tagging": "tag", "putting": "put"}  # fmt: skip

Test = Callable[[Json], bool]


def step_called(said: str, patch: Patch) -> Json:
    """The step of that name. Raises Unclear for none and for several."""
    found = steps_called(said, patch)
    if found is None:
        raise Unclear(f"Which step is “{said}”?", choices=tuple(map(patch.name, patch.steps())))
    return found


def steps_called(said: str, patch: Patch) -> Json | None:
    """The same; None when the words name no step at all."""
    found = meant(said, patch)
    if found is None:
        return None
    name = _ARTICLE.sub("", said.strip())
    return patch.only(lambda step: any(step is one for one in found), name)


def named(words: str, patch: Patch) -> Json | None:
    """The step that is called so; None when there is none, for what may be the words of a new one."""
    found = meant(words.strip(" ,"), patch)
    return patch.only(lambda step: any(step is one for one in found), words) if found else None


def all_called(said: str, patch: Patch) -> list[Json] | None:
    """The steps of that name, several where several are told: "both waits", "all tasks", "the notifications"."""
    words = said.strip()
    bare = _ALL.sub("", words)
    found = meant(bare, patch)
    if found is None:
        return None
    head = re.split(r" (?:to|for|of) ", bare.casefold())[0]
    plural = head.endswith("s") and not head.endswith(("ss", "sms"))
    several = bare != words or plural or bool(_COUNTED.match(_ARTICLE.sub("", head)))
    if bare != words and words.casefold().startswith("both") and len(found) != 2:  # noqa: PLR2004 - both of them
        raise Unclear(f"There are {len(found)} of them.", choices=tuple(map(patch.name, found)))
    return (
        found
        if (several or bare != words) and found
        else [patch.only(lambda step: any(step is one for one in found), bare)]
    )


def meant(said: str, patch: Patch) -> list[Json] | None:
    """Every step that the words fit, in reading order; None when they name no step at all."""
    words = _GENERIC.sub("", _ARTICLE.sub("", said.strip())) if said.strip() else ""
    every = list(patch.steps())
    if numbered := _STEP.fullmatch(said.strip().casefold()) or _STEP.fullmatch(words.casefold()):
        number = int(numbered[1])
        if not 1 <= number <= len(every):
            raise Unclear(f"There is no step {number}.", choices=tuple(map(patch.name, every)))
        return [every[number - 1]]
    if words.casefold() in _ANY_STEP:
        return every
    if _COUNTED.fullmatch(words.casefold()) or _ORDINAL.fullmatch(words.casefold()):
        return _ordered(words, patch)
    if wait := _WAIT_BY.fullmatch(words):
        return _wait_beside(named(wait["ref"], patch), patch, before=wait["side"].casefold() == "before")
    if stated := _STATED.fullmatch(words):
        return meant(f"notify {stated['who']}" if stated["who"] else stated["what"], patch)
    test = (
        _noun(words)
        or _made(words, patch)
        or _titled(words, patch)
        or _qualified(words, patch)
        or _done(words, patch)
        or _told_in(said, patch)
    )
    return None if test is None else [step for step in every if test(step)]


def _wait_beside(step: Json | None, patch: Patch, *, before: bool) -> list[Json] | None:
    """The wait directly before or after a step."""
    if step is None:
        return None
    steps, at = patch.place(step)
    near = at - 1 if before else at + 1
    return [steps[near]] if 0 <= near < len(steps) and steps[near]["kind"].startswith("delay") else []


def _ordered(words: str, patch: Patch) -> list[Json] | None:
    """`first two emails`, `second email`, `last`."""
    if counted := _COUNTED.fullmatch(words.casefold()):
        found = meant(counted[3] or "step", patch) or []
        return found[: _COUNTS[counted[2]]] if counted[1] == "first" else found[-_COUNTS[counted[2]] :]
    order, _, noun = words.partition(" ")
    every, at = meant(noun or "step", patch), ORDER[order.casefold()]
    if every and at >= len(every):
        raise Missing(f"There is no such {noun or 'step'}.", choices=tuple(map(patch.name, patch.steps())))
    return [every[at]] if every else every


def _noun(words: str) -> Test | None:
    bare = _GENERIC.sub("", words.casefold())
    for pattern, actions in _NOUNS.items():
        if re.fullmatch(pattern, bare):
            return lambda step, actions=actions: step.get("action") in actions  # type: ignore[misc]
    for pattern, kinds in _KINDS.items():
        if re.fullmatch(pattern, bare):
            return lambda step, kinds=kinds: step["kind"] in kinds  # type: ignore[misc]
    return None


def _qualified(words: str, patch: Patch) -> Test | None:
    """`the task "Call"`, `the notification to the boss`, `Anna's task`, `the tag Won`."""
    if given := quoted(words):
        noun = " ".join(
            re.sub(r"\"[^\"]*\"|'[^']*'|\b(?:called|named|titled|saying|with the title)\b", " ", words).split()
        )
        test = _noun(noun) if noun else (lambda _: True)
        return _both(test, lambda step: given[0].casefold() in _texts(step)) if len(given) == 1 else None
    if found := _FOR.fullmatch(words):
        return _of_person(found[1], found[2], patch)
    if found := _OWNED.fullmatch(words):
        return _of_person(found[2], found[1], patch)
    if found := _NAMED.fullmatch(words):
        noun, label = found[1], found[2].casefold()
        return _both(_noun(noun), lambda step: label in _texts(step))
    if found := _LABELLED.fullmatch(words):
        told = set(found[1].casefold().replace("-", " ").split())
        return _both(_noun(found[2]), lambda step: told <= _words(step))
    return None


def _titled(words: str, patch: Patch) -> Test | None:
    """`Kick-off`: a step by nothing but its title."""
    title = words.casefold()

    def is_called_so(step: Json) -> bool:
        return str(step.get("fields", {}).get("title", "")).casefold() == title

    return is_called_so if any(map(is_called_so, patch.steps())) else None


def _told_in(said: str, patch: Patch) -> Test | None:
    """`the offer`: the one step whose texts speak of it."""
    found = re.fullmatch(r"the (\w{4,})", said.strip(), re.IGNORECASE)
    steps = [step for step in patch.steps() if found and found[1].casefold() in _words(step)]
    return (lambda step: step is steps[0]) if len(steps) == 1 else None


def _of_person(noun: str, who: str, patch: Patch) -> Test | None:
    test = _noun(_ARTICLE.sub("", noun))
    people = values.people(who, patch) if test else None
    label = who.casefold()
    found = _both(test, lambda step: _is_for(step, people) or label in _texts(step))
    return found if people or (found and any(map(found, patch.steps()))) else None


def _made(words: str, patch: Patch) -> Test | None:
    """`creating the task`, `send the SMS to Anna`: a step named behind what is done with it."""
    bare = _MAKING.sub("", words)
    return None if bare == words else _noun(_ARTICLE.sub("", bare)) or _qualified(_ARTICLE.sub("", bare), patch)


def _done(words: str, patch: Patch) -> Test | None:
    """`notifying the boss`, `create the task`: a step told as what it does, its people and labels as in the plan."""
    if found := _DOING.fullmatch(words):
        people = values.people(found["who"], patch)
        return (lambda step: step.get("action") in _SENDS and _is_for(step, people)) if people else None
    verb, _, rest = words.partition(" ")
    words = f"{_GERUNDS.get(verb.casefold(), verb)} {rest}"
    read = patch.peek(words) if rest else None
    steps = read.dump()["steps"] if read and not read.conditions and not read.never else []
    if len(steps) != 1 or steps[0].get("action") is None:
        return None
    told = steps[0]
    return lambda step: step.get("action") == told["action"] and _agrees(step, told)


def _agrees(step: Json, told: Json) -> bool:
    """Whether a step does what was told, as far as it was told: texts that were not are the parser's."""
    names = [name for name in ("to", "assignee", "tag", "stage", "field", "value", "url") if name in told["fields"]]
    return all(_same(step["fields"].get(name), told["fields"][name]) for name in names)


def _same(one: object, other: object) -> bool:
    if isinstance(one, str) and isinstance(other, str):
        return one.casefold() == other.casefold()
    return one == other


def _is_for(step: Json, people: list[Json] | None) -> bool:
    fields = step.get("fields", {})
    whom = [fields.get(name) for name in _PERSONAL] + [step.get("approvers"), step.get("who")]
    return people is not None and any(one == people for one in whom)


def _texts(step: Json) -> set[str]:
    return {value.casefold() for value in step.get("fields", {}).values() if isinstance(value, str)}


def _words(step: Json) -> set[str]:
    return {word for text in _texts(step) for word in re.findall(r"\w+", text)}


def _both(one: Test | None, other: Test) -> Test | None:
    return None if one is None else lambda step: one(step) and other(step)
