"""How well articles are found, on judged and on made collections: `python -m benchmarks.retrieval --data DIR`.

DIR holds time/, reader/newsqa-1000/, reader/squad2/ and reuters21578/. The sets, articles to be found by

- time: 83 topics of 1963 with human judgements (TIME.REL.ALL)
- newsqa: questions on CNN stories, each on the one story that it was asked about
- squad2: questions on paragraphs, likewise (1,000 of those that have an answer)
- own-words: what was asked of Reuters stories without their wording (training/own_words.py), each on its story, among
  others of the collection. Its halves are its parts
- headlines: headlines of Reuters stories, each to its story, indexed without them (448 of 1,342 stories)
- sample: the questions of the bundled archive that it answers; follow-ups made stand-alone. Never tuned on

Queries are split in halves by a hash of their id. What was chosen was chosen on the first half of time, and kept where
it held on the first halves of the other sets. `--export DIR` writes every set as articles, queries and judgements for
`dateline eval`; `--work DIR` keeps the indexes between runs; `--rerank reader` adds the search with its best hits read
again. An article without a headline is indexed under its first words, as the readers of articles head it.
"""

from __future__ import annotations

import argparse
import json
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING, Any

from benchmarks.asked_sets import Story, in_first_half, load_newsqa, load_own_words, load_squad2
from benchmarks.collections import reuters, time_collection
from benchmarks.sample import QUESTIONS, question_of
from bot.answering.followup import standalone
from bot.open import open_reranker
from bot.settings import Settings
from corpus.settings import CorpusSettings
from index.build import Rebuild
from index.embedding import Embedder
from index.evaluation import MEASURES, PLAIN, Figures, Query, measure, rank, rank_all
from index.generation import Generations
from index.search import Searcher
from index.settings import IndexSettings
from index.window import Window

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from corpus.article import Article

_ANY_TIME = Window()
_SQUAD_QUESTIONS = 1000
_REUTERS_SHORTEST, _REUTERS_STEP, _HEADLINES_STEP = 600, 6, 3


@dataclass(frozen=True, slots=True)
class Judged:
    """A source of articles, queries, and the ids of the articles that are right for each."""

    rows: list[dict[str, Any]] | None  # None: the bundled archive
    queries: list[Query]
    relevant: dict[str, dict[str, int]]
    first: frozenset[str] | None = None  # the queries that choices were made with; None: half of them, by hash

    def is_first(self, query: str) -> bool:
        """Whether a query is one of those that choices were made with."""
        if self.first is not None:
            return query in self.first
        return in_first_half(query)


def _time(data: Path) -> Judged:
    found = time_collection(data / "time")
    queries = [Query(name, text, _ANY_TIME) for name, text in found.queries.items()]
    return Judged(
        [_row(article) for article in found.articles],
        queries,
        {query: dict.fromkeys(right, 1) for query, right in found.relevant.items()},
    )


def _newsqa(data: Path) -> Judged:
    stories, asked = load_newsqa(data)
    return _asked(stories, [(one.question, one.story) for one in asked])


def _squad2(data: Path) -> Judged:
    stories, asked = load_squad2(data)
    return _asked(stories, [(one.question, one.story) for one in asked if one.answer is not None][:_SQUAD_QUESTIONS])


def _asked(stories: dict[str, Story], pairs: Iterable[tuple[str, str]]) -> Judged:
    rows = [{"id": name, "language": "en"} | asdict(story) for name, story in stories.items()]
    numbered = [(str(number), *pair) for number, pair in enumerate(pairs)]
    queries = [Query(number, question, _ANY_TIME) for number, question, _ in numbered]
    return Judged(rows, queries, {number: {story: 1} for number, _, story in numbered})


def _own_words(data: Path) -> Judged:
    stories, asked = load_own_words(data)
    told = [one for one in asked if one.answer is not None]
    judged = _asked(stories, [(one.question, one.story) for one in told])
    others = [_row(one) for one in _long_stories(data)[::_REUTERS_STEP] if one.id not in stories]
    first = frozenset(query.id for query, one in zip(judged.queries, told, strict=True) if one.fitted)
    return replace(judged, rows=[*(judged.rows or ()), *others], first=first)


def _long_stories(data: Path) -> list[Article]:
    return [story for story in reuters(data / "reuters21578") if story.title and len(story.text) > _REUTERS_SHORTEST]


def _headlines(data: Path) -> Judged:
    stories = _long_stories(data)[::_REUTERS_STEP]
    queries = [Query(story.id, story.title, _ANY_TIME) for story in stories[::_HEADLINES_STEP]]
    return Judged([_row(story) | {"title": ""} for story in stories], queries, {one.id: {one.id: 1} for one in queries})


