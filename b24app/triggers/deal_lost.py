"""Trigger: a deal reaches a failure stage of any pipeline."""

from __future__ import annotations

from b24app.triggers._base import Trigger
from b24app.triggers._stages import DEAL, DEAL_EVENTS, entered, newest

trigger = Trigger(name="deal_lost", events=DEAL_EVENTS, occurrences=entered(DEAL, "F"), watermark=newest(DEAL))
