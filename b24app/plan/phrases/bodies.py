"""Governing bodies, units and trades that mean people only behind "the" or "our": boards, shifts, rooms, crafts."""

from __future__ import annotations

_MEMBERS = "members|member|chairs"

# Bodies that may be told apart by what stands before: "the audit committee", "our parish council".
BODIES = (
    f"board|committee|council|jury|panel|senate|presidium|commission|faculty|union|shift [{_MEMBERS}]",
    "board of directors|trustees|governors|management|education|studies|elders|regents|examiners|supervisors|partners",
    "council of elders|ministers",
    "committee of management",
    "trustees|governors|elders|deacons|shareholders|investors|stakeholders|stewards|wardens|bosses|executives|founders",
    "partners|delegates|directors|employees|personnel",
    "parish|congregation|clergy|vestry|secretariat|leadership|taskforce|guild|tribe|squadron|platoon|brigade|battalion",
    "task|working force|party",
    "leadership|management|executive circle|committee|board",
    "c-suite|c-level [people|folks]",
    "task force",
    "works council|committee",
    "heads|directors of department|departments|year|studies|division|section|faculty|school",
    "department|dept|section|division|faculty|shift|team|crew|group|unit|squad|area|regional|store heads|leads|chiefs",
    "sales|field|area|regional|inside|medical reps|representatives|agents",
)

# What stands before such a noun where it is a thing or a sum: "the notice board", "the solar panel".
NO_BODIES = frozenset(
    (
        "job", "notice", "white", "black", "bill", "dash", "kanban", "circuit", "skirting", "story", "mood", "score",
        "message", "task", "planning", "pin", "chopping", "cutting", "mother", "key", "surf", "skate", "sign",
        "solar", "control", "front", "side", "wall", "door", "touch", "fence", "instrument", "admin", "pv", "roof",
        "sales", "agent's", "broker", "agency", "gear", "credit", "european", "customs", "paradigm", "stage", "date",
    )
)  # fmt: skip

# What makes it a body where the noun alone is rather a thing, a sum or a move.
ONLY_NAMED = {
    "shift": frozenset(
        (
            "night", "day", "early", "late", "morning", "evening", "afternoon", "weekend", "first", "second", "third",
            "graveyard", "swing", "relief", "next",
        )
    ),
    "commission": frozenset(("ethics", "electoral", "planning", "audit", "parish", "inquiry", "licensing")),
}  # fmt: skip

# Things that such a noun only says the kind of: "the board meeting", "the panel discussion".
OF_BODIES = frozenset(
    (
        "meeting", "meetings", "game", "games", "pack", "paper", "papers", "room", "minutes", "seat", "resolution",
        "report", "date", "card", "approval", "decision", "vote", "agenda", "discussion", "deck", "presentation",
        "plan", "plans", "rota", "roster", "schedule", "change", "swap", "dues", "session", "interview", "quote",
        "duty", "service", "letter", "field", "tag", "stage", "column", "pipeline", "tasks", "task", "email", "mail",
        "portal", "page", "site", "website", "info", "details", "number", "address", "newsletter", "fee", "fees",
    )
)  # fmt: skip

# Rooms and shops that stand for who works there, and departments of several words; with or without "the".
DIVISIONS = (
    "people|revenue|marketing|business|sales|field|security|design|product|finance|legal|security|dev ops|operations",
    "talent acquisition|management",
    "learning and|& development",
    "research and|& development",
    "r|l|a & d|d|e",
    "demand generation|gen",
    "social|paid media",
    "corporate|internal|external|strategic communications|comms",
    "internal|external|legal|public|government|regulatory|student|academic|medical|consumer affairs|audit",
    "credit|stock|quality|inventory|cost|document|pest|traffic|production|financial control",
    "accounts payable|receivable",
    "supply chain [management]",
    "quality assurance",
    "health and|& safety",
    "field|technical|after service|services|sales",
    "first|second|third line [support]",
    "first-line|second-line|third-line|1st-line|2nd-line|3rd-line support",
    "tier|level|tier-1|tier-2|tier-3|level-1|level-2|level-3|l1|l2|l3 support",
    "tier|level 1|2|3|one|two|three support",
    "product|project|partner|contract|property|facility|facilities|event|channel|category|vendor management",
    "risk|claims|portfolio|wealth|asset|account|people|donor|stakeholder management",
    "visual merchandising",
    "goods in|out",
    "biz dev",
    "lost property",
    "intensive care",
)

