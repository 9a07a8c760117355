"""Where the trigger is told: headings before it, waits around it, records that imply it."""

from __future__ import annotations

from b24app.english.grammar.approvals.answers import Answer
from b24app.english.grammar.clause import Clause
from b24app.english.grammar.conditions.believing import STAGE_WORDS
from b24app.english.grammar.conditions.comparisons import SAME_STAGE, conditions
from b24app.english.grammar.conditions.fields import known_field
from b24app.english.grammar.conditions.places import placed
from b24app.english.grammar.conditions.states import state
from b24app.english.grammar.draft import Draft, Item, Pause, When
from b24app.english.grammar.flow.background import drop_background, holds_another, past_only
from b24app.english.grammar.flow.belated import belated
from b24app.english.grammar.flow.labels import LONGEST_LABEL, TELLING, singles_out
from b24app.english.grammar.flow.leadins import since_trigger, wait_before
from b24app.english.grammar.flow.testing import of_new_ones, only_tested, without_heading
from b24app.english.grammar.heads.head import head, starts_step
from b24app.english.grammar.people.meant import doer, people
from b24app.english.grammar.slots.bounds import announces, heads_step
from b24app.english.grammar.timing.repeating import again
from b24app.english.grammar.trigger.guards import guard
from b24app.english.grammar.trigger.happenings import stage_role
from b24app.english.grammar.trigger.revising import revision
from b24app.english.grammar.trigger.shownon import shown_on
from b24app.english.grammar.trigger.stagebrackets import stage_in_brackets
from b24app.english.grammar.trigger.subjects import RECORDS, find_record
from b24app.english.grammar.trigger.testedfirst import tested_first
from b24app.english.grammar.trigger.told import joined
from b24app.english.grammar.trigger.topics import topical
from b24app.english.grammar.trigger.triggers import clipped, marked
from b24app.english.grammar.trigger.watched import CHANGES_OF, watched
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.english.grammar.words.lexicons import EVENTS, NOUNS
from b24app.english.grammar.words.limits import LIMITS
from b24app.english.grammar.words.moments import duration
from b24app.english.grammar.words.turns import PARALLEL
from b24app.plan import phrases as say
from b24app.plan.plan import Comparison
from b24app.plan.vocabulary import TRIGGERS

_LONGEST_SEARCHED = 400
_MOST_GUARDS = 3
_STAGED = {"deal", "lead", "quote", "invoice"}
_ADJECTIVES = {
    "overdue", "late", "unpaid", "lost", "won", "paid", "converted", "completed", "finished", "approved", "accepted",
    "new", "incoming", "inbound", "fresh", "updated", "edited", "signed",
}  # fmt: skip
_SORTS = {
    "reminder", "reminders", "follow-up", "followup", "alert", "alerts", "notification", "notifications", "workflow",
    "process", "handover", "onboarding", "automation", "escalation", "routing", "intake", "procedure", "flow", "rule",
}  # fmt: skip
_TO_KNOW = Turns(
    (
        "wants|want|needs|need|wishes|wish|likes|like|has|have|is|are|ought to know|hear|see|learn [about|of]",
        "must|should|shall|will|would|can know|hear|learn|react [about|of|to]",
        "has|have|needs|need|is|are to find out about",
    )
)
# These may stand inside a heading: "Intake at our agency: …".
_PLACED = {"at", "in", "for", "from", "on"}


def to_somebody(tokens: Tokens, index: int) -> bool:
    """Whether a step for somebody begins there: "sms the client on a paid invoice: …" is no title."""
    found = head(tokens, index)
    return found is not None and bool(found.value.to or found.value.owner)


