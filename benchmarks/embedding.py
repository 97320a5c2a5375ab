"""Embedding: passages per second and what int8 costs in quality, against sentence-transformers with torch as it comes.

    python -m benchmarks.embedding --data DIR      DIR holds reuters21578/ and time/

Speed: the same passages of Reuters-21578 go through each in turn, round after round, on all cores; medians, and the
median of the ratios within a round. "1 query" is a search's query alone. Quality: TIME at article level, the dense half
alone and its plain fusion with BM25; and the cosine of each vector with the one in fp32. --parts leaves some out.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import ir_measures
import numpy as np
from ir_measures import AP, Qrel, ScoredDoc, nDCG

from benchmarks.collections import reuters, time_collection
from corpus.chunking import passages
from index.embedding import Embedder
from index.embedding.models import BUNDLED_MODEL, find
from index.lexical import LexicalIndex
from index.settings import IndexSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from numpy.typing import NDArray

    from benchmarks.collections import Collection
    from corpus.article import Article

    Vectors = NDArray[np.float32]

_TORCH, _INT8, _FP32 = "sentence-transformers", "onnx int8", "onnx fp32"
_CANDIDATES, _RRF_K = 100, 60


def cut(articles: Iterable[Article], embedder: Embedder) -> list[tuple[str, str]]:
    """The passages of the articles as a rebuild embeds them, each with its article's id."""
    settings = (200, 1)
    return [
        (article.id, f"{article.title}\n{passage.text}" if article.title else passage.text)
        for article in articles
        for passage in passages(article, embedder.count_tokens, *settings)
    ]


def speed(texts: list[str], query: str, rounds: int) -> None:
    """One row for each way to embed."""
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(find(BUNDLED_MODEL)), device="cpu", local_files_only=True)
    ways: dict[str, Callable[[list[str]], object]] = {
        _TORCH: lambda some: model.encode(some, normalize_embeddings=True, show_progress_bar=False),
        _INT8: Embedder(IndexSettings(backend="onnx")).embed,
        _FP32: Embedder(IndexSettings(backend="onnx-fp32")).embed,
    }
    spent: dict[str, list[float]] = {name: [] for name in ways}
    asked: dict[str, list[float]] = {name: [] for name in ways}
    for name, embed in ways.items():
        embed(texts[:8])
        for _ in range(50):
            asked[name].append(_seconds(embed, [query]))
    for _ in range(rounds):
        for name, embed in ways.items():
            spent[name].append(_seconds(embed, texts))
    print(f"{'':22} {'passages/s':>10} {'ratio':>6} {'1 query, ms':>12}")
    for name in ways:
        ratio = median(base / own for base, own in zip(spent[_TORCH], spent[name], strict=True))
        print(f"{name:22} {len(texts) / median(spent[name]):10.1f} {ratio:6.2f} {1000 * median(asked[name]):12.2f}")


def quality(collection: Collection, cut_articles: list[tuple[str, str]]) -> None:
    """One row for each pair of precisions of passages and queries."""
    texts = [text for _, text in cut_articles]
    queries = list(collection.queries.values())
    made: dict[str, tuple[Vectors, Vectors]] = {}
    for name, settings in {_FP32: IndexSettings(backend="onnx-fp32"), _INT8: IndexSettings(backend="onnx")}.items():
        embedder = Embedder(settings)
        made[name] = (embedder.embed(texts), embedder.embed(queries))
    pairs = {
        "fp32": made[_FP32],
        "int8": made[_INT8],
        "int8 asked in fp32": (made[_INT8][0], made[_FP32][1]),
    }
    lexical = LexicalIndex.build(texts)
    worded = [lexical.search(query, _CANDIDATES, range(len(texts)))[0].tolist() for query in queries]
    print(f"\n{'TIME':22} {'dense nDCG@10':>14} {'MAP':>6} {'fused nDCG@10':>14} {'MAP':>6}")
    for name, (vectors, asked) in pairs.items():
        near = [np.argsort(-cosines, kind="stable").tolist() for cosines in asked @ vectors.T]
        dense = _measured(collection, cut_articles, near)
        joined = [_fused(one[:_CANDIDATES], other) for one, other in zip(near, worded, strict=True)]
        fused = _measured(collection, cut_articles, joined)
        print(f"{name:22} {dense[0]:14.4f} {dense[1]:6.4f} {fused[0]:14.4f} {fused[1]:6.4f}")
    for what, at in (("passages", 0), ("queries", 1)):
        cosines = (made[_FP32][at] * made[_INT8][at]).sum(axis=1)
        print(f"cosine of int8 with fp32, {what}: mean {cosines.mean():.4f}, least {cosines.min():.4f}")


def _measured(
    collection: Collection, cut_articles: list[tuple[str, str]], rankings: list[list[int]]
) -> tuple[float, float]:
    """nDCG@10 and MAP of rankings of passages, each article at its best passage's place."""
    run = []
    for query, ranking in zip(collection.queries, rankings, strict=True):
        best = list(dict.fromkeys(cut_articles[at][0] for at in ranking))
        run += [ScoredDoc(query, article, -float(rank)) for rank, article in enumerate(best)]
    qrels = [Qrel(query, article, 1) for query, articles in collection.relevant.items() for article in articles]
    values = ir_measures.calc_aggregate([nDCG @ 10, AP], qrels, run)
    return values[nDCG @ 10], values[AP]


def _fused(one: list[int], other: list[int]) -> list[int]:
    scores: dict[int, float] = {}
    for ranking in (one, other):
        for rank, at in enumerate(ranking, 1):
            scores[at] = scores.get(at, 0.0) + 1 / (_RRF_K + rank)
    return sorted(scores, key=lambda at: (-scores[at], at))


def _seconds(embed: Callable[[list[str]], object], texts: list[str]) -> float:
    started = time.perf_counter()
    embed(texts)
    return time.perf_counter() - started


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--passages", type=int, default=500, help="passages of Reuters-21578 (default: 500)")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--parts", nargs="+", choices=("speed", "quality"), default=["speed", "quality"])
    chosen = parser.parse_args()
    counting = Embedder(IndexSettings())
    collection = time_collection(chosen.data / "time")
    if "speed" in chosen.parts:
        stories = list(reuters(chosen.data / "reuters21578"))
        texts = [text for _, text in cut(stories[:: max(1, len(stories) // chosen.passages)], counting)]
        texts = texts[: chosen.passages]
        tokens = counting.count_tokens(texts)
        print(f"{len(texts)} passages, {median(tokens)} tokens in the median, {counting.choice.reason}")
        sys.stdout.flush()
        speed(texts, next(iter(collection.queries.values())), chosen.rounds)
    if "quality" in chosen.parts:
        quality(collection, cut(collection.articles, counting))


if __name__ == "__main__":
    main()
