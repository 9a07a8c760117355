"""Frames in the order in which they are told plainly: tests and waits ahead of what they hold for."""

from __future__ import annotations

from dataclasses import replace

from b24app.english.grammar.plainer.retelling.labels import NEEDS, PEOPLE, STEPS, TRIGGERS, Frame, Scope, Slot

Group = list[Frame]
_OF_TRIGGER = {*TRIGGERS, "record", "stage", "from", "watched"}


def is_whole(frame: Frame) -> bool:
    """Whether a frame says all that it has to."""
    return all(frame.get(*NEEDS[slot.label]) for slot in frame.slots if slot.label in NEEDS)


def settled(frames: list[Frame]) -> list[Frame]:
    """Frames with one head each: a test or a step within the trigger's is its own, and a trigger told twice is one."""
    parts = _joined([part for frame in frames for part in _parts(frame)])
    triggers = [frame for frame in parts if frame.trigger]
    fullest = max(triggers, key=lambda frame: len(frame.slots), default=None)
    once = len({slot.label for frame in triggers for slot in frame.slots if slot.label in TRIGGERS}) == 1
    kept = [frame for frame in parts if frame is fullest or not (once and frame in triggers)]
    around = [None, *kept, None]
    beside = zip(kept, around, around[2:], strict=False)
    return _tags_named([frame for frame, before, behind in beside if not _repeats(frame, before, behind)])


def _tags_named(frames: list[Frame]) -> list[Frame]:
    """A tag that is not named again is the one named before: "tag it 'hot', after a week remove it"."""
    named: Slot | None = None
    found: list[Frame] = []
    for frame in frames:
        value = frame.get("value", "text") if frame.get("tag", "untag") else None
        nameless = frame.get("untag") and value is None
        found.append(Frame((*frame.slots, named), frame.scope) if nameless and named else frame)
        named = value or named
    return found


def _repeats(frame: Frame, *beside: Frame | None) -> bool:
    """Whether a frame only names the step that one beside it tells in full: "keep in touch: an e-mail to …"."""
    heads = {slot.label for slot in frame.slots}
    fuller = [one for one in beside if one and len(one.slots) > len(frame.slots)]
    return len(heads) == 1 and heads <= STEPS and any(one.get(*heads) for one in fuller)


def _joined(frames: list[Frame]) -> list[Frame]:
    """Slots without a head put where they fit: into the test or the step behind them, or into the trigger's frame."""
    found: list[Frame] = []
    ahead: tuple[Slot, ...] = ()
    astray: list[Slot] = []
    for frame in frames:
        if _has_head(frame):
            fits = ahead and not any(frame.get(slot.label) for slot in ahead) and _takes(frame, ahead)
            found.append(Frame((*frame.slots, *ahead), frame.scope) if fits else frame)
            ahead = ()
        elif frame.get(*_OF_TRIGGER):
            astray += frame.slots
        else:
            ahead = frame.slots
    return [Frame((*one.slots, *astray), one.scope) if one.trigger else one for one in found]


def _has_head(frame: Frame) -> bool:
    head = frame.trigger or frame.step or frame.wait or frame.mark or frame.never
    return head is not None or frame.is_test


def _takes(frame: Frame, slots: tuple[Slot, ...]) -> bool:
    of_test = all(slot.label in {"field", "value"} for slot in slots)
    of_step = all(slot.label in {*PEOPLE, "who", "text", "due", "by"} for slot in slots)
    return (of_test and frame.is_test) or (of_step and frame.step is not None and not frame.get(*PEOPLE, "who"))


def _parts(frame: Frame) -> list[Frame]:
    """A trigger's frame without the tests and steps in it, and those."""
    if not frame.trigger:
        return [frame]
    own: list[Slot] = []
    tested: list[Slot] = []
    done: list[Slot] = []
    for slot in frame.slots:
        if slot.label in _OF_TRIGGER:
            own.append(slot)
        elif done or slot.label in STEPS:
            done.append(slot)
        else:
            tested.append(slot)
    parts = [Frame(tuple(own), frame.scope), Frame(tuple(tested), frame.scope), Frame(tuple(done))]
    return [part for part in parts if part.slots]


def in_groups(frames: list[Frame]) -> list[Group]:
    """A group for each step and each mark of the flow: its tests and waits, and itself last."""
    groups: list[Group] = []
    ahead: Group = []
    overall: Group = []
    for frame in frames:
        is_scoped = frame.is_test or frame.wait is not None
        if is_scoped and frame.scope is Scope.G:
            overall.append(frame)
        elif is_scoped and frame.scope is Scope.K and groups:
            groups[-1].insert(_place_behind(groups[-1], frame), frame)
        elif is_scoped:
            ahead.append(frame)
        elif frame.get("parallel") and len(groups) == 1 and not ahead:
            groups.insert(0, [frame])
        elif frame.scope is Scope.K and groups and frame.mark and not frame.get("parallel"):
            groups.insert(len(groups) - 1, [frame])
        else:
            groups.append([*ahead, frame])
            ahead = []
    for frame in ahead if groups else []:  # nothing follows that it could hold for
        held = replace(frame, scope=Scope.K)
        groups[-1].insert(_place_behind(groups[-1], held), held)
    if groups and overall:
        groups[0] = [*overall, *groups[0]]
    return _with_mark_ahead(groups)


def _place_behind(group: Group, frame: Frame) -> int:
    """Where a test or a wait told behind a step holds: after those told ahead of it, waits before tests."""
    earlier = sum(one.scope is not Scope.K or one.wait is not None for one in group[:-1])
    return earlier if frame.wait else len(group) - 1


def _with_mark_ahead(groups: list[Group]) -> list[Group]:
    """A mark told last speaks of the step before it, or of all steps: "…, always", "…, all at the same time"."""
    mark = groups[-1][-1].get("join", "parallel") if len(groups) > 1 else None
    if mark is None:
        return groups
    if mark.label == "join":
        return [*groups[:-2], groups[-1], groups[-2]]
    ahead = [frame for frame in groups[0][:-1] if frame.scope is not Scope.K]
    groups[0] = [frame for frame in groups[0] if frame not in ahead]
    return [[*ahead, *groups[-1]], *groups[:-1]]