def past_heading(tokens: Tokens) -> int:
    """Past a title of plain words: "Fleet service.", "Patient intake:", "We do kitchens."."""
    end = 0
    field = watched(tokens, 0, "")
    if (
        announces(tokens, 0)
        or tokens.word(0) in _COMES
        or conditions(tokens, 0)
        or placed(tokens, 0)
        or (field and field.value.changed)
        or duration(tokens, 0)
        or again(tokens, 0)
    ):
        return 0  # "discount on a deal changed: …", "two days after a deal was created: …"
    if titled := _title(tokens):
        return titled
    while tokens.kind(end) == "WORD" and tokens.word(end) not in TELLING - _PLACED and end < LONGEST_LABEL:
        if NOUNS.find(tokens, end) or EVENTS.find(tokens, end) or (end and head(tokens, end, bare=True)):
            return 0
        end += 1
        told = marked(tokens, end, starts_step) if announces(tokens, end) else None
        if told and tokens.word(told.end) == ":":
            if to_somebody(tokens, 0) or tokens.word(0) in _PLACED or singles_out(tokens, 0, end):
                return 0
            return end  # "Handover after closed won: …"
    staged = tokens.word(end - 1) in STAGE_WORDS  # "Viewing stage. Tell Ben."
    heads = (
        end and not staged and tokens.word(end) in {":", "."} and end + 2 < len(tokens) and not heads_step(tokens, end)
    )
    return end + 1 if heads and not singles_out(tokens, 0, end) and not _only_step(tokens, end) else 0


def _only_step(tokens: Tokens, end: int) -> bool:
    """Whether what looks like a heading is the only step told: "Notify Anna. Trigger: lead created"."""
    return starts_step(tokens, 0) and not any(starts_step(tokens, at) for at in range(end + 1, len(tokens)))


def _title(tokens: Tokens) -> int:
    """Past "Invoice reminder:", "my boss wants to know about big wins:" in front of "when …": no step of its own."""
    wished = False
    for at in range(2 * LONGEST_LABEL):
        wished = wished or _TO_KNOW.find(tokens, at) is not None
        if tokens.word(at) in {":", "-"} and at:
            sort = tokens.word(at - 1) in _SORTS and NOUNS.find(tokens, at - 2) is not None
            length = duration(tokens, at + 1)
            told = announces(tokens, length.end if length else at + 1)
            told = told and any(starts_step(tokens, place) for place in range(at + 2, len(tokens)))
            return at + 1 if (sort or wished) and told else 0
        if tokens.kind(at) != "WORD":
            return 0
    return 0


_COMES = {"goes", "moves", "enters", "reaches", "hits", "arrives", "lands", "comes", "gets", "drops", "switches"}
_DAYS = {"today", "tomorrow", "yesterday", "now"}
_BECOMES = {"becomes", "became", "become", "turns", "turned", "now", "says", "reads", "shows"}


def imply_trigger(tokens: Tokens, draft: Draft) -> None:
    """Reads "if the lead's source is Google Ads, …": a condition on a record, and no event: new records are meant."""
    first = draft.items[0] if draft.items else None
    if (draft.clause is not None and draft.clause.name) or not isinstance(first, When):
        return
    nouns = {found.value for at in range(first.start, first.end) if (found := NOUNS.find(tokens, at))} & RECORDS
    dated = any(isinstance(row, Comparison) and row.value in _DAYS for row in first.conditions)
    if len(nouns) != 1 or dated:
        return  # "when a contact's birthday is today": no event, and not on the day it was created either
    noun = nouns.pop()
    only = first.conditions[0] if len(first.conditions) == 1 else None
    if isinstance(only, Comparison) and only.field == "stage" and only.op == "eq" and isinstance(only.value, str):
        draft.clause = Clause(noun=noun, moves=True, stage=only.value)
        draft.clause_start, draft.clause_end = first.start, first.end
        draft.items.remove(first)
        return
    became = any(tokens.word(at) in _BECOMES for at in range(first.start, first.end))
    if became and isinstance(only, Comparison) and (noun, "updated") in say.TRIGGER_OF:
        clause = Clause(noun=noun, event="updated", watched=only.field)  # "a deal's Closed by becomes Bob"
    else:
        clause = Clause(noun=noun, event="created")
    clause.notes.append(f"No event was named: it was read as “when a {noun} is {clause.event}”.")
    draft.clause, draft.clause_start, draft.clause_end = clause, first.start, first.end


def _with_guards(tokens: Tokens, at: int, clause: Clause) -> int:
    """Past the conditions behind such a noun: "all overdue invoices that exceed 2,500 and are in USD"."""
    for _ in range(_MOST_GUARDS):
        if tokens.kind(at) == "QUOTED" or tokens.word(at) in {"a", "an"}:
            break  # "(text every) new contact 'Hi'", "(send every) new contact an email 'Hi'"
        apart = tokens.word(at) == "," and known_field(tokens, at + 1) is not None
        found = guard(tokens, at + apart, clause.noun, "")
        if not found:
            break
        found = joined(tokens, found, clause.noun)
        clause.conditions += found.value
        at = found.end
    return at


