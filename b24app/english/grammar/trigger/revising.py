"""A field that changes, told in any voice: "a deal's city becomes Madrid", "any revision of it", "whose Tier was set".

The field, what becomes of it, what it has to become and the record it belongs to, in the orders people put them.
"""

from __future__ import annotations

from b24app.english.grammar.clause import Clause
from b24app.english.grammar.conditions.believing import STAGE_WORDS
from b24app.english.grammar.conditions.fields import value
from b24app.english.grammar.conditions.fieldsounds import sounds_like_field
from b24app.english.grammar.conditions.stages import moved_to, stage
from b24app.english.grammar.people.meant import CLIENT, RESPONSIBLE, person
from b24app.english.grammar.trigger.changewords import DONE, NOUNS_OF_CHANGE, VERBS
from b24app.english.grammar.trigger.fieldnames import CHANGING, ITS, Named, behind, named
from b24app.english.grammar.trigger.modifiers import PASSED_OVER
from b24app.english.grammar.trigger.outcomes import AT_ONCE, BE, Revision, told, with_goal
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.english.grammar.words.lexicons import EVENTS, NOUNS
from b24app.plan import phrases as say
from b24app.plan.plan import Comparison

_OF = {"of", "to", "in", "on", "at", "for", "with"}
_ANY = {*say.DETERMINERS, "further", "later", "new"}
_SPEAKING = {"when", "whenever", "time", *AT_ONCE}
_HOLDS = {"gets", "got", "get", "has", "have", "had", "having"}
_ITS = {*ITS, "the"}
_WHOSE = {"whose", "where"}
_LOSES = Turns(
    ("loses|lost|lose its|the|their|his|her|a", "no longer has|have [a|an|any|its]", "has|have no longer|more [a|an]")
)
_NEW = Turns(("new|different|other|changed|updated|edited|modified|corrected|amended",))
_WITH_NEW = Turns(
    (
        "with|having|has|have|gets|get|got|given|receives|received a|an|the|its new|different|other",
        "with|having|has|have|gets|get|got|given|receives|received another",
        "with|having|has|have a|an|the changed|updated|edited|modified|corrected|amended",
    )
)
_GAINS = Turns(("gets|got|get|receives|received a|an",))
# "a deal outside Germany", "worth over 20k": which record it is, no field.
_NO_FIELDS = {
    "outside",
    "worth",
    "over",
    "above",
    "under",
    "below",
    "through",
    "via",
    "from",
    "with",
    "without",
    "in",
    "lacking",
    "missing",
    "tagged",
    "labelled",
    "assigned",
    "owned",
    "called",
    "named",
    "titled",
}
# Verbs that make any word behind "its" a field; "(a deal) raises its head" names none.
_CHANGES = {"chan", "edit", "upda", "alte", "modi", "corr", "amen", "adju", "revi", "repl", "swit", "over", "rewr"}
_MOVING = {"move", "transfer", "shift", "switch", "drop", "fall", "jump", "slip", "rise", "climb", "moving", "shifting"}
_TURNS = {"turns", "turn", "turned", "flips", "flipped"}
_ACTIVITIES = {"email", "phone", "comment", "tag", "discount"}


def revised(tokens: Tokens, at: int, clause: Clause) -> int | None:
    """A field of a deal, lead, contact or company that changes; where it stands in the clause does not matter."""
    if clause.watched or clause.moves or clause.stage or clause.noun not in {"", *CHANGING}:
        return None
    detailed = clause.event == "updated" and tokens.word(at) in _WHOSE  # "on company update where Tier turned Gold"
    if clause.event and not detailed and (clause.noun or clause.event != "created"):
        return None
    found = revision(tokens, at, clause.noun)
    if not found or tokens.word(found.value.field.start) in _NO_FIELDS:
        return None
    told = found.value.field
    clause.noun, clause.event = told.noun or clause.noun, "updated"
    clause.watched, clause.watched_place = told.said, (told.start, told.name_end)
    clause.conditions += found.value.conditions
    return found.end


def revision(tokens: Tokens, at: int, noun: str) -> Found[Revision] | None:
    """The change that is told there; `noun` is the record where it was told before."""
    rules = (
        (_acted, _valued, _nominal, _of_record, _passive_or_own)
        if not noun
        else (_its, _relative, _nominal, _passive_or_own)
    )
    for rule in rules:
        found = rule(tokens, at, noun)
        name = found.value.field.said.casefold() if found else ""
        if found and name in say.NAMES_TOO:
            continue  # "(a task for) Ben on deals moved to Production"
        told = found is not None and (found.value.field.noun or noun or _is_its(tokens, found.value.field))
        if found and told and not _befalls(tokens, found, noun):
            return found
    return None


def _is_its(tokens: Tokens, field: Named) -> bool:
    """Whether the record was told in the words before: "(a deal) as soon as its quantity passes 1000"."""
    return tokens.word(field.start - 1 - (tokens.word(field.start - 1) == "field")) in ITS


