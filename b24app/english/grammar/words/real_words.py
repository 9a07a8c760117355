"""English words and first names that are one letter away from a word of the vocabulary and mean something else.

From SCOWL (size 35, http://wordlist.aspell.net), kept where `spelling` could take the word for a slip.
"""

REAL_WORDS = """
aback able aboard abode abort abound accent accented accenting accents acceptances accountants ace acquire acre across
addiction additions adept adjusts administrators admission admit ado adrift ads advise advisers advises advisors
advisory afar affect afield afresh age agents agree aground ahead aid aided aiding aids ail ailed ailing ails aim
aired ale ales alight alike aline alined allays allocated allocates allow allows alloy alloys ally altar altars
alternation alto amend amiss amounts amp amply ana analysts anew angel angle ani annotations answers ant ape aping
appeal appealed appealing appeals appeased appeasing appends apple applies appraise appraised appraises apprenticed
apprentices approvals apt apter aptly arc architects area ares arid arise arises ark arks arm arrivals art arts ash
ashed aside askew ass asses assignments assistants ate attack attacked attended attorneys auction auctions audition
auditory authors avert averted averting averts await awaited awaiting awaits awake award awe awhile awning awry axe aye
ayes babe backer backs bad bade bagging bail bailed bailing bails bait baited baiting baits bake baker bakes bale bales
balk balks ball balled balling ballot ballots balls ban band banded banding bands bang banged bangs bani banked
bankers banks banner bans banter bar bard bards bare barged baring bark barked barks barn barns bars based baser bases
bash bask basked basks bass basses baste bat batch bath bats batter bay baying bays beach beached beaches beaching
bead beads beam beams bean bear beard beast beat bed bee beef beer bees beet beg began begged beginnings begins begs
begun behinds beings believe believes belling bellow bells belly belt ben bend bending bends bent bequest berth beset
bested bests bet bets better betting bicker bid bids big bike bile billed bin bind binning bins birch birthdays births
bit bitch bite bits bitter blab black bland blanker blanks bled bless blessings blest blight blink blip blips blog
blogged blogging blogs blot blow blows boa boar boards boars boas boast boats bob bobs bog bogged bogging bogs bold
bolt bone bones boney boo booed bookend booking bookkeepers boom boomed booms boon boons boor boors boos boot booted
booth boots bop border bore boring borne borrowed bossy botch bother bough boughs bought bound bounds bout bow bows
box boy boys brag bragged brags braise braised braises bran brat brawn breach breached breaches breaching brew briefer
bright brine brings brink briny brisk broke broken brokers brook brooked brooks broth brush buck bud budge budged
budges budgets buds bugged bugler builders buildings bull bulling bulls bum bumps bumpy bums bun bung bunk bunker buns
burn burned burning burns burp bus bush bushed bushes bust but butlers buts butter buy buys buzzer buzzes byes cab
cabinets cable cabled cabling cad cage cake cakes calendars calf calfs calk calked calking calks callers callings
callus calm calmed calmer calming calms cam camel cameo camp cancelation cancellations candled candles candling cane
canker cans cant cantering cap cape capering captains care cared cares caretakers carl carp carps cars cart carts
cased cases cash cask casks cast caste cat catch cater caused causes cave caved caves caving caw cease cell cello
cells censure cent center centered centering centers chad chain chairmen chairs champagnes chance chanced chancellors
chances chancing chant chanted chanting chap chapt char charged charger charges charging charm chart chase chats cheat
cheated cheating check checker cheeked cheeks cheeps cheer cheery cheese chefs chew chicks chiefs child chile chip
chipped chipping choir choose chopper chops chose chosen chow chowed chows chucked chucks cia cinch cinched cinches
cite claim clams clan clanged clanging clank clans clap clause cleaned cleans clearer cleat cleats cleave cleaved
cleaves clef cleft clench clenched clenches clerks clint clip clipped clips clod clog clogged clogging clogs clone
clones closer closers closest closet closets closures clothes clove cloves coal coat cob cod code codes coding coffer
coffers cog cogs coil coined coining coins coke coked cokes coking col colds cole collars collection colt coma comas
comb combing combs comet comets comings commence commend commends commercials communication compete competed competes
competing compile compiler compiles completer completest complexes complexion complied composer composes compost
composted con concert concerted concerting concerts conclusions cone cones configured configures conform conformed
conforming conforms congratulates consultants content contest context contracted contracts contrast controlled
controllers convent convents converged converging conversed conversing conversions converter cooing cook cooked
cooking cooks cools coop coos cop cope copes coping copped cops cord cords core cores coring cork corked corking corks
corn correcter cost costed costing costs cot couch couched counsels count county couriers courser cove cover covert
coverts coves cow cower cowing cox coy craft crafted crafts crag cram crap crass crate crated cratering crates crating
creaked creaking creamed creaming crease creased creases creasing creations creators credits cremate cremated cremates
cremating cremation crested cresting crests crews crop cropped crops crosser crossest crossings crow crows crush cry
cub cue cull culled culling culls cum cunning cur curators curd curds cure curing currant currents curry curse custom
cut cuts czar dab dabs dad dads daft dairy dais daises dale dam dame dams dan dank danker dare daring dark darn darned
darns darts data databases dated dates dating dawn daze dead deader deadlines deaf dealt deans dears deaves debt decay
decayed decease deceive deceived deceives deceiving deception deck decline decreased decreases deduce deed deeds deer
defer deft dejected dejection dejects delays delegated deleted delivers den dent dentists departments deplete depletes
deport deported deportment depot depth desert designed designers desks despatch despatched despatches dessert
detention develop developers developments devised dew dials dice diced dices did die diet diets digs dike diked dikes
dill dills dim dime dimer dimes dims din dine dined diners dines dinner dinning dins dip dipped dips dire directer
directors directory directs direr direst discards discord discounts dish disk dismount distributed distributes dither
dive dived diver dives divisions doctors dodo doe doer doers dog dogged dogging dogs dole doles doling dollar dolls
dome domes doming don dons door doors doorsteps dope dopes doping dos dose doses dosing dot dote doted dotes doting
dots dough dour douse dove doves downed downing downs downy doze dozen dozes dozing drab drabs drafty drags drain
drawl drawls dried drier dries drifted drip dripped drips drive drivel driven drivers drives drone droop drooped
droops dross drought drown drug drugged dry drys dual dub dud dude duding duel dues duet dug duke dull dumber dump
dumps dune dung duo dupe duping dusk dust dutch dwell dye dyed dyes dying ear earn earned earner earners earns ease
east eat eater eating eave eaves edict edicts editions editorials editors eel eery effect eight ejected ejection
ejects electricians electronics ember emit emits employe employed employer employers employes endings endure engineers
enquire enquires ensue ensured ensures entrusts eon equality eras erased eraser erases essentials establishes
estimated etch ether even evens events ever evoke exceed executed executes executives exhort exist existences existing
exit exited exiting exits expert expire exports extort eyed eyes fable faction factions fad fade fail failing fair
fairs fake fakes fall falter faltered falters fame fan fang fangs fare fared farm fast fat fate fating fatter fbi fear
feast feds fee feed feeds feel fees feet felled feller felling fellow fells felt fen fend fended fending fends fester
feud fever few fez fiddle fiddler fiddles fields fiend fight filet filets filler fillet filling fills filly film
filmed films fin financed finances find fined finer fines fingered fingering fingers finn fins fir fireman fires firm
firmed firs firsts fish fist fit fits fitting five fives fixed fixes flailed flails flank flap flaws fled flee flees
fleets flesh flied flies flight flinch flinched flinches flipped flips flit flog flogged flogging flogs flop flops
floss flounder flow flower flown foam foe foes fog fogged fogging fogs foiled foils fold folds folk folksy follower
followings follows foment fonder food fool fora ford fore foremen fork forked forking forks forms fort forum fought
found founded founders founds four fours fox fred freed freer freest freights fret frets fridays fried fries fright
frill frisk fro frog frozen fudge fudged fudges full fulled fulling fulls fun funnels funner fur furry fuse fuzz
fuzzed gab gable gag gage gagged gagging gags gait gaits gale gales gall galled galling galls game gang gangs gape
garden gas gassed gasses gate gating gavel gay gayer gays gaze gear gee geed gees gel gelt gem gems gene gent gentry
gents germs ghost gibe gibes gift gill gills gin ginning gins girth gist givens gland glands glean gloss glove glower
glows goad goat gob gobs god gods gold golds goner gong goo goods goody goof goon gop gore gores goring gout gown
gowned gowning gowns graft grafted grafts grate grating grave greats greed greek greened greens greets greta grew grid
grids grip groomed gross grossed grosses grossing ground groups grub guess guide guild guilds guilt gull gum gums gun
gunning guns gush gushed gushes gust gusts gut guts gutting hack hacker hag hags hah hail hailed hailing hails hair
hale hales hall halls halter haltered halters halve ham hampered hams hana handing handle handler handlers handy
hanged hanging hanker hans happen hard harden hare hares hark harked harks harry harts hash hat hatch hate hating hats
haven haves having hay haying hays haze header header's headline headquarter heady heal healed heals heap heaps hear
heard hears heat heats heave heaves heed heeds heel heir held hell hellos helm helps hem hemp hen herb herd herds here
hero hers hes hew hick hicks hid highs hike hiker hikers hill hills hilt hilts hims hind hinds hinged hint hints hip
hipped hipping hippy hips hire hired hires hiss hissed hisses hissing hitch hither hitting hive hives hoard hoe hoes
hog hogged hogging hogs hoist hold hole holes hollow hollowed hollowing homed homes homey homie homing homy hone honed
hones honey honor honors hood hoods hook hooked hooking hooks hoop hoorah hoorays hoot hoots hop hope hopped hopper
hops horn horse hose hoses hosing hosted hostels hosting hosts hot hound hounds housed houses hove hover how hows hub
hue hug hugs hull hum hump humps hunk hunt hurray hush hushed hushes hut huts ian ice ideal ideals ids ifs ill ills
impart imparted imparts imply incite incited include included increased increases inert ines infirm info informer
injured ink inn inning inquire inquired inquires ins insect insects insider insides inspectors installed instanced
instances instants insurance insure insurer insures inter internals interne interns inters interval introduce
introduces intrust inventor inventors invert inverts invites invoiced invoked invokes ion iou ire irs itch items jab
jack jade jagged jail jailed jailing jails jake jar jay jays jean jell jelling jells jest jested jester jests jet jets
jetting jew jim jobs joe jog jogged jogging jogs join joint jointed jointing joints joke joked jolt jon jose jots joy
judge judged judges jug jugs jump jumpy jut juts kate keel keen kelp kettle kettles key kicked kicks kid kids kill
killed killing kills kim kin kinda kindle kinds king kings kink kiss kissed kisses kissing kit kitchens kite kits
knack kneed knew knit knocks knot know labs lace laced lack lad lade laded lading lads lag lager lagged lagging lags
laid lake lakes lamb lame lamer lana lanced lancing lander landings landlords landscape landscaped landscapes lane
lanes languages lap lapel lapels lard larded larding lards lark larked larks laser lass lasses last latch latex lath
lathe lather latter laud lauded lauding lauds launcher launchers law lawyers lax laxer lay layer layers laying lays
leach leaded leaden leaders leading leaf leafs leah leak leaked leaks lean leaner leans leap leaps leapt learned lease
leases leash leaved ledger lee leek leeks lefts leg legals legged legging legion legs lend lending lends lens lent leo
lept lessen lesser lesson lest letter letting levee levels lever lewd lewder libel libels librarians lice lick licked
licks lid lids lie lied lies life lifts lights liked liken liker likes lilt lime limed limes limits lina linen liner
liners lines linger link linked lint lip lips lisa lisp lists lit liter lither live lived liven lives load loader
loading loads loan loaves lob lobe lobes lobs locations locking locks lodge lodged lodgers lodges lodging loft logger
logo loins loll lolls lone long longed longer longing longs look looked loom looming looms loon loons looping loops
loose looses loosing loot looting loots lop lope lopes loping lopped lops lore loser losers losses lot loth lots lou
louse louses loved lover loves loving low lowed lowers lowing lows lsd lug lugged lugging lugs luke lull lumber lump
lumps lunch lunched lunches lung lure luring lush lushes lust lute mace maces mad mads maid maids maim maimed maiming
maims main mains maker makers male males mall malls man manage managers mane manes manger mans many map mar marc mare
marek mares marker market marl marred mars marshals mart martial marts mas mask masked masks mass massage massaged
massages massaging massed masses massing mast master mat match mate mates mating matte matted matters mattes maul
mauled mauling mauls max maximums mays maze mazes mead meal meals means meant meat mechanics meddle meddler meddles
meek meet melt melting members memberships men mend mended mending mends menus mere mes mess messed messengers messes
messing mete meting mettle mew mia mice mien miens might mike mikes mile miles mill milled milling mills mime mimes
mina mince mind minds mine mined miner mines mink minks mint mints minuet minuets minuses minuted minuter minutest
mire mired mirth misled mission mist misted misting mists misused misuses misusing mite mix moan moat mob mobiles mod
mode modes modifier modifiers moist mold molds mole moles molt moments mondays monkey moo mood mooed mooing moon moot
mop mope moped mopes moping mopped mops morn mortal moss mosses moth mother moths motorists mound mounds mount mouse
mouth mouths mover movers movie movies mow mowed mower mowing mown mrs much muddled mug mugs mule mull mum mumps muse
mush mushed mushes musk muss mussed musses mussing musts musty mutt mutter nab nabs nail nailing nails named names nap
nape nappy naps nay nays near neat needy neither nest nested nests net nets netting nettle nettled nettles nettling
newer news newt nicer niche nick nicked nicks nico niece nigh night nine nip nipped nit nite nites nits node nodes
nods noes non none nook nooks noon nor norm nose nosed noses nosing notching nothings noting nought nude nudes null
numbed numbers nun nuns nursed nurses nut nuts oaf oar obtain occur odd odder odds ode odes offed officers offices
offs often ohs oil oiled oily okays oked oks old older omen omens oncoming onset onus opener openings operation
operators opt opts opus orders ore ores organisms organists organize organizer organizers others otter otto ouch ounce
ours oust outs oven ovens overs overt owe owed owen owes owing owls own oxen pace paced pacing pack packed packers
packet pact pacts pad padded padding pads page pager paging pail pails pain paint pair pal palace pale paler pales
paling pall palled palling palls pals pam pampered pan pang pangs panned panning pans pant pants pap paper papers par
parallels parch pare pared pares paring park parks parred pars parse parsed parses parson parsons part parted partners
party pas passer pasta paste pasted pastes pasting pasts pasty pat patchy pate patent patents path pats patter paunch
paunches paused pauses pave paved paves paving paw pawing paws payed payrolls pea peace peach peaches peal pealed
peals pear pease peat peddled peek peeks peels peep peer peg pelt pen pend pended pending pends pens peopled peoples
pep pepped peps per perked persona pert perter pest pesters pests pete peter pets petting pew pewter pharmacists phase
phoney phoneys phonied phonies phony photo photographed photographers phrase pia pick picked picket picketing pickets
pickier picks pictured pictures piddled pie pier pies pig pigged pigs pike piked pile piled piles pill pilled pilling
pills pimply pine pined pines pink pinked pinker pinks pinned pinning pins pint pints pipe pipelines pis pit pitch
pits pitting pity places placid plaice plaid plain plainer plains plane planed planes planing plank planked planking
planks planners plant planted planter planting plants plate plated play played player players playing plays plead
pleads pleas pleased pleases pled plight plod plop plopped plops plows plumbed plumbers plumper plus plush ply plying
poach pod pods poet poets point poker pokes pokey poky pole poled poll polls polo pomp ponds pools poop pooped poops
poor pope pore pored pork port portals ported porting ports pose posed poses posing positions poster posy pot pots
potted potting pouched pound pour pours pout pouted pouting pouts power praise praised praises prawn pray prayer
prayers praying prays preach preached preaches preaching preen prefer presidents pressured pressures priced prices
prick pride primate prime prince principals print prison privater privates prize pro proceed prods producers
productions products professing profiled programer programme programmed programmers programmes progressed projects
prom promoted promotes prone prop propped props pros prospectus protect proud prow pry prying pub pucker puke puked
pulls pulp pump pumps pun punning puns punt punts pup pupped pups purchase purchased purchases pure purse purveyor pus
pusher pushers pushy puss pusses putt putts quack qualifier qualifies qualify quest quests quiet quilt quirk quite
quota quotas quoted racing rack radars raft rafted rafter rafting rafts rag ragged ragging raging rags raid raided
raids rail railed railing rails rain rained raj rake rakes raking ram rang rank ranker rant ranting rap raping rapped
raps rapture raptures rare raring rash rat rate ratings ratting rave raved raves raving raw ray rays razing react
reacted reacting read reader reads real reals ream reamed reams reap reaps rear reasons reassures rebind rebinding
rebinds receipts receiver receivers receptionists receptions reclined reclines recorder recruited red redirects reds
reduced reduces reed reeds reek reeks reel referred refers refuges refuse refuted refutes regains regal regional
regions registrars registrations reis reject rejections relax relayed relays relegate relegates relieved relive
relives rely remain remainder remainders remote remotes removed rename renames rend render rending rends renew
renewals rent rental rented rents repay repeat replace replaces replay reporter reports representatives requests
require researched researchers researches resent resets resort resorted responsibly rest retains retch retched retches
retching retort retorted returns reused reuses rev revel revenge revenues revery review reviled revise revises revived
revoked revokes revs rewind rib ribs rice riddled ride rides rifer rift rifts rig rights rigs rile riled riles rim
rims rind rinds ringed rink rinks ripe ripped rips rise rises risks risky rite rites river roach roaches rob rod rods
roes role roles roll ron roofed rook rooked rooking rooks rooter rose roses rot rotary rote rouge rouges rough roughed
roughs round rounder rounds rouse rouses rout routed router routs row rubs ruby rude rue rues rug rugs ruin ruing
ruining ruins ruled ruler rules rum rump rumps rums rune runes rungs runt runts ruse rushed rushes rust rusted rusts
rut ruth ruts ryan sac sack sacs sad sades safe safes sag sage sages sagged sagging sags sail sailed sailing sails
sake salesmen salespersons saleswomen salt salter salts salve salved salves salving sam sames sand sanded sanding
sands sane sang sank sap sapped saps saturdays saver savings saw sawed sawing saws sayings scale scaled scales scan
scar scare scares scent scientists scold scoot scoots scope scored scorer scores scorn scram scrape scraps scratchy
screw scum sea seals seam seamed seams sean sear seared seas season seat seated seating seats sec seconds sect sects
securer secures seduce seed seeding seeds seek seeks seem seen seep seeps seer sees seize sell sellers selling sells
sensing sentry serviced services servile session settings settler settlers sever sew sews sex shade shades shaft
shafted shafts shake shakes shame shames shape shapes shared shark sharks sharp sharps shave shaved shaves shaving
shawl she sheers shell sheller shes shied shifty shin ship shipped ships shire shirt shirted shirts shod shoe shoed
shoes shone shoo shooed shook shoon shoos shop shopped shoppers shopping shops shore shored shores shorn short shorts
shot shots shout shouts shoved shower showy shred shreds shuck shy shying sick sicked sicker sicks sics side sift
sifted sifting sifts sighed sighing sighs sight signer sill sills silting silts simple sin sine sing singe singed
singers singing sings sinned sinning sins sinus sip sipped sipping sips sire sired sirs sit sited sites siting sized
sizer sizes ski skid skids skies skill skim skimp skimped skimps skims skin skins skipper skipping skis skit skits sky
skying slab slag slam slapped slaps slat slate slave slaved slaves slaving slay slaying slays sled sleds sleet slick
slid slight slim slims slipper slipping slit slits slitting slog slogged slogging slogs slop slopped slops slow slowed
slower slows slum slumber sly small smalls smart smarted smarting smarts smite snag snagged snagging snags snailed
snap snapped snare snares snip snipped snipping snips snitch snitched snitches snore snored snot snow snowed snows
snuck soap sob sod sold sole soles some someones son soot sop sopped sops sore sorely sort sos sought sounder sour
sourced sources sours sow sowed sown sows span spare spares sparked spat spay spayed spaying spays specialists sped
speeds speedy speller spend spending spends spent spewed spied spill spine spins spit spite spits spitting spoke spool
spoon spore sport spreed spun spy spying squads squat squid stable stabled stabs stack staffs stag staged stags staid
stake staked stakes stale staled stales stalked stalks stall stapled star stare stared stares staring stark starred
starring stars starter startled startling starved starving state stated states stating statue statues stave staved
staves staving stay staying steal steam steams steeps stem stems step stewards stews sticks sticky stiff stilled
stills stink stitch stitched stitches stock stoked stomp stoned stoop stopper stops store storekeepers stores storey
stormed story stow stowed stows straights strainer strap strapping straps strayed strays streets stride strides strife
striker strikers stripe stripes striping stript strive strives stroke strokes struck stuff stunk stylish suave sub
subjects submissions subscribe subscribed subscribes subscriptions succeed suck sue sued suite suits summit summits
sums sun sundae sundays sundry sung sunning suns sunset sup superintendents superiors supervisors supervisory supports
surer surf surge surveyors swamped swap swat sway swayed swaying sways swell sweller swift swifts swill swipe swish
switcher swoon swore swum systems tab tabled tables tablet tabs tack tacked tacks tagged tail tailed tailing tails
taken taker takers tale tales talk talks tall taller tame tames tan tang tangs tank tanked tanker tanks tans tap tape
taped tapered tapes tapped taps tar tars tart tarts tasked taste taxes taxi tea teach teachers teaches teaching teak
teaks teal tear tears teas teat teats technicians tee teed teem teems teen telephones teller tempered ten tend tended
tending tends tent tented tenting tents teo term test tested tester testing tests thaw thee theirs theme theo
therapists these they thick thicket thickets thief thigh thin things think thinks thins thirds thong thorough those
though threat three threw throb thrown throws thumb thumps thursdays thus thy tickled tide tides tie tied ties tight
tile tiled tiles tilled tilling tills tilt tim timed timer timers tin ting tinged tings tinning tins tip tire tired
tires tissue tissues tit titled titles tits tnt toad toe toed toes toll tolling tolls tom tome tomes tomorrows ton
tonal tone tones took tool toot top topped tops torched tore torn toss tost tot totals tote toted totes touches tough
toughs tour tours tout tow tower town towns toy trail trailer trained trainees trainers transformer transit
transitions translators transmits transports trapped traveled travelled treason treasure treasured treasurers
treasures treat treated treating tree trees trials tribal trick tricked tricks triggers trill trip tripped tripping
trips trite trod trolls trough truce trued truer trues tub tuck tucked tucks tuesdays tug tugging tugs tumor tuned
tuning tunnel turf turfed turfing turfs turner tusk tusks tutors twin twinning twins twitch twitched twitches two
tying types ufo underwrite underwrites unfit unite units unity unload unsaid unseat unsure untie unto ups upset urn
urns used users uses usher uwe vague valued values valve van vary vase vast vastly vats veal vend vended vending vends
venerate venerated venerates vent vera verb version vest vested vests veterinarians veto vets vetting vex vial vic
vice victor victors vie vied vies vii vile vince vine vip viral visa vocation volunteers vote voted votes vouched vow
wad wadded wadding wade wads waft wafted wafting wafts wag wagged wagging wags waif waifs wail wailed wailing wails
waist waists waiter waived waiving wake wakes walk wall walled walling walls walt wan wand wands wane waned wanted
wanting wants war ward warded wardens wards warehoused warehouses warm warmed warms warp warped warps warrant warrants
warred warren wars wart warts wary wash wasp wasted wasting watch water watering watt watts wave waved waves waving
wax way ways weak wean wear weave weaves webhooks webs wed wednesdays wee weed weeds weekly weep weeps weer wees
weight welcomes weld welling wells welt wept west wet wets wetting whale whats wheat whens where wherever whet whew
whiled whiles whim whine whipping whips whir white whites whiz whoa whole whom whopper why wick wicked wicker wicket
wickets wicks wide width wield wife wig wigs wild willed willing wills wilt wily wince wincing wind winding winds wine
wined wines wing winged wingers winging wings wining wink winking winks winnings wiped wiper wipes wire wired wise
wisp wist wit witch witched witches withdrawn withdraws withdrew wither wits witting wive wives wiz woe woes wok woke
woks wont woo wood wool word worded wording words wore worker workings workshops world worm wormed worming worms worn
wot woulds wound wounder wounds wove wow wrapper wren wrested wrests wright wring wrings writ writer writers writhe
writhes writhing writings writs wrought wrung yack yak yam yank yap yard yards yarn yarns yeah year yeast yell yelling
yells yelp yen yens yet yew yews yield yoke yoked yolks yours yous youth yves zany zeal zest zests zip zipped zone
zones zoo
police franchise franchises
blew blown downgraded elapsed expires faces ignored incomplete jumped outstanding overshoots overshot sinks slides
supplied swings swung target uncompleted undone unfinished unmet unresolved upgraded
complain complains complaint complaints fund funding funds grant granting grants window windows
"""