def _ahead_of_meeting(tokens: Tokens, at: int) -> bool:
    """Whether "(an hour) before the meeting" stands there."""
    noun = NOUNS.find(tokens, at)
    start = at
    while tokens.word(start - 1) in {"the", "a", "each", "every", "any", "their"}:
        start -= 1
    return noun is not None and noun.value == "meeting" and start < at and tokens.word(start - 1) == "before"


def told_in_passing(tokens: Tokens) -> Clause | None:
    """The trigger in a noun phrase, if only one is there: "the client of a lost deal", "about the unpaid invoice"."""
    found: dict[str, tuple[Clause, int, int]] = {}
    for at in range(min(len(tokens), _LONGEST_SEARCHED)):
        whoever = doer(tokens, at)
        if whoever:
            clause = Clause(*whoever.value)
            found.setdefault(clause.name or "", (clause, at, _with_guards(tokens, whoever.end, clause)))
        change = _change_told(tokens, at)
        if change:
            found.setdefault(change.value.name or "", (change.value, at, change.end))
        if _ahead_of_meeting(tokens, at):
            found.setdefault("meeting_scheduled", (Clause(noun="meeting", event="scheduled"), at, at + 1))
        late = _happened(tokens, at)
        if late:
            found.setdefault(late.value.name or "", (late.value, at, _with_guards(tokens, late.end, late.value)))
        event = EVENTS.find(tokens, at)
        if not event or event.end > at + 2:
            continue
        of = tokens.word(event.end) == "of"
        noun = NOUNS.find(tokens, tokens.past(event.end + 1, say.DETERMINERS) if of else event.end)
        clause = Clause(noun=noun.value, event=event.value) if noun else Clause()
        told = (of or tokens.word(at) in _ADJECTIVES) and noun is not None and not _goes_somewhere(tokens, noun)
        if noun and clause.name and told:
            found.setdefault(clause.name, (clause, at, _with_guards(tokens, noun.end, clause)))
    if len(found) != 1:
        return None
    clause, start, end = next(iter(found.values()))
    while tokens.word(start - 1) in {*say.DETERMINERS, "whatever"}:
        start -= 1
    clause.place = (start, end)
    clause.notes.append(f"It was read as starting when {TRIGGERS[clause.name].title}." if clause.name else "")
    return clause


def _goes_somewhere(tokens: Tokens, noun: Found[str]) -> bool:
    """Whether the stage is told that it changes to: "(by change of) stage to Negotiation"."""
    return noun.value == "stage" and tokens.word(noun.end) in {"to", "into"}


def _happened(tokens: Tokens, at: int) -> Found[Clause] | None:
    """Reads "(about) tasks that have become overdue", "a deal that enters Visa", "(of) leads whose city changes"."""
    noun = NOUNS.find(tokens, at)
    if not noun or tokens.word(noun.end) not in {"that", "which", "whose"}:
        return None
    goes = Clause(noun=noun.value)
    end = stage_role(tokens, noun.end + 1, goes) if noun.value in _STAGED and tokens.word(noun.end) != "whose" else None
    if end and goes.moves:
        return Found(goes, end)
    change = revision(tokens, noun.end, noun.value)
    if change:
        told, rows = change.value.field, change.value.conditions
        return Found(Clause(noun=noun.value, event="updated", watched=told.said, conditions=rows), change.end)
    happens = tokens.past(noun.end + 1, {*say.AUXILIARIES, "become", "became", "just"})
    event = EVENTS.find(tokens, happens) if tokens.word(happens) not in {"leaves", "leave", "left"} else None
    clause = Clause(noun=noun.value, event=event.value) if event else Clause()
    return Found(clause, event.end) if event and clause.name else None


def _change_told(tokens: Tokens, at: int) -> Found[Clause] | None:
    """Reads "(about) any change in a deal's amount", "(of) changes to the contact's phone"."""
    start = tokens.past(at, {"about", "of", "any", "every", "each", "all", "the", "a"})
    found = watched(tokens, start, "") if tokens.word(at) in {"about", "of"} and start - at < _MOST_GUARDS else None
    if not found or not found.value.changed or not found.value.noun or tokens.word(start) not in CHANGES_OF:
        return None
    told = found.value
    clause = Clause(noun=told.noun, event="updated", watched=told.field, conditions=told.conditions)
    return Found(clause, found.end) if clause.name else None


