"""What follows the head of an action: for whom, what it says, until when, through which channel.

Slots come in any order. Each rule reads one slot at a place and returns where it ends; the first that can does.
"""

from __future__ import annotations

from b24app.english.grammar.conditions.leads import led_in_words
from b24app.english.grammar.heads.duties import slot_as_task, slot_terms
from b24app.english.grammar.heads.fieldnotes import closes as step_ends
from b24app.english.grammar.heads.filling import value_lead
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.heads.handing import slot_asking_work
from b24app.english.grammar.heads.moving import STAGE_NOUNS
from b24app.english.grammar.heads.objects import HAVING, done_to, record
from b24app.english.grammar.people.meant import people
from b24app.english.grammar.slots.bounds import announces
from b24app.english.grammar.slots.carrying import slot_cast, slot_facts, slot_variables
from b24app.english.grammar.slots.continued import asks_if, slot_continued, slot_question
from b24app.english.grammar.slots.facts import (
    slot_address,
    slot_again,
    slot_due,
    slot_loose_due,
    slot_priority,
    slot_stage_of,
    slot_template,
    slot_until,
    slot_wait,
)
from b24app.english.grammar.slots.fillers import FILLERS
from b24app.english.grammar.slots.freewords import FINDING_OUT
from b24app.english.grammar.slots.labelled import slot_body, slot_called, slot_subject
from b24app.english.grammar.slots.names import name_end, put
from b24app.english.grammar.slots.owning import slot_bare_owner, slot_named_owner
from b24app.english.grammar.slots.parties import (
    SENDS,
    closes,
    slot_between,
    slot_channel,
    slot_chat_of,
    slot_in_brackets,
    slot_in_name,
    slot_likewise,
    slot_of_whom,
    slot_owner,
    slot_person,
    slot_place,
    slot_set_off,
)
from b24app.english.grammar.slots.reaching import slot_reaches
from b24app.english.grammar.slots.remarks import (
    slot_by_phone,
    slot_cleft,
    slot_copied,
    slot_doer,
    slot_nobody_else,
    slot_set_apart,
    slot_told_last,
)
from b24app.english.grammar.slots.tagged import slot_tags, tag_end
from b24app.english.grammar.slots.telling import (
    slot_content,
    slot_demand,
    slot_purpose,
    slot_quoted,
    slot_reason,
    slot_rest,
    slot_says,
)
from b24app.english.grammar.slots.topics import slot_topic
from b24app.english.grammar.timing.limits import limit
from b24app.english.grammar.timing.relative import ahead_of_it
from b24app.english.grammar.trigger.restricting import restriction
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Turns, phrases
from b24app.english.grammar.words.lexicons import PARTICIPLES
from b24app.english.grammar.words.moments import duration
from b24app.english.grammar.words.turns import PARALLEL
from b24app.english.grammar.words.vaguetimes import VAGUE_TIMES

_NOBODY_YET = phrases(("for two|three|four|both people|colleagues|employees|persons|users [:]",))
_MAILBOX = phrases(("in|to|into the|his|her|their|its mailbox|inbox",))
_NARROWING = {"on", "in", "at", "during", "between", "before", "after", "for", "from", "if", "when", "once"}
_CARD = phrases(
    (
        "in|into|to|on|onto|at [the|its|his] timeline|card|record|crm|bitrix24|calendar|feed|log|history",
        "in|into|to|on|onto [the|its] deal|lead|contact|company 's timeline|card",
        "to|in the history",
        "in|into|to|inside the|our pipeline|funnel|system|database|portal|books",
        "in|into [the|his|her|their|its] mailbox|inbox|mail",
        "as a|the comment|note",
    )
)


def fill(tokens: Tokens, frame: Frame) -> None:
    """Read slots until a word that is none; `frame.end` moves past what was read."""
    _opening(tokens, frame)
    while True:
        end = _slot(tokens, frame.end, frame)
        if end is None or end <= frame.end:
            return
        frame.end = end


