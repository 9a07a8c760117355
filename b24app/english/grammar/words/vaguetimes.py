"""Times that nobody could keep: "now and then", "a few days later", "during office hours". They are asked about."""

from __future__ import annotations

from b24app.english.grammar.words.lexicon import Turns

_UNITS = "minutes|hours|days|weeks|months|moments|seconds|years"
_UNIT = "minute|hour|day|week|month|while|moment|bit|year"
_SOME = "few|some|several|many|couple|number|multiple|various|numerous"
_LATER = "later|after|afterwards|on|hence|thereafter|down|from"
_HOURS = "office|business|working|work|opening|normal|regular"
VAGUE_TIMES = Turns(
    (
        "[every] now and then|again",
        "from time to time",
        "[every] once in a while",
        "every so often",
        "time and time again",
        "time|again and|after again|time",
        "over and over [again]",
        "on|off and off|on",
        f"{_UNIT} after|by|in {_UNIT} [out]",
        "on a regular|frequent|recurring|periodic|continuous|ongoing basis",
        "at [regular|irregular|random|some|certain] intervals|times",
        "often|frequently|regularly|periodically|repeatedly|continuously|constantly|continually|occasionally|sometimes",
        "overnight|seldom|rarely|endlessly|perpetually|relentlessly|nonstop|nightly",
        f"[quite] [a] {_SOME} [of] times",
        "more than once",
        "once or twice",
        "twice or thrice",
        "two|three|2|3|four|4 or|to three|four|five|3|4|5 times",
        f"[quite] [a] {_SOME} [of] {_UNITS} {_LATER} [that|this|now]",
        f"in|after|within|for [quite] [a] {_SOME} [of] {_UNITS} [time]",
        f"[a|some] [little|short|good|long|bit|while] while|time|bit|little|moment {_LATER}",
        "after|in|for|within [quite] a|some|no [little|short|good|long] while|time|bit|moment|jiffy",
        "shortly|soon|right before|after|afterwards",
        "not long after|afterwards",
        "sooner or later",
        "before long",
        "in due|good course|time",
        "at|on a later date|time|stage|point",
        "at [some] times|point|stage",
        "some day|time [soon]",
        "in [the] [near] future",
        "at|on [the|your|his|her|our|their] [very|next] first|earliest|next|soonest|best [possible] opportunity|chance",
        "at [the|your|his|her|our|their] [earliest] convenience",
        "when the time comes|is [right]",
        "over|at|during|on the weekend|weekends|holidays|holiday",
        f"during|outside|in|within [of|the|our] [{_HOURS}] hours",
        f"on weekdays|workdays|weekends|{_HOURS} [days] [only]",
        "at|by|during night|nights|daytime",
        "during|in the day|night|daytime|evening|evenings|mornings|afternoons",
        f"a|one|an {_UNIT} or two|so|three [later|after|afterwards|on]",
    )
)
