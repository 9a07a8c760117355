"""The case that is spoken of: "otherwise …", "if rejected, …", "… in both cases", "in the second branch …".

What is said beside the case is a change of its own, of nothing but the steps there. What follows "otherwise" and an
answer is read with the phrases that descriptions have for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from b24app.english.editing.conditions import guard
from b24app.english.editing.forms import Forms
from b24app.english.editing.patch import Case, Json, Patch, Unclear
from b24app.english.editing.referring import ORDER
from b24app.english.grammar.approvals.verdicts import verdict
from b24app.english.grammar.words.lexer import Tokens, lex
from b24app.english.grammar.words.lexicon import Found
from b24app.english.grammar.words.turns import ALWAYS, ELSE
from b24app.plan.plan import Moment

_Turn = Literal["else", "both", "approved", "rejected", "timed_out"]
_ANSWERS: Final[dict[str, _Turn]] = {"yes": "approved", "no": "rejected", "late": "timed_out"}
_TURNS: Final[dict[str, _Turn]] = {"else": "else", "otherwise": "else", "other": "else", "both": "both", "all": "both",
                                   "each": "both", "every": "both", "either": "both"}  # fmt: skip
_THEN: Final = {"if", "then", "positive", "main", "yes"}
_CASE = "case|cases|branch|branches|path|paths|part|side|arm"
_NAMED = Forms(
    f"move|shift|put <moved> to|into|under [the] <which> {_CASE}",
    f"in|for|on|under|to [the] <which> {_CASE} [also|then] <what>",
    f"<what> in|for|on|under|to [the] <which> {_CASE}",
    f"the <which> {_CASE} should|must [also|then] <what>",
    "[under|in|to] the else|otherwise [also] <what>",
    "<what> in|under|to the else|otherwise",
)
_ASKED = Forms("if|when <when>, [also|then] <what>", "<what> [also] if|when <when>")
_REMOVE = "(remove|delete|drop|skip|cut|omit|scrap|no|without / get rid of / take out / leave out)"
_GONE = Forms(
    f"{_REMOVE} [the] <which> [{_CASE}]",
    f"{_REMOVE} [what|everything|the] [steps|part|{_CASE}] [that] [happens|happen|is|are] [done]"
    f" on|after|when|if|for|in [the|a|it] [is] <answer> [{_CASE}]",
)
_LEADS: Final = {"and", "but", "also", "then", "only", ",", ":", "-", "please"}
_ONLY = Forms("<what> only", "only <what>")


@dataclass(frozen=True)
class Placed:
    """What is to be done in some cases; `only` there, where it is done anywhere now."""

    cases: list[Case]
    what: str
    only: bool = False


def placed(said: str, patch: Patch) -> Placed | None:
    """The cases that the words begin or end with, and what is to be done there."""
    for cases, what in _readings(said, patch):
        if cases:
            alone = _ONLY.read(what)
            return Placed(cases, alone["what"] if alone else what, bool(alone))
    return None


def gone(said: str, patch: Patch) -> list[Case]:
    """`drop the else branch`, `remove what happens on rejection`: the cases that are left without a step."""
    named = said.casefold().endswith(tuple(_CASE.split("|")))
    for found in _GONE.readings(said):
        told = found.get("answer") or found["which"]
        if (named or "answer" in found or told.casefold() in _TURNS) and (cases := _called(told, patch)):
            return cases
    return []


def _readings(said: str, patch: Patch) -> Iterator[tuple[list[Case], str]]:
    for told in _NAMED.readings(said):
        yield _called(told.get("which", "else"), patch), told.get("what") or f"only {told['moved']}"
    tokens = lex(said)
    start = tokens.past(0, {"and", "but"})
    if (turn := _turn(tokens, start)) and turn.end < len(tokens):
        rest = tokens.past(turn.end, _LEADS)
        yield _of_turn(*turn.value, patch), said[tokens.at(rest).start :]
    for at in range(1, len(tokens)):
        if (turn := _turn(tokens, at)) and turn.end == len(tokens):
            yield _of_turn(*turn.value, patch), said[: tokens.at(at - 1).end].rstrip(" ,")
            break
    for told in _ASKED.readings(said):
        yield _asked(told["when"], patch), told["what"]


def _turn(tokens: Tokens, at: int) -> Found[tuple[_Turn, Moment | None]] | None:
    """What begins there: another case, every case, or an answer to an approval and how long it may take."""
    answer = verdict(tokens, at)
    found: list[Found[tuple[_Turn, Moment | None]]] = []
    found += [Found((_ANSWERS[answer.value.kind], answer.value.deadline), answer.end)] if answer else []
    found += [Found(("else", None), other.end)] if (other := ELSE.find(tokens, at)) else []
    found += [Found(("both", None), each.end)] if (each := ALWAYS.find(tokens, at)) else []
    return max(found, key=lambda one: one.end, default=None)


def _called(which: str, patch: Patch) -> list[Case]:
    """The cases by what they are called: the second, the else, the rejected, the Website branch."""
    told = which.casefold()
    choices = choices_of(patch)
    if told in _TURNS:
        return _of_turn(_TURNS[told], None, patch)
    answer = verdict(lex(f"if {told}"), 0)
    if answer and approval_of(patch):
        return _of_turn(_ANSWERS[answer.value.kind], None, patch)
    if told in ORDER or told in _THEN:
        every = _of_turn("both", None, patch)
        at = ORDER.get(told, 0)
        return [every[at]] if -len(every) <= at < len(every) else []
    named = [branch for choice in choices for branch in choice["branches"] if _compares(branch, told)]
    return [(named[0]["id"], "steps")] if len(named) == 1 else []


def _compares(branch: Json, value: str) -> bool:
    return any(str(row.get("value", "")).casefold() == value for row in branch["when"])


def _of_turn(turn: _Turn, deadline: Moment | None, patch: Patch) -> list[Case]:
    choices, approval = choices_of(patch), approval_of(patch)
    if approval and deadline:
        approval["deadline"] = deadline.model_dump(mode="json", exclude_none=True)
    if turn not in {"else", "both"}:
        return [_outcome(approval, turn, patch)] if approval else []
    if choices and approval:
        raise Unclear("Otherwise than what? Say “if rejected, …” or “if not”, with the condition.", ("condition",))
    if approval and not (turn == "else" and patch.told.get("conditions")):
        answers: tuple[_Turn, ...] = ("approved", "rejected") if turn == "both" else ("rejected",)
        return [_outcome(approval, answer, patch) for answer in answers]
    if turn == "else":
        return [(_with_other(choices, patch)["id"], "otherwise")]
    choice = only_choice(choices, patch) if choices else None
    branches = [(branch["id"], "steps") for branch in choice["branches"]] if choice else []
    return [*branches, (choice["id"], "otherwise")] if choice else []


def _with_other(choices: list[Json], patch: Patch) -> Json:
    """The last choice, or one of what guards the whole."""
    if choices:
        return choices[-1]
    if not patch.told.get("conditions"):
        raise Unclear("What does “otherwise” refer to? Say the condition first: “only if …”.", ("condition",))
    inner = patch.node("branch", when=patch.told["conditions"], steps=patch.told["steps"])
    patch.told |= {"steps": [patch.node("choice", branches=[inner], otherwise=[])], "conditions": []}
    choice: Json = patch.told["steps"][0]
    return choice


def _outcome(approval: Json, answer: str, patch: Patch) -> Case:
    approval[answer] = approval.get(answer) or patch.node("outcome", steps=[])
    return approval[answer]["id"], "steps"


def _asked(when: str, patch: Patch) -> list[Case]:
    """The branch that asks just that."""
    choices = choices_of(patch)
    rows = guard(f"if {when}", patch) if choices else []
    found = [branch for choice in choices for branch in choice["branches"] if rows and branch["when"] == rows]
    return [(found[0]["id"], "steps")] if len(found) == 1 else []


def choices_of(patch: Patch) -> list[Json]:
    """Every choice between branches."""
    return [step for step in patch.steps() if step["kind"] == "choice"]


def only_choice(choices: list[Json], patch: Patch) -> Json:
    """The one that there is. Raises Unclear."""
    if not choices:
        raise Unclear("There is no “otherwise” in this workflow.", ("condition",))
    if len(choices) > 1:
        raise Unclear("There are several branches: which do you mean?", choices=tuple(map(patch.name, choices)))
    return choices[0]


def approval_of(patch: Patch) -> Json | None:
    """The last approval."""
    return next((step for step in reversed(list(patch.steps())) if step["kind"] == "approval"), None)
