"""Where a stretch of free words (a text, a title, a name) ends.

Free words go on until something that the grammar knows begins after a joint: another step, a trigger, a condition, a
wait, or the end of the sentence.
"""

from __future__ import annotations

from b24app.english.grammar.approvals.asking import ask
from b24app.english.grammar.conditions.comparisons import conditions
from b24app.english.grammar.conditions.leads import leads
from b24app.english.grammar.heads.head import head, starts_step
from b24app.english.grammar.heads.objects import one_more, thing
from b24app.english.grammar.people.meant import people
from b24app.english.grammar.timing.deadlines import deadline
from b24app.english.grammar.timing.limits import limit
from b24app.english.grammar.timing.relative import before
from b24app.english.grammar.timing.schedule import day_told, days_listed
from b24app.english.grammar.timing.waits import wait
from b24app.english.grammar.trigger.markers import TESTING, marker
from b24app.english.grammar.trigger.restricting import restriction
from b24app.english.grammar.trigger.sparing import spared
from b24app.english.grammar.trigger.subjects import find_record
from b24app.english.grammar.trigger.triggers import marked
from b24app.english.grammar.words.chatter import CHATTER, CONNECTIVE, REASONS
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import phrases
from b24app.english.grammar.words.lines import numbered, ternary
from b24app.english.grammar.words.manner import manner
from b24app.english.grammar.words.moments import duration
from b24app.english.grammar.words.turns import ELSE, MAYBE_ELSE, PARALLEL
from b24app.plan import phrases as say

JOINTS = phrases(say.JOINTS)
FRAMING = phrases(say.FRAMING)
_MOST_JOINTS = 8
_NEAR = 6
_STOPS = {".", ";", "!", "?", "=>", "(", ")", ""}
_SOFT = {"and", "n", "then", ",", "plus", "&", "+", "also", "-"}
_TURNS = {"otherwise", "else", "unless", "but"}


def past_joints(tokens: Tokens, index: int) -> int:
    """Past "and", "then", commas, politeness."""
    for _ in range(_MOST_JOINTS):
        found = JOINTS.find(tokens, index) or FRAMING.find(tokens, index) or CHATTER.find(tokens, index)
        end = found.end if found else manner(tokens, index)
        if end is None:
            break
        index = end
    return index


def ends_here(tokens: Tokens, index: int) -> bool:
    """Whether free words cannot go on at this token."""
    kind, word = tokens.kind(index), tokens.word(index)
    if kind in {"END", "NEWLINE", "ARROW"} or (kind == "MARK" and word in _STOPS) or word in _TURNS:
        return True
    if (kind == "NUMBER" and numbered(tokens, index)) or ternary(tokens, index):
        return True
    if word in {"will", "would"} and tokens.word(index + 1) in {"do", "suffice"}:
        return True
    joint = JOINTS.find(tokens, index) or CONNECTIVE.find(tokens, index)
    if word in _SOFT or (joint and joint.end > index + 1):
        return _narrows(tokens, index) or _begins_anew(tokens, index)
    if _narrows(tokens, index) or tells_time(tokens, index) or (word in {"until", "till"} and limit(tokens, index)):
        return True
    return announces(tokens, index) or _counts_from(tokens, index) or explains(tokens, index) is not None


def tells_time(tokens: Tokens, index: int) -> bool:
    """Whether "on day 3", "on the 3rd and 7th day", "the day before" stands there: no words of a message."""
    on = tokens.word(index) in {"on", "after"} and (day_told(tokens, index) or days_listed(tokens, index))
    return bool(on) or (tokens.word(index) in _BEFORE_IT and before(tokens, index) is not None) or _eve(tokens, index)


_BEFORE_IT = {"the", "on", "a", "an", "one", "two", "three"}


def _eve(tokens: Tokens, index: int) -> bool:
    return tokens.row(index, 3) == ("on", "the", "eve")


def _narrows(tokens: Tokens, index: int) -> bool:
    """Whether a condition of the steps is announced there: "if it is over 5k", "only for those from Spain"."""
    apart = (
        tokens.word(index - 1) in {",", ";"} and spared(tokens, index) is not None
    )  # "…, deals under 500 don't count"
    return apart or leads(tokens, index) or restriction(tokens, index, "") is not None


def _counts_from(tokens: Tokens, index: int) -> bool:
    """Reads "(call the client) two days after a deal is lost": how long after the trigger."""
    length = duration(tokens, index)
    return length is not None and tokens.word(length.end) in {"after", "once"} and announces(tokens, length.end)


def announces(tokens: Tokens, index: int) -> bool:
    """Whether a trigger clause that makes sense starts there."""
    key = ("trigger", index)
    if key not in tokens.memo:
        found = marked(tokens, index, starts_step) if marker(tokens, index) is not None else None
        if found and not found.value.name:
            find_record(tokens, index, found)  # "(about the invoice) when it's overdue"
        crossed = found is not None and not found.value.event and bool(found.value.conditions)
        crossed = crossed and tokens.word(index) not in TESTING
        changes = found is not None and bool(found.value.watched) and (found.value.event == "updated" or crossed)
        tokens.memo[key] = bool(found and (found.value.name or changes))
    return bool(tokens.memo[key])


