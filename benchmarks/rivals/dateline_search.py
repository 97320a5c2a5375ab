"""Dateline's own search, at article level, on the backend that a third argument names.

Its index time is a whole rebuild: reading, dates, copies, checks and all.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.rivals.task import Task, perform
from corpus.settings import CorpusSettings
from index.build import Rebuild
from index.embedding import Embedder
from index.generation import Generations
from index.search import Searcher
from index.settings import IndexSettings

if TYPE_CHECKING:
    from collections.abc import Callable

FIRST = 10


def load(task: Task) -> Embedder:
    """The model, loaded."""
    embedder = Embedder(_settings(task))
    embedder.embed(["ready"])
    return embedder


def index(embedder: Embedder, task: Task) -> Callable[[str], list[int] | list[str]]:
    """Rebuild from the file of articles."""
    data = Path(task.folder) / embedder.choice.backend
    Rebuild(data, embedder, CorpusSettings(processes=1), _settings(task), lambda *_: None).full([task.articles])
    searcher = Searcher(Generations(data).open_current(), embedder, _settings(task))
    return lambda query: [hit.article.id for hit in searcher.articles(query, FIRST)]


def _settings(task: Task) -> IndexSettings:
    return IndexSettings.model_validate({"threads": task.threads, "backend": sys.argv[3]})


if __name__ == "__main__":
    perform(load, index)
