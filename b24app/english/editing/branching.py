"""Change what is done in which case: "otherwise add the tag Small", "if rejected, do nothing", "in both cases …"."""

from __future__ import annotations

import re

from b24app.english.editing import values
from b24app.english.editing.adding import behind, new_steps
from b24app.english.editing.conditions import guard
from b24app.english.editing.patch import Json, Patch, Unclear
from b24app.english.editing.referring import meant
from b24app.english.editing.values import inverted

_ELSE = (
    r"(?:otherwise|else|if not|in (?:all |any )?other cases?|in the other case|failing that|"
    r"for (?:all )?(?:the )?others?)"
)
_OTHERWISE = re.compile(
    rf"(?:and |but )?{_ELSE}[,:]?\s+(?:also )?(?P<what>.+)|(?P<what2>.+?),? (?:otherwise|in (?:all )?other cases)",
    re.IGNORECASE,
)
_NOTHING = re.compile(
    r"(?:please )?(?:do(?:n't| not) do anything|do nothing(?: (?:else|more))?|nothing|leave it|"
    r"skip it|just stop|nothing happens|nothing should happen)",
    re.IGNORECASE,
)
_ELSE_PART = (
    r"(?:the )?(?:otherwise|else)(?:[ -](?:branch|part|case|path))?|the (?:other|second) branch|what happens otherwise"
)
_WITHOUT = re.compile(
    rf"(?:remove|delete|drop|skip|cut|omit|scrap|no|without|get rid of|take out|leave out) (?:{_ELSE_PART})",
    re.IGNORECASE,
)
_WHO = r"(?:it(?:'s| is| was| gets)?|he|she|they|that|the (?:request|deal|quote|invoice)(?: is)?|this is|[A-Z]\w+)"
_HOW = (
    r"approved|approval|approves?(?: it)?|agrees?|accepted|says yes|(?:not |un|dis)approved|rejected|"
    r"rejection|declined|"
    r"refused|refusal|denied|rejects?(?: it)?|declines?(?: it)?|refuses?|says no|disagrees?|does(?: not|n't) approve|"
    r"nobody (?:answers|reacts|responds|decides)|no (?:one )?(?:answers?|reaction|decision|response)|"
    r"time-?out|it times out|"
    r"approval is given|not answered"
)
_WHEN = (
    rf"(?:if|when|once|on|after|upon|in case of|as soon as|in case) (?:an? |the )?(?:{_WHO} )?"
    rf"(?:is |was |gets |has been )?(?P<how>{_HOW})(?: in time)?"
)
_OUTCOME = re.compile(rf"(?:and |but )?{_WHEN}[,:]?\s+(?:also |then )?(?P<what>.+)", re.IGNORECASE)
_AFTERTHOUGHT = re.compile(rf"(?P<what>.+?),? (?:but )?(?:only )?{_WHEN}", re.IGNORECASE)
_INSTEAD = re.compile(r"(?P<what>.+?),? instead(?: of (?P<old>.+))?", re.IGNORECASE)
_ANSWER = re.compile(
    r"(?:remove|delete|drop|skip|cut|no|get rid of|take out|leave out) (?:the (?:part|branch|steps?|"
    r"case) )?(?:what (?:happens|is done) )?"
    r"(?:(?:on|after|when|if|for|in case of) )?(?:the |it is |it's |a )?(?P<how>approval|approved|"
    r"rejection|rejected|time-?out)(?: (?:part|branch|case|steps?|path))?",
    re.IGNORECASE,
)
_BOTH = re.compile(
    r"(?:and )?(?:in (?:both|either|all|each|every|any) (?:cases?|branch(?:es)?|event)|either way|"
    r"whatever happens)[,:]?\s+(?:also )?(?P<what>.+)|(?P<what2>.+?) in (?:both|either|all) (?:cases?|"
    r"branch(?:es)?)",
    re.IGNORECASE,
)
_IN_ELSE = re.compile(
    rf"(?:and )?(?:in|under|to) (?:{_ELSE_PART})[,:]?\s+(?:also )?(?P<what>.+)|(?P<what2>.+?) (?:in|"
    rf"to|under) (?:{_ELSE_PART})",
    re.IGNORECASE,
)
_IN_CASE = re.compile(
    r"(?:and |also )?(?P<when>(?:if|when) .+?), (?:also |then )?(?P<what>.+)|"
    r"(?:also |and )?(?P<what2>.+?),? (?:also )?(?P<when2>(?:if|"
    r"when) .+)",
    re.IGNORECASE,
)
_ROUTED = re.compile(
    r"(?:(?P<others>(?:everybody|everyone|everything|all) else|(?:all )?(?:the )?others?|the rest)|"
    r"(?:all )?(?:the )?(?P<value>[\w &-]+?) "
    r"(?:leads|deals|ones|quotes|invoices|contacts|companies)) (?:(?:should|must|shall|will) )?(?:go|"
    r"goes|be assigned|be given)s? to (?P<who>.+)",
    re.IGNORECASE,
)
_TURN = re.compile(
    r"(?:swap|switch|exchange|flip|reverse|turn around) (?:the )?(?:two |both )?(?:branches|cases|"
    r"paths|if and (?:the )?(?:else|otherwise))|"
    r"(?:it's |do it |make it |exactly )?the other way (?:a)?round",
    re.IGNORECASE,
)
_INVERT = re.compile(
    r"(?:invert|negate|reverse|flip|turn around) (?:the |that )?(?:condition|if|check|logic)|"
    r"(?:do )?(?:exactly )?the opposite",
    re.IGNORECASE,
)
_NO = ("rej", "dec", "ref", "not", "una", "dis", "den", "says no", "does")
_LATE = ("nob", "no ", "tim", "it ")


