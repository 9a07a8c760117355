"""The forms of an English verb."""

from __future__ import annotations

from functools import cache

FORMS = ("base", "does", "doing", "did", "done")
_IRREGULAR = """
be is being was been|become becomes becoming became become|begin begins beginning began begun
bite bites biting bit bitten|blow blows blowing blew blown|break breaks breaking broke broken
bring brings bringing brought brought|build builds building built built|buy buys buying bought bought
catch catches catching caught caught|choose chooses choosing chose chosen|come comes coming came come
cut cuts cutting cut cut|dig digs digging dug dug|do does doing did done|draw draws drawing drew drawn
drive drives driving drove driven|fall falls falling fell fallen|feed feeds feeding fed fed
feel feels feeling felt felt|find finds finding found found|fly flies flying flew flown|get gets getting got got
give gives giving gave given|go goes going went gone|grow grows growing grew grown|hang hangs hanging hung hung
have has having had had|hear hears hearing heard heard|hit hits hitting hit hit|hold holds holding held held
keep keeps keeping kept kept|know knows knowing knew known|lay lays laying laid laid|lead leads leading led led
leave leaves leaving left left|let lets letting let let|lie lies lying lay lain|lose loses losing lost lost
make makes making made made|meet meets meeting met met|pay pays paying paid paid|put puts putting put put
read reads reading read read|ring rings ringing rang rung|rise rises rising rose risen|run runs running ran run
say says saying said said|see sees seeing saw seen|sell sells selling sold sold|send sends sending sent sent
set sets setting set set|shake shakes shaking shook shaken|shoot shoots shooting shot shot
show shows showing showed shown|shut shuts shutting shut shut|sign signs signing signed signed
sit sits sitting sat sat|sink sinks sinking sank sunk|slide slides sliding slid slid
speak speaks speaking spoke spoken|spin spins spinning spun spun|spring springs springing sprang sprung
stand stands standing stood stood|stick sticks sticking stuck stuck|strike strikes striking struck struck
swing swings swinging swung swung|take takes taking took taken|teach teaches teaching taught taught
tell tells telling told told|think thinks thinking thought thought|throw throws throwing threw thrown
wake wakes waking woke woken|wear wears wearing wore worn|win wins winning won won
write writes writing wrote written|beat beats beating beat beaten|fling flings flinging flung flung
sling slings slinging slung slung|cast casts casting cast cast|tie ties tying tied tied
split splits splitting split split|shed sheds shedding shed shed|spread spreads spreading spread spread
swear swears swearing swore sworn|tear tears tearing tore torn|bid bids bidding bid bid|bet bets betting bet bet
fight fights fighting fought fought|seek seeks seeking sought sought|undo undoes undoing undid undone
withdraw withdraws withdrawing withdrew withdrawn|overtake overtakes overtaking overtook overtaken
"""
_VOWELS = "aeiou"
_SHORT = 4


@cache
def forms(verb: str) -> dict[str, str]:
    """The forms of a verb by their names: base, does, doing, did, done. Of two words the first is the verb."""
    first, _, rest = verb.partition("_")
    told = _irregular().get(first) or _regular(first)
    return {name: f"{form} {rest}".strip() for name, form in zip(FORMS, told, strict=True)}


@cache
def _irregular() -> dict[str, tuple[str, ...]]:
    rows = (row.split() for line in _IRREGULAR.strip().splitlines() for row in line.split("|"))
    return {row[0]: tuple(row) for row in rows}


def _regular(verb: str) -> tuple[str, ...]:
    if verb.endswith("e"):
        return verb, f"{verb}s", f"{verb[:-1]}ing", f"{verb}d", f"{verb}d"
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return verb, f"{verb[:-1]}ies", f"{verb}ing", f"{verb[:-1]}ied", f"{verb[:-1]}ied"
    ends_hissing = verb.endswith(("s", "x", "z", "ch", "sh", "o"))
    short = len(verb) <= _SHORT and verb[-1] not in "aeiouwxy" and verb[-2] in _VOWELS and verb[-3:-2] not in _VOWELS
    stem = verb + verb[-1] if short else verb
    return verb, f"{verb}{'es' if ends_hissing else 's'}", f"{stem}ing", f"{stem}ed", f"{stem}ed"
