"""What must be ticked before publishing follows from the plan, whoever read it."""

import pytest

from b24app.errors import NotConfirmed
from b24app.plan.confirm import refuse_unconfirmed, to_confirm
from b24app.plan.plan import Plan

OWNER = [{"kind": "responsible"}]
CLIENT = [{"kind": "client"}]


def plan(*steps, trigger="deal_won", **narrowed):
    numbered = [{"id": f"n{index}", "kind": "action", **step} for index, step in enumerate(steps, 1)]
    told = {"entity": "CRM_DEAL", "trigger": {"name": trigger, **narrowed}, "steps": numbered}
    return Plan.model_validate(told)


def texts(*steps, **told):
    return [one.text for one in to_confirm(plan(*steps, **told))]


def mail(to, **more):
    return {"action": "send_email", "fields": {"to": to, "body": "Hi"}, **more}


def test_what_stays_in_the_portal_needs_no_tick():
    notify = {"action": "send_notification", "fields": {"to": [*OWNER, {"kind": "group", "name": "Sales"}]}}
    task = {"action": "create_task", "fields": {"title": "Call", "assignee": OWNER}}

    assert texts(notify, task) == []


def test_a_message_to_the_client_or_a_written_address_is_ticked_by_its_recipient():
    stranger = [{"kind": "address", "value": "boss@evil.test"}, *OWNER]

    assert texts(mail(CLIENT), mail(stranger), mail(OWNER)) == [
        "Send an e-mail to the client, outside your Bitrix24.",
        "Send an e-mail to boss@evil.test, outside your Bitrix24.",
    ]


def test_a_call_of_a_web_address_is_ticked_with_the_whole_address():
    hook = {"action": "webhook", "fields": {"url": "https://hooks.example.com/a?b=c"}}

    assert texts(hook) == ["Data leave your Bitrix24: https://hooks.example.com/a?b=c is called."]


def test_an_effect_inside_a_repetition_is_ticked():
    inner = mail(OWNER, id="n2", kind="action")
    again = {"kind": "repeat", "every": {"amount": 1, "unit": "days"}, "max": 5, "steps": [inner]}

    assert texts(again) == ["Again and again, up to 5 times: send an e-mail."]


def test_an_effect_for_every_value_of_a_list_is_ticked():
    task = {"id": "n2", "kind": "action", "action": "create_task", "fields": {"title": "Call {{ITEM}}"}}

    assert texts({"kind": "for_each", "over": "Participants", "steps": [task]}) == [
        "Once for every value of Participants: create a task."
    ]


def test_a_message_outside_at_every_change_of_a_record_says_so():
    assert "at every single change" in texts(mail(CLIENT), trigger="deal_updated")[0]
    assert "at every single change" not in texts(mail(CLIENT), trigger="deal_updated", field="Amount")[0]


def test_only_the_very_sentence_confirms():
    """
    A tick for one address is none for another.
    """
    asked = plan(mail([{"kind": "address", "value": "a@a.test"}]), mail([{"kind": "address", "value": "b@b.test"}]))
    first, second = (one.text for one in to_confirm(asked))

    refuse_unconfirmed(asked, [first, second, "something else"])
    with pytest.raises(NotConfirmed) as refused:
        refuse_unconfirmed(asked, [first])
    assert refused.value.what == (second,)
