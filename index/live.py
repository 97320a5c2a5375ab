"""The archive as it stands now: a search that follows the current generation without a restart."""

from __future__ import annotations

import logging
from threading import Lock
from typing import TYPE_CHECKING

from corpus.errors import DatelineError
from index.search import Searcher

if TYPE_CHECKING:
    from index.embedding import Embedder
    from index.generation import Generations
    from index.rerank import Reranker
    from index.settings import IndexSettings

_log = logging.getLogger(__name__)


class LiveArchive:
    """Gives the searcher of the current generation. Whoever holds an earlier one may finish with it."""

    def __init__(
        self, generations: Generations, embedder: Embedder, settings: IndexSettings, reranker: Reranker | None = None
    ) -> None:
        """Open the current generation. Raises GenerationError where there is none that can be used."""
        self._generations = generations
        self._embedder = embedder
        self._settings = settings
        self._opening = Lock()
        self._reranker = reranker
        self._searcher = self._open()
        self._refused: str | None = None

    def searcher(self) -> Searcher:
        """The searcher of the generation that is current at this moment.

        While one thread opens a new generation, the others go on with the old one. So do all where the new one cannot
        be used, made with another model perhaps: that is logged once, and `dateline doctor` says what mends it.
        """
        if self._is_behind() and self._opening.acquire(blocking=False):
            try:
                if self._is_behind():
                    self._follow()
            finally:
                self._opening.release()
        return self._searcher

    def _is_behind(self) -> bool:
        try:
            current = self._generations.current_id()
        except DatelineError as failure:
            current = self._refuse("", failure)
        return current not in {self._searcher.generation.manifest.id, self._refused}

    def _follow(self) -> None:
        current = self._generations.current_id()
        try:
            self._searcher, self._refused = self._open(), None
        except DatelineError as failure:
            self._refuse(current, failure)

    def _refuse(self, current: str | None, failure: DatelineError) -> str | None:
        if self._refused != current:
            _log.warning("still answering from %s: %s", self._searcher.generation.manifest.id, failure)
            self._refused = current
        return current

    def _open(self) -> Searcher:
        return Searcher(self._generations.open_current(), self._embedder, self._settings, self._reranker)
