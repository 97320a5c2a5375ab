"""The best hits read again, question and passage together, by Dateline's reader or a cross-encoder of the operator's.

A model that reads both at once tells more than two vectors do and costs some 10 ms a passage on a core, so that only
the first few hits are read. Its logit is added to the fusion's score, not put in its place: neither is right alone.
`python -m benchmarks.retrieval --rerank reader` measures what it is worth.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from corpus.errors import ModelMissing
from index.reader.calibration import logit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.reader import Reader
    from index.search import Hit
    from index.settings import IndexSettings

_SUREST = 7.0  # logits beyond this, either way, are the same to us: a probability of .999


class Reading(Protocol):
    """Whatever reads a question and texts together."""

    def __call__(self, question: str, texts: Sequence[str]) -> list[float]:
        """The logit of each text's answering the question."""
        ...


class Reranker:
    """Moves up, among the first hits, those whose passage answers."""

    def __init__(self, reads: Reading, depth: int, weight: float) -> None:
        """Read the first `depth` hits; a logit counts `weight` in a score that lies between 0 and 1."""
        self.depth = depth
        self._reads = reads
        self._weight = weight

    def rerank(self, query: str, hits: Sequence[Hit]) -> list[Hit]:
        """All hits, those that were read in their new order and before the rest."""
        head = hits[: self.depth]
        if not head:
            return []
        logits = self._reads(query, [headed(hit) for hit in head])
        read = [
            replace(hit, score=hit.score + self._weight * (min(max(logit, -_SUREST), _SUREST) + _SUREST))
            for hit, logit in zip(head, logits, strict=True)
        ]
        return [*sorted(read, key=lambda hit: -hit.score), *hits[self.depth :]]


def headed(hit: Hit) -> str:
    """A hit's passage under its headline."""
    return under_headline(hit.article.title, hit.passage.text)


def under_headline(title: str, text: str) -> str:
    """A text under a headline, where it has one."""
    return f"{title}\n\n{text}" if title else text


def by_reader(reader: Reader) -> Reading:
    """The reader's probability that a passage answers, as a logit."""

    def reads(question: str, texts: Sequence[str]) -> list[float]:
        return [logit(1 - reading.no_answer) for reading in reader.read(question, texts)]

    return reads


def by_cross_encoder(folder: Path) -> Reading:
    """A cross-encoder with one output, in a folder as sentence-transformers saves it. Raises ModelMissing."""
    if not (folder / "config.json").is_file():
        raise ModelMissing(f"no cross-encoder in {folder}", "set index.rerank to its folder, to reader or to none")
    import torch
    from sentence_transformers import CrossEncoder

    model = CrossEncoder(str(folder), device="cpu", local_files_only=True, activation_fn=torch.nn.Identity())
    if model.num_labels != 1:
        raise ModelMissing(
            f"the model in {folder} has {model.num_labels} outputs, a cross-encoder for ranking has one",
            "set index.rerank to another folder, to reader or to none",
        )

    def reads(question: str, texts: Sequence[str]) -> list[float]:
        scores = model.predict([(question, text) for text in texts], show_progress_bar=False)
        return [float(score) for score in scores]

    return reads


def reranker_of(settings: IndexSettings, reader: Reader | None) -> Reranker | None:
    """The reranker that `index.rerank` names; `reader` is there where it says `reader`. Raises ModelMissing."""
    if settings.rerank == "none":
        return None
    reads = by_reader(reader) if reader is not None else by_cross_encoder(Path(settings.rerank))
    return Reranker(reads, settings.rerank_depth, settings.rerank_weight)
