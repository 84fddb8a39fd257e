"""Everyday English: words that say how somebody asks, never what the question is about.

The guard refuses a question whose subject the articles lack. Words such as "vanished", "tell" or
"husband" are not subjects, however rare they are in the articles. The list holds verbs, adjectives,
people, times and small words; it names no disease, drug, body part or procedure.
"""

PEOPLE = """
somebody someone anybody anyone everybody everyone nobody people person man men woman women lady ladies gentleman guy
husband wife partner spouse boyfriend girlfriend fiance mum mom mummy mother dad daddy father parent son daughter
brother sister sibling uncle aunt auntie cousin nephew niece grandma grandmother granny nan nana grandpa grandfather
grandad granddad grandparent grandson granddaughter friend neighbour neighbor colleague boss relative family loved
folk
patient doctor nurse consultant specialist oncologist expert professor scientist researcher carer caregiver carers
team staff clinic hospital ward centre center company journalist
"""

TIMES = """
today tonight tomorrow yesterday now nowadays soon later early earlier late latest recently recent lately currently
current present already still yet again once twice always never ever often sometimes usually normally rarely forever
day daily night morning afternoon evening noon midnight hour hourly minute second week weekly weekend weekday
fortnight
month monthly year yearly decade monday tuesday wednesday thursday friday saturday sunday january february march april
may june july august september october november december spring summer autumn winter time while moment long longer
before after afterwards during since until till ago next last first previous previously final finally beginning end
halfway start eventually immediately instantly suddenly gradually meanwhile
"""

ASKING = """
a an the this that these those it its he him his she her hers they them their theirs we us our ours i me my mine you
your yours myself yourself himself herself itself ourselves themselves who whom whose what whatever which when where
why how whether if then than as so such too very quite rather really actually basically literally honestly simply just
only even also else either neither both each every all any some none no not nor never without within with and or but
because though although however therefore of to in on at by for from into onto over under about above below between
among through across against towards toward up down off out near far away back around along behind beside besides
despite except instead per via yes yeah yep nope ok okay please pls thanks thank hello hi hey sorry well oh um hmm
tell told say said utterance ask asked explain explained describe described show showed mean meant meaning know known
knew
understand understood understanding think thought believe wonder wondering curious hear heard read reading see saw
seen
look looking find found finding search google question answer answered answering info information detail details fact
facts truth true false real really word words term terms simple simply plain english short brief summary summarise
summarize sum sums explainer overview version bit lot lots thing things stuff something anything everything nothing
way ways kind kinds sort sorts type types example examples reason reasons point idea sense difference different
differently differ compare compared comparison versus vs same similar like unlike exactly precisely generally general
specific specifically particular particularly typical typically average common commonly usual normal
am is are was were be been being isnt arent wasnt werent do does did done doing dont doesnt didnt have has had having
havent hasnt hadnt can cant cannot could couldnt will wont would wouldnt shall should shouldnt may might must mustnt
need needs neednt ought id ill im ive youre youve theyre weve hes shes whats wheres whos hows thats theres lets
many much more most few fewer less least several enough plenty number amount half whole part quarter third percent
percentage proportion share chance chances odds likely unlikely likelihood probability possible possibly possibility
impossible maybe perhaps probably certainly certain definitely sure surely unsure able unable available allowed
"""

