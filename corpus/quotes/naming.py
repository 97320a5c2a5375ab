"""The words that come with names: titles, marks of an organisation, peoples, and common given names.

No list of people, places or organisations is kept: who is who is read from the article itself. The given names, the
commonest only, settle "he" against "she" and speak for a person where the article gives no other sign.
"""

from __future__ import annotations

from corpus.quotes.grammar import words

_MALE_TITLES = words("mr. mr sir lord king prince congressman councilman father brother pope chairman spokesman")
_FEMALE_TITLES = words(
    "mrs. ms. mrs ms miss lady dame queen princess congresswoman councilwoman sister madam chairwoman spokeswoman"
)
HONORIFICS = frozenset(("mr.", "mrs.", "ms.", "mr", "mrs", "ms", "miss", "dr.", "dr", "sir", "madam"))
TITLES = (
    words("""
    dr. dr prof. prof professor president vice minister prime secretary chancellor senator sen. sen representative rep.
    rep congressman congresswoman governor gov. gov mayor judge justice general gen. gen lt. lt lieutenant col. col
    colonel maj. maj major capt. capt captain sgt. sgt sergeant officer detective sheriff chief chairman chairwoman
    chair director manager editor spokesman spokeswoman spokesperson ambassador commissioner attorney speaker leader
    whip king queen prince princess pope cardinal bishop archbishop rabbi imam sheikh lord lady sir dame doctor coach
    analyst economist strategist pollster adviser advisor aide counsel lawyer delegate del. del councilman councilwoman
    treasurer premier executive ceo founder co-founder author actor actress singer activist historian journalist
    reporter correspondent host anchor commander cmdr. adm. admiral rev. rev reverend father sister brother deputy
    assistant undersecretary nominee candidate billionaire investor trader veteran democrat republican democratic
    former ex retired acting interim mr. mrs. ms. mr mrs ms miss foreign ministers presidents senators sens. reps.
    hon. st. gov-elect president-elect principal superintendent envoy negotiator administrator inspector constable
    comptroller prosecutor solicitor barrister magistrate congressmen dean provost chairperson pastor ayatollah sultan
    emir baron count countess duke duchess midfielder striker goalkeeper quarterback pitcher captain
    """)
    | _MALE_TITLES
    | _FEMALE_TITLES
)
ORGANISATION_WORDS = words("""
    party department ministry inc inc. corp corp. co co. ltd ltd. company corporation university college school
    institute institution center centre council committee commission agency association union bank group foundation
    fund court house senate congress parliament government administration office bureau board authority service
    services force forces army navy police news times post journal press tribune herald magazine network radio
    television tv street avenue road city county state states kingdom republic nations islands island river lake
    mountain motor motors airlines airways industries international systems technologies partners capital securities
    research poll survey report act bill law treaty agreement amendment war campaign league club team federation
    organization organisation coalition alliance conference summit project program programme hospital church museum
    hall hotel airport week day democrats republicans officials americans lawmakers twitter facebook google
    media today review chronicle globe daily gazette observer guardian valley beach park square district region
    province territory ocean sea bay trust society order academy exchange reserve treasury pentagon kremlin cabinet
    industry
    """)
