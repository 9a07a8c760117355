"""Slots with people and channels: to whom, for whom, assigned to whom, by what."""

from __future__ import annotations

from b24app.english.grammar.heads.belonging import in_name
from b24app.english.grammar.heads.channels import CHANNELS
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.heads.objects import past_article
from b24app.english.grammar.people.meant import CLIENT, People, people
from b24app.english.grammar.slots.devices import past_device
from b24app.english.grammar.words.chatter import CHATTER
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns, phrases
from b24app.plan import phrases as say
from b24app.plan.plan import Person
from b24app.plan.vocabulary import ActionName

SENDS = {"send_email", "send_sms", "send_whatsapp", "send_bitrix_message", "send_notification"}
_SCHEDULED = phrases(
    (
        "schedule|scheduled|plan|planned [it] for",
        "put it in|into the calendar of",
        "for|by",
        "assigned to",
    )
)
_ALL = {"both", "each", "all"}
_USE = phrases(("use|using", "[the] channel [is|:|=]", "[the] channel should|must be"))
_WILL_DO = phrases(("will do", "is fine|enough|ok|okay|best|preferred", "please|preferably"))
_VIA = {"via", "by", "through", "over", "on", "using", "in", "as", "per"}
_BOTH = {"and", "&", "plus", ",", "or"}
OWNED: frozenset[ActionName] = frozenset(("create_task", "set_reminder", "create_deal", "create_quote"))


