"""Where an action begins: its verb and object, in any voice. Looks only a few words ahead.

The order of the rules is the order of their strictness: what names a URL, a stage or a tag is read before what only
names a verb.
"""

from __future__ import annotations

from dataclasses import replace

from b24app.english.grammar.conditions.fields import known_field
from b24app.english.grammar.heads.assigning import assign_head, assigned
from b24app.english.grammar.heads.belonging import tells_event, told_of_event
from b24app.english.grammar.heads.calls import by_phone, call_due, called, calls_in_a_row, kept_ringing, own_call, rung
from b24app.english.grammar.heads.changing import (
    levelled,
    priority_head,
    renamed,
    set_head,
    set_passive_head,
)
from b24app.english.grammar.heads.channels import CHANNELS, at_address, channel_after, channel_inside, reaches
from b24app.english.grammar.heads.clearing import cleared
from b24app.english.grammar.heads.clefts import cleft, set_going
from b24app.english.grammar.heads.duties import noted_work, titled_work
from b24app.english.grammar.heads.elided import elided
from b24app.english.grammar.heads.fieldnotes import owned_value, placed_value, ticked
from b24app.english.grammar.heads.filling import ends_field, filled
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.heads.handing import handed_work
from b24app.english.grammar.heads.linking import linked, task_put
from b24app.english.grammar.heads.logbook import in_the_log
from b24app.english.grammar.heads.message_heads import (
    bell_rings,
    brief_word,
    quoted_message,
    telling_message,
    unaddressed,
)
from b24app.english.grammar.heads.moving import moved_on, stage_head, stage_noted
from b24app.english.grammar.heads.nominal import nominal
from b24app.english.grammar.heads.noting import comment, noted, recorded_as
from b24app.english.grammar.heads.objects import (
    HAVING,
    OBJECTS,
    done_to,
    past_article,
    record,
    spoken_last,
    there_already,
    thing,
    unquoted,
    verb_at,
)
from b24app.english.grammar.heads.passive_changes import changed_passively
from b24app.english.grammar.heads.passive_work import passive_work
from b24app.english.grammar.heads.passives import PASSED_ON, commented, gets_comment, given, inverted, passive, spoken
from b24app.english.grammar.heads.receiving import addressed, gapped, made_to_have, receives, thing_sent
from b24app.english.grammar.heads.recording import kept_as, named_record, task_status
from b24app.english.grammar.heads.requests import addressless, requested
from b24app.english.grammar.heads.seeing import seen
from b24app.english.grammar.heads.showing import shown
from b24app.english.grammar.heads.sorting import sorted_into
from b24app.english.grammar.heads.speaking import around, asked, delivered, heard, obliged
from b24app.english.grammar.heads.tags import SORTS, tag_head, tags_some, untag_head
from b24app.english.grammar.heads.taskchanges import task_changed
from b24app.english.grammar.heads.tossing import tossed
from b24app.english.grammar.heads.webcalls import called_url, posted, webhook_head
from b24app.english.grammar.heads.webnews import arriving, system_told
from b24app.english.grammar.heads.writing import to_a_list, written_head
from b24app.english.grammar.people.meant import People, people
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found
from b24app.english.grammar.words.lexicons import NOUNS, PARTICIPLES, TO_BE
from b24app.plan import phrases as say
from b24app.plan.vocabulary import ActionName

_INDEFINITE = {"a", "an", "another", "new", "one"}
_RECORDS_MADE = {"create_deal", "create_contact", "create_company", "create_invoice", "create_quote"}
_NO_CONTENT = {
    "to", "for", "from", "and", "or", "as", "is", "was", "in", "on", "at", "with", "by", "when", "if", "after", "gets",
    "logged", "via", "then",
    "client", "customer", "should", "must", "will", "subject", "says", "field", "changes", "changed", "becomes",
    "are", "has", "address", "goes", "go", "going", "follows", "reaches", "lands", "can", "could", "would",
}  # fmt: skip