def _befalls(tokens: Tokens, found: Found[Revision], noun: str) -> bool:
    """Whether something else happens to that record: "a deal whose amount was raised (is won)"."""
    acts = tokens.word(found.end).endswith("s")  # "a deal whose Tier is Gold (moves to Won)"
    onward = stage(tokens, found.end, of_stage=False, known=True) or moved_to(tokens, found.end, known=True)
    if acts and (onward or tokens.word(found.end + 1) in {"stage", "stages", "status"}):
        return True
    led = acts or tokens.word(found.end) in say.AUXILIARIES
    event = EVENTS.find(tokens, tokens.past(found.end, PASSED_OVER)) if led else None
    told = event is not None and (found.value.field.noun or noun, event.value) in say.TRIGGER_OF
    return told and event is not None and event.value != "updated"


def _acted(tokens: Tokens, at: int, noun: str) -> Found[Revision] | None:
    """Reads "(somebody) pushes the close date of a deal", "changing the city of a lead to Porto"."""
    start = _past_agent(tokens, at)
    verb = VERBS.find(tokens, start)
    if not verb or (start == at and not _acts(tokens, at)):
        return None
    whose = noun or ("contact" if start > at and tokens.word(verb.end) in ITS and _is_client(tokens, at) else "")
    for field in named(tokens, verb.end, whose):
        if field.sure or _is_its(tokens, field):
            return with_goal(tokens, field, verb.value, _past_particle(tokens, field.end))
    return None


def _is_client(tokens: Tokens, at: int) -> bool:
    who = person(tokens, at)
    return who is not None and who.value == CLIENT


def _valued(tokens: Tokens, at: int, noun: str) -> Found[Revision] | None:
    """Reads "a value is entered in 'Call back at' (on a lead)", "somebody types Madrid into the city of a lead"."""
    start = _past_agent(tokens, at)
    put = _A_VALUE.find(tokens, start)
    field = next((one for one in named(tokens, put.end, noun) if one.sure), None) if put else None
    if field:
        return with_goal(tokens, field, "filled", field.end)
    goal = value(tokens, start + 1, loose=True) if start > at and tokens.word(start) in _TYPES else None
    into = goal is not None and tokens.word(goal.end) in {"into", "in", "to", "for"}
    field = next((one for one in named(tokens, goal.end + 1, noun) if one.sure), None) if goal and into else None
    rows = (Comparison(field=field.field, op="eq", value=goal.value),) if field and goal else ()
    return Found(Revision(field, rows), field.end) if field else None


_TYPES = {
    "types",
    "typed",
    "enters",
    "entered",
    "puts",
    "put",
    "writes",
    "wrote",
    "keys",
    "selects",
    "picks",
    "chooses",
}
_A_VALUE = Turns(
    (
        "a|any|some value|date|text|number is|gets|was|has [been] entered|put|typed|written|added in|into|to|for",
        "something is|gets|was|has [been] entered|put|typed|written|added in|into|to|for",
        "enters|puts|types|writes|adds a|any|some value|date|text|number in|into|to|for",
        "enters|puts|types|writes|adds something in|into|to|for",
    )
)


def _past_agent(tokens: Tokens, at: int) -> int:
    start = tokens.past(at, {"a", "an", "the", "any", "some", "our", "my"})
    if tokens.word(start) in say.AGENTS - {"nobody"}:
        return tokens.past(start + 1, BE)
    who = person(tokens, at)
    acts = (
        who is not None and who.value is not None and (who.value in {CLIENT, RESPONSIBLE} or who.value.kind == "role")
    )
    return tokens.past(who.end, BE) if who and acts else at


def _acts(tokens: Tokens, at: int) -> bool:
    return tokens.word(at - 1) in say.AGENTS - {"nobody"} or tokens.word(at).endswith("ing")


def _past_particle(tokens: Tokens, at: int) -> int:
    return at + (tokens.word(at) in {"back", "forward", "out", "up", "down", "again", "along", "in"})


def _nominal(tokens: Tokens, at: int, noun: str) -> Found[Revision] | None:
    """Reads "any revision of a lead's quantity (to above 500)", "(a lead's) change of country"."""
    own = tokens.past(at, say.DETERMINERS)
    record = None if noun else NOUNS.find(tokens, own)
    owned = record is not None and record.value in CHANGING and tokens.word(record.end) == "'s"
    start = record.end + 1 if record and owned else tokens.past(at + (tokens.word(at) == "'s"), _ANY)
    told = NOUNS_OF_CHANGE.find(tokens, start)
    if not told or tokens.word(told.end) not in _OF or (noun and start == at):
        return None
    goes = tokens.word(start).removesuffix("s") in _MOVING
    if tokens.word(told.end) == "to" and ((at == 0 and start == at) or goes):
        return None  # "update to …" may be an order, and a deal's "move to Production" names a stage
    for field in named(tokens, told.end + 1, record.value if record and owned else noun):
        found = with_goal(tokens, field, told.value, field.end)
        if found:
            return found
    return None