def read_trigger(tokens: Tokens, at: int, draft: Draft) -> int | None:
    if (late := belated(tokens, at, draft)) is not None:
        return late
    if draft.clause is not None and draft.clause.name:
        return _retold(tokens, at, draft, draft.clause)
    lanes = PARALLEL.find(tokens, at)  # "both at once when …"
    if _opens_step(tokens, at, draft) or (lanes and announces(tokens, lanes.end)):
        return None
    since = since_trigger(tokens, at)
    lead = since[0] if since else wait_before(tokens, at)
    start = lead.end if lead else past_only(tokens, at, draft)
    opens = _opens(tokens, at)
    told_first = _told_first(tokens, at) if opens else None
    found = told_first or (since[1] if since else marked(tokens, start, starts_step))
    if found:
        find_record(tokens, start, found)
    another = draft.last_announced >= 0 and found is not None and draft.last_announced != found.end + 1
    if found and (only_tested(tokens, at, found, draft) or of_new_ones(tokens, at, found)):
        return None
    if found and not found.value.name and (another or conditions(tokens, start + 1)):
        found = None  # but "every quote: from its creation …" tells the record first
    goes_on = draft.unread and draft.unread[-1][1] == at
    if not found and not goes_on and not draft.frames and not _commands(tokens, at):
        found = clipped(tokens, at, starts_step)
        sure = draft.withheld == at or draft.last_announced < (found.end if found else 0)
        found = found if found and (sure or _is_set_off(tokens, found)) else None
        start = at
    if not found or (draft.clause and not found.value.name) or holds_another(tokens, start, found.end, draft):
        return None
    return take_trigger(tokens, draft, found, start, lead if start > at else None)


def _opens_step(tokens: Tokens, at: int, draft: Draft) -> bool:
    """Whether no event can be told there: "OK → stage Contracting", "should payment not have been received"."""
    if tokens.kind(at) == "MARK" or (draft.items and isinstance(draft.items[-1], Answer)):
        return True
    held = state(tokens, at + 1) if tokens.word(at) == "should" else None
    return held is not None and held.value.op == "ne"


def _told_first(tokens: Tokens, at: int) -> Found[Clause] | None:
    return stage_in_brackets(tokens, at) or topical(tokens, at, starts_step) or tested_first(tokens, at, starts_step)


def take_trigger(tokens: Tokens, draft: Draft, found: Found[Clause], start: int, lead: Pause | None = None) -> int:
    """Keep the trigger that was found there, with its guards, what it explains and the wait before it."""
    found = without_heading(tokens, start, found)
    if tokens.word(found.end - 1) in {"a", "an"} and duration(tokens, found.end - 1):
        found = Found(found.value, found.end - 1)  # "(about every) new deal an hour after it was created"
    draft.clause, draft.clause_start, draft.clause_end = found.value, start, found.end
    _drop_explained(tokens, draft, start, found.end)
    if found.value.refers:
        drop_background(tokens, draft, start)
    such = draft.items and isinstance(draft.items[0], When)  # "Region = North: when such a lead is created"
    draft.unread.extend(one for one in found.value.unread if not such or tokens.text(*one).casefold() != "such")
    draft.guards.extend(found.value.conditions)
    if lead:
        draft.items.insert(0, lead)
    if found.value.dwell is not None:
        _dwell(draft, found.value, found.end)
        return found.end + (tokens.word(found.end) == "?")
    return found.end


def _retold(tokens: Tokens, at: int, draft: Draft, told: Clause) -> int | None:
    """Reads "Late payers: the day the invoice goes overdue, …": a heading and then the same trigger again, in full."""
    if at == draft.clause_end and not draft.frames and (shown := shown_on(tokens, at, told)):
        told.host, draft.clause_end = shown.value, shown.end
        return shown.end
    begins = at > 0 and (tokens.word(at - 1) in {":", ".", "!", "?", "-"} or tokens.kind(at - 1) == "NEWLINE")
    if not begins or draft.frames or told.stage or told.watched or told.dwell is not None or tokens.kind(at) != "WORD":
        return None
    short = clipped(tokens, at, starts_step) if not announces(tokens, at) and not head(tokens, at) else None
    happens = short and any(EVENTS.find(tokens, place) for place in range(at, short.end))
    found = marked(tokens, at, starts_step) if announces(tokens, at) else short if happens else None
    again = found.value if found else told
    same = again.name == told.name and again.subject == told.subject and not again.unread and again.dwell is None
    if not found or not same:
        return None
    rows = tuple(row for row in again.conditions if row not in told.conditions)
    again.conditions = told.conditions + rows
    draft.guards.extend(rows)
    draft.clause, draft.clause_end = again, found.end
    return found.end


