"""The best sums over columns of weights, without reading columns that cannot change them.

MaxScore (Turtle and Flood 1995): words are added from the weightiest on. Once the k-th best sum so far exceeds all that
the words still unread could add, no passage outside the present front can come to the top; those words, the frequent
ones, are then looked up for the front alone. What comes out is exact.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from index.filters import Positions
    from index.postings import Postings

_WORTH_SKIPPING = 20_000  # weights in a column: fewer are added sooner than the front is found
_BLOCKS_A_HIT = 10
_SMALLEST_BLOCK = 16
_ROUNDING = 1e-3  # the same sum in another order


def best_positions(
    postings: Postings, words: Mapping[int, int], k: int, inside: Positions
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """The best k positions among `inside` (not empty) and their sums, which are above 0; ties by position.

    `words` says how often each word of the query counts.
    """
    first, end = int(inside[0]), int(inside[-1]) + 1
    chosen = None if isinstance(inside, range) else inside - first
    columns = [_Column(*postings.column(word, first, end), often, postings.peak(word)) for word, often in words.items()]
    columns = sorted((column for column in columns if len(column.positions)), key=lambda column: -column.most)
    ahead = np.cumsum([column.most for column in columns[::-1]])[::-1].tolist()
    sums = np.zeros(end - first, dtype=np.float32)
    for at, column in enumerate(columns):
        if len(column.positions) > _WORTH_SKIPPING:
            floor = _floor(sums if chosen is None else sums[chosen], k) - _ROUNDING
            if floor > ahead[at]:
                front = _front(sums, chosen, floor - ahead[at])
                totals = sums[front]
                for unread in columns[at:]:
                    totals += unread.weights_at(front + first)
                return _ranked(front + first, totals, k)
        column.add_to(sums, first)
    least = max(_floor(sums if chosen is None else sums[chosen], k), float(np.finfo(np.float32).tiny))
    front = _front(sums, chosen, least)
    return _ranked(front + first, sums[front], k)


@dataclass(frozen=True, slots=True)
class _Column:
    """A word's weights at ascending positions, at least one; it counts `often` times, and `peak` bounds the weights."""

    positions: NDArray[np.int32]
    weights: NDArray[np.float32]
    often: int
    peak: float

    @property
    def most(self) -> float:
        """The most it can add anywhere."""
        return self.often * self.peak

    def add_to(self, sums: NDArray[np.float32], first: int) -> None:
        """Add it to sums that start at position `first`."""
        weights = self.weights * np.float32(self.often) if self.often > 1 else self.weights
        np.add.at(sums, self.positions - np.int32(first) if first else self.positions, weights)

    def weights_at(self, front: NDArray[np.int64]) -> NDArray[np.float32]:
        """What it adds at these positions."""
        at = np.minimum(np.searchsorted(self.positions, front.astype(np.int32)), len(self.positions) - 1)
        found: NDArray[np.float32] = np.where(self.positions[at] == front, self.weights[at], np.float32(0))
        return found * np.float32(self.often)


def _front(sums: NDArray[np.float32], chosen: NDArray[np.int64] | None, least: float) -> NDArray[np.int64]:
    """Where the sum is at least that, among the chosen."""
    return np.flatnonzero(sums >= least) if chosen is None else chosen[sums[chosen] >= least]


def _floor(sums: NDArray[np.float32], k: int) -> float:
    """What the k-th best sum is at the least: the k-th best of the maxima of blocks; 0 where there are too few."""
    block = max(_SMALLEST_BLOCK, len(sums) // (_BLOCKS_A_HIT * k))
    count = len(sums) // block
    if count < k:
        return 0.0
    maxima = sums[: count * block].reshape(count, block).max(axis=1)
    return float(np.partition(maxima, count - k)[count - k])


def _ranked(
    positions: NDArray[np.int64], sums: NDArray[np.float32], k: int
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    order = np.lexsort((positions, -sums))[:k]
    return positions[order], sums[order]
