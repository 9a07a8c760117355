"""Constructs of the grammar, each put together from parts, so that no rule can fit one sentence only."""

import pytest

from b24app.english.case import to_case
from b24app.english.read import read
from b24app.english.reading import Question, Refusal, Understood

STEP = "notify the responsible"
TOLD = {"action": "send_notification", "to": "{{ASSIGNED_BY_ID}}"}


def case_of(sentence: str):
    reading = read(sentence)
    assert isinstance(reading, Understood), (sentence, reading)
    return to_case(reading, "x")


def short(step):
    return {"action": step["action"], "to": step["fields"].get("to")}


GUARDS = [
    ("amount over 10k", {"field": "amount", "op": "gt", "value": 10000.0}),
    ("the amount is at least 5,000 EUR", {"field": "amount", "op": "gte", "value": 5000.0}),
    ("source = Trade fair", {"field": "source", "op": "eq", "value": "Trade fair"}),
    ("Customer type is Partner", {"field": "Customer type", "op": "eq", "value": "Partner"}),
    ("tags contain 'vip'", {"field": "tags", "op": "contains", "value": "vip"}),
    ("field VAT number empty", {"field": "VAT number", "op": "empty"}),
    ("region is North or South", {"field": "region", "op": "in", "value": ("North", "South")}),
    ("currency is other than EUR", {"field": "currency", "op": "ne", "value": "EUR"}),
]


@pytest.mark.parametrize(("words", "row"), GUARDS)
@pytest.mark.parametrize(
    "shape", ["When a deal is created and {}, {}", "When a deal is created, {} if {}", "deal created & {} -> {}"]
)
def test_a_guard_is_understood_wherever_it_stands(shape, words, row):
    swapped = "if {}" in shape
    case = case_of(shape.format(STEP, words) if swapped else shape.format(words, STEP))

    assert case["trigger"] == "deal_created"
    assert case["conditions"] == [row]
    assert [short(step) for step in case["steps"]] == [TOLD]


NOUNS = [
    ("deal", "deal_created"), ("lead", "lead_created"), ("contact", "contact_created"), ("company", "company_created"),
]  # fmt: skip


@pytest.mark.parametrize(("noun", "trigger"), NOUNS)
@pytest.mark.parametrize(
    "shape", ["{} created: ", "new {} -> ", "new {}? ", "a {} has been added => ", "each new {}: "]
)
def test_clipped_triggers_are_understood(noun, trigger, shape):
    assert case_of(shape.format(noun) + STEP)["trigger"] == trigger


@pytest.mark.parametrize("field", ["amount", "Delivery date", "region", "phone"])
@pytest.mark.parametrize(
    "shape", ["the {field} of a deal changes", "a deal's {field} is changed", "the {field} on a deal is edited"]
)
def test_a_changed_field_is_watched(shape, field):
    case = case_of(f"When {shape.format(field=field)}, {STEP}")

    assert (case["trigger"], case["trigger_filter"]) == ("deal_updated", field)


@pytest.mark.parametrize("stage", ["Contract", "'Final review'", "On hold"])
@pytest.mark.parametrize(
    "shape",
    ["When a deal moves to {}, ", "deal enters {}: ", "When the stage of a deal becomes {}, ", "deal stage -> {}: "],
)
def test_a_named_stage_starts_it(shape, stage):
    case = case_of(shape.format(stage) + STEP)

    assert (case["trigger"], case["trigger_filter"]) == ("stage_changed", stage.strip("'"))


WAITS = [
    ("wait 2 days, then", {"amount": 2, "unit": "days"}),
    ("after 3 business days", {"amount": 3, "unit": "business_days"}),
    ("1 week later", {"amount": 1, "unit": "weeks"}),
    (
        "wait until 5 days before Course start, then",
        {"until": "Course start", "offset": {"amount": -5, "unit": "days"}},
    ),
]


@pytest.mark.parametrize(("words", "delay"), WAITS)
def test_a_wait_comes_before_its_step(words, delay):
    assert case_of(f"When a deal is won, {words} {STEP}")["steps"][0] == {"delay": delay}