def _opening(tokens: Tokens, frame: Frame) -> None:
    """Names that stand directly behind the head: a stage, a tag, a value, a comment's words."""
    at = frame.end
    if frame.action in {"create_task", "set_reminder", "schedule_call"} and frame.due is None:
        spans = (duration(tokens, place) for place in range(frame.start, frame.end))
        hyphens = (one for one in spans if one and "-" in {tokens.word(one.end - 2), *tokens.word(one.end - 1)})
        frame.due = next((one.value for one in hyphens), None)
    wanted = {"move_stage": "stage", "add_tag": "tag", "remove_tag": "tag"}.get(frame.action, "")
    wanted = "value" if frame.action in {"update_field", "update_deal", "update_task"} else wanted
    if not wanted or getattr(frame, wanted):
        return
    start = at + (tokens.word(at) in {":", "=", "=>"} or (wanted == "tag" and tokens.word(at) in {"called", "named"}))
    start += tokens.word(start) == "the" and wanted == "stage"
    start += tokens.word(start) in STAGE_NOUNS and wanted == "stage"
    no_tag = wanted == "tag" and tokens.word(start) in _NO_TAGS and tokens.at(start).text.islower()
    if no_tag or (wanted != "value" and tokens.kind(start) == "OTHER"):
        return
    lead = value_lead(tokens, start) if wanted == "value" else None
    start = lead.end if lead and tokens.kind(lead.end) in {"QUOTED", "WORD", "NUMBER", "VARIABLE"} else start
    if tokens.kind(start) == "QUOTED":
        end, name = start + 1, tokens.at(start).inner
    else:
        end = tag_end(tokens, frame, start) if wanted == "tag" else name_end(tokens, start)
        end += 2 * (wanted == "stage" and _goes_on(tokens, end))
        name = tokens.text(start, end)
    if wanted == "stage" and tokens.word(end - 1) in STAGE_NOUNS and end - start > 1:
        name = tokens.text(start, end - 1)
    setattr(frame, wanted, name)
    frame.end = end + (wanted == "stage" and tokens.word(end) in STAGE_NOUNS) if name else frame.end


_NO_TAGS = {
    "stays", "remains", "stay", "remain", "by", "per", "for", "in", "via", "through", "depending", "according",
    "based", "accordingly",
}  # fmt: skip


def _goes_on(tokens: Tokens, at: int) -> bool:
    """Whether a stage's name goes on behind "and": "Closed and settled"."""
    word = tokens.word(at + 1)
    participle = tokens.word(at) == "and" and word.endswith("ed") and tokens.at(at + 1).text.islower()
    closed = tokens.kind(at + 2) in {"END", "NEWLINE", "ARROW"} or tokens.word(at + 2) in {",", ".", ";", ")"}
    return participle and closed


