"""Who becomes responsible: "assign it to Anna", "Anna gets it", "it goes to the sales team", "put Anna in charge"."""

from __future__ import annotations

from b24app.english.grammar.heads.belonging import belongs, holder_before, may_own, owns_new, put_in_name, told_of_event
from b24app.english.grammar.heads.channels import CHANNELS
from b24app.english.grammar.heads.fieldnotes import closes
from b24app.english.grammar.heads.frames import Frame
from b24app.english.grammar.heads.moving import to_somebody
from b24app.english.grammar.heads.objects import past_article, record, thing, verb_at
from b24app.english.grammar.heads.takingover import past_records
from b24app.english.grammar.people.meant import CLIENT, People, people
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns, phrases
from b24app.english.grammar.words.lexicons import NOUNS

_IN_CHARGE = phrases(("in charge [of] [it|this]", "in charge of the|this deal|lead|company|contact|task|quote|invoice"))
_ONTO_RECORD = phrases(("to it|this|them", "to|on the|this deal|lead|company|contact|task|quote|invoice|record|case"))
_ON_IT = phrases(("on it|this", "on the|this deal|lead|company|contact|task|quote|invoice|case|record|job"))
_HANDS = phrases(("in|into|to the hands|care of", "with", "under", "on"))
_DESKS = {"desk", "plate", "list", "queue", "table"}
_PASSING = {"on", "along", "back", "straight", "off"}
_CLAUSE_ENDS = {"if", "when", "whenever", "once", "after", "for", "else", "otherwise"}
_STATES = {"is", "are", "owns", "handles", "manages", "has"}
_DUTY = "[should|must|shall|will|can|is|are|has|have|needs] [to]"
_GIVEN = "reassigned|assigned|given|handed|passed|transferred|routed|delegated|entrusted|allocated|allotted|referred"
_PRONOUN = "it|them|this|that|these|those"
_RECORD = "the|this|that deal|lead|company|contact|task|quote|invoice"
_KINDS = "lead|leads|deal|deals|contact|contacts|company|companies|quote|quotes|invoice|invoices"
_OWNER = "responsible|owner|assignee [person]"
_REINS = "the reins|helm|wheel|baton|tiller|torch|controls|rudder|pen"
_KEEPER = "custodian|steward|guardian|keeper|caretaker|holder|caregiver"
_GETS_IT = Turns(
    (
        f"gets|get|takes|take|receives|handles|owns [over] {_PRONOUN}",
        "gets|takes [over] the|this|that deal|lead|company|contact|task|quote",
        "takes over",
        f"{_DUTY} take|takes over [all|a|each|every] [new|such] {_KINDS}",
        "takes|take over from here",
        f"{_DUTY} take|takes|grab|grabs|seize|seizes|hold|holds {_REINS} [on|of] [{_PRONOUN}]",
        f"{_DUTY} pick|picks|carry|carries [up] {_REINS} [on|of] [{_PRONOUN}]",
        f"{_DUTY} get|gets to own|handle|run|keep {_PRONOUN}",
        f"{_DUTY} take|takes charge [of] [{_PRONOUN}]",
        f"{_DUTY} be|become|becomes|is [the|its|their] {_KEEPER} of {_PRONOUN}|{_RECORD}",
        f"{_DUTY} be|become|becomes|is its|their [new] {_KEEPER}",
        f"{_DUTY} be the|its|their [new] {_OWNER}",
        f"is|becomes [now] the|its|their [new] {_OWNER}",
        f"{_DUTY} be|is|becomes|become [the] [one|person] responsible [for] [{_PRONOUN}]",
        f"{_DUTY} be|is|becomes|become [the] [one|person] responsible for {_RECORD}",
        f"{_DUTY} be|is|becomes|become [the] [one|person] in charge [of] [{_PRONOUN}]",
        f"{_DUTY} be|is|becomes|become [the] [one|person] in charge of {_RECORD}",
        f"{_DUTY} be|is|gets assigned [to] it|them",
        f"is|gets assigned [to] {_RECORD}",
        f"{_DUTY} be|is|gets set|entered|registered as [the|its|their] [new] {_OWNER}",
        f"{_DUTY} be the one|person to|who|that own|owns|handle|handles|take|takes|get|gets [over] {_PRONOUN}",
        f"{_DUTY} take|takes {_PRONOUN}|{_RECORD.split('|', maxsplit=1)[0]} over",
        f"{_DUTY} take|takes over",
        f"as [the|its|their] [new] {_OWNER}",
        f"steps|step in [as] [the|its] [new] {_OWNER}",
        f"{_DUTY} step|steps in as [the|its] [new] {_OWNER}",
        f"gets|takes|assumes|has|receives [the|full] responsibility|ownership [for|of] [{_PRONOUN}]",
        "[should|must|shall|will] take|takes|assume|assumes charge|command [of] [it|this|that]",
        f"[should|must|shall|will] take|takes|assume|assumes charge|command of {_RECORD}",
        f"inherits|adopts|assumes|inherit|adopt {_PRONOUN}",
        f"inherits|adopts|assumes|inherit|adopt {_RECORD}",
        f"is|will|should|shall|must [be] the one|person to|who handle|handles|take|takes|own|owns [over] {_PRONOUN}",
        f"takes|take {_RECORD} over",
        f"takes|take {_PRONOUN} on|over",
        f"{_DUTY} take|takes {_PRONOUN} [over] from here|there|now [on]",
        f"{_DUTY} run|runs with {_PRONOUN}",
        f"{_DUTY} has|have|keeps|keep {_PRONOUN} from now|then|here on|onwards",
        f"{_DUTY} has|have|keeps|keep {_PRONOUN} now|henceforth",
        "[should|must|shall|will|can] take|takes over [it|this|that]",
        f"{_DUTY} handle|take|own|process|manage|get|have|run|keep {_PRONOUN}",
        f"handles|manages|owns|processes|runs {_PRONOUN}",
        f"{_DUTY} take|takes|taking care of {_PRONOUN}",
        f"{_DUTY} look|looks|see|sees after|to {_PRONOUN}",
        f"{_DUTY} deal|deals with {_PRONOUN}",
        f"{_DUTY} replace|replaces the|its|their [current|old|previous] {_OWNER}",
        f"picks|pick|should pick {_PRONOUN} up",
        f"{_DUTY} be|become|becomes the|its|their [new|next] {_OWNER}",
        f"{_DUTY} become|becomes [new] {_OWNER}",
        "is responsible|owner|assignee",
        f"{_DUTY} be|is|are|gets made|named|appointed|declared [the|its|their|as] [new] {_OWNER}",
        f"{_DUTY} be|is|are|gets put in charge [of] [{_PRONOUN}]",
        f"[should|must|shall|will] own|owns|handle|handles|take|takes|run|runs {_RECORD}",
    )
)
_GOES_TO = Turns(
    (
        "goes|go|lands|land|ends|end|falls [up] to|with|on",
        "should|must|shall|will go|land|end [up] to|with",
        "goes|go straight|right|directly|on|over|back|off [on|over] to",
        "is|are|'s|gets|be|being handed|passed|given|moved over|on|off|along|back to",
        f"{_DUTY} be {_GIVEN} to",
        f"{_DUTY} be|is|are|gets pushed|shifted|bumped|moved [over|on|along|back] to",
        f"{_DUTY} be handed|passed|given over|on|off|along|back to",
        "is|are|'s passed|delegated|allocated|entrusted|escalated to",
        f"[should|must|is|be|to] be|being {_GIVEN} [over|on] to",
        "belongs|belong to",
        "travels|travel|moves|move|heads|head|passes|pass|reports|report [on|over] to",
        "stays|stay|remains|remain|rests|sits with",
        "to|goes|straight to",
        "are [meant] for",
        f"is|are|gets|being {_GIVEN} [over|on] to",
        "reassigned|assigned to",
        "[should|must|shall|will|is|are|has] [to] be|is|are|gets|get taken over|on|up by",
        "[should|must|shall|will|is|are|has] [to] be|is|are|gets|get handled|managed|owned|processed|served by",
        "[should|must|shall|will|is|are|has] [to] be|is|are|gets|get taken care of by",
        "[should|must|shall|will|is|are|has] [to] be|is|are|gets|get looked after by",
        "[should|must|shall|will|is|are|has] [to] be|is|are|gets|get picked up by",
        "[should|must|shall|will|is|are|has] [to] be|is|are|gets|get dealt with by",
        "let it be reassigned|assigned|given|handed to",
    )
)
_HANDED_ON = Turns(
    (
        "[should|must|shall|will|has] [to] pass|passes|move|moves|shift|shifts|transfer|transfers|go|goes [over|on] to",
        "[should|must|shall|will|has|is] [to] [be] conferred|bestowed on|upon",
        "[should|must|shall|will|has|is] [to] [be] vested in",
        "[should|must|shall|will] lie|lies|rest|rests|be|is with",
        "[should|must|shall|will|is|gets|has] [to] [be] passed|moved|shifted|transferred|handed|given [over|on] to",
    )
)
_OWN = "[the|its|their] [current] owner|responsible|assignee [person|colleague|user|rep]"
_LABEL = Turns(
    (
        f"{_OWN} [should|must|shall|will|has|needs|is|gets] [to] be|being replaced|swapped by|with|for",
        f"{_OWN} [should|must|shall|will|has|needs] [to] be set|changed|switched|updated to",
        f"{_OWN} is|gets set|changed|switched|updated|replaced to|by|with",
        "responsible|owner|assignee [person] :|=|=>|to",
        "change|switch|move|transfer|set ownership|responsibility to",
        "[it] changes|switches owner|owners|ownership to",
        "[the|its] [new] owner|responsible|assignee [person] is [now|then] :",
        "[new] responsible|owner|assignee :|=|=>",
        "reassign|reassigned [,|:|-] new owner|responsible|assignee [:|=|is]",
        "switch|change|set|update [the|its] owner|responsible|assignee [person|user|manager|field] to",
        "switch|change|set|update [the|its] responsible|assigned person|user|manager|rep|colleague to",
        "switch|change|set|update [the|its] deal|lead|contact|company owner|responsible|manager to",
        "switch|change|set|update [the|its] deal|lead|contact|company 's owner|responsible|manager to",
        "move|transfer|hand|shift|give|pass responsibility|ownership [over|on] [of] [it] to",
        f"move|transfer|hand|shift|give|pass|turn|switch responsibility|ownership of|for {_PRONOUN} [over|on] [on] to",
        f"move|transfer|hand|shift|give|pass|turn|switch responsibility|ownership of|for {_RECORD} [over|on] [on] to",
        "owner|responsible|assignee [person] : =",
        "ownership|responsibility :|=|=>",
        "[it] changes|change hands :|to",
        f"{_OWN} becomes|become [now|then] [:]",
        f"{_OWN} [then|now] turns|changes|switches into|to",
        f"{_OWN} is|are [now|then|henceforth]",
        f"{_OWN} is from then|now|there on",
        f"{_OWN} from then|now|there on [is|:|=]",
        "[the|its|their] responsible|owner|assignee [person] should|must|shall|will|has [to] be|become",
        "switch|change|set|update [the|its] owner|responsible|assignee [person] =>|:|=",
        "make|let|set|appoint [the|its|their] [new] owner|responsible|assignee [person] [be|=|to|:]",
        "make the responsible of a|the deal|lead|company|contact|task|invoice|quote =|:|be",
    )
)


