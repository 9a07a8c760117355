"""Approvals: who decides and until when ("the CFO must approve within 2 days"), and the answers ("yes: …")."""

from __future__ import annotations

from dataclasses import dataclass, replace

from b24app.english.grammar.approvals.answers import answer
from b24app.english.grammar.approvals.requests import BY, DECIDES, PUT, TO_APPROVE
from b24app.english.grammar.approvals.terms import limit, unled, unlimited
from b24app.english.grammar.approvals.verdicts import questioned
from b24app.english.grammar.conditions.leads import lead
from b24app.english.grammar.people.meant import CLIENT, People, people
from b24app.english.grammar.people.oneof import one_of
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, phrases
from b24app.english.grammar.words.lexicons import EVENTS, NOUNS
from b24app.english.grammar.words.limits import HEDGES
from b24app.english.grammar.words.moments import duration
from b24app.plan.plan import ApprovalMode, Due, Moment

# What somebody gives who agrees, as "ask her for …", "get …", "… is needed" call it.
# What may be an ordinary errand: an approval only if it is told what follows a yes or a no.
_MAYBE = {
    "check",
    "consult",
    "if",
    "whether",
    "confirm",
    "confirms",
    "checks",
    "reviews",
    "vets",
    "evaluates",
    "inspects",
    "clear",
    "clears",
    "accept",
    "accepts",
    "decide",
}
_ERRANDS = {"checks", "reviews", "vets", "evaluates", "inspects", "asked", "consulted"}
_ALONE = {"check", "consult"}
_CONDITIONAL = {"if", "when", "once", "after", "upon"}
_NAMELESS = phrases(("get|have it|this approved", "approval process|needed|required", "needs|requires approval"))
_ENDS = {".", ";", ":", "?", "!", "=>", ")", "-", ",", "("}
_ANYTHING = {"anything", "everything", "all", "going", "proceeding", "continuing"}
_SAME = {"the", "this", "that", "a", "its", "our", "their", "for", "on"}
_WHENEVER = {"when", "whenever", "once", "if", "upon", "time", "as"}
_MOST = 14
_NEAR = 4


@dataclass(frozen=True)
class Ask:
    """Somebody is asked to decide, and others `then`, once the one before has agreed."""

    approvers: People | None
    deadline: Due | None
    start: int
    end: int
    conditional: bool = False
    mode: ApprovalMode = "any"
    then: tuple[Ask, ...] = ()


def ask(tokens: Tokens, index: int, last: People | None) -> Found[Ask] | None:
    """An approval that starts there; `last` are those who "him" and "her" mean."""
    who = _deciders(tokens, index)
    timed = _time_to(tokens, who.end) if who else None
    decides = DECIDES.find(tokens, timed.end if timed else who.end) if who else None
    errand = bool({tokens.word(at) for at in range(who.end, decides.end)} & _ERRANDS) if who and decides else False
    if who and decides and not (errand and not _is_approval(tokens, decides.end)):
        asked = _asked(tokens, index, who.value, decides.end, told=tokens.text(who.end, decides.end))
        asked = Found(replace(asked.value, mode=_mode(tokens, index, who.end)), asked.end)
        return _with_deadline(asked, timed.value) if timed else asked
    nominal = _nominal(tokens, index, who) if who else None
    if nominal:
        return nominal
    by = BY.find(tokens, _subject(tokens, index))
    named = _deciders(tokens, by.end) if by else None
    if named and named.value and not _signature(tokens, index, named):
        return _asked(tokens, index, named.value, named.end)
    found = _put(tokens, index, last)
    if found:
        return found
    whether = questioned(tokens, index)
    if whether and (_answered(tokens, whether.end) or tokens.word(whether.end) in {"then", "if"}):
        return _asked(tokens, index, whether.value, whether.end - 1)
    nameless = _NAMELESS.find(tokens, index)
    return Found(Ask(None, None, index, nameless.end), nameless.end) if nameless else None


_SIGN_OFF = {"approval", "sign-off", "signoff", "clearance", "authorisation", "authorization", "confirmation"}


def _nominal(tokens: Tokens, index: int, who: Found[People]) -> Found[Ask] | None:
    """Reads "boss approval.", "CFO sign-off →" as a note of its own."""
    if tokens.word(who.end) not in _SIGN_OFF or not who.value or CLIENT in who.value:
        return None
    end = who.end + 1
    off = tokens.word(end) in _ENDS or tokens.kind(end) == "ARROW" or tokens.word(end) in {"within", "then"}
    return _asked(tokens, index, who.value, end) if off and _answered(tokens, end) else None


def _signature(tokens: Tokens, start: int, who: Found[People]) -> bool:
    """Whether the client is asked to sign something: that is a message."""
    return CLIENT in who.value and "signature" in {tokens.word(at) for at in range(start, who.end)}


