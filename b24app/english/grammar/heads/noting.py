"""Comments: "log in the deal history that …", "put 'Paid' on their timeline", "say so in the comments: '…'"."""

from __future__ import annotations

from b24app.english.grammar.heads.channels import channel_ahead
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.heads.objects import record, thing, verb_at
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns, phrases

_NOTES = {
    "log", "leave", "write", "note", "record", "post", "put", "mention", "state", "jot", "enter", "store", "drop",
    "keep", "scrawl",
    "add", "document", "capture", "scribble", "pen", "pencil", "type", "stick", "save", "register", "say",
}  # fmt: skip
# Verbs that mean much else, but of a comment say that it is left.
_STICKS = {
    "drop", "drops", "pin", "pins", "attach", "attaches", "append", "appends", "tack", "staple", "affix", "paste",
    "clip", "glue", "scribble", "jot", "hang", "pen", "publish", "submit", "throw", "slap", "whack", "bung", "chuck",
    "pop", "file", "save", "store", "place", "fix", "tape", "stamp", "record",
}  # fmt: skip
_KINDS = "deal|lead|contact|company|quote|invoice|record|client|customer"
_PLACES = "timeline|history|card|feed|comments|notes"
TIMELINE = Turns(
    (
        f"[down] in|into|to|on|onto|at [the|its|their|his|her] {_PLACES}|record",
        f"[down] in|into|to|on|at [the|its|their] {_KINDS} ['s] {_PLACES}",
        "[down] in|into a|another [short|quick|timeline] comment|note|remark|memo",
    )
)
_A_LINE = phrases(
    ("a|another [short|quick] line|word|entry|remark|note|comment|trace|record|mark", "something", "so|this|that|it")
)


