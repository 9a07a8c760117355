"""Robot mark: its accepted call is the trace, so it asks nobody and is shown to nobody."""

from b24app.robots.mark import Outputs, robot


def test_it_does_nothing_and_needs_nothing(ctx):
    here = ctx()
    assert robot.run(robot.parse({}), here) == Outputs()
    assert here.portal.asked == []
    assert here.http.asked == []


def test_it_keeps_what_the_template_tells():
    inputs = robot.parse({"start_key": "k", "VERSION": "w.1", "node": "n2", "values": "a=1"})
    assert (inputs.start_key, inputs.version, inputs.node, inputs.values) == ("k", "w.1", "n2", "a=1")


def test_it_is_not_in_the_pick_lists_and_does_not_wait():
    told = robot.registration("https://app.example/robots/mark", 1)
    assert told["USE_SUBSCRIPTION"] == "N"
    assert told["FILTER"] == {"INCLUDE": [["b24app"]]}
