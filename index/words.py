"""The words of every passage in their order, as the lexical half indexes them.

A search looks how near to each other those of the question stand (`index.together`). And the next rebuild need not find
them again: finding and stemming takes two thirds of the time that the lexical half takes to build. They lie in the
generation as places in the vocabulary of that half, 4 bytes a word.
"""

from __future__ import annotations

import hashlib
from array import array
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index import lexical
from index.mapped import Mapped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from index.vocabulary import Vocabulary

_NUMBERS, _ENDS, _FINDER = "numbers.npy", "ends.npy", "found_by"


class Words:
    """The words of the passages of one generation; those of the passage at position p end at `ends[p]`."""

    def __init__(self, folder: Path) -> None:
        """Map what `write_words` wrote. Raises OSError or ValueError where it is not there or not whole."""
        self._mapped = Mapped(folder / _NUMBERS)
        self._numbers: NDArray[np.uint32] = self._mapped.array
        self._ends: NDArray[np.int64] = np.load(folder / _ENDS)
        self._found_by = (folder / _FINDER).read_text(encoding="utf-8")

    @property
    def are_found_as_now(self) -> bool:
        """Whether the code that found them is the present one, so that it would find the same."""
        return self._found_by == _finder()

    def at(self, position: int) -> NDArray[np.uint32]:
        """The words of one passage."""
        return self._numbers[self._ends[position - 1] if position else 0 : self._ends[position]]

    def of(self, positions: NDArray[np.int64]) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
        """The words of the passages at ascending positions, one passage after the other, and where each ends there."""
        ends = self._ends[positions]
        starts = np.where(positions > 0, self._ends[positions - 1], 0)
        breaks = np.flatnonzero(np.diff(positions) != 1) + 1
        first, last = np.concatenate([[0], breaks]), np.concatenate([breaks, [len(positions)]]) - 1
        runs = zip(starts[first].tolist(), ends[last].tolist(), strict=True)
        return np.concatenate([self._numbers[start:end] for start, end in runs]), np.cumsum(ends - starts)

    def release(self) -> None:
        """Take what was touched off this process's memory."""
        self._mapped.release()


def write_words(folder: Path, passages: Iterable[list[str]], vocabulary: Vocabulary) -> None:
    """Write the words of the passages, in order of position, as files of an existing folder."""
    place_of = {word: place for place, word in enumerate(vocabulary.words())}
    numbers, ends = array("I"), array("q")
    for words in passages:
        numbers.extend([place_of[word] for word in words])
        ends.append(len(numbers))
    np.save(folder / _NUMBERS, np.array(numbers, dtype=np.uint32))
    np.save(folder / _ENDS, np.array(ends, dtype=np.int64))
    (folder / _FINDER).write_text(_finder(), encoding="utf-8")


@cache
def _finder() -> str:
    """A hash over the code that finds the words."""
    return hashlib.sha256(Path(lexical.__file__).read_bytes()).hexdigest()
