"""Trigger: a quote is added. The portal starts the template itself (AUTO_EXECUTE '1')."""

from __future__ import annotations

from b24app.triggers._base import Trigger

trigger = Trigger(name="quote_created")
