"""What is kept of a text to tell copies, versions and corrections by: a few sorted hashes instead of the text.

Every kind of hash is kept up to a fixed number, the least ones (Broder's bottom-k sketch, "On the resemblance and
containment of documents", 1997). What two texts share is counted exactly where both are shorter than that, as most
news is, and on a fair sample of both where not.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from rensa import RMinHash

from corpus.duplicates.words import runs_of, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

# Of a long text only so many characters are looked at.
READ = 100_000
KEPT_PAIRS = 192
KEPT_WORDS = 192
KEPT_SPECIFICS = 64
# MinHash values of an article: two to a band make 80 bands, which meet in at least one with probability .98 where a
# fifth of all three-word runs are shared, and .18 where a twentieth are.
MINHASHES = 160
_SEED = 1995
_SHIFT = np.uint64(32)
_LOW = np.uint64(0xFFFFFFFF)


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of one text; every array is sorted, without repeats, of dtype uint32.

    `pairs`: two words in a row; `words`: single words; `numbers` and `names`: those of them that differ between two
    reports that one form was filled in for. `minhash` (MINHASHES values, not sorted) stands for all three-word runs
    and is None where there are none. `digest` stands for all words in order, `length` is their number.
    """

    length: int
    digest: bytes
    pairs: NDArray[np.uint32]
    words: NDArray[np.uint32]
    numbers: NDArray[np.uint32]
    names: NDArray[np.uint32]
    minhash: NDArray[np.uint32] | None


def sketches(texts: Sequence[str]) -> list[Sketch]:
    """The sketches of some texts; some dozens at a time are quickest."""
    count = len(texts)
    words = words_of([text[:READ] for text in texts])
    hashes, owners = runs_of(words, 1)
    ends = np.searchsorted(owners, np.arange(count + 1)).tolist()
    bits = hashes >> _SHIFT
    pairs, pair_owners = runs_of(words, 2)
    parts = zip(
        pairwise(ends),
        _sets(pairs >> _SHIFT, pair_owners, count, KEPT_PAIRS),
        _sets(bits, owners, count, KEPT_WORDS),
        _sets(bits[words.numbers], owners[words.numbers], count, KEPT_SPECIFICS),
        _sets(bits[words.names], owners[words.names], count, KEPT_SPECIFICS),
        _minhashes(*runs_of(words, 3), count),
        strict=True,
    )
    return [
        Sketch(end - start, _digest(hashes[start:end]), of_pairs, of_words, numbers, names, minhash)
        for (start, end), of_pairs, of_words, numbers, names, minhash in parts
    ]


def title_words(titles: Sequence[str]) -> list[NDArray[np.uint32]]:
    """The words of each title, as in a sketch."""
    hashes, owners = runs_of(words_of(titles), 1)
    return _sets(hashes >> _SHIFT, owners, len(titles), KEPT_WORDS)


def _digest(hashes: NDArray[np.uint64]) -> bytes:
    return blake2b(hashes.tobytes(), digest_size=12).digest()


def _grouped(
    hashes: NDArray[np.uint64], owners: NDArray[np.intp], count: int
) -> tuple[NDArray[np.uint64], NDArray[np.intp]]:
    """The distinct hashes of each text in order of text and hash, and where those of each text begin."""
    keys = np.sort(hashes | owners.astype(np.uint64) << _SHIFT)
    keys = keys[np.concatenate(([True], keys[1:] != keys[:-1]))] if len(keys) else keys
    return keys & _LOW, np.searchsorted(keys, np.arange(count + 1, dtype=np.uint64) << _SHIFT)


def _sets(hashes: NDArray[np.uint64], owners: NDArray[np.intp], count: int, kept: int) -> list[NDArray[np.uint32]]:
    """The least distinct hashes of each text, at most `kept`."""
    grouped, ends = _grouped(hashes, owners, count)
    values = grouped.astype(np.uint32)
    return [values[start : min(end, start + kept)].copy() for start, end in pairwise(ends.tolist())]


def _minhashes(hashes: NDArray[np.uint64], owners: NDArray[np.intp], count: int) -> list[NDArray[np.uint32] | None]:
    values, ends = _grouped(hashes >> _SHIFT, owners, count)
    rows = RMinHash.digest_matrix_from_flat_token_hashes(values, ends.astype(np.uint64), MINHASHES, _SEED).to_rows()
    matrix = np.array(rows, dtype=np.uint32)
    return [row if start < end else None for row, (start, end) in zip(matrix, pairwise(ends.tolist()), strict=True)]
