"""What an action says: its message, subject, title, description, purpose, in quotes or in free words.

Free words go on to the end of their clause or to where another slot begins; they are kept, never thrown away. Words
that could limit the action ("only", "except", "every") are no free words unless a phrase like "saying" announced them.
"""

from __future__ import annotations

from b24app.english.grammar.conditions.comparisons import conditions
from b24app.english.grammar.heads.calls import by_phone_told
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.heads.head import head
from b24app.english.grammar.heads.objects import thing
from b24app.english.grammar.people.meant import CLIENT, People, people
from b24app.english.grammar.slots.bounds import ends_here, run
from b24app.english.grammar.slots.freewords import (
    LIMITING,
    matter,
    mere_pronoun,
    names_time,
    part_end,
    tells_when,
    timed,
    trimmed,
    unannounced,
    words,
)
from b24app.english.grammar.slots.labelled import IN_SUBJECT, LABELS, TEXTED
from b24app.english.grammar.slots.names import answered
from b24app.english.grammar.slots.parties import OWNED, SENDS
from b24app.english.grammar.slots.strangers import names_another, names_holder, names_somebody
from b24app.english.grammar.slots.tagged import one_more_tag
from b24app.english.grammar.slots.topics import OCCASIONS
from b24app.english.grammar.timing.waits import wait
from b24app.english.grammar.words.lexer import Tokens, lex
from b24app.english.grammar.words.lexicon import Found, phrases
from b24app.english.grammar.words.lexicons import NOUNS
from b24app.english.grammar.words.lines import ternary
from b24app.english.grammar.words.moments import duration, later
from b24app.english.grammar.words.turns import AFTERWARDS, PARALLEL
from b24app.plan import phrases as say
from b24app.plan.phrases import DETERMINERS
from b24app.plan.vocabulary import ActionName

_MADE: frozenset[ActionName] = frozenset(("create_contact", "create_company", "create_invoice"))
# Words that leave open whom or how much: no free words.
_LOOSE = {
    "whoever", "whichever", "half", "most", "some", "several", "many", "all", "every", "each", "part", "twice",
    "either", "neither",
}  # fmt: skip
_RETELLING = {"telling", "informing", "reminding", "asking", "advising"}
_SAYS = phrases(
    (
        "saying|says|reading|stating|say|asking [that]",
        "that|which says|reads",
        "with [the|a] text|message|words|content|wording|comment|body",
        "with [the|a] following text|message",
        "text|message|body|wording",
        "and say|write",
        "telling|informing|reminding|asking|advising them|him|her|people [that|to]",
        "telling|informing|reminding [the] client|customer|owner|rep|team [that]",
        "that",
        "to say|tell|inform|let [them|him|her] [know] [that]",
        "as follows [:]",
        "[with] something like|along the-lines-of [this] [:]",
        "confirming|announcing|explaining|noting|mentioning|warning [that]",
    )
)
_NO_CONTENT = {
    "and", "or", "then", "is", "are", "was", "gets", "every", "each", "until", "if", "when", "unless", "otherwise",
    "not", "no", "never", "either", "both", "except", "only", "but", "instead", "while", "during", "within",
    "because", "since", "in", "near", "on", "per", "till", "stop", "max", "as", "once", "whenever", "later", "before",
    "after", "at", "for", "from", "to", "with", "by", "via", "without", "weekly", "daily", "hourly", "monthly",
    "nobody", "none", "nothing", "don't", "due", "deadline", "payable", "plus", "also", "too", "rather", "just",
    "maximum", "always", "twice", "approve", "approved", "rejected", "about", "around", "towards", "toward", "halfway",
    "midway", "come", "upon", "pending", "barring", "provided", "providing", "assuming", "which", "of", "throughout",
    "under", "behind", "between", "outside", "inside", "across", "alongside", "beside", "beneath", "despite", "against",
}  # fmt: skip
_REASONS = phrases(
    (
        "to make sure|certain [that]",
        "to ensure|avoid|prevent",
        "for [the|our|their|his|her] record|records|information|reference|review|filing|planning|approval",
        "for [a|the] follow-up|followup|check|review|handover|processing|attention|safekeeping",
    )
)
_TO_SOMEBODY = {"email", "sms", "whatsapp"}
_VERBS_OF_CONTENT = {"email", "sms", "whatsapp", "speak", "send", "message", "create", "notify", ""}


