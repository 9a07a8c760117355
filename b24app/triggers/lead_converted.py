"""Trigger: a lead reaches its success stage."""

from __future__ import annotations

from b24app.triggers._base import Trigger
from b24app.triggers._stages import LEAD, LEAD_EVENTS, entered, newest

trigger = Trigger(name="lead_converted", events=LEAD_EVENTS, occurrences=entered(LEAD, "S"), watermark=newest(LEAD))
