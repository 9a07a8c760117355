"""Waits told by any verb of resting: "let it sit for 3 weeks", "stay quiet for 36 hours", "take a ten minute break"."""

from __future__ import annotations

from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.english.grammar.words.moments import duration
from b24app.plan.plan import Moment

_IT = "it|this|that|them|things|everything|him|her|all"
_FLOW = "process|workflow|flow|automation|steps|rest|matter|file|deal|lead|task|client|customer|prospect|contact|record"
_STILL = "quiet|silent|still|idle|put|tight|low|calm|by|inactive|away|dormant|off|back|patient|waiting|on|hold|paused"
_RESTING = "rest|sit|lie|wait|settle|cool|stew|simmer|stand|ripen|mature|breathe|be|alone|stay|hang|mellow|digest|brew"
_STOPS = "pause|suspend|freeze|delay|defer|postpone|snooze|halt|park|stall|stop|hold|shelve|adjourn|table"
RESTS = Turns(
    (
        "rest|rests|idle|idles|linger|relax|chill|count|pass|adjourn|snooze|dwell|abstain|skip",
        f"{_STOPS} [{_IT}]",
        f"{_STOPS} the|this [whole] {_FLOW}",
        f"stay|stays|keep|keeps|remain|remains|be|lie|lies|sit|sits|stand|stands|hold|hang [completely] {_STILL}",
        "hold|hang|keep back|off|on",
        "keep calm and wait",
        "do|does nothing [at all|whatsoever]",
        "don't|never do anything [at all|whatsoever]",
        "do not do anything [at all|whatsoever]",
        "sleep|sleeps on it|this|that",
        "wait it out",
        f"let|leave|have|keep {_IT} [just] {_RESTING} [on|off|still|down|there|a]",
        f"let|leave|have|keep the|this {_FLOW} [just] {_RESTING} [on|off|still|down|there]",
        f"let|leave {_IT} in peace",
        f"let|leave the {_FLOW} in peace",
        f"put|place|set|leave {_IT} on hold|ice|pause|standby",
        f"put|place|set|leave {_IT} on the [back] burner|backburner|shelf",
        f"put|place|set|leave the [whole] {_FLOW} on hold|ice|pause|standby",
        f"put|set {_IT} off|aside|back|away",
        f"put|set|push off|aside|back {_IT}",
    )
)
_FOR = {"for", "by", "about", "around", "another", "some"}
_NEEDS_FOR = {"be", "by", "on", "back", "off", "hold", "keep", "skip"}
_GONE = Turns(
    (
        "to pass|elapse",
        "to go|roll|slip by|past",
        "pass|passes|elapse|elapses",
        "go|goes|roll|slip by|past",
        "first|beforehand",
        "long",
    )
)
_BREAKS = "break|breaks|pause|rest|wait|delay|gap|interval|lapse|lag|timeout|breather|stop|halt"
_TAKES = Turns(
    (
        "take|takes|have|has|make|makes|insert|add|put|leave|include|use|allow [in] [it|us|them]",
        "give|build|schedule|plan [in] [it|us|them]",
    )
)
_BREAK = Turns(
    (f"{_BREAKS} [in] [between|first]", "off", f"of {_BREAKS}", "of silence|quiet|peace|rest|waiting|nothing")
)
_OPENS = "with|after|following|by|take|have|make|insert|add|leave|put"
_GAP = Turns(
    (
        f"[{_OPENS}] a|an|the|some [short|time|waiting] {_BREAKS} [time] of",
        f"[with|after|following] {_BREAKS} of",
        "delayed|postponed|deferred [by|for]",
    )
)
_ALLOWS = Turns(("allow|allows|leave|leaves|grant [for]", "let|lets"))
_ONCE = Turns(
    (
        "[but] [only] as soon as",
        "[but] [only] once|when|after",
        "[but] [only] the moment|minute|second|instant",
        "[wait|waiting|hold|pause] until|till|til",
        "[but] not|never until|till|before",
        "[but] [only] if",
    )
)
_OVER = Turns(
    (
        "have|has|are|is|had|'s [now|fully] passed|elapsed|past|over|up|gone|done|finished|expired [by]",
        "pass|passes|passed|elapse|elapses|elapsed",
        "go|goes|went by",
        "are|is behind us",
    )
)


def rested(tokens: Tokens, index: int) -> Found[Moment] | None:
    """Such a wait, with how long it is."""
    return _rest(tokens, index) or _break(tokens, index) or _over(tokens, index)


def _rest(tokens: Tokens, index: int) -> Found[Moment] | None:
    """Reads "let it sit for 3 weeks", "count 20 minutes", "allow three days to pass"."""
    lead = RESTS.find(tokens, index)
    allows = _ALLOWS.find(tokens, index) if not lead else None
    start = lead.end if lead else allows.end if allows else index
    led = tokens.word(start) in _FOR or tokens.word(start - 1) == "for"
    found = duration(tokens, start + (tokens.word(start) in _FOR)) if start > index else None
    if not found or (lead and not led and tokens.word(start - 1) in _NEEDS_FOR):
        return None
    gone = _GONE.find(tokens, found.end)
    if allows and not gone and not (led and tokens.word(index) != "let"):
        return None
    return Found(found.value, gone.end if gone else found.end)


def _break(tokens: Tokens, index: int) -> Found[Moment] | None:
    """Reads "take a ten minute break", "with a gap of three days", "with two days' delay"."""
    gap = _GAP.find(tokens, index)
    length = duration(tokens, gap.end) if gap else None
    if length:
        return length
    takes = _TAKES.find(tokens, index)
    start = takes.end if takes else index + (tokens.word(index) in {"with", "after", "following"})
    start += tokens.word(start) in {"a", "an", "the"} and not duration(tokens, start)
    found = (duration(tokens, start) or duration(tokens, start + 1)) if start > index else None
    end = found.end + (tokens.word(found.end) in {"'", "'s"}) if found else index
    named = _BREAK.find(tokens, end) if found else None
    return Found(found.value, named.end) if found and named else None


def _over(tokens: Tokens, index: int) -> Found[Moment] | None:
    """Reads "as soon as ten days are over", "wait until 3 days have passed", "once two weeks are up"."""
    lead = _ONCE.find(tokens, index)
    found = duration(tokens, lead.end) if lead else None
    over = _OVER.find(tokens, found.end) if found else None
    return Found(found.value, over.end) if found and over else None