def told(frame: Frame) -> bool:
    """Whether the action has its words already."""
    return bool(frame.text or frame.topic or frame.purpose or frame.texts or frame.content or frame.title)


def slot_quoted(tokens: Tokens, at: int, frame: Frame) -> int | None:
    start = at + (tokens.word(at) in {":", ",", "-", "with", "as", "="} and tokens.kind(at + 1) == "QUOTED")
    listed = frame.texts and tokens.word(at) == "," and "tasks" in {tokens.word(i) for i in range(frame.start, at)}
    another = frame.texts and frame.action in SENDS - {"send_email"} and tokens.word(start - 1) in {",", ";"}
    subject = start > at and IN_SUBJECT.find(tokens, start + 1) is not None
    if tokens.kind(start) != "QUOTED" or len(frame.texts) > 1 or listed or another or subject:
        return None
    if tokens.word(start - 1) == "," and thing(tokens, start):
        return None  # "an invoice, 'Setup' task for Ben"
    begun = head(tokens, start) if tokens.word(start - 1) == "," and frame.action in SENDS else None
    if begun and begun.value.action in {"update_field", "add_tag", "add_comment"}:
        return None  # "text the client, 'Paid' goes into field X"
    if frame.action in {"move_stage", "assign_responsible", "schedule_call"}:
        return None
    if frame.action in {"add_tag", "remove_tag"}:
        return one_more_tag(tokens, start, frame) if frame.tag else None
    frame.texts.append(tokens.at(start).inner)
    return start + 1


