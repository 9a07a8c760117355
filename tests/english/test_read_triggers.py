"""Every trigger in the ways people tell it, in the frames they put it in, so that no rule fits one sentence."""

import pytest

from b24app.english.case import to_case
from b24app.english.read import read
from b24app.english.reading import Understood

STEP = "notify the responsible"
# What starts it -> the ways to say so.
TOLD = {
    ("deal_won", ""): """
        a deal is won
        a deal gets won
        we win a deal
        we've won a deal
        a deal has been won
        a deal was closed successfully
        a deal is closed as won
        a deal is marked as won
        somebody marks a deal won
        a deal goes to won
        a deal moves to Won
        a deal turns into a win
        an opportunity is won
        we close a deal
        the deal is successfully closed
        a deal reaches the won stage
        a deal lands in Won
        a deal has just been won
        winning a deal
        a deal becomes won
        the client says yes to the deal
        a deal ends in success
        a deal is closed won
        deal is moved to won
        a customer signs the deal
        we land a deal
        the deal has been successfully won
        a rep wins a deal
        our team wins an opportunity
        the deal is dragged to Won
    """,
    ("deal_lost", ""): """
        a deal is lost
        we lose a deal
        a deal gets lost
        a deal has been lost
        a deal is marked as lost
        a deal falls through
        a deal goes to Lost
        a deal moves to lost
        an opportunity is lost
        a deal fails
        a deal was closed as lost
        losing a deal
        the deal turns out lost
        a deal ends up lost
        somebody marks the deal lost
        a deal is closed lost
        a deal slips away
        a rep loses a deal
        a deal is set to lost
        a deal dies
        a deal was closed unsuccessfully
        the deal becomes lost
    """,
    ("deal_created", ""): """
        a deal is created
        a new deal is created
        a deal gets created
        someone creates a deal
        a new deal comes in
        a deal is added
        a deal is opened
        we get a new deal
        a new deal appears
        a deal has been registered
        a new deal lands in the CRM
        a new opportunity is created
        an opportunity is opened
        a deal shows up
        a new deal is entered
        a sales rep adds a deal
        a new deal arrives in the pipeline
        a deal comes into being
        there is a new deal
        a deal is set up
        a rep opens a new deal
        new deals are created
        a fresh deal appears
        a manager creates a new deal
        we start a new deal
        a new deal pops up
    """,
    ("lead_created", ""): """
        a lead is created
        a new lead comes in
        a lead arrives
        we receive a new lead
        someone adds a lead
        a lead has come in
        a new prospect is added
        a new inquiry arrives
        a lead is registered
        an enquiry comes in
        a new lead shows up
        we get a lead
        a fresh lead lands in the system
        a lead pops up
        a lead is captured
        a website form creates a lead
        a lead is submitted
        a prospect signs up
        a lead enters the CRM
        a new request from the website comes in (lead)
        a lead gets in
        a lead is generated
        a new lead has been received
        we have a new lead
        there's a new lead
        a lead is imported
        an inquiry is received
        a prospect is registered
        a lead drops in
        a lead is recorded
    """,
    ("lead_converted", ""): """
        a lead is converted
        a lead gets converted
        a lead converts
        we convert a lead
        a lead becomes a deal
        a lead turns into a deal
        a lead has been converted into a deal
        somebody converts a lead
        a lead was successfully converted
        a lead is turned into a deal
        a prospect becomes a customer
        a lead becomes a client
        a lead is qualified and converted
        lead conversion happens
        a lead conversion is done
        a prospect is converted
        a lead is made into a deal
        a lead turns into a customer
        a lead gets converted to a contact
    """,
    ("lead_updated", ""): """
        a lead is updated
        a lead changes
        a lead is edited
        somebody edits a lead
        a lead gets modified
        a lead's details change
        lead data changes
        information on a lead is updated
        a lead is modified
        changes are made to a lead
        someone changes a lead
        a prospect is updated
        a lead has been changed
        any change is made to a lead
    """,
    ("deal_updated", ""): """
        a deal is updated
        a deal changes
        a deal is edited
        someone edits a deal
        anything changes in a deal
        a deal gets updated
        deal details change
        a deal has been modified
        something in the deal changes
        someone makes changes to a deal
        any field of the deal changes
        an opportunity is edited
        the data of a deal is changed
    """,
    ("contact_created", ""): """
        a contact is created
        a new contact is added
        someone adds a contact
        a contact gets added to the CRM
        a client card is created
        a new contact appears
        a contact has been entered
        a new contact is saved
        a contact is registered
        a contact record is created
        a new customer is added
        a new client is created
        we add a new contact person
        a contact is imported
    """,
    ("contact_updated", ""): """
        a contact is updated
        a contact changes
        a contact's data is edited
        someone changes a contact
        a contact is modified
        contact details change
        contact information is updated
        a contact record is edited
        a contact card is changed
        a client's card is edited
        somebody modifies a contact
        the details of a contact are changed
    """,
    ("company_created", ""): """
        a company is created
        a new company is added
        a new account is created
        an organization is registered
        somebody adds a company
        a company appears
        a company record is created
        a new company card is created
        we add a company
        a company gets registered
        a new client company is added
    """,
    ("company_updated", ""): """
        a company is updated
        a company changes
        company details change
        a company record is edited
        an account is updated
        someone edits a company
        company data is changed
        a company profile is modified
        company information is changed
    """,
    ("task_created", ""): """
        a task is created
        a new task is added
        somebody creates a task
        a task gets assigned
        a task is set
        a new to-do is created
        a task is opened
        a new task appears
        someone adds a task
        a task has been created
        we create a task
        a task is given out
    """,
    ("task_completed", ""): """
        a task is completed
        a task is done
        a task is finished
        a task gets closed
        someone completes a task
        a task is marked as done
        a task has been completed
        a to-do is ticked off
        an employee finishes a task
        a task is marked complete
        a task is checked off
        somebody closes a task
        the task has been finished
        a task reaches completion
        the assignee completes the task
        a task is wrapped up
    """,
    ("task_overdue", ""): """
        a task is overdue
        a task becomes overdue
        a task goes overdue
        a task misses its deadline
        a task passes its deadline
        a task is late
        a task is past due
        a task runs over its deadline
        a deadline of a task is missed
        a task isn't completed on time
        a task is not done by its deadline
        a task deadline passes
        the deadline of a task expires
        a task has not been finished in time
        a task turns overdue
        a task is running late
        a task is behind schedule
        a task is delayed
        the due date of a task has passed
    """,
    ("invoice_overdue", ""): """
        an invoice is overdue
        an invoice becomes overdue
        an invoice goes overdue
        an invoice is past due
        an invoice is not paid on time
        a bill is overdue
        a payment is late
        a payment is overdue
        an invoice passes its due date
        an invoice hasn't been paid by its due date
        a customer doesn't pay on time
        an invoice is late
        an invoice remains unpaid after the due date
        a client misses a payment
        an invoice turns overdue
        an unpaid invoice is overdue
        the due date of an invoice passes
        a customer is late paying
        a customer fails to pay an invoice
        an invoice is unpaid past its due date
        an invoice has gone past due
        a payment deadline is missed
        the payment deadline passes
    """,
    ("invoice_paid", ""): """
        an invoice is paid
        a client pays an invoice
        an invoice gets paid
        payment arrives
        we receive payment
        a payment is received
        a bill is paid
        a customer pays
        an invoice has been settled
        a payment comes in
        an invoice is marked as paid
        the money arrives
        the client has paid
        an invoice is fully paid
        a customer settles an invoice
        payment has been made
        a payment is made
        payment is confirmed
        a bill is settled
        an invoice is cleared
        the customer pays the bill
        we get paid
        a payment goes through
        payment of an invoice is received
        an invoice gets settled
    """,
    ("quote_created", ""): """
        a quote is created
        a new quote is created
        somebody makes a quote
        a quote is issued
        a proposal is created
        an estimate is prepared
        a quotation is drafted
        we create a quote
        a new offer is made
        a quote is added
        a commercial proposal is created
        we issue a quotation
        a quote is generated
        a rep prepares a quote
        a proposal is drawn up
    """,
    ("quote_approved", ""): """
        a quote is approved
        a quote is accepted
        a client accepts the quote
        the customer approves a quote
        a quote gets approved
        a proposal is accepted
        an estimate is approved
        a quotation is confirmed
        a client signs the quote
        the client says yes to a quote
        a quote receives approval
        an offer is accepted
        the customer agrees to the quote
        a quote is signed off
        a client gives the green light to a quote
        a quote gets the go-ahead
        the quote has been greenlit
    """,
    ("meeting_scheduled", ""): """
        a meeting is scheduled
        a meeting is planned
        somebody books a meeting
        a meeting gets booked
        an appointment is made
        a meeting is set up
        a meeting has been arranged
        a new meeting is added to the calendar
        we schedule a meeting
        an appointment is booked
        a client books an appointment
        a meeting is put in the calendar
        a rep schedules a meeting with a client
        a visit is scheduled (meeting)
        a meeting gets set
        a new meeting appears in the calendar
        a meeting is organised
    """,
    ("activity_added", "call"): """
        a call is logged
        a phone call is added
        someone logs a call
        a new call is recorded
        a call is registered
        a call is made
        a call comes in
        an incoming call is logged
        a call activity is added
        a rep logs a call on a deal
    """,
    ("activity_added", "note"): """
        a note is added
        somebody writes a note
        a new note appears
        a note is left on a deal
        a note is posted
        someone leaves a note
        a note is added to a contact
        a note gets written
    """,
    ("activity_added", "email"): """
        an email is logged
        an email arrives
        a new email is received
        an email is added to a deal
        an incoming email comes in
        we receive an email
        a client sends an email
        a customer writes an email
        an email activity is added
    """,
    ("activity_added", ""): """
        an activity is added
        a new activity is created
        someone logs an activity
        an activity is recorded
        an activity is registered on a deal
    """,
    ("stage_changed", "Negotiation"): """
        a deal moves to Negotiation
        a deal is moved to Negotiation
        a deal enters Negotiation
        a deal reaches Negotiation
        a deal gets to the Negotiation stage
        a deal lands in Negotiation
        the stage of a deal changes to Negotiation
        a deal's stage becomes Negotiation
        a deal is dragged to Negotiation
        someone moves a deal to Negotiation
        a deal goes into Negotiation
        a deal arrives at stage Negotiation
        a deal hits the Negotiation stage
        a deal advances to "Negotiation"
        the deal stage is set to Negotiation
        a deal is put into Negotiation
        a deal progresses to Negotiation
        a deal transitions to Negotiation
        a deal is at the stage Negotiation
        a deal changes stage to Negotiation
        a deal switches to the 'Negotiation' stage
        a deal comes to the Negotiation stage
        the status of a deal changes to Negotiation
        a deal has been moved into Negotiation
        we move a deal to Negotiation
        a deal is now in Negotiation
        a deal ends up in Negotiation
        a deal is transferred to Negotiation
        a deal turns to Negotiation
        a rep drags a deal into "Negotiation"
        a deal gets promoted to Negotiation
        an opportunity enters the Negotiation stage
        a deal proceeds to Negotiation
        a deal is pushed to Negotiation
        a deal's status turns Negotiation
        a deal gets the status Negotiation
        a deal falls back to Negotiation
        a deal returns to Negotiation
        a deal makes it to Negotiation
        the deal gets into Negotiation
        Negotiation is reached by a deal
        the Negotiation stage is reached
        a deal steps into Negotiation
        a deal slides into Negotiation
    """,
    ("stage_changed", "Contacted"): """
        a lead moves to Contacted
        a lead's status becomes Contacted
        a lead reaches the Contacted status
        the status of a lead is changed to Contacted
        a lead gets status Contacted
    """,
    ("stage_changed", ""): """
        a deal changes stage
        the stage of a deal changes
        a deal moves to another stage
        a deal moves to a new stage
        the deal stage changes
        a deal's stage is changed
        a deal is moved to a different stage
        somebody changes the stage of a deal
        a deal switches stages
        a deal moves forward in the pipeline
    """,
}
FRAMES = [
    "When {}, {step}.",
    "As soon as {}, please {step}",
    "{Large}: {step}",
    "Every time {}, {step}",
    "Once {}, I want the responsible to be notified",
    "{Large} -> {step}",
    "If {}, then {step}",
    "Please {step} whenever {}",
    "In the event that {}, the responsible should be notified",
    "{Large}? Notify the responsible.",
    "I want the responsible to be notified whenever {}",
    "After {}, {step}",
]
# Words for "changed" that open a sentence without an announcing word are not told from a command.
ANNOUNCED_ONLY = {"information on a lead is updated"}


@pytest.mark.parametrize(
    ("trigger", "told"), TOLD.items(), ids=lambda value: "-".join(value) if len(value) == 2 else ""
)
def test_a_trigger_is_understood_however_it_is_told(trigger, told):
    misread = []
    for words in filter(None, (line.strip() for line in told.splitlines())):
        for frame in FRAMES:
            if words in ANNOUNCED_ONLY and "{Large}" in frame:
                continue
            sentence = frame.format(words, step=STEP, Large=words[0].upper() + words[1:])
            reading = read(sentence)
            case = to_case(reading, "x")
            steps = [step.get("action") for step in case["steps"]]
            found = (case["trigger"], case["trigger_filter"] or ""), case["conditions"], steps
            if not isinstance(reading, Understood) or found != (trigger, [], ["send_notification"]):
                misread.append((sentence, found))

    assert misread == []
