"""What both halves of the search say of a passage and of its article, joined into one score.

The plain fusion is by reciprocal rank (Cormack et al. 2009). The one that ranks is convex (Bruch et al. 2023): each
half's scores as shares of its best, so that how far a hit lies ahead counts and not its rank alone; and beside them the
share of the question that stands together in the passage (`index.together`). An article's words are weighed over the
whole of it, since a story spreads a subject over its length; its meaning by its nearest passage, since a vector holds
little more than one subject. `python -m benchmarks.retrieval` measures both.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

MEANING, WORDS, TOGETHER = 0.4, 0.2, 0.4
"""The shares of the cosine, of BM25 and of how much of the query stands together; .05 more or less ranks alike."""

ARTICLE = 0.5
"""What the article's score counts beside that of its passage, where passages are ranked; .3 to 1 rank alike."""

RRF_K = 60
"""The constant of reciprocal rank fusion, as its authors chose it."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """All passages of the articles in question, and what the halves say of them. None of the arrays is empty.

    `positions`, `owners`, `cosines`, `bm25` and `together` are of one length, a passage each; `owners` are places in
    `words`, which has the BM25 score of each article as a whole. Scores by words are 0 where none is shared.
    """

    positions: NDArray[np.int64]
    owners: NDArray[np.int64]
    cosines: NDArray[np.float32]
    bm25: NDArray[np.float32]
    words: NDArray[np.float32]
    together: NDArray[np.float32]

    def best(self, of_passages: NDArray[np.float32]) -> NDArray[np.float32]:
        """The highest of these values, -1 or more, among each article's passages."""
        best = np.full(len(self.words), -1.0, dtype=np.float32)
        np.maximum.at(best, self.owners, of_passages)
        return best


def article_scores(found: Candidates) -> NDArray[np.float32]:
    """A score for each article, between 0 and 1."""
    return _joined(found.best(found.cosines), found.words, found.best(found.together))


def passage_scores(found: Candidates) -> NDArray[np.float32]:
    """A score for each passage, of its own and of its article's, between 0 and 1."""
    own = _joined(found.cosines, found.bm25, found.together)
    return ((own + ARTICLE * article_scores(found)[found.owners]) / (1 + ARTICLE)).astype(np.float32)


def reciprocal_rank_fusion(rankings: list[NDArray[np.int64]], k: int = RRF_K) -> list[tuple[int, float]]:
    """Positions with the sum of 1 / (k + rank) over the rankings they are in, best first, ties by position."""
    scores: dict[int, float] = {}
    for ranking in rankings:
        for rank, position in enumerate(ranking.tolist(), 1):
            scores[position] = scores.get(position, 0.0) + 1 / (k + rank)
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))


def _joined(
    cosines: NDArray[np.float32], words: NDArray[np.float32], together: NDArray[np.float32]
) -> NDArray[np.float32]:
    joined: NDArray[np.float32] = (
        MEANING * _share_of_best(cosines) + WORDS * _share_of_best(words) + TOGETHER * together
    )
    return joined


def _share_of_best(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """The scores as shares of the highest; what is below 0 counts as 0."""
    shares = np.maximum(scores, 0)
    best = shares.max(initial=0)
    return shares / best if best > 0 else shares
