"""Web calls: the address, the method, and what is carried (variables, quoted texts, the record's facts by name)."""

from __future__ import annotations

from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.heads.objects import VERBS, past_article, verb_at
from b24app.english.grammar.heads.requests import METHODS, noun_method
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Lexicon, Turns
from b24app.english.grammar.words.lexicons import RECEIVES, TO_BE
from b24app.english.grammar.words.lines import numbered
from b24app.english.grammar.words.moments import duration

_TO_URL = 9
_TO_CARRIED = 24
_NEXT_STEP = {"else", "otherwise", "then", "if", "unless", ";", "."}
_TO_ADDRESS = {
    "to",
    "on",
    "against",
    "at",
    "into",
    "onto",
    "erp",
    "system",
    "endpoint",
    "server",
    "with",
    "webhook",
    "url",
    "address",
    "via",
}
_AROUND_URL = {
    "on", "against", "towards",
    "patch", "delete", "them", "him", "her", "everything",
    "a", "an", "the", "our", "webhook", "url", "request", "post", "get", "put", "to", "at", "endpoint", "api", "http",
    "this", "it", "data", "web", "address", "deal", "lead", "its", "hook", "with", "via", "details", "call",
}  # fmt: skip
_URL_PARTICIPLES = {
    "called",
    "hit",
    "pinged",
    "notified",
    "triggered",
    "invoked",
    "requested",
    "informed",
    "told",
    "alerted",
}
_FACTS = Lexicon(
    {
        "id|number": "ID",
        "amount|sum|value|total": "AMOUNT",
        "title": "TITLE",
        "name": "NAME",
        "currency": "CURRENCY",
        "phone [number]": "PHONE",
        "email [address]": "EMAIL",
        "details|data|info|information|everything|payload|body|json|fields": "",
    }
)
_PEOPLE_FACTS = Lexicon(
    {
        "stage [name]": "stage:NAME",
        "responsible|owner|rep|manager|assignee name": "assigned_by:NAME",
        "responsible|owner|rep|manager|assignee 's name": "assigned_by:NAME",
        "current|today 's date": "current:DATE",
        "current date": "current:DATE",
    }
)
_OWNERS = {"deal", "lead", "invoice", "task", "company", "contact", "client", "customer", "stage", "assigned"}
_OF_CLIENT = {"client": "contact", "customer": "contact"}


def fact(tokens: Tokens, index: int) -> Found[str] | None:
    """One thing that is sent, as `=text` or `owner:NAME`."""
    if tokens.kind(index) in {"VARIABLE", "QUOTED"}:
        return Found(f"={tokens.at(index).inner}", index + 1)
    at = tokens.past(
        index, {"the", "its", "our", "a", "an", "this", "that", "each", "every", "all", "new", "their", "his", "her"}
    )
    owner = tokens.word(at) if tokens.word(at) in _OWNERS else ""
    after = at + bool(owner)
    after += bool(owner) and tokens.word(after) == "'s"
    found = _FACTS.find(tokens, after)
    named = _PEOPLE_FACTS.find(tokens, at) if not found else None
    if named:
        return named
    if not found:
        return None
    return Found(f"{_OF_CLIENT.get(owner, owner)}:{found.value}", found.end)


def payload(tokens: Tokens, start: int, end: int, frame: Frame) -> None:
    """Everything that stands between the verb and the address; a written-out body is kept as it stands."""
    first = next((at for at in range(start, end) if tokens.at(at).text == "{"), end)
    last = max((at for at in range(first, end) if tokens.at(at).text.endswith("}")), default=-1)
    if last > first:
        frame.data.append("=" + tokens.text(first, last + 1))
        return
    at = start
    while at < end:
        found = fact(tokens, at)
        if found and found.end <= end:
            frame.data.append(found.value)
            at = found.end
        else:
            at += 1


def carried(tokens: Tokens, index: int) -> Found[list[str]] | None:
    """What is sent, in a row: "the deal id and the amount", "{{CONTACT_EMAIL}} {{CONTACT_NAME}}"."""
    row: list[str] = []
    at, end = index, index
    while (one := fact(tokens, at)) is not None:
        row.append(one.value)
        end = one.end
        at = tokens.past(end, {",", "and", "&", "+", "plus", ";", "/", "|"})
    return Found(row, end) if row else None


