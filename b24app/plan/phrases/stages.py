"""How people tell that a record comes into a stage, and what stages are called."""

from __future__ import annotations

STAGE_MOVES = (
    "moves|moved|move|goes|went|gets|advances|advanced|progresses|switches|switched to|into|in|on",
    "drops|dropped|jumps|slips to|into|in|on",
    "moves|moved|jumps over|on to|into",
    "gets|got|receives|takes|given|assigned|has|obtains [the|a] status|stage",
    "is|was|'s now|already|currently|finally in|at|on",
    "comes|transferred|transfers|shifts|shifted|changes|changed|dragged|pushed|proceeds|passes to|into|in",
    "enters|enter|entering|reaches|reached|reach|reaching|hits|hit|attains|attain|attained|entered",
    "is|was|gets|been|be [been] moved|switched|put|set|dragged|transferred to|into|in|on|at",
    "is|was|gets|been|be [been] shifted|pushed|changed|placed to|into|in|on|at",
    "come|comes|came|coming in|into|to|at|on [the] stage",
    "makes|made|make a|the|its jump|leap|transition|move|step|switch|progression|shift|change to|into|over",
    "makes|made|make a|the|its jump|leap|transition|move|step|switch|progression|shift over|up to|into",
    "hangs|hang|lingers|stalls|rests|sits|waits around|about in|at [the|stage]",
    "hangs|lingers|stalls|rests in|at [the|stage]",
    "been in|at [the] stage",
    "[been] sat|hung|lingered|lingering|stalled|rested|waited|waiting|stayed|stuck|parked in|at [the|stage]",
    "idle|idling|idles|dormant|inactive|unmoved|untouched|asleep in|at [the|stage]",
    "gets|get|got|makes|made|make [it] as far as",
    "gets|get|got|makes|made|make [it] up to",
    "makes|made|make|gets|got|get it|there into|to",
    "makes|made|make|finds|found|find|works|worked its|their|his|her way to|into|onto|up [to]",
    "turns|turned|turn|shows|showed|show|pops|popped|pop|winds|wound|wind|ends|ended|end up in|into|at|under",
    "appears|appeared|appear|surfaces|surfaced|arrive|arrives|arrived|land|landed|ends|ended in|at",
    "hitting|hit|attaining|touching|touches|touched",
    "turns|turned|turn|turning|flips|flipped|flip into",
    "switches|switched|switch|flips|flipped|flip|turns|turned|jumps|jumped|shifts|shifted over|back|on to|into",
    "arriving|landing|getting|moving|going at|in|into|to|on",
    "lands|arrives|is|'s|sits|stays|stuck|waits|remains|ends|been|gets [up] in|at|on [the|stage]",
    "put|placed|set|moved|switched|transferred|sitting in|into|on|at|to",
)

# Verbs that bring a record into a stage when "to" or "into" and its name follow, next to them or behind the record.
MOVE_VERBS = frozenset(
    (
        "move", "moves", "moved", "moving", "drag", "drags", "dragged", "push", "pushes", "pushed", "put", "puts",
        "shift", "shifts", "shifted", "switch", "switches", "switched", "transfer", "transfers", "transferred",
        "transition", "transitions", "transitioned", "step", "steps", "stepped", "slide", "slides", "slid",
        "promote", "promotes", "promoted", "demote", "demotes", "demoted", "advance", "advances", "advanced",
        "progress", "progresses", "progressed", "proceed", "proceeds", "proceeded", "return", "returns", "returned",
        "fall", "falls", "fell", "fallen", "come", "comes", "came", "go", "goes", "went", "gone", "make", "makes",
        "made", "turn", "turns", "turned", "change", "changes", "changed", "set", "sets", "jump", "jumps", "jumped",
        "bring", "brings", "brought", "send", "sends", "sent", "pass", "passes", "passed", "get", "gets", "got",
        "roll", "rolls", "rolled", "place", "places", "placed", "drop", "drops", "dropped", "slip", "slips",
        "slipped", "bounce", "bounces", "bounced", "revert", "reverts", "reverted", "graduate", "graduates",
        "graduated", "pulled", "pulls", "arrive", "arrives", "arrived", "update", "updates", "updated", "flip",
        "flips", "flipped", "escalate", "escalated",
    )
)  # fmt: skip

PARTICLES = {"back", "over", "on", "up", "down", "forward", "along", "again", "it", "stage", "status", "stages", "its"}

STAGE_TARGETS = (
    "became",
    "turned",
    "gets",
    "to",
    "into",
    "becomes",
    "is",
    "=",
    "equals",
    "=>",
    ":",
    "in",
    "at",
    "on",
    "becoming",
    "turns",
    "changes",
)

NO_STAGE = (
    "next", "another", "a new", "new", "different", "a different", "some other", "any", "any other", "any new",
    "any different", "yet another", "some new",
)  # fmt: skip

# What could be any stage: "the right stage".
VAGUE_STAGES = {
    "right", "correct", "appropriate", "proper", "suitable", "relevant", "wrong", "certain", "specific", "particular",
    "important", "usual", "some", "good", "bad", "other", "needed", "necessary", "critical", "earlier", "previous",
    "prior", "preceding", "an earlier", "a previous", "the previous", "an earlier one", "a previous one",
}  # fmt: skip

# Which of the stages it is, only the pipeline knows.
STAGE_RANKS = {"final", "last", "first", "second", "third", "fourth", "initial", "previous", "earlier"}

# Names of stages in use everywhere, and endings of such names: "it goes to Delivery", but "it goes to Maria".
_STAGE_WORDS = """
new won lost closed signed paid done delivery delivered proposal contract negotiation production invoice invoicing
qualified qualification review demo trial hold junk archive archived sent approved rejected rework estimate offer
contacted meeting final lead first second waiting ready open progress payment prepayment debt collections shipping
legal-check draft active inactive cancelled canceled completed declined refused accepted confirmed pending denied
blocked stalled parked shipped finished resolved failed expired dropped postponed
"""

STAGE_WORDS = frozenset(_STAGE_WORDS.split())

STAGE_ENDINGS = (
    "ing",
    "tion",
    "sion",
    "ment",
    "ance",
    "ence",
    "ery",
    "age",
    "ated",
    "ised",
    "ized",
    "ified",
    "over",
    "out",
)

# States that "mark it as …" makes a stage of; anything else is a tag.
MARKED_STAGES = ("won", "lost", "paid", "closed", "approved", "rejected", "junk", "converted", "sent", "signed")
