"""What happens to all the others, told in other ways than "otherwise": "Bob gets the rest", "or to Bob if it isn't"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from b24app.english.grammar.conditions.fields import known_field
from b24app.english.grammar.flow.othervalue import named_other
from b24app.english.grammar.heads.head import head
from b24app.english.grammar.people.meant import CLIENT, people
from b24app.english.grammar.plainer.wording import Kept, Told, Wording
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Found, Turns
from b24app.plan.plan import Span

_KINDS = "leads|deals|tasks|invoices|contacts|companies|quotes|clients|customers|people|cases|orders"
_KIND = "lead|deal|task|invoice|contact|company|quote|client|customer|case|order"
_SORT = "new|incoming|won|created|newly|added|lost|overdue|converted|approved|paid"
REST = Turns(
    (
        f"[all|any] [of] [the] other|remaining [{_SORT}] [created|added] ones|{_KINDS}",
        f"[all|any] [of] those|these other [{_SORT}] {_KINDS}",
        f"any|every|each other|remaining [{_SORT}] one|{_KIND}",
        "all|all_of the|them others|rest|remaining|remainder",
        "the|all rest|others|remainder [of] [them|these|those]",
        f"the|all rest of the|our|these|those [{_SORT}] ones|{_KINDS}",
        "all the|of [the] others|rest|remaining",
        "everyone|everybody|everything|anyone|anybody|anything|all else",
        "the ones left",
        "whatever|whoever is left",
    )
)
_IT = "it|they|there|he|she|that|this"
_ELSE_IF = Turns(
    (
        f"if|when|where {_IT} isn't|aren't|doesn't|don't|hasn't|haven't|wasn't|weren't [any|one|so]",
        f"if|when|where {_IT} is|are|does|do|has|have|was|were not [any|one|so|the] [case]",
        "if|when|where it|they|that|this 's|'re not [so|the] [case]",
        "if|when not [so]",
        "otherwise|elsewise",
        "in any|every|all|each [the] other case|cases",
        "in the other case",
    )
)
_DUTY = "[should|must|will|can|shall|to]"
_GETS = Turns(
    (
        f"{_DUTY} get|gets|take|takes|receive|receives|handle|handles|own|owns|have|has [over|on]",
        f"{_DUTY} look|looks after",
        f"{_DUTY} deal|deals with",
        f"[is|are] {_DUTY} [be] responsible for",
        f"[is|are] {_DUTY} [be] in charge of",
        f"[is|are] {_DUTY} [be] the owner of",
    )
)
_GOES = Turns(
    (
        "[should|must|will|can|shall|to|have] [to] go|goes|belong|belongs|pass|passes [over|on] to",
        "[should|must|will|shall|to|have] [to] be assigned|given|handed|passed|routed|sent [over|on] to",
        "is|are|get|gets [to] [be] assigned|given|handed|passed|routed [over|on] to",
    )
)
_DOES = Turns(("is|does|will|should|has|gets|takes|becomes|do|are|get|take [it|so|that|this|responsible]",))
_OWNED = {"responsible", "owner", "assigned", "assign", "charge", "takes", "assignee", "owned"}
_HANDED = _OWNED | {"go", "goes", "give", "gives", "hand", "route", "pass"}
_JOINTS = {"and", "or", "but", "while", "whereas", "&", "then"}
_BREAKS = {",", ".", ";", ":", "!", "?", "(", ")"}
_ONTO = {"on": "on it", "onto": "on it", "from": "from it", "for": "", "to": "", "with": "", "in": ""}
_HANDS = {"assign", "give", "hand", "pass", "route", "send", "transfer", "allocate"}
_APPROVALS = {"approve", "approves", "approval", "approved", "sign-off", "signs", "sign"}
_DUTIES = {"should", "must", "will", "shall", "have", "just", "only", "simply", "to", "are", "is"}
_LONGEST = 14


@dataclass(frozen=True)
class _Other:
    """The words from `start` to `end` as another case: `before`, the tokens kept, `after`."""

    start: int
    end: int
    before: str
    kept: tuple[int, int]
    after: str = ""


def other_cases_as_otherwise(said: Wording, _: tuple[Span, ...]) -> Wording | None:
    """With "otherwise" in front of what is done with all the others: "and Bob gets the rest"."""
    tokens = said.tokens
    found = list(_others(tokens))
    if not found:
        return None
    pieces: list[Kept | Told] = []
    notes: dict[Span, str] = {}
    at = 0
    for other in found:
        whole = tokens.span(other.start, other.end)
        kept = tokens.span(*other.kept) if other.kept[1] > other.kept[0] else None
        told: list[Kept | Told] = [Told(f"{other.before} ", whole.start, whole.end)]
        told += [Kept(kept.start, kept.end)] if kept else []
        told += [Told(f" {other.after}", whole.start, whole.end)] if other.after else []
        pieces += [Kept(at, whole.start), *told]
        words = f"{other.before} {said.text[kept.start : kept.end] if kept else ''} {other.after}".strip()
        notes |= said.read_as(whole, words)
        at = whole.end
    return said.put([*pieces, Kept(at, len(said.text))], notes)


def _others(tokens: Tokens) -> Iterator[_Other]:
    """The other cases told, none over another."""
    at = 0
    while at < len(tokens):
        opens = at == 0 or tokens.word(at - 1) in _BREAKS | _JOINTS or tokens.kind(at - 1) == "NEWLINE"
        other = None
        if opens:
            start = tokens.past(at, _JOINTS | {"as", "for"} if tokens.word(at) in _JOINTS else set())
            asked = _told(tokens, at, _APPROVALS)  # whether "the rest" are those who need no approval is left open
            rules = (
                (_denied, _elided) if asked else (_gets_rest, _rest_goes, _rest_gets, _step_for_rest, _denied, _elided)
            )
            other = next((told for rule in rules if (told := rule(tokens, at, start))), None)
        if other:
            yield other
            at = max(other.end, at + 1)
        else:
            at += 1


def _closes(tokens: Tokens, at: int) -> bool:
    return tokens.kind(at) in {"END", "NEWLINE"} or tokens.word(at) in _BREAKS | {"and", "-"}


def _colleague(tokens: Tokens, at: int) -> int | None:
    """Behind the colleague or team who is named there."""
    who = people(tokens, at)
    return who.end if who and who.value and CLIENT not in who.value else None


def _gets_rest(tokens: Tokens, at: int, start: int) -> _Other | None:
    """Reads "Bob gets the rest", "and the SMB team (is responsible for) all the others"."""
    who = _colleague(tokens, start)
    gets = _GETS.find(tokens, who) if who else None
    gapped = who is not None and gets is None and (tokens.word(at - 1) in {"and", ",", ";"} or at < start)
    responsible = tokens.row(who, 2) == ("responsible", "for") if who else False
    behind = gets.end if gets else who + 2 * responsible if who and gapped else None
    rest = REST.find(tokens, behind) if behind else None
    if not who or not rest or not _closes(tokens, rest.end):
        return None
    return _Other(at, rest.end, "otherwise assign it to", (start, who))


def _rest_goes(tokens: Tokens, at: int, start: int) -> _Other | None:
    """Reads "all other new leads go to (Bob)", "the other ones to (Bob)"."""
    rest = REST.find(tokens, tokens.past(start, {"with", "as", "for"}))
    goes = _GOES.find(tokens, rest.end) if rest else None
    if rest and goes:
        return _Other(at, goes.end, "otherwise it goes to", (0, 0))
    if rest and tokens.word(rest.end) == "to" and _colleague(tokens, rest.end + 1) and _told(tokens, at, _HANDED):
        return _Other(at, rest.end + 1, "otherwise to", (0, 0))
    return None


def _rest_gets(tokens: Tokens, at: int, start: int) -> _Other | None:
    """Reads "the others (should) get (an SMS)", "all other deals should be (tagged …)"."""
    rest = REST.find(tokens, start)
    duty = tokens.past(rest.end, _DUTIES) if rest else 0
    if rest and tokens.word(duty) == "be" and duty > rest.end:
        return _Other(at, duty + 1, "otherwise it should be", (0, 0))
    gets = rest is not None and tokens.word(duty) in {"get", "gets", "receive", "receives"}
    step = head(tokens, tokens.past(duty + 1, {"only", "just"}), bare=True) if gets else None
    sends = step is not None and step.value.action.startswith("send_")
    return _Other(at, duty + 1, "otherwise send" if sends else "otherwise", (0, 0)) if step else None


def _step_for_rest(tokens: Tokens, at: int, start: int) -> _Other | None:
    """Reads "(and) put the tag 'small' on the others", "assign the rest to (Bob)", "give the others an SMS"."""
    for place in range(start + 1, start + _LONGEST):
        if tokens.word(place) in _BREAKS or tokens.kind(place) in {"END", "NEWLINE"}:
            return None
        rest = REST.find(tokens, place)
        if not rest:
            continue
        hands = tokens.word(start) in _HANDS and place == start + 1
        if hands and tokens.past(rest.end, {"over", "on"}) and "to" in tokens.row(rest.end, 2):
            return _Other(at, rest.end, "otherwise assign it", (0, 0))
        prep = tokens.word(place - 1)
        if prep in _ONTO and _closes(tokens, rest.end) and head(tokens, start):
            return _Other(at, rest.end, "otherwise", (start, place - 1), _ONTO[prep])
        return None
    return None


def _denied(tokens: Tokens, at: int, start: int) -> _Other | None:
    """Reads "or to Bob if it isn't", "(…,) an SMS if there aren't any": the test stands behind its step."""
    joined = at < start or tokens.word(at - 1) in {",", "or", ";"}
    joined = joined or (tokens.word(at - 1) == "and" and _told(tokens, at, {"if", "where"}))
    for place in range(start + 1, start + _LONGEST):
        if tokens.word(place) in _BREAKS or tokens.kind(place) in {"END", "NEWLINE"}:
            return None
        found = _ELSE_IF.find(tokens, place) or _of_another(tokens, place)
        if not found:
            continue
        to = start + (tokens.word(start) in {"to", "by", "via", "with"})
        mailbox = tokens.kind(to) == "EMAIL" and to + 1 == place
        known = mailbox or _colleague(tokens, to) == place or head(tokens, start, bare=True) is not None
        if not joined or not known or not _closes(tokens, found.end):
            return None
        hands = to == start and _colleague(tokens, to) == place and _told(tokens, at, _OWNED)
        return _Other(at, found.end, "otherwise assign it to" if hands else "otherwise", (start, place))
    return None


def _of_another(tokens: Tokens, at: int) -> Found[bool] | None:
    """Reads "if the country is something else", "for another type" behind a test of that field."""
    if tokens.word(at) not in {"if", "when", "where", "for", "with"}:
        return None
    told = (known_field(tokens, place) for place in range(at - 1, max(0, at - 2 * _LONGEST), -1))
    field = next((one.value for one in told if one), "")
    return named_other(tokens, at, field) if field else None


def _elided(tokens: Tokens, at: int, start: int) -> _Other | None:
    """Reads "if not, Bob is", "otherwise the sales team does", where it was told who becomes responsible."""
    found = _ELSE_IF.find(tokens, start)
    if not found:
        return None
    lead = found.end + (tokens.word(found.end) in {",", "then", ":"})
    who = _colleague(tokens, lead)
    does = _DOES.find(tokens, who) if who else None
    if not who or not does or not _closes(tokens, does.end) or not _told(tokens, at, _OWNED):
        return None
    return _Other(at, does.end, "otherwise assign it to", (lead, who))


def _told(tokens: Tokens, at: int, words: set[str]) -> bool:
    """Whether one of the words stands just before: that it was told who becomes responsible."""
    return bool(words & {tokens.word(place) for place in range(max(0, at - 2 * _LONGEST), at)})
