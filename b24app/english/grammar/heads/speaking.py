"""Actions that are told by what a person does or gets: "Anna gets it", "ask Peter to fill it in"."""

from __future__ import annotations

from b24app.english.grammar.heads.channels import CHANNELS, channel_after, channel_ahead, reaches
from b24app.english.grammar.heads.duties import NO_ORDERS
from b24app.english.grammar.heads.filling import ends_field
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.heads.objects import past_article, record, verb_at
from b24app.english.grammar.heads.passives import spoken
from b24app.english.grammar.people.meant import CLIENT, People, people, subjects
from b24app.english.grammar.timing.deadlines import deadline
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns, phrases
from b24app.english.grammar.words.lexicons import EVENTS, NOUNS, PARTICIPLES
from b24app.english.grammar.words.moments import duration
from b24app.plan import phrases as say

_OBLIGED = phrases(
    (
        "should|must|shall|will|can",
        "has|have|needs|need|is|are|ought|wants to",
        "is|are|gets|should|must|shall|will [be] asked|told|requested|instructed|expected|supposed|tasked to",
        "is|are|gets|should|must|shall|will [be] tasked|charged|entrusted with",
        "has|have|needs|is|are to be tasked|charged|entrusted with",
        "is|are|gets|should|must [be] asked|requested|told|instructed by|via|in|with|through|per [a] task to",
        "gets|receives|has|takes the|a task|job|duty|order|assignment|errand|mission|responsibility to|of",
        "should|must|shall|will get|receive|have the|a task|job|duty|order|assignment|errand|mission to|of",
        "is|are responsible for",
        "gets to",
        "takes|take care of",
        "'s job|task|duty|turn|responsibility [is] to|:",
    )
)
_NOT_WORK = {
    "not", "never", "be", "get", "receive", "know", "hear", "see", "learn", "approve", "decide", "confirm", "agree",
    "go", "want", "wants", "wish", "wishes", "need", "needs", "like", "likes", "expects", "expect",
    "only", "a", "an", "the", "sign", "have", "knows", "loses", "keeps", *NO_ORDERS,
}  # fmt: skip
_ADVERBS = {"also", "then", "immediately", "automatically", "additionally", "likewise", "personally", "always"}
_OUGHT = (
    "should|must|shall|will|would|can|needs|need|has|have|ought|wants|want|wishes|is|are|likes|'d [like|love|prefer]"
)
_IT = "[about|of] [it|this|that]"
_WORD = "word|notice|wind|news"
_HEARS = Turns(
    (
        f"[always|also] hears|learns|knows|learn|hear {_IT}",
        f"gets|get to know|hear {_IT}",
        "finds|find out [about] [it|this|that]",
        f"{_OUGHT} [to] [always|also|then] find out [about] [it|this|that]",
        f"{_OUGHT} [to] [always|also|then] hear|know|learn|see {_IT}",
        f"{_OUGHT} [to] [always|also|then] be aware {_IT}",
        f"{_OUGHT} [to] get|have|receive {_WORD} {_IT}",
        f"gets|receives {_WORD} {_IT}",
        "must|should see|know|notice|read it|this",
        "must|should|may|can not miss|overlook it|this|that",
        "mustn't|shouldn't|can't|cannot miss|overlook it|this|that",
        "must|should|may not be kept|left in the dark",
        "is|are to be informed|notified|told|alerted",
        "is|are to be reported to",
        f"{_OUGHT} [to] hear from us",
        f"to know|learn|hear {_IT}",
        "should|must|shall|will|needs|is|are [to] [be] in the know|loop|picture",
    )
)
_GOES_TO = "go|goes|get|gets|travel|travels|pass|passes|spread|spreads"
_REPORTED = Turns(
    (
        "[is|are] [to] be reported|escalated|announced|signalled|signaled to",
        "reported|escalated to",
        f"{_WORD} should|must|shall|will|has|is [to] reach",
        f"{_WORD} should|must|shall|will|has|is [to] {_GOES_TO} [out|on|straight|over|off] to",
        f"{_WORD} should|must|shall|will|has|is|gets [to] [be] passed|sent|brought|broken|forwarded|given [on|out] to",
        f"{_WORD} reaches",
        f"{_WORD} {_GOES_TO} [out|on|straight|over|off] to",
        f"{_WORD} makes its way to",
    )
)
_STRAIGHT_TO = phrases(("straight|directly|right [away] to", "escalate|escalates|relay|relays [it|this|that] to"))
_PASSED_ON = phrases(
    (
        "[should|must|shall|will|has|have|is|are] [to] be|is|are passed|forwarded|relayed|communicated|sent [on] to",
        "[should|must|shall|will|has|have|is|are] [to] be|is|are confirmed|acknowledged|announced to",
    )
)
_DEMANDS = phrases(
    ("ask|asks|have|has|get|gets|tell|request|instruct|task|assign|order|require|tasks|let|lets|make|makes",)
)
_BARE_DEMANDS, _WORK_LEADS = {"have", "get", "let", "make", "makes", "lets"}, {"to", "with"}
_DELIVERS = {
    "request", "collect", "obtain", "gather", "confirm", "announce", "present", "explain", "introduce", "describe",
}  # fmt: skip
_REQUESTS = {"request", "collect", "obtain", "gather"}
_SHORTEST_VERB = 3
_LONGEST_THING = 6
_THINGS = {"template", "a", "an", "the", "our", "their", "his", "her", "its", "this", "that", "another", "some", "all"}
_OBJECT_AHEAD = phrases(
    ("a|an|the|our|their|his|her|its|this|that|it|them|him|all|up|on|out|in|with|for|everything|back|to|over|through",)
)
_SPOKEN = phrases(say.SPEAKING)
_AROUND = [(phrases([verb]), phrases(tail)) for verb, tail in say.TOLD_AROUND.items()]
_NOTIFYING = {
    "flag", "flags", "raise", "sound", "hit", "give", "inform", "notify", "alert", "update", "ping", "warn", "nudge",
    "chase", "brief", "prompt", "page", "hail", "beep", "summon", "tip", "caution", "informs", "notifies", "alerts",
    "updates", "pings", "warns", "nudges", "chases", "briefs", "prompts", "pages", "tips",
}  # fmt: skip