def slot_in_name(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Reads "(a quote should be made) and put in Hannah's name", "under the name of Olga"."""
    if frame.action not in OWNED or frame.owner is not None:
        return None
    who = in_name(tokens, tokens.past(at, _PUT_DOWN))
    frame.owner = who.value if who else None
    return who.end if who else None


_PUT_DOWN = {",", "and", "is", "be", "put", "made", "issued", "filed", "set", "up", "out", "registered", "placed"}


def slot_owner(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Reads "and assign it to Anna", "assigned to the manager" behind something that is created."""
    start = at + (tokens.word(at) in {",", "and"})
    if frame.action not in OWNED or tokens.word(start) not in {"assigned", "assign"}:
        return None
    end = start + 1
    if tokens.word(start) == "assign":
        reference = past_article(tokens, end)
        nouns = {"it", "task", "deal", "quote", "reminder"} - ({"deal"} if frame.action != "create_deal" else set())
        if tokens.word(reference) not in nouns:
            return None
        end = reference + 1
    who = people(tokens, end + 1) if tokens.word(end) == "to" else None
    if not who or frame.owner is not None:
        return None
    frame.owner = who.value
    return who.end


def closes(tokens: Tokens, at: int) -> bool:
    """Whether a part of the sentence ends there."""
    return closed(tokens, at) or tokens.kind(at) == "ARROW" or tokens.word(at) in _PARTED


def closed(tokens: Tokens, at: int) -> bool:
    return tokens.kind(at) in {"END", "NEWLINE"} or tokens.word(at) in {".", "!", ";", ")"}


def slot_set_off(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Reads "(notification) -> warehouse", "(alert): the CEO", "(task 'X') - Petra -": people set off by a mark."""
    mark = tokens.kind(at) == "ARROW" or tokens.word(at) in {":", "-", "@", "/"}
    mark = mark or (tokens.word(at) == "," and frame.action in {"create_task", "set_reminder"} and bool(frame.texts))
    sends = frame.action in SENDS and frame.to is None
    named = people(tokens, at + 1) if sends and tokens.word(at) == "," and frame.end == at else None
    mark = mark or (named is not None and tokens.word(named.end) == ":" and tokens.kind(named.end + 1) == "QUOTED")
    if not mark or not (sends or (frame.action in OWNED and frame.owner is None)) or (sends and frame.verb):
        return None
    who = people(tokens, at + 1)
    closed = who and (tokens.kind(who.end) in {"END", "NEWLINE", "QUOTED"} or tokens.word(who.end) in _SET_OFF)
    if not who or not who.value or not closed:
        return None
    if sends:
        frame.to = who.value
    else:
        frame.owner = who.value
    return who.end + (tokens.word(who.end) in {"-", ":"})


_SET_OFF = {",", "-", ".", ";", ":", "/", ")", "when", "whenever", "once", "upon", "due", "within"}


def slot_in_brackets(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Reads "(bell)", "(e-mail, billing@lumen.test)", "(rep)", "(schedule it for the rep)"."""
    if tokens.word(at) not in {"(", ","} or (tokens.word(at) == "," and frame.bracket < 0):
        return None
    start = at + 1
    found = CHANNELS.find(tokens, start)
    if found and tokens.word(found.end) in {")", ","} and frame.action.startswith("send_"):
        frame.channel = found.value
        frame.bracket = at
        return found.end
    planned = frame.action == "schedule_call"
    lead = _SCHEDULED.find(tokens, start) if planned else None
    who = people(tokens, lead.end if lead else start)
    if not who or not who.value or tokens.word(who.end) not in {")", ","}:
        remark = CHATTER.find(tokens, start)  # "(I'm the owner)"
        return remark.end + 1 if remark and tokens.word(remark.end) == ")" else None
    if tokens.word(who.end) == ",":
        return _first_in_brackets(tokens, at, frame, who)
    if planned:
        frame.owner = who.value
    elif frame.action.startswith("send_"):
        frame.to = who.value
    elif frame.action in OWNED and frame.owner is None:
        frame.owner = who.value
    else:
        return None
    return who.end + 1


def _first_in_brackets(tokens: Tokens, at: int, frame: Frame, who: Found[People]) -> int | None:
    """Reads "(Petra, 2 days, high)": who gets the task, then more about it."""
    if tokens.word(at) != "(" or frame.action not in OWNED or frame.owner is not None:
        return None
    frame.owner = who.value
    return who.end


def slot_channel(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Reads "by e-mail", "via SMS and WhatsApp", ". E-mail.", "at bruno@koru.test"."""
    end = _addressed(tokens, at, frame) or _named_alone(tokens, at, frame)
    if end:
        return end
    at += tokens.word(at) == "," and tokens.word(at + 1) in _ALL
    at += tokens.word(at) in _ALL and tokens.word(at + 1) in _VIA
    at += tokens.word(at) in {",", "."} and tokens.word(at + 1) in {"via", "by", "through", "in", "on"}
    spoken = frame.verb in {"speak", "notify"} and tokens.word(at) == "with" and tokens.word(at + 1) in {"a", "an"}
    led = tokens.word(at) in _VIA or spoken
    if not frame.action.startswith(("send_", "set_", "add_comment")) or not led:
        return None
    found = CHANNELS.find(tokens, past_article(tokens, at + 1))
    if not found or (
        frame.action == "add_comment" and not (people(tokens, found.end + 1) or closed(tokens, found.end))
    ):
        return None
    frame.channel = found.value
    second = _second_channel(tokens, found.end)
    if tokens.word(found.end) in _ALL and closed(tokens, found.end + 1):
        return found.end + 1  # "in chat each"
    if second and second.value != found.value:
        frame.also.append(second.value)
        return second.end
    end = found.end + (tokens.word(found.end) in {"at", ":", "to"} and tokens.kind(found.end + 1) == "EMAIL")
    if tokens.kind(end) == "EMAIL" and frame.channel == "send_email":
        frame.to = (Person(kind="address", value=tokens.at(end).text),)
        end += 1
    return end


def _addressed(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Reads "(drop Bruno a line) at bruno@koru.test"."""
    if tokens.kind(at + 1) not in {"EMAIL", "PHONE"} or tokens.word(at) not in {"at", "on", "to"}:
        return None
    who = people(tokens, at + 1) if frame.action in SENDS and frame.verb else None
    if not who:
        return None
    frame.to = who.value
    frame.channel = "send_email" if tokens.kind(at + 1) == "EMAIL" else frame.channel or frame.action
    return who.end


def _named_alone(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Reads "(tell the customer). E-mail."."""
    mark = tokens.word(at) in {",", ".", "-", ";"}
    told = _USE.find(tokens, at + mark)
    start = told.end if told else at + mark
    bare = CHANNELS.find(tokens, start) if mark or (frame.verb in {"notify", "speak"} and frame.end == at) else None
    will_do = _WILL_DO.find(tokens, bare.end) if bare else None
    end = will_do.end if will_do else bare.end if bare else at
    ends = closed(tokens, end) or (not mark and tokens.word(end) in {",", "and", "then"})
    if not bare or frame.channel or frame.action != "send_notification" or not ends:
        return None
    frame.channel = bare.value
    return end


def _second_channel(tokens: Tokens, at: int) -> Found[ActionName] | None:
    """Reads "(by e-mail) and by chat", "(via SMS) and WhatsApp"."""
    if tokens.word(at) not in _BOTH - {","}:
        return None
    start = at + 1 + (tokens.word(at + 1) in _VIA)
    found = CHANNELS.find(tokens, start)
    ends = found and (
        tokens.kind(found.end) not in {"WORD", "QUOTED"} or tokens.word(found.end) in {"and", "when", "if"}
    )
    return found if found and (start > at + 1 or ends) else None


def slot_person(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Reads "to the owner", "for Anna", "with the client"."""
    all_of = at + (tokens.word(at) == ",")
    shared = tokens.word(all_of) in _ALL and tokens.word(all_of + 1) == "for" and frame.action in OWNED
    at = all_of + 1 if shared else at + _set_apart(tokens, at, frame)
    at += tokens.word(at) in {"always", "each"} and tokens.word(at + 1) in {"to", "for"}
    word = tokens.word(at)
    leads = {"to", "for", "with", "towards"} | ({"by"} if frame.action in OWNED | {"schedule_call"} else set())
    leads |= {"at"} if tokens.word(frame.start) in _THROWS or tokens.word(frame.start - 1) in _THROWS else set()
    leads |= {"from"} if tokens.word(frame.start) in _REQUESTS or frame.action == "schedule_call" else set()
    leads |= {"of"} if tokens.word(at - 1) == "chat" and frame.action == "send_bitrix_message" else set()
    labelled = tokens.word(at + 1) == ":" and word in {"to", "for"}
    who = people(tokens, at + 1 + labelled) if word in leads and not _is_verb(tokens, at) else None
    if not who or (word == "for" and frame.asks):
        return _placed(tokens, at, frame)
    own = CHANNELS.find(tokens, who.end + 1) if tokens.word(who.end) == "'s" and frame.action in SENDS else None
    if own and frame.to is None:
        frame.to, frame.channel = who.value, own.value
        return own.end + (tokens.word(own.end) in {"address", "number", "inbox", "mailbox", "account"})
    return past_device(tokens, who, frame) if _take(tokens, frame, who, word, at) else None


def _is_verb(tokens: Tokens, at: int) -> bool:
    """Whether "to design the cover" stands there: the name of a department that is a verb with its object."""
    plain = tokens.word(at) == "to" and tokens.at(at + 1).text.islower() and tokens.word(at + 1) in say.DEPARTMENTS
    return plain and tokens.word(at + 2) in say.DETERMINERS


def _placed(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Reads "(a notification) on the owner's bell", "(a text) to Ben's phone", "(a bell lands) with the owner"."""
    if frame.action not in SENDS or frame.to is not None or tokens.word(at) not in {"on", "in", "into", "onto", "at"}:
        return None
    who = people(tokens, at + 1)
    theirs = who is not None and tokens.word(who.end) == "'s" and tokens.word(who.end + 1) in _WHERE_READ
    if not who or not who.value or not theirs:
        return None
    frame.to = who.value
    return who.end + 2


_WHERE_READ = {"bell", "phone", "inbox", "mailbox", "chat", "screen", "desktop", "feed", "whatsapp", "mobile"}


def _set_apart(tokens: Tokens, at: int, frame: Frame) -> bool:
    """Whether ", for the Winback team" follows something that is made, with nothing behind it that Ben gets too."""
    waits = frame.action in OWNED and frame.owner is None and tokens.word(at) in {",", "-"}
    who = people(tokens, at + 2) if waits and tokens.word(at + 1) in {"for", "to"} else None
    titled = who is not None and tokens.word(who.end) == ":" and tokens.kind(who.end + 1) == "QUOTED"
    ends = who is not None and (tokens.kind(who.end) in {"END", "NEWLINE"} or tokens.word(who.end) in _PARTS_END)
    return titled or ends


_PARTS_END = {",", ".", ";", "and", ")", "!", "due", "within", "by"}


def _take(tokens: Tokens, frame: Frame, who: Found[People], word: str, at: int) -> bool:
    """Whether the action had a place for these people."""
    if (
        frame.action.startswith("send_")
        and frame.to is None
        and (word != "with" or frame.verb == "create" or tokens.word(frame.start) in {"share", "discuss"})
    ):
        frame.to = who.value
    elif frame.action == "schedule_call":
        _call_party(frame, who.value, word)
    elif frame.action == "set_reminder" and word == "to" and frame.owner is None:
        frame.owner = who.value
    elif frame.action in OWNED and frame.owner is None and who.value == (CLIENT,):
        frame.topic = frame.topic or tokens.text(at + 1, who.end)
    elif frame.action in OWNED and frame.owner is None:
        frame.owner = who.value
    else:
        made = frame.action in {"create_contact", "create_company", "create_invoice"} and who.value == (CLIENT,)
        return made or (frame.action == "add_comment" and word == "for")
    return True


def slot_of_whom(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Past "the client" in "invoice the client", past "record" in "a company record": neither is a title."""
    if frame.action not in {"create_contact", "create_company", "create_invoice"}:
        return None
    who = people(tokens, at)
    named = tokens.word(at) in {"record", "records", "card", "cards", "profile", "entry", "entries"}
    return who.end if who and who.value else at + 1 if named else None


def slot_likewise(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Reads "(the rep gets a ping), and so does their manager", ", the same goes for Anna"."""
    found = LIKEWISE.find(tokens, at)
    who = people(tokens, found.end) if found else _too(tokens, at)
    if not who or not who.value or not closes(tokens, who.end):
        return None
    if frame.action in SENDS and frame.to:
        frame.to = (*frame.to, *who.value)
    elif frame.action in OWNED and frame.owner:
        frame.owner = (*frame.owner, *who.value)
    else:
        return None
    return who.end


def _too(tokens: Tokens, at: int) -> Found[People] | None:
    """Reads ", Ben too", "and the boss as well"."""
    start = tokens.past(at, {",", "and", "plus", "&"})
    who = people(tokens, start, objects=False) if start > at else None
    too = _TOO.find(tokens, who.end) if who else None
    return Found(who.value, too.end) if who and too else None


_TOO = phrases(("[does|do|is|are|should|must] too|also|likewise", "[does|do|is|are|should|must] as well"))
_PARTED = {",", "+", "due", "and", "when", "whenever", "once", "if", "as", "after", "upon", "on"}
LIKEWISE = Turns(
    (
        "[,] [and] so|as do|does|should|must|will|shall|is|are",
        "[,] [and] the same [is|goes|holds] for|to",
        "[,] [and] likewise [for|to]",
    )
)


def slot_place(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Reads "on Anna's list", "in the owner's calendar", "in the calendar of the owner"."""
    word = tokens.word(at)
    theirs = tokens.word(at + 1) in {"his", "her", "their"} and bool(frame.owner)
    placed = word in {"on", "in", "into", "to", "onto"} and frame.action in OWNED | {"schedule_call"}
    if not placed or (frame.owner and not theirs):
        return None
    puts = word in {"on", "onto"} and _PUTS & {tokens.word(frame.start), tokens.word(frame.start - 1)}
    put = people(tokens, at + 1) if puts else None
    if put and put.value and CLIENT not in put.value and tokens.word(put.end) != "'s":
        frame.owner = put.value
        return put.end
    own = at + 2 + (tokens.word(at + 3) in LISTS)
    if theirs and tokens.word(at + 2) in LISTS:
        return own + 1  # "Ann finds a task on her desk"
    of = tokens.past(at + 1, {"the"})
    if tokens.word(of) in LISTS and tokens.word(of + 1) in {"of", "for"}:
        who = people(tokens, of + 2)
        end = who.end if who else at
    else:
        who = people(tokens, at + 1)
        end = who.end + 1 if who and tokens.word(who.end) == "'s" else at
        end = end + 1 + (tokens.word(end + 1) in LISTS) if who and tokens.word(end) in LISTS else at
    if not who or not who.value or CLIENT in who.value or end == at:
        return None
    frame.owner = who.value
    return end


def slot_between(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Reads "(a call) between the rep and the client"."""
    both = people(tokens, at + 1) if tokens.word(at) == "between" and frame.action == "schedule_call" else None
    if not both or len(both.value) < _TWO:
        return None
    for one in both.value:
        frame.to, frame.owner = ((one,), frame.owner) if one == CLIENT else (frame.to, (one,))
    return both.end


def slot_chat_of(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Reads "in the team chat of sales", "in the sales chat"."""
    if tokens.word(at) not in {"in", "into", "to", "on"} or frame.action not in SENDS or frame.to is not None:
        return None
    start = tokens.past(at + 1, {"the", "our", "internal"})
    room = CHANNELS.find(tokens, start)
    if room and room.value == "send_bitrix_message" and tokens.word(room.end) in {"of", "with", "for"}:
        who, end = people(tokens, room.end + 1), None
    else:
        who = people(tokens, start)
        end = CHANNELS.find(tokens, who.end + (tokens.word(who.end) == "'s")) if who else None
        who = who if end and end.value == "send_bitrix_message" else None
    if not who or not who.value:
        return None
    frame.to, frame.channel = who.value, "send_bitrix_message"
    return end.end if end else who.end


_THROWS = {"fire", "fires", "throw", "throws", "toss", "fling", "shoot", "shoots", "chuck", "hurl"}
_REQUESTS = {"request", "collect", "obtain", "gather"}
_TWO = 2
_PUTS = {"put", "puts", "pop", "pops", "drop", "drops", "stick", "sticks", "throw", "dump", "place", "slap", "pin"}
LISTS = {"list", "plate", "desk", "calendar", "agenda", "diary", "to-do", "todo", "schedule", "queue", "task"}


def _call_party(frame: Frame, who: People, word: str) -> None:
    if who == (CLIENT,) or word in {"with", "to"}:
        frame.to = who
    else:
        frame.owner = who
