"""Actions told by what happens to somebody or something: "the client gets an email", "a task is created for Anna"."""

from __future__ import annotations

from b24app.english.grammar.belonging import told_of_event
from b24app.english.grammar.channels import channel_ahead
from b24app.english.grammar.frames import Frame
from b24app.english.grammar.lexer import Tokens
from b24app.english.grammar.lexicon import Found, phrases
from b24app.english.grammar.lexicons import NOUNS, PARTICIPLES, RECEIVES, TO_BE
from b24app.english.grammar.objects import HAVING, past_article, record, thing, unquoted
from b24app.english.grammar.people import CLIENT, People, people, subjects
from b24app.plan import phrases as say
from b24app.plan.vocabulary import ActionName

_INDEFINITE = {"a", "an", "another", "one"}
_JOINTS = {"and", ",", "&", "+", "plus", ":", ";", "then"}
_CARRIES = phrases(("should|must|shall|will carry|have|bear|wear|show",))


def spoken(name: str, start: int, end: int, whom: People) -> Frame:
    if name == "call":
        return Frame("schedule_call", start, end, to=whom)
    if name == "remind":
        return Frame("set_reminder", start, end, owner=whom)
    return Frame(say.CHANNEL_VERBS[name], start, end, verb=name, to=whom)


def given(frame: Frame, whom: People | None) -> Frame:
    called = frame.action == "schedule_call" and whom == (CLIENT,)
    if whom is not None and (called or frame.action.startswith("send_")):
        frame.to = whom
    elif whom is not None:
        frame.owner = whom
    return frame


