"""How people call the responsible, the client, roles, teams and departments."""

from __future__ import annotations

_ONE = "person|one|employee|colleague|rep|manager|salesperson|agent"
_A_RECORD = "the|this|that deal|lead|company|contact|task|quote|invoice|record"
_WORKED = "owned|handled|managed|ran|led|closed|had|converted|won|lost"
RESPONSIBLE = (
    "responsible [person|user|manager|employee|rep|colleague|agent]",
    "person|one|user|employee|colleague|manager responsible [for it|that|this]",
    "person|one|employee|colleague|rep|user|manager in charge [of it|this|that]",
    "person|employee|colleague|rep|user|manager in charge of the deal|lead|company|contact|task|quote|invoice|record",
    "person|one|colleague|employee|user who is|'s responsible [for it|this|that|them]",
    "who is|'s responsible [for it|this|that|them]",
    "account exec|executive|handler",
    "case handler|worker|owner|manager",
    "owner|rep|assignee|manager|salesperson|salesman|saleswoman|seller|reps|owners",
    "sales|account manager|rep|representative|person|executive|guy|agent|owner",
    "person|one|guy|rep|colleague|manager|employee who owns|handles|manages|runs it|this|them",
    "person|one|rep|colleague|manager who owns|handles|manages|runs the|this deal|lead|contact|task|quote",
    "one|person in charge of it|this",
    "sales rep|representative in charge",
    "assigned person|user|manager|rep|employee|colleague",
    "deal|lead|record|task|company|contact|quote|invoice|account owner|manager|responsible",
    "deal|lead|record|task|company|contact|quote|invoice|account 's owner|manager|responsible|rep|assignee",
    "person|one|colleague doing|handling|working|processing [on] it|this|them",
    "person|one|colleague doing|handling|working|processing [on] the task|deal|lead",
    "same person|assignee|owner|manager|rep|responsible|employee|colleague|salesperson|seller|agent",
    "same consultant|advisor|adviser|broker|coach|trainer|tutor|planner|designer|technician|engineer|lawyer|therapist",
    "client|customer|lead|contact 's account|sales|personal manager|rep|executive|person|owner|agent",
    f"[same] {_ONE} who|that {_WORKED} it|them",
    f"[same] {_ONE} who|that {_WORKED} the deal|lead|company|contact|task|quote|invoice|record",
    "new one|owner|assignee|manager|rep|responsible [person|user|manager|employee]",
    "person|one|guy|colleague|rep|employee doing|handling|running|owning|managing|executing it|this|them",
    "person|one|guy|colleague|rep|employee working on it|this|them",
    "deal|lead|record|task|company|contact|quote|invoice|account 's owner|manager|responsible|rep|assignee|seller",
    "deal|lead|record|task|company|contact|quote|invoice 's responsible|assigned person|user|manager|colleague",
    "one|person it 's|is assigned to",
    "whoever owns|handles it|them",
    "whoever manages it",
    "whoever owns|handles|manages the deal|lead|company|contact|task|quote|invoice|record",
    "whoever 's|is responsible|assigned [for|of|to it|this|that|them]",
    "whoever 's|is in charge [of it|this|that]",
    "whoever has|got|gets|holds|runs it|this|them",
    "whoever it|this belongs to",
    "whoever has|holds|runs|owns the deal|lead|company|contact|task|quote|invoice|record",
    "whoever got the deal|lead|company|contact|task|record",
    f"handler|holder|caretaker|keeper|executor|performer|doer of {_A_RECORD}",
    "handler|holder|caretaker|keeper of it|this|that",
    "current|present holder|handler|keeper",
    "processing|handling|owning|attending [sales] clerk|employee|colleague|person|rep|agent",
    "person|one|guy|rep|colleague|employee|clerk taking care of it|this|that",
    f"person|one|guy|rep|colleague|employee|clerk taking care of {_A_RECORD}",
    "person|one|rep|colleague|employee|salesman|salesperson whose deal|lead|task|record|contact it is",
    "whoever looks after it|this|them",
    "whoever is|'s looking after|handling|managing|running|working on it|this|them",
    "whoever it 's|is assigned to",
    "person|one|guy|colleague who has it|this|them",
    "person|one|guy|colleague who must|should|has|shall|will [to] do|finish|complete it|this|that",
    "new one|person|owner|responsible|assignee|rep",
    "whoever owned|handled|managed|ran|led|had|closed|worked [on] it|them",
    "whoever owned|handled|managed|ran|led|closed the deal|lead|company|contact|task|quote|invoice|record",
    "whoever looks after a|every|each deal|lead|company|contact|quote|invoice|record|account|client|customer",
    "whoever looks after|at the|this deal|lead|company|contact|task|quote|invoice|record|account|client|customer",
    "whoever is|'s looking after the|this deal|lead|company|contact|task|quote|invoice|record|account|client|customer",
    "whoever owns|handles|manages|runs a|this|that|every|each deal|lead|company|contact|task|quote|invoice|record",
    "person|one|colleague|rep|guy who|that looks after it|this|them",
    "person|one|colleague|rep|guy who|that looks after the|this deal|lead|company|contact|task|quote|invoice|account",
)