def _sample(_: Path) -> Judged:
    rows = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    answerable = [row for row in rows if row["answerable"]]
    asked = [(row["id"], question_of(row)) for row in answerable]
    queries = [Query(name, standalone(one.text, one.history), one.window) for name, one in asked]
    return Judged(None, queries, {row["id"]: dict.fromkeys(row["expected"], 1) for row in answerable})


SETS: dict[str, Callable[[Path], Judged]] = {
    "time": _time,
    "newsqa": _newsqa,
    "squad2": _squad2,
    "own-words": _own_words,
    "headlines": _headlines,
    "sample": _sample,
}


def _row(article: Article) -> dict[str, Any]:
    date = article.published.isoformat() if article.published else None
    return {"id": article.id, "title": article.title, "text": article.text, "date": date, "language": "en"}


def export(judged: Judged, folder: Path) -> Path:
    """Write a set as `dateline eval` reads it; returns the source of its articles."""
    folder.mkdir(parents=True, exist_ok=True)
    asked = [{"id": q.id, "text": q.text, **_dates(q.window)} for q in judged.queries]
    lines = [f"{q} 0 {article} {value}" for q, right in judged.relevant.items() for article, value in right.items()]
    _write(folder / "queries.jsonl", map(json.dumps, asked))
    _write(folder / "qrels", lines)
    _write(folder / "articles.jsonl", map(json.dumps, judged.rows or ()))
    return folder / "articles.jsonl"


def _dates(window: Window) -> dict[str, str]:
    bounds = {"after": window.after, "before": window.before, "as_of": window.as_of}
    return {name: day.isoformat() for name, day in bounds.items() if day}


def _write(path: Path, lines: Iterable[str]) -> None:
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")


@contextmanager
def indexed(judged: Judged, embedder: Embedder, settings: IndexSettings, work: Path | None) -> Iterator[Searcher]:
    """A search over the articles of a set."""
    with TemporaryDirectory() as temporary:
        folder = work or Path(temporary)
        source = str(export(judged, folder)) if judged.rows is not None else "sample"
        Rebuild(folder / "data", embedder, CorpusSettings(), settings, lambda *_: None).update([source])
        yield Searcher(Generations(folder / "data").open_current(), embedder, settings)


def show(name: str, half: str, runs: dict[str, dict[str, list[str]]], relevant: dict[str, dict[str, int]]) -> None:
    """Print a row for each way to rank."""
    figures = {way: measure(run, relevant) for way, run in runs.items()}
    for way, one in figures.items():
        row = " ".join(f"{one.mean(each):7.3f}" for each in MEASURES)
        chances = "" if way == PLAIN else _chances(one, figures[PLAIN])
        print(f"{name:10} {half:10} {len(one.values[MEASURES[0]]):4} {way:8} {row}   {chances}".rstrip(), flush=True)


def _chances(one: Figures, plain: Figures) -> str:
    return " ".join(f"{one.p_value(plain, each):.4f}" for each in ("nDCG@10", "MAP"))


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--sets", nargs="+", choices=SETS, default=list(SETS))
    parser.add_argument("--work", type=Path, help="keep the indexes there")
    parser.add_argument("--export", type=Path, help="write the sets there for `dateline eval`, and do nothing else")
    parser.add_argument(
        "--first-half", action="store_true", help="look at nothing but the half that choices are made with"
    )
    parser.add_argument("--rerank", default="none", help="reader, or a cross-encoder's folder")
    arguments = parser.parse_args()
    settings = IndexSettings(rerank=arguments.rerank)
    embedder = Embedder(settings)
    reranker = open_reranker(Settings(index=settings))
    print(f"{'set':10} {'half':10} {'n':>4} {'':8}", *(f"{each:>7}" for each in MEASURES), "  p: nDCG@10, MAP")
    for name in arguments.sets:
        judged = SETS[name](arguments.data)
        if arguments.export:
            export(judged, arguments.export / name)
            continue
        chosen = [query for query in judged.queries if judged.is_first(query.id) or not arguments.first_half]
        with indexed(judged, embedder, settings, arguments.work and arguments.work / name) as searcher:
            runs = rank_all(searcher, chosen)
            if reranker:
                runs["reread"] = rank(Searcher(searcher.generation, embedder, settings, reranker), chosen)
            speed = median(_milliseconds(searcher, query) for query in chosen[:50])
        halves = {"first": True, "held": False} if name != "sample" else {}
        for half, wanted in halves.items():
            some = {query: right for query, right in judged.relevant.items() if judged.is_first(query) == wanted}
            if wanted or not arguments.first_half:
                show(name, half, runs, some)
        if not arguments.first_half:
            show(name, "all", runs, judged.relevant)
        print(f"{name:10} one search, median of {min(50, len(chosen))}: {speed:.1f} ms", flush=True)


def _milliseconds(searcher: Searcher, query: Query) -> float:
    started = perf_counter()
    searcher.articles(query.text, 10, query.window)
    return 1000 * (perf_counter() - started)


if __name__ == "__main__":
    main()
