"""Words taken for others, where only the other makes sense: "form Facebook", "more then 5000", "if its late"."""

from __future__ import annotations

from b24app.english.grammar.words.lexer import Tokens
from b24app.english.grammar.words.lexicon import phrases
from b24app.english.grammar.words.lexicons import EVENTS, NOUNS
from b24app.plan import phrases as say

_COMPARED = {
    "more", "less", "bigger", "greater", "higher", "lower", "larger", "smaller", "older", "later", "fewer", "rather",
    "other", "earlier", "longer", "shorter", "newer", "above", "cheaper", "sooner",
}  # fmt: skip
_COMES = {"comes", "come", "came", "lead", "leads", "arrives", "arrived", "in"}
_WE = {"we", "i", "they", "you", "to"}
_IS_SO = {"not", "still", "a", "an", "the", "over", "under", "above", "below", "more", "less", "been", "from", "in"}
_ABOUT_IT = {"it", "the", "it's", "they", "this"}
_BEFORE_A_VERB = {"stage", "step", "phase", "level", "template", "option", "number", "point", "section", "no", "than"}
_GIVEN = {
    "it", "them", "this", "that", "assign", "reassign", "belongs", "goes", "go", "over", "back", "moves", "moved",
    "move", "changes", "comes", "gets", "switches",
}  # fmt: skip
_MADE = {"task", "reminder", "email", "sms", "message", "note", "notification", "text", "whatsapp", "mail", "alert"}
_ERRANDS = {
    "follow", "check", "fill", "do", "see", "get", "ask", "find", "be", "book", "review", "sign", "prepare", "visit",
    "reach", "confirm", "collect", "deliver", "order", "chase", "fix", "look", "meet", "discuss", "pick", "wait",
}  # fmt: skip
_WHOM = {
    "the", "our", "my", "client", "customer", "owner", "rep", "manager", "boss", "supervisor", "team", "responsible",
    "clinet", "assignee", "director",
}  # fmt: skip
_MOVES = {"move", "moves", "moved", "assign", "assigned", "assigns", "put", "transfer", "hand", "give", "pass"}
_FOR_WHOM = {"the", "my", "our", "his", "her", "a", "an"}
_BEHIND_A_RECORD = {"is", "was", "has", "gets", "from", "with", "comes", "without", "over", "whose", ":", ","}
_ANY = phrases(("a|an|the|each|every|any",))


def confused(tokens: Tokens, at: int) -> str:
    """The word that was meant there, if another was written."""
    rule = _RULES.get(tokens.word(at))
    return rule(tokens, at) if rule else ""


def _form(tokens: Tokens, at: int) -> str:
    return "from" if _named(tokens, at + 1) and tokens.word(at - 1) in _COMES else ""


def _too(tokens: Tokens, at: int) -> str:
    return "to" if _named(tokens, at + 1) and tokens.word(at - 1) in {"it", "them", "this"} else ""


def _then(tokens: Tokens, at: int) -> str:
    number = tokens.kind(at + 1) in {"NUMBER", "SPAN"} or tokens.word(at + 1) in say.NUMBER_WORDS
    return "than" if number and tokens.word(at - 1) in _COMPARED else ""


def _its(tokens: Tokens, at: int) -> str:
    so = tokens.word(at + 1) in _IS_SO or (EVENTS.find(tokens, at + 1) and not NOUNS.find(tokens, at + 2))
    tested = tokens.word(at - 1) in {"if", "when", "once", "unless", "until", "till", "because", "after", "that"}
    return "it's" if so and tested else ""


def _loose(tokens: Tokens, at: int) -> str:
    return "lose" if tokens.word(at - 1) in _WE and _ANY.find(tokens, at + 1) else ""


def _quite(tokens: Tokens, at: int) -> str:
    event = EVENTS.find(tokens, tokens.past(at + 1, say.AUXILIARIES))
    return "quote" if event and tokens.word(at - 1) in {"a", "the", "new", "every", "each", "any"} else ""


def _weather(tokens: Tokens, at: int) -> str:
    return "whether" if tokens.word(at - 1) in {"check", "see", "ask"} and tokens.word(at + 1) in _ABOUT_IT else ""


def _ones(tokens: Tokens, at: int) -> str:
    opens = at == 0 or tokens.word(at - 1) in {",", ".", ";", "and", "but"}
    return "once" if opens and _ANY.find(tokens, at + 1) else ""


