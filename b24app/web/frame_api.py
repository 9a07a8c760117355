"""What the pages' scripts ask of a description: every request carries the bearer of a verified opening."""

from __future__ import annotations

from flask import Blueprint, request

from b24app.english.reading import Question, Reading, Refusal, Understood
from b24app.web.bodies import Described, Json, parsed, shown
from b24app.web.guards import Guards
from b24app.web.reader import Reader, Who


class ToRead(Described):
    """What a person typed, and who is to read it."""

    provider: Who = "auto"


def frame_api(guards: Guards, reader: Reader) -> Blueprint:
    """Renew a bearer, read a description."""
    page = Blueprint("frame_api", __name__, url_prefix="/frame")

    @page.post("/renew")
    def renew() -> Json:
        return {"bearer": guards.bearers.issue(guards.renewed(request))}

    @page.post("/read")
    def understand() -> Json:
        session, told = guards.session(request), parsed(ToRead, request)
        reading = reader.read(session.member_id, told.description, told.provider)
        return {**_reading(reading), "reader": reading.reader, "setbacks": list(reading.setbacks)}

    return page


def _reading(reading: Reading) -> Json:
    match reading:
        case Understood() as understood:
            return {"status": "workflow", **shown(understood.plan, understood.notes)}
        case Question() as question:
            return {
                "status": "clarify",
                "question": question.text,
                "choices": list(question.choices),
                "missing": list(question.missing),
                "uncovered": [span.model_dump() for span in question.uncovered],
            }
        case Refusal() as refusal:
            return {"status": "refuse", "reason": refusal.reason, "explanation": refusal.text}
