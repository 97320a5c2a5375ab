"""Words that the checks know: which say the same, which say the opposite, which say nothing by themselves.

Made by hand for news English. A word that stands in none of these lists has to stand in print.
"""

# ruff: noqa: E501, SIM905 (a list of words reads better as words than as one quoted word a line, one group to a line)
from __future__ import annotations

from index.lexical import stem

# Forms that no stemmer brings together.
LEMMAS = dict(
    pair.split(":")
    for pair in (
        "said:say says:say saying:say told:tell spoke:speak spoken:speak went:go gone:go goes:go came:come took:take "
        "taken:take gave:give given:give made:make met:meet fell:fall fallen:fall rose:rise risen:rise broke:break "
        "broken:break sold:sell bought:buy built:build led:lead left:leave lost:lose won:win held:hold kept:keep "
        "brought:bring thought:think began:begin begun:begin knew:know known:know grew:grow grown:grow drew:draw "
        "drawn:draw drove:drive driven:drive spent:spend sent:send saw:see seen:see sought:seek shook:shake "
        "shaken:shake wrote:write written:write chose:choose chosen:choose became:become found:find felt:feel ran:run "
        "sat:sit stood:stand struck:strike paid:pay laid:lay lent:lend caught:catch taught:teach meant:mean "
        "understood:understand withdrew:withdraw withdrawn:withdraw forbade:forbid forbidden:forbid shrank:shrink "
        "shrunk:shrink sank:sink sunk:sink bore:bear born:bear showed:show shown:show got:get gotten:get "
        "men:man women:woman people:person children:child wives:wife halves:half heard:hear read:read "
        "fought:fight flew:fly flown:fly threw:throw thrown:throw hid:hide hidden:hide spread:spread "
        "better:good best:good worse:bad worst:bad"
    ).split()
)

# Words that carry no statement: they may come and go. Negations, modals and quantifiers are checked on their own.
FUNCTION = frozenset(
    "a an the this that these those there here it its he she him her his hers they them their theirs we us our i me my you "
    "your who whom whose which what where when why how is are was were be been being am do does did doing done has have "
    "had having of in on at to from by with for as into onto about over under between among during through within than "
    "and or but so yet if because since while whereas although though both either then also too just very own such same "
    "other another up out off again further however meanwhile moreover instead per via upon toward towards regarding "
    "concerning according s t re ve ll d m itself himself herself themselves one ones whether until before after against "
    "along around across near like would will can could may might must shall should not no some any each every all "
    "more most less least many much few several only even still already once later earlier now thus therefore "
    "back together away down well man men side thing matter go come get become bring put take make".split()
)

_SYNONYMS = """
say tell state report announce declare note explain remark comment add indicate mention statement announcement
car automobile auto vehicle automotive
company firm maker manufacturer carmaker automaker producer corporation business
duty tariff levy
buy purchase acquire
begin start commence
end finish conclude
fall drop decline decrease slip slide
rise increase climb grow gain up growth
talk negotiation discussion negotiate
agreement accord deal pact settlement
reject refuse rebuff
ask request
demand call urge
approximate rough near almost
price cost
government administration
plan intend aim
impose charge
large big major
publish release issue print
meet meeting gather gathering hold
continue extend
additional extra
prepare
help aid assist
fear worry
expect forecast predict anticipate
worth value
sanction penalty punitive punish
year annual yearly
month monthly
week weekly
day daily
illegal unlawful
reply answer respond response
take-part participate attend
build manufacture produce make production
cut reduce reduction lower
show display
collapse break-down breakdown break failure
file lodge submit
accuse charge
resort
trade commerce commercial
minister secretary
leader head
deadline limit
include contain
part component
dealer dealership showroom
deficit gap shortfall
want seek wish
need require
think believe
hurt hit harm
money funds
person people
fraction share part
job work post
employ hire
try attempt
stop halt cease
keep retain
approve back support endorse approval
law statute legislation
rule regulation
choose pick select
close shut
soon shortly
quick fast rapid quickly
shipment cargo freight
ship vessel
storm gale
late delay
reach arrive
leave depart
market marketplace
stock inventory
loan credit
factory plant
worker employee staff
foreign overseas
home domestic
fix repair
double twice
correct amend correction mend
error mistake misstate wrong
average mean
total sum altogether
remain stay
estimate reckon calculate put
name identify single
complaint complain
warn caution warning
threaten threat
consultation consult
case dispute quarrel
decide decision determine
set fix
head lead run chief
director-general director
capital
percent percentage
last previous past
early beginning
"""

