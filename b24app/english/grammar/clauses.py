"""A description cut into what the grammar knows: the trigger, actions, waits, conditions, turns, sentence ends.

Reads from left to right; what no rule can use is set aside as unread, never dropped.
"""

from __future__ import annotations

from dataclasses import replace

from b24app.english.grammar.approvals.answers import Answer, answer, of_another, the_other
from b24app.english.grammar.approvals.asking import Ask, ask
from b24app.english.grammar.clause import Clause
from b24app.english.grammar.conditions.sizes import size
from b24app.english.grammar.conditions.states import state
from b24app.english.grammar.draft import Draft, Halt, Item, Pause, Side, Turn, When
from b24app.english.grammar.flow.afterthoughts import also, by_channel, likewise, once_agreed, papers, put_behind
from b24app.english.grammar.flow.allotting import allotted
from b24app.english.grammar.flow.anew import anew
from b24app.english.grammar.flow.answersbehind import or_else_told
from b24app.english.grammar.flow.anyway import always
from b24app.english.grammar.flow.apart import apart
from b24app.english.grammar.flow.awaiting import awaited
from b24app.english.grammar.flow.branching import bare_condition, condition, restricted, tells_none
from b24app.english.grammar.flow.cases import case, checked, distributed, lost_for, told_twice, valued
from b24app.english.grammar.flow.consenting import only_these
from b24app.english.grammar.flow.delaying import delayed, put_off, trailing
from b24app.english.grammar.flow.dueapart import due_apart
from b24app.english.grammar.flow.dueforall import due_for_all
from b24app.english.grammar.flow.elapsing import elapsed, looked_at_later, on_each_day
from b24app.english.grammar.flow.excepting import excepted
from b24app.english.grammar.flow.explaining import explained
from b24app.english.grammar.flow.fieldlines import field_noted, handed_by_arrow, told_as_change
from b24app.english.grammar.flow.folding import absorb, owner_of_created, settle, share
from b24app.english.grammar.flow.framing import framed, remark
from b24app.english.grammar.flow.halftold import half_told, inverted
from b24app.english.grammar.flow.halting import halted
from b24app.english.grammar.flow.indifference import indifferent
from b24app.english.grammar.flow.instead import contrasts, instead
from b24app.english.grammar.flow.labels import read_label
from b24app.english.grammar.flow.lasting import lasting
from b24app.english.grammar.flow.lateness import vague_time
from b24app.english.grammar.flow.looping import counted, limited, often, repeated
from b24app.english.grammar.flow.means import by_means
from b24app.english.grammar.flow.onlythat import only_that
from b24app.english.grammar.flow.opening import imply_trigger, past_heading, read_trigger, told_in_passing
from b24app.english.grammar.flow.othercase import bare_stage, otherwise
from b24app.english.grammar.flow.pausing import pause
from b24app.english.grammar.flow.performing import done_by
from b24app.english.grammar.flow.preambles import preamble
from b24app.english.grammar.flow.reporting import foreword, recorded
from b24app.english.grammar.flow.routing import routed
from b24app.english.grammar.flow.segments import segment
from b24app.english.grammar.flow.signoffs import joined, signed_off, unopposed
from b24app.english.grammar.flow.sizing import beyond, case_named, sized
from b24app.english.grammar.flow.starting import starting
from b24app.english.grammar.flow.together import together
from b24app.english.grammar.flow.unfinished import unfinished
from b24app.english.grammar.flow.varying import varied
from b24app.english.grammar.flow.withholding import hold, withheld
from b24app.english.grammar.heads.belonging import nobody_tests
from b24app.english.grammar.heads.forbidden import Never
from b24app.english.grammar.heads.forbidding import never, not_yet, sometimes
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.heads.head import head, starts_step
from b24app.english.grammar.heads.marks import list_mark, question_end
from b24app.english.grammar.heads.objects import thing
from b24app.english.grammar.heads.tags import SAME
from b24app.english.grammar.heads.untouched import untouched
from b24app.english.grammar.people.befallen import befallen
from b24app.english.grammar.people.meant import People, people
from b24app.english.grammar.slots.bounds import FRAMING, JOINTS, announces, couples
from b24app.english.grammar.slots.fill import fill
from b24app.english.grammar.slots.labelled import steps_inside
from b24app.english.grammar.timing.dates import until
from b24app.english.grammar.timing.repeating import Again
from b24app.english.grammar.timing.waits import wait
from b24app.english.grammar.trigger.owners import elided
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found
from b24app.english.grammar.words.lines import deeper, level
from b24app.english.grammar.words.manner import manner
from b24app.english.grammar.words.turns import MAKE_IT, MEANS, NOTHING
from b24app.plan import phrases as say