def slot_demand(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """What somebody is asked to do: "(ask Peter) to fill it in", "(Anna) packs the parcel"."""
    if not frame.asks or frame.purpose:
        return None
    start = at + (tokens.word(at) in {"to", "with", "of"})
    if tokens.word(start) in _DOING and tokens.kind(start + 1) == "QUOTED":
        frame.texts.append(tokens.at(start + 1).inner)
        return start + 2  # "have Anna do 'Call back'"
    text, end = trimmed(tokens, start, frame)
    if called := by_phone_told(tokens, start, end):
        frame.action, frame.to, frame.asks = "schedule_call", called, False
        return end  # "get Ben to thank the client by phone"
    cut = next((place for place in range(start, end) if tokens.word(place) in {":", ","}), end)
    text, end = tokens.text(start, cut), cut
    if tokens.row(end - 2, 2) in _OTHERS:
        return None  # "let Bob have the rest" is another case
    frame.purpose = _infinitive(text) if frame.third else text
    return end if text else None


_OTHERS = {("the", "rest"), ("the", "others"), ("the", "remainder"), ("all", "others"), ("everything", "else")}
_DOING = {"do", "does", "doing", "handle", "complete", "finish", "perform"}


def _infinitive(text: str) -> str:
    """The words with their verb as a command: "double checks it" is "double check it"."""
    first, _, rest = text.partition(" ")
    for ending, kept in (
        ("ies", "y"),
        ("oes", "o"),
        ("sses", "ss"),
        ("ches", "ch"),
        ("shes", "sh"),
        ("xes", "x"),
        ("s", ""),
    ):
        if first.endswith(ending):
            return f"{first.removesuffix(ending)}{kept} {rest}".strip()
    return text


def slot_content(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """The thing that is sent or made, told in plain words: "email them the address", "a task follow up for Anna"."""
    if (
        frame.closed
        or frame.action not in SENDS | OWNED | _MADE | {"add_comment"}
        or told(frame)
        or frame.verb not in _VERBS_OF_CONTENT
    ):
        return None
    if tokens.kind(at) not in {"WORD", "VARIABLE"} or tokens.word(at) in _NO_CONTENT or duration(tokens, at):
        return None
    if frame.action not in OWNED and mere_pronoun(tokens, at):
        return at + 1
    if (
        ends_here(tokens, at)
        or tells_when(tokens, at)
        or names_time(tokens, at)
        or head(tokens, at)
        or timed(tokens, at)
        or (tokens.word(at) in _LOOSE and tokens.word(at + 1) == "of")
        or PARALLEL.find(tokens, at)
        or AFTERWARDS.find(tokens, at)
    ):
        return None
    if whose := _merely_whose(tokens, at, frame):
        frame.owner = whose.value
        return whose.end
    text, end = unannounced(tokens, at, frame)
    if _is_no_content(tokens, at, end, frame):
        text = ""
    if frame.action in SENDS:
        frame.content = matter(text)
    elif frame.action == "add_comment":
        frame.content = text
    else:
        frame.title = matter(text) if frame.action == "set_reminder" else text
    return end if text else None


def _merely_whose(tokens: Tokens, at: int, frame: Frame) -> Found[People] | None:
    """Reads "(deal won -> task) Ben", "(task) lawyer": whose it is, where nothing else is told of it."""
    who = people(tokens, at) if frame.action in OWNED and not frame.owner else None
    if not who or not who.value or CLIENT in who.value or not ends_here(tokens, who.end):
        return None
    named = tokens.word(at) in say.GIVEN_NAMES or all(one.kind != "user" for one in who.value)
    return who if named else None


def _is_no_content(tokens: Tokens, at: int, end: int, frame: Frame) -> bool:
    """Whether such words tell whom it is for ("text my wife 'We move'"), how often or when ("a few times")."""
    if frame.action not in SENDS:
        return frame.action in OWNED and names_holder(tokens, at, end)
    whom = frame.to is None and frame.verb in _TO_SOMEBODY
    whose = people(tokens, end - 1) if whom and end > at + 1 and tokens.at(end - 1).text.islower() else None
    else_told = whom and (tokens.kind(end) == "QUOTED" or (whose is not None and whose.end == end))
    else_told = else_told or (whom and names_somebody(tokens, at, end))
    return (
        names_another(tokens, at, end) or else_told or tokens.word(at) in _NO_THING or tokens.word(end - 1) in OCCASIONS
    )


# What opens no thing that could be sent, and what closes one that tells when.
_NO_THING = {
    "now", "where", "wherever", "sometime", "whenever", "accompanied", "coupled", "paired", "combined", "flanked",
    "supplemented", "backed", "complemented", "besides", "alongside",
}  # fmt: skip


def slot_says(tokens: Tokens, at: int, frame: Frame) -> int | None:
    place = at + (tokens.word(at) == ",")
    retold = tokens.word(place) in _RETELLING and tokens.word(place + 1) in {"them", "him", "her"}
    reports = tokens.word(at) == "that" and frame.action in SENDS and bool(frame.to) and not told(frame)
    steps = not (retold or reports) and head(tokens, place) is not None and tokens.kind(place + 1) != "QUOTED"
    steps = steps or (tokens.word(place) == "and" and head(tokens, place + 1) is not None)
    found = None if steps else _SAYS.find(tokens, place)
    asks = tokens.word(frame.start) in {"ask", "asks"}
    tests = tokens.word(at) == "if" and not asks and conditions(tokens, at + 1) is not None
    tests = tests or tokens.word(at - 1) in {".", "?", "!"}  # "ask Ben. If he says no, …"
    if frame.verb == "speak" and tokens.word(at) in {"if", "whether", "for", "to"} and not found and not tests:
        found, frame.wish = Found(True, at + 1), tokens.word(at) if asks else ""
    colon = _after_colon(tokens, at, frame)
    found = None if tokens.word(at) == "say" and tokens.word(at - 1) in {".", ")"} else found  # "2. say hello"
    anew = tokens.word(at) == "that" and tokens.word(at - 1) in {".", "?", "!"}  # "(email them.) That goes for …"
    if found and (anew or _is_label(tokens, at, found.end)):
        found = None
    if not found and _greets(tokens, at, frame):
        found = Found(True, at + 1)
    step = head(tokens, at + 1, bare=True) if tokens.word(at) == ":" else None
    again = step is not None and step.value.action == frame.action == "add_comment"
    if step and (frame.asks or step.value.url or again or tokens.word(at - 1) in _COUNTED):
        return None  # "two messages: an email to the client, a bell to the owner"
    if not found and not colon:
        return None
    start = found.end if found else at + 1
    whole = frame.action in TEXTED and (found is None or frame.verb != "speak" or tokens.word(start - 1) == "saying")
    text, end = words(tokens, start) if whole else trimmed(tokens, start, frame)
    if not text or frame.text or frame.action in {"move_stage", "assign_responsible", "add_tag", "remove_tag"}:
        return None
    cut = part_end(tokens, at, start, end)
    text, end = (tokens.text(start, cut), cut) if start < cut < end else (text, end)
    text = _as_question(tokens, start, text, frame) if asks else text
    if tokens.kind(end - 1) == "QUOTED" and tokens.at(end - 1).inner == text:
        frame.texts.append(text)
    elif frame.action in TEXTED:
        frame.text = text
    elif frame.action in OWNED | _MADE:
        text = "" if text.casefold() in _ONES else text  # "two tasks: one for Anna, one for Ben"
        frame.title, frame.description = (frame.title, text) if frame.title else (text, frame.description)
    else:
        return None
    return end


def _after_colon(tokens: Tokens, at: int, frame: Frame) -> bool:
    """Whether the words behind a colon, or behind a dash that stands for one, are told."""
    return (tokens.word(at) == ":" and not ternary(tokens, at)) or _dashed(tokens, at, frame)


def _as_question(tokens: Tokens, start: int, text: str, frame: Frame) -> str:
    """What a colleague is asked: "(ask Ben by email) if the client agrees"."""
    if tokens.word(start - 1) not in {"if", "whether"} or not frame.to or CLIENT in frame.to:
        return text
    frame.wish = ""
    return f"Whether {text}"


_ONES = {"one", "another", "another one", "the other", "the other one", "the first", "the first one"}
_COUNTED = {"messages", "notifications", "alerts", "emails", "reminders"}


def _greets(tokens: Tokens, at: int, frame: Frame) -> bool:
    """Whether a comma opens the message itself: "text the client, your car is ready"."""
    opens = tokens.word(at) == "," and tokens.word(at + 1) in {"your", "you", "hi", "hello", "thanks"}
    return opens and frame.action in SENDS and bool(frame.to) and not told(frame) and head(tokens, at + 1) is None


def _dashed(tokens: Tokens, at: int, frame: Frame) -> bool:
    """Whether a dash opens the message: "notify finance - invoice can go out"."""
    sends = frame.action in SENDS and frame.to is not None
    opens = tokens.word(at) == "-" and not told(frame) and tokens.kind(at + 1) == "WORD"
    return (
        opens
        and (sends or (frame.action == "create_task" and bool(frame.owner)))
        and head(tokens, at + 1, bare=True) is None
        and not people(tokens, at + 1)
        and not answered(tokens, at)  # "(yes → task for Anna) - no → …"
        and not wait(tokens, at + 1)  # "notify Ana - wait 2 days - …"
    )


def _is_label(tokens: Tokens, at: int, end: int) -> bool:
    """Whether "text" and the like stand there alone, with no text behind: it may be a verb."""
    alone = end == at + 1 + (tokens.word(at) == ",") and tokens.word(end - 1) in LABELS
    return alone and tokens.word(end) != ":" and tokens.kind(end) != "QUOTED"


def slot_purpose(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Reads "to prepare a proposal": the title of a task, the words of a message, the reason of anything else."""
    if _quotes_work(tokens, at, frame):
        frame.texts.append(tokens.at(at + 1).inner)
        return at + 2
    at += tokens.word(at) == "," and tokens.word(at + 1) in _ASKING and frame.action in SENDS
    of_doing = tokens.word(at) in {"of", "for", "with"} and tokens.word(at + 1).endswith("ing")
    asks = tokens.word(at) in _ASKING and frame.action in SENDS
    if not (tokens.word(at) == "to" or of_doing or asks) or tokens.kind(at + 1) != "WORD" or frame.purpose:
        return None
    invited = {tokens.word(place) for place in range(frame.start, frame.end)} & {"invite", "invites", "invited"}
    thanks = asks and tokens.word(at) in _KIND_WORDS and tokens.word(at + 1) in {"them", "him", "her", "you"}
    if not (of_doing or invited or thanks) and (tokens.word(at + 1) in DETERMINERS or _somebody(tokens, at + 1)):
        return None
    if frame.action in {"move_stage", "update_field", "update_deal", "update_task", "webhook"}:
        return None
    if tokens.word(at) == "to" and tokens.word(at + 1) in _WHICH and NOUNS.find(tokens, at + 2):
        return None  # "(send it) to new contacts, source Fair" tells whom, and what starts it
    text, end = trimmed(tokens, at + (not asks), frame)
    frame.purpose = text
    return end if text else None


def _quotes_work(tokens: Tokens, at: int, frame: Frame) -> bool:
    """Whether what is to be done is told in quotes: "remind the owner to 'ask for a referral'", "tell her to '…'"."""
    if tokens.word(at) != "to" or tokens.kind(at + 1) != "QUOTED" or told(frame) or tokens.word(at + 2) == ":":
        return False
    if frame.action in SENDS:
        return tokens.word(frame.start) in _TELLING and frame.to is not None
    quoted = lex(tokens.at(at + 1).inner)
    names = not frame.owner and (people(quoted, 0) is not None or not quoted.word(1))
    return frame.action in {"create_task", "set_reminder"} and not names


_TELLING = {"tell", "tells", "ask", "asks", "remind", "reminds", "instruct", "instructs", "advise", "advises"}
_WHICH = {"new", "fresh", "won", "lost", "overdue", "unpaid"}


def _somebody(tokens: Tokens, at: int) -> bool:
    """Whether people stand there, not a verb that is also the name of a team: "to research the account"."""
    who = people(tokens, at)
    verb = tokens.at(at).text.islower() and tokens.word(at + 1) in DETERMINERS
    return who is not None and not (verb and who.end == at + 1)


_KIND_WORDS = {"thanking", "congratulating", "welcoming", "inviting"}
_ASKING = {
    "asking", "thanking", "inviting", "congratulating", "reminding", "welcoming", "explaining", "offering", "telling",
}  # fmt: skip


def slot_reason(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Reads "so that they can prepare", "for review": why something is done changes nothing of it."""
    found = _REASONS.find(tokens, at + (tokens.word(at) == ","))
    if not found or frame.verb == "speak":
        return None
    end = run(tokens, found.end)
    if any(tokens.word(place) in LIMITING for place in range(found.end, end)):
        return None
    frame.topic = frame.topic or tokens.text(at, end).strip(", ")
    return max(end, found.end)


def slot_rest(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Words about the matter that no other slot took: they go with the task's or message's words."""
    if frame.action not in SENDS | OWNED | _MADE | {"add_comment", "schedule_call"} or tokens.word(at) not in {
        "for",
        "of",
    }:
        return None
    loose = tokens.word(at + 1) in LIMITING | _LOOSE or (frame.action in OWNED and tokens.word(at + 2) == "to")
    if tokens.kind(at + 1) != "WORD" or loose or people(tokens, at + 1) or frame.topic:
        return None
    if duration(tokens, at + 1) or later(tokens, at + 1) or ends_here(tokens, at + 1):
        return None
    text, end = unannounced(tokens, at + 1, frame)
    cut = next((place for place in range(at + 2, end) if tokens.word(place) == ":"), end)
    text, end = (tokens.text(at + 1, cut), cut) if cut < end else (text, end)  # "a deal for next year: title 'X'"
    if frame.action in _MADE and not frame.title:
        frame.title = text
    else:
        frame.topic = text
    return end if text else None
