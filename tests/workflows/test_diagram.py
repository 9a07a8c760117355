"""Where the boxes of a diagram stand."""

import xml.etree.ElementTree as ET
from itertools import combinations
from pathlib import Path

from flask import Flask, render_template
from hypothesis import given, settings
from hypothesis import strategies as st

from b24app.plan.plan import Action, Approval, Ask, Choice, ForEach, Plan, Repeat, Wait
from b24app.plan.vocabulary import ACTIONS
from b24app.workflows.diagram import GAP_X, GAP_Y, MARGIN, WIDTH, diagram, wrapped

_TEMPLATES = Path(__file__).resolve().parents[2] / "b24app/templates"
_SVG = "{http://www.w3.org/2000/svg}"
_TALLEST = 200
_some = settings(deadline=None, max_examples=40)  # drawing a random plan is slow


def _drawn(plan):
    app = Flask("drawing", template_folder=str(_TEMPLATES))
    with app.app_context():
        return render_template("diagram.svg.j2", diagram=diagram(plan))


@_some
@given(data=st.data())
def test_no_two_boxes_touch_and_the_sheet_is_bounded_by_their_number(plans, data):
    sheet = diagram(data.draw(plans))
    for one, other in combinations(sheet.boxes, 2):
        aside = one.x + one.width < other.x or other.x + other.width < one.x
        above = one.y + one.height < other.y or other.y + other.height < one.y
        assert aside or above, (one, other)
    for box in sheet.boxes:
        assert MARGIN <= box.x <= sheet.width - MARGIN - box.width
        assert MARGIN <= box.y <= sheet.height - MARGIN - box.height
    assert sheet.width <= len(sheet.boxes) * (WIDTH + GAP_X) + 2 * MARGIN
    assert sheet.height <= len(sheet.boxes) * (_TALLEST + GAP_Y) + 2 * MARGIN


@_some
@given(data=st.data())
def test_every_node_has_exactly_one_box_and_so_have_the_start_and_the_end(plans, data):
    plan = data.draw(plans)
    rests = [f"{node.id}:otherwise" for node in plan.nodes() if isinstance(node, Choice)]
    rests += [f"{node.id}:again" for node in plan.nodes() if isinstance(node, Repeat | ForEach)]
    rests += [
        f"{node.timed_out.id}:in_time"
        for node in plan.nodes()
        if isinstance(node, Wait | Ask) and node.timed_out is not None
    ]
    rests += [
        f"{node.id}:timed_out"
        for node in plan.nodes()
        if isinstance(node, Approval) and node.deadline is not None and node.timed_out is None
    ]
    wanted = ["start", *(["holds"] if plan.conditions else []), *(node.id for node in plan.nodes()), *rests, "end"]
    assert sorted(box.node for box in diagram(plan).boxes) == sorted(wanted)


@_some
@given(data=st.data())
def test_no_line_crosses_a_box_and_all_go_down(plans, data):
    sheet = diagram(data.draw(plans))
    for edge in sheet.edges:
        assert edge.y1 < edge.bend < edge.y2
        left, right = sorted((edge.x1, edge.x2))
        for box in sheet.boxes:
            assert not _meets(box, edge.x1, edge.x1, edge.y1, edge.bend)
            assert not _meets(box, left, right, edge.bend, edge.bend)
            assert not _meets(box, edge.x2, edge.x2, edge.bend, edge.y2)


def _meets(box, left, right, top, bottom):
    beside = right <= box.x or left >= box.x + box.width
    return not (beside or bottom <= box.y or top >= box.y + box.height)


def test_nothing_leads_on_from_a_stop():
    plan = Plan.model_validate(
        {"entity": "CRM_DEAL", "trigger": {"name": "deal_won"}, "steps": [{"id": "n1", "kind": "stop"}]}
    )
    sheet = diagram(plan)
    assert [(edge.y1, edge.y2) for edge in sheet.edges] == [
        (sheet.boxes[0].y + sheet.boxes[0].height, sheet.boxes[1].y)
    ]


def test_a_plan_without_branches_fits_a_phone():
    steps = [{"id": "n1", "kind": "action", "action": "add_tag", "fields": {"tag": "Won"}}]
    plan = Plan.model_validate({"entity": "CRM_DEAL", "trigger": {"name": "deal_won"}, "steps": steps})
    assert diagram(plan).width <= 320


@given(st.lists(st.text(max_size=200), max_size=4))
def test_wrapped_lines_are_few_short_and_printable(paragraphs):
    lines = wrapped(*paragraphs)
    assert len(lines) <= 7
    assert all(len(line) <= 33 and line.isprintable() for line in lines)


def test_wrapping_loses_nothing_that_fits_and_says_when_it_cuts():
    assert wrapped("one two", "three") == ("one two", "three")
    assert wrapped("x" * 40) == ("x" * 33, "x" * 7)
    assert wrapped("word " * 200)[-1].endswith("…")


@_some
@given(data=st.data())
def test_the_drawing_is_well_formed_says_what_it_shows_and_holds_no_markup_of_the_plan(plans, data):
    plan = data.draw(plans)
    root = ET.fromstring(_drawn(plan))  # noqa: S314  # our own drawing
    assert root.get("role") == "img"
    assert root.findtext(f"{_SVG}title", "").startswith("When ")
    described = root.findtext(f"{_SVG}desc", "")
    assert all(ACTIONS[node.action].title in described for node in plan.nodes() if isinstance(node, Action))
    assert {element.tag.removeprefix(_SVG) for element in root.iter()} <= {
        "svg", "title", "desc", "g", "path", "rect", "text",
    }  # fmt: skip
    assert not any(name == "style" or name.startswith("on") for element in root.iter() for name in element.attrib)
    assert [card.get("data-node") for card in root.findall(f"{_SVG}svg")] == [box.node for box in diagram(plan).boxes]