def _two(tokens: Tokens, at: int) -> str:
    """Reads "(remind the rep) 2 follow up", but not "step 2 call them" and not "2 call tasks"."""
    if tokens.at(at).text != "2":
        return ""
    given = tokens.word(at - 1) in _GIVEN and tokens.kind(at + 1) == "WORD"
    given = given or (tokens.word(at - 1) in _MADE and (_named(tokens, at + 1) or tokens.word(at + 1) in _WHOM))
    moves = not _MOVES.isdisjoint(tokens.row(max(at - 3, 0), min(at, 3)))
    given = given or (moves and _named(tokens, at + 1))
    does = tokens.word(at + 1) in say.VERBS_SEEN | _ERRANDS and not tokens.word(at + 1).endswith("s")
    plural = any(tokens.word(place).endswith("s") for place in (at + 1, at + 2))
    listed = tokens.word(at - 1) in {*_BEFORE_A_VERB, ",", ".", ";", ":", ""} or tokens.word(at - 2) in _BEFORE_A_VERB
    owned = given and tokens.word(at - 1) in {"task", "reminder"}
    return ("for" if owned else "to") if (does or given) and not plural and not listed else ""


def _four(tokens: Tokens, at: int) -> str:
    """Reads "(a task) 4 the manager"."""
    whom = tokens.word(at + 1) in _FOR_WHOM or (tokens.word(at - 1) in _MADE and _named(tokens, at + 1))
    return "for" if whom and tokens.kind(at - 1) == "WORD" else ""


def _lead(tokens: Tokens, at: int) -> str:
    """Reads "a new led", "the budget of a led is …", but not "a led lamp"."""
    told = tokens.word(at - 1) in {*say.DETERMINERS, "new", "fresh", "incoming", "inbound"}
    goes_on = NOUNS.find(tokens, at + 1) or EVENTS.find(tokens, at + 1) or tokens.word(at + 1) in _BEHIND_A_RECORD
    return "lead" if told and goes_on else ""


def _create(tokens: Tokens, at: int) -> str:
    made = _ANY.find(tokens, at + 1)
    return "create" if made and NOUNS.find(tokens, made.end + (tokens.word(made.end) == "new")) else ""


def _client(tokens: Tokens, at: int) -> str:
    return "client" if tokens.at(at).text == "clint" and tokens.word(at - 1) in _FOR_WHOM else ""


def _tan(tokens: Tokens, at: int) -> str:
    return "than" if tokens.word(at - 1) in _COMPARED | {"mor", "mroe", "les"} else ""


def _mire(tokens: Tokens, at: int) -> str:
    return "more" if tokens.word(at + 1) in {"than", "then", "tan"} else ""


def _les(tokens: Tokens, at: int) -> str:
    return "less" if tokens.word(at + 1) in {"than", "then", "tan"} else ""


def _and(tokens: Tokens, at: int) -> str:
    """Reads "email him n call her", not the "n" of "y/n" and "n = no"."""
    joins = tokens.kind(at - 1) in {"WORD", "QUOTED", "NUMBER", "SPAN", "OWN"} and tokens.kind(at + 1) == "WORD"
    return "and" if joins and tokens.at(at).text == "n" else ""


def _schedule(tokens: Tokens, at: int) -> str:
    """Reads "sched a call", but "mtg sched"."""
    verb = tokens.at(at).text.casefold() == "sched" and tokens.word(at + 1) in {"a", "an", "the", "call", "meeting"}
    return "schedule" if verb else ""


def _there(tokens: Tokens, at: int) -> str:
    return "three" if tokens.word(at + 1) in {"days", "hours", "weeks", "minutes", "months"} else ""


def _named(tokens: Tokens, at: int) -> bool:
    return tokens.at(at).text[:1].isupper() and tokens.kind(at) == "WORD"


_RULES = {
    "form": _form,
    "too": _too,
    "then": _then,
    "its": _its,
    "loose": _loose,
    "quite": _quite,
    "weather": _weather,
    "ones": _ones,
    "2": _two,
    "4": _four,
    "led": _lead,
    "crate": _create,
    "clint": _client,
    "tan": _tan,
    **dict.fromkeys(("mire", "mroe", "mre"), _mire),
    **dict.fromkeys(("les", "lss", "lees", "leds"), _les),
    "there": _there,
    "n": _and,
    "scheduled": _schedule,
}
