"""The lexical half of the search: BM25 over stemmed words (Robertson and Zaragoza 2009), every score exact.

The columns of weights are those of bm25s (Lù 2024), which `python -m benchmarks.lexical` found as good as SQLite FTS5
and tantivy and as fast as the latter. Here they are made in bounded memory, cut to the window before they are added,
and left unread where they cannot change the best (MaxScore, Turtle and Flood 1995).
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
import Stemmer
from bm25s.stopwords import STOPWORDS_EN

from index.maxscore import best_positions
from index.names import country, spelled_out
from index.postings import Postings, build_postings
from index.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from numpy.typing import NDArray

    from index.filters import Positions

_WORD = re.compile(r"\d+(?:[.,]\d+)*|\w+(?:['\u2019]\w+)*")
_APOSTROPHE = re.compile(r"['\u2019](?:s$)?")
_ACCENT = re.compile(r"[\u0300-\u036f]")
_STOP = frozenset(STOPWORDS_EN)


def terms(text: str) -> list[str]:
    """The words of a text as they are indexed: folded, stemmed, without English stop words."""
    folded = _ACCENT.sub("", unicodedata.normalize("NFKD", spelled_out(text).lower()))
    words = (_APOSTROPHE.sub("", word).replace(",", "") for word in _WORD.findall(folded))
    return [stem(country(word)) for word in words if word and word not in _STOP]


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The Snowball stem of an English word."""
    stemmed: str = Stemmer.Stemmer("english", 0).stemWord(word)
    return stemmed


class LexicalIndex:
    """BM25 over passages, each known by its position."""

    def __init__(self, vocabulary: Vocabulary, postings: Postings) -> None:
        """Wrap what `build` made or `load` found."""
        self.vocabulary = vocabulary
        self._postings = postings

    @classmethod
    def build(cls, texts: Iterable[str]) -> LexicalIndex:
        """Index the texts; the first has position 0."""
        return cls.of_terms(terms(text) for text in texts)

    @classmethod
    def of_terms(cls, passages: Iterable[list[str]]) -> LexicalIndex:
        """The same, of passages whose terms (as `terms` gives them) are known."""
        return cls(*build_postings(passages))

    @classmethod
    def load(cls, folder: Path) -> LexicalIndex:
        """Open a saved index, mapped into memory rather than read. Raises OSError or ValueError where it is none."""
        return cls(Vocabulary.load(folder), Postings.load(folder))

    def save(self, folder: Path) -> None:
        """Write the index as files of the folder."""
        self.vocabulary.save(folder)
        self._postings.save(folder)

    def search(self, query: str, k: int, inside: Positions) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """The best k positions among `inside` that share a word with the query, best first, and their scores."""
        places = Counter(place for word in terms(query) if (place := self.vocabulary.place(word)) is not None)
        if not places or not len(inside):
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)
        return best_positions(self._postings, places, k, inside)

    def knows(self, word: str) -> bool:
        """Whether a term (as `terms` gives it) occurs anywhere."""
        return self.place(word) is not None

    def place(self, word: str) -> int | None:
        """The place of a term (as `terms` gives it) in the vocabulary, None where it does not occur."""
        return self.vocabulary.place(word)

    def inverse_document_frequency(self, word: str) -> float:
        """How rare a term (as `terms` gives it) is: ln(1 + (N - df + 1/2) / (df + 1/2)), highest if unknown."""
        place = self.vocabulary.place(word)
        frequency = 0 if place is None else self._postings.frequency(place)
        return float(np.log1p((self._postings.count - frequency + 0.5) / (frequency + 0.5)))