def swap(said: str, patch: Patch) -> bool:
    """`swap the branches`, `the other way round`, `invert the condition`."""
    turned, inverts = _TURN.fullmatch(said), _INVERT.fullmatch(said)
    if not turned and not inverts:
        return False
    choices = _choices(patch)
    if inverts and not choices and patch.told.get("conditions"):
        patch.told["conditions"] = inverted(patch.told["conditions"])
        return True
    if not choices and turned:
        return False
    choice = _only(choices, patch)
    if len(choice["branches"]) > 1:
        raise Unclear("There are more than two branches. Which ones do you mean?")
    branch = choice["branches"][0]
    if choice.get("otherwise"):
        branch["steps"], choice["otherwise"] = choice["otherwise"], branch["steps"]
    else:
        branch["when"] = inverted(branch["when"])
    return True


def without(said: str, patch: Patch) -> bool:
    """`drop the otherwise`, `otherwise do nothing`, `if rejected, do nothing`."""
    found = _OTHERWISE.fullmatch(said)
    nothing = found and _NOTHING.fullmatch(found["what"] or found["what2"])
    if _WITHOUT.fullmatch(said) or nothing:
        choices = [choice for choice in _choices(patch) if choice.get("otherwise")]
        if not choices and not _choices(patch) and nothing and patch.told.get("conditions"):
            return False
        _only(choices, patch)["otherwise"] = []
        return True
    told = _OUTCOME.fullmatch(said) or _AFTERTHOUGHT.fullmatch(said)
    part = _ANSWER.fullmatch(said)
    if part and part["how"].casefold() == "approval" and not re.search(r"\b(?:on|after|part|branch|case)\b", said):
        return False  # "remove the approval" is about the whole step
    if not part and (not told or not _NOTHING.fullmatch(told["what"])):
        return False
    told = part or told
    approval, key = _approval(patch), _answer(told["how"]) if told else ""
    if approval is None or not approval.get(key, {}).get("steps"):
        return False
    approval[key]["steps"] = []
    return True


def otherwise(said: str, patch: Patch) -> bool:
    """`otherwise add the tag Small`: of the last choice or approval, or of the condition that guards the whole."""
    found = _OTHERWISE.fullmatch(said) or _IN_ELSE.fullmatch(said)
    if not found:
        return False
    what = found["what"] or found["what2"]
    choices, approval = _choices(patch), _approval(patch)
    if choices and approval:
        raise Unclear("Otherwise than what? Say “if rejected, …” or “if not”, with the condition.", ("condition",))
    if choices:
        choices[-1]["otherwise"] = _behind_or_instead(choices[-1].get("otherwise", []), what, patch)
    elif approval and not patch.told.get("conditions"):
        approval["rejected"]["steps"] = _behind_or_instead(approval["rejected"].get("steps", []), what, patch)
    elif patch.told.get("conditions"):
        inner = patch.node("branch", when=patch.told["conditions"], steps=patch.told["steps"])
        patch.told["steps"] = [patch.node("choice", branches=[inner], otherwise=new_steps(what, patch))]
        patch.told["conditions"] = []
    else:
        raise Unclear("What does “otherwise” refer to? Say the condition first: “only if …”.", ("condition",))
    return True


