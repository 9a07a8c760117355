"""Where an action begins: its verb and object, in any voice. Looks only a few words ahead.

The order of the rules is the order of their strictness: what names a URL, a stage or a tag is read before what only
names a verb.
"""

from __future__ import annotations

from b24app.english.grammar.frames import Frame
from b24app.english.grammar.lexer import Tokens
from b24app.english.grammar.lexicon import Found, Lexicon, phrases
from b24app.english.grammar.people import People, people
from b24app.plan import phrases as say
from b24app.plan.vocabulary import ActionName

VERBS: dict[str, Lexicon[bool]] = {name: phrases(patterns) for name, patterns in say.VERBS.items()}
OBJECTS: Lexicon[ActionName] = Lexicon(say.OBJECTS)
NOUNS: Lexicon[str] = Lexicon(say.NOUNS)
_TO_BE = phrases(say.TO_BE)
_PARTICIPLES: Lexicon[str] = Lexicon(say.PARTICIPLES)
_RECEIVES = phrases(say.RECEIVES)
_MOST_MODIFIERS = 4
_TO_URL = 9
_AROUND_URL = {
    "a", "an", "the", "our", "webhook", "url", "request", "post", "get", "put", "to", "at", "endpoint", "api", "http",
    "this", "it", "data", "web", "address", "deal", "lead", "its", "hook", "with", "via", "details", "call",
}  # fmt: skip
_MODIFYING = {
    "create_deal", "create_contact", "create_company", "create_invoice", "create_quote", "schedule_call", "send_email"
}  # fmt: skip
_ARTICLES = {*say.DETERMINERS, "another", "new"} - {"that", "all"}
_RECORDS = {"it", "them", "this", "that", "him", "her", "record", "card", "element", "item"}
_COUNTS = {*say.NUMBER_WORDS, "several", "many", "both", "no"}
_NOT_MODIFIERS = {
    "to",
    "for",
    "in",
    "on",
    "with",
    "and",
    "or",
    "of",
    "by",
    "from",
    "when",
    "if",
    ",",
    "is",
    "then",
    *say.DETERMINERS,
    *_COUNTS,
}


def head(tokens: Tokens, index: int, *, bare: bool = False) -> Found[Frame] | None:
    """The action that starts there; `bare` also takes an object without a verb ("task for engineering")."""
    rules = (_webhook, _tag, _untag, _stage, _set, _assign, _verb_object, _to_person, _comment, _passive, _receives)
    for rule in rules:
        found = rule(tokens, index)
        if found:
            return found
    return _bare(tokens, index) if bare else None


def starts_step(tokens: Tokens, index: int) -> bool:
    """Whether a step with a verb begins there."""
    key = ("step", index)
    if key not in tokens.memo:
        tokens.memo[key] = head(tokens, index) is not None
    return tokens.memo[key]


def _verb(tokens: Tokens, index: int, name: str) -> int | None:
    found = VERBS[name].find(tokens, index)
    return found.end if found else None


def past_article(tokens: Tokens, index: int) -> int:
    """Past "a", "the", "another"."""
    return tokens.past(index, _ARTICLES)


def record(tokens: Tokens, index: int) -> int | None:
    """Past a reference to the record itself: "it", "the deal", "this lead"."""
    at = past_article(tokens, index)
    if tokens.word(at) in _RECORDS:
        return at + 1
    if tokens.word(index) in {"it", "them", "this", "that"}:
        return index + 1
    noun = NOUNS.find(tokens, at)
    return noun.end if noun and noun.value not in {"stage", "note"} else None


def thing(tokens: Tokens, index: int) -> tuple[ActionName, str, int] | None:
    """An object with its article and modifiers: action, modifiers, end."""
    start = past_article(tokens, index)
    for at in range(start, start + _MOST_MODIFIERS + 1):
        found = OBJECTS.find(tokens, at)
        if found:
            last = OBJECTS.find(tokens, found.end)
            if last and found.value in _MODIFYING and last.value not in {*_MODIFYING, "webhook"}:
                # "invoice reminder", "call task": the last noun is the head
                return last.value, tokens.text(start, found.end), last.end
            return found.value, tokens.text(start, at), found.end
        if tokens.kind(at) not in {"WORD", "QUOTED"} or tokens.word(at) in _NOT_MODIFIERS:
            return None
    return None


