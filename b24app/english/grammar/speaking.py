"""Actions that are told by what a person does or gets: "Anna gets it", "ask Peter to fill it in"."""

from __future__ import annotations

from b24app.english.grammar.frames import Frame
from b24app.english.grammar.lexer import Tokens
from b24app.english.grammar.lexicon import Found, Lexicon, phrases
from b24app.english.grammar.people import CLIENT, people
from b24app.plan import phrases as say
from b24app.plan.vocabulary import ActionName

_CHANNELS: Lexicon[ActionName] = Lexicon(say.CHANNELS)
_GETS_IT = phrases(
    (
        "gets|get|takes|take|receives|handles|owns [over] it|them|this",
        "gets|takes|takes over the|this deal|lead|contact|company|task|quote|invoice",
        "becomes|becomes the responsible|owner|assignee",
        "becomes|is the new responsible|owner",
        "takes over",
        "is responsible",
        "becomes responsible",
    )
)
_GOES_TO = phrases(
    (
        "goes|go|lands|land|ends|end [up] to|with",
        "should|must|shall|will go|land|end [up] to|with",
        "[should|must|is|be|to] be|being reassigned|assigned|given|handed|transferred|routed [over] to",
        "to|goes|straight to",
        "is|are|gets reassigned|assigned|given|handed|transferred|routed to",
        "reassigned|assigned to",
        "let it be reassigned|assigned|given|handed to",
    )
)
_CALLS = phrases(("calls|rings|phones [up]", "should|must|will|to|shall [personally] call|ring|phone"))
_HEARS = phrases(
    (
        "hears|learns [about] [it|this]",
        "should|must|needs to|has hear|know|learn [about] [it|this]",
        "needs|has|wants|ought to know|hear [about] [it|this]",
        "must|should see|know it|this",
        "is|are to be informed|notified|told|alerted",
        "is|are to be reported to",
    )
)
_REPORTED = phrases(("[is|are] [to] be reported|escalated|announced to", "reported|escalated to"))
_LABEL = phrases(
    (
        "responsible|owner|assignee [person] :|=|=>",
        "[new] responsible|owner|assignee :|=|=>",
        "switch|change|set [the|its] owner|responsible|assignee to",
        "make|let [the] owner|responsible [be|=|to]",
        "make the responsible of a|the deal|lead|company|contact|task|invoice|quote =|:|be",
    )
)
_ASK = {"ask", "asks", "have", "get", "let", "tell", "request"}
_DEMANDS = phrases(("ask|asks|have|get|tell|request",))
_SPOKEN: Lexicon[bool] = phrases(
    (
        "thank|thanks|congratulate|greet|welcome|invite|reassure|reach|contact|ask|asks|remind|reminds|write|nudge|tell|chase",
        "write to",
        "reach out to",
    )
)
_CLOSES = {"know", "informed"}


def assigned(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "Maya gets it", "it goes to Chidi", "responsible: Giulia", "leads … should land with Chidi"."""
    label = _LABEL.find(tokens, index)
    who = people(tokens, label.end) if label else None
    if who:
        return Found(Frame("assign_responsible", index, who.end, owner=who.value), who.end)
    goes = _GOES_TO.find(tokens, index)
    who = people(tokens, goes.end) if goes else None
    if who and who.value and not (tokens.word(index) == "to" and CLIENT in who.value):
        return (
            Found(Frame("assign_responsible", index, who.end, owner=who.value), who.end)
            if tokens.word(index) != "to"
            else None
        )
    who = people(tokens, index)
    gets = _GETS_IT.find(tokens, who.end) if who else None
    if who and gets and who.value:
        return Found(Frame("assign_responsible", index, gets.end, owner=who.value), gets.end)
    return None


def called(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "the rep calls them", "the director should personally call the donor", "have Anna call them"."""
    has = index + (tokens.word(index) in {"have", "let"})
    who = people(tokens, has)
    if not who or not who.value:
        return None
    verb = _CALLS.find(tokens, who.end)
    end = verb.end if verb else who.end + 1
    if not verb and not (has > index and tokens.word(who.end) in {"call", "ring", "phone"}):
        return None
    whom = people(tokens, end)
    frame = Frame("schedule_call", index, whom.end if whom else end, to=whom.value if whom else None, owner=who.value)
    return Found(frame, frame.end)


def heard(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "its author hears about it", "Olivia must see it", "the client needs to know"."""
    reported = _REPORTED.find(tokens, index)
    told = people(tokens, reported.end) if reported else None
    if told:
        return Found(Frame("send_notification", index, told.end, verb="notify", to=told.value), told.end)
    who = people(tokens, index)
    verb = _HEARS.find(tokens, who.end) if who else None
    if who and not verb and who.value and _channel_after(tokens, who.end) and tokens.word(who.end) in {"by", "via"}:
        return Found(Frame("send_notification", index, who.end, verb="notify", to=who.value), who.end)
    if not who or not verb:
        return None
    return Found(Frame("send_notification", index, verb.end, verb="notify", to=who.value), verb.end)


def asked(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "ask Peter to fill it in" (a task), "ask the team in chat whether …", "thank the client by SMS"."""
    verb = _DEMANDS.find(tokens, index)
    who = people(tokens, verb.end) if verb else None
    if who and tokens.word(index) == "tell" and tokens.word(who.end) != "to":
        who = None
    channel = _channel_after(tokens, who.end) if who else None
    inner = tokens.word(who.end) == "to" or tokens.word(index) in {"have", "get"} if who else False
    working = inner and who and tokens.kind(who.end + (tokens.word(who.end) == "to")) == "WORD"
    if who and who.value and CLIENT not in who.value and not channel and working:
        start = who.end + (tokens.word(who.end) == "to")
        if tokens.word(start) in {"approve", "decide", "a", "an", "the", "know", "and"}:
            return None
        return Found(Frame("create_task", index, who.end, verb="ask", owner=who.value, asks=True), who.end)
    return _spoken(tokens, index)


def _spoken(tokens: Tokens, index: int) -> Found[Frame] | None:
    verb = _SPOKEN.find(tokens, index)
    who = people(tokens, verb.end) if verb else None
    if not verb or not who:
        return None
    if tokens.word(index) in {"remind", "reminds", "tell", "write"} and not (who.value and CLIENT in who.value):
        return None
    return Found(Frame("send_notification", index, who.end, verb="speak", to=who.value), who.end)


def _channel_after(tokens: Tokens, index: int) -> bool:
    for at in range(index, index + 3):
        if tokens.word(at) in {"via", "by", "through", "in", "on", "over"}:
            return bool(_CHANNELS.find(tokens, at + 1 + (tokens.word(at + 1) in {"the", "our"})))
    return False