SUPERVISOR = (
    "supervisor|boss|superior",
    "manager|boss|supervisor of the rep|owner|assignee|responsible|salesperson",
    "line|direct|immediate|reporting manager|supervisor|boss|superior",
    "reporting officer|head",
    "whoever|person|one manages|supervises|leads|heads him|her|them",
    "person|one|whoever who|that manages|supervises|leads|heads him|her|them",
    "person|one|colleague in charge of him|her|them",
    "next level up",
    "higher-up|higher-ups",
    "department|dept head",
    "head of department|dept",
    "head of the|their|his|her|its department|dept",
)

# What makes somebody the supervisor when it is a responsible's: "the rep's manager", "manager of the owner".
ABOVE = ("manager", "boss", "supervisor", "superior", "head", "chief", "lead", "line manager")

# Whose owner is a client, no colleague.
_BELONGINGS = (
    "car|vehicle|van|truck|bike|motorbike|motorcycle|caravan|boat|yacht|dog|cat|horse|pony|pet|animal|puppy|house|home|"
    "flat|apartment|property|building|villa|garden|pool|roof|shop|restaurant|watch|bag|phone|laptop|device|piano|guitar|"
    "instrument|policy|card|ticket|suit|dress|bicycle|scooter|machine|boiler|plot|land"
)
CLIENT = (
    "client|clients|customer|customers|purchaser|ex-client|ex-customer|punter|punters",
    "form filler|fillers",
    "whoever got|received the quote|invoice|offer|bill",
    "person|one|lady|gentleman|guy|man|woman on the other end|side [of the line]",
    "contact [person]",
    "client|customer 's contact [person]",
    "them|him|her|both",
    "payer|patient|tenant|guest|donor|applicant|student|parent|candidate|participant|attendee|subscriber|visitor",
    "patients|tenants|guests|donors|applicants|students|parents|candidates|participants|subscribers|visitors",
    "buyer|buyers|purchasers|enquirer|inquirer|traveller|traveler|renter|lessee|insured|beneficiary|payee|payers",
    "end customer|client|user",
    "customer|client|company contact [person]",
    "person who wrote|asked|enquired|signed|filled",
    "shopper|caller|member|referrer|pupil|resident|passenger|borrower|policyholder|volunteer|homeowner|landlord",
    "job|new applicant|applicants|candidate|candidates|seeker|seekers",
    "car|home|house|pet|boat owner",
    f"owner|owners|keeper of the|a|this|that|each|every {_BELONGINGS}",
    "debtor|guardian|learner|claimant|hirer|holidaymaker|leaseholder|householder|lodger|occupant|diner|motorist|jobseeker",
    "family|couple|household|bride|groom|newlyweds|newlywed|signatory|registrant|delegate|exhibitor|skier|angler|walker",
    "families|couples|households|delegates|registrants|exhibitors|members|skiers|anglers|walkers",
    "house|home|flat|property|bargain hunter|hunters",
    "pupil|student|child|kid|learner|patient|boy|girl 's parents|parent|guardian|guardians|family|mother|father",
    "policy|card|account|ticket|licence|license|bond holder|holders",
    "first-time|home|house|car|property|flat buyer|buyers",
    "prospective tenant|buyer|customer|client|student|member|guest",
    "dog|cat|horse|pet|boat|yacht|bike|van|vehicle|caravan owner|owners",
    "cardholder|cardholders|ticketholder|camper|hiker|golfer|cyclist|taxpayer|franchisee|licensee|grantee",
    "consumer|consumers|bidder|bidders|occupier|occupiers|plaintiff|defendant|litigant|petitioner|complainant|appellant",
    "winning|highest|successful bidder",
    "athlete|player|swimmer|entrant|contestant|nominee|awardee|finalist|graduate|alumnus|alumna|scholar",
    "athletes|players|swimmers|entrants|contestants|nominees|awardees|finalists|graduates|alumni|scholars|trialists",
    "interviewee|respondent|widow|widower|heir|heirs|mourner|mourners|mother|father|mum|mom|dad|mums|dads|bereaved",
    "next of kin",
    "expectant|new|young mother|father|mum|mom|dad|parent|parents|mothers|fathers",
    "bereaved|host|guest|foster|deceased 's|adoptive family|families",
    "deceased's family|relatives",
    "homebuyer|homebuyers|mortgagor|depositor|consignee|addressee|invoicee|signee|booker|orderer|trialist|passholder",
    "gym|club|team|choir|library|loyalty|season member|members|card-holder|pass-holder",
    "season ticket|pass holder|holders",
    "business|shop|restaurant|salon|cafe|store|site|land|plot|farm|garden|pool|motorbike|truck owner|owners",
    "bill|rate|fee payer|payers",
    "trial|free|demo|beta|app|paying user|users",
    "person who ordered|booked|called|paid|registered|applied|enquired|bought|subscribed|complained|donated|replied",
    "debtors|guardians|learners|claimants|hirers|travellers|travelers|guardians|occupants|residents|passengers|pupils",
    "new|updated|changed|current [email|mail] address|mailbox",
    "new|updated|changed|current phone|mobile [number]",
    "new|updated|changed|current number|email",
    "email|mail address|mailbox [of the client|customer|contact|lead|buyer]",
)