def _webhook(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "call the webhook https://…", "POST to https://…", "let https://… know"."""
    let = tokens.word(index) == "let" and tokens.kind(index + 1) == "URL"
    method = tokens.at(index).text if tokens.at(index).text in {"POST", "GET"} else ""
    verb = _verb(tokens, index, "hit")
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
        method = tokens.word(place).upper() if tokens.word(place) in {"post", "get"} else method
        at = place + 1
    return Found(Frame("webhook", index, at, method=method), at) if named else None


def _tag(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "add the tag X", "tag it with X", "mark the deal as X"."""
    added = _verb(tokens, index, "attach")
    if added is not None:
        found = thing(tokens, added)
        if not found or found[0] != "add_tag":
            return None
        return Found(Frame("add_tag", index, found[2], tag=_unquoted(found[1])), found[2])
    tagged = _verb(tokens, index, "tag")
    if tagged is None:
        return None
    end = record(tokens, tagged) or tagged
    if tokens.word(end) in {"with", "as"}:
        end += 1
    return Found(Frame("add_tag", index, end), end)


def _untag(tokens: Tokens, index: int) -> Found[Frame] | None:
    verb = _verb(tokens, index, "untag")
    if verb is not None:
        end = record(tokens, verb) or verb
        return Found(Frame("remove_tag", index, end), end)
    verb = _verb(tokens, index, "remove")
    found = thing(tokens, verb) if verb is not None else None
    if not found or found[0] != "add_tag":
        return None
    return Found(Frame("remove_tag", index, found[2], tag=_unquoted(found[1])), found[2])


def _unquoted(words: str) -> str:
    return words.strip(" \"'“”\u2018\u2019")


def _stage(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "move it to stage X", "set the stage to X", "change the deal stage to X"."""
    for verb in ("move", "set"):
        at = _verb(tokens, index, verb)
        if at is None:
            continue
        named = _stage_object(tokens, at)
        if named:
            return Found(Frame("move_stage", index, named), named)
        if verb == "move":
            end = record(tokens, at)
            if end and tokens.word(end) in {"to", "into", "on", "onto"} and _is_move(tokens, index, end + 1):
                end += 1 + (tokens.word(end) == "on")
                return Found(Frame("move_stage", index, end), end)
    return None


def _stage_object(tokens: Tokens, index: int) -> int | None:
    at = past_article(tokens, index)
    owner = NOUNS.find(tokens, at)
    if owner and owner.value != "stage":
        at = owner.end + (tokens.word(owner.end) == "'s")
    if tokens.word(at) != "stage":
        return None
    end = at + 1
    if tokens.word(end) == "of":
        end = record(tokens, end + 1) or end
    return end + 1 if tokens.word(end) in {"to", "into", "=", "as"} else end


def _is_move(tokens: Tokens, index: int, after: int) -> bool:
    """Whether "put/send/transfer it to …" speaks of a stage rather than of a person."""
    if tokens.word(index) in {"move", "moves", "advance", "push", "shift", "switch", "bring", "take"}:
        return True
    return "stage" in {tokens.word(after), tokens.word(after + 1), tokens.word(after + 2), tokens.word(after + 3)}


def _set(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "set the field X to Y", "update deal field Priority to A", "change the priority of the task to high"."""
    verb = _verb(tokens, index, "set")
    if verb is None:
        return None
    start = verb
    start = tokens.past(start, {"the", "its", "their", "a", "our"})
    owner = NOUNS.find(tokens, start)
    noun = owner.value if owner and owner.value != "stage" else ""
    at = owner.end if owner and noun else start
    at += tokens.word(at) == "'s"
    at += tokens.word(at) in {"field", "the", "its"}
    at += tokens.word(at) == "field"
    end = at
    while end - at <= _MOST_MODIFIERS and tokens.kind(end) in {"WORD", "QUOTED"} and tokens.word(end) not in _SET_STOPS:
        end += 1
    if end == at or end - at > _MOST_MODIFIERS:
        return None
    name = _unquoted(tokens.text(at, end - 1 if tokens.word(end - 1) == "field" and end - at > 1 else end))
    if tokens.word(end) == "of":
        whose = record(tokens, end + 1)
        inner = NOUNS.find(tokens, past_article(tokens, end + 1))
        noun, end = inner.value if inner else noun, whose or end
    if tokens.word(end) not in {"to", "=", "as", "with"} or name.casefold() in {"a reminder", "reminder", "task"}:
        return None
    update = tokens.word(index).startswith("update")
    action: ActionName = (
        "update_task" if noun == "task" else "update_deal" if update and noun == "deal" else "update_field"
    )
    return Found(Frame(action, index, end + 1, field_name=name, of_task=noun == "task"), end + 1)


_SET_STOPS = {"to", "as", "of", "and", "for", "when", "if", "with", "in", "on", "then", "by", "a", "an"}


def _assign(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "assign it to X", "reassign to X", "assign X as responsible", "make X responsible"."""
    verb = _verb(tokens, index, "assign")
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
            return Found(Frame("assign_responsible", index, who.end, owner=who.value, of_task=task or pronoun), who.end)
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
        verb = _verb(tokens, index, name)
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
        verb = _verb(tokens, index, name)
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
    verb = _verb(tokens, index, "comment")
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


def _bare(tokens: Tokens, index: int) -> Found[Frame] | None:
    """An object standing for its action: "a task for engineering", "whatsapp to the client", "sms"."""
    found = thing(tokens, index)
    if not found:
        return None
    action, modifiers, end = found
    if action == "add_tag":
        return Found(Frame(action, index, end, tag=_unquoted(modifiers)), end)
    return Found(Frame(action, index, end, modifiers=modifiers), end)
