"""Which articles are worth comparing: those whose MinHashes meet (locality-sensitive hashing by bands).

MinHash: Broder 1997; bands: Indyk and Motwani 1998. The hashes come from rensa; the bands are joined here by sorting,
because that stays linear where thousands of articles fall into one bucket: in a bucket each article meets only its
nearest neighbours, and buckets are sorted so that near twins stand side by side.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from corpus.duplicates.sketch import MINHASHES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_IN_A_BAND = 2
_NEIGHBOURS = 8  # an article meets at most so many on either side in one bucket
_CLOSEST = 6  # of those that an article, or a group of copies, meets, so many are compared with it at a time
_AT_ONCE = 1 << 16  # pairs whose MinHashes are compared at once
_GATHERED = 1 << 22  # pairs that may gather before repeats among them are dropped


def meetings(minhashes: Sequence[NDArray[np.uint32]]) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.float32]]:
    """Every two that meet in a band, as two arrays of places in `minhashes`, and the Jaccard index as estimated."""
    count = len(minhashes)
    if count < 2:
        nothing = np.zeros(0, dtype=np.intp)
        return nothing, nothing, np.zeros(0, dtype=np.float32)
    matrix = np.array(minhashes)
    pairs = _joined(matrix)
    first, second = (pairs // np.uint64(count)).astype(np.intp), (pairs % np.uint64(count)).astype(np.intp)
    alike = [
        np.mean(matrix[first[at : at + _AT_ONCE]] == matrix[second[at : at + _AT_ONCE]], axis=1, dtype=np.float32)
        for at in range(0, len(pairs), _AT_ONCE)
    ]
    return first, second, np.concatenate(alike) if alike else np.zeros(0, dtype=np.float32)


def _joined(matrix: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """Every pair of rows that meets in a band, once, as one number: the lower times the count plus the higher."""
    count = np.uint64(len(matrix))
    gathered: list[NDArray[np.uint64]] = [np.zeros(0, dtype=np.uint64)]
    band, size = _band(matrix, 0), 0
    for start in range(0, MINHASHES, _IN_A_BAND):
        following = _band(matrix, (start + _IN_A_BAND) % MINHASHES)
        order = np.lexsort((following, band))
        sorted_band = band[order]
        for apart in range(1, _NEIGHBOURS + 1):
            meet = np.flatnonzero(sorted_band[apart:] == sorted_band[:-apart])
            if not len(meet):
                break
            one, other = order[meet].astype(np.uint64), order[meet + apart].astype(np.uint64)
            gathered.append(np.minimum(one, other) * count + np.maximum(one, other))
            size += len(meet)
        if size > _GATHERED:
            gathered, size = [_distinct(gathered)], 0
        band = following
    return _distinct(gathered)


def _distinct(gathered: Sequence[NDArray[np.uint64]]) -> NDArray[np.uint64]:
    pairs = np.sort(np.concatenate(gathered))
    first_of_its_kind = np.ones(len(pairs), dtype=np.bool_)
    np.not_equal(pairs[1:], pairs[:-1], out=first_of_its_kind[1:])
    return pairs[first_of_its_kind]


def _band(matrix: NDArray[np.uint32], start: int) -> NDArray[np.uint64]:
    return matrix[:, start].astype(np.uint64) << np.uint64(32) | matrix[:, start + 1]


def closest(first: NDArray[np.intp], second: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Which pairs are among the first few of at least one of the two, of pairs that come in order of likeness."""
    ends, pair = np.concatenate((first, second)), np.tile(np.arange(len(first)), 2)
    by_end = np.lexsort((pair, ends))
    starts = np.searchsorted(ends[by_end], ends[by_end], side="left")
    chosen = np.zeros(len(first), dtype=np.bool_)
    chosen[pair[by_end[np.arange(len(ends)) - starts < _CLOSEST]]] = True
    return chosen