_SINGLE_OUT = {"whose", "with", "behind"}
_SENTENCE_ENDS = {".", "?", "!", ";"}
_NEAR = 30
_SOMEBODY = {"somebody", "someone", "anybody", "anyone", "people"}
_HEADINGS = {"follow-up", "followup"}
_OUGHT = {"ought", "has", "have", "needs", "need", "is", "are"}
_IS_SO = {"is", "does", "'s", "it's", "its"}
_CLOSED = {",", ":", ".", "then", "-", "=>"}
_APART = {".", ",", "?", "!"}


def read_clauses(tokens: Tokens) -> Draft:
    """Everything the description says, as far as the grammar reaches."""
    draft = _read_with(tokens, None)
    if draft.clause is not None and draft.clause.name:
        draft.unread.extend(_told_otherwise(tokens, draft.clause))
        return draft
    passing = told_in_passing(tokens) if draft.frames or draft.distributes else None
    again = _read_with(tokens, passing) if passing else draft
    made = (one for one in again.frames if passing and one.action.startswith("create_"))
    # What a step makes ("a new task for Ben") starts nothing, nor does what got into the name of a stage or a tag.
    named = passing and any(one.names(tokens.text(passing.place[0], passing.place[0] + 2)) for one in again.frames)
    overlaps = any(one.start < again.clause_end and again.clause_start < one.end for one in made)
    return draft if overlaps or named else again


def _told_otherwise(tokens: Tokens, clause: Clause) -> list[tuple[int, int]]:
    """Clients singled out by what does not start it: "when a deal is won, text the client whose invoice is late"."""
    told = ((at, befallen(tokens, at)) for at in range(len(tokens)) if tokens.word(at + 1) in _SINGLE_OUT)
    return [(at, found.end) for at, found in told if found and Clause(*found.value).name != clause.name]


def _read_with(tokens: Tokens, passing: Clause | None) -> Draft:
    """Everything said; `passing` is a trigger that was told in passing, by a noun phrase of some other clause."""
    draft = Draft()
    if passing:
        draft.clause, (draft.clause_start, draft.clause_end) = passing, passing.place
        draft.guards = list(passing.conditions)
    announced = [index for index in range(len(tokens)) if announces(tokens, index)]
    draft.last_announced = announced[-1] if announced else -1
    at = past_heading(tokens)
    while at < len(tokens):
        at = _next(tokens, at, draft)
    imply_trigger(tokens, draft)
    if changed := told_as_change(tokens, draft):
        draft.guards = []
        _taken(tokens, changed, draft)
    trailing(tokens, draft)
    put_off(tokens, draft)
    put_behind(tokens, draft)
    on_each_day(draft)
    looked_at_later(tokens, draft)
    settle(tokens, draft)
    if passing:
        start, end = passing.place
        # "(mail) new leads in the stage Hot" moves nothing there.
        doubled = [one for one in draft.frames if start <= one.start and one.end <= end]
        draft.items = [item for item in draft.items if item not in doubled]
        draft.unread = [(one, two) for one, two in draft.unread if not (start <= one and two <= end)]
        for frame in draft.frames:  # "the boss wants to know about lost deals"
            told = tokens.text(start, end)
            frame.topic, frame.content = (one if one != told else "" for one in (frame.topic, frame.content))
    return draft


