"""Words of an action with a label before them: subject, text, title, description."""

from __future__ import annotations

from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.heads.head import starts_step
from b24app.english.grammar.people.meant import people
from b24app.english.grammar.slots.behind import before_told
from b24app.english.grammar.slots.carrying import turns_to_body
from b24app.english.grammar.slots.freewords import trimmed
from b24app.english.grammar.slots.parties import OWNED
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Lexicon, phrases
from b24app.plan.vocabulary import ActionName

TEXTED: frozenset[ActionName] = frozenset(
    ("send_whatsapp", "send_email", "send_sms", "send_notification", "send_bitrix_message", "add_comment", "webhook")
)
LABELS = {"text", "message", "body", "wording"}
_BODY = phrases(
    (
        "[and|with|,|plus|;|.|(|-] [the|a|its|as] text|body|message|wording|content|words [of|is|:|=|saying|reading]",
        "whose|which|its text|body|message|wording|content is|reads|says|should|must [be|read|say] [:]",
        "[and] it says|reads|should|must say|read|:",
        "[and] [have|make] it say",
        "with",
    )
)
_DESCRIPTION = phrases(
    (
        "[and|with|,|.|;] [the|a|its] description|details|body|instructions [of|is|being|:|=|saying|reading]",
        "with [the|a|its] comment|note [of|is|:|=|saying|reading]",
        ", [the|its] comment|note is|:|=",
        "described as|by",
    )
)
_CALLED = phrases(
    (
        "titled|called|named|entitled|title",
        "[and|with|,|:|-|.] [the|its|whose] title|name|heading is|being|reads|should|shall|: [be]",
        "under|by|with the name|title|heading [of]",
        "[and|with|,] [the|a] title|name|heading|caption [of|is|:|=]",
        "title is",
        "which is called",
        "name",
    )
)
_NAMESAKES: Lexicon[str] = Lexicon(
    {
        "after|like|as him|her|them": "{{CONTACT_NAME}}",
        "after|like|as the client|customer|contact|person": "{{CONTACT_NAME}}",
        "after|like|as the lead": "{{LEAD_NAME}}",
        "after|like|as the company|organisation|organization": "{{COMPANY_TITLE}}",
        "after|like|as the deal": "{{DEAL_TITLE}}",
    }
)
_NOT_NAMES = {"after", "like", "as", "by", "for", "to", "in", "on", "with", "and"}
IN_SUBJECT = phrases(("in|as [the|its|a] subject|heading|headline|title [line]",))


def slot_subject(tokens: Tokens, at: int, frame: Frame) -> int | None:
    start = tokens.past(at, {"with", "and", ",", ":", "(", "under", "the", "a", "as", "its", "-", ".", "whose"})
    if behind := _behind_subject(tokens, at, frame):
        return behind
    titled = tokens.word(start) in {"titled", "entitled", "headed"}
    titled = titled or (tokens.word(start) in {"re", "heading", "subj"} and _quoted_near(tokens, start + 1))
    if not (tokens.word(start) in {"subject", "headline"} or titled) or (frame.channel or frame.action) != "send_email":
        return None
    start = tokens.past(start + 1, {":", "line", "of", "is", "=", "being", "reads", "reading", "should", "be", "."})
    text, end = trimmed(tokens, start, frame)
    cut = next((place for place in range(start + 1, end) if turns_to_body(tokens, place, end)), end)
    frame.subject = text if cut == end else tokens.text(start, cut)
    return cut if text else None


def _quoted_near(tokens: Tokens, at: int) -> bool:
    return tokens.kind(tokens.past(at, {":", ".", "of", "line", "is", "="})) == "QUOTED"


def _behind_subject(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Reads "(an e-mail) with 'Our meeting' in the subject line", "with 'Hi' as its heading"."""
    mail = (frame.channel or frame.action) == "send_email" and not frame.subject
    led = mail and tokens.word(at) in {"with", "and", "having"} and tokens.kind(at + 1) == "QUOTED"
    named = IN_SUBJECT.find(tokens, at + 2) if led else None
    if not named:
        return None
    frame.subject = tokens.at(at + 1).inner
    return named.end


def slot_body(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Reads "and the text "X"", "body: X", "it should say X"; for a task its description."""
    lexicon = _BODY if frame.action in TEXTED else _DESCRIPTION
    found = lexicon.find(tokens, at)
    if not found or (frame.action not in TEXTED | OWNED) or tokens.word(found.end - 1) == "and":
        return None
    quoted = tokens.kind(found.end) == "QUOTED"
    if quoted and tokens.word(found.end + 1) == "to" and people(tokens, found.end + 2) and tokens.word(at) == ";":
        return None  # "(sms the client); text "Hi" to Ben"
    named = bool(frame.subject) and tokens.word(found.end - 1) in LABELS  # "the subject Lost and the text Sorry"
    owned = tokens.word(found.end - 2) in {"the", "a", "its"}
    beside = named and (owned or not people(tokens, found.end))  # "and text the client" is one more message
    sure = quoted or beside or tokens.word(found.end - 1) in {":", "=", "saying", "reading", "say"}
    if not sure:
        return None
    text, end = (tokens.at(found.end).inner, found.end + 1) if quoted else trimmed(tokens, found.end, frame)
    if not text:
        return None
    if frame.action not in TEXTED:
        frame.description = text
    elif quoted:
        frame.texts.append(text)
    else:
        frame.text = frame.text or text
    return end


def slot_called(tokens: Tokens, at: int, frame: Frame) -> int | None:
    led = tokens.word(at) in {",", ":", "-", "("} and (tokens.word(at) == "," or tokens.kind(at + 2) == "QUOTED")
    found = _CALLED.find(tokens, at) or _CALLED.find(tokens, at + led)
    of_record = frame.action in {"create_contact", "create_company"} and tokens.word(at) == "for"
    if of_record and tokens.kind(at + 1) == "VARIABLE" and not frame.title:
        frame.title = tokens.at(at + 1).text
        return at + 2  # "a contact card for {{CONTACT_NAME}}"
    if not found or frame.title or frame.action in TEXTED:
        return None
    namesake = _NAMESAKES.find(tokens, found.end)
    if namesake:
        frame.title = namesake.value
        return namesake.end
    if tokens.word(found.end) in _NOT_NAMES:
        return None
    text, end = trimmed(tokens, found.end, frame)
    cut = before_told(tokens, found.end, end, timed=True)
    frame.title = text if cut == end else tokens.text(found.end, cut)
    return cut if text else None


def steps_inside(tokens: Tokens, start: int, end: int) -> bool:
    """Whether a step begins within; "the text "…"" is a label, though "text" may be a verb."""
    places = (at for at in range(start, end) if tokens.word(tokens.past(at, {"the"})) not in LABELS)
    return any(starts_step(tokens, at) for at in places)
