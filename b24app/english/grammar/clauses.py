"""A description cut into what the grammar knows: the trigger, actions, waits, conditions, turns, sentence ends.

Reads from left to right; what no rule can use is set aside as unread, never dropped.
"""

from __future__ import annotations

from b24app.english.grammar.asking import Answer, Ask, answer, ask
from b24app.english.grammar.bounds import FRAMING, JOINTS, announces, past_joints
from b24app.english.grammar.changing import SAME
from b24app.english.grammar.conditions import conditions, opposite
from b24app.english.grammar.draft import Draft, Pause, Side, Turn, When
from b24app.english.grammar.forbidding import Never, never
from b24app.english.grammar.frames import Frame
from b24app.english.grammar.heads import head, starts_step
from b24app.english.grammar.leads import lead
from b24app.english.grammar.lexer import Tokens
from b24app.english.grammar.moments import duration, until, wait
from b24app.english.grammar.opening import imply_trigger, past_heading, read_label, read_trigger
from b24app.english.grammar.people import People, people
from b24app.english.grammar.repeating import Again, again, limit
from b24app.english.grammar.slots import fill
from b24app.english.grammar.turns import AFTERWARDS, ELSE, NOTHING, ONE_MORE, PARALLEL
from b24app.plan import phrases as say
from b24app.plan.plan import Comparison

_OWNED = {"create_task", "create_deal", "create_quote"}
_SENTENCE_ENDS = {".", "?", "!", ";"}
_LONGEST_STAGE = 3


def read_clauses(tokens: Tokens) -> Draft:
    """Everything the description says, as far as the grammar reaches."""
    draft = Draft()
    announced = [index for index in range(len(tokens)) if announces(tokens, index)]
    draft.last_announced = announced[-1] if announced else -1
    at = past_heading(tokens)
    while at < len(tokens):
        at = _next(tokens, at, draft)
    imply_trigger(tokens, draft)
    return draft


def _next(tokens: Tokens, at: int, draft: Draft) -> int:
    rules = (
        _again, _answer, read_trigger, _ask, _parallel, _else, _condition, _turn, _limit, _pause, _never, _another,
        _action, _passed, _bare_condition, _bare_action, _more, read_label,
    )  # fmt: skip
    for rule in rules:
        end = rule(tokens, at, draft)
        if end is not None and end > at:
            return end
    if (
        tokens.kind(at) in {"ARROW", "NEWLINE"}
        or tokens.word(at) in {":", "(", ")", "?", "/"}
        or _list_mark(tokens, at)
    ):
        return at + 1
    draft.unread.append((at, at + 1))
    return at + 1


def _list_mark(tokens: Tokens, at: int) -> bool:
    """The number or letter of a list: "1.", "2)", "A:", also within a line when a step follows."""
    marked_off = tokens.word(at + 1) in {".", ")", ":"}
    if tokens.kind(at) == "NUMBER" and marked_off:
        opens = at == 0 or tokens.kind(at - 1) == "NEWLINE" or head(tokens, at + 2, bare=True) or wait(tokens, at + 2)
        return bool(opens)
    letter = tokens.word(at) in {"a", "b", "c", "d"} and tokens.at(at).text.isupper()
    return letter and tokens.word(at + 1) in {":", ")"}


def _again(tokens: Tokens, at: int, draft: Draft) -> int | None:
    found = again(tokens, at)
    if not found or any(isinstance(item, Again) for item in draft.items[-1:]):
        return None
    draft.items.append(found.value)
    return found.end


def _limit(tokens: Tokens, at: int, draft: Draft) -> int | None:
    loops = [item for item in draft.items if isinstance(item, Again)]
    loops += [frame.again for frame in draft.frames if frame.again]
    found = limit(tokens, at) if loops else None
    if not found:
        return None
    loops[-1].until = loops[-1].until or found.value.until
    loops[-1].most = loops[-1].most or found.value.most
    return found.end