ROOMS = (
    "paint|machine|body|print|tool|welding|pattern|tyre|tire|bike|coach|repair|metal|wood shop",
    "mail|post|print|tool|dealing|trading|control|engine|cutting|sewing|sorting|packing|records|drawing|stock room",
    "shop floor",
    "factory|sales|trading|production|shop|assembly floor|line",
    "records|press|box|post|cash|planning|rota|estates|harbour|harbor|ticket|bursar's|enquiry|exams office",
    "yard|depot|gatehouse|mailroom|newsroom|registry|ward|sacristy|dock|foundry|stables|greenhouse|nursery|toolroom",
    "workshop|loading floor|bay",
    "boiler|pump|gate|guard house",
    "cold|tool|parts store",
    "back of house",
    "front of house",
    "ground|flight|cabin|stage|film|pit|deck|road|road crew",
)

# Trades whose names end like those of no agent: "the midwife", "our barista"; any words may stand before.
_TRADES = """
actuary aide barista bellboy bellhop blacksmith chaplain chauffeur cook deckhand detective goldsmith silversmith
locksmith gunsmith wheelwright shipwright millwright playwright lifeguard maid mason stonemason masseur masseuse
matron medic midwife nanny naturopath osteopath homeopath orderly physio pilot referee umpire sacristan sergeant
sexton shepherd spokesperson stevedore surgeon valet waitress doula bishop vicar priest rabbi imam provost
headmistress chairperson trustee bailiff barback stagehand roadie docent au-pair mate millhand chargehand farmhand
boatswain bosun cox attendant governess seamstress actress stewardess conductress manageress
apothecary auxiliary bursary-officer coxswain lifeboatman magistrate marshal midshipman monk nun dominie deacon
curate canon archdeacon cantor beadle proctor prefect consul envoy attache diplomat legate aide-de-camp adjutant
corporal lieutenant colonel major-general commandant constable sheriff deputy ombudsperson salesperson handywoman
tradesperson craftsperson groundsperson layperson anchor cabin-boy page-boy stable-boy pitboss gofer temp locum
webdev
neurosurgeon vetnurse wardsister nightwatch watchperson chef-de-rang commis patissier saucier sous-chef croupier
bookie cabbie
"""

TRADES = frozenset(_TRADES.split())

# Names of roles in several words whose last or first word would mislead: "the clerk of works", "our web designer".
ROLES_IN_WORDS = (
    "clerk of works|the-works|court",
    "dean|director of students|studies|music|nursing|education|photography|operations|finance",
    "chief of staff|police|party|surgery",
    "director|secretary|attorney|solicitor|postmaster|surveyor|consul general",
    "head of year|house|sixth-form|department-store|school",
    "stage|case|web|ticket|company|board|parish|club|council|mail|form manager|officer|designer|developer|secretary",
    "stage|case|web|ticket|company|board|parish|club|council|mail|form editor|master|clerk|treasurer|tutor|assistant",
    "plant|mill|yard|dock|farm|fleet manager|director|supervisor|engineer|operator|foreman",
    "social media|content|community manager|officer|editor|assistant|coordinator",
    "body|paint|machine|print shop manager|foreman|supervisor|lead",
    "flight|shop|parking|room|bar|petrol|station|cabin attendant|steward|stewardess",
    "tour|mountain|city|museum|hiking|river|safari|nature guide|guides",
    "security|crossing|prison|border|door|night guard|guards|watch",
    "process server",
    "line|pastry|prep|head|short-order|ship's cook",
    "stable|charge|deck|ranch|dock|hired hand",
    "teaching|research|senior fellow",
    "first|second|third|chief mate|officer|engineer",
    "product|process|system|service owner",
    "au pair",
    "maitre d",
    "clinical|practice|charge|ward|theatre|theater|school|dental|vet|night nurse|sister",
    "tree|dental|consultant|plastic|house|chief|head|veterinary surgeon",
    "film|casting|art|music|creative|funeral|marching director",
    "high court|family|duty|district judge",
    "crew|shift|bell|team|yard|gang|ground captain|chief|boss",
    "lab|maintenance|office|service|field|rental|delivery tech|techs|man|boy|lad|lady|woman|chap|guy",
    "panel beater",
    "dock|harbour|harbor|station|quarter|post|web|scrum|burser|band|choir|yard master|sergeant",
    "police|press|youth|community|support officer|constable|worker",
    "chief buyer|purchaser|surgeon|mate|conductor|instructor|scout|stoker|executive",
)