def head(tokens: Tokens, index: int, *, bare: bool = False) -> Found[Frame] | None:
    """The action that starts there; `bare` also takes an object without a verb ("task for engineering")."""
    key = ("head", index)
    if key not in tokens.memo:
        tokens.memo[key] = _head(tokens, index)
    known: Frame | None = tokens.memo[key]
    if known:
        return Found(replace(known, texts=[*known.texts], data=[*known.data]), known.end)
    return _bare(tokens, index) if bare else None


def _head(tokens: Tokens, index: int) -> Frame | None:
    if tokens.kind(index) == "URL":
        return called_url(tokens, index)
    if tokens.kind(index) == "VARIABLE":
        sent = posted(tokens, index) or placed_value(tokens, index) or filled(tokens, index)
        return sent.value if sent else None
    if tokens.kind(index) not in {"WORD", "EMAIL", "QUOTED"} or set_going(tokens, index):
        return None
    first = _channel_first(tokens, index) or _template_first(tokens, index) or _record_first(tokens, index)
    if first:
        return first
    rules = (
        tossed, system_told, in_the_log, requested, addressless, webhook_head, arriving, recorded_as, shown,
        quoted_message, telling_message, bell_rings, moved_on, brief_word, cleft, unaddressed, posted, nominal,
        levelled, filled, elided, around, tag_head, untag_head, sorted_into, named_record, task_status, task_changed,
        task_put, changed_passively, linked, stage_head, stage_noted, seen, assigned, to_a_list, written_head,
        set_head, cleared, renamed, ticked,
        placed_value, owned_value, set_passive_head, priority_head, handed_work, titled_work, called, rung,
        kept_ringing, calls_in_a_row, call_due, by_phone, assign_head, noted, kept_as, _create_one, _had_done,
        _verb_object, made_to_have, asked, delivered, _to_person, comment, inverted, passive, receives, thing_sent,
        heard, addressed, gapped, commented, gets_comment, _plain_message, obliged, passive_work, noted_work,
    )  # fmt: skip
    for rule in rules:
        found = rule(tokens, index)
        if found:
            return None if tells_event(tokens, index, found) else found.value
    return None


def _record_first(tokens: Tokens, index: int) -> Frame | None:
    """Reads "on the deal, record courier as …", "in the deal set Region to …": where it is done, told first."""
    opens = index == 0 or tokens.word(index - 1) in _OPENS_STEP or tokens.kind(index - 1) in {"ARROW", "NEWLINE"}
    definite = tokens.word(index) in {"on", "in"} and tokens.word(index + 1) in {"the", "this", "that"}
    whose = record(tokens, index + 1) if opens and definite else None
    found = head(tokens, whose + (tokens.word(whose) == ",")) if whose else None
    if (
        not found
        or found.value.action not in _DONE_ON
        or "task" in {tokens.word(at) for at in range(index, whose or index)}
    ):
        return None
    found.value.start = index
    return found.value


_OPENS_STEP = {",", "and", "then", ".", ":", ";", ")", "also", "plus"}
_DONE_ON = {"update_field", "update_deal", "add_tag", "remove_tag", "add_comment", "move_stage"}


def _template_first(tokens: Tokens, index: int) -> Frame | None:
    """Reads "use template 9 to email the client"."""
    at = tokens.past(index + 1, {"the"})
    if tokens.word(index) == "template" and tokens.kind(index + 1) in {"NUMBER", "QUOTED"}:
        by = channel_after(tokens, index + 2)
        goes = by.end if by and by.value == "send_email" else tokens.past(index + 2, _GOES)
        told = tokens.at(index + 1).inner
        return Frame("send_email", index, goes, template=told) if tokens.word(goes) == "to" else None
    if tokens.word(index) not in {"use", "with", "using"} or tokens.word(at) != "template":
        return None
    named = tokens.kind(at + 1) in {"NUMBER", "QUOTED"} and tokens.word(at + 2) in {"to", ",", "for", "in"}
    found = head(tokens, at + 3, bare=tokens.word(at + 2) in {"for", "in"}) if named else None
    if not found or found.value.action != "send_email":
        return None
    found.value.template, found.value.start = tokens.at(at + 1).inner, index
    return found.value