CREATOR = (
    "[task|deal|lead|quote|invoice] creator|author",
    "task|deal|lead|quote|invoice 's creator|author",
    "original author|creator|maker",
    "task author|creator|authors|creators|setter|setters",
    "authors|creators|author|creator of [the|a|their] tasks|task",
    f"requester|requestor|originator|initiator|setter|issuer|author of {_A_RECORD}",
    "whoever|one|person [who] created|made|wrote|opened|set the|this|it|a [deal|lead|quote|task|invoice]",
    "person|one|colleague|user|employee|guy who|that created|made|wrote|opened|set it|this|that [up]",
    "person|one|colleague|user|employee who|that created|made|wrote|opened|set a|the|this deal|lead|quote|task|invoice",
)

# What joins two people: "the owner as well as the boss", "to Anna and to Ben".
PEOPLE_JOINTS = (
    ",|and|&|plus|+",
    ", and|plus|also",
    "[,] as well as",
    "[,] along|together with",
    "[,] and also",
    "[,] besides|alongside",
    "[,] in addition to",
    "[,] on top of",
    "[,] coupled|combined with",
)

# Somebody of a team, whoever it is: "someone from support" is the team.
_ANY_OF = (
    "everyone everybody all people someone somebody anyone anybody members member folks colleagues colleague staff "
    "mates buddies pals"
)

ANY_OF = frozenset(_ANY_OF.split())

# Verbs that are nouns inside the name of a team or role: "the export desk", "transfer team", "launch manager".
_VERBAL_NOUNS = """
export transfer shift dispatch launch file post share process build order register record report test change
place release forward upload issue produce push call chat field pass return update contact welcome answer
follow-up drop log building request review
"""

VERBAL_NOUNS = frozenset(_VERBAL_NOUNS.split())

# Words in -s that are no verbs: what follows a person may be one ("Anna packs …") or a thing ("Anna details").
_NO_VERBS = """
as this its his always afterwards thus besides regards plus details news across perhaps whereas towards upwards is
was has does gets receives goes days hours weeks minutes months times yes less unless calls texts emails approves
signs hears owns handles
"""

NO_VERBS = frozenset(_NO_VERBS.split())

# Endings of words for who does something, and words that end so and are things: an unknown trade is still a role.
AGENT_ENDINGS = ("er", "or", "ist", "ian", "eer", "man", "woman")

_NO_AGENTS = """
burner backburner sooner faster quicker longer shorter earlier
order offer letter number quarter folder paper reminder newsletter flyer banner poster voucher counter center
register server router printer computer container error factor floor door colour color mirror folder
sticker planner browser scanner timber lumber leather feather fiber copper silver cooler freezer mixer blazer trouser
cucumber pepper butter burger scooter tractor projector conditioner toner primer median
carrier blister barrier slider header buzzer speaker freezer ladder hammer screwdriver heater radiator generator
compressor adaptor connector converter tower tumbler locker drawer dresser sweater jumper pullover boxer slipper
sneaker loafer toaster blender washer dryer drier detergent shutter gutter lever river
tier pier frontier premier chamber fibre beer deer career
favor flavor odor harbor labor rumor tumor vapor humor honor parlor anchor vector sector
factor list mist twist gist waist assist consist resist insist
tender cover corner dinner paper power river shower summer winter water weather other another later latter former
further larger smaller higher lower bigger better older newer proper minor major prior interior exterior sensor
monitor motor elevator calculator indicator filter meter parameter adapter charger charter chapter footer header
layer buffer trailer boiler trigger timer tracker transfer matter manner layer answer user cluster disaster after
under over never ever whether either neither rather together however whoever remainder binder order-number
offer-letter list checklist wishlist blacklist whitelist playlist shortlist waitlist twist exist persist mist
december september october november
"""