def _another(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """Reads "and another one 'Order glass' for purchasing": the same action once more."""
    found = ONE_MORE.find(tokens, at)
    last = draft.frames[-1].action if draft.frames else "create_task"
    if not found or last not in {"create_task", "schedule_call", "set_reminder"}:
        return None
    task = not draft.frames and draft.clause is not None and draft.clause.noun == "task"
    if not draft.frames and not task:
        return None
    return _taken(tokens, Frame(last, at, found.end), draft)


def _more(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """A slot told apart from its action: behind the trigger, or in a sentence of its own ("Due next Monday.")."""
    last = draft.frames[-1] if draft.frames else None
    apart = at == draft.clause_end or tokens.word(at - 1) in {".", ","} or at == draft.clause_end + 1
    if last is None or not apart:
        return None
    last.end = at
    fill(tokens, last)
    return last.end if last.end > at else None


def _ask(tokens: Tokens, at: int, draft: Draft) -> int | None:
    found = ask(tokens, at, _last_people(draft))
    if not found:
        return None
    earlier = [item for item in draft.items if isinstance(item, Ask)]
    if earlier and not draft.answered and not draft.frames:
        draft.items.remove(earlier[-1])
    draft.items.append(found.value)
    return found.end


def _last_people(draft: Draft) -> People | None:
    asked = [item.approvers for item in draft.items if isinstance(item, Ask)]
    return asked[-1] if asked else None


def _answer(tokens: Tokens, at: int, draft: Draft) -> int | None:
    if not any(isinstance(item, Ask) for item in draft.items):
        return None
    found = answer(tokens, at)
    if not found:
        return None
    draft.items.append(found.value)
    draft.answered = True
    return found.end


def _condition(tokens: Tokens, at: int, draft: Draft) -> int | None:
    announced = lead(tokens, at)
    found = conditions(tokens, announced.end, draft.topic) if announced else None
    if not announced or not found:
        return None
    rows = opposite(found.value) if announced.value else found.value
    draft.items.append(When(rows, at, found.end, negative=announced.value))
    return found.end + (tokens.word(found.end) in {"then", "?"})


def _bare_condition(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """A condition without "if", set off on both sides: "under 3k hand it over", "still unpaid? → …"."""
    before = tokens.word(at - 1) in {":", ",", ";", ".", "=>", "?", "and", "then", "&"} or tokens.kind(at - 1) in {
        "ARROW",
        "NEWLINE",
    }
    if draft.clause is None or not before:
        return None
    found = conditions(tokens, at, draft.topic)
    if not found:
        return None
    follows = tokens.word(found.end) in {":", ",", "?", "=>"} or head(tokens, found.end, bare=True)
    if not follows or _counts(tokens, at):
        return None
    draft.items.append(When(found.value, at, found.end))
    return found.end + (tokens.word(found.end) in {"?", ":", ","})


def _counts(tokens: Tokens, at: int) -> bool:
    return duration(tokens, at) is not None


def _else(tokens: Tokens, at: int, draft: Draft) -> int | None:
    found = ELSE.find(tokens, at)
    if not found or not (draft.guards or any(isinstance(item, When | Ask) for item in draft.items)):
        return None
    if tokens.word(at) not in {"otherwise", "else", "if"} and tokens.word(found.end) not in {":", ",", "=>"}:
        return None
    draft.items.append(Turn("else", at, found.end))
    return found.end + (tokens.word(found.end) in {":", ","})


def _turn(tokens: Tokens, at: int, draft: Draft) -> int | None:
    if tokens.word(at) in _SENTENCE_ENDS or tokens.kind(at) == "NEWLINE":
        if draft.items:
            kind = tokens.word(at) if tokens.word(at) in _SENTENCE_ENDS else "."
            draft.items.append(Turn("end", at, at + 1, soft=kind == ";"))
        return at + 1
    return None


def _parallel(tokens: Tokens, at: int, draft: Draft) -> int | None:
    after = AFTERWARDS.find(tokens, at)
    if after and any(isinstance(item, Side) for item in draft.items):
        draft.items.append(Side("close", at, after.end))
        return after.end
    found = PARALLEL.find(tokens, at)
    if not found:
        return None
    last = draft.items[-1] if draft.items else None
    behind = tokens.word(at - 1) in {",", ";", "and", "-", "&", "+"}
    if isinstance(last, Frame) and not behind and tokens.word(found.end) != ":":
        draft.items.append(Side("back", at, found.end))
    else:
        joined = isinstance(last, Frame) or (isinstance(last, Turn) and last.soft)
        infix = behind and joined and bool(draft.frames) and tokens.word(found.end) != ":"
        draft.items.append(Side("with" if infix else "open", at, found.end))
    return found.end + (tokens.word(found.end) in {":", ",", "-"} or tokens.kind(found.end) == "ARROW")


def _pause(tokens: Tokens, at: int, draft: Draft) -> int | None:
    moment = until(tokens, at)
    if moment:
        draft.items.append(Pause(moment.value, at, moment.end))
        return moment.end
    found = wait(tokens, at)
    if not found and tokens.word(at) == "in":
        found = duration(tokens, at + 1)
        found = found if found and head(tokens, past_joints(tokens, found.end)) else None
    if not found:
        found = duration(tokens, at)
        set_off = found and (tokens.kind(found.end) == "ARROW" or tokens.word(found.end) in {",", ":", "=>"})
        found = found if set_off and (draft.frames or draft.clause) else None
    if not found or not found.value.amount:
        return None
    draft.items.append(Pause(found.value, at, found.end))
    end = found.end
    if tokens.word(end) == "before" and head(tokens, end + 1):
        end += 1
    return end


def _never(tokens: Tokens, at: int, draft: Draft) -> int | None:
    found = never(tokens, at)
    if not found:
        return None
    draft.items.append(found.value)
    return found.end


def _passed(tokens: Tokens, at: int, draft: Draft) -> int | None:
    if tokens.word(at) in {"only", "just", "simply"} and (head(tokens, at + 1, bare=True) or people(tokens, at + 1)):
        return at + 1
    if tokens.word(at) in {"should", "must", "shall", "will"} and (
        starts_step(tokens, at + 1) or ask(tokens, at + 1, None)
    ):
        return at + 1
    if tokens.word(at) == "step" and tokens.word(at + 1) in say.NUMBER_WORDS:
        return at + 2
    nothing = NOTHING.find(tokens, at) if draft.items or draft.clause else None
    found = nothing or JOINTS.find(tokens, at) or FRAMING.find(tokens, at)
    return found.end if found else None


def _action(tokens: Tokens, at: int, draft: Draft) -> int | None:
    found = head(tokens, at)
    return _taken(tokens, found.value, draft) if found else None


def _bare_action(tokens: Tokens, at: int, draft: Draft) -> int | None:
    """An object without its verb, once a trigger or another action has made clear what is spoken of."""
    if draft.clause is None and not draft.frames and draft.last_announced <= at:
        return None
    if draft.items and isinstance(draft.items[-1], Answer) and not people(tokens, at + 1):
        stage = _bare_stage(tokens, at)
        if stage:
            return _taken(tokens, stage, draft)
    found = head(tokens, at, bare=True)
    return _taken(tokens, found.value, draft) if found else None


def _bare_stage(tokens: Tokens, at: int) -> Frame | None:
    """Reads "yes: Signing": a name alone behind an answer is a stage."""
    named = tokens.at(at).text[:1].isupper() and tokens.kind(at) == "WORD"
    end = at + 1
    while named and tokens.kind(end) == "WORD" and end - at < _LONGEST_STAGE and not head(tokens, end, bare=True):
        end += 1
    alone = tokens.kind(end) in {"END", "NEWLINE"} or tokens.word(end) in {",", ".", ";", "+", "&", ")"}
    return Frame("move_stage", at, at) if named and alone and not head(tokens, at, bare=True) else None


def _taken(tokens: Tokens, frame: Frame, draft: Draft) -> int:
    """Fill the frame's slots and keep it. "Create a task and assign it to Anna" is one action, not two."""
    created = draft.frames[-1] if draft.frames else None
    owned = created is not None and created.action in _OWNED and draft.items[-1] is created
    follows = owned and created is not None and created.end == frame.start and tokens.word(frame.start) in {"is", "are"}
    linked = frame.of_task and (not frame.about or (created is not None and created.action == f"create_{frame.about}"))
    if frame.action == "assign_responsible" and created and owned and (linked or follows):
        if created.owner is None:
            created.owner = frame.owner
        elif created.owner != frame.owner:
            draft.unread.append((frame.start, frame.end))
        created.end = frame.end
        fill(tokens, created)
        return created.end
    fill(tokens, frame)
    if frame.tag == SAME:
        frame.tag = next(
            (one.tag or "".join(one.texts[:1]) for one in reversed(draft.frames) if one.action == "add_tag"), ""
        )
    if frame.asks:
        frame.purpose = _told_it(draft, frame.purpose)
    asked = draft.items[-1] if draft.items else None
    if (
        isinstance(asked, Frame)
        and asked.asks
        and frame.action == "create_task"
        and not frame.asks
        and frame.owner is None
    ):
        frame.owner, frame.start = asked.owner, asked.start
        frame.topic = frame.topic or asked.purpose
        frame.purpose = frame.purpose or asked.purpose
        draft.items.pop()
    draft.items.append(frame)
    return frame.end


def _told_it(draft: Draft, purpose: str) -> str:
    """The purpose with "it" put in words, where an empty field was spoken of: "(no industry) fill it in"."""
    last = draft.guards[-1] if draft.guards else None
    if not isinstance(last, Comparison) or last.op != "empty":
        return purpose
    words = purpose.split()
    return " ".join(f"the {last.field}" if word == "it" else word for word in words)


__all__ = ["Never", "read_clauses"]
