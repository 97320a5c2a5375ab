"""Questions that look answerable: with another word of the same kind, or denied."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

_WORD = re.compile(r"\b[A-Za-z]{3,}\b")
_VERB = re.compile(r"(?<=\s)(is|was|are|were|did|does|do|has|have|had|could|would|should)(?=\s)")
_NEGATED = 0.04
# Words of one kind a line, of which no two can stand for each other.
_KINDS = """\
first last second third fourth fifth
largest smallest
biggest smallest
highest lowest
oldest youngest newest
longest shortest
best worst
most least fewest
more fewer less
before after
early late
earliest latest
north south east west
northern southern eastern western
january february march april may june july august september october november december
monday tuesday wednesday thursday friday saturday sunday
increase decrease
increased decreased
rise fall
rose fell
gained lost
won lost
win lose
bought sold
buy sell
import export
imports exports
imported exported
start end
started ended
began ended
begin end
opened closed
open close
built destroyed
created abolished
founded dissolved
established disbanded
accepted rejected
approved rejected
agreed refused
support oppose
supported opposed
allowed banned
arrived departed
appointed dismissed
hired fired
arrested released
attacked defended
born died buried married
birth death marriage
married divorced
king queen prince princess emperor
kings queens princes
father mother brother sister son daughter uncle aunt cousin wife husband
brothers sisters sons daughters
men women children
man woman child
male female
boys girls
river lake mountain island desert
rivers lakes mountains islands
city country village continent
cities countries villages
state county district
century decade
year month week
years months weeks days
football baseball basketball hockey tennis cricket
book film album song play painting
books films albums songs plays paintings
novel poem film
author editor publisher
writer director producer composer
actor singer dancer
doctor lawyer teacher priest engineer
school church hospital library museum prison
university museum hospital airport
bridge tunnel tower castle
war treaty election
president minister governor mayor senator judge
army navy
import export
profit loss
profits losses
income debt
population area climate
height length width depth weight
temperature pressure volume
heat cold
hot cold
warm cool
winter summer spring autumn
morning evening
day night
red blue green yellow black white
gold silver bronze
upper lower
inner outer
front back
top bottom
public private
rich poor
strong weak
fast slow
old new
ancient modern
positive negative
major minor
maximum minimum
internal external
liberal conservative
democratic republican
catholic protestant
christian muslim jewish buddhist
english french german spanish italian russian japanese chinese
england france germany spain italy russia japan china
language religion
plants animals birds fish
bacteria viruses
blood bone
oxygen hydrogen nitrogen carbon
gas liquid
goals assists
teacher student
teachers students
winner loser
enemy ally
victory defeat
cause effect
advantage disadvantage
advantages disadvantages
strengths weaknesses
similarities differences
employer employee
lender borrower
offense defense
attack defense"""


class OtherWords:
    """Questions with one word put in place of another of its kind, or denied: king for queen, import for export.

    After Jia and Liang (2017), who took the nearest word vector; that makes synonyms, which a reader must not mind.
    """

    def __init__(self) -> None:
        self._kinds: dict[str, list[str]] = {}
        for line in _KINDS.split("\n"):
            kind = line.split()
            for word in kind:
                self._kinds.setdefault(word, []).extend(other for other in kind if other != word)

    def instead(self, question: str, passage: str, rng: Random) -> str | None:
        """The question with a word exchanged for one that the passage does not print, or denied, or None."""
        verb = _VERB.search(question)
        if verb and rng.random() < _NEGATED:
            return f"{question[: verb.end()]}n't{question[verb.end() :]}"
        printed = passage.lower()
        spots = [found for found in _WORD.finditer(question) if found[0].lower() in self._kinds]
        rng.shuffle(spots)
        for spot in spots:
            others = [word for word in self._kinds[spot[0].lower()] if word not in printed]
            if others:
                other = rng.choice(others)
                return (
                    question[: spot.start()] + (other.title() if spot[0].istitle() else other) + question[spot.end() :]
                )
        return None
