"""Activities of ours as a plan's steps. A mark, and what only counts or reports, is part of the step it serves."""

from __future__ import annotations

from typing import Any, Final

from b24app.bizproc import control, read_actions, read_conditions, values
from b24app.bizproc.names import Role
from b24app.bizproc.reading import Json, NotOursError, Source, children, listed, mapping, role_of

_UNITS: Final = {"m": "minutes", "h": "hours", "d": "days"}
_TYPES: Final = {native: told for told, native in values.TYPES.items()}
_SERVANTS: Final = frozenset({Role.MARK, Role.COUNT, Role.PAUSE, Role.COUNTED, Role.ENDED, Role.OUTCOME})


def read(activities: list[Json], source: Source) -> list[Json]:
    """The steps of a sequence."""
    steps: list[Json] = []
    for index, activity in enumerate(activities):
        node_id, role = role_of(activity)
        if role in _SERVANTS:
            continue
        if not node_id or role not in {Role.STEP, Role.GUARD}:
            raise NotOursError
        told = {"id": node_id} | _Step(activity, activities[index + 1 :], source).read()
        if steps and steps[-1]["id"] == node_id:
            steps[-1] = read_actions.merged(steps[-1], told)
        else:
            steps.append(told)
    return steps


class _Step:
    """One activity, and those after it: a form and a loop are told to their end by what follows them."""

    def __init__(self, activity: Json, following: list[Json], source: Source) -> None:
        self._activity = activity
        self._node_id, _ = role_of(activity)
        self._following = following
        self._properties: Json = activity["Properties"]
        self._source = source

    def read(self) -> Json:
        match self._activity["Type"]:
            case "IfElseActivity":
                return self._delay_until() if role_of(self._activity)[1] is Role.GUARD else self._choice()
            case "ParallelActivity":
                return {"kind": "parallel", "lanes": [self._part("lane", lane) for lane in children(self._activity)]}
            case "ApproveActivity":
                return self._approval()
            case "RequestInformationActivity":
                return self._ask()
            case kind:
                return self._wait(kind)

    def _wait(self, kind: str) -> Json:
        match kind:
            case "DelayActivity":
                return self._delay()
            case "WhileActivity" if self._properties["Title"] == "Repeat":
                return self._repeat()
            case "WhileActivity" | "ListenActivity":
                return self._until()
            case "ForEachActivity":
                return self._for_each()
            case "TerminateActivity":
                return {"kind": "stop"}
            case _:
                return read_actions.read(kind, self._activity, self._source)

    def _delay(self) -> Json:
        if "EditorComment" in self._properties:
            return {"kind": "delay_until"} | mapping(self._source.time(self._properties))
        length: Json = _length(self._properties)
        return {"kind": "delay"} | length

    def _delay_until(self) -> Json:
        holds = children(self._activity)[0]
        (waits,) = children(holds)
        ((code, *_),) = map(listed, listed(holds["Properties"]["fieldcondition"]))
        if code.startswith("UF_"):
            self._source.fields[code] = "date"
        return {"kind": "delay_until"} | mapping(self._source.time(waits["Properties"]))

    def _choice(self) -> Json:
        *chosen, rest = children(self._activity)
        return {
            "kind": "choice",
            "branches": [
                self._part("branch", row) | {"when": read_conditions.read(row["Properties"], self._source)}
                for row in chosen
            ],
            "otherwise": read(children(rest), self._source),
        }

    def _part(self, kind: str, activity: Json) -> Json:
        node_id, role = role_of(activity)
        if role is not Role.STEP:
            raise NotOursError
        return {"kind": kind, "id": node_id, "steps": read(children(activity), self._source)}

    def _approval(self) -> Json:
        approved, rejected = children(self._activity)
        (decision,) = children(rejected)
        late, no = children(decision)
        return self._question("approvers") | {
            "kind": "approval",
            "mode": self._properties["ApproveType"],
            "approved": self._part("outcome", approved),
            "rejected": self._part("outcome", rejected | {"Children": children(no)}),
            **self._late(late),
        }

    def _ask(self) -> Json:
        late, _ = children(self._after(Role.OUTCOME))
        title = self._properties["Name"]
        return self._question("who") | {
            "kind": "ask",
            "title": "" if title == control.FORM else self._source.text(title),
            "answers": [self._answer(row) for row in listed(self._properties["RequestedInformation"])],
            **self._late(late),
        }

    def _question(self, who: str) -> Json:
        lines = self._source.note(self._properties)
        people = listed(self._properties["Users"])
        told: Json = {}
        if lines and lines[-1].startswith("stand-in: "):
            self._source.stand_in = lines[-1].removeprefix("stand-in: ")
            people = people[:-1]
        if deadline := self._source.time(self._properties):
            told["deadline"] = deadline
        return told | {who: self._source.people(people)}

    def _late(self, branch: Json) -> Json:
        """`timed_out`, where there is one."""
        _, role = role_of(branch)
        return {} if role is Role.TIMED_OUT else {"timed_out": self._part("outcome", branch)}

    def _answer(self, row: Json) -> Json:
        told = {key: self._source.text(row[key]) for key in ("Title", "Default") if isinstance(row[key], str)}
        options = {self._source.text(key): value for key, value in mapping(row["Options"] or {}).items()}
        return declared(row["Name"], row | told | {"Options": options}, is_needed=str(row["Required"]) == "1")

    def _repeat(self) -> Json:
        (rounds,) = children(self._activity)
        body = children(rounds)
        most = int(listed(self._properties["mixedcondition"])[0]["value"])
        told: Json = {
            "kind": "repeat",
            "every": self._source.time(self._properties),
            "steps": read(body, self._source),
        }
        if most != control.NO_MAX:
            told["max"] = most
        counted = next(one for one in body if role_of(one)[1] is Role.COUNTED)
        self._source.copies |= mapping(counted["Properties"]["VariableValue"])
        ended = next((one for one in self._following if role_of(one) == (self._node_id, Role.ENDED)), None)
        if ended:
            told["until"] = read_conditions.read(children(ended)[0]["Properties"], self._source)
        return told

    def _until(self) -> Json:
        came, late = children(self._after(Role.OUTCOME))
        return {
            "kind": "wait",
            "until": read_conditions.read(came["Properties"], self._source),
            "deadline": self._source.time(self._properties),
            **self._late(late),
        }

    def _for_each(self) -> Json:
        (rounds,) = children(self._activity)
        code, holder = self._properties["Variable"], self._properties["Object"]
        if holder == "Document" and self._source.declared[f"Item_{self._node_id}"][1]["Type"] == "user":
            self._source.fields[code] = "user"
        return {
            "kind": "for_each",
            "over": code,
            "of": "record" if holder == "Document" else "values",
            "steps": read(children(rounds), self._source),
        }

    def _after(self, role: Role) -> Json:
        return next(one for one in self._following if role_of(one) == (self._node_id, role))


def declared(code: str, entry: Json, *, is_needed: bool) -> Json:
    """An input, variable or answer."""
    default = entry["Default"]
    return {
        "name": code,
        "title": "" if entry.get("Title", entry["Name"]) == code else entry.get("Title", entry["Name"]),
        "type": _TYPES[entry["Type"]],
        "required": is_needed,
        "default": default if isinstance(default, str) else ", ".join(default),
        "choices": list(mapping(entry["Options"] or {})),
    }


def _length(properties: Json) -> Any:
    if "TimeoutTime" in properties:
        return read_actions.moment(properties["TimeoutTime"])
    return {"amount": int(properties["TimeoutDuration"]), "unit": _UNITS[properties["TimeoutDurationType"]]}
