"""The verbs and near-verbs that tell which way a clause looks; tense.py reads them."""

from __future__ import annotations

from corpus.temporal.lexicon import either

MODALS = either("will shall ll would could may might can should must")
SURE_MODALS = either("will shall ll")
PERFECT = frozenset(["has", "have", "ve"])
PRESENT = either("is are am re")
TO_COME = either("is are am re was were")  # "is to meet"
BEFORE_BASE = MODALS | either("to not t did does do")

# What is said of things to come, with or without a verb after it ("due Friday", "expected Friday", "if they meet").
EXPECTED = either(
    """
    expect expects expected expecting planned planning scheduled slated projected anticipate anticipates anticipated
    await awaits awaited due set ready likely payable redeemable effective bound poised if unless maturing matures
    expire expires
    """
)
NOT_EXPECTING = frozenset(["as", "than", "previously"])  # "as planned", "than expected"
# These look ahead only to what they are to do ("agreed to meet Friday"), not by themselves ("agreed Friday").
INTENDED = either(
    """
    hope hopes hoped hoping agree agrees agreed promise promises promised vow vows vowed pledge pledges pledged plan
    plans decide decides decided propose proposes proposed intend intends intended prepare prepares prepared preparing
    seek seeks sought seeking urge urges urged urging aim aims aimed want wants wanted threaten threatens threatened
    invite invites invited ask asks asked order ordered offer offers offered schedule
    """
)
# With "to" or "until" before the new date ("put off to June 5").
SHIFTED = either("delayed postponed extended rescheduled moved adjourned deferred delay postpone extend deferring")
# Verbs whose bare present tells of what is on the programme ("talks resume Monday").
PROGRAMME = either(
    """
    resume resumes begin begins opens reopens meet meets convene convenes expires arrives departs debuts airs starts
    """
)
# The same of verbs that are also nouns: only right before the day ("leaves Saturday", "ends on Friday").
PROGRAMME_BESIDE = either(
    "leaves ends closes returns goes comes takes flies speaks votes visits hosts finishes retires"
)
BEFORE_NOUN = either("the a an its his her their our")
# With "until" before a term that is set ("gave them until Friday").
GIVEN = either("has have ve had give gives gave given")
# Verbs of coming and going: their present progressive tells of what is arranged ("is meeting Friday").
GOING = either(
    """
    going meeting visiting arriving leaving traveling travelling holding coming flying heading returning hosting
    opening closing releasing starting beginning launching
    """
)

PAST = either(
    """
    was were had did said told made took came went got gave knew thought saw found left felt became began brought built
    bought broke chose caught dealt drew drove fell fought flew forgot froze grew held heard hit kept laid led lent
    lost met paid put ran rose sat sold sent set shot shut slept slid spoke spent stood stole struck sued swore swung
    taught threw understood won wore wrote beat bet bid cast cost cut hurt let quit read shed spread split sank shrank
    sprang stuck sought wound withdrew overcame undertook rode sang bled fled fed been done gone seen taken given
    known shown born begun fallen risen driven written spoken broken chosen stolen drawn thrown worn grown flown
    """
)
PAST_AS_PRESENT = either("set put hit let cut cost bet bid cast hurt quit read shed spread split beat come become")
NOT_PAST = either(
    """
    need feed speed indeed hundred red bed seed breed creed deed weed greed steed united limited exceed proceed succeed
    bleed alleged unprecedented sacred wicked naked aged
    """
)
# A participle after these is part of a passive, whose auxiliary decides, or an adjective.
NOT_FINITE_AFTER = either("be being been is are the a an its his her their our my as than newly still more")

# What no infinitive starts with ("to the", "to them").
NO_VERB = either(
    """
    the a an this that these those his her its their our my your it them him us me which whom about as all each some any
    both no one two three four five six seven eight nine ten
    """
)
IN_LY = either("fly apply supply reply rely comply rally ally multiply imply")
NEW_CLAUSE = either("that which who whom whose where when while if but and or because he she it they we you i")
# What stands before a "to" that is no infinitive's ("according to police").
NO_INFINITIVE_AFTER = either("according prior thanks close next similar up down")