def obliged(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "Anna should prepare the contract", "the warehouse packs the goods": work is a task."""
    granted = tokens.word(index) in {"give", "gives", "allow", "grant"}
    who = subjects(tokens, index + granted)
    if granted and who and not duration(tokens, who.end):
        return None
    if not who or not who.value or CLIENT in who.value or any(one.kind == "address" for one in who.value):
        return None
    modal = _OBLIGED.find(tokens, who.end)
    wished = tokens.word(index - 1) in {"want", "need", "like"} or _called_task(tokens, who.end + 1)
    wished = wished or _another_asked(tokens, index)
    modal = Found(True, who.end + 1) if not modal and tokens.word(who.end) == "to" and wished else modal
    asked_for = _ASKED_FOR.find(tokens, who.end)
    if asked_for and _called_task(tokens, asked_for.end):  # "the director is asked for a report (task)"
        return Found(Frame("create_task", index, asked_for.end, verb="ask", owner=who.value, asks=True), asked_for.end)
    had = tokens.word(who.end) in {"has", "have", "gets", "get"}
    given = duration(tokens, who.end + had) if had or granted else None
    by_then = deadline(tokens, who.end + 1) if had and tokens.word(who.end + 1) in _UP_TO else None
    limited = given or by_then
    until = _TIME_FOR.find(tokens, limited.end) if limited else None
    limited = limited if until else None
    modal = until or modal
    at = tokens.past(modal.end, _ADVERBS) if modal else who.end
    word = tokens.word(at)
    verbal = word not in say.NO_VERBS or (word == "does" and _called_task(tokens, at + 1)) or reaches(tokens, at)
    works = modal is not None or (word.endswith("s") and len(word) > _SHORTEST_VERB and verbal)
    if not works or tokens.kind(at) != "WORD" or word in _NOT_WORK or not word.islower():
        return None
    said = _OBJECT_AHEAD.find(tokens, at + 1) is not None or _called_task(tokens, at + 1)
    if not modal and (not said or _happens(tokens, index, at) or _many(tokens, at)):
        return None
    frame = Frame("create_task", index, at, verb="ask", owner=who.value, asks=True, third=modal is None)
    frame.due = limited.value if limited else None
    return Found(frame, at)


def _another_asked(tokens: Tokens, index: int) -> bool:
    """Whether somebody else was asked before: "Ana is asked to prepare the room, Tom to order flowers"."""
    joined = tokens.word(index - 1) in {",", "and"}
    near = range(max(0, index - _FAR_AHEAD), index)
    return joined and any(tokens.word(at) in _ASKED and tokens.word(at + 1) == "to" for at in near)


_ASKED = {"asked", "tasked", "told", "instructed", "requested", "is", "has", "needs"}
_ASKED_FOR = Turns(("[should|must|shall|will|has|have|is|are] [to] be|is|are|gets asked|requested for",))
_TIME_FOR = Turns(("to", "for a|the task to", "time to"))
_FAR_AHEAD = 14
_UP_TO = {"until", "till", "til", "by"}


def _called_task(tokens: Tokens, start: int) -> bool:
    """Whether brackets behind the work call it a task: "(the rep writes down why) (task, due in 1 day)"."""
    for at in range(start, start + _FAR_AHEAD):
        if tokens.word(at) == "(":
            inside = tokens.past(at + 1, {"make", "it", "this", "as", "a", "create", "that"})
            return "task" in {tokens.word(at + 1), tokens.word(inside)}
        if tokens.kind(at) in {"END", "NEWLINE", "ARROW"} or tokens.word(at) in {".", ";", ":"}:
            return False
    return False


def _happens(tokens: Tokens, index: int, at: int) -> bool:
    """Whether what somebody does is an event ("a rep loses a deal") rather than work to be done."""
    record = NOUNS.find(tokens, past_article(tokens, at + 1))
    return tokens.word(index) in {"a", "an", "any"} or (record is not None and EVENTS.find(tokens, at) is not None)


def _many(tokens: Tokens, at: int) -> bool:
    """Whether records are named, not work: "Big deals over 50k", but "Anna deals with it", "Ben quotes the price"."""
    own = tokens.word(at + 1) in {"with", "it", "them", "him", "her"} or tokens.word(at + 1) in say.DETERMINERS
    return NOUNS.find(tokens, at) is not None and not own


def around(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "keep the CFO posted", "drop Anna a line": a person inside a phrase of telling."""
    noted = _noted_by(tokens, index)
    if noted:
        return noted
    attention = _attention_of(tokens, index)
    if attention:
        return attention
    for verb, tail in _AROUND:
        found = verb.find(tokens, index)
        who = people(tokens, found.end) if found else None
        end = tail.find(tokens, who.end) if who else None
        if who and end:
            return Found(Frame("send_notification", index, end.end, verb="speak", to=who.value), end.end)
    return None


def _attention_of(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "draw the owner's attention to it", "get Anna's attention by chat"."""
    led = tokens.word(index) in {"draw", "draws", "call", "calls", "get", "catch", "attract"}
    who = people(tokens, index + 1) if led else None
    theirs = who is not None and tokens.row(who.end, 2) == ("'s", "attention")
    if not who or not who.value or not theirs:
        return None
    end = who.end + 2 + (tokens.word(who.end + 2) == "to")
    end = (record(tokens, end) or end) if tokens.word(end - 1) == "to" else end
    return Found(Frame("send_notification", index, end, verb="notify", to=who.value), end)


def _noted_by(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "bring it to the attention of the CFO", "bring this to Anna's notice"."""
    led = _BRINGS.find(tokens, index)
    of = _NOTICE_OF.find(tokens, led.end) if led else None
    who = people(tokens, of.end if of else led.end) if led else None
    theirs = who is not None and tokens.word(who.end) == "'s" and tokens.word(who.end + 1) in {"attention", "notice"}
    told = who is not None and channel_after(tokens, who.end) is not None
    if not who or not who.value or not (of or theirs or told):
        return None
    end = who.end + 2 * theirs
    return Found(Frame("send_notification", index, end, verb="notify", to=who.value), end)


_BRINGS = phrases(("bring|brings|call|calls|draw|draws|put|puts|pass|take [it|this|that] [on] to",))
_NOTICE_OF = phrases(("[the] attention|notice of",))


def delivered(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "send the price list to the client by e-mail", "send 'Hi' via WhatsApp", "mail the file to a@b.test"."""
    verb = verb_at(tokens, index, "send")
    verb = index + 1 if tokens.word(index) in _DELIVERS else verb
    asks = tokens.word(index) in {"ask", "asks"} and tokens.word(index + 1) == "for" and not people(tokens, index + 2)
    verb = index + 2 if asks else verb
    if verb is None:
        return None
    action = channel_ahead(tokens, verb)
    if asks and action is None:
        return None
    wish = "for" if asks or tokens.word(index) in _REQUESTS else ""
    if action is None:
        return _handed(tokens, index, verb)
    whom = people(tokens, verb)
    told = whom is not None and (tokens.word(whom.end) in _THINGS or tokens.kind(whom.end) in {"QUOTED", "VARIABLE"})
    if whom and (told or CHANNELS.find(tokens, whom.end + 1)):
        return Found(Frame(action, index, whom.end, verb="send", to=whom.value, wish=wish), whom.end)
    return Found(Frame(action, index, verb, verb="send", wish=wish), verb)


def _handed(tokens: Tokens, index: int, verb: int) -> Found[Frame] | None:
    """Reads "send the letter to the client", "send the client our terms": by which channel is still to be asked."""
    whom = people(tokens, verb)
    if whom and whom.value == (CLIENT,) and tokens.word(whom.end) in _THINGS:
        return Found(Frame("send_notification", index, whom.end, verb="send", to=whom.value), whom.end)
    at = verb + (tokens.word(verb) in _THINGS)
    while verb < at < verb + _LONGEST_THING and tokens.kind(at) == "WORD" and tokens.word(at) != "to":
        at += 1
    whom = people(tokens, at + 1) if tokens.word(at) == "to" and at > verb + 1 else None
    if not whom or whom.value != (CLIENT,):
        return None
    frame = Frame("send_notification", index, whom.end, verb="send", to=whom.value, content=tokens.text(verb, at))
    return Found(frame, whom.end)


def heard(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "its author hears about it", "Olivia must see it", "the client needs to know"."""
    straight = _STRAIGHT_TO.find(tokens, index)
    named = people(tokens, straight.end) if straight else None
    if named and named.value and channel_after(tokens, named.end):
        return Found(Frame("send_notification", index, named.end, verb="notify", to=named.value), named.end)
    reported = _REPORTED.find(tokens, tokens.past(index, {"the", "a"}))
    told = people(tokens, reported.end) if reported else None
    handed = _PASSED_ON.find(tokens, record(tokens, index) or index)
    taker = people(tokens, handed.end) if handed else None
    if taker and taker.value and _channel_near(tokens, taker.end):
        return Found(Frame("send_notification", index, taker.end, verb="notify", to=taker.value), taker.end)
    if told:
        return Found(Frame("send_notification", index, told.end, verb="notify", to=told.value), told.end)
    who = people(tokens, index)
    end = (
        tokens.past(who.end, {",", "both", "each", "all"}) if who and len(who.value) > 1 else who.end if who else index
    )
    if (
        who
        and not _HEARS.find(tokens, who.end)
        and who.value
        and channel_after(tokens, end)
        and tokens.word(end) != "as"
    ):
        return Found(Frame("send_notification", index, end, verb="notify", to=who.value), end)
    return heard_by(tokens, index, who) if who else None


def heard_by(tokens: Tokens, index: int, who: Found[People]) -> Found[Frame] | None:
    """Reads "hears about it", "must see it" behind the people who do."""
    verb = _HEARS.find(tokens, who.end)
    if not verb or tokens.word(verb.end) in _QUESTIONS | _KNOWN_OBJECTS or people(tokens, verb.end):
        return None
    return Found(Frame("send_notification", index, verb.end, verb="notify", to=who.value, hears=True), verb.end)


# "the CFO wants to know why": nothing in the CRM could answer that.
# "he knows them": a remark.
_KNOWN_OBJECTS = {"them", "him", "her", "us", "everything", "everybody", "everyone", "best", "all"}
_QUESTIONS = {"why", "how", "what", "who", "whose", "where", "whether", "which"}


def asked(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "ask Peter to fill it in" (a task), "ask the team in chat whether …", "have Ana e-mailed"."""
    verb = _DEMANDS.find(tokens, index)
    charged = _charged(tokens, index)
    if charged:
        return charged
    who = people(tokens, verb.end) if verb else None
    who = None if who and tokens.word(index) == "tell" and tokens.word(who.end) != "to" else who
    done = PARTICIPLES.find(tokens, who.end) if who and tokens.word(index) in _BARE_DEMANDS else None
    if who and done and done.value in _TOLD:
        return Found(spoken(done.value, index, done.end, who.value), done.end)
    channel = _channel_near(tokens, who.end) if who else None
    if who and who.value and CLIENT not in who.value and not channel:
        return _work_asked(tokens, index, who)
    return _spoken(tokens, index)


def _work_asked(tokens: Tokens, index: int, who: Found[People]) -> Found[Frame] | None:
    """Reads what follows the colleague: "to fill it in", "for a report (task)", "(task Ben) with 'Fit it'"."""
    tasks = tokens.word(index) in {"task", "tasks"} and tokens.word(who.end) == "with"
    start = who.end + (tokens.word(who.end) in _WORK_LEADS)
    if tasks and tokens.kind(start) == "QUOTED":
        return Found(Frame("create_task", index, start, owner=who.value), start)
    matter = tokens.word(who.end) == "for" and _called_task(tokens, who.end + 1)
    bare = tokens.word(index) in _BARE_DEMANDS and tokens.at(start).text.islower()
    if tokens.word(index) in {"make", "makes"}:  # "make Ben happy" is no work
        bare = bare and (_OBJECT_AHEAD.find(tokens, start + 1) is not None or _called_task(tokens, start))
    working = (start > who.end or bare) and tokens.kind(start) == "WORD" and tokens.word(start) not in _NOT_ASKED
    if not (working or matter or (tasks and tokens.kind(start) == "WORD" and tokens.word(start) != "it")):
        return None if tokens.word(index) in {"assign", "order"} else _spoken(tokens, index)
    end = who.end + matter
    return Found(Frame("create_task", index, end, verb="ask", owner=who.value, asks=True), end)


_NOT_ASKED = {
    "approve", "decide", "a", "an", "the", "know", "and", "it", "this", "as", "straight", "right", "at", "now",
}  # fmt: skip
_TOLD = {"notify", "message", "email", "sms", "whatsapp", "speak", "remind"}


def _charged(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "give Ben the job of ordering the parts", "leave it to Ben to order them", "it's up to Ben to do so"."""
    rests = _RESTS.find(tokens, index) or _IT_IS.find(tokens, index)
    put = tokens.word(index) in {"put", "puts", "set", "sets"}
    given = put or tokens.word(index) in {"give", "gives", "hand", "assign", "charge", "leave", "entrust"}
    start = rests.end if rests else tokens.past(index + 1, {"it", "to", "up"})
    who = people(tokens, start) if given or rests else None
    job = _JOB.find(tokens, who.end) if who and who.value and CLIENT not in who.value else None
    if put and who:
        job = _PUT_ON.find(tokens, who.end)
        job = job or (Found(True, who.end) if tokens.word(who.end) == "on" else None)
        job = job if job and tokens.word(job.end + 1).endswith("ing") else None
    alone = rests or tokens.word(index) in {"leave", "charge", "entrust"}
    job = Found(True, who.end) if who and alone and not job else job
    led = job is not None and tokens.word(job.end) in {"of", "to", "with", "on"}
    if not who or not job or not led or tokens.kind(job.end + 1) != "WORD":
        return None
    if tokens.word(job.end + 1) in {"approve", "decide", "sign", "call", "ring", "phone", "telephone"}:
        return None  # "it's Ben's job to call the client" is a call
    return Found(Frame("create_task", index, job.end, verb="ask", owner=who.value, asks=True), job.end)


_IT_IS = Turns(("it|this 's|is",))
_RESTS = Turns(("it 's|is|falls [up] to|on|upon", "it should|must|shall|will be|fall [up] to|on"))
_PUT_ON = Turns(("in charge", "to|on [the] job|task|work"))
_JOB = phrases(
    ("'s job|task|duty|turn|responsibility", "the|a job|task|duty|order|responsibility|mission|assignment|errand")
)


def _spoken(tokens: Tokens, index: int) -> Found[Frame] | None:
    verb = _SPOKEN.find(tokens, index)
    who = people(tokens, verb.end) if verb else None
    noun = tokens.word(index) == "contact" and tokens.word(index - 1) in say.DETERMINERS
    if not verb or not who or noun or ends_field(tokens, who.end):
        return None
    outside = who.value and (CLIENT in who.value or all(one.kind == "address" for one in who.value))
    if tokens.word(index) in {"remind", "reminds", "tell", "write"} and not outside:
        return None
    manner = "notify" if tokens.word(index) in _NOTIFYING else "speak"
    return Found(Frame("send_notification", index, who.end, verb=manner, to=who.value), who.end)


def _channel_near(tokens: Tokens, index: int) -> bool:
    """Whether a channel is named within the next words."""
    led = next((at for at in range(index, index + _NEAR) if tokens.word(at) in _LEADS), None)
    return led is not None and channel_after(tokens, led) is not None


_NEAR = 3
_LEADS = {"via", "by", "through", "in", "on", "over"}