def _opens(tokens: Tokens, at: int) -> bool:
    return at == 0 or tokens.word(at - 1) in {".", "!", "?", ";", ":"} or tokens.kind(at - 1) == "NEWLINE"


def _drop_explained(tokens: Tokens, draft: Draft, start: int, end: int) -> None:
    """Words that a trigger in brackets explains ("Wedding sold (deal won)"), or that head it ("Handover after …:")."""
    bracket = tokens.word(start) == "(" or tokens.word(start - 1) == "("
    opening = tokens.word(end) == ":" and not draft.items and start <= LONGEST_LABEL
    at = start - (tokens.word(start - 1) == "(")
    while (bracket or opening) and draft.unread and draft.unread[-1][1] == at and tokens.kind(at - 1) == "WORD":
        if any(conditions(tokens, place) for place in range(draft.unread[-1][0], at)):
            return  # "Competitor is Acme (deal won)" tells which
        happened = opening and not bracket and EVENTS.find(tokens, at - 1)  # "e-mail logged on a deal in Onboarding:"
        if happened or tokens.word(at - 1) in LIMITS or singles_out(tokens, draft.unread[-1][0], at):
            return  # "on weekends when a deal is won: …"
        at = draft.unread.pop()[0]


def _is_set_off(tokens: Tokens, found: Found[Clause]) -> bool:
    """Whether a colon, an arrow or a question mark closes a trigger with an event of its own: it needs no "when"."""
    closed = tokens.kind(found.end) == "ARROW" or tokens.word(found.end) in {":", "?", ".", ";"}
    kind = found.value.kindred
    return closed and not [note for note in found.value.notes if not kind or kind not in note]


def _commands(tokens: Tokens, at: int) -> bool:
    """Whether a command stands there, not a record: "make the owner …", but "a note was added"."""
    whom = tokens.word(at + 1) in {"the", "our", "its", "their"} and people(tokens, at + 1) is not None
    named = NOUNS.find(tokens, tokens.past(at, {*say.DETERMINERS, "new"}))
    if not starts_step(tokens, at) or (named and not (whom and named.end == at + 1)):
        return False
    told = clipped(tokens, at, starts_step)
    passive = tokens.word(at + 1) in {"are", "is", "were", "was", "have", "has"}
    comes = told is not None and told.value.moves and tokens.word(at) in _COMES  # "Goes to Packing: …"
    gerund = tokens.word(at).endswith("ing") and tokens.word(at) != "bring"
    tells = passive or gerund or tokens.word(at) in say.DETERMINERS or tokens.word(at) not in say.VERBS_SEEN
    return not (told and (tells or comes or told.value.watched))


def _dwell(draft: Draft, clause: Clause, end: int) -> None:
    """Reads "sits in Negotiation 2 weeks", "without owner for 3 hours": wait and look, also behind the steps."""
    rows = tuple(draft.guards)
    if clause.moves and clause.stage:
        rows = (Comparison(field="stage", op="eq", value=clause.stage),)
        draft.guards = [row for row in draft.guards if not (isinstance(row, Comparison) and row.value == SAME_STAGE)]
    elif clause.event == "overdue":
        rows = (_STILL_LATE["task" if clause.noun == "task" else "invoice"],)
    else:
        draft.guards = []
    if clause.dwell is None or not rows:
        return
    looked_at: list[Item] = [Pause(clause.dwell, draft.clause_start, end), When(rows, draft.clause_start, end)]
    draft.items = [*looked_at, *draft.items] if draft.frames else [*draft.items, *looked_at]


_STILL_LATE = {
    "invoice": Comparison(field="payment_status", op="ne", value="paid"),
    "task": Comparison(field="status", op="ne", value="completed"),
}
