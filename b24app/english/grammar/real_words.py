"""English words that are one letter away from a word of the vocabulary and mean something else.

From SCOWL (size 35, http://wordlist.aspell.net), kept where `spelling` would take the word for a slip.
"""

REAL_WORDS = """
acquire addiction affect agents altar altars alternation angel angle apple arise attached auctions baker ball balling
balls baring barn bass bath beach bean bear beat beer began begun belling bellow bells belt bend berth best better
bitter blanker blink blow boar boas boast booed bookend boos boot booth boring botch bout brook brooked brooks broth
bull bulling bulls bunk bunker burn butter buy calk calked calking calks callus cancelation cane care cared cars cart
caste cat cease cell cells cent chairmen chant chapt char charm chart chase cheat cheese chicks chief child choir
choose chosen chucked chucks cite clause cleat cleats clod closer closers closest closets clothes coal coil coma comas
combing comets commence compete competed competes competing concert concerted concerting concerts cone cones conform
conformed conforms content contest context contracts contrast cook cord cords cost cot couch count county covert
coverts crate crated crates crating cremate cremated cremates cremating cremation crested cresting crow cull culled
culling culls curd curds dad dads daft dairy dais dare daring data dawn dead deceive deed deer dent deplete depletes
deportment depot desert despatch dessert dial dials diced dices diets diked dikes dimes dine dined dines directer disk
dived diver dives dome door doors dote dozen draw drawls dried drier dries drift drifted drifts drip dripped drips
drone droop drooped droops drown drugged dual dues dune dusk dyed dyes east edict edicts eery effect employe employer
employers employes endure enquire enquires ensue ether existing exits expire fall fare farm fast fear felling fellow
fells fields file filed filling fills fireman firm fist flailed flails flaws flogged flounder foiled foils fonder fore
foremen fork forum four fright frill fro frozen full fulling fulls gate gays gear gees gene gents gibe gibes givens
gong gores goring grate grave guess guide guild gust gusts guts gutting hall halve handlers hat hate hats header
header's heal hear heard heave heed hilts hind hinds hints hippy hive hoist homie homy hone hose hove huts impart
imparted imparts incite infirm inquire inquires insurance jest juts kindle knew know laded lading lads lagged lagging
lags lake lane lass last lathe lather latter law layer leading leaf leafs leaked lean leap lefts legged legging legs
lend lending lends lesson lest letter libel libels lift lime list liter load loader loading loads loan loaves loft
lone longs loose looses loosing losers losses lots louse louses low lugged lugging lugs lust lute mains makers male
males mall managers manger mans mare marl mars mart martial mask mass massage massaged massages massed masses massing
mast mate matter maul mauled mauling mauls mead meal mend mere mess messed messes messing meting miens mike mikes
minds mines minks mints minuet minuets minus mire mission mist mists misused misuses misusing moan moat mode modifiers
moist monkey moss mosses moth moths movers movie movies muss mussed musses mussing named nay near nest news nite nites
noes notching noting nude nudes nut often oil old organizers ounce owe own owned paced pads page pain paint pair pang
pangs panned pans pap parch pars parson parsons part party pasted pasts patent patents path pats peach pease peer pen
pepped peps pest pests pets phase phoneys phonied phonies phony photo phrase pier pigs pined pins pitch pits place
placid plaid plain plains plane planed planes planks plant plants plate player playing plays pleas plopped plops plush
point polo pooped poops ports posed posy pots pouts praise prayer praying prays prince print prison prize programer
propped props prospectus punts pupped pups puss pusses putts quack quest quiet quite quota quotas rafting raided rang
rank ranting raps raring rate ratting raw read reader real reamed reaps receivers regional remainder renew rent repeat
report require resent responsibly rest reused reuses review rigs rile rips rise roach roaches role rote rout row rubs
ruing ruins rums runes rung rungs runts sage sages sake salesmen salve salved salves sand sanding sands sane scale
scales scare scent seal season seats sects seize sell selling sensing session settlers settling shaft shafted shafts
shame shape share shaved shell sheller ship shoed shoes shoon shoos shop shopping short shot shots shout shouts show
side sift sifted sifts sill silts simple sing singed sings sins sipped sipping sips sire sirs sites siting skipped
skips skits slapped slaps slaved slaying slays slits slitting slopped slops slow smite snow sole soles soot sore sort
sowed sows spaying spays speller spend spending spends spent spite spits spitting spoon sport squid stack stag stags
staid stale stales stall stared staring starred starring stars startled startling state stated states stating statues
staved staying steeps stem step stick stock stomp stoop stops store story strap strays struck subscribes suck sue
suite suits sundae surge swaying sways sweller swoon tacked tacks takers tale tales tall tame tames tang tangs tank
tanks tape taped taste teach teal tear teem teems tend term test there these they thin thing think thinks thins
thorough those though threat thus tickled ties tile tilling tills timers toll tolling tolls tome tomes torn tough town
trail trainee treasure treat tribal tricked tricks trill trough tucked tucks tugging tugs tuned tusk tusks unfit urn
urns usher version waist waists wall walls waned wants warm warmed warms wars weak wear webhooks weekly wees weight
west whale what whole wide width wind winds wine wines wings wining winks witch wits woks wont word world worn writ
writers writhe writhes writs yeah year yield
"""