def _is_approval(tokens: Tokens, at: int) -> bool:
    """Whether "(approval, 3 days)" stands there, or it is told what follows a yes."""
    return (tokens.word(at) == "(" and tokens.word(at + 1) in {"approval", "sign-off"}) or _answered(tokens, at)


def _deciders(tokens: Tokens, index: int) -> Found[People] | None:
    """Who decides: "either the CFO or the CEO", "the CFO and the CEO (must approve)" are all asked."""
    some = one_of(tokens, index)
    if some:
        return Found((some.value,), some.end)
    start = index + (tokens.word(index) in {"either", "both"})
    first = people(tokens, start)
    joined = tokens.word(first.end) if first else ""
    other = people(tokens, first.end + 1) if first and joined in {"or", "and"} else None
    if first and other and (joined == "or" or start > index or DECIDES.find(tokens, other.end)):
        return Found((*first.value, *other.value), other.end)
    both = first is not None and first.end - 1 > start and tokens.word(first.end - 1) == "both"
    return Found(first.value, first.end - 1) if first and both else first  # "Ben and Ana both approve"


def _mode(tokens: Tokens, start: int, end: int) -> ApprovalMode:
    """Whether everyone has to agree: "both the CFO and the CEO"."""
    said = {tokens.word(at) for at in range(start, end)}
    return "all" if said & {"both", "all"} or ("and" in said and "or" not in said) else "any"


def _time_to(tokens: Tokens, index: int) -> Found[Moment] | None:
    """Reads "has 2 days (to approve)"."""
    has = tokens.word(index) in {"has", "have", "gets", "get"}
    return duration(tokens, index + 1) if has else None


def _with_deadline(asked: Found[Ask], deadline: Due) -> Found[Ask]:
    return Found(replace(asked.value, deadline=asked.value.deadline or deadline), asked.end)


def _put(tokens: Tokens, index: int, last: People | None) -> Found[Ask] | None:
    """Reads "ask the CFO to approve", "run it past the CFO", "once the CFO agrees"."""
    lead = PUT.find(tokens, _subject(tokens, index)) or _given_to(tokens, index)
    if not lead:
        return None
    if tokens.word(index) in {"ask", "asks", "request"}:
        return _asking(tokens, index, lead.end, last)
    who = _deciders(tokens, lead.end)
    wants = TO_APPROVE.find(tokens, who.end) if who else None
    conditional = tokens.word(index) in _ON_CONDITION
    alone = tokens.word(index) in _ALONE or tokens.word(lead.end - 1) in {"past", "by"}
    a_step = not conditional and tokens.word(lead.end - 1) in _CONDITIONAL  # "invoice only after the CFO's ok"
    if not who or not who.value or CLIENT in who.value or (not wants and not alone) or a_step:
        return None
    if wants and tokens.word(who.end) in {"if", "whether"} and tokens.word(index) not in {"check", "consult"}:
        return None
    said = {tokens.word(at) for at in (index, *range(who.end, wants.end if wants else who.end))}
    if said & _MAYBE and not _answered(tokens, who.end):
        return None
    asked = _asked(tokens, index, who.value, wants.end if wants else who.end)
    return Found(replace(asked.value, conditional=True), asked.end) if conditional else asked


_ON_CONDITION = {
    "but", "only", "if", "when", "once", "after", "until", "upon", "as", "so", "on", "provided", "providing",
    "assuming", "supposing",
}  # fmt: skip


def _given_to(tokens: Tokens, index: int) -> Found[bool] | None:
    """Reads "send the deal to …", "run the discount past …"."""
    if tokens.word(index) not in {"send", "submit", "forward", "pass", "put", "run", "escalate", "route", "take"}:
        return None
    at = _subject(tokens, index + 1)
    told = at > index + 1 and tokens.word(at) in {"to", "past", "by"}
    return Found(True, at + 1) if told else None


def _subject(tokens: Tokens, index: int) -> int:
    """Past "the deal", "it" in front of "must be approved by"."""
    at = tokens.past(index, {"the", "this", "it", "that", "a", "any", "each", "every"})
    return at + (tokens.word(at) in {"deal", "lead", "quote", "invoice", "task", "company", "contact", "discount"})


def _asking(tokens: Tokens, index: int, at: int, last: People | None) -> Found[Ask] | None:
    who = people(tokens, at)
    if who and tokens.word(at) in {"him", "her", "them"} and last:
        who = Found(last, who.end)
    if not who:
        return None
    wants = TO_APPROVE.find(tokens, who.end)
    question = wants is not None and tokens.word(who.end) in {"if", "whether"}
    if wants and _signature(tokens, who.end, Found(who.value, wants.end)):
        return None
    known = tokens.word(at) in {"him", "her", "them"} and last is not None
    bare = wants is None and (known or _answers_next(tokens, who))
    if (question or bare) and not _answered(tokens, who.end):
        return None
    return _asked(tokens, index, who.value, wants.end if wants else who.end) if wants or bare else None


