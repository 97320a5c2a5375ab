"""Which articles are copies of one another: the same text, cut, headed or edited by another desk.

What makes a copy is that everything is shared about equally: phrases, words, and the numbers and names above all. Two
weekly reports of one form share their phrases and not their numbers. How much must be shared depends on who printed it
and when: another outlet's desk on the same day may have changed a third of the words; an outlet that has its own text
twice changed little, and a report that is like one of last month is most likely another month's.

The bounds were set with `benchmarks/duplicates.py`, on planted copies of one half of Reuters-21578.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.duplicates.entry import Entry
    from corpus.duplicates.likeness import Likeness


@dataclass(frozen=True, slots=True)
class Bounds:
    """The least shares of two copies: of the shorter's word pairs, of both texts' word pairs together, of the
    shorter's words, and of its numbers and names; and how many word pairs must be shared, by weight.
    """

    contained: float
    jaccard: float
    words: float
    specifics: float
    in_common: float


# Another outlet, on the same day or the next, edited, or cut to as little as a sixth; in the same week.
_EDITED = Bounds(contained=0.45, jaccard=0.27, words=0.7, specifics=0.55, in_common=0)
_CUT = Bounds(contained=0.85, jaccard=0.15, words=0.9, specifics=0.9, in_common=12)
_LATER = Bounds(contained=0.6, jaccard=0.4, words=0.75, specifics=0.85, in_common=25)
# The same outlet, likewise; and no outlet named on either.
_REPEATED = Bounds(contained=0.7, jaccard=0.6, words=0.8, specifics=0.85, in_common=0)
_REPEATED_LATER = Bounds(contained=0.85, jaccard=0.8, words=0.85, specifics=0.9, in_common=20)
_UNATTRIBUTED = Bounds(contained=0.6, jaccard=0.45, words=0.75, specifics=0.8, in_common=0)
# Any outlet, more than a week later.
_LONG_AFTER = Bounds(contained=0.85, jaccard=0.85, words=0.85, specifics=0.9, in_common=60)
_SAME_NEWS, _SAME_WEEK = 1, 7  # days
# Where a text has so few words, or shares so few word pairs, the title must bear out that it is the same story: a
# dividend fits in a line that does not name the company.
_FEW_WORDS, _FEW_PAIRS = 12, 5
_TITLE_BEARS_OUT = 0.4
# Where the one with fewer numbers has more than one, so much of them must be in the other: the names in the reports of
# one form are often the same, the numbers are not.
_SOME_NUMBERS = 1.5
_NUMBERS_BEAR_OUT = 0.5


def are_copies(one: Entry, other: Entry, likeness: Likeness) -> bool:
    """Whether two articles are copies of one another."""
    bounds = _bounds(one, other)
    if not (_within(bounds, likeness) or (bounds is _EDITED and _within(_CUT, likeness))):
        return False
    if likeness.numbers.lesser >= _SOME_NUMBERS and likeness.numbers.contained < _NUMBERS_BEAR_OUT:
        return False
    is_short = min(one.sketch.length, other.sketch.length) < _FEW_WORDS or likeness.pairs.common < _FEW_PAIRS
    return not is_short or likeness.title.contained >= _TITLE_BEARS_OUT


def _bounds(one: Entry, other: Entry) -> Bounds:
    days = one.days_from(other) or 0  # where a day is not known, nothing tells that it is another
    if days > _SAME_WEEK:
        return _LONG_AFTER
    if one.family != other.family:
        return _EDITED if days <= _SAME_NEWS else _LATER
    if one.family is None:
        return _UNATTRIBUTED if days <= _SAME_NEWS else _LATER
    return _REPEATED if days <= _SAME_NEWS else _REPEATED_LATER


def _within(bounds: Bounds, likeness: Likeness) -> bool:
    return (
        likeness.pairs.contained >= bounds.contained
        and likeness.pairs.jaccard >= bounds.jaccard
        and likeness.words.contained >= bounds.words
        and likeness.specifics.contained >= bounds.specifics
        and likeness.pairs.common >= bounds.in_common
    )
