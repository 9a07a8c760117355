"""The demo can make happen whatever can be published."""

import pytest

from b24app.demo.happenings import HAPPENINGS
from b24app.plan.vocabulary import TRIGGERS

BUILT = sorted(name for name, word in TRIGGERS.items() if word.built)


def test_every_trigger_that_is_built_has_a_happening():
    assert sorted(HAPPENINGS) == BUILT


@pytest.mark.parametrize("name", BUILT)
def test_the_happening_starts_the_workflow_in_the_portal(office, name):
    title = TRIGGERS[name].title
    published = office.publish(office.bearer, f'When {title}, add a comment "It happened"')
    assert published.status == 201, published.text

    method, params, _ = HAPPENINGS[name]
    office.user_does(method, **params)

    assert office.finished(office.bearer, published.json["id"])["state"] == "finished"
    assert "It happened" in [row["COMMENT"] for row in office.state("comments")]
