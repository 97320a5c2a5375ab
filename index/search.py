"""Query and window into ranked hits: BM25 and cosine, joined (`index.fusion`), and read again where that is set."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from corpus.errors import OutdatedGeneration
from index.candidates import complete, first_pass
from index.filters import Filters
from index.fusion import article_scores, passage_scores
from index.window import Window

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from numpy.typing import NDArray

    from corpus.article import Article, Passage
    from index.embedding import Embedder
    from index.fusion import Candidates
    from index.generation import Generation
    from index.rerank import Reranker
    from index.settings import IndexSettings

_ANY_TIME = Window()
_NO_FILTERS = Filters()


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found.

    `rank` counts from 1, `score` is the fusion's (higher is better), `cosine` that of query and passage and `bm25` the
    lexical score (None where they share no word).
    """

    rank: int
    score: float
    article: Article
    passage: Passage
    cosine: float
    bm25: float | None


class Searcher:
    """Search in one generation. Safe to use from several threads."""

    def __init__(
        self, generation: Generation, embedder: Embedder, settings: IndexSettings, reranker: Reranker | None = None
    ) -> None:
        """Join an open generation, the model and what reads the best hits again, if anything does.

        Raises OutdatedGeneration where the generation's vectors are not the model's.
        """
        recipe = generation.manifest.recipe
        if recipe.model_sha256 != embedder.sha256:
            raise OutdatedGeneration(
                f"the index was made with the model {recipe.model}, index.model names {embedder.name}",
                "dateline rebuild",
            )
        self.generation = generation
        self.embedder = embedder
        self._settings = settings
        self._reranker = reranker

    def passages(self, query: str, k: int, window: Window = _ANY_TIME, filters: Filters = _NO_FILTERS) -> list[Hit]:
        """The best k passages that the window and the filters admit, best first."""
        found = self._candidates(query, window, filters)
        if found is None:
            return []
        scores = passage_scores(found)
        return self._best(query, found, np.argsort(-scores, kind="stable"), scores, k)

    def articles(self, query: str, k: int, window: Window = _ANY_TIME, filters: Filters = _NO_FILTERS) -> list[Hit]:
        """The best passage of each of the best k articles, best first, ranked anew from 1."""
        found = self._candidates(query, window, filters)
        if found is None:
            return []
        scores = article_scores(found)[found.owners]
        order = np.lexsort((found.positions, -passage_scores(found), -scores))
        _, firsts = np.unique(found.owners[order], return_index=True)
        return self._best(query, found, order[np.sort(firsts)], scores, k)

    def _candidates(self, query: str, window: Window, filters: Filters) -> Candidates | None:
        inside = self.generation.store.positions(window, filters)
        if not len(inside):
            return None
        vector = self.embedder.embed([query])[0]
        found = first_pass(self.generation, query, vector, inside, self._settings.candidates)
        return complete(self.generation, query, vector, found)

    def _best(
        self, query: str, found: Candidates, order: NDArray[np.intp], scores: NDArray[np.float32], k: int
    ) -> list[Hit]:
        """The first k in that order, copies of a story behind what others say, read again where a reranker is set."""
        hits = one_voice((self._hit(found, at, float(scores[at])) for at in order), self.generation.store.stories)
        if self._reranker is None:
            chosen = list(islice(hits, k))
        else:
            chosen = self._reranker.rerank(query, list(islice(hits, max(k, self._reranker.depth))))[:k]
        return [replace(hit, rank=rank) for rank, hit in enumerate(chosen, 1)]

    def _hit(self, found: Candidates, at: np.intp, score: float) -> Hit:
        article, passage = self.generation.store.passage(int(found.positions[at]))
        return Hit(0, score, article, passage, float(found.cosines[at]), float(found.bm25[at]) or None)


def one_voice(hits: Iterable[Hit], stories: Mapping[str, int]) -> Iterator[Hit]:
    """The hits, those of a story that another article has told already last, their scores less by 1.

    `stories` has the number of the story that an article tells, for articles that have near-identical copies. Nothing
    is left out: whoever asks for enough hits gets the copies too.
    """
    teller: dict[int, str] = {}
    copies = []
    for hit in hits:
        story = stories.get(hit.article.id)
        if story is not None and teller.setdefault(story, hit.article.id) != hit.article.id:
            copies.append(replace(hit, score=hit.score - 1))
        else:
            yield hit
    yield from copies