def _next(tokens: Tokens, at: int, draft: Draft) -> int:
    rules = (
        foreword, preamble, awaited, indifferent, excepted, _recorded, lost_for, explained, instead, half_told, framed,
        only_that, counted, repeated, elapsed, apart, or_else_told, _answer, signed_off, delayed, withheld, lasting,
        unfinished, starting, read_trigger, unopposed, _ask, only_these, once_agreed, due_for_all, also, likewise,
        by_channel, together, routed, distributed, allotted, case_named, beyond, otherwise, limited, told_twice,
        done_by, _field_noted, sized, valued, condition, restricted, case, segment, _rechannelled, always, _turn,
        vague_time, pause, inverted, _never, varied, elided, halted, _another, due_apart, _action, by_means, remark,
        _passed, checked, bare_condition, _bare_action, _more, read_label,
    )  # fmt: skip
    if tokens.word(at) in {"(", ")"} and tokens.word(at + 1) == tokens.word(at):
        return at + 1  # of a row of brackets one counts
    if marked := list_mark(tokens, at):
        return marked
    for rule in rules:
        end = rule(tokens, at, draft)
        if end is not None and end > at:
            return end
    equals = tokens.word(at) == "=" and at == draft.clause_end  # "deal won = invoice"
    if equals or tokens.kind(at) in {"ARROW", "NEWLINE"} or tokens.word(at) in {":", "(", ")", "?", "/"}:
        return at + 1
    draft.unread.append((at, question_end(tokens, at)))
    return draft.unread[-1][1]


