"""What becomes of a field, in the words for it: changed, raised, emptied, filled; as verbs, participles and nouns."""

from __future__ import annotations

from typing import Literal

from b24app.english.grammar.words.lexicon import Lexicon

# What a word leaves of the field: another value, a larger or a smaller one, none, or one where there was none.
Fate = Literal["other", "more", "less", "empty", "filled"]

_STEP = "[back|forward|up|down|out|again]"
_PUT = "[back|forward|up|down|out|over|again|around|along|ahead|away]"
# Behind somebody who acts: "(a rep) postpones (the close date)".
VERBS: Lexicon[Fate] = Lexicon(
    {
        f"changes|change|changed|changing|sets|set|setting|updates|update|updated|updating {_PUT}": "other",
        f"edits|edit|edited|editing|alters|alter|altered|altering|modifies|modify|modified|modifying {_PUT}": "other",
        f"switches|switch|switched|switching|corrects|correct|corrected|correcting|revises|revise|revised {_PUT}": (
            "other"
        ),
        f"amends|amend|amended|amending|adjusts|adjust|adjusted|adjusting|overwrites|overwrite|overwrote {_PUT}": (
            "other"
        ),
        f"replaces|replace|replaced|replacing|touches|touch|touched|moves|move|moved|moving|shifts|shifted {_PUT}": (
            "other"
        ),
        f"shift|shifting|pushes|push|pushed|pushing|postpones|postpone|postponed|postponing|delays|delayed {_PUT}": (
            "other"
        ),
        f"delay|delaying|extends|extend|extended|reschedules|reschedule|rescheduled|brings|bring|brought {_PUT}": (
            "other"
        ),
        f"resets|reset|rewrites|rewrite|rewrote|swaps|swap|swapped|flips|flip|flipped|turns|turn|turned {_PUT}": (
            "other"
        ),
        "fiddles|fiddled|tampers|tampered|meddles|meddled with": "other",
        "tweaks|tweak|tweaked|tweaking|renews|renewed": "other",
        "makes|made|make a|any change|changes|edit|edits|correction|corrections to|in|of|on": "other",
        f"raises|raise|raised|raising|increases|increase|increased|ups|upped|bumps|bump|bumped|lifts|lifted {_STEP}": (
            "more"
        ),
        f"lowers|lower|lowered|lowering|reduces|reduce|reduced|reducing|decreases|decreased|cuts|cut {_STEP}": ("less"),
        f"removes|remove|removed|deletes|delete|deleted|clears|clear|cleared|wipes|wipe|wiped|erases|erase {_PUT}": (
            "empty"
        ),
        f"erased|empties|empty|emptied|blanks|blanked|removing|deleting|clearing|emptying {_PUT}": "empty",
        "fills|fill|filled|filling [in|out|up]": "filled",
        "enters|entered|types|typed|keys|keyed [in|out]": "filled",
        "puts|put in": "filled",
        "adds|add|added": "filled",
        "flags|flagged|marks|marked|rates|rated": "other",
        "specifies|specified|provides|provided|supplies|supplied": "filled",
    }
)
# Behind the field, with "is", "gets", "has been" or nothing: "(the phone) was removed", "(Tier) changed".
DONE: Lexicon[Fate] = Lexicon(
    {
        f"changed|edited|updated|modified|altered|amended|adjusted|revised|corrected|overwritten|replaced {_PUT}": (
            "other"
        ),
        f"touched|shifted|moved|pushed|postponed|rescheduled|delayed|extended|reset|switched|swapped|set {_PUT}": (
            "other"
        ),
        f"rewritten|brought|flipped|turned|doubled|halved|retyped|reworked|slipped|varied|dropped|risen {_PUT}": (
            "other"
        ),
        f"changes|alters|shifts|moves|slips|switches|flips|turns|varies|jumps|drifts|slides {_PUT}": "other",
        f"changing|shifting|moving|slipping|switching|turning|flipping|jumping {_PUT}": "other",
        "different [from|than|to] [before]": "other",
        "differs|differ [from|to] [before]": "other",
        "swapped|exchanged|replaced|switched for|by|with another|new|different [one]": "other",
        "switched|turned off|on": "other",
        "tweaked|renewed|exchanged": "other",
        "not the same [from|than|as] [before]": "other",
        "no longer the same [as] [before]": "other",
        "not the same any|no more|longer": "other",
        "gets|got|receives|received|takes|has|given a|another new|different value": "other",
        "gets|got|receives|received|takes|has|given another value": "other",
        f"raised|increased|upped|bumped|lifted|grown|climbed {_STEP}": "more",
        f"rises|rose|climbs|climbed|grows|grew|increases|goes|went|rising|climbing|growing|going up {_STEP}": "more",
        f"rises|rose|climbs|climbed|grows|grew|increases|rising|climbing|growing|increasing {_STEP}": "more",
        f"lowered|reduced|decreased|cut|fallen|sunk|shrunk {_STEP}": "less",
        f"drops|falls|fell|sinks|sank|decreases|shrinks|shrank|dips|dipped|dropping|falling|sinking {_STEP}": "less",
        "goes|went|going down": "less",
        "removed|deleted|cleared|wiped|erased|emptied|blanked|stripped|unset [out|away|off|again]": "empty",
        "goes|went|becomes|became|become|turns|turned|gets|got|going|becoming blank|empty|missing": "empty",
        "now|left|suddenly blank|empty|missing|gone": "empty",
        "disappears|disappeared|vanishes|vanished": "empty",
        "filled|entered|added|provided|supplied|recorded|stored|typed|keyed|specified|stated|captured [in|out|up]": (
            "filled"
        ),
        "given|known|indicated|put|noted|set [in|down]": "filled",
        "gets|got|receives|received|has a value": "filled",
        "completed": "filled",
        "put off|back|forward": "other",
        "no longer empty|blank|missing|unknown": "filled",
        "not empty|blank|missing any|no longer|more": "filled",
    }
)
# Before "of the city", and behind "a city": "a change of city", "a city change".
NOUNS_OF_CHANGE: Lexicon[Fate] = Lexicon(
    {
        "change|changes|update|updates|edit|edits|modification|modifications|alteration|alterations": "other",
        "correction|corrections|revision|revisions|amendment|amendments|adjustment|adjustments|switch": "other",
        "shift|shifts|move|moves|postponement|rescheduling|extension|replacement|overwriting|slip": "other",
        "changing|updating|editing|modifying|altering|amending|revising|moving|shifting|correcting": "other",
        "delay|delays|delaying|rescheduling|postponing": "other",
        "tampering|meddling|fiddling with": "other",
        "increase|increases|rise|rises|raise|growth|jump|climb|raising": "more",
        "decrease|decreases|drop|drops|fall|falls|reduction|reductions|cut|cuts|lowering": "less",
        "removal|deletion|clearing|erasure|emptying|removing|deleting|loss|wiping": "empty",
        "filling|entry|entering": "filled",
        "filling in|out|up": "filled",
    }
)
