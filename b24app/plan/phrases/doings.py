"""Words that only tell an event beside their record: tasks are dealt with, calls end, quotes get the nod."""

from __future__ import annotations

from b24app.plan.phrases.happenings import Event
from b24app.plan.phrases.records import Noun

# Where the object of a phrase may stand between its first word and the rest, it does so in `grammar.doings`:
# "puts together a quote" is also "puts a quote together".
DOINGS: tuple[tuple[tuple[Noun, ...], Event, tuple[str, ...]], ...] = (
    (
        ("deal",),
        "won",
        (
            "goes|went|gone our way",
            "goes|went|gone through",
            "comes|came|come good",
            "comes|came|come|pulled|pulls|pull off",
            "in the bag",
            "becomes|became ours",
            "scores|scored|score|snags|snagged|bags|nets|netted|clinching|securing",
            "brought|brings|bring|gets|get|got home|across the line|over the line",
            "ends|ended|ending|concludes|concluded in our favour|favor",
            "turns|turned into [a] customer|order|contract",
        ),
    ),
    (
        ("deal",),
        "lost",
        (
            "goes|went|gone down [the] drain|tubes|pan|toilet|plughole",
            "goes|went|gone to [a|the|our|another] competitor|competitors|competition|rival|rivals",
            "goes|went|gone elsewhere|bust|west",
            "slips|slipped|slip through our|the fingers|net",
            "collapses|collapsed|collapse|dead|flops|flopped|bombs|bombed|tanks|tanked",
            "bites|bit the dust",
            "breaks|broke|broken down",
            "comes|came|come to nothing",
            "misses|missed|miss|loses|lost|lose|losing out on",
            "fail|fails|failed|failing to win|close|land|clinch|secure|get",
            "don't|didn't|doesn't|couldn't|can't win|land|close|clinch|get",
            "do|did|does|could not win|land|close|clinch",
            "not won",
            "is|was|gets|got snapped up|away",
        ),
    ),
    (
        ("deal", "lead"),
        "created",
        ("opening|starting|logging", "sets|set|puts|put|starts|started|kicks up|off", "puts|put in|through"),
    ),
    (
        ("lead",),
        "created",
        (
            "emerges|emerged|emerge|surfaces|surfaced|materialises|materializes|knocks|knocked|trickles|trickled [in]",
            "rolls|rolled|pours|poured|streams|streamed|flows|flowed|walks|walked|blows|floats|drifts|pings in",
            "rolling|pouring|streaming|flowing|walking|trickling|dropping|turning|popping|showing in|up",
            "reaches|reached|hits|hit [our|the] inbox|mailbox|desk|us",
            "shows|springs|sprang|crops|cropped [up]",
        ),
    ),
    (
        ("lead",),
        "converted",
        (
            "comes|came|come good",
            "promoted|upgraded|graduated|graduates|advanced to|into [a|an] [new] deal|client|customer|opportunity",
            "made into [a|an] [new] deal|client|customer|opportunity",
            "reaches|reached conversion",
        ),
    ),
    (
        ("contact", "company"),
        "created",
        (
            "filed|files|gained|gains|gain|acquired|acquires|acquire|uploaded|uploads|scanned|enrolled|enrols|enrolls",
            "put|placed|taken|takes|took|kept on file|record",
            "takes|took|taken|comes|came|come|brings|brought|bring|welcomes on board",
            "takes|take|took|taken|signs|signed on",
            "becomes|became known to us",
            "finds|found its|their way in|into|to [the|our] crm|system|database|books|list",
            "joins|joined|enters|entered [the|our] crm|system|database|books|client base|customer base|list|portfolio",
            "comes|came|come our way",
            "is on file",
            "puts|put|keys|keyed|types|typed in",
            "starts|started to exist",
        ),
    ),
    (
        ("company", "contact"),
        "updated",
        (
            "touches|touch|retouches|refreshed|refreshes|refresh|reworks|corrects|correct|revises|revise|adjusts",
            "rewritten|rewrites|rewrote|overwrites|overwrite|tweaked|tweaks|tweak",
        ),
    ),
    (
        ("company", "contact"),
        "renewed",
        ("moves|moved|relocates|relocated|changes|changed|switches|switched [over] to another|a [new|different]",),
    ),
    (("meeting",), "scheduled", ("booking|fixing|setting [up]",)),
    (
        ("task",),
        "created",
        (
            "gives|give|gave|hands|hand|handed|deals|doles|dished|dishes [out]",
            "given|handed|passed [out] to somebody|someone|anybody|anyone",
            "delegated|delegates|delegate|allotted|allots|allocated|allocates|sets|assign|commissioned",
            "put|puts|goes|went|placed|noted|notes|note on [the|our|a|his|her|their|my] list|agenda|plate",
            "put|noted down",
            "lands|landed|arrives|arrived on somebody|someone 's desk|plate",
        ),
    ),
    (
        ("task",),
        "completed",
        (
            "deals|deal|dealt with",
            "over and done with",
            "over|done with",
            "accomplished|accomplishes|accomplish|fulfilled|fulfils|fulfills|fulfil|fulfill|executed|executes|ended|ends",
            "carried|carries|carry out",
            "taken|takes|take|took care of",
            "out of the way",
            "through|finished with",
            "gets|get|got|is|are|was through [with]",
            "hits|hit|reaches|reached|at 100 %|percent",
            "sorted|sorts|sort [out]",
            "handled|handles|resolved|resolves|ready|checked|checks|ticked|ticks|tick|knocked|knocks off",
            "gets|get|got done|finished|completed",
            "sees|saw through",
            "brought|brings|bring to an end|completion",
            "reports|report|declares|declared done|finished|completed|complete",
        ),
    ),
    (
        ("task",),
        "overdue",
        (
            "forgot|forgets|forgotten|forget|neglected|neglects|neglect",
            "falls|fell|fallen|lags|lagged behind [schedule|plan]",
            "slips|slipped|slip",
            "runs|ran|run out of time",
            "out of time",
            "overruns|overran|overrun",
        ),
    ),
    (
        ("invoice", "payment"),
        "overdue",
        (
            "[is|are|was] [now] in arrears|default",
            "delinquent",
            "goes|went|gone unpaid|unsettled",
            "falls|fell|fallen|lags behind with|on|in",
            "behind with|on",
            "defaults|defaulted|default|defaulting on",
            "missed|skipped|bounced|outstanding",
            "misses|missed|passes|passed its|the due date without [any] payment|money",
            "slips|slipped|lapses|lapsed",
        ),
    ),
    (
        ("invoice", "payment"),
        "paid",
        (
            "squared|honoured|honored|honours|honors|balanced|collected|collects|collect|cashed|cashes",
            "has|got its|the payment|money",
            "goes|went|gone [from|to] unpaid to paid",
        ),
    ),
    (
        ("payment",),
        "paid",
        (
            "transferred|transfers|transfer|wired|wires|wire|remitted|remits|remit|sends|sent [over]",
            "banked|booked|books|book|sees|see|saw",
            "hits|hit|reaches|reached|lands|landed|arrives|arrived in|on|at the|our bank [account]",
            "hits|hit|reaches|reached the|our bank|account [account]",
            "hits|hit|reaches|reached|lands|landed|arrives|arrived in|on|at the|our account",
            "reaches|reached|gets|got [to|through] us",
        ),
    ),
    (
        ("quote",),
        "created",
        (
            "writes|write|wrote|written|composed|composes|compose|compiled|compiles|compile|calculated|calculates",
            "puts|put|pulls|pulled together",
            "draws|draw|drew|drawn|makes|make|made|works|worked|writes|wrote|written|typed|types up|out",
            "ready|done|finished",
        ),
    ),
    (
        ("quote",),
        "approved",
        (
            "green-lights|green-lit|greenlights|green-lighted|oks|ok's|okays|endorsed|endorses|endorse",
            "gives|give|gave|gets|get|got|given|earns [us] [the|a|its|their|his|her] nod|yes|ok|okay|go [to|for|on]",
            "gives|give|gave|gets|get|got|given [us] [the|a|its|their] go-ahead|approval|blessing|consent [to|for|on]",
            "gives|give|gave|gets|get|got|given [us] [the|a|its|their] thumbs-up|all-clear|sign-off [to|for|on]",
            "gives|give|gave|gets|get|got|given [us] [the|a|its|their] green light [to|for|on]",
            "gives|give|gave|gets|get|got|given [us] [the|a|its|their] thumbs up [to|for|on]",
            "turns|turned into [a] yes",
            "says|said|saying yes|ok|okay [to]",
            "takes|took us up on",
            "comes|came|sent [back] signed|approved|accepted",
            "comes|came|sent|returned back signed|approved|accepted",
            "meets|met [with] approval|acceptance",
            "finds|found approval|acceptance",
            "meets|met with [the|his|her] approval",
            "agreed|agrees",
            "goes|went for",
            "blessing|ok|okay|nod|go-ahead|consent|thumbs-up|yes [of|for|to|on]",
            "gets|got|receives|received|has|earns [the|a|our|his] client|customer|buyer 's ok|okay|yes|nod|consent",
            "gets|got|receives|received|has|earns [the|a|our|his] client|customer|buyer 's approval|blessing|go-ahead",
            "gets|got|receives|received|has|earns [the|a|our|his] client|customer|buyer 's acceptance|sign-off",
        ),
    ),
    (
        ("meeting",),
        "scheduled",
        (
            "fixed|fixes|fix|reserved|reserves|reserve|called|fixing",
            "agrees|agree|agreed on|upon",
            "pencils|pencilled|penciled|pencil|slots|slotted|slot [in]",
            "lines|lined up",
            "put|puts|noted down|in",
            "sets|set|setting for",
            "settled [on]",
            "coming up",
            "[is|are] [now] in|on the|our|my|his calendar|diary|schedule|agenda|planner",
            "booking|fixing|arranging|making of",
        ),
    ),
    (
        ("call",),
        "logged",
        (
            "ends|ended|over|finished|finishes|made|makes|make|held|had|placed|completed|done",
            "takes|took|taken place",
            "noted|registered|entered|saved|stored [down]",
            "with|to [a|the|our] client|customer|lead|contact ends|ended",
        ),
    ),
    (
        ("note",),
        "logged",
        (
            "jots|jotted|jot|scribbles|scribbled|scribble|writes|puts|put|typed|types|noted|takes|took [down|in]",
            "attached|attaches|attach|taken|takes|take|took|pinned|pins|pin|stuck|sticks|dropped|drops|drop",
        ),
    ),
    (("email", "activity", "note"), "logged", ("registered|entered|saved|stored|noted|filed|left|leaves",)),
    (("email", "activity"), "logged", ("goes|went|gone out|off", "gets|get|got", "takes|took place")),
)

