"""Query and window into ranked hits: BM25 and cosine, joined by reciprocal rank fusion (Cormack et al. 2009)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

from corpus.errors import OutdatedGeneration
from index.filters import Filters
from index.window import Window

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from corpus.article import Article, Passage
    from index.embedding import Embedder
    from index.generation import Generation
    from index.settings import IndexSettings

_ANY_TIME = Window()
_NO_FILTERS = Filters()


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found.

    `rank` counts from 1, `score` is the fusion's (higher is better), `cosine` that of query and passage (None where the
    dense half did not find it) and `bm25` the lexical score (None where the lexical half did not).
    """

    rank: int
    score: float
    article: Article
    passage: Passage
    cosine: float | None
    bm25: float | None


class Searcher:
    """Search in one generation. Safe to use from several threads."""

    def __init__(self, generation: Generation, embedder: Embedder, settings: IndexSettings) -> None:
        """Join an open generation and the model. Raises OutdatedGeneration where its vectors are not the model's."""
        recipe = generation.manifest.recipe
        if recipe.model_sha256 != embedder.sha256:
            raise OutdatedGeneration(
                f"the index was made with the model {recipe.model}, index.model names {embedder.name}",
                "dateline rebuild",
            )
        self.generation = generation
        self.embedder = embedder
        self._settings = settings

    def passages(self, query: str, k: int, window: Window = _ANY_TIME, filters: Filters = _NO_FILTERS) -> list[Hit]:
        """The best k passages that the window and the filters admit, best first."""
        return list(islice(self._ranked(query, window, filters), k))

    def articles(self, query: str, k: int, window: Window = _ANY_TIME, filters: Filters = _NO_FILTERS) -> list[Hit]:
        """The best passage of each of the best k articles, best first, ranked anew from 1."""
        best: dict[str, Hit] = {}
        for hit in self._ranked(query, window, filters):
            best.setdefault(hit.article.id, hit)
            if len(best) == k:
                break
        return [replace(hit, rank=rank) for rank, hit in enumerate(best.values(), 1)]

    def _ranked(self, query: str, window: Window, filters: Filters) -> Iterator[Hit]:
        inside = self.generation.store.positions(window, filters)
        if not len(inside):
            return
        candidates = self._settings.candidates
        vector = self.embedder.embed([query])[0]
        near, cosines = self.generation.vectors.search(vector, candidates, inside)
        worded, scores = self.generation.lexical.search(query, candidates, inside)
        cosine = dict(zip(near.tolist(), cosines.tolist(), strict=True))
        bm25 = dict(zip(worded.tolist(), scores.tolist(), strict=True))
        fused = reciprocal_rank_fusion([near, worded], self._settings.rrf_k)
        for rank, (position, score) in enumerate(fused, 1):
            article, passage = self.generation.store.passage(position)
            yield Hit(rank, score, article, passage, cosine.get(position), bm25.get(position))


def reciprocal_rank_fusion(rankings: list[NDArray[np.int64]], k: int) -> list[tuple[int, float]]:
    """Positions with the sum of 1 / (k + rank) over the rankings they are in, best first, ties by position."""
    scores: dict[int, float] = {}
    for ranking in rankings:
        for rank, position in enumerate(ranking.tolist(), 1):
            scores[position] = scores.get(position, 0.0) + 1 / (k + rank)
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))