DOING = """
get gets getting got gotten give gives giving gave given take takes taking took taken make makes making made go goes
going went gone come comes coming came put puts putting keep keeps keeping kept let lets letting leave leaves leaving
left stay stays staying stayed stop stops stopping stopped start starts starting started begin begins began begun
finish finishes finished finishing continue continues continued carry carries carried carrying try tries tried trying
use uses used using work works worked working help helps helped helping want wants wanted wish hope hopes hoped hoping
expect expects expected expecting plan plans planned planning decide decides decided deciding decision choose chooses
chose chosen choosing choice pick picks picked change changes changed changing become becomes became turn turns turned
happen happens happened happening occur occurs occurred occurring appear appears appeared appearing disappear
disappears disappeared vanish vanishes vanished melt melted seem seems seemed feel feels felt feeling live lives lived
living survive die dies died dying move moves moved moving bring brings brought send sends sent receive receives
received wait waits waited waiting hold holds held involve involves involved include includes included including
affect affects affected cause causes caused causing lead leads led show shows shown prove proved proven proof
improve improves improved improving recover better best worse worst good bad great nice fine right wrong big bigger
biggest large larger largest small smaller smallest little tiny huge high higher highest low lower lowest long short
new newer newest old older oldest young younger fast faster quick quickly slow slowly hard harder easy easily
difficult
strong stronger weak weaker safe safer safely dangerous danger risky serious seriously severe mild bad badly important
worry worries worried worrying scared scary afraid fear frightened frightening terrified anxious nervous upset sad
happy
glad excited interesting interested special main major minor key full empty free open closed ready available famous
actual proper properly correct correctly official legal illegal legit legitimate fake scam con trust trusted
trustworthy
reliable honest believe believable promising promise promised hype miracle breakthrough news article story report
reports reported headline paper study studies studied test tests tested testing check checks checked checking watch
watches watched watching notice noticed spot spots recognise recognize realise realize remember forget forgot
forgotten
talk talks talked talking speak speaks spoke call calls called calling ring rings phone contact visit visits visited
meet meets met join joins joined joining enter enrol enroll enrolled sign signs signed signing apply applied
offer offers offered accept accepted refuse refused agree agreed allow allows require requires required
requirement qualify eligible
suitable pay pays paid paying payment afford cost costs costing price prices expensive cheap money buy buys sell sells
selling sold spend spent charge charged charges fund funded funding cover covers covered
home house abroad country countries city place places world local area online internet
website page site chat group web book books video
grow grows grew growing shrink shrinks shrank shrunk shrinking spread spreads spreading return returns returned remove
removes removed removing replace replaces attack attacks attacked fight fights fighting kill kills killed killing
destroy destroys beat beats hit hits target targets targeted aim aims aimed reach reaches reached break breaks broke
build builds built create creates created produce produces produced prepare prepares prepared support supports care
cares caring manage manages managed handle deal deals treat treats treated treating suffer suffers suffered suffering
experience experienced lose loses lost miss misses missed missing gain win won share add adds added extra another
other
others second third one two three four five six seven eight nine ten dozen hundred thousand million once double
single pair both alone together apart inside outside everywhere anywhere somewhere nowhere here there
age aged years-old weigh weight size level levels rate rates figure figures score step steps stage stages phase
process method methods result results outcome outcomes effect effects side sides benefit benefits advantage
disadvantage pros cons downside drawback drawbacks limit limits limitation limitations problem problems issue issues
trouble wrong option options alternative alternatives possibility next-step advice opinion opinions thoughts
successful success successfully fail fails failed failure failing effective effectively effectiveness useful useless
worth worthwhile ideal perfect fair enough exist exists existing run runs running ran wear wears carry bring brings
hurt hurts hurting catch catches caught cut cuts cutting forward ahead behind mind minds page pages form forms
line lines list mechanism delivery deliver delivers delivered rather twenty thirty forty fifty sixty seventy eighty
ninety fourth fifth lots lovely awful horrible terrible properly normally hopefully desperate journey unkind polite
rude guilty ashamed embarrassed heartbroken devastated brave hopeful hopeless
grateful thankful lucky unlucky unfortunately luckily suppose guess reckon write writes wrote written post posted
mention
mentioned mentions suggest suggested suggests recommend recommended recommends advise advised warn warned convince
convinced
persuaded prefer preferred rely depends depend loose sooner shop order orders supposed meant going gonna
gotta wanna lemme dunno wat wot wht whats pls plz thx ty u ur r n b4 cuz cos coz tho thru
"""

EVERYDAY = frozenset(f"{PEOPLE} {TIMES} {ASKING} {DOING}".split())
