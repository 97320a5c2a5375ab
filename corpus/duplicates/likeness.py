"""How much two articles share, weighed by how rare it is in the archive.

A phrase that every weekly report opens with says little; one that two articles alone have says much. Hence the weight
log(1 + n / k) / log(1 + n) of what k of n articles have, as in inverse document frequency (Spärck Jones 1972).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from corpus.duplicates.sketch import KEPT_PAIRS, KEPT_SPECIFICS, KEPT_WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from corpus.duplicates.sketch import Sketch

_GREATEST_HASH = 0xFFFFFFFF
_HALF, _LOW_HALF = np.uint64(32), np.uint64(0xFFFFFFFF)
# A hash that more articles than this have leads to none of them: it tells too little, and looking would take too long.
_MOST_HOLDERS = 200
_LIKELIEST = 12  # articles that are looked at of those that share rare words with one


@dataclass(frozen=True, slots=True)
class Share:
    """Weights: of what two articles have in common, of all that the one has, of all that the other has."""

    common: float
    one: float
    other: float

    def __add__(self, share: Share) -> Share:
        """What is shared of two kinds together."""
        return Share(self.common + share.common, self.one + share.one, self.other + share.other)

    @property
    def lesser(self) -> float:
        """The weight of the article that has less."""
        return min(self.one, self.other)

    @property
    def contained(self) -> float:
        """The part of the lesser that the greater has too, 0 to 1; 1 where the lesser is nothing."""
        return self.common / self.lesser if self.lesser else 1.0

    @property
    def jaccard(self) -> float:
        """The part of both together that they have in common, 0 to 1."""
        together = self.one + self.other - self.common
        return self.common / together if together else 0.0


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two articles share of word pairs, of words, of numbers, of names, and of the words of their titles.

    Weights are in units of the greatest there can be: what no other article has counts 1, all else less.
    """

    pairs: Share
    words: Share
    numbers: Share
    names: Share
    title: Share

    @property
    def specifics(self) -> Share:
        """What they share of numbers and names together."""
        return self.numbers + self.names


class Column:
    """One kind of hash of all articles, sorted and without repeats in each, and the weight of each hash.

    `kept` is how many a sketch keeps: an article that has so many may have had more. `counted` tells which articles
    count for the weights.
    """

    def __init__(self, sets: Sequence[NDArray[np.uint32]], kept: int, counted: NDArray[np.bool_]) -> None:
        self._sets, self._kept = sets, kept
        lengths = np.fromiter(map(len, sets), dtype=np.intp, count=len(sets))
        self._ends = [0, *np.cumsum(lengths).tolist()]
        flat = np.concatenate([np.zeros(0, dtype=np.uint32), *sets])
        # Sorted as one number with its place below it, which is several times as quick as argsort.
        keys = np.sort(flat.astype(np.uint64) << _HALF | np.arange(len(flat), dtype=np.uint64))
        order = (keys & _LOW_HALF).astype(np.intp)
        self._values = (keys >> _HALF).astype(np.uint32)
        self._holders = np.repeat(np.arange(len(sets)), lengths)[order]
        starts = np.flatnonzero(np.diff(self._values, prepend=self._values[:1] ^ 1))
        lengths = np.diff(starts, append=len(flat))
        having = np.add.reduceat(counted[self._holders].astype(np.intp), starts) if len(starts) else starts
        count = int(np.count_nonzero(counted))
        weights = np.log1p(count / np.maximum(having, 1)) / np.log1p(count or 1)
        self._weights = np.empty(len(flat), dtype=np.float32)
        self._weights[order] = np.repeat(weights, lengths)
        sums = np.concatenate(([0.0], np.cumsum(self._weights, dtype=np.float64)))[self._ends]
        self._totals = np.diff(sums).tolist()

    def share(self, one: int, other: int) -> Share:
        """What two articles share."""
        mine, its = self._sets[one], self._sets[other]
        weights, total, its_total = self._weights_of(one), self._totals[one], self._totals[other]
        limit = min(self._limit(mine), self._limit(its))
        if limit < _GREATEST_HASH:
            mine, its = (hashes[: np.searchsorted(hashes, limit, side="right")] for hashes in (mine, its))
            weights = weights[: len(mine)]
            total, its_total = float(weights.sum()), float(self._weights_of(other)[: len(its)].sum())
        if not len(mine) or not len(its):
            return Share(0.0, total, its_total)
        at = its.searchsorted(mine)
        at[at == len(its)] = 0
        return Share(float(weights[its[at] == mine].sum()), total, its_total)

    def sharers(self, place: int) -> tuple[NDArray[np.intp], NDArray[np.float32]]:
        """The articles that share rare hashes with one, itself among them, and the weight of what they share."""
        mine = self._sets[place]
        starts = np.searchsorted(self._values, mine, side="left")
        ends = np.searchsorted(self._values, mine, side="right")
        rare = [
            (self._holders[start:end], weight)
            for start, end, weight in zip(starts, ends, self._weights_of(place), strict=True)
            if end - start <= _MOST_HOLDERS
        ]
        if not rare:
            return np.zeros(0, dtype=np.intp), np.zeros(0, dtype=np.float32)
        weights = np.repeat([weight for _, weight in rare], [len(holders) for holders, _ in rare])
        holders, inverse = np.unique(np.concatenate([holders for holders, _ in rare]), return_inverse=True)
        return holders, np.bincount(inverse, weights=weights).astype(np.float32)

    def _weights_of(self, place: int) -> NDArray[np.float32]:
        return self._weights[self._ends[place] : self._ends[place + 1]]

    def _limit(self, hashes: NDArray[np.uint32]) -> int:
        return int(hashes[-1]) if len(hashes) == self._kept else _GREATEST_HASH


class Comparison:
    """All articles side by side, by their places.

    Of articles with the same words one counts for the weights: a story is not common because many outlets ran it.
    """

    def __init__(self, sketches: Sequence[Sketch], titles: Sequence[NDArray[np.uint32]]) -> None:
        first = {sketch.digest: place for place, sketch in reversed(list(enumerate(sketches)))}
        counted = np.zeros(len(sketches), dtype=np.bool_)
        counted[list(first.values())] = True
        self.titles = Column(titles, KEPT_WORDS, counted)
        self._words = Column([sketch.words for sketch in sketches], KEPT_WORDS, counted)
        self._numbers = Column([sketch.numbers for sketch in sketches], KEPT_SPECIFICS, counted)
        self._names = Column([sketch.names for sketch in sketches], KEPT_SPECIFICS, counted)
        self._pairs = Column([sketch.pairs for sketch in sketches], KEPT_PAIRS, counted)

    def likeness(self, one: int, other: int) -> Likeness:
        """What two articles share."""
        columns = (self._pairs, self._words, self._numbers, self._names, self.titles)
        return Likeness(*(column.share(one, other) for column in columns))

    def likeliest(self, place: int) -> list[int]:
        """The articles that share the most rare words with one, numbers and names counted twice; the most first."""
        weights: Counter[int] = Counter()
        for column in (self._words, self._numbers, self._names):
            holders, shared = column.sharers(place)
            weights.update(dict(zip(holders.tolist(), shared.tolist(), strict=True)))
        del weights[place]
        return [other for other, _ in weights.most_common(_LIKELIEST)]
