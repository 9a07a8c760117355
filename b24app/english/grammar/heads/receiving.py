"""Actions told by what reaches somebody: "the client gets an SMS", "a form is e-mailed to them", "Ben a task"."""

from __future__ import annotations

from b24app.english.grammar.conditions.currencies import CURRENCY_NAMES
from b24app.english.grammar.heads.channels import CHANNELS, channel_after, channel_ahead
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.heads.objects import OBJECTS, past_article, record, thing
from b24app.english.grammar.heads.passives import given, just_named
from b24app.english.grammar.people.meant import CLIENT, People, people, person, subjects
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, phrases
from b24app.english.grammar.words.lexicons import RECEIVES, TO_BE
from b24app.plan.vocabulary import ActionName


def receives(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "the client gets an email", "the rep receives a task"."""
    whom = subjects(tokens, index) or just_named(tokens, index)
    return received(tokens, index, _inbox(tokens, whom)) if whom else None


def received(tokens: Tokens, index: int, whom: Found[People]) -> Found[Frame] | None:
    """Reads "gets an email", "receives a task" behind the people who do."""
    verb = RECEIVES.find(tokens, whom.end) or _got(tokens, whom.end)
    held = verb is None and tokens.word(whom.end) in {"has", "have"}
    verb = Found(True, whom.end + 1) if held else verb
    found = thing(tokens, verb.end) if verb else None
    found = found or (_one_more(tokens, verb.end) if verb else None)
    there = verb is not None and tokens.word(verb.end) in {"the", "this", "that"}
    if there and found and found[0] in {*_MADE, "create_quote"}:
        found = None  # "the accountant gets the invoice": it is there, and by what channel may have to be asked
    sent = _sent(tokens, index, verb.end, whom.value) if verb and not found else None
    if sent:
        return Found(sent, sent.end)
    if verb and tokens.word(verb.end) == "template":
        channel = channel_ahead(tokens, verb.end) or "send_email"
        return Found(Frame(channel, index, verb.end, verb="send", to=whom.value), verb.end)
    if held and found and found[0] not in {"create_task", "set_reminder"}:
        return None
    if not found or found[0] in {"add_tag", "webhook", "add_comment"}:
        return None
    if found[0] == "create_task" and CLIENT in whom.value:
        return None  # no task is a client's
    frame = Frame(found[0], index, found[2], verb="create", modifiers=found[1])
    return Found(given(frame, whom.value), found[2])


def _got(tokens: Tokens, at: int) -> Found[bool] | None:
    """Reads "got" in "I'd love it if the client got an SMS": the past tense of a wish, elsewhere an event."""
    if tokens.word(at) not in {"got", "received"}:
        return None
    wished = any(tokens.word(place) == "if" and tokens.word(place - 1) in _WISHED for place in range(1, at))
    return Found(True, at + 1) if wished else None


_WISHED = {"it", "great", "nice", "lovely", "good", "wonderful", "fantastic", "perfect", "ideal", "helpful", "cool"}


def made_to_have(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "let the client have a text", "have Ben get a task 'X'"."""
    whom = people(tokens, index + 1) if tokens.word(index) in {"let", "have", "make"} else None
    at = whom.end if whom and whom.value else index
    found = (
        thing(tokens, at + 1) if at > index and tokens.word(at) in {"have", "get", "receive", "see", "find"} else None
    )
    if not whom or not found or found[0] in {"add_tag", "webhook", "add_comment", *_MADE}:
        return None
    frame = Frame(found[0], index, found[2], verb="create", modifiers=found[1])
    return Found(given(frame, whom.value), found[2])


def _inbox(tokens: Tokens, whom: Found[People]) -> Found[People]:
    """Past the inbox of "Finance's inbox (gets a mail)": its owner is meant."""
    theirs = tokens.word(whom.end) == "'s" and tokens.word(whom.end + 1) in {
        "inbox",
        "mailbox",
        "bell",
        "chat",
        "phone",
    }
    return Found(whom.value, whom.end + 2) if theirs else whom


def _one_more(tokens: Tokens, at: int) -> tuple[ActionName, str, int] | None:
    """Reads "(Logistics gets a task, Accounting gets) one called "Issue it"": the thing that was told before."""
    if tokens.word(at) not in {"one", "another"} or tokens.word(at + 1) not in _NAMING:
        return None
    before = (OBJECTS.find(tokens, place) for place in range(at - 1, max(-1, at - _FAR_BACK), -1))
    made = next((one.value for one in before if one and one.value in {"create_task", "set_reminder"}), None)
    return (made, "", at + 1) if made else None


_NAMING = {"called", "named", "titled", ":", "to"}
_FAR_BACK = 30


def _sent(tokens: Tokens, start: int, index: int, whom: People) -> Frame | None:
    """Reads "(the client gets) it by mail", "a confirmation via WhatsApp", "our price list by e-mail"."""
    quoted = _quoted(tokens, start, index, whom)
    if quoted:
        return quoted
    pronoun = tokens.word(index) in {"it", "them", "this", "these", "one"}
    at = index + 1 if pronoun else past_article(tokens, index)
    bare = at == index
    if bare and tokens.word(at) in {"to", "out", "in", "up", "back", "no", "not", "nothing"}:
        return None
    while not pronoun and at - index < _LONGEST_THING and tokens.kind(at) == "WORD" and tokens.word(at) not in _BY:
        at += 1
    at += tokens.kind(at) == "URL"
    cast = channel_after(tokens, at) if tokens.word(at) == "as" and pronoun else None
    if cast:
        return Frame(cast.value, start, cast.end, verb="send", to=whom)  # "the owner sees it as a bell"
    channel = channel_ahead(tokens, at) if tokens.word(at) in _BY and at > index else None
    if bare and not channel_after(tokens, at):
        return None
    content = "" if pronoun or record(tokens, index) == at else tokens.text(index, at)
    return Frame(channel, start, at, verb="send", to=whom, content=content) if channel else None


def _quoted(tokens: Tokens, start: int, at: int, whom: People) -> Frame | None:
    """Reads "(the client gets) "Hello" by text message", "in chat "Hello""."""
    text = tokens.kind(at) in {"QUOTED", "VARIABLE"}
    channel = channel_after(tokens, at + text)
    said = channel and tokens.kind(channel.end + (tokens.word(channel.end) in _SAYING)) == "QUOTED"
    if not channel or not (text or said):
        return None
    return Frame(channel.value, start, at if text else channel.end, verb="send", to=whom)


_SAYING = {":", "saying", "reading"}
_BY = {"by", "via", "in", "as", "on", "through", "over", "per"}


def addressed(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "planner: task 'Book truck'", "client => sms", "owner - bell"; "USD => sms" is a case."""
    whom = None if CURRENCY_NAMES.find(tokens, index) else people(tokens, index)
    marked = whom is not None and (tokens.kind(whom.end) == "ARROW" or tokens.word(whom.end) in {":", "-", "=>"})
    found = thing(tokens, whom.end + 1) if whom and whom.value and marked else None
    quote = whom.end + marked if whom and whom.value else index
    if whom and tokens.kind(quote) == "QUOTED":
        return _told_in_brackets(tokens, index, quote, whom.value)
    if not whom or not found or found[0] in {"add_tag", "webhook", "add_comment"} or found[0] in _MADE:
        return None
    other = person(tokens, tokens.past(found[2], {"the"}))
    end = found[2]
    if other and other.value:
        if found[0] != "schedule_call" or other.value != CLIENT:
            return None  # "rep: email client" tells who does it
        end = other.end
    return Found(given(Frame(found[0], index, end, modifiers=found[1]), whom.value), end)


def _told_in_brackets(tokens: Tokens, index: int, quote: int, whom: People) -> Found[Frame] | None:
    """Reads "client: "We start soon" (WhatsApp)", "owner "Lost" by chat"."""
    bracket = tokens.word(quote + 1) in {"(", ",", "-"}
    inside = tokens.past(quote + 2, {"by", "via", "in", "on", "the", "as", "an", "a"})
    channel = CHANNELS.find(tokens, inside) if bracket else channel_after(tokens, quote + 1)
    if not channel or (tokens.word(quote + 1) == "(" and tokens.word(channel.end) != ")"):
        return None
    end = channel.end + (tokens.word(quote + 1) == "(")
    texts = [tokens.at(quote).inner]
    return Found(Frame(channel.value, index, end, verb="send", to=whom, channel=channel.value, texts=texts), end)


_MADE = {"create_deal", "create_contact", "create_company", "create_invoice"}


def gapped(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "(the client gets an SMS,) the owner a task": the verb of the clause before holds for both."""
    if tokens.word(index - 1) not in {"and", ",", "&", ";", "then"}:
        return None
    whom = people(tokens, index)
    if whom and whom.value and tokens.kind(whom.end) == "QUOTED" and channel_after(tokens, whom.end + 1):
        return Found(Frame("send_notification", index, whom.end, verb="notify", to=whom.value), whom.end)
    led = tokens.word(whom.end) if whom else ""
    found = thing(tokens, whom.end) if whom and led in {"a", "an", "another", "the"} else None
    if found and led == "the" and tokens.kind(found[2]) != "QUOTED":
        found = None
    found = found or (_one_more(tokens, whom.end) if whom else None)
    if not whom or not found or found[0] in {"add_tag", "webhook", "add_comment"}:
        return None
    frame = Frame(found[0], index, found[2], verb="create", modifiers=found[1])
    return Found(given(frame, whom.value), found[2])


def thing_sent(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "a feedback form is e-mailed to the client", "the offer letter goes out by mail"."""
    start = past_article(tokens, index)
    itself = _itself_sent(tokens, index) or _sent_to(tokens, index)
    if start == index or itself:
        return itself
    for at in range(start + 1, start + _LONGEST_THING):
        sent = _sent_by(tokens, at)
        if sent:
            frame = Frame(sent.value, index, sent.end, verb="send", content=tokens.text(start, at))
            return Found(frame, sent.end)
        if TO_BE.find(tokens, at) or _GOES_OUT.find(tokens, at):
            return None
        if tokens.kind(at) != "WORD" or tokens.word(at) in {"and", "or", "to", "for", "if"}:
            return None
    return None


def _itself_sent(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "it is emailed to the client", "the quote is sent to them by WhatsApp", "it goes out by mail"."""
    start = index + 3 if tokens.row(index, 3) == ("a", "copy", "of") else index
    at = record(tokens, start)
    index = max(index, start)
    if not at or tokens.word(index) in {"him", "her", "them", "a", "an", "every", "each", "any"}:
        return None
    sent = _sent_by(tokens, at)
    be = TO_BE.find(tokens, at)
    met = channel_after(tokens, be.end + 1) if be and tokens.word(be.end) in _MET else None
    if be and met and met.value in {"send_email", "send_sms", "send_whatsapp"}:
        return Found(Frame(met.value, index, met.end, verb="speak", to=(CLIENT,), channel=met.value), met.end)
    if not sent and (verb := _passed_on(tokens, at)) and tokens.word(verb) == "to":
        whom = people(tokens, verb + 1)
        sent = Found("send_notification", verb) if whom and whom.value == (CLIENT,) else None
    return Found(Frame(sent.value, index, sent.end, verb="send"), sent.end) if sent else None


def _sent_to(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "(new quotes under 1k) are e-mailed to the client", "go straight out to them by WhatsApp"."""
    sent = _sent_by(tokens, index) if tokens.word(index) != "'s" else None
    if not sent and tokens.word(index - 1) in {"and", ",", "then"} and tokens.word(index) in _SENT_BY:
        sent = Found(_SENT_BY[tokens.word(index)], index + 1)  # "(a quote is issued) and e-mailed to the client"
    whom = people(tokens, sent.end + 1) if sent and tokens.word(sent.end) == "to" else None
    if not sent or not whom or not whom.value:
        return None
    if tokens.word(sent.end - 1) not in _SENT_BY and not channel_after(tokens, whom.end):
        return None
    return Found(Frame(sent.value, index, whom.end, verb="send", to=whom.value), whom.end)


def _sent_by(tokens: Tokens, at: int) -> Found[ActionName] | None:
    """Reads "(a form) is e-mailed", "(it)'s mailed", "is sent (to the client by SMS)", "goes out (by mail)"."""
    be = Found(True, at + 1) if tokens.word(at) == "'s" else TO_BE.find(tokens, at)
    channel = _SENT_BY.get(tokens.word(be.end)) if be else None
    if be and channel:
        return Found(channel, tokens.past(be.end + 1, {"out", "over", "across"}))
    goes = _GOES_OUT.find(tokens, at)
    end = goes.end if goes else _passed_on(tokens, at)
    ahead = channel_ahead(tokens, end) if end else None
    return Found(ahead, end) if ahead and end else None


def _passed_on(tokens: Tokens, at: int) -> int | None:
    """Past "is sent", "gets forwarded", where no channel is told yet."""
    be = TO_BE.find(tokens, at)
    passed = be and tokens.word(be.end) in _PASSED
    passed = passed or (be and tokens.word(be.end) in _REPORTED and tokens.word(be.end + 1) == "to")
    return tokens.past(be.end + 1, {"out", "over", "on"}) if be and passed else None


_LONGEST_THING = 5
_PASSED = {"sent", "delivered", "forwarded", "dispatched", "transmitted", "despatched"}
# What is done to a lead or a payment in a message: "it is acknowledged by e-mail".
_MET = {"acknowledged", "answered", "confirmed", "welcomed", "greeted"}
_REPORTED = {"confirmed", "announced", "explained", "communicated", "presented", "acknowledged", "introduced"}
_SENT_BY: dict[str, ActionName] = {
    "emailed": "send_email", "mailed": "send_email", "texted": "send_sms", "whatsapped": "send_whatsapp",
}  # fmt: skip
_GOES_OUT = phrases(
    ("[should|must|shall|will] go|goes|fly|flies|leave|leaves [straight|right|directly] [out|off|over]",)
)