_GOES = {"goes", "go", "out", "should", "is", "sent", "must", "mailed", "emailed", "gets", "be", "will"}


def _channel_first(tokens: Tokens, index: int) -> Frame | None:
    """Reads "by SMS, tell the client …", "via WhatsApp send …"."""
    if tokens.word(index) not in _CHANNEL_LEADS:
        return None
    channel = CHANNELS.find(tokens, past_article(tokens, index + 1))
    used = tokens.word(index) in {"use", "uses", "using"}
    at = channel.end + (tokens.word(channel.end) in ({"to"} if used else {",", ":"})) if channel else index
    found = head(tokens, at) if channel and tokens.word(at) not in _CHANNEL_LEADS else None
    if not channel or not found or not found.value.action.startswith("send_"):
        return None
    found.value.channel, found.value.start = channel.value, index
    return found.value


def _create_one(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "(it has no company,) create one", "create one called 'X'": what was spoken of last is made."""
    verb = verb_at(tokens, index, "create")
    if verb is None or tokens.word(verb) != "one" or not _ends(tokens, verb + 1):
        return None
    made = spoken_last(tokens, index)
    return Found(Frame(made, index, verb + 1, verb="create"), verb + 1) if made else None


def _ends(tokens: Tokens, at: int) -> bool:
    return tokens.kind(at) in {"END", "NEWLINE"} or tokens.word(at) in _AFTER_ONE


def _had_done(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "have a quote drafted", "get an invoice issued", but not "have the deal assigned to Anna"."""
    found = thing(tokens, index + 1) if tokens.word(index) in HAVING else None
    found = None if found and tokens.word(found[2]) in PASSED_ON and _is_definite(tokens, index + 1) else found
    if not found or not any(_made(tokens, at) for at in range(found[2], found[2] + _NEAR)):
        return None
    return Found(Frame(found[0], index, found[2], verb="create", modifiers=found[1]), found[2])


def _made(tokens: Tokens, index: int) -> bool:
    part = PARTICIPLES.find(tokens, index)
    return part is not None and part.value == "object"


def _plain_message(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "email the handbook", "whatsapp 'Hello'", "mail template 3": a channel verb and what is sent."""
    for name in ("email", "sms", "whatsapp"):
        verb = verb_at(tokens, index, name)
        if verb is None or (tokens.word(index) in {"text", "email", "mail"} and NOUNS.find(tokens, verb)):
            continue
        noun = OBJECTS.find(tokens, index)
        if noun and noun.end > verb:
            continue  # "email reminder to the client"
        lower = tokens.kind(verb) == "WORD" and tokens.word(verb) not in _NO_CONTENT and not TO_BE.find(tokens, verb)
        if tokens.kind(verb) == "QUOTED" or lower or tokens.word(verb) in {"a", "an", "the"}:
            return Found(Frame(say.CHANNEL_VERBS[name], index, verb, verb=name), verb)
    return None


def starts_step(tokens: Tokens, index: int) -> bool:
    """Whether a step with a verb begins there."""
    key = ("step", index)
    if key not in tokens.memo:
        tokens.memo[key] = head(tokens, index) is not None or _goes_on(tokens, index)
    return bool(tokens.memo[key])


def _goes_on(tokens: Tokens, index: int) -> bool:
    """Whether "keep reminding …", "start sending …", "send 3 reminders …" stands there."""
    if SORTS.find(tokens, index):
        return True
    if tokens.word(index) in {"send", "sends"} and tokens.kind(index + 1) == "NUMBER":
        return head(tokens, index + 2, bare=True) is not None
    if tokens.word(index) not in {"keep", "keeps", "continue", "start", "begin"}:
        return False
    verb = index + 1 + (tokens.word(index + 1) in {"on", "by"})
    return tokens.word(verb).endswith("ing") and head(tokens, verb) is not None


_AFTER_ONE = {".", ",", ";", "and", "for", "!", "called", "named", "titled"}
_NEAR = 4
_PARTICLES = {"in", "up", "out", "off", "over", "down", "along", "through"}
_CHANNEL_LEADS = {"by", "via", "through", "over", "using", "per", "in", "on", "use", "uses"}


def _verb_object(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "send the client an email", "create a follow-up task", "set a reminder"."""
    for name in ("send", "create"):
        verb = verb_at(tokens, index, name)
        if verb is None:
            continue
        whom, at = _indirect(tokens, verb)
        found = thing(tokens, at)
        indefinite = tokens.word(at) in _INDEFINITE
        if found and _fits(name, tokens.word(index), found[0], indefinite=indefinite):
            end = _past_particle(tokens, found[2])
            frame = Frame(found[0], index, end, verb=name, modifiers=found[1])
            return Found(given(frame, whom), end)
    return None


def _past_particle(tokens: Tokens, end: int) -> int:
    """Past the second half of the verb: "put a reminder in (for …)", "send a note out (to …)"."""
    after = tokens.word(end + 1)
    return end + (tokens.word(end) in _PARTICLES and after in {"for", "to", ":", ",", "."})


def _indirect(tokens: Tokens, index: int) -> tuple[People | None, int]:
    whom = people(tokens, index)
    if not whom or whom.end == index or not thing(tokens, whom.end):
        return None, index
    start = past_article(tokens, index)
    plain = tokens.at(start).text.islower() and tokens.word(start) in say.DEPARTMENTS
    if plain and whom.end == start + 1 and tokens.word(whom.end) not in {*_INDEFINITE, "the", "our"}:
        return None, index  # "an onboarding task" is for nobody in particular
    direct = thing(tokens, index)
    told = tokens.word(whom.end) in {*_INDEFINITE, "the", "our"}
    return (None, index) if direct and direct[2] <= whom.end and not told else (whom.value, whom.end)


_GIVES = {"give", "gives", "send", "sends", "get", "gets", "drop", "forward", "hand", "hands", "pass", "passes"}


def _fits(name: str, verb: str, action: ActionName, *, indefinite: bool) -> bool:
    sends = action.startswith("send_")
    if name == "send":
        return sends or action == "webhook" or (verb in _GIVES and action in {"create_task", "set_reminder"})
    put = sends and verb in {"put", "puts", "place"}
    if action in {"add_tag", "webhook"} or (sends and action != "send_notification" and not put):
        return False
    papers = action in {"create_invoice", "create_quote"} and verb in {"make", "makes", "write", "writes"}
    return verb not in say.WEAK_CREATORS or action in say.WEAK_OBJECTS or indefinite or papers


def _to_person(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "notify the team", "email the client", "call the customer", "remind the rep", "let Anna know"."""
    for name in ("notify", "message", "email", "sms", "whatsapp", "call", "remind"):
        verb = verb_at(tokens, index, name)
        verb = tokens.past(verb, {"only", "just", "also", "immediately", "directly"}) if verb is not None else None
        inner = channel_inside(tokens, verb) if verb is not None else None
        verb = inner.end if inner else verb
        verb = verb + 1 if verb and tokens.word(index) in _TOLD_TO and tokens.word(verb) == "to" else verb
        verb = verb + 1 if verb and tokens.word(verb) == ":" and name != "call" else verb  # "notify: Ben"
        whom = people(tokens, verb) if verb is not None else None
        if whom is None or ends_field(tokens, whom.end) or (name == "notify" and tokens.word(index) == "update"):
            continue
        whom = at_address(tokens, whom)
        end = whom.end
        if tokens.word(index) == "let":
            end += tokens.word(end) == ","  # "let Anna, as well as Ben, know"
            if tokens.word(end) != "know":
                continue
            end += 1
        frame = spoken(name, index, end, whom.value)
        frame.channel = inner.value if inner else frame.channel
        return Found(frame, end)
    return None


_TOLD_TO = {"tell", "tells", "inform", "notify"}


def _is_definite(tokens: Tokens, index: int) -> bool:
    """Whether a record that is there already is spoken of: "the deal", not "a deal"."""
    return bool({*tokens.row(index - 1, 2)} & {"the", "this", "that", "its", "their", "each", "every", "any"})


def _by_channel(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "head of sales, bell", "the client: sms", "owner's boss (chat)": whom, and by what, without a verb."""
    whom = people(tokens, index)
    if not whom or not whom.value or tokens.word(whom.end) not in {",", ":", "-", "(", "by", "via"}:
        return None
    found = CHANNELS.find(tokens, whom.end + 1)
    alone = found and (_ends(tokens, found.end) or tokens.kind(found.end) == "QUOTED" or tokens.word(found.end) == ")")
    return Found(given(Frame(found.value, index, found.end), whom.value), found.end) if found and alone else None


def _bare(tokens: Tokens, index: int) -> Found[Frame] | None:
    """An object standing for its action: "a task for engineering", "whatsapp to the client", "sms"."""
    found = thing(tokens, index) if tokens.word(index - 1) != "whose" else None
    if not found:
        return _by_channel(tokens, index) or own_call(tokens, index)
    action, modifiers, end = found
    field = known_field(tokens, index) if action in _RECORDS_MADE else None
    states = _is_definite(tokens, index) and TO_BE.find(tokens, end) and told_of_event(tokens, index)
    acts = states or (modifiers and reaches(tokens, end - 1))  # "Anna emails the client" is no e-mail to Anna
    if acts or _no_object(tokens, index, action, end) or (field and field.end > end):
        return None  # "(is the) company on a new contact (empty?)" names a field
    moved = tokens.word(end) == "to" and not modifiers  # "deal to Ben": moved, assigned or made?
    there = moved or there_already(tokens, index) or _is_definite(tokens, index)
    if action in _RECORDS_MADE and (there or (TO_BE.find(tokens, end) and not done_to(tokens, end))):
        return None
    if action == "add_tag":
        several = tokens.word(end - 1) in {"tags", "labels"}
        return Found(Frame(action, index, end, tag=unquoted(modifiers), several=several), end)
    start = past_article(tokens, index)
    whom = people(tokens, start) if modifiers and tokens.word(start - 1) not in {"a", "an"} else None
    opens = tokens.kind(start - 1) in {"END", "NEWLINE", "ARROW"} or tokens.word(start - 1) in _OPENERS
    whom = None if whom and whom.end == start + 1 and opens and not _surely_named(tokens, start) else whom
    told = tokens.word(end) in {"for", "to"} and people(tokens, end + 1) is not None  # "onboarding task for Anna"
    if whom and whom.value and not told and tokens.text(start, whom.end) == modifiers:
        return Found(given(Frame(action, index, end), whom.value), end)
    nobody = index == 0 and action.startswith("send_") and not modifiers and tokens.word(end) in _WHENS
    return Found(Frame(action, index, end, to=() if nobody else None, modifiers=modifiers), end)


def _surely_named(tokens: Tokens, index: int) -> bool:
    """Whether the capital at the very start is that of a name, not only of a sentence: "Verification call …"."""
    who = people(tokens, index)
    named = who is not None and all(one.kind == "user" for one in who.value)
    return not named or tokens.word(index) in say.NAMES_TOO


_OPENERS = {".", "?", "!", ":", "-", ";", "*", "•", ")"}


_DONE = {"completed", "finished", "overdue", "closed", "late", "done"}


def _no_object(tokens: Tokens, index: int, action: ActionName, end: int) -> bool:
    """Whether what looks like an object is a verb, as in "call the task 'X'", "(have the client) email us"."""
    named = tokens.word(index) == "call" and tokens.word(end) in {"the", "it", "this"}
    came = {"us", "me", "logged", "received", "recorded", "registered"}
    to_us = action.startswith("send_") and tokens.word(end) in came
    told_of = tokens.word(end - 1) == "tasks" and tokens.word(end - 2) in _DONE  # "completed tasks tagged 'x'"
    return (
        named
        or to_us
        or told_of
        or tags_some(tokens, index + 1)
        or tokens.word(end) in {"can", "could", "may", "might", "was", "were", "field"}
    )


_WHENS = {"when", "whenever", "if", "once", "after", "upon", "as"}  # "Email when a deal is lost": whom?