NO_AGENTS = frozenset(_NO_AGENTS.split())

VAGUE_PEOPLE = (
    "someone|somebody|people|anyone|anybody|everyone|everybody|persons|person|users|me|us|all|team|others|colleagues",
    "[the|a] right|relevant|appropriate|proper|suitable|correct people|person|team|colleagues|colleague|department",
    "[the] usual|interested|affected|concerned people|person|persons|team|colleagues|suspects|folks|ones",
    "other side",
    "several|some|many|various|most people|folks|colleagues|users|persons",
    "folks|guys|staff",
)

DEPARTMENTS = {
    "design", "installations", "reservations", "planning", "radiology",
    "sales", "support", "accounting", "legal", "finance", "marketing", "engineering", "ops", "operations", "hr",
    "procurement", "logistics", "purchasing", "billing", "production", "warehouse", "delivery", "shipping",
    "management", "it", "dispatch", "bookkeeping", "workshop", "reception", "compliance", "quality", "parts",
    "product", "development", "security", "maintenance", "treasury", "communications", "pr", "research",
    "fulfilment", "fulfillment", "collections", "fundraising", "admissions", "accounts", "service", "onboarding",
    "payroll", "freight", "qa", "field-service", "housekeeping", "catering", "kitchen", "pharmacy", "laboratory",
    "lab", "helpdesk", "editorial", "claims", "underwriting", "lettings", "rentals", "inventory", "transport",
    "fleet", "retention", "customs", "recruiting", "recruitment", "ticketing", "membership", "accountancy",
    "controlling", "hq", "headquarters", "backoffice", "presales", "pre-sales", "after-sales", "post-sales",
    "telesales", "tech", "facilities", "manufacturing", "warehousing", "despatch", "revops", "bizdev", "comms",
    "merchandising", "newsroom", "aftersales", "oncology", "physiotherapy", "cardiology", "pathology", "orthopaedics",
    "orthopedics", "paediatrics", "pediatrics", "maternity", "nursing", "triage", "infrastructure", "localization",
    "localisation", "ecommerce", "e-commerce", "fabrication", "chartering", "crewing", "bunkering", "estimating",
    "resourcing", "outreach", "implementation", "leadership", "lending", "mortgages",
    "installation", "integration", "provisioning", "sourcing",
}  # fmt: skip

# Words that close the name of a team: "Customer Success", "back office", "Key accounts", "inside sales".
TEAM_ENDS = {
    "sales",
    "accounts",
    "success",
    "office",
    "support",
    "development",
    "services",
    "operations",
    "relations",
    "care",
    "marketing",
    "finance",
    "engineering",
    "logistics",
    "compliance",
    "delivery",
    "management",
    "desk",
    "branch",
    "experience",
    "affairs",
    "collection",
    "recovery",
    "banking",
    "lending",
    "leasing",
}

TEAM_NOUNS = (
    "team", "department", "dept", "group", "desk", "crew", "squad", "pool", "unit", "folks", "people", "guys", "teams",
    "staff", "division", "dept.",
)  # fmt: skip

ROLE_NOUNS = {
    "director", "ceo", "cfo", "cto", "coo", "cmo", "cio", "controller", "accountant", "lawyer", "bookkeeper",
    "secretary", "administrator", "admin", "president", "coordinator", "analyst", "specialist", "dispatcher",
    "auditor", "auditors", "engineer", "officer", "manager", "lead", "leader", "head", "assistant", "inspector",
    "foreman", "planner", "broker", "clerk", "consultant", "adviser", "advisor", "agent", "driver", "technician",
    "trainer", "bursar", "underwriter", "chair", "chairman", "chairwoman", "nurse", "doctor", "dentist",
    "receptionist", "teacher", "tutor", "coach", "attorney", "paralegal", "designer", "developer", "programmer",
    "architect", "estimator", "installer", "mechanic", "captain", "editor", "librarian", "pharmacist", "strategist",
    "recruiter", "surveyor", "appraiser", "notary", "courier", "electrician", "plumber", "curator", "caretaker",
    "concierge", "supervisor", "deputy", "partner", "treasurer", "principal", "dean", "researcher", "scientist",
    "operator", "storekeeper", "photographer", "copywriter", "translator", "producer", "host", "hostess", "chef",
    "counsel", "controller's", "vp", "founder", "superintendent", "therapist", "vet", "veterinarian", "banker",
    "scheduler", "builder", "executive", "head-nurse", "owner's", "paramedic", "chancellor", "registrar", "butler",
    "seamstress", "packer", "picker", "roofer", "landscaper", "stylist", "groomer", "hygienist", "sommelier",
    "sysadmin", "webmaster", "devops", "intern", "trainee", "apprentice", "chief", "steward", "marshal", "warden",
}  # fmt: skip