def assigned(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "Maya gets it", "it goes to Chidi", "responsible: Giulia", "leads … should land with Chidi"."""
    label = _LABEL.find(tokens, index)
    who = people(tokens, label.end) if label else None
    if who:
        return Found(Frame("assign_responsible", index, who.end, owner=who.value), who.end)
    if made := owns_new(tokens, index):
        return made
    return belongs(tokens, index) or put_in_name(tokens, index) or _given_over(tokens, index) or _gets(tokens, index)


def _given_over(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "it goes to Chidi", "ownership passes to Giulia", "(leads …) should land with Chidi"."""
    if tokens.word(index) in {"email", "mail", "emails", "call", "message", "note"}:
        return None  # "e-mail goes to both": it is sent
    owning = tokens.word(index) in {"ownership", "responsibility", "everything"}
    indefinite = tokens.word(index) in {"a", "an", "another", "new"}
    goes = _HANDED_ON.find(tokens, _for_it(tokens, index + 1)) if owning else None
    helps = tokens.word(index) in {"get", "have", "let"} and tokens.word(index + 1) not in _NEW
    helped = record(tokens, index + 1) if helps else None
    goes = goes or _GOES_TO.find(tokens, helped or (not indefinite and record(tokens, index)) or index + owning)
    who = people(tokens, goes.end) if goes else None
    if who and goes and _is_errand(tokens, index, goes.end, who):
        return None  # "it falls to Anna to call the client" is work
    if who and who.value and may_own(who.value) and tokens.word(index) != "to" and not _by_channel(tokens, who.end):
        end = who.end + 2 if tokens.word(who.end) == "'s" and tokens.word(who.end + 1) in _DESKS else who.end
        return Found(Frame("assign_responsible", index, end, owner=who.value), end)
    return None


_NEW = {"a", "an", "another", "new"}


def _is_errand(tokens: Tokens, index: int, to: int, who: Found[People]) -> bool:
    """Whether "it falls to Anna to check the contract" stands there: work, no owner."""
    falls = not {"falls", "fall"}.isdisjoint(tokens.word(at) for at in range(index, to))
    return falls and tokens.word(who.end) == "to" and tokens.kind(who.end + 1) == "WORD"


def _gets(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "Maya gets it", "Olga to own it", "Wioleta becomes responsible for the deal"."""
    who = people(tokens, index + (tokens.word(index) in {"let", "have", "get", "make"}))
    gets = _GETS_IT.find(tokens, who.end) if who else None
    sent = (
        gets is not None
        and tokens.word(gets.end) in {"by", "via", "as"}
        and CHANNELS.find(tokens, past_article(tokens, gets.end + 1))
    )
    if not who or not gets or not who.value or CLIENT in who.value or sent:
        return None
    if tokens.word(who.end) in _STATES and told_of_event(tokens, index):
        return None
    if tokens.word(gets.end - 1) == "task" and _is_told(tokens, gets.end):
        return None  # "Anna gets the task 'Call back'": a new one
    end = _past_holder(tokens, _for_it(tokens, gets.end))
    taken = past_records(tokens, end)
    if taken is None:
        return None
    it = "it" in {tokens.word(at) for at in range(who.end, gets.end)}  # "create a deal, and Marta owns it"
    return Found(Frame("assign_responsible", index, taken, owner=who.value, of_task=it), taken)


def _is_told(tokens: Tokens, at: int) -> bool:
    """Whether it follows what the task is: its title, or the work."""
    return tokens.kind(at) == "QUOTED" or tokens.word(at) in {"called", "named", "titled", "of", ":", "to"}


def _past_holder(tokens: Tokens, end: int) -> int:
    """Past "from the rep" behind "takes over", "as its owner" behind "gets it"."""
    named = _AS_HOLDER.find(tokens, end)
    end = named.end if named else end
    before = people(tokens, end + 1) if tokens.word(end) == "from" and tokens.word(end - 1) == "over" else None
    return before.end if before else end


_AS_HOLDER = Turns((f"as [the|its|their] [new] {_OWNER}",))


def _by_channel(tokens: Tokens, at: int) -> bool:
    """Whether "by e-mail" or the like follows: what somebody gets so is a message."""
    led = tokens.word(at) in {"by", "via", "as", "through", "over", "per", "in"}
    return led and CHANNELS.find(tokens, past_article(tokens, at + 1)) is not None


def assign_head(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "assign it to X", "reassign to X", "assign X as responsible", "make X responsible"."""
    after = holder_before(tokens, index)
    given = assign_head(tokens, after) or assigned(tokens, after) if after else None
    if given:
        given.value.start = index
        return given
    put = record(tokens, index + 1) if tokens.word(index) in {"put", "place", "leave", "give", "lay", "park"} else None
    hands = _HANDS.find(tokens, put) if put else None
    holder = people(tokens, put + 1) if put and tokens.word(put) in {"in", "into"} else None
    if holder and may_own(holder.value) and tokens.word(holder.end).startswith("'"):
        end = holder.end + 2 if tokens.word(holder.end + 1) in {"hands", "care", "lap"} else 0
        return Found(Frame("assign_responsible", index, end, owner=holder.value), end) if end else None
    taker = people(tokens, hands.end) if hands and tokens.word(index + 1) not in {"a", "an"} else None
    if taker and tokens.word(taker.end) != "'s" and taker.value and may_own(taker.value):
        it = tokens.word(index + 1) in {"it", "them"}  # "plan a call and put it on Ben"
        return Found(Frame("assign_responsible", index, taker.end, owner=taker.value, of_task=it), taker.end)
    brought = _brought(tokens, index)
    if brought:
        return brought
    verb = verb_at(tokens, index, "assign")
    switched = record(tokens, index + 1) if tokens.word(index) in {"switch", "move", "shift", "turn"} else None
    if switched and tokens.word(switched) == "over":
        verb = index + 1
    given_to = _given_to(tokens, index)
    told = (_assign_to(tokens, index, verb) if verb is not None else None) or _make_responsible(tokens, index, verb)
    return told or given_to


def _given_to(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "give Nora the contact", "hand the Support team the lead", "get it to Nora", "make it Nora's"."""
    if tokens.word(index) in {"get", "make", "have"}:
        whose = None if tokens.word(index + 1) in {"a", "an", "another"} else record(tokens, index + 1)
        led = whose + (tokens.word(whose) == "to") if whose else index
        who = people(tokens, led) if whose else None
        genitive = who is not None and tokens.word(who.end).startswith("'") and tokens.word(index) == "make"
        named = who is not None and may_own(who.value) and (led > (whose or 0) or genitive)
        if not who or not named or not _ends_clause(tokens, who.end + genitive):
            return None
        return Found(Frame("assign_responsible", index, who.end + genitive, owner=who.value), who.end + genitive)
    charged = _charged(tokens, index)
    if charged:
        return charged
    who = people(tokens, index + 1) if tokens.word(index) in _GIVES else None
    onto = _THE_RECORD.find(tokens, who.end) if who and may_own(who.value) else None
    if not who or not onto or not _ends_clause(tokens, onto.end):
        return None
    return Found(Frame("assign_responsible", index, onto.end, owner=who.value), onto.end)


def _charged(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "entrust Anna with it", "charge Ben with the lead"."""
    who = people(tokens, index + 1) if tokens.word(index) in _CHARGES else None
    what = _THE_RECORD.find(tokens, who.end + 1) if who and tokens.word(who.end) == "with" else None
    if not who or not what or not may_own(who.value) or not _ends_clause(tokens, what.end):
        return None
    return Found(Frame("assign_responsible", index, what.end, owner=who.value), what.end)


_CHARGES = {"entrust", "entrusts", "charge", "charges", "task", "tasks", "saddle", "lumber", "trust"}
_GIVES = {"give", "gives", "hand", "hands", "assign", "assigns", "pass", "allot"}
_THE_RECORD = phrases(
    ("it|this|them", "the|this|that|each|every [new] deal|lead|company|contact|task|quote|invoice|case", "the lot")
)


def _brought(tokens: Tokens, index: int) -> Found[Frame] | None:
    """Reads "bring it to Anna", "move the deal back to Mark", "it moves over to Olga": to somebody, not to a stage."""
    verb = verb_at(tokens, index, "move")
    moved = record(tokens, verb) if verb is not None else None
    itself = record(tokens, index) if verb is None else None
    verb = verb_at(tokens, itself, "move") if itself else verb
    at = moved or (verb if itself else None)
    sent = tokens.word(index) in {"send", "sends"} and tokens.word(at or index) != "back"
    if at is None or sent or any(tokens.word(place) in _SENT for place in range(index, at)):
        return None
    to = tokens.past(at, _ONWARD)
    named = to_somebody(tokens, to + 1)
    onto = tokens.word(to) == "to" or (tokens.word(to) == "on" and tokens.word(index) in _PUTS)
    who = people(tokens, to + 1) if onto and named else None
    if not who or _by_channel(tokens, who.end) or tokens.word(who.end) == "'s":
        return None
    return Found(Frame("assign_responsible", index, who.end, owner=who.value), who.end)


_PUTS = {"put", "puts", "place", "pop", "stick", "leave"}
_SENT = {"task", "email", "mail", "sms", "message", "text", "call", "note", "notification", "reminder"}
_ONWARD = {"back", "over", "on", "along", "straight", "up", "across"}


def _assign_to(tokens: Tokens, index: int, verb: int) -> Found[Frame] | None:
    end = record(tokens, verb) or verb
    noun = NOUNS.find(tokens, past_article(tokens, verb))
    task = noun is not None and noun.value == "task"
    end += tokens.word(end) in _PASSING and tokens.word(end + 1) == "to"
    if tokens.word(end) not in {"to", "over"} or (task and tokens.word(verb) in {"a", "an", "another", "new"}):
        return None
    who = people(tokens, end + 1 + (tokens.word(end) == "over"))
    work = thing(tokens, who.end) if who and end == verb else None
    if who and work and work[0] == "create_task" and may_own(who.value):
        return Found(Frame("create_task", index, work[2], owner=who.value, modifiers=work[1]), work[2])
    if not who or any(one.kind == "address" for one in who.value) or _by_channel(tokens, who.end):
        return None
    pronoun = tokens.word(verb) in {"it", "them"}
    told = NOUNS.find(tokens, verb + 1) if tokens.word(verb) in {"that", "the", "this"} else None
    about = told.value if told and told.value in {"quote", "deal", "task"} else ""
    linked = task or pronoun or about == "quote" or (about == "deal" and tokens.word(verb) == "that")
    frame = Frame("assign_responsible", index, who.end, owner=who.value, of_task=linked, about=about)
    return Found(frame, who.end)


def _make_responsible(tokens: Tokens, index: int, verb: int | None) -> Found[Frame] | None:
    """Reads "make Anna responsible", "put Anna in charge", "assign Anna (to the deal)"."""
    if verb is not None and not tokens.word(index).startswith(("assign", "reassign")):
        return None
    named = tokens.word(index) in {"make", "makes", "set", "appoint", "put", "get", "need", *_WRITES}
    at = index + 1 if named else verb
    who = people(tokens, at) if at else None
    if not who or not who.value:
        return None
    end = _placed(tokens, index, who.end, assigned=verb is not None)
    if end is None:
        end = who.end + (tokens.word(index) in _WRITES and tokens.word(who.end) in {"in", "down"})
        end = tokens.past(end, {",", "as", "the", "a", "new", "its", "their"})
        end += tokens.word(end) in {"person", "one"} and tokens.word(end + 1) == "responsible"
        if tokens.word(end) not in {"responsible", "owner", "assignee"}:
            return None
        end += 1 + (tokens.word(end + 1) in {"person", "manager"})
        end = _for_it(tokens, end)
    return Found(Frame("assign_responsible", index, end, owner=who.value), end)


_WRITES = {"put", "puts", "write", "writes", "enter", "enters", "note", "notes", "name", "names", "record", "list"}


def _for_it(tokens: Tokens, end: int) -> int:
    """Past "for it", "of the deal"."""
    return (record(tokens, end + 1) or end) if tokens.word(end) in {"for", "of"} else end


def _placed(tokens: Tokens, index: int, end: int, *, assigned: bool) -> int | None:
    """Past "in charge of it" behind "put Anna", "to the deal" behind "assign Anna", or nothing at all."""
    if tokens.word(index) in {"put", "get", "need"} or not assigned:
        charge = _IN_CHARGE.find(tokens, end) or _ON_IT.find(tokens, end)
        return charge.end if charge and not tokens.word(charge.end).endswith("ing") else None
    onto = _ONTO_RECORD.find(tokens, end)
    if not onto and tokens.word(end) == "to" and tokens.word(end + 1) in {"every", "each", "all", "any", "new"}:
        return end + 1  # "(assign Anna to) every new deal"
    return onto.end if onto else end if _ends_clause(tokens, end) else None


def _ends_clause(tokens: Tokens, index: int) -> bool:
    return tokens.kind(index) == "ARROW" or tokens.word(index) in _CLAUSE_ENDS or closes(tokens, index)