def _passed(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Past words that say nothing about the action: "please", "right away", "for two people:" before their names."""
    listed = _NOBODY_YET.find(tokens, at)
    listed = listed if listed and tokens.word(listed.end - 1) == ":" else None
    if after := listed.end if listed else _right_after(tokens, at):
        return after
    if tokens.word(at) == "in" and tokens.word(at + 1) == "for" and tokens.word(frame.start) in {"put", "puts"}:
        return at + 1
    mailbox = _MAILBOX.find(tokens, at) if frame.action.startswith("send_") else None
    if mailbox:
        frame.channel = "send_email"
        return mailbox.end
    rung_up = tokens.word(at) in {"up", "back"} and frame.action == "schedule_call"
    told_so = tokens.word(at) == "so" and frame.action in SENDS
    for_each = (
        tokens.word(at) == "each" and closes(tokens, at + 1) and frame.due is None
    )  # "Tom and Rita get a bell each"
    first = tokens.word(at) == "first" and closes(tokens, at + 1)  # "create the company first, after that …"
    timed = tokens.word(at) == "sent" and frame.action in SENDS and duration(tokens, at + 1) is not None
    ready = tokens.word(at) in {"ready", "waiting"} and tokens.word(at + 1) == "for"
    waits = ready and frame.action == "create_task" and people(tokens, at + 2) is not None
    so = told_so and (closes(tokens, at + 1) or tokens.word(at + 1) in _VIAS)
    if first or for_each or rung_up or timed or waits or so:
        return at + 1  # "ring them up", "he is told so", "have a task ready for Ben to call them"
    filler = FILLERS.find(tokens, at) if not VAGUE_TIMES.find(tokens, at) else None
    if not filler or tokens.word(filler.end) in {"of", "as"} & _LEFT_OVER.get(tokens.word(filler.end - 1), set()):
        return None
    timed = frame.action in {"create_task", "set_reminder", "schedule_call"} and tokens.word(at) == "today"
    narrows = tokens.word(at) == "only" and tokens.word(at + 1) in _NARROWING
    return None if timed or narrows else filler.end


def _right_after(tokens: Tokens, at: int) -> int | None:
    """Past "right after", "immediately afterwards" at the end of a step: it follows the step before anyway."""
    found = _RIGHT_AFTER.find(tokens, at) if not tokens.word(at - 1).endswith("ed") else None
    return found.end if found and closes(tokens, found.end) else None


_RIGHT_AFTER = Turns(("right|directly|straight|immediately after|afterwards|thereafter [that|this]",))
# "in the calendar of Ben", "as well as the boss": the last word and what shows that no filler stands there.
_LEFT_OVER = {"calendar": {"of"}, "well": {"as"}}


_VIAS = {"by", "via", "in", "immediately", "too"}


def _marks(tokens: Tokens, at: int) -> bool:
    """Whether "(b)" stands there: the mark of a list, not of an aside."""
    return tokens.word(at) == "(" and tokens.word(at + 2) == ")" and len(tokens.at(at + 1).text) == 1


def _slot(tokens: Tokens, at: int, frame: Frame) -> int | None:
    if passed := _passed(tokens, at, frame) or _due_at_most(tokens, at, frame):
        return passed
    narrows = tokens.word(at) == "(" and restriction(tokens, at, "") is not None
    narrows = narrows or led_in_words(tokens, at)
    if narrows or limit(tokens, at) or PARALLEL.find(tokens, at) or ahead_of_it(tokens, at):
        return None
    told = tokens.word(frame.start) in {
        "let",
        "lets",
        "tell",
        "tells",
        "inform",
    }  # "let Ben know if a deal is won" asks nothing
    if (
        announces(tokens, at)
        and not _finds_out(tokens, at, frame)
        and (told or frame.verb != "speak" or tokens.word(at) not in {"if", "for"})
    ):
        return None
    rules = (
        slot_reaches, slot_question,
        slot_cast, slot_asking_work, slot_as_task, slot_terms, slot_cleft, slot_by_phone, slot_copied, slot_likewise,
        slot_doer, slot_nobody_else,
        slot_told_last, slot_set_apart, slot_demand, slot_template, slot_address, slot_variables, slot_facts, slot_tags,
        slot_quoted, slot_subject, slot_body, slot_called, _reached, _done, slot_place, _source, _card, slot_owner,
        slot_priority, slot_due, slot_until, slot_wait, slot_chat_of, slot_channel, slot_in_brackets, slot_stage_of,
        slot_in_name, slot_between, slot_named_owner, slot_bare_owner, slot_set_off, slot_person, _record, slot_again,
        slot_says, slot_topic, slot_reason, slot_purpose, slot_loose_due, slot_of_whom, slot_content, slot_rest,
        slot_continued, _made,
    )  # fmt: skip
    for rule in rules:
        end = rule(tokens, at, frame)
        if end is not None:
            return end
    if tokens.word(at) in {"(", ")"} and not _marks(tokens, at):
        return at + 1
    return None


def _due_at_most(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Reads "(a task for Ben,) 2 days max", "at most 2 days": a deadline, where nothing is done again and again."""
    ended = limit(tokens, at) if frame.action == "create_task" and frame.again is None else None
    once = not {tokens.word(one) for one in range(len(tokens))} & _AGAIN
    spans = ended is not None and ended.value.whole is not None and not ended.value.until
    return slot_due(tokens, at, frame) if once and spans else None


_AGAIN = {"every", "each", "daily", "weekly", "hourly", "monthly", "repeat", "repeating", "again"}


def _finds_out(tokens: Tokens, at: int, frame: Frame) -> bool:
    """Whether "to check if it is signed" is the work of a task, not a condition of what follows."""
    work = frame.action in {"create_task", "set_reminder", "schedule_call"} and tokens.word(at) == "to"
    if asks_if(tokens, at, frame):
        return True
    return work and tokens.word(at + 1) in FINDING_OUT and tokens.word(at + 2) in {"if", "whether"}


def _made(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Past "created" in "I want a deal named 'X' created"."""
    told = not frame.verb and frame.action.startswith("create_") and bool(frame.title or frame.texts)
    part = PARTICIPLES.find(tokens, at) if told else None
    return part.end if part and part.value == "object" and tokens.word(part.end) not in {"by", "for"} else None


def _source(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Past "from the form data", "out of this": what a record is made from is the record the workflow runs on."""
    made = frame.action in {"create_contact", "create_company", "create_deal", "create_invoice", "create_quote"}
    found = _FROM.find(tokens, at) or (_BY_ITSELF.find(tokens, at) if frame.action == "create_invoice" else None)
    return found.end if made and found and closes(tokens, found.end) else None


_FROM = Turns(
    (
        "from|using|with|out-of the|this|that|its [form|lead|deal|request|contact] data|details|info|form|submission",
        "from this|it|that|them",
        "out of this|it|that",
    )
)
_BY_ITSELF = Turns(("with|by|via a|an|another [new] invoice|bill",))


def _card(tokens: Tokens, at: int, frame: Frame) -> int | None:
    found = _CARD.find(tokens, at)
    made = frame.action.startswith("create_") and tokens.word(at) == "as"  # "(an invoice with 'Paid') as the comment"
    return found.end if found and not made and not people(tokens, at + 1) else None  # "to the CRM admin"


def _reached(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Reads "(an SMS) should reach the client": whom the message is for follows its verb."""
    verb = tokens.past(at, _MODALS)
    verb += tokens.row(verb, 2) == ("due", "to") and frame.action.startswith("send_")
    if tokens.word(verb) not in _REACHES or not frame.action.startswith("send_") or frame.to is not None:
        return None
    who = people(tokens, verb + 1)
    frame.to = who.value if who else None
    return who.end if who else None


_MODALS = {"should", "must", "shall", "will", "has", "have", "needs", "is", "to"}
_REACHES = {"reach", "reaches"}


def _done(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Reads "(a text) goes out", "(the tag X) should be added", "(the tag X) is removed": the verb comes last."""
    by_tag = _BY_TAG.find(tokens, at) if frame.action in {"add_tag", "remove_tag"} else None
    done = put(tokens, at) if frame.action in {"add_tag", "remove_tag"} else None
    if done:
        frame.action = frame.action if done.value else "remove_tag"
        return done.end
    if by_tag or (frame.action in {"add_tag", "remove_tag"} and tokens.word(at) in {"off", "away", "on", "onto"}):
        return by_tag.end if by_tag else _on_or_off(tokens, at, frame)
    if frame.action == "add_tag" and tokens.word(at) in {"goes", "go"} and tokens.word(at + 1) in {"on", "onto"}:
        return record(tokens, at + 2) or at + 2  # "the tag big goes on"
    had = PARTICIPLES.find(tokens, at) if tokens.word(frame.start) in HAVING else None
    found = done_to(tokens, at) if frame.verb in {"", "create"} else None
    if not found or (had and had.value == "object"):
        return had.end if had and had.value == "object" else None
    goes = frame.action == "add_tag" and tokens.word(found.end - 1) in {"go", "goes"}  # "the tag hot has to go"
    if frame.action == "add_tag" and (goes or not found.value):
        frame.action = "remove_tag"
    elif not found.value and not (frame.action.startswith("send_") and tokens.word(found.end - 1) == "off"):
        return None  # a message "goes off to Ben"
    return found.end


_BY_TAG = phrases(
    (
        "from|of [the|its|their] tags|labels",
        "by|via|with|as|using|through [a|the|its] tag|label",
        "( [as] [a] tag|label|tags|labels [!] )",
    )
)


_ADDING = {"add", "adds", "apply", "attach", "give", "assign"}


def _on_or_off(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Reads "(tag 'hot') off", "(pop the tag 'hot') on", "(put the tag) on it": the particle of a tag."""
    off = tokens.word(at) in {"off", "away"}
    end = tokens.past(record(tokens, at + 1) or at + 1, {"again", "there", "too"})
    ends = step_ends(tokens, end) or announces(tokens, end)
    if off and frame.action == "add_tag" and (not ends or tokens.word(frame.start) in _ADDING):
        return None  # "add the tag Kicked off": the name may go on
    if off:
        frame.action = "remove_tag"
        return end if ends else at + 1
    return end if ends and frame.action == "add_tag" else None


def _record(tokens: Tokens, at: int, frame: Frame) -> int | None:
    """Reads "to the deal", "for it", "from the lead", "of this company": the record the workflow runs on."""
    if tokens.word(at) not in {"to", "for", "on", "in", "from", "of", "with"}:
        return None
    end = record(tokens, at + 1) if frame.verb != "speak" else None
    named = tokens.word(at + 1) in {"it", "the", "this", "that", "its", "our"}
    some = tokens.word(at + 1) in {"a", "an", "any", "every", "each"}
    named = named or (some and frame.action in {"add_tag", "remove_tag"})
    about = frame.action in {"add_comment", "update_field", "move_stage"} and tokens.word(at) in {"on", "of", "in"}
    named = named or bool(
        some and about and end and announces(tokens, end)
    )  # "… on a deal as soon as its city changes"
    return end if end and named and not (frame.action.startswith("send_") and tokens.word(at) == "with") else None
