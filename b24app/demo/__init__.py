"""`b24app demo`: the whole road against a simulated portal."""

from b24app.demo.road import DEFAULT, run_demo

__all__ = ["DEFAULT", "run_demo"]
