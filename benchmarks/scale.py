"""Search over a million made passages: time, recall against exact search, opening, memory.

    python -m benchmarks.scale --data DIR [--count 1000000] [--folder DIR]     DIR holds reuters21578/

The made vectors are spread as those of real Reuters passages are (benchmarks/made_vectors.py), which are embedded first
and kept in the folder, as the made archive is, for a second run. All is searched on one thread in a fresh process.
Recall is the share of the ten nearest by exact search, in full precision, that are among the first ten.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING, Any

import numpy as np

from benchmarks.collections import reuters
from benchmarks.made_archive import DAYS, FIRST, OUTLETS, MadeArchive
from benchmarks.made_vectors import Likeness
from benchmarks.memory import peak_mib, present_mib
from index.filters import Filters
from index.vectors import EXACT_UP_TO
from index.window import Window

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.embedding import Embedder
    from index.generation import Generation
    from index.vectors import VectorIndex

_REAL = 3_000  # real articles that are embedded
_QUESTIONS = 100
_COSINE = 0.65  # of a question and its passage: Reuters headlines have about as near neighbours
_SHARES = (1.0, 0.1, 0.01, 0.001)
_CANDIDATES = 100
_FIRST_TEN = 10


@dataclass(slots=True)
class Times:
    """Milliseconds by what they were spent on."""

    spent: dict[str, list[float]] = field(default_factory=dict)

    def take(self, name: str, started: float) -> float:
        """Note the time since `started` under that name; returns the present."""
        now = time.perf_counter()
        self.spent.setdefault(name, []).append(1000 * (now - started))
        return now

    def row(self, *names: str) -> str:
        """p50 and p95 of each."""
        return " ".join(f"{median(self.spent[name]):8.2f} {_p95(self.spent[name]):8.2f}" for name in names)


def main() -> None:
    """Make what is not there, then measure it in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--count", type=int, default=1_000_000, help="passages")
    parser.add_argument("--exact-up-to", type=int, default=EXACT_UP_TO, help="passages that are searched without codes")
    parser.add_argument("--folder", type=Path, help="where what is made stays (default: a folder that is removed)")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as passing:
        folder = arguments.folder or Path(passing)
        folder.mkdir(parents=True, exist_ok=True)
        for step in (_make, _measure):
            with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as fresh:
                fresh.submit(step, folder, arguments).result()


def _make(folder: Path, arguments: argparse.Namespace) -> None:
    embedder = _embedder()
    passages, headlines = _real_vectors(folder, arguments.data, embedder)
    _report_real(passages, headlines)
    count = arguments.count
    archive = MadeArchive(folder, count, arguments.exact_up_to)
    if not (archive.data_dir / "questions.json").exists():
        started = time.perf_counter()
        archive.make(Likeness.of(passages), _QUESTIONS, _COSINE)
        print(
            f"made and indexed {count} passages in {time.perf_counter() - started:.0f} s; {peak_mib():.0f} MB at most"
        )


def _measure(folder: Path, arguments: argparse.Namespace) -> None:
    from index.generation import Generations

    archive = MadeArchive(folder, arguments.count, arguments.exact_up_to)
    questions, vectors = archive.questions()
    bare = present_mib()
    started = time.perf_counter()
    generation = Generations(archive.data_dir).open_current()
    opening = time.perf_counter() - started
    print(f"opened in {1000 * opening:.0f} ms; resident memory {present_mib():.0f} MB, {bare:.0f} MB of it before")
    texts = [question.text for question in questions]
    columns = " ".join(f"{name:>8} {'p95':>8}" for name in ("dense", "BM25", "both"))
    print(f"{'p50, ms':>14} {columns} {'recall@10':>10}")
    results = {name: _halves(generation, texts, vectors, spans) for name, spans in _spans(len(texts)).items()}
    print(f"resident memory {present_mib():.0f} MB after {len(texts)} questions in each of these windows")
    for name, (times, found, spans) in results.items():
        recall = _recall(generation.vectors, vectors, found, [generation.store.positions(*span) for span in spans])
        print(f"{name:>14} {times.row('dense', 'BM25', 'both')} {recall:10.4f}")
    _report_threads(generation, texts, vectors)
    _report_whole(generation, texts, vectors)


def _halves(
    generation: Generation, texts: list[str], vectors: NDArray[np.float32], spans: list[tuple[Window, Filters]]
) -> tuple[Times, list[NDArray[np.int64]], list[tuple[Window, Filters]]]:
    """Each question in its window, through both halves, twice; the second time counts."""
    times, found = Times(), []
    for warm in (False, True):
        for text, vector, span in zip(texts, vectors, spans, strict=True):
            begun = started = time.perf_counter()
            inside = generation.store.positions(*span)
            near, _ = generation.vectors.search(vector, _CANDIDATES, inside)
            if warm:
                started = times.take("dense", started)
                found.append(near[:_FIRST_TEN])
            generation.lexical.search(text, _CANDIDATES, inside)
            if warm:
                times.take("BM25", started)
                times.take("both", begun)
    return times, found, spans


