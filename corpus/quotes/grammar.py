"""The closed classes of English, which tell where a noun phrase ends without a model."""

from __future__ import annotations


def words(listed: str) -> frozenset[str]:
    """The words of a list set with blanks between them."""
    return frozenset(listed.split())


DETERMINERS = words("""
    the a an this these those his her its their our my your some any many several few most all both each every no
    another one two three four five six seven eight nine ten dozens hundreds thousands other such
    """)
PRONOUNS = words("he she they it we i you everyone everybody someone nobody anyone anybody")
AUXILIARIES = words("""
    is are was were be been being am has have had having do does did will would can could may might must shall should
    isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't can't cannot couldn't
    shouldn't
    """)
PREPOSITIONS = words("""
    of for in at on to from with by about over under into onto against between among during before after through
    without within across behind beyond near amid toward towards via despite throughout around outside inside along
    alongside per including regarding concerning versus besides unlike like except plus aboard beneath above below
    """)
# Those that go on with a noun phrase rather than with the verb.
INNER_PREPOSITIONS = frozenset(("of", "for", "at", "with", "from", "in", "to", "on"))
SUBORDINATORS = words("""
    when while as because if although though unless until since whether where whereas how why what whatever than
    so lest
    """)
COORDINATORS = words("and or but nor yet then")
RELATIVES = words("who which whom whose")
ADVERBS = words("""
    also later just only again never not n't too even ever still already now soon once first further earlier
    previously simply always often sometimes perhaps maybe meanwhile instead however therefore thus rather quite very
    almost nearly back there here both privately initially finally certainly clearly recently separately publicly
    similarly reportedly apparently actually unfortunately ironically surprisingly additionally ultimately currently
    specifically especially usually typically generally eventually obviously notably suddenly somehow likewise
    """)
# Names in "-ing", which at the head of a sentence would look like participles.
NAMES_IN_ING = words("beijing nanjing boeing reading sterling king wyoming flushing")
# Words in "-ly" that are no adverbs.
NOUNS_IN_LY = words(
    "family ally assembly reply supply rally monopoly anomaly bully friendly elderly early daily weekly"
)
TIMES = words("""
    monday tuesday wednesday thursday friday saturday sunday january february march april june july august september
    october november december today yesterday tomorrow tonight jan. feb. aug. sept. oct. nov. dec. jan feb aug sept
    oct nov dec afterward afterwards
    """)
# Lower-case verbs that end a noun phrase, beside the auxiliaries, the verbs of saying and whatever ends in "-ed".
PLAIN_VERBS = words("""
    made make makes took take takes gave give gives went go goes came come comes got get gets saw see sees met meet
    meets left leave leaves held hold holds won win wins lost lose loses ran run runs stood stand stands sat kept keep
    keeps found find finds knew know knows thought think thinks believe believes want wants seem seems appear appears
    became become becomes began begin begins brought bring brings sent send sends spent led leads built set sets put
    puts let lets need needs try tries help helps hope hopes expect expects plan plans show shows continue continues
    heard hear hears felt feel feels rose fell broke drew drove grew spoke chose wrote sought fought bought sold paid
    taught caught knows shot hit cut spoke wearing having going trying looking standing speaking sitting holding
    asking making taking giving hoping
    """)
