"""calendar.settings.get: the working time by which templates count business days (workflow/dates.py)."""

from __future__ import annotations

from typing import Any

from simulator.methods.base import Call, Method
from simulator.workflow.dates import WORK_END, WORK_START


def settings(_call: Call) -> dict[str, Any]:
    """Hours as the portal writes them, `9` or `9.30`; days off by their English letters (calendar-settings-get.md)."""
    return {
        "work_time_start": str(WORK_START.hour),
        "work_time_end": str(WORK_END.hour),
        "year_holidays": "",
        "year_workdays": "",
        "week_holidays": ["SA", "SU"],
        "week_start": "MO",
    }


METHODS = {"calendar.settings.get": Method(settings, "calendar")}