def webhook_head(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "call the webhook https://…", "POST to https://…", "let https://… know"."""
    index_of_method = index + (tokens.word(index) in {"via", "using", "with"})
    if index_of_method > index and tokens.at(index_of_method).text in METHODS:
        return webhook_head(tokens, index_of_method)
    if tokens.word(index) in {"have", "get"} and tokens.kind(index + 1) == "URL":
        called = called_url(tokens, index + 1) if tokens.at(index).text != "GET" else None
        if called:
            return Found(called, called.end)
    let = tokens.word(index) == "let" and tokens.kind(index + 1) == "URL"
    method = tokens.at(index).text.upper() if tokens.at(index).text.upper() in METHODS else ""
    if (
        method
        and tokens.at(index).text.islower()
        and tokens.kind(index + 1) != "URL"
        and tokens.word(index + 1) not in {"to", "at", "against"}
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
        named = named or tokens.word(place) in {"webhook", "url", "endpoint", "api"}
        method = tokens.word(place).upper() if tokens.word(place).upper() in METHODS else method
        at = place + 1
    if named:
        return Found(Frame("webhook", index, at, method=method), at)
    return _carried(tokens, index, verb, method) if verb is not None else None


def _carried(tokens: Tokens, index: int, verb: int, method: str) -> Found[Frame] | None:
    """Reads "post the deal id and {{DEAL_AMOUNT}} to https://…": what is sent stands before the address."""
    for at in range(verb, verb + _TO_CARRIED):
        named = (tokens.at(at).text in METHODS and at > verb) or noun_method(tokens, at)
        method = tokens.word(at).upper() if named and tokens.word(at - 1) in _ARTICLES else method
        if tokens.word(at) in _NEXT_STEP or (named and method != tokens.word(at).upper()):
            return None
        if tokens.kind(at) == "URL":
            led = tokens.word(at - 1 - (tokens.word(at - 1) in {"(", ":"})) in _TO_ADDRESS
            frame = Frame("webhook", index, at + 1, url=tokens.at(at).text, method=method)
            payload(tokens, verb, at, frame)
            return Found(frame, at + 1) if led else None
        ends = tokens.kind(at) in {"END", "NEWLINE", "ARROW"} or tokens.word(at) in {".", ";", "if", "when"}
        ends = ends or numbered(tokens, at) or duration(tokens, at) is not None
        if ends or (tokens.word(at) in {"and", ",", "then"} and _begins_another(tokens, at + 1)):
            return None
        if tokens.word(at) in {"also", "then"}:
            return None  # "make Bob responsible and also post it to …" is two steps
    return None


_ARTICLES = {"a", "the", "an", "one"}


def _begins_another(tokens: Tokens, at: int) -> bool:
    """Whether the next action begins here, rather than the next thing to send ("… and email to https://…")."""
    return fact(tokens, at) is None and any(verb_at(tokens, at, name) for name in VERBS)


def posted(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "it is pushed to the webhook https://…", "the deal id and amount are POSTed to https://…"."""
    told = carried(tokens, index)
    at = told.end if told else tokens.past(index, {"it", "this", "they"})
    be = TO_BE.find(tokens, at)
    goes = _GOES.find(tokens, at) if told else None
    if not goes and (not be or tokens.word(be.end) not in _POSTED):
        return None
    verb = be.end if be and not goes else at
    end = tokens.past(
        goes.end if goes else verb + 1,
        {"on", "over", "to", "at", "the", "our", "webhook", "url", "address", "endpoint"},
    )
    end += tokens.word(end) == ":"
    if tokens.kind(end) != "URL":
        return None
    method = tokens.word(verb).removesuffix("ed").upper()
    frame = Frame("webhook", index, end + 1, url=tokens.at(end).text, method=method if method in METHODS else "")
    frame.data.extend(told.value if told else ())
    return Found(frame, end + 1)


_GOES = Turns(("[should|must|shall|will|has|have] [to] go|goes [out|over] to",))
_POSTED = {
    "posted", "sent", "pushed", "submitted", "transmitted", "forwarded", "reported", "delivered", "patched",
    "copied", "mirrored", "replicated", "relayed", "passed", "handed", "exported", "uploaded", "synced", "fed", "fwded",
}  # fmt: skip


def called_url(tokens: Tokens, index: int) -> Frame | None:
    """Reads "https://… should be called", "https://… gets a POST", "(and) https://… called", "https://… gets it"."""
    url = tokens.at(index).text
    be = TO_BE.find(tokens, index + 1)
    at = be.end if be else index + 1
    if tokens.word(at) in _URL_PARTICIPLES and (be or tokens.word(index - 1) in _REPORTED):
        return Frame("webhook", index, at + 1, url=url)
    gets = RECEIVES.find(tokens, index + 1)
    found = past_article(tokens, gets.end) if gets else None
    if found and tokens.at(found).text.upper() in METHODS | {"REQUEST", "CALL"}:
        method = tokens.at(found).text.upper() if tokens.at(found).text.upper() in METHODS else ""
        end = found + 1 + (method != "" and tokens.word(found + 1) in {"call", "request"})  # "needs a POST call"
        return Frame("webhook", index, end, url=url, method=method)
    told = carried(tokens, gets.end) if gets else None
    return Frame("webhook", index, told.end, url=url, data=told.value) if told else None


_REPORTED = {"and", ",", "&", "+", "have", "get", "plus", ":", ";"}