def _spans(count: int) -> dict[str, list[tuple[Window, Filters]]]:
    """Windows of each share at random places, and filters without a window."""
    rng = random.Random(3)
    spans = {}
    for share in _SHARES:
        days = max(1, round(share * DAYS))
        starts = [FIRST + timedelta(rng.randrange(DAYS - days + 1)) for _ in range(count)]
        windows = [Window(start, start + timedelta(days - 1)) for start in starts]
        spans[f"{100 * share:g} %"] = [(window, Filters()) for window in windows]
    for outlet in (OUTLETS[0], OUTLETS[-1]):
        spans[outlet] = [(Window(), Filters(outlets=(outlet,)))] * count
    return spans


def _recall(
    index: VectorIndex, queries: NDArray[np.float32], found: list[NDArray[np.int64]], inside: list[Any]
) -> float:
    """Recall against every cosine inside, in full precision."""
    right = wanted = 0
    for query, given, positions in zip(queries, found, inside, strict=True):
        similarities = _similarities(index, query, positions)
        best = np.asarray(positions)[np.argsort(-similarities, kind="stable")[:_FIRST_TEN]]
        right, wanted = right + len(set(best.tolist()) & set(given.tolist())), wanted + len(best)
    return right / wanted


def _similarities(index: VectorIndex, query: NDArray[np.float32], positions: Any) -> NDArray[np.float32]:
    pieces = [
        index.vectors(np.asarray(positions[first : first + 50_000], dtype=np.int64)) @ query
        for first in range(0, len(positions), 50_000)
    ]
    return np.concatenate(pieces)


def _report_threads(generation: Generation, texts: list[str], vectors: NDArray[np.float32]) -> None:
    """Questions from 16 threads beside each other, against the same one after the other."""
    everywhere = range(len(generation.vectors))

    def ask(at: int) -> None:
        generation.vectors.search(vectors[at], _CANDIDATES, everywhere)
        generation.lexical.search(texts[at], _CANDIDATES, everywhere)

    rates = []
    for threads in (1, 16):
        started = time.perf_counter()
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(ask, range(len(texts))))
        rates.append(len(texts) / (time.perf_counter() - started))
    print(f"both halves, 100 %: {rates[0]:.0f} questions a second from one thread, {rates[1]:.0f} from 16")


def _report_whole(generation: Generation, texts: list[str], vectors: NDArray[np.float32]) -> None:
    """The whole search, embedding and all: the model embeds each text, the made vector is searched with."""
    from index.search import Searcher
    from index.settings import IndexSettings

    embedder = _embedder()
    made = dict(zip(texts, vectors, strict=True))
    embed = embedder.embed

    def embed_and_replace(texts: list[str], *_: object) -> NDArray[np.float32]:
        embed(texts)
        return np.stack([made[text] for text in texts])

    embedder.sha256 = generation.manifest.recipe.model_sha256
    embedder.embed = embed_and_replace  # type: ignore[method-assign,assignment]  # the time is real, the vector made
    searcher, times = Searcher(generation, embedder, IndexSettings()), Times()
    for text in [*texts[:5], *texts]:
        started = time.perf_counter()
        embed([text])
        between = times.take("embedding", started)
        searcher.passages(text, _FIRST_TEN)
        times.take("whole search", between)
    print(f"whole search, 100 %, p50 and p95: {times.row('whole search')}, embedding of it {times.row('embedding')} ms;"
          f" resident memory with the model {present_mib():.0f} MB")  # fmt: skip


def _real_vectors(folder: Path, data: Path, embedder: Embedder) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Vectors of the passages of some Reuters stories, in order of date, and of headlines."""
    kept = folder / "real.npz"
    if not kept.exists():
        from corpus.chunking import passages
        from index.build import indexed_text

        stories = random.Random(1).sample(sorted(reuters(data / "reuters21578"), key=lambda a: a.id), _REAL)
        stories.sort(key=lambda story: str(story.published))
        cut = [indexed_text(s, p) for s in stories for p in passages(s, embedder.count_tokens, 200, 1)]
        headlines = [story.title for story in stories[:: _REAL // 200] if story.title]
        np.savez(kept, passages=embedder.embed(cut), headlines=embedder.embed(headlines))
    vectors = np.load(kept)
    return vectors["passages"], vectors["headlines"]


def _report_real(passages: NDArray[np.float32], headlines: NDArray[np.float32]) -> None:
    """How often the first pass names the nearest of real vectors, by how many it may name."""
    from index.coarse import CoarseIndex

    coarse = CoarseIndex.build(passages)
    shares = []
    for named in (len(passages) // 100, len(passages) // 20):
        right = 0
        for query in headlines:
            best = np.argsort(-(passages @ query))[:_FIRST_TEN]
            right += len(set(best.tolist()) & set(coarse.candidates(query, named, range(len(passages))).tolist()))
        shares.append(f"{named} hold {right / _FIRST_TEN / len(headlines):.4f} of the ten nearest")
    print(f"first pass over {len(passages)} real passages, headlines as queries: {', '.join(shares)}")


def _embedder() -> Embedder:
    from index.embedding import Embedder
    from index.settings import IndexSettings

    return Embedder(IndexSettings(threads=1))


def _p95(values: list[float]) -> float:
    return quantiles(values, n=20)[-1]


if __name__ == "__main__":
    main()
