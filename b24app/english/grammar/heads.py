"""Where an action begins: its verb and object, in any voice. Looks only a few words ahead.

The order of the rules is the order of their strictness: what names a URL, a stage or a tag is read before what only
names a verb.
"""

from __future__ import annotations

from dataclasses import replace

from b24app.english.grammar.changing import set_head, set_passive_head, stage_head, tag_head, untag_head
from b24app.english.grammar.frames import Frame
from b24app.english.grammar.lexer import Tokens
from b24app.english.grammar.lexicon import Found, Lexicon, phrases
from b24app.english.grammar.objects import NOUNS, past_article, record, thing, unquoted, verb_at
from b24app.english.grammar.people import People, people
from b24app.english.grammar.speaking import asked, assigned, called, heard
from b24app.plan import phrases as say
from b24app.plan.vocabulary import ActionName

_TO_BE = phrases(say.TO_BE)
_PARTICIPLES: Lexicon[str] = Lexicon(say.PARTICIPLES)
_RECEIVES = phrases(say.RECEIVES)
_TO_URL = 9
METHODS = {"POST", "GET", "PUT", "PATCH", "DELETE"}
_AROUND_URL = {
    "patch", "delete", "them", "him", "her", "everything",
    "a", "an", "the", "our", "webhook", "url", "request", "post", "get", "put", "to", "at", "endpoint", "api", "http",
    "this", "it", "data", "web", "address", "deal", "lead", "its", "hook", "with", "via", "details", "call",
}  # fmt: skip
_NO_CONTENT = {
    "to", "for", "from", "and", "or", "is", "was", "in", "on", "at", "with", "by", "when", "if", "after", "gets",
    "logged", "via", "then",
    "client", "customer", "should", "must", "will", "subject", "says", "field", "changes", "changed", "becomes",
    "are", "has", "address",
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
    if tokens.kind(index) not in {"WORD", "EMAIL", "QUOTED"}:
        return None
    rules = (
        _webhook, tag_head, untag_head, stage_head, assigned, set_head, set_passive_head, called, _assign,
        _verb_object, asked, _to_person, _comment,
        _passive, _receives, heard, _gets_comment, _plain_message,
    )  # fmt: skip
    for rule in rules:
        found = rule(tokens, index)
        if found:
            return found.value
    return None


def _plain_message(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "email the handbook", "whatsapp 'Hello'", "mail template 3": a channel verb and what is sent."""
    for name in ("email", "sms", "whatsapp"):
        verb = verb_at(tokens, index, name)
        if verb is None or (tokens.word(index) in {"text", "email", "mail"} and NOUNS.find(tokens, verb)):
            continue
        lower = tokens.kind(verb) == "WORD" and tokens.word(verb) not in _NO_CONTENT and not _TO_BE.find(tokens, verb)
        if tokens.kind(verb) == "QUOTED" or lower or tokens.word(verb) in {"a", "an", "the"}:
            return Found(Frame(say.CHANNEL_VERBS[name], index, verb, verb=name), verb)
    return None


def starts_step(tokens: Tokens, index: int) -> bool:
    """Whether a step with a verb begins there."""
    key = ("step", index)
    if key not in tokens.memo:
        tokens.memo[key] = head(tokens, index) is not None
    return bool(tokens.memo[key])


def _webhook(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "call the webhook https://…", "POST to https://…", "let https://… know"."""
    let = tokens.word(index) == "let" and tokens.kind(index + 1) == "URL"
    method = tokens.at(index).text.upper() if tokens.at(index).text.upper() in METHODS else ""
    if (
        method
        and tokens.at(index).text.islower()
        and tokens.kind(index + 1) != "URL"
        and tokens.word(index + 1) != "to"
    ):
        method = ""
    verb = verb_at(tokens, index, "hit")
    webhook = tokens.word(index) == "webhook"
    if verb is None and not let and not webhook:
        return None
    at = verb or index + 1
    named = webhook
    for place in range(at, at + _TO_URL):
        if tokens.kind(place) == "URL":
            end = place + 1 + (let and tokens.word(place + 1) == "know")
            return Found(Frame("webhook", index, end, url=tokens.at(place).text, method=method), end)
        if tokens.word(place) not in _AROUND_URL:
            break
        named = named or tokens.word(place) in {"webhook", "url", "endpoint"}
        method = tokens.word(place).upper() if tokens.word(place).upper() in METHODS else method
        at = place + 1
    return Found(Frame("webhook", index, at, method=method), at) if named else None


def _assign(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "assign it to X", "reassign to X", "assign X as responsible", "make X responsible"."""
    verb = verb_at(tokens, index, "assign")
    if verb is not None:
        end = record(tokens, verb) or verb
        noun = NOUNS.find(tokens, past_article(tokens, verb))
        task = noun is not None and noun.value == "task"
        if tokens.word(end) in {"to", "over"} and not (task and tokens.word(verb) in {"a", "an", "another", "new"}):
            end += 1 + (tokens.word(end) == "over")
            who = people(tokens, end)
            if not who:
                return None
            pronoun = tokens.word(verb) in {"it", "them"}
            told = NOUNS.find(tokens, verb + 1) if tokens.word(verb) in {"that", "the", "this"} else None
            about = told.value if told and told.value in {"quote", "deal", "task"} else ""
            linked = task or pronoun or about == "quote" or (about == "deal" and tokens.word(verb) == "that")
            frame = Frame("assign_responsible", index, who.end, owner=who.value, of_task=linked, about=about)
            return Found(frame, who.end)
    if verb is not None and not tokens.word(index).startswith(("assign", "reassign")):
        return None
    at = index + 1 if tokens.word(index) in {"make", "makes", "set", "appoint"} else verb
    who = people(tokens, at) if at else None
    if not who or not who.value:
        return None
    end = who.end + (tokens.word(who.end) in {"as", "the"})
    end = end + 1 if tokens.word(end) in {"the", "as", "a"} else end
    if tokens.word(end) not in {"responsible", "owner", "assignee"}:
        return None
    end += 1 + (tokens.word(end + 1) in {"person", "manager"})
    return Found(Frame("assign_responsible", index, end, owner=who.value), end)


def _verb_object(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "send the client an email", "create a follow-up task", "set a reminder"."""
    for name in ("send", "create"):
        verb = verb_at(tokens, index, name)
        if verb is None:
            continue
        whom, at = _indirect(tokens, verb)
        found = thing(tokens, at)
        if found and _fits(name, tokens.word(index), found[0]):
            frame = Frame(found[0], index, found[2], verb=name, modifiers=found[1])
            return Found(_given(frame, whom), found[2])
    return None


def _indirect(tokens: Tokens, index: int) -> tuple[People | None, int]:
    whom = people(tokens, index)
    if not whom or whom.end == index or not thing(tokens, whom.end):
        return None, index
    direct = thing(tokens, index)
    return (None, index) if direct and direct[2] <= whom.end else (whom.value, whom.end)


def _fits(name: str, verb: str, action: ActionName) -> bool:
    sends = action.startswith("send_")
    if name == "send":
        return sends or action == "webhook" or (verb in {"give", "gives"} and action == "create_task")
    if action in {"add_tag", "webhook"} or (sends and action != "send_notification"):
        return False
    return verb not in say.WEAK_CREATORS or action in say.WEAK_OBJECTS


def _given(frame: Frame, whom: People | None) -> Frame:
    if whom is not None and frame.action.startswith("send_"):
        frame.to = whom
    elif whom is not None:
        frame.owner = whom
    return frame


def _to_person(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "notify the team", "email the client", "call the customer", "remind the rep", "let Anna know"."""
    for name in ("notify", "message", "email", "sms", "whatsapp", "call", "remind"):
        verb = verb_at(tokens, index, name)
        whom = people(tokens, verb) if verb is not None else None
        if whom is None or (name == "notify" and tokens.word(index) == "update"):
            continue
        end = whom.end
        if tokens.word(index) == "let":
            if tokens.word(end) != "know":
                continue
            end += 1
        return Found(_spoken(name, index, end, whom.value), end)
    return None


def _spoken(name: str, start: int, end: int, whom: People) -> Frame:
    if name == "call":
        return Frame("schedule_call", start, end, to=whom)
    if name == "remind":
        return Frame("set_reminder", start, end, owner=whom)
    return Frame(say.CHANNEL_VERBS[name], start, end, verb=name, to=whom)


def _comment(tokens: Tokens, index: int) -> Found[Frame] | None:
    """`comment "X"`, `write "X" into the timeline`."""
    verb = verb_at(tokens, index, "comment")
    if verb is None and tokens.word(index) in {"write", "post", "put", "log"} and tokens.kind(index + 1) == "QUOTED":
        return Found(Frame("add_comment", index, index + 1), index + 1)
    if verb is None or tokens.word(verb) in {"is", "should", "for", "to"}:
        return None
    end = verb
    if tokens.word(verb) == "on":
        end = record(tokens, verb + 1) or verb
    return Found(Frame("add_comment", index, end), end)


def _passive(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "an email is sent to …", "the manager should be notified", "the lead must be assigned to …"."""
    found = thing(tokens, index)
    if found:
        be = _TO_BE.find(tokens, found[2])
        part = _PARTICIPLES.find(tokens, be.end) if be else None
        if part and part.value == "object":
            return Found(Frame(found[0], index, part.end, verb="create", modifiers=found[1]), part.end)
    whose = record(tokens, index)
    be = _TO_BE.find(tokens, whose) if whose else None
    part = _PARTICIPLES.find(tokens, be.end) if be else None
    if part and part.value in {"assign", "move"} and tokens.word(part.end) in {"to", "into"}:
        who = people(tokens, part.end + 1)
        if part.value == "assign" and who:
            return Found(Frame("assign_responsible", index, who.end, owner=who.value), who.end)
        return Found(Frame("move_stage", index, part.end + 1), part.end + 1) if part.value == "move" else None
    return _told(tokens, index)


def _told(tokens: Tokens, index: int) -> Found[Frame] | None:
    whom = people(tokens, index)
    be = _TO_BE.find(tokens, whom.end) if whom else None
    part = _PARTICIPLES.find(tokens, be.end) if be else None
    if not whom or not part or part.value in {"object", "assign", "move"}:
        return None
    return Found(_spoken(part.value, index, part.end, whom.value), part.end)


def _receives(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "the client gets an email", "the rep receives a task"."""
    whom = people(tokens, index)
    verb = _RECEIVES.find(tokens, whom.end) if whom else None
    found = thing(tokens, verb.end) if verb else None
    if not whom or not found or found[0] in {"add_tag", "webhook", "add_comment"}:
        return None
    frame = Frame(found[0], index, found[2], verb="create", modifiers=found[1])
    return Found(_given(frame, whom.value), found[2])


def _gets_comment(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "(the lead) gets a comment …": the record is the subject."""
    verb = _RECEIVES.find(tokens, index)
    found = thing(tokens, verb.end) if verb else None
    if not found or found[0] not in {"add_comment", "add_tag"}:
        return None
    return Found(Frame(found[0], index, found[2]), found[2])


def _bare(tokens: Tokens, index: int) -> Found[Frame] | None:
    """An object standing for its action: "a task for engineering", "whatsapp to the client", "sms"."""
    found = thing(tokens, index)
    if not found:
        return None
    action, modifiers, end = found
    if action == "add_tag":
        return Found(Frame(action, index, end, tag=unquoted(modifiers)), end)
    start = past_article(tokens, index)
    whom = people(tokens, start) if modifiers else None
    if whom and whom.value and tokens.text(start, whom.end) == modifiers:
        return Found(_given(Frame(action, index, end), whom.value), end)
    return Found(Frame(action, index, end, modifiers=modifiers), end)
