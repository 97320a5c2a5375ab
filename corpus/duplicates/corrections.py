"""Which article a correction corrects.

A correction is the article again, mended, or a note: "An article on Thursday about … misstated …". A note names no
article, so it is looked for in the same outlet, not later than the note: the article that has the numbers and names of
the note, most of all if it came out on a day that the note mentions, and if it stands out from the others.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.duplicates.marks import CORRECTING, Kind
from corpus.duplicates.versions import order

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from corpus.duplicates.entry import Entry
    from corpus.duplicates.likeness import Comparison, Likeness, Share

_DAYS = 31  # a correction comes within a month
_STANDS_OUT = 1.5  # times the next best, where no day is mentioned


@dataclass(frozen=True, slots=True)
class Correction:
    """What a correction corrects, by place, and whether it replaces it: a note does not."""

    of: int
    replaces: bool


def correction_of(
    place: int, candidates: Iterable[int], entries: Sequence[Entry], compared: Comparison
) -> Correction | None:
    """What the correction at a place corrects, of some candidates; None where none is like it."""
    correction = entries[place]
    found = [(other, compared.likeness(place, other)) for other in candidates if _may_be(correction, entries[other])]
    found.sort(key=lambda candidate: (entries[candidate[0]].kind in CORRECTING, -_weight(candidate[1])))
    for other, likeness in found:
        if _is_repeat(likeness):
            return Correction(other, replaces=correction.kind is Kind.CORRECTION)
    specifics, words = (0.4, 0.2) if correction.kind is Kind.NOTE else (0.6, 0.5)
    for other, likeness in found:
        if entries[other].published in correction.days and _is_about(likeness, specifics, words):
            return Correction(other, replaces=False)
    if correction.kind is Kind.NOTE and found:
        best, *rest = found
        stands_out = all(_weight(best[1]) >= _STANDS_OUT * _weight(likeness) for _, likeness in rest)
        if stands_out and _is_about(best[1], specifics=0.5, words=0.3):
            return Correction(best[0], replaces=False)
    return None


def _may_be(correction: Entry, corrected: Entry) -> bool:
    """Whether the one is of the outlet and of the time of what the other corrects."""
    if correction.family != corrected.family or correction.id == corrected.id:
        return False
    if correction.published is None or corrected.published is None:
        return correction.published is corrected.published and corrected.kind not in CORRECTING
    if corrected.kind in CORRECTING and order(corrected) >= order(correction):
        return False
    return 0 <= correction.published - corrected.published <= _DAYS


def _is_repeat(likeness: Likeness) -> bool:
    """Whether the correction, which comes first in the likeness, is the article again."""
    titled = likeness.title.contained >= 0.8 and likeness.title.common > 0
    if titled and likeness.words.contained >= 0.6:
        return True
    return _is_about(likeness, specifics=0.6, words=0.6) and likeness.pairs.contained >= 0.4


def _is_about(likeness: Likeness, specifics: float, words: float) -> bool:
    return _had(likeness.specifics) >= specifics and _had(likeness.words) >= words


def _had(share: Share) -> float:
    """How much of what the correction has the other has."""
    return share.common / share.one if share.one else 0.0


def _weight(likeness: Likeness) -> float:
    return likeness.words.common + likeness.specifics.common
