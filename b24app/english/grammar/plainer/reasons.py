"""Why something is wanted, told in front of it: "Patients always come late, so …", "I want to follow a deal, so …".

A habit, a complaint or an aim orders nothing. It is passed over where the rest stands by itself: it names no record
that the rest does not name, nobody who is told apart from others, no test, no number and no ban.
"""

from __future__ import annotations

from b24app.english.grammar.conditions.comparisons import conditions
from b24app.english.grammar.conditions.places import places
from b24app.english.grammar.heads.head import head
from b24app.english.grammar.people.teams import SOFTWARE
from b24app.english.grammar.plainer.backgrounds import names_somebody
from b24app.english.grammar.plainer.wording import Kept, Told, Wording
from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import Turns
from b24app.english.grammar.words.lexicons import NOUNS
from b24app.plan import phrases as say
from b24app.plan.plan import Span

_SEEING = (
    "see|know|learn|follow|track|understand|find|hear|monitor|watch|spot|notice|improve|remember|check|recognise|"
    "recognize|trace|document|keep|stay|be"
)
_TO_SEE = f"[always|really|also|just] [be] [able] [to] [better|always] {_SEEING}"
_GOOD = "it's|it ['s|is] [very|really] important|vital|crucial|helpful|useful|good|nice"
_AIM = Turns(
    (
        f"i|we|i'd|we'd ['d|would] [really|also|always] want|wish|like|love|need|hope|try|have to {_TO_SEE}",
        f"i'm|we're|i|we [am|are] trying|hoping|keen|eager|going to {_TO_SEE}",
        "i|we [really|also|always] care about",
        f"{_GOOD} [for|to] [us|me] to [be] [able] [to] {_SEEING}",
    )
)
_MUST_KNOW = Turns(
    ("has|must|should|needs|ought|wants [to] [always] know|hear|learn|find|be [out|told|informed|notified]",)
)
_HABIT = {
    "always", "often", "usually", "constantly", "regularly", "sometimes", "frequently", "rarely", "seldom", "hardly",
    "never", "keep", "keeps", "tend", "tends", "overlooked", "forgotten", "ignored", "neglected", "forget", "forgets",
    "overlook", "overlooks", "complain", "complains", "unhappy", "annoyed", "messy", "unreliable", "confused",
    "impatient", "matter", "matters", "precious",
}  # fmt: skip
_STAFF = {
    "reps", "rep", "people", "colleagues", "team", "guys", "salespeople", "managers", "staff", "agents", "employees",
    "sellers", "salesmen", "recruiters", "assistants",
}  # fmt: skip
_SETTING = {"move_stage", "update_field", "update_deal", "update_task", "add_tag", "remove_tag"}
_HEARING = {"hear", "hears", "learn", "learns", "know", "knows", "told", "informed", "notified"}
_LIMITS = {
    "if", "unless", "only", "except", "without", "until", "till", "over", "above", "below", "under", "than", "when",
    "whenever", "once", "after", "before", "please", "should", "must", "shall", "whose", "who", "which", "from", "not",
    "don't", "doesn't", "instead", "otherwise", "won't", "can't", "cannot", "new", "big", "small", "vip", "first",
    "every", "each", "while", "that", "because", "some", "certain", "then", "no", "nobody", "noone", "nothing",
    "with", "tagged", "let", "me", "him", "her", "for",
}  # fmt: skip
_ASKED = {"who", "which", "that", "when"}
_CERTAIN = {
    "QUOTED", "NUMBER", "SPAN", "URL", "EMAIL", "PHONE", "VARIABLE", "COMPARE", "ARROW", "NEWLINE", "END",
}  # fmt: skip
_ANAPHORS = {"them", "they", "him", "her", "he", "she", "their", "his"}
_LINKS = {"so", "therefore", "hence", "thus"}
_ENDS = {".", "!", ";", ":", "-"}
_OBJECT_ENDS = {",", ".", "!", "?", "", "then"}
_LONGEST_NAME = 6
_SHORTEST_NAME = 5
_LONGEST = 16


