"""What must never be done: "never e-mail them" takes such steps out and is kept; "you may e-mail them" lifts it."""

from __future__ import annotations

import re
from typing import Final

from b24app.english.editing import values
from b24app.english.editing.patch import Json, Patch, Unclear
from b24app.plan.plan import Action, Never

_LEAD = re.compile(
    r"(?:(?:and|but|please) )*(?:never|do not|don't|under no circumstances|no one should|nobody should|must not)\b",
    re.IGNORECASE,
)
_NEVER = re.compile(r"(?:must|should|may|shall) (?:never|not)\b|(?:mustn't|shouldn't)\b", re.IGNORECASE)
_ALWAYS: Final = re.compile(r"never|under no|nobody|no one", re.IGNORECASE)
_LIFT = re.compile(
    r"(?:(?:you|we|it|they) (?:may|can)|allow(?: it)?(?: us| them)?(?: to)?|it(?:'s| is) (?:ok|"
    r"okay|fine|allowed)(?: again)? to) "
    r"(?P<what>.+?)(?: again| after all| now)*",
    re.IGNORECASE,
)
_NO_RULE = re.compile(r"(?:remove|lift|drop|delete) the (?:rule|ban|prohibition|restriction)", re.IGNORECASE)


def forbid(said: str, patch: Patch) -> bool:
    """`never e-mail the client`, `don't text them`, `you may e-mail them after all`."""
    if _lifted(said, patch):
        return True
    rule = _rule(said, patch) if _LEAD.match(said) or _NEVER.search(said) else None
    if rule is None:
        return False
    broken = [step for step in patch.steps() if step["kind"] == "action" and _breaks(step, rule)]
    for step in broken:
        patch.remove(step)
    if not broken or _ALWAYS.search(said) or _NEVER.search(said):
        rules = patch.told.setdefault("never", [])
        rules += [] if _bare(rule) in [_bare(one) for one in rules] else [_bare(rule)]
    return True


def _lifted(said: str, patch: Patch) -> bool:
    found = _LIFT.fullmatch(said)
    rules = patch.told.get("never", [])
    if _NO_RULE.fullmatch(said) and len(rules) == 1:
        patch.told["never"] = []
        return True
    rule = _rule(f"never {found['what']}", patch) if found else None
    kept = [one for one in rules if rule is None or one["actions"] != rule["actions"]]
    patch.told["never"] = kept
    return len(kept) < len(rules)


def _rule(said: str, patch: Patch) -> Json | None:
    """The rule that the words give. One for a single colleague cannot be kept: it would forbid too much."""
    read = patch.peek(f"{said}; add the tag x")
    if read is None or len(read.never) > 1 or len(read.steps) != 1 or read.conditions:
        return None
    words = said.split()
    if (not read.never or read.never[0].to == "anyone") and any(
        _is_somebody(" ".join(words[at:]), patch) for at in range(1, len(words))
    ):
        raise Unclear("There is no step like that. A rule can be for the client or for everybody.", ("reference",))
    rules: list[Json] = read.dump()["never"]
    return rules[0] if rules else None


def _is_somebody(words: str, patch: Patch) -> bool:
    people = values.people(words, patch)
    return bool(people) and any(one["kind"] != "client" for one in people or ())


def _breaks(step: Json, rule: Json) -> bool:
    return Never.model_validate(rule).broken_by(Action.model_validate(step))


def _bare(rule: Json) -> Json:
    return {key: value for key, value in rule.items() if key != "span"}