def _of_record(tokens: Tokens, at: int, noun: str) -> Found[Revision] | None:
    """Reads "new close date on a deal", "a new address of a company"."""
    start = tokens.past(at, {"a", "an", "the", "any", "every", "each"})
    written = tokens.word(start) == "new" and NOUNS.find(tokens, start + 1)  # "a new e-mail on a deal"
    if written or tokens.word(start) not in {"new", "changed", "updated", "edited", "different"}:
        return None
    for field in named(tokens, start + 1, noun):
        if (
            field.sure
            and behind(
                tokens, field.name_end + (field.end > field.name_end and tokens.word(field.name_end) == "field")
            )[0]
        ):
            return Found(Revision(field), field.end)
    return None


def _its(tokens: Tokens, at: int, noun: str) -> Found[Revision] | None:
    """Reads "(a deal) changes its city (to Madrid)", "has its city changed", "loses its phone", "gets a new owner"."""
    start = at + (tokens.word(at) in {"that", "which", "who"})
    loses = _LOSES.find(tokens, start)
    if loses:
        field = _first_known(tokens, loses.end, noun)
        return with_goal(tokens, field, "empty", field.end) if field else None
    found = _renewed(tokens, start, noun) or (
        _has_done(tokens, start + 1, noun) if tokens.word(start) in _HOLDS else None
    )
    if found or tokens.word(start) in _HOLDS:
        return found
    verb = VERBS.find(tokens, start)
    itself = tokens.word(start) in _TURNS and tokens.word(verb.end if verb else at) not in _ITS  # "turns Gold"
    if not verb or verb.value == "filled" or itself:
        return None
    for field in named(tokens, verb.end, noun):
        owned = tokens.word(verb.end) in _ITS and (sounds_like_field(field.said) or tokens.word(start)[:4] in _CHANGES)
        staged = tokens.word(verb.end) not in _ITS and tokens.word(field.name_end - 1) in STAGE_WORDS
        if owned or (_is_known(tokens, field) and not staged):
            return with_goal(tokens, field, verb.value, field.end)
    return None


def _renewed(tokens: Tokens, at: int, noun: str) -> Found[Revision] | None:
    """Reads "(a lead) gets a new country", "with a changed close date", "(a company)'s new address"."""
    start = tokens.past(at, {"is", "was", "has", "been"})
    led = _WITH_NEW.find(tokens, start) or (_NEW.find(tokens, at + 1) if tokens.word(at) == "'s" else None)
    field = _first_known(tokens, led.end, noun) if led else None
    if field:
        return Found(Revision(field), field.end)
    gains = _GAINS.find(tokens, at)
    field = _first_known(tokens, gains.end, noun) if gains else None
    return with_goal(tokens, field, "filled", field.end) if field and field.said not in _ACTIVITIES else None


def _first_known(tokens: Tokens, at: int, noun: str) -> Named | None:
    return next((one for one in named(tokens, at, noun) if _is_known(tokens, one)), None)


def _is_known(tokens: Tokens, field: Named) -> bool:
    return (
        field.field != field.said
        or tokens.kind(field.start) == "QUOTED"
        or field.said.islower() is False
        or field.said in _SAID
    )


_SAID = {word for pattern in say.FIELDS for word in pattern.replace("|", " ").split()}


def _has_done(tokens: Tokens, at: int, noun: str) -> Found[Revision] | None:
    """Reads "(that has) its city changed to Madrid", "(a lead gets) its 'Call back at' filled"."""
    if tokens.word(at) not in _ITS:
        return None
    for field in named(tokens, at, noun):
        done = DONE.find(tokens, field.end)
        if done:
            return with_goal(tokens, field, done.value, done.end)
    return None


def _relative(tokens: Tokens, at: int, noun: str) -> Found[Revision] | None:
    """Reads "(companies) whose revenue is changed to …", "(a deal) where the city becomes Madrid"."""
    if tokens.word(at) not in _WHOSE:
        return None
    return told(tokens, at + 1, noun, sized=False)


def _passive_or_own(tokens: Tokens, at: int, noun: str) -> Found[Revision] | None:
    """Reads "a deal's city is changed to Madrid", "Position change on a contact", "(a contact)'s Region says North"."""
    if noun and tokens.word(at) == "'s":
        return told(tokens, at + 1, noun, sized=_speaks(tokens, at))
    own = noun and (tokens.word(at) in _ITS or tokens.kind(at) == "QUOTED" or tokens.at(at).text[:1].isupper())
    if noun and not own:
        return None
    return told(tokens, at, noun, sized=_speaks(tokens, at))


def _speaks(tokens: Tokens, at: int) -> bool:
    """Whether a word that tells a moment leads: "when (a lead's budget exceeds 500)"."""
    start = at
    while start and tokens.word(start - 1) in {"the", "a", "an", "any", "that", "its"}:
        start -= 1
    return tokens.word(start - 1) in _SPEAKING