def reason_dropped(said: Wording, _: tuple[Span, ...]) -> Wording | None:
    """Without the habit, the complaint or the aim in front."""
    tokens = said.tokens
    end = _end(tokens)
    rest = tokens.past(end + 1, _LINKS | {",", "that's", "why", ":"}) if end else 0
    if not rest or rest >= len(tokens) or not _is_reason(tokens, end, rest):
        return None
    nouns = {noun.value for at in range(end) if (noun := NOUNS.find(tokens, at))}
    known = {noun.value for at in range(rest, len(tokens)) if (noun := NOUNS.find(tokens, at))}
    if not known and any(tokens.word(at) in {"stage", "stages"} for at in range(rest, len(tokens))):
        known = {"deal"}  # "at every stage change" is of a deal
    one = next((at for at in range(rest, len(tokens)) if _stands_for_noun(tokens, at)), None)
    if len(nouns - known) > (one is not None):
        return None
    whole = tokens.span(0, rest)
    told = said.text[whole.start : whole.end].rstrip(" ,.:;-")
    pieces: list[Kept | Told] = [Kept(tokens.at(rest).start, len(said.text))]
    if one is not None and nouns - known:
        place = tokens.at(one)
        named = Told(f"a {(nouns - known).pop()}", place.start, place.end)
        pieces = [Kept(tokens.at(rest).start, place.start), named, Kept(place.end, len(said.text))]
    return said.put(pieces, {whole: f"“{told}” was passed over."})


def _end(tokens: Tokens) -> int:
    """Where the reason ends: ", so", or the end of the sentence with the work in the next; 0 if nowhere."""
    for at in range(2, min(len(tokens), _LONGEST)):
        if tokens.kind(at) in _CERTAIN:
            return 0
        if tokens.word(at) in _ENDS or (tokens.word(at) in {",", "-"} and tokens.word(at + 1) in _LINKS):
            return at
    return 0


def _stands_for_noun(tokens: Tokens, at: int) -> bool:
    """Whether "(each time we lose) one" stands there."""
    return tokens.word(at) == "one" and (tokens.word(at + 1) in _OBJECT_ENDS or tokens.kind(at + 1) == "END")


def _is_reason(tokens: Tokens, end: int, rest: int) -> bool:
    """Whether what stands before `end` tells why, and nothing else."""
    system = _system_knows(tokens, end, rest)
    limited = any(_limits(tokens, at) and not (system and tokens.word(at) in _ASKED) for at in range(system, end))
    tested = any(places(tokens, at) or (not system and conditions(tokens, at)) for at in range(end))
    if limited or tested or names_somebody(tokens, 0, end):
        return False
    aim = _AIM.find(tokens, 0)
    if system or aim:
        return not any(head(tokens, at) for at in range(max(system, aim.end if aim else 0), end))
    return _is_habit(tokens, end, rest)


def _limits(tokens: Tokens, at: int) -> bool:
    """Whether a word there tells some from others; "learn from" does not."""
    return tokens.word(at) in _LIMITS and tokens.row(at - 1, 2) != ("learn", "from")


def _system_knows(tokens: Tokens, end: int, rest: int) -> int:
    """Where "our club system has to know" ends, if the rest calls an address; 0 if it is not there."""
    for at in range(1, min(end, _LONGEST_NAME)):
        knows = _MUST_KNOW.find(tokens, at + 1) if tokens.word(at) in SOFTWARE else None
        if knows and tokens.word(0) in say.DETERMINERS:
            return knows.end if any(tokens.kind(place) == "URL" for place in range(rest, len(tokens))) else 0
    return 0


def _is_habit(tokens: Tokens, end: int, rest: int) -> bool:
    """Whether "patients always come late", "notes get overlooked all the time" stands there."""
    start = tokens.past(0, say.DETERMINERS)
    verb = next((at for at in range(start + 1, end) if tokens.word(at) in _HABIT), None)
    if verb is None or tokens.word(start) in {"i", "we", "you"}:
        return False
    steps = [found.value.action for at in range(end) if (found := head(tokens, at))]
    if steps and not (tokens.word(start) in _STAFF and all(step in _SETTING for step in steps)):
        return False
    whom = {tokens.word(at) for at in range(start, verb)}
    behind = tokens.source[tokens.at(rest).start :].casefold()
    if {tokens.word(at) for at in range(verb, end)} & _HEARING:
        return any(word in behind for word in whom if len(word) >= _SHORTEST_NAME)
    return verb - start == 1 or not _ANAPHORS & {tokens.word(at) for at in range(rest, len(tokens))}