_OPPOSITES = """
rise increase climb grow gain raise jump soar surge up higher growth strengthen expand widen | fall drop decline decrease slip cut reduce lower plunge sink slide down shrink weaken narrow loss
accept agree approve endorse welcome embrace concede grant | reject refuse rebuff oppose decline spurn deny dismiss
support back praise favor favour applaud defend | oppose criticize criticise condemn denounce attack deplore
open | close shut
buy purchase import | sell export
win succeed victory success triumph | lose fail defeat failure
begin start launch commence | end finish stop halt cease conclude cancel
allow permit let authorize authorise | ban forbid prohibit bar block prevent
before ahead prior earlier | after following later since
high strong good large big rich full wide long hard heavy | low weak bad small little poor empty narrow short easy light
confirm admit acknowledge affirm | deny dispute contradict
likely possible certain sure | unlikely impossible uncertain
legal lawful | illegal unlawful
lift remove drop withdraw cancel abandon | impose introduce keep retain
above over exceed | below under
join enter arrive come | leave quit exit depart go
ease relax loosen simplify | tighten toughen harden
surplus profit | deficit loss gap
best most maximum largest biggest highest | worst least minimum smallest lowest fewest
north northern | south southern
east eastern | west western
man husband brother son father he | woman wife sister daughter mother she
morning | evening afternoon night
early | late
foreign | domestic home
hire employ | fire dismiss lay-off sack
optimistic hopeful confident | pessimistic gloomy doubtful
include | exclude omit
push | pull
send give lend pay export | receive take borrow import
public open | private secret
old | new
fast quick | slow
first | last final
true right correct accurate | false wrong incorrect inaccurate
ally friend partner | enemy rival opponent
create build hire | destroy demolish
start | finish
peace | war
unanimous united | divided split
save | spend waste
safe | dangerous
major | minor
more | fewer less
voluntary | compulsory mandatory forced
unilateral | bilateral joint multilateral
temporary | permanent
direct | indirect
improve recover | worsen deteriorate
"""

NEGATIONS = frozenset(
    "not no never none nobody nothing neither nor cannot without hardly barely scarcely nowhere no-one".split()
)
# Verbs that deny what follows them.
DENYING = frozenset(
    "fail refuse decline deny unable reject lack avoid prevent stop cease abandon cancel withdraw drop rule-out bar block "
    "forbid ban dismiss doubt unlikely impossible refusal denial failure".split()
)

# What hedges a statement, by kind: a kind that the print has and a sentence has not is a change of certainty.
MODALS = {
    "may": "possible",
    "might": "possible",
    "could": "possible",
    "can": "possible",
    "perhaps": "possible",
    "possibly": "possible",
    "maybe": "possible",
    "would": "future",
    "will": "future",
    "shall": "future",
    "must": "duty",
    "should": "duty",
    "ought": "duty",
}
INTENDING = frozenset(
    "plan intend aim expect threaten propose want hope seek consider offer promise agree try attempt ask demand urge "
    "allow free due set scheduled ready willing decide likely about able order tell warn prepare pretend seem appear claim fear suppose".split()
)

# Words that say how much of something: the group that a sentence uses must be one the print uses.
QUANTIFIERS = {
    word: group
    for group, words in {
        "all": "all every each entire whole always everyone everybody everything entirely completely fully",
        "none": "none never nobody nothing neither nowhere",
        "most": "most mostly majority largely mainly",
        "many": "many numerous lots",
        "some": "some several various certain",
        "few": "few handful",
        "only": "only solely exclusively merely alone sole",
        "both": "both",
        "either": "either",
        "more": "more greater additional extra",
        "less": "less fewer",
        "first": "first initial",
        "last": "last final finally",
        "record": "record unprecedented",
        "once": "once",
        "twice": "twice double doubled",
        "half": "half halved",
        "again": "again",
        "least": "least",
    }.items()
    for word in words.split()
}

DEMONYMS = dict(
    pair.split(":")
    for pair in (
        "japanese:japan american:us americans:us america:us u.s:us u.s.:us usa:us us:us canadian:canada canadians:canada "
        "european:europe europeans:europe german:germany germans:germany french:france british:britain "
        "uk:britain u.k.:britain chinese:china korean:korea mexican:mexico italian:italy swiss:switzerland russian:russia "
        "soviet:soviet asian:asia iranian:iran israeli:israel indian:india brazilian:brazil spanish:spain dutch:netherlands"
    ).split()
)


def lemma(word: str) -> str:
    """The stem of a word's plain form."""
    lower = word.lower().strip(".")
    return stem(LEMMAS.get(lower, lower))


def _groups() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, line in enumerate(_SYNONYMS.strip().splitlines()):
        for word in line.split():
            found.setdefault(lemma(word), set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


def _opposed() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in _OPPOSITES.strip().splitlines():
        left, right = ({lemma(word) for word in side.split()} for side in line.split("|"))
        for ours, theirs in ((left, right), (right, left)):
            for word in ours:
                found.setdefault(word, set()).update(theirs - ours)
    return {word: frozenset(others) for word, others in found.items()}


DENIALS = frozenset(lemma(word) for word in DENYING)
SYNONYMS = _groups()
OPPOSITES = _opposed()


def same(one: str, other: str) -> bool:
    """Whether two stems say the same: by the list, or as forms of one word."""
    if one == other or SYNONYMS.get(one, frozenset()) & SYNONYMS.get(other, frozenset()):
        return True
    if other in OPPOSITES.get(one, frozenset()):
        return False
    shared = len(_common(one, other))
    return shared >= 5 and shared >= 0.7 * max(len(one), len(other))


def _common(one: str, other: str) -> str:
    for at, (a, b) in enumerate(zip(one, other, strict=False)):
        if a != b:
            return one[:at]
    return min(one, other, key=len)
