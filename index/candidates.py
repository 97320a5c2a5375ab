"""The passages that a question might mean: those either half finds, and the rest of their articles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.fusion import Candidates
from index.together import together

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.filters import Positions
    from index.generation import Generation


@dataclass(frozen=True, slots=True)
class Found:
    """What the first pass finds: positions of passages by cosine and by BM25, and numbers of articles by BM25."""

    near: NDArray[np.int64]
    worded: NDArray[np.int64]
    articles: NDArray[np.int64]


def first_pass(generation: Generation, query: str, vector: NDArray[np.float32], inside: Positions, depth: int) -> Found:
    """The best `depth` of each list among the positions that are inside."""
    near, _ = generation.vectors.search(vector, depth, inside)
    worded, _ = generation.lexical.search(query, depth, inside)
    articles, _ = generation.whole.search(query, depth, generation.store.articles_of(inside))
    return Found(near, worded, articles)


def complete(generation: Generation, query: str, vector: NDArray[np.float32], found: Found) -> Candidates:
    """Every passage of every article that was found, each with the scores of both halves.

    An article's passages share its date, outlet, section and language, so that they are inside a window or a filter
    together: none of those added is outside.
    """
    store = generation.store
    passages = np.concatenate([found.near, found.worded])
    articles = np.union1d(np.asarray(store.articles_of(np.unique(passages))), found.articles)
    positions, owners = store.passages_of(articles)
    return Candidates(
        positions=positions,
        owners=owners,
        cosines=generation.vectors.vectors(positions) @ vector,
        bm25=_in_place(positions, *generation.lexical.search(query, len(positions), positions)),
        words=_in_place(articles, *generation.whole.search(query, len(articles), articles)),
        together=together(generation.words, generation.lexical, query, positions),
    )


def _in_place(of: NDArray[np.int64], ranked: NDArray[np.int64], scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """Scores of a ranking in the order of `of`, which ascends; 0 for what is not in the ranking."""
    placed = np.zeros(len(of), dtype=np.float32)
    placed[np.searchsorted(of, ranked)] = scores
    return placed