def outcome(said: str, patch: Patch) -> bool:
    """`if rejected, notify the owner`, `create a task when she approves`."""
    found = _OUTCOME.fullmatch(said) or _AFTERTHOUGHT.fullmatch(said)
    approval = _approval(patch)
    if not found or approval is None or _NOTHING.fullmatch(found["what"]):
        return False
    part = approval.setdefault(_answer(found["how"]), patch.node("outcome", steps=[]))
    part["steps"] = _behind_or_instead(part.get("steps", []), found["what"], patch)
    return True


def _behind_or_instead(there: list[Json], what: str, patch: Patch) -> list[Json]:
    """The steps with what is told behind them, or in the place of one: `move it to Closing instead`."""
    swapped = _INSTEAD.fullmatch(what)
    if not swapped:
        return behind(there, new_steps(what, patch))
    steps = new_steps(swapped["what"], patch)
    if swapped["old"]:
        old = meant(swapped["old"], patch) or []
        gone = [step for step in there if any(step is one for one in old)]
    else:
        gone = [step for step in there if step.get("action") == steps[0].get("action")] or there
    if len(gone) != 1:
        raise Unclear("Instead of which step?", choices=tuple(map(patch.name, there)))
    at = there.index(gone[0])
    return [*there[:at], *steps, *there[at + 1 :]]


def routed(said: str, patch: Patch) -> bool:
    """`Google leads go to Maria`, `everybody else goes to Anna`: to whom a branch assigns the record."""
    found = _ROUTED.fullmatch(said)
    choices = _choices(patch)
    people = values.people(found["who"], patch) if found and choices else None
    if not found or people is None:
        return False
    value = (found["value"] or "").casefold()
    lists = [choice.get("otherwise", []) for choice in choices if not value]
    lists += [
        branch["steps"]
        for choice in choices
        for branch in choice["branches"]
        if value and any(str(row.get("value", "")).casefold() == value for row in branch["when"])
    ]
    assigned = [step for steps in lists for step in steps if step.get("action") == "assign_responsible"]
    if len(assigned) != 1:
        return False
    assigned[0]["fields"]["assignee"] = people
    return True


def inside(said: str, patch: Patch) -> bool:
    """`in both cases add a comment`, `also notify Anna if it is over 10000`: where a branch asks just that."""
    both = _BOTH.fullmatch(said)
    choices = _choices(patch)
    if both and choices:
        what = both["what"] or both["what2"]
        choice = _only(choices, patch)
        for branch in choice["branches"]:
            branch["steps"] = behind(branch.get("steps", []), new_steps(what, patch))
        choice["otherwise"] = behind(choice.get("otherwise", []), new_steps(what, patch))
        return True
    found = _IN_CASE.fullmatch(said)
    if not found or not choices:
        return False
    when, what = found["when"] or found["when2"], found["what"] or found["what2"]
    rows = guard(re.sub(r"^when\b", "if", when, flags=re.IGNORECASE), patch)
    branches = [branch for choice in choices for branch in choice["branches"] if _alike(branch["when"], rows)]
    if len(branches) != 1:
        return False
    branches[0]["steps"] = behind(branches[0].get("steps", []), new_steps(what, patch))
    return True


def _alike(when: list[Json], rows: list[Json]) -> bool:
    return bool(rows) and when == rows


def _choices(patch: Patch) -> list[Json]:
    return [step for step in patch.steps() if step["kind"] == "choice"]


def _only(choices: list[Json], patch: Patch) -> Json:
    if not choices:
        raise Unclear("There is no “otherwise” in this workflow.", ("condition",))
    if len(choices) > 1:
        raise Unclear("There are several branches: which do you mean?", choices=tuple(map(patch.name, choices)))
    return choices[0]


def _approval(patch: Patch) -> Json | None:
    """The last approval."""
    return next((step for step in reversed(list(patch.steps())) if step["kind"] == "approval"), None)


def _answer(how: str) -> str:
    told = how.casefold()
    if told.startswith(_LATE) and told != "no":
        return "timed_out"
    return "rejected" if told.startswith(_NO) else "approved"
