"""Says how much is done and how to do the same again."""

from tests.fuzz.sizes import PERCENT, SEED


def pytest_report_header() -> str:
    """Shown first."""
    return f"fuzz: {PERCENT:g} % of the long runs; FUZZ_SEED={SEED} repeats this one"