@pytest.mark.parametrize("who", ["the CFO must approve", "ask the CFO to approve", "the CFO has to approve it"])
@pytest.mark.parametrize(
    "answers",
    [
        "yes: {}; no: add the tag No",
        "approved -> {}, rejected -> add the tag No",
        "if approved {}, otherwise add the tag No",
    ],
)
def test_an_approval_has_both_outcomes(who, answers):
    (step,) = case_of(f"When a deal is created, {who} within 2 days. {answers.format(STEP)}")["steps"]

    assert step["approval"] == {"approver": "role:CFO", "deadline": {"amount": 2, "unit": "days"}}
    assert [short(row) for row in step["approved"]] == [TOLD]
    assert [row["action"] for row in step["rejected"]] == ["add_tag"]


@pytest.mark.parametrize("end", ["until it is paid", "until paid, max 5 times", "at most 5 times"])
def test_a_repetition_ends(end):
    (step,) = case_of(f"When an invoice is overdue, email the client every 3 days {end}")["steps"]

    assert step["repeat"]["every"] == {"amount": 3, "unit": "days"}
    assert step["repeat"].get("max") == (5 if "5" in end else None)
    assert bool(step["repeat"].get("until")) == ("paid" in end)


@pytest.mark.parametrize(
    "shape",
    ["at the same time: {} and {}", "in parallel: {}; {}", "{} and {} at the same time", "{}; at the same time {}"],
)
def test_steps_at_the_same_time_are_lanes(shape):
    (step,) = case_of("When a deal is won, " + shape.format("email the client", "create a task for legal"))["steps"]

    assert [[row["action"] for row in lane] for lane in step["parallel"]] == [["send_email"], ["create_task"]]


@pytest.mark.parametrize(
    "ban", ["do not e-mail them", "never email the client", "no emails please", "nobody should mail them"]
)
def test_what_is_forbidden_never_becomes_a_step(ban):
    case = case_of(f"When a deal is lost, add the tag Lost, {ban}")

    assert [step["action"] for step in case["steps"]] == ["add_tag"]


def test_what_is_both_asked_for_and_forbidden_is_a_question():
    reading = read("When a deal is lost, email the client. Do not email the client")

    assert isinstance(reading, Question)
    assert "forbidden" in reading.missing


SLIPS = [("notfy", "notify"), ("emial", "email"), ("remvoe", "remove"), ("invoce", "invoice"), ("shoud", "should")]


@pytest.mark.parametrize(("slip", "meant"), SLIPS)
def test_slips_of_trigger_and_action_words_are_mended(slip, meant):
    from b24app.english.grammar.words.lexer import lex
    from b24app.english.grammar.words.spelling import mended

    tokens, notes = mended(lex(f"please {slip} it"))

    assert tokens.word(1) == meant
    assert notes == [f"“{slip}” was read as “{meant}”."]


@pytest.mark.parametrize("text", ['"notfy"', "Notfyer Ltd", "insurance", "contains", "deleted", "stock"])
def test_quotes_names_and_other_words_are_left_alone(text):
    from b24app.english.grammar.words.lexer import lex
    from b24app.english.grammar.words.spelling import mended

    assert mended(lex(f"when a deal of {text} is won"))[1] == []


LANGUAGES = [
    ("Wenn ein Deal gewonnen wird, sende dem Kunden eine E-Mail", "Englisch"),
    ("Quand une affaire est perdue, envoyer un email au client", "anglais"),
    ("Cuando se gana una negociación, enviar un correo al cliente", "inglés"),
    ("Когда сделка выиграна, отправить письмо клиенту", "английский"),
]


@pytest.mark.parametrize(("text", "word"), LANGUAGES)
def test_other_languages_are_answered_in_their_own_words(text, word):
    reading = read(text)

    assert isinstance(reading, Question)
    assert reading.missing == ("language",)
    assert word in reading.text


ORDINARY = [
    "When a deal is won, remove the tag Cold and notify all members of the sales team",
    "When a deal is lost, remove the tag VIP from it and add a comment 'All done'",
    "When a lead is created, tag it as fake",
    "When a deal is won, POST to http://intranet/hook",
]


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_words_are_not_taken_for_hostile_ones(text):
    assert not isinstance(read(text), Refusal)
