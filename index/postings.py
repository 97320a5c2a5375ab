"""Which passages hold which word, with each word's BM25 weight there, on disk.

BM25 as in Lucene, ln(1 + (N - df + 1/2) / (df + 1/2)) * tf / (tf + k1 (1 - b + b length / mean length)), is worked out
when the index is made (Lù 2024), so that a search only adds up columns. A column stands in order of position: a window
is a slice of it.
"""

from __future__ import annotations

from array import array
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.mapped import Mapped
from index.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

K1, B = 1.2, 0.75
_STARTS, _PASSAGES, _WEIGHTS, _PEAKS, _COUNT = (
    f"{name}.npy" for name in ("starts", "passages", "weights", "peaks", "count")
)
_AT_ONCE = 1_000_000  # words counted at once: bounds the memory of a build


class Postings:
    """Columns of (position, weight), one a word; a word is known by its place in the vocabulary."""

    def __init__(
        self,
        starts: NDArray[np.int64],
        passages: NDArray[np.int32],
        weights: NDArray[np.float32],
        peaks: NDArray[np.float32],
        count: int,
    ) -> None:
        """Wrap what was built or loaded: column w is `starts[w]:starts[w + 1]`; `peaks` are the largest weights."""
        self._starts = starts
        self._passages = passages
        self._weights = weights
        self._peaks = peaks
        self.count = count
        self._mapped: tuple[Mapped, ...] = ()

    @classmethod
    def load(cls, folder: Path) -> Postings:
        """Map saved postings into memory. Raises OSError or ValueError where the files are not what `save` wrote."""
        starts, passages, weights, peaks = (Mapped(folder / name) for name in (_STARTS, _PASSAGES, _WEIGHTS, _PEAKS))
        [count] = np.load(folder / _COUNT).tolist()
        postings = cls(starts.array, passages.array, weights.array, peaks.array, count)
        postings._mapped = (passages, weights)
        return postings

    def save(self, folder: Path) -> None:
        """Write the postings as files of the folder."""
        np.save(folder / _STARTS, self._starts)
        np.save(folder / _PASSAGES, self._passages)
        np.save(folder / _WEIGHTS, self._weights)
        np.save(folder / _PEAKS, self._peaks)
        np.save(folder / _COUNT, np.array([self.count]))

    def frequency(self, place: int) -> int:
        """In how many passages a word occurs."""
        return int(self._starts[place + 1] - self._starts[place])

    def peak(self, place: int) -> float:
        """The largest weight of a word anywhere."""
        return float(self._peaks[place])

    def column(self, place: int, first: int, end: int) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """The positions from `first` up to `end` that hold a word, ascending, and its weight in each."""
        start, stop = self._starts[place : place + 2].tolist()
        if (first, end) != (0, self.count):
            low, high = np.searchsorted(self._passages[start:stop], np.array([first, end], dtype=np.int32)).tolist()
            start, stop = start + low, start + high
        return self._passages[start:stop], self._weights[start:stop]

    def release(self) -> None:
        """Take what was touched off this process's memory."""
        for each in self._mapped:
            each.release()


def build_postings(texts: Iterable[Sequence[str]]) -> tuple[Vocabulary, Postings]:
    """Index texts given as words; the first has position 0. Takes some 20 bytes a word of a text at the peak."""
    numbers: dict[str, int] = {}
    lengths, words = array("i"), array("i")
    counted, pieces = 0, deque[_Piece]()
    for text in texts:
        words.extend([numbers.setdefault(word, len(numbers)) for word in text])
        lengths.append(len(text))
        if len(words) >= _AT_ONCE:
            pieces.append(_count(words, counted, lengths[counted:]))
            words, counted = array("i"), len(lengths)
    pieces.append(_count(words, counted, lengths[counted:]))
    order = sorted(range(len(numbers)), key=[word.encode() for word in numbers].__getitem__)
    places = np.empty(len(numbers), dtype=np.int32)
    places[order] = np.arange(len(numbers), dtype=np.int32)
    for piece in pieces:
        piece.words = places[piece.words]
    return Vocabulary.of(list(numbers)), columns(pieces, len(numbers), np.array(lengths, dtype=np.float32))


@dataclass(slots=True)
class _Piece:
    """The words of consecutive passages, each word once a passage: which, where, and how often it occurs there."""

    words: NDArray[np.int32]
    positions: NDArray[np.int32]
    frequencies: NDArray[np.uint16]


def _count(words: array[int], first: int, lengths: array[int]) -> _Piece:
    """Count the words of the passages that start at position `first` and have these lengths."""
    owners = np.repeat(np.arange(first, first + len(lengths), dtype=np.int64), np.array(lengths, dtype=np.int64))
    keys, frequencies = np.unique(owners << 32 | np.array(words, dtype=np.int64), return_counts=True)
    return _Piece(
        (keys & 0xFFFFFFFF).astype(np.int32),
        (keys >> 32).astype(np.int32),
        np.minimum(frequencies, 0xFFFF).astype(np.uint16),
    )


def columns(pieces: deque[_Piece], vocabulary: int, lengths: NDArray[np.float32]) -> Postings:
    """Sort counted words into columns, for so many words and passages of these lengths. Empties `pieces`."""
    frequencies = np.zeros(vocabulary, dtype=np.int64)
    for piece in pieces:
        frequencies += np.bincount(piece.words, minlength=vocabulary)
    starts = np.zeros(vocabulary + 1, dtype=np.int64)
    np.cumsum(frequencies, out=starts[1:])
    rarity = np.log1p((len(lengths) - frequencies + 0.5) / (frequencies + 0.5))
    damping = K1 * (1 - B + B * lengths / max(float(lengths.mean()) if len(lengths) else 0.0, 1e-9))
    passages, weights = np.empty(starts[-1], dtype=np.int32), np.empty(starts[-1], dtype=np.float32)
    heads = starts[:-1].copy()
    while pieces:
        piece = pieces.popleft()
        order = np.argsort(piece.words, kind="stable")
        words, first, count = np.unique(piece.words[order], return_index=True, return_counts=True)
        places = np.repeat(heads[words] - first, count) + np.arange(len(order))
        heads[words] += count
        at, often = piece.positions[order], piece.frequencies[order].astype(np.float32)
        passages[places] = at
        weights[places] = np.repeat(rarity[words], count) * often / (often + damping[at])
    peaks = np.maximum.reduceat(weights, starts[:-1]) if vocabulary else weights[:0]
    return Postings(starts, passages, weights, peaks, len(lengths))