DEMONYMS = words("""
    american british french german japanese chinese russian italian spanish canadian mexican israeli palestinian iranian
    iraqi syrian turkish greek egyptian saudi indian pakistani afghan korean vietnamese thai indonesian malaysian
    filipino australian brazilian argentine chilean cuban colombian venezuelan nigerian kenyan ethiopian somali sudanese
    libyan polish hungarian czech romanian bulgarian ukrainian serbian croatian bosnian albanian austrian swiss dutch
    belgian danish swedish norwegian finnish irish scottish welsh portuguese european african asian latvian estonian
    lithuanian taiwanese singaporean lebanese jordanian moroccan tunisian algerian u.s. u.k. u.n. eu e.u. us uk un gop
    western eastern northern southern latino hispanic muslim jewish catholic protestant
""")
# What an unnamed person is called, beside the titles: "a dealer said", "an official of the ministry".
PERSONS = TITLES | words("""
    official delegate diplomat participant aide member dealer broker merchant importer exporter maker buyer seller
    owner worker engineer mechanic foreman inspector banker lender farmer driver pilot sailor soldier teacher student
    pupil nurse physician scientist researcher scholar expert specialist consultant critic supporter opponent backer
    voter resident neighbor neighbour citizen taxpayer man woman boy girl mother husband wife son daughter friend
    colleague relative cousin uncle aunt grandmother grandfather widow widower parent child teenager person witness
    victim survivor suspect defendant plaintiff passenger customer shopper visitor tourist guest fan player teammate
    writer editor columnist blogger commentator observer employee employer clerk salesman saleswoman businessman
    businesswoman lobbyist organizer organiser protester demonstrator volunteer politician lawmaker legislator
    staffer insider source chairwoman negotiator head boss waiter waitress cook chef tenant landlord builder
    contractor planner designer scholar artist musician rancher fisherman refugee immigrant veteran retiree
    speechwriter biographer prosecutor policeman policewoman firefighter paramedic priest nun monk patient hunter
    operative donor counterpart successor predecessor newcomer caller listener reader viewer
""")
ADJECTIVES = DEMONYMS | {"republican", "democratic"}
GENDERED = {
    **dict.fromkeys(_MALE_TITLES, "m"),
    **dict.fromkeys(_FEMALE_TITLES, "f"),
    **dict.fromkeys(words("husband son actor uncle nephew grandfather widower businessman he his him"), "m"),
    **dict.fromkeys(
        words("wife daughter mother actress aunt niece grandmother widow businesswoman she her waitress hers"), "f"
    ),
}
_MALE_NAMES = words("""
    james john robert michael david william richard joseph thomas charles christopher daniel matthew anthony mark donald
    steven stephen paul andrew joshua kenneth kevin brian george timothy ronald edward jason jeffrey ryan jacob gary
    nicholas eric jonathan larry justin scott brandon benjamin samuel gregory alexander patrick frank raymond jack
    dennis jerry tyler aaron jose henry adam douglas nathan peter zachary kyle walter harold jeremy ethan carl keith
    roger gerald christian sean arthur austin noah lawrence jesse joe bryan billy albert dylan bruce willie
    gabriel alan juan logan wayne ralph roy eugene randy vincent russell louis philip bobby johnny bradley bill bob jim
    mike tom dan dave steve jeff greg rick ron ken tim ted tony chris matt ben sam josh nick jon alex fred harry
    ahmed ali mohammed muhammad mohamed hassan omar ibrahim carlos luis miguel antonio francisco pedro jorge manuel
    vladimir ivan sergei boris dmitry hans klaus pierre jacques francois giovanni marco mario hiroshi takeshi
    marc sidney victor neil ian graham colin simon nigel hugh gordon trevor
""")
_FEMALE_NAMES = words("""
    mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty sandra margaret ashley
    kimberly emily donna michelle carol amanda melissa deborah stephanie rebecca laura helen sharon cynthia kathleen amy
    shirley angela anna ruth brenda pamela nicole katherine catherine christine samantha debra janet carolyn
    rachel heather maria diane emma julie joyce frances evelyn joan christina kelly victoria lauren martha judith cheryl
    megan andrea ann alice doris jacqueline kathryn hannah julia gloria teresa sara janice olivia rose theresa
    judy marie beverly denise marilyn amber danielle brittany diana abigail jane natalie lori tiffany alexis kayla
    chelsea donna anne claire ellen susie kate katie jill sally sue peggy debbie
    elena olga natasha fatima aisha yuki keiko ingrid francesca lucia carmen rosa ana sofia isabel
    fiona nicola theresa bridget erin molly maggie liz beth jenny wendy tammy gina tina
""")
GIVEN_NAMES = {**dict.fromkeys(_MALE_NAMES, "m"), **dict.fromkeys(_FEMALE_NAMES, "f")}
NAME_PARTICLES = words("de la van von der den al bin ibn el da di dos du ter del des le ben")
