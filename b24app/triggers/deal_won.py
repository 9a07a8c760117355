"""Trigger: a deal reaches a success stage of any pipeline."""

from __future__ import annotations

from b24app.triggers._base import Trigger
from b24app.triggers._stages import DEAL, DEAL_EVENTS, entered, newest

trigger = Trigger(name="deal_won", events=DEAL_EVENTS, occurrences=entered(DEAL, "S"), watermark=newest(DEAL))
