"""A listening fake for each test, and each test for both providers."""

import pytest

from tests.ai.fakes import DIALECTS, listening


@pytest.fixture
def fake():
    with listening() as server:
        yield server


@pytest.fixture(params=DIALECTS, ids=lambda dialect: dialect.name)
def words(request):
    return request.param
