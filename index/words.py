"""The words of every passage as the lexical half indexes them, so that the next rebuild need not find them again.

Finding and stemming the words takes two thirds of the time that the lexical half takes to build. They lie in the
generation as numbers into a vocabulary, 4 bytes a word, and are of use only to the code that found them.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index import lexical

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_NUMBERS, _ENDS, _VOCABULARY = "numbers.npy", "ends.npy", "vocabulary.json"


class Words:
    """The words of the passages of one generation."""

    def __init__(self, numbers: NDArray[np.uint32], ends: NDArray[np.int64], vocabulary: list[str]) -> None:
        """Use `read_words`."""
        self._numbers, self._ends, self._vocabulary = numbers, ends, vocabulary

    def of(self, position: int) -> list[str]:
        """The words of the passage at a position, in its order."""
        begin = int(self._ends[position - 1]) if position else 0
        return [self._vocabulary[number] for number in self._numbers[begin : int(self._ends[position])].tolist()]


def write_words(folder: Path, passages: Sequence[list[str]]) -> None:
    """Write the words of the passages, in order of position, as files of an existing folder."""
    number_of: dict[str, int] = {}
    numbers = [number_of.setdefault(word, len(number_of)) for words in passages for word in words]
    np.save(folder / _NUMBERS, np.array(numbers, dtype=np.uint32))
    np.save(folder / _ENDS, np.cumsum([len(words) for words in passages], dtype=np.int64))
    content = {"found_by": _finder(), "vocabulary": list(number_of)}
    (folder / _VOCABULARY).write_text(json.dumps(content), encoding="utf-8")


def read_words(folder: Path) -> Words | None:
    """The words in a folder that this program found, or None where it was another one or there are none."""
    try:
        content = json.loads((folder / _VOCABULARY).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    if content["found_by"] != _finder():
        return None
    return Words(np.load(folder / _NUMBERS, mmap_mode="r"), np.load(folder / _ENDS), content["vocabulary"])


@cache
def _finder() -> str:
    """A hash over the code that finds the words."""
    return hashlib.sha256(Path(lexical.__file__).read_bytes()).hexdigest()
