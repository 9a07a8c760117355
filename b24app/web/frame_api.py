"""What the pages' scripts ask of a description: every request carries the bearer of a verified opening."""

from __future__ import annotations

from flask import Blueprint, request

from b24app.english.read import read
from b24app.english.reading import Question, Refusal, Understood
from b24app.web.bodies import Described, Json, parsed, shown
from b24app.web.guards import Guards


def frame_api(guards: Guards) -> Blueprint:
    """Renew a bearer, read a description."""
    page = Blueprint("frame_api", __name__, url_prefix="/frame")

    @page.post("/renew")
    def renew() -> Json:
        return {"bearer": guards.bearers.issue(guards.renewed(request))}

    @page.post("/read")
    def understand() -> Json:
        guards.session(request)
        return _reading(parsed(Described, request).description)

    return page


def _reading(description: str) -> Json:
    match read(description):
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