def _another(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Reads "and another one 'Order glass' for purchasing": the same action once more."""
    again = anew(tokens, at, draft)
    if not again:
        return None
    end = _taken(tokens, again.value, draft)
    if again.end:
        share(tokens, draft.frames)
    return end


def _more(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """A slot told apart from its action: behind the trigger, or in a sentence of its own ("Due next Monday.")."""
    last = draft.frames[-1] if draft.frames else None
    apart = at == draft.clause_end or tokens.word(at - 1) in _APART or at == draft.clause_end + 1
    which = any(  # "(a meeting) with somebody whose …"
        tokens.word(place) in _SOMEBODY and tokens.word(place + 1) in {"whose", "who"} for place in (at, at + 1)
    )
    if last is None or not apart or which:
        return None
    more = replace(
        last, texts=[*last.texts], data=[*last.data], tags=[*last.tags], end=at, closed=tokens.word(at - 1) in _APART
    )
    fill(tokens, more)
    if more.end == at or steps_inside(tokens, at + 1, more.end):
        return None
    draft.items = [more if item is last else item for item in draft.items]
    return more.end


def _ask(tokens: Tokens, at: int, draft: Draft) -> int | None:
    found = ask(tokens, at, _last_people(draft))
    if not found:
        return None
    earlier = draft.of(Ask)
    told = found.value
    if earlier and not draft.answered and not draft.frames:
        draft.items.remove(earlier[-1])
        told = joined(earlier[-1], told)
    if told.conditional or (draft.withheld >= 0 and draft.items):
        hold(draft, told)
    else:
        draft.items.append(told)
    return found.end


def _last_people(draft: Draft) -> People | None:
    asked = draft.of(Ask)
    return asked[-1].approvers if asked else None


def _answer(tokens: Tokens, at: int, draft: Draft) -> int | None:
    if not draft.of(Ask):
        return None
    last = draft.items[-1]
    if isinstance(last, Answer) and at - (tokens.word(at - 1) == "to") == last.end and bare_stage(tokens, at):
        return None  # "Yes: Confirmed, no: Declined", "with it to Active, without it to Rejected"
    joint = draft.frames and (tokens.word(at) == "or" or tokens.row(at, 2) == ("and", "without"))
    found = answer(tokens, at + bool(joint))  # "or he declines", "and without an answer"
    if not found or of_another(tokens, at, _last_people(draft)):
        return None
    draft.items.append(the_other(tokens, found.value, next((one.kind for one in draft.of(Answer)[::-1]), "yes")))
    draft.answered = True
    return found.end


def _turn(tokens: Tokens, at: int, draft: Draft) -> int | None:
    newline = tokens.kind(at) == "NEWLINE"
    if tokens.word(at) not in _SENTENCE_ENDS and not newline:
        return None
    if newline and _in_block(tokens, at, draft):
        return at + 1
    if draft.items and not _asks_on(draft.items):
        kind = tokens.word(at) if tokens.word(at) in _SENTENCE_ENDS else "."
        draft.items.append(Turn("end", at, at + 1, soft=kind == ";"))
    return at + 1


def _in_block(tokens: Tokens, at: int, draft: Draft) -> bool:
    """Whether the next line still belongs to the "if …:" or "otherwise:" that a line above ended with."""
    last = draft.items[-1] if draft.items else None
    if isinstance(last, When | Answer | Again | Side) or (isinstance(last, Turn) and last.kind == "else"):
        draft.block = level(tokens, at)
    if draft.block is not None and deeper(level(tokens, at + 1), draft.block):
        return True
    draft.block = None
    return False


def _asks_on(items: list[Item]) -> bool:
    """Whether the sentence only told a condition, so that its steps follow: "Check if it is paid. If so, …"."""
    before = items[-2] if len(items) > 1 else None
    last = items[-1]
    return isinstance(last, When) and not last.overall and not isinstance(before, Frame)


def _never(tokens: Tokens, at: int, draft: Draft) -> int | None:
    kept = untouched(tokens, at) if draft.items or draft.clause else None
    if kept:
        last = draft.items[-1] if draft.items else None
        case = isinstance(last, When | Answer) or (isinstance(last, Turn) and last.kind == "else")
        draft.items.append(Halt(at, kept.end) if case else kept.value)
        return kept.end
    found = None if tells_none(tokens, at) or _left_undone(tokens, at, draft) else never(tokens, at)
    asks = found is not None and tokens.word(found.end) == "?" and tokens.word(at) == "no"  # "no answer? call them"
    found = None if found and nobody_tests(tokens, at, found.end) else found
    if found and (asks or any(size(tokens, place) for place in range(at + 1, found.end))):
        return None  # "no quote over 8000 leaves without Petra" forbids some of them
    told = half_told(tokens, at + 1, draft) if found and tokens.word(at) == "and" else None  # "and no one is …, notify"
    if found and not told:
        draft.items.append(found.value)
    if found:
        return told or found.end
    at_times = sometimes(tokens, at)
    if at_times and any(until(tokens, place) for place in range(at_times, at_times + _NEAR)):
        draft.items.append(Never((), at, at_times))
        return at_times
    later = not_yet(tokens, at)
    if later and starts_step(tokens, later):
        draft.postponed = later
        return later
    return None


def _left_undone(tokens: Tokens, at: int, draft: Draft) -> bool:
    """Whether "(when a lead is created) but nobody calls" tells what was not done, and forbids nothing."""
    who = at + (tokens.word(at) in {"but", "and"})
    told = tokens.word(who) in {"nobody", "noone"} and tokens.word(who - 1) in {"but", "and"}
    return told and who == draft.clause_end + 1 and tokens.word(who + 1).endswith(("s", "ed"))


def _rechannelled(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Reads "Actually, make it an SMS" behind a message."""
    lead = MAKE_IT.find(tokens, at)
    found = thing(tokens, lead.end) if lead else None
    last = draft.frames[-1] if draft.frames else None
    if not found or last is None or not (found[0].startswith("send_") and last.action.startswith("send_")):
        return None
    last.channel = found[0]
    return found[2]


def _passed(tokens: Tokens, at: int, draft: Draft) -> int | None:
    means = MEANS.find(tokens, at)
    then = means.end + (tokens.word(means.end) == ":") if means else at
    if means and (head(tokens, then, bare=True) or wait(tokens, then) or ask(tokens, then, None)):
        return then
    only = tokens.word(at) in {"only", "just", "simply", "merely", "solely"}
    if (only and (head(tokens, at + 1, bare=True) or people(tokens, at + 1))) or couples(tokens, at):
        return at + 1
    duty = at + 1 if tokens.word(at) in {"should", "must", "shall", "will", "may", "can"} else at
    duty = at + 2 if tokens.word(at) in _OUGHT and tokens.word(at + 1) == "to" else duty
    gets = tokens.word(duty) in {"get", "receive"} and thing(tokens, duty + 1)  # "every new deal must get an invoice"
    if duty > at and (gets or starts_step(tokens, duty) or ask(tokens, duty, None) or anew(tokens, duty, draft)):
        return duty + bool(gets)
    if tokens.word(at) in {"step", "action", "point"} and (
        tokens.word(at + 1) in say.NUMBER_WORDS or tokens.kind(at + 1) == "NUMBER"
    ):
        return at + 2 + (tokens.word(at + 2) in {":", ".", ")", "-", ","})
    if tokens.word(at) == "but" and contrasts(tokens, at + 1, draft):
        return at + 1
    answered = bool(draft.items) and isinstance(draft.items[-1], Answer) and tokens.at(at).text[:1].isupper()
    passes = bool(draft.items or draft.clause) and not answered and not state(tokens, at)
    nothing = NOTHING.find(tokens, at) if passes and not nobody_tests(tokens, at, at + 1) else None
    found = nothing or JOINTS.find(tokens, at) or FRAMING.find(tokens, at)
    return None if _tests(tokens, at, found) else found.end if found else manner(tokens, at)


def _tests(tokens: Tokens, at: int, passed: Found[bool] | None) -> bool:
    """Whether "if it is" goes on: "if it is a deal over 5000", "if it is there even then" tests something."""
    if passed is None or tokens.word(at) != "if" or tokens.word(passed.end - 1) not in _IS_SO:
        return False
    step = head(tokens, passed.end, bare=True) if tokens.word(passed.end) not in say.DETERMINERS else None
    return step is None and tokens.word(passed.end) not in _CLOSED


def _recorded(tokens: Tokens, at: int, draft: Draft) -> int | None:
    frame = recorded(tokens, at, draft)
    return _taken(tokens, frame, draft) if frame else None


def _field_noted(tokens: Tokens, at: int, draft: Draft) -> int | None:
    frame = field_noted(tokens, at, draft) or handed_by_arrow(tokens, at, draft)
    return _taken(tokens, frame, draft) if frame else None


def _action(tokens: Tokens, at: int, draft: Draft) -> int | None:
    found = head(tokens, at)
    return _taken(tokens, found.value, draft) if found else None


def _bare_action(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """An object without its verb, once a trigger or another action has made clear what is spoken of."""
    if draft.clause is None and not draft.frames and draft.last_announced <= at:
        return None
    if tokens.word(at) in {"else", "otherwise"}:
        return None  # "else welcome mail" is another case
    told = head(tokens, at + 2) if tokens.word(at) in _HEADINGS and tokens.word(at + 1) == ":" else None
    if told and told.value.action.startswith("send_"):
        return at + 2  # "Follow-up: notify Anna"
    last = draft.items[-1] if draft.items else None
    arrow = isinstance(last, Ask) and tokens.kind(at - 1) == "ARROW"
    if isinstance(last, Ask | Answer | Frame | Turn | Pause) and (paper := papers(tokens, at, draft)):
        return _taken(tokens, paper, draft)
    named = (arrow or isinstance(last, Answer)) and not people(tokens, at + 1)
    if named and (stage := bare_stage(tokens, at)):
        return _taken(tokens, stage, draft)
    found = head(tokens, at, bare=True)
    return _taken(tokens, found.value, draft) if found else None


def _taken(tokens: Tokens, frame: Frame, draft: Draft) -> int:
    """Fill the frame's slots and keep it. "Create a task and assign it to Anna" is one action, not two."""
    created = owner_of_created(tokens, frame, draft)
    if created:
        fill(tokens, created)
        return created.end
    fill(tokens, frame)
    often(frame, draft)
    if frame.tag == SAME:
        frame.tag = next(
            (one.tag or "".join(one.texts[:1]) for one in reversed(draft.frames) if one.action == "add_tag"), ""
        )
    absorb(tokens, frame, draft)
    draft.items.append(frame)
    return frame.end
