"""Words that tell names from other words: common first names, and what is never a name."""

from pathlib import Path

FIRST_NAMES = frozenset((Path(__file__).parent / "first_names.txt").read_text(encoding="utf-8").split())

STOP = frozenset(
    """
    a about above after again age aged all also am an and any anybody anyone are around as asked asking at away back be been
    before being born both but by call called calling came can cannot cant carer chemo clinic could couldnt dad date day days
    dear diagnosed did didnt do doctor does doesnt doing done dont dob down each email every everybody everyone feels felt fine
    first for from gave get gets getting given gives go goes going good got had happy has hasnt have having he hello her here
    hers hi hey him his hospital how however husband i id if ill im in into is isnt it its ive just keeps last let lives living
    likes looks lost made make many may maybe me mrs might mine miss more most mr ms much mum must my mobile name named need
    needs new nhs no nobody not nothing now number nurse of off ok on once one only or other our out over patient people
    phone please put ref said saw say saying says see seen she should shouldnt since so some somebody someone still suffers
    suggested sure takes taking team tel tells than thank thanks that the their them then there these they thing things think
    thinks this those through time to today told tomorrow too took under until up us very wait waiting want wanted wants was
    wasnt we well went were what when where which while who whom whose why wife will wish with without wont would wouldnt
    writes writing wrote yes yesterday yet you your yours okay all question questions q dx hx re cc mob cell address postcode
    appointment visit letter results result wanting trying worried scared looking hoping diagnosis surgery sick ill tired well
    both old young months years weeks year month week male female single married retired pregnant currently really quite also
    """.split()
)
"""Words that end a name or cannot be one."""

NOT_NAMES = frozenset(
    """
    january february march april june july august september october november december monday tuesday wednesday thursday friday
    saturday sunday british english scottish irish welsh american indian asian african european chinese french german italian
    spanish polish greek turkish canadian australian muslim jewish hindu catholic sikh buddhist christian catholics stage
    grade phase cancer tumour tumor car til car-t crs icans car-ts leukaemia leukemia lymphoma myeloma melanoma mother father
    sister brother son daughter friend uncle aunt grandma grandad nan gran mom mummy daddy parent parents family doctor nurse
    professor consultant oncologist surgeon gp newbie newcomer student researcher positive negative diabetic vegetarian
    reception pharmacy ward chemotherapy immunotherapy question help dear sir madam team anyone everybody
    """.split()
)
PARTICLES = frozenset("de da do dos das del della di la le el al bin ibn van von der den ter ten du st mac ap y e".split())