def recorded_as(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "(it) has to be recorded as a comment", "should be written down in a note", "this is logged with …"."""
    what = record(tokens, index) or _event(tokens, index)
    told = _RECORDED.find(tokens, what)
    place = TIMELINE.find(tokens, told.end) if told else None
    comment = _AS_COMMENT.find(tokens, place.end if place else told.end) if told else None
    if not told or not (place or comment) or _whens(tokens, index):
        return None
    end = comment.end if comment else place.end if place else told.end
    return Found(Frame("add_comment", index, end), end)


def _event(tokens: Tokens, index: int) -> int:
    """Past "it", "the win", "this change"."""
    end = tokens.past(index, {"it", "this", "that", "the"})
    return end + (end > index and tokens.word(end) in _EVENTS)


_EVENTS = {
    "win",
    "loss",
    "change",
    "move",
    "event",
    "fact",
    "result",
    "outcome",
    "date",
    "day",
    "moment",
    "new",
    "step",
}


def _whens(tokens: Tokens, index: int) -> bool:
    """Whether "when it is logged in a note" is an event."""
    return tokens.word(index - 1) in {"when", "whenever", "if", "once", "after", "until", "unless"}


_NOTED = "recorded|logged|noted|written|put|documented|registered|captured|entered|kept|jotted|marked|stored|set|posted"
_RECORDED = Turns(
    (
        f"should|must|shall|will|can [also|then|always] be {_NOTED} [down]",
        f"has|have|needs|need|is|are|ought|wants to [also|then|always] be {_NOTED} [down]",
        f"is|are|gets|get [also|then|always] {_NOTED} [down]",
        f"gets|get {_NOTED} [down]",
    )
)
_AS_COMMENT = Turns(("as|in|with|by|through|under|using a|an|the [short|new|timeline] comment|note|entry|remark",))


def noted(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "log in the deal history that …", "record 'Done' in the timeline", "drop a note 'Done' on the deal"."""
    if tokens.word(index) not in _NOTES | _STICKS and tokens.kind(index) != "QUOTED":
        return _entry(tokens, index)
    if tokens.kind(index) == "QUOTED":
        written = _WRITTEN.find(tokens, index + 1)
        place = TIMELINE.find(tokens, written.end if written else index + 1)
        texts = [tokens.at(index).inner]
        return Found(Frame("add_comment", index, place.end, texts=texts), place.end) if place else None
    quoted = tokens.kind(index + 1) in {"QUOTED", "VARIABLE"}
    line = _A_LINE.find(tokens, index + 1)
    place = TIMELINE.find(tokens, line.end if line else index + 1 + quoted)
    if place:
        texts = [tokens.at(index + 1).inner] if quoted else []
        return Found(Frame("add_comment", index, place.end, texts=texts), place.end)
    found = thing(tokens, index + 1) if tokens.word(index) in _STICKS else None
    if found and found[0] == "add_comment" and not channel_ahead(tokens, found[2]):
        return Found(Frame("add_comment", index, found[2], modifiers=found[1]), found[2])
    return None


_WRITTEN = Turns(
    (
        "[should|must|shall|will|has|needs|is|are] [to] be|is|are|gets|being noted|written|recorded|logged|put [down]",
        "[should|must|shall|will|has|needs|is|are] [to] be|is|are|gets|being entered|added|posted|left|documented",
        "[should|must|shall|will] go|goes|belongs [down]",
        "noted|written|recorded|logged|entered|added|posted",
    )
)


def _entry(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "timeline: …", "the timeline should say 'Won'", "a line 'Won' in the timeline", "it goes in the feed"."""
    start = tokens.past(index, {"the", "its", "a"})
    says = _SAYS.find(tokens, start)
    if says:
        return Found(Frame("add_comment", index, says.end), says.end)
    line = _A_LINE.find(tokens, index) if tokens.word(index) in {"a", "another"} else None
    goes = _GOES.find(tokens, index)
    if not line and not goes:
        return None
    quoted = line is not None and tokens.kind(line.end) == "QUOTED"
    at = line.end + quoted if line else goes.end if goes else index
    place = TIMELINE.find(tokens, at)
    texts = [tokens.at(at - 1).inner] if quoted else []
    return Found(Frame("add_comment", index, place.end, texts=texts), place.end) if place else None


_NEW = "a|an|the|another [short|new] entry|line|note|comment|remark"
_SAYS = Turns(
    (
        "timeline|history|feed :|=>",
        f"[{_KINDS} 's] timeline|history|feed should|must|shall|will|has [to] say|read|show|mention|state [that]",
        "timeline|history|feed says|reads|shows|mentions",
        f"timeline|history|feed gets|receives {_NEW} [saying|reading]",
        f"timeline|history|feed should|must|shall|will get|receive {_NEW} [saying|reading]",
    )
)
_GOES = Turns(("it|this|that goes|go [down]", "it|this|that should|must|shall|will go [down]"))


def comment(tokens: Tokens, index: int) -> Found[Frame] | None:
    """`comment "X"`, `write "X" into the timeline`."""
    verb = verb_at(tokens, index, "comment")
    if verb is None and tokens.word(index) in {"write", "post", "put", "log"} and tokens.kind(index + 1) == "QUOTED":
        return Found(Frame("add_comment", index, index + 1), index + 1)
    if (
        verb is None
        and tokens.word(index) in {"log", "record", "state", "mention"}
        and tokens.word(index + 1) == "that"
    ):
        return Found(Frame("add_comment", index, index + 1), index + 1)
    noun = tokens.word(index) == "comments" and tokens.word(index - 1) in {"whose", "the", "its", "their"}
    papers = verb is not None and _makes_paper(tokens, index, verb)
    if verb is None or noun or papers or tokens.word(verb) in {"is", "should", "for", "to", "off", "out", "away"}:
        return None
    end = verb
    if tokens.word(verb) in {"on", "under", "below", "beneath", "to", "at"}:
        end = record(tokens, verb + 1) or verb
    return Found(Frame("add_comment", index, end), end)


def _makes_paper(tokens: Tokens, index: int, verb: int) -> bool:
    """Whether "write an offer", "write the deal off" stands there: what is written is a paper, or given up."""
    if tokens.word(index) not in {"write", "writes", "pen", "compose"}:
        return False
    near = range(verb, verb + _MOST_WORDS)
    paper = tokens.word(verb) in {"a", "an", "the", "another"} and any(tokens.word(at) in _PAPERS for at in near)
    return paper or any(tokens.word(at) == "off" for at in near)


_MOST_WORDS = 4
_PAPERS = {
    "offer", "proposal", "quote", "quotation", "estimate", "letter", "report", "contract", "card", "invoice", "bill",
    "email", "mail", "sms", "agreement", "article", "review", "brief", "reply", "answer", "plan", "post", "book",
}  # fmt: skip
