"""The words of an index in alphabetical order, on disk: found by halving, so that opening reads none of them."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from index.mapped import Mapped

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

_WORDS, _STARTS = "words.npy", "word_starts.npy"


class Vocabulary:
    """Words, each known by its place in the order of their UTF-8 bytes."""

    def __init__(self, letters: NDArray[np.uint8], starts: NDArray[np.int64]) -> None:
        """Wrap the bytes of all words, one after the other, and where each starts, the end of the last included."""
        self._letters = letters
        self._starts = starts

    @classmethod
    def of(cls, words: Sequence[str]) -> Vocabulary:
        """The vocabulary of these words, which must be distinct; their order does not matter."""
        encoded = sorted(word.encode() for word in words)
        starts = np.zeros(len(encoded) + 1, dtype=np.int64)
        np.cumsum([len(word) for word in encoded], out=starts[1:])
        return cls(np.frombuffer(b"".join(encoded), dtype=np.uint8), starts)

    @classmethod
    def load(cls, folder: Path) -> Vocabulary:
        """Map a saved vocabulary into memory."""
        return cls(Mapped(folder / _WORDS).array, Mapped(folder / _STARTS).array)

    def save(self, folder: Path) -> None:
        """Write the vocabulary as files of the folder."""
        np.save(folder / _WORDS, self._letters)
        np.save(folder / _STARTS, self._starts)

    def __len__(self) -> int:
        """How many words there are."""
        return len(self._starts) - 1

    def __getitem__(self, place: int) -> bytes:
        """The word at a place, in UTF-8."""
        start, end = self._starts[place : place + 2].tolist()
        return self._letters[start:end].tobytes()

    def words(self) -> list[str]:
        """All words, each at its place."""
        letters, starts = self._letters.tobytes(), self._starts.tolist()
        return [letters[start:end].decode() for start, end in pairwise(starts)]

    def place(self, word: str) -> int | None:
        """The place of a word, or None where it does not occur."""
        sought = word.encode()
        at = bisect_left(self, sought)
        return at if at < len(self) and self[at] == sought else None
