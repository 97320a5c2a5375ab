"""txtai's hybrid search: FAISS and BM25, half and half, as `hybrid=True` sets it up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from txtai import Embeddings

from benchmarks.rivals.task import Task, perform

if TYPE_CHECKING:
    from collections.abc import Callable


def load(task: Task) -> Embeddings:
    """The embeddings, with the model loaded from its folder."""
    embeddings = Embeddings(path=task.model, method="sentence-transformers", hybrid=True, gpu=False)
    embeddings.batchtransform(["ready"])
    return embeddings


def index(embeddings: Embeddings, task: Task) -> Callable[[str], list[int] | list[str]]:
    """Index the passages by their number."""
    embeddings.index(enumerate(task.passages))
    return lambda query: [int(number) for number, _ in embeddings.search(query, task.depth)]


if __name__ == "__main__":
    perform(load, index)