def passive(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "an email is sent to …", "the manager should be notified", "the lead must be assigned to …"."""
    found = thing(tokens, index)
    if found:
        be = TO_BE.find(tokens, found[2])
        part = PARTICIPLES.find(tokens, be.end) if be else None
        reported = tokens.word(index) in _INDEFINITE and tokens.word(index - 1) in _JOINTS
        reported = reported and not told_of_event(tokens, index)
        if not be and (tokens.word(index - 1) in HAVING or reported):
            part = PARTICIPLES.find(tokens, found[2])
        assigned = part and part.value == "assign" and found[0] == "create_task" and tokens.word(index) in _INDEFINITE
        if part and (part.value == "object" or assigned):
            return Found(Frame(found[0], index, part.end, verb="create", modifiers=found[1]), part.end)
    inside = tokens.word(index) in HAVING
    had = inside or tokens.word(index - 1) in HAVING
    whose = record(tokens, index + inside)
    be = TO_BE.find(tokens, whose) if whose and not had else None
    part = PARTICIPLES.find(tokens, be.end) if be else PARTICIPLES.find(tokens, whose) if had and whose else None
    if part and part.value in {"assign", "move"} and tokens.word(part.end) in {"to", "into"}:
        who = people(tokens, part.end + 1)
        if part.value == "assign" and who:
            return Found(Frame("assign_responsible", index, who.end, owner=who.value), who.end)
        return Found(Frame("move_stage", index, part.end + 1), part.end + 1) if part.value == "move" else None
    return _told(tokens, index)


def _told(tokens: Tokens, index: int) -> Found[Frame] | None:
    whom = subjects(tokens, index) or _just_named(tokens, index)
    be = TO_BE.find(tokens, whom.end) if whom else None
    reduced = tokens.word(index - 1) in HAVING or (be is None and tokens.word(index - 1) in {"and", ","})
    part = PARTICIPLES.find(tokens, be.end) if be else None
    part = PARTICIPLES.find(tokens, whom.end) if whom and reduced and not be else part
    if not whom or not part or part.value in {"object", "assign", "move"}:
        return None
    return Found(spoken(part.value, index, part.end, whom.value), part.end)


def _sent(tokens: Tokens, start: int, index: int, whom: People) -> Frame | None:
    """Reads "(the client gets) it by mail", "a confirmation via WhatsApp", "our price list by e-mail"."""
    pronoun = tokens.word(index) in {"it", "them", "this", "these", "one"}
    at = index + 1 if pronoun else past_article(tokens, index)
    if at == index:
        return None
    while not pronoun and at - index < _LONGEST_THING and tokens.kind(at) == "WORD" and tokens.word(at) not in _BY:
        at += 1
    channel = channel_ahead(tokens, at) if tokens.word(at) in _BY else None
    content = "" if pronoun or record(tokens, index) == at else tokens.text(index, at)
    return Frame(channel, start, at, verb="send", to=whom, content=content) if channel else None


_BY = {"by", "via", "in", "as", "on", "through", "over", "per"}


def _just_named(tokens: Tokens, index: int) -> Found[People] | None:
    """The client whom the trigger named right before: "every new lead (is welcomed by e-mail)"."""
    noun = NOUNS.find(tokens, index - 1) if index and TO_BE.find(tokens, index) else None
    return Found((CLIENT,), index) if noun and noun.value in {"lead", "contact"} else None


def receives(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "the client gets an email", "the rep receives a task"."""
    whom = subjects(tokens, index)
    verb = RECEIVES.find(tokens, whom.end) if whom else None
    held = verb is None and whom is not None and tokens.word(whom.end) in {"has", "have"}
    verb = Found(True, whom.end + 1) if held and whom else verb
    found = thing(tokens, verb.end) if verb else None
    there = verb is not None and tokens.word(verb.end) in {"the", "this", "that"}
    if there and found and found[0] in {*_MADE, "create_quote"}:
        found = None  # "the accountant gets the invoice": it is there, and by what channel may have to be asked
    sent = _sent(tokens, index, verb.end, whom.value) if verb and whom and not found else None
    if sent:
        return Found(sent, sent.end)
    if verb and whom and tokens.word(verb.end) == "template":
        channel = channel_ahead(tokens, verb.end) or "send_email"
        return Found(Frame(channel, index, verb.end, verb="send", to=whom.value), verb.end)
    if held and found and found[0] not in {"create_task", "set_reminder"}:
        return None
    if not whom or not found or found[0] in {"add_tag", "webhook", "add_comment"}:
        return None
    frame = Frame(found[0], index, found[2], verb="create", modifiers=found[1])
    return Found(given(frame, whom.value), found[2])


def commented(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "(the deal) is to be commented with "Done""."""
    be = TO_BE.find(tokens, record(tokens, index) or index)
    if not be or tokens.word(be.end) not in {"commented", "annotated"}:
        return None
    end = be.end + 1 + (tokens.word(be.end + 1) in {"with", "as", ":"})
    return Found(Frame("add_comment", index, end), end)


def gets_comment(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "(the lead) gets a comment …": the record is the subject."""
    start = record(tokens, index) or index
    verb = RECEIVES.find(tokens, start) or _CARRIES.find(tokens, start)
    found = thing(tokens, verb.end) if verb else None
    if not found or found[0] not in {"add_comment", "add_tag"}:
        return None
    tag = unquoted(found[1]) if found[0] == "add_tag" else ""
    return Found(Frame(found[0], index, found[2], tag=tag), found[2])


def addressed(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "planner: task 'Book truck'", "client => sms", "owner - bell"."""
    whom = people(tokens, index)
    marked = whom is not None and (tokens.kind(whom.end) == "ARROW" or tokens.word(whom.end) in {":", "-", "=>"})
    found = thing(tokens, whom.end + 1) if whom and whom.value and marked else None
    if not whom or not found or found[0] in {"add_tag", "webhook", "add_comment"} or found[0] in _MADE:
        return None
    return Found(given(Frame(found[0], index, found[2], modifiers=found[1]), whom.value), found[2])


_MADE = {"create_deal", "create_contact", "create_company", "create_invoice"}


def gapped(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "(the client gets an SMS,) the owner a task": the verb of the clause before holds for both."""
    if tokens.word(index - 1) not in {"and", ",", "&", ";", "then"}:
        return None
    whom = people(tokens, index)
    found = thing(tokens, whom.end) if whom and tokens.word(whom.end) in {"a", "an", "another"} else None
    if not whom or not found or found[0] in {"add_tag", "webhook", "add_comment"}:
        return None
    frame = Frame(found[0], index, found[2], verb="create", modifiers=found[1])
    return Found(given(frame, whom.value), found[2])


def thing_sent(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "a feedback form is e-mailed to the client", "the offer letter goes out by mail"."""
    start = past_article(tokens, index)
    if start == index:
        return None
    for at in range(start + 1, start + _LONGEST_THING):
        be = TO_BE.find(tokens, at)
        channel = _SENT_BY.get(tokens.word(be.end)) if be else None
        goes = _GOES_OUT.find(tokens, at)
        end = be.end + 1 if be and channel else goes.end if goes else None
        if be and tokens.word(be.end) in {"sent", "delivered", "forwarded"}:
            end = be.end + 1
        action = channel or (channel_ahead(tokens, end) if end else None)
        if end and action:
            return Found(Frame(action, index, end, verb="send", content=tokens.text(start, at)), end)
        if be or goes or tokens.kind(at) != "WORD" or tokens.word(at) in {"and", "or", "to", "of", "for", "if"}:
            return None
    return None


_LONGEST_THING = 5
_SENT_BY: dict[str, ActionName] = {
    "emailed": "send_email", "mailed": "send_email", "texted": "send_sms", "whatsapped": "send_whatsapp",
}  # fmt: skip
_GOES_OUT = phrases(("[should|must|shall|will] go|goes|fly|flies|leave|leaves [out]",))