def _answers_next(tokens: Tokens, who: Found[People]) -> bool:
    """Whether the next sentence tells an answer: "ask the CFO. If she approves, …", "ask her; consent given: …"."""
    given = limit(tokens, who.end)
    end = given.end if given else who.end
    off = tokens.word(end) in {".", ";", ":", ","} or tokens.kind(end) == "ARROW"
    told = answer(tokens, end + 1) if off else None
    return told is not None and told.value.kind != "late" and bool(who.value) and CLIENT not in who.value


def _answered(tokens: Tokens, index: int) -> bool:
    """Whether a "yes" follows soon: only then is a question an approval."""
    key = ("answered", index)
    if key not in tokens.memo:
        tokens.memo[key] = any(
            (found := answer(tokens, at)) is not None and found.value.kind != "late" for at in range(index, index + 60)
        )
    return bool(tokens.memo[key])


def _asked(tokens: Tokens, index: int, who: People, at: int, told: str = "") -> Found[Ask]:
    deadline: Due | None = None
    end, steps = at, 0
    if told and _is_trigger_ahead(tokens, at):
        return Found(Ask(who, None, index, at), at)
    if told and any(tokens.kind(place) in {"NUMBER", "COMPARE"} for place in _named_behind(tokens, at)):
        return Found(Ask(who, None, index, at), at)  # "must approve discounts above 20 %": which is told there
    while steps < _MOST and tokens.kind(end) not in {"END", "NEWLINE"}:
        endless = unlimited(tokens, end) if deadline is None else None
        if endless:
            end = endless
            break
        given = limit(tokens, end)
        if given and deadline is None:
            deadline, end = given.value, given.end
            continue
        word = tokens.word(end)
        if word == "(" and tokens.word(end + 1) in {"approval", "sign-off"} and tokens.word(end + 2) == ")":
            end += 3
            continue
        if (
            word in {",", ".", "-", ";"}
            and deadline is None
            and (given := limit(tokens, end + 1) or unled(tokens, end))
        ):
            deadline, end = given.value, given.end
            continue
        if word in _ENDS or tokens.kind(end) in {"QUOTED", "URL", "EMAIL", "ARROW"} or answer(tokens, end):
            break
        tested = lead(tokens, end) is not None and (word != "if" or steps)
        if tested or _goes_on(tokens, end) or tokens.kind(end) in {"NUMBER", "COMPARE"} or word in _NARROWING:
            break
        end, steps = end + 1, steps + 1
    return Found(Ask(who, deadline, index, end), end)


def _named_behind(tokens: Tokens, at: int) -> range:
    """The places of the words that tell what is decided on, up to a mark or a limit."""
    end = at
    while end - at < _MOST and tokens.word(end) not in _ENDS and tokens.kind(end) not in {"END", "NEWLINE", "ARROW"}:
        if limit(tokens, end) or _goes_on(tokens, end) or answer(tokens, end):
            break
        end += 1
    return range(at, end)


# What could limit an approval is no talk about what is approved.
_NARROWING = HEDGES | {
    "only", "except", "unless", "not", "never", "every", "each", "above", "below", "over", "under", "exceeding", "on",
    "at", "during", "from", "daily", "weekly", "monthly", "big", "small", "large", "vip", "without", "while", "either",
}  # fmt: skip


def _goes_on(tokens: Tokens, at: int) -> bool:
    """Whether something else begins there: what a yes is waited for by, another step, the trigger."""
    word = tokens.word(at)
    if word in {"and", "then", "otherwise", "else", "within"}:
        return True
    if word in {"before", "prior"} and tokens.word(at + 1) not in _ANYTHING:
        return True
    if word in {"for", "on"} and _is_trigger_ahead(tokens, at + 1):
        return True
    if tokens.word(at - 1) not in _SAME and _is_trigger_ahead(tokens, at):
        return True
    return word in _WHENEVER and _is_event_ahead(tokens, at + 1)


def _is_trigger_ahead(tokens: Tokens, at: int) -> bool:
    """Whether records follow that could be the trigger: "approves any quote", not "any customer's step"."""
    happened = EVENTS.find(tokens, at)
    told = happened is not None and NOUNS.find(tokens, happened.end) is not None
    if tokens.word(at) not in {"each", "every", "any", "new"} and not told:
        return False
    nouns = (NOUNS.find(tokens, place) for place in range(at + 1, at + 1 + _NEAR))
    return any(noun is not None and tokens.word(noun.end) != "'s" for noun in nouns)


def _is_event_ahead(tokens: Tokens, at: int) -> bool:
    """Whether "(when) a deal over 10k is won" follows, which starts the workflow, and no "(once) it is paid"."""
    new = tokens.word(at) in {"a", "an", "any", "each", "every", "new"}
    return new and any(NOUNS.find(tokens, place) for place in range(at, at + _NEAR))