def couples(tokens: Tokens, index: int) -> bool:
    """Whether "both" leads two steps: "both email and text the client"."""
    if tokens.word(index) != "both" or head(tokens, index + 1, bare=True) is None:
        return False
    joints = (JOINTS.find(tokens, at) for at in range(index + 2, index + _NEAR))
    joint = next((found for found in joints if found), None)
    return joint is not None and head(tokens, joint.end, bare=True) is not None


def heads_step(tokens: Tokens, colon: int) -> bool:
    """Whether the words before the colon are a step: "SMS to the client: "We got it" when …", "Bell: owner when …"."""
    found = head(tokens, 0, bare=True)
    if tokens.word(colon) != ":" or found is None:
        return False
    whom = people(tokens, 0)
    if found.end > colon:
        return whom is not None and whom.end == colon  # "CFO: email when …"
    told = found.value.to is not None or found.value.owner is not None
    addressed = people(tokens, colon + 1) is not None or tokens.kind(colon + 1) == "QUOTED"
    return addressed or (told and found.end == colon)


def explains(tokens: Tokens, index: int) -> int | None:
    """Past the words that open a reason ("because", "so that"), unless what they open is itself a step."""
    found = REASONS.find(tokens, index)
    if may := enables(tokens, index):
        return may
    if not found or announces(tokens, index) or (tokens.word(index) == "so" and starts_step(tokens, index + 1)):
        return None
    told = tokens.word(found.end - 1) not in {"that", "to", "because", "usual", "always"}
    return None if starts_step(tokens, found.end - told) or starts_step(tokens, found.end) else found.end


def enables(tokens: Tokens, index: int) -> int | None:
    """Past "so (that) we can", "so everyone can": what is made possible is no step; "So we could …" proposes one."""
    opens = index == 0 or tokens.word(index - 1) in {".", "!", "?"} or tokens.kind(index - 1) == "NEWLINE"
    start = index + 1 + (tokens.word(index + 1) == "that")
    if tokens.word(index) != "so" or (opens and start == index + 1):
        return None
    who = people(tokens, start)
    end = who.end if who else start + (tokens.word(start) in _SUBJECTS)
    return end + 1 if end > start and tokens.word(end) in {"can", "could", "may", "might"} else None


_SUBJECTS = {"we", "i", "you", "they", "he", "she", "it", "everyone", "everybody", "nobody", "one"}


def _begins_anew(tokens: Tokens, index: int) -> bool:
    at = past_joints(tokens, index)
    again = at + (tokens.word(at) == "again")
    if tokens.kind(at) in {"END", "NEWLINE", "ARROW"} or wait(tokens, again) or deadline(tokens, at):
        return True
    if day_told(tokens, at) or _narrows(tokens, at):
        return True
    if tokens.word(at) in {"if", "unless", "otherwise", "else"} or ELSE.find(tokens, at) or ask(tokens, at, None):
        return True
    lanes = PARALLEL.find(tokens, at)
    if one_more(tokens, at) or _case_told(tokens, at) or _counts_out(tokens, at) or (lanes and at > index):
        return True
    rest = MAYBE_ELSE.find(tokens, at)
    if rest and rest.end > at + 1:
        return True
    article = tokens.word(at) in {"a", "an", "the"}
    return head(tokens, at, bare=article or _object_told(tokens, at)) is not None or announces(tokens, at)


def _counts_out(tokens: Tokens, index: int) -> bool:
    """Whether "(asking how it goes,) 5 times at most" closes the sentence: how often, no words of a message."""
    found = limit(tokens, index)
    words = {tokens.word(at) for at in range(index, found.end)} if found and found.value.most else set()
    return found is not None and bool(words & _AT_MOST) and (tokens.word(found.end) in {"", "."})


_AT_MOST = {"most", "max", "maximum", "max.", "tops", "total", "up", "than"}


def _case_told(tokens: Tokens, index: int) -> bool:
    """Whether a size stands there and what is done then: "(…,) 2k or less → text them"."""
    if tokens.kind(index) not in {"NUMBER", "COMPARE", "SPAN"} and tokens.word(index) not in _SIZES:
        return False
    found = conditions(tokens, index)
    return found is not None and (tokens.kind(found.end) == "ARROW" or tokens.word(found.end) == ":")


_SIZES = {"over", "under", "above", "below", "more", "less", "between", "from", "up", "at"}


def _object_told(tokens: Tokens, index: int) -> bool:
    """Whether an object without its verb stands there with a name or with whom it is for: "task 'Load van' for …"."""
    found = thing(tokens, index)
    if found is None:
        return False
    after = tokens.word(found[2])
    alone = found[0].startswith("send_") and not found[1] and (after in {".", ",", "and", ";"} or not after)
    return tokens.kind(found[2]) == "QUOTED" or after in {"for", "to"} or alone


def run(tokens: Tokens, index: int) -> int:
    """The end of the free words that start there."""
    end = index
    while not ends_here(tokens, end):
        end += 1
    return end
