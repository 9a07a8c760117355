"""What the app registers on a portal, derived from the declarations of robots, placements and triggers."""

from __future__ import annotations

from b24app.placements import all_placements
from b24app.portals.registration import Manifest
from b24app.robots import all_robots
from b24app.triggers import all_triggers

LIFECYCLE_EVENTS = ("ONAPPUNINSTALL", "ONAPPUPDATE")


def manifest(public_url: str, user_id: int) -> Manifest:
    """Every handler lies under `public_url`; robots' calls carry `user_id`'s token."""
    events = {name for trigger in all_triggers().values() for name in trigger.events} | set(LIFECYCLE_EVENTS)
    return Manifest(
        robots={
            code: robot.registration(f"{public_url}/robots/{code}", user_id) for code, robot in all_robots().items()
        },
        placements={
            code: {
                "HANDLER": f"{public_url}/placements/{page}",
                "TITLE": declared.title["en"],
                "LANG_ALL": {language: {"TITLE": title} for language, title in declared.title.items()},
            }
            for page, declared in all_placements().items()
            for code in declared.codes
        },
        events=dict.fromkeys(sorted(events), f"{public_url}/events"),
    )
