"""The archive as it stands now: a search that follows the current generation without a restart."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from index.search import Searcher

if TYPE_CHECKING:
    from index.embedding import Embedder
    from index.generation import Generations
    from index.rerank import Reranker
    from index.settings import IndexSettings


class LiveArchive:
    """Gives the searcher of the current generation. Whoever holds an earlier one may finish with it."""

    def __init__(
        self, generations: Generations, embedder: Embedder, settings: IndexSettings, reranker: Reranker | None = None
    ) -> None:
        """Open the current generation. Raises GenerationError where there is none that can be used."""
        self._generations = generations
        self._embedder = embedder
        self._settings = settings
        self._reranker = reranker
        self._lock = Lock()
        self._searcher = self._open()

    def searcher(self) -> Searcher:
        """The searcher of the generation that is current at this moment."""
        with self._lock:
            if self._generations.current_id() != self._searcher.generation.manifest.id:
                self._searcher = self._open()
            return self._searcher

    def _open(self) -> Searcher:
        return Searcher(self._generations.open_current(), self._embedder, self._settings, self._reranker)
