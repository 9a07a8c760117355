"""Whatever is called, the simulated portal answers with words and never with a failure of its own."""

from tests.fuzz.sizes import SEED, size
from tests.simulator.conftest import app, listener, published, sim, unfinished  # noqa: F401  # fixtures
from tests.simulator.test_sim_odd_requests import broken_by


def test_random_calls_never_break_the_portal(app):  # noqa: F811  # the fixture
    assert broken_by(app, size("calls of the portal"), seed=SEED) == []
