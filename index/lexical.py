"""The lexical half of the search: BM25 over stemmed words (Robertson and Zaragoza 2009; bm25s, Lù 2024).

Chosen by measuring (`python -m benchmarks.lexical`): bm25s ranks TIME as well as SQLite FTS5 and tantivy do, is as
fast as tantivy, and its scores stand in order of position, so that a window is a slice.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

import bm25s
import numpy as np
import Stemmer
from bm25s.stopwords import STOPWORDS_EN

from index.names import country, spelled_out

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from numpy.typing import NDArray

    from index.store import Positions

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

    def __init__(self, bm25: bm25s.BM25) -> None:
        """Wrap what `build` made or `load` found."""
        self._bm25 = bm25

    @classmethod
    def build(cls, texts: Iterable[str]) -> LexicalIndex:
        """Index the texts; the first has position 0."""
        bm25 = bm25s.BM25(k1=1.2, b=0.75, method="lucene")
        # A passage without a word still needs its place, and so does an archive without a word.
        bm25.index([terms(text) or [""] for text in texts], show_progress=False)
        return cls(bm25)

    @classmethod
    def load(cls, folder: Path) -> LexicalIndex:
        """Open a saved index, mapped into memory rather than read."""
        return cls(bm25s.BM25.load(str(folder), mmap=True))

    def save(self, folder: Path) -> None:
        """Write the index as files of the folder."""
        self._bm25.save(str(folder), show_progress=False)

    def search(self, query: str, k: int, inside: Positions) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """The best k positions among `inside` that share a word with the query, best first, and their scores."""
        known = [word for word in terms(query) if word in self._bm25.vocab_dict]
        if not known or not len(inside):
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)
        chosen = slice(inside.start, inside.stop) if isinstance(inside, range) else inside
        scores = np.asarray(self._bm25.get_scores(known)[chosen], dtype=np.float32)
        best = np.argpartition(-scores, min(k, len(scores)) - 1)[:k]
        order = best[np.lexsort((best, -scores[best]))]
        order = order[scores[order] > 0]
        return order + inside.start if isinstance(inside, range) else inside[order], scores[order]

    def knows(self, word: str) -> bool:
        """Whether a term (as `terms` gives it) occurs anywhere."""
        return word in self._bm25.vocab_dict

    def inverse_document_frequency(self, word: str) -> float:
        """How rare a term (as `terms` gives it) is: ln(1 + (N - df + 1/2) / (df + 1/2)), highest if unknown."""
        count = self._bm25.scores["num_docs"]
        at = self._bm25.vocab_dict.get(word)
        starts = self._bm25.scores["indptr"]
        frequency = 0 if at is None else int(starts[at + 1] - starts[at])
        return float(np.log1p((count - frequency + 0.5) / (frequency + 0.5)))