# What people do, told without the record it makes: "we hang up with a client".
DEEDS: dict[str, tuple[Noun, Event]] = {
    "hangs|hang|hung up [the phone]": ("call", "logged"),
    "puts|put down the phone": ("call", "logged"),
    "puts|put the phone down": ("call", "logged"),
    "gets|get|got off the phone": ("call", "logged"),
    "speaks|speak|spoke|spoken|talks|talk|talked|talking to|with a|the|our|some client|customer|contact|lead "
    "on|over|by the|a phone": ("call", "logged"),
    "speaks|speak|spoke|talks|talk|talked to|with a|the|our client|customer|contact|lead by phone": ("call", "logged"),
    "calls|call|called|phones|phone|phoned|rings|ring|rang|rung us|me|in|up": ("call", "logged"),
    "calls|call|phones|phone|rings|ring|rang us up|back": ("call", "logged"),
    "emails|email|emailed|mails|mail|mailed us|me": ("email", "logged"),
    "arranges|arrange|arranged|agrees|agree|agreed|plans|plan|planned to meet": ("meeting", "scheduled"),
    "arranges|arrange|arranged|agrees|agree|agreed to meet a|the client|customer": ("meeting", "scheduled"),
}

# The same, only of a client: "a customer is in arrears".
CLIENT_DEEDS: dict[str, tuple[Noun, Event]] = {
    "[is|are|was] in arrears [with|on] [the|a|his|her|their|its] [payment|payments|invoice|bill]": (
        "invoice",
        "overdue",
    ),
    "[is|are|was] behind with|on|in [the|a|his|her|their|its] payment|payments|invoice|invoices|bill|bills": (
        "invoice",
        "overdue",
    ),
    "falls|fall|fell|fallen behind with|on|in [the|a|his|her|their|its] payment|payments|invoice|invoices|bill|bills": (
        "invoice",
        "overdue",
    ),
    "rings|ring|rang|phones|phone|phoned|calls|call|called": ("call", "logged"),
    "takes|take|took our|the|an offer|quote|proposal|estimate|quotation": ("quote", "approved"),
    "places|place|placed|makes|make|made|submits|submit|submitted a|an|another|the [new|online] "
    "order|booking|reservation": (
        "deal",
        "created",
    ),
    "settles|settle|settled up": ("invoice", "paid"),
    "transfers|transfer|transferred|wires|wire|wired|remits|remit|remitted the money|amount|sum": ("invoice", "paid"),
}
