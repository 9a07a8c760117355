"""A reading in one line, so that a table of wordings shows what each of them means."""

from typing import Any

from b24app.english.case import to_case
from b24app.english.read import read
from b24app.english.reading import Reading, Understood

NAMES = {
    "send_email": "email", "send_sms": "sms", "send_whatsapp": "whatsapp", "send_notification": "bell",
    "send_bitrix_message": "chat", "create_task": "task", "schedule_call": "call", "set_reminder": "remind",
    "add_tag": "tag", "remove_tag": "untag", "add_comment": "comment", "move_stage": "move",
    "assign_responsible": "assign", "update_field": "set", "update_deal": "set", "update_task": "set",
    "webhook": "hook", "create_invoice": "invoice", "create_quote": "quote", "create_deal": "deal",
    "create_contact": "contact", "create_company": "company",
}  # fmt: skip
UNITS = {"minutes": "min", "hours": "h", "days": "d", "weeks": "w", "months": "mo", "business_days": "bd"}


def compact(sentence: str) -> str:
    """Guards in square brackets, then the steps; what could not be read says why."""
    return in_one_line(sentence, read(sentence))


def in_one_line(sentence: str, reading: Reading) -> str:
    """The same of a reading that is there already."""
    if not isinstance(reading, Understood):
        missing = ",".join(getattr(reading, "missing", ()))
        spans = [sentence[span.start : span.end] for span in getattr(reading, "uncovered", ())]
        return f"? {missing} {spans}"
    case = to_case(reading, "x")
    guards = f"[{_tests(case['conditions'])}] " if case["conditions"] else ""
    return guards + _steps(case["steps"])


def _steps(steps: list[dict[str, Any]]) -> str:
    return " ".join(_step(step) for step in steps)


def _step(step: dict[str, Any]) -> str:
    if "action" in step:
        return NAMES[step["action"]]
    if "delay" in step:
        return _time(step["delay"])
    if "if" in step:
        other = f" else {{{_steps(step['else'])}}}" if step["else"] else ""
        return f"if {_tests(step['if'])} {{{_steps(step['then'])}}}{other}"
    if "parallel" in step:
        return "par {" + " | ".join(_steps(lane) for lane in step["parallel"]) + "}"
    if "approval" in step:
        head = step["approval"]
        due = f" {_time(head['deadline'])}" if "deadline" in head else ""
        late = f" late {{{_steps(step['timeout'])}}}" if "timeout" in step else ""
        return f"ask {_who(head['approver'])}{due} {{{_steps(step['approved'])}}} {{{_steps(step['rejected'])}}}{late}"
    head = step["repeat"]
    until = f" until {_tests(head['until'])}" if "until" in head else ""
    most = f" max {head['max']}" if "max" in head else ""
    return f"every {_time(head['every'])}{until}{most} {{{_steps(step['steps'])}}}"


def _who(person: Any) -> str:
    if isinstance(person, list):
        return "+".join(_who(one) for one in person)
    return str(person).removeprefix("role:").removeprefix("group:").removeprefix("user:").strip("{}")


def _time(told: Any) -> str:
    if isinstance(told, str):
        return told
    if "until" in told:
        offset = told.get("offset")
        return f"until({told['until']}{f' {_time(offset)}' if offset else ''})"
    return f"{told['amount']}{UNITS[told['unit']]}"


def _tests(rows: list[dict[str, Any]]) -> str:
    return " & ".join(_test(row) for row in rows)


def _test(row: dict[str, Any]) -> str:
    if "any" in row:
        return "(" + " | ".join(_tests(group) for group in row["any"]) + ")"
    value = row.get("value", "")
    value = int(value) if isinstance(value, float) and value.is_integer() else value
    value = "/".join(value) if isinstance(value, tuple) else value
    return f"{row['field']} {row['op']} {value}".strip()
