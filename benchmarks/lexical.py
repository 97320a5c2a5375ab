"""Which kept BM25 library: quality on TIME, speed over Reuters-21578, with and without a window.

    python -m benchmarks.lexical --data DIR        DIR holds time/ and reuters21578/

Every library gets the same tokens (lower case, Snowball-stemmed, English stop words left out) and k1 = 1.2, b = 0.75
where it lets one choose. "tenth" is the median with a window of the middle tenth of the articles in order of date;
results must lie inside it.
"""

from __future__ import annotations

import argparse
import re
import sqlite3
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import bm25s
import ir_measures
import numpy as np
import Stemmer
import tantivy
from bm25s.stopwords import STOPWORDS_EN
from ir_measures import AP, Qrel, ScoredDoc, nDCG

from benchmarks.collections import reuters, time_collection

if TYPE_CHECKING:
    from collections.abc import Callable

    Search = Callable[[str, int, int, int], list[tuple[int, float]]]  # query, k, first, end -> (position, score)

_STEM = Stemmer.Stemmer("english")
_STOP = frozenset(STOPWORDS_EN)


def tokens(text: str) -> list[str]:
    """Lower-cased, stemmed words without stop words."""
    words: list[str] = _STEM.stemWords([w for w in re.findall(r"\w+", text.lower()) if w not in _STOP])
    return words


def build_bm25s(texts: list[str]) -> Search:
    """The scipy-free sparse index of bm25s; a window is a slice of the score vector."""
    retriever = bm25s.BM25(k1=1.2, b=0.75, method="lucene")
    retriever.index([tokens(text) for text in texts], show_progress=False)

    def search(query: str, k: int, first: int, end: int) -> list[tuple[int, float]]:
        known = [word for word in tokens(query) if word in retriever.vocab_dict]
        if not known:
            return []
        scores = retriever.get_scores(known)[first:end]
        best = np.argpartition(-scores, min(k, len(scores) - 1))[:k]
        order = best[np.argsort(-scores[best], kind="stable")]
        return [(first + int(i), float(scores[i])) for i in order if scores[i] > 0]

    return search


def build_fts5(texts: list[str]) -> Search:
    """SQLite FTS5; a window is a range of rowids."""
    db = sqlite3.connect(":memory:")
    db.execute("create virtual table passage using fts5(text, content='', tokenize='unicode61')")
    db.executemany(
        "insert into passage(rowid, text) values (?, ?)", ((i, " ".join(tokens(t))) for i, t in enumerate(texts))
    )
    db.commit()

    def search(query: str, k: int, first: int, end: int) -> list[tuple[int, float]]:
        match = " OR ".join(f'"{word}"' for word in set(tokens(query)))
        rows = db.execute(
            "select rowid, bm25(passage) from passage where passage match ? and rowid >= ? and rowid < ? "
            "order by 2 limit ?",
            (match, first, end, k),
        )
        return [(row, -score) for row, score in rows]

    return search


def build_tantivy(texts: list[str]) -> Search:
    """Tantivy; a window is a range query on an indexed number."""
    schema = tantivy.SchemaBuilder()
    schema.add_text_field("text", stored=False, tokenizer_name="whitespace")
    schema.add_unsigned_field("at", stored=True, indexed=True, fast=True)
    built = schema.build()
    index = tantivy.Index(built)
    writer = index.writer(heap_size=200_000_000, num_threads=1)
    for at, text in enumerate(texts):
        document = tantivy.Document(text=" ".join(tokens(text)))
        document.add_unsigned("at", at)
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def search(query: str, k: int, first: int, end: int) -> list[tuple[int, float]]:
        words: Any = tantivy.Query.boolean_query(
            [(tantivy.Occur.Should, tantivy.Query.term_query(built, "text", w)) for w in set(tokens(query))]
        )
        if (first, end) != (0, len(texts)):
            inside = tantivy.Query.range_query(built, "at", tantivy.FieldType.Unsigned, first, end - 1)
            words = tantivy.Query.boolean_query(
                [(tantivy.Occur.Must, words), (tantivy.Occur.Must, tantivy.Query.const_score_query(inside, 0.0))]
            )
        hits = searcher.search(words, k).hits
        return [(int(searcher.doc(address)["at"][0]), float(score)) for score, address in hits]

    return search


BUILDERS: dict[str, Callable[[list[str]], Search]] = {
    "bm25s": build_bm25s,
    "SQLite FTS5": build_fts5,
    "tantivy": build_tantivy,
}


def main() -> None:
    """Print one row a library."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args().data
    collection = time_collection(data / "time")
    stories = sorted(reuters(data / "reuters21578"), key=lambda story: str(story.published))
    texts = [f"{story.title}\n{story.text}" for story in stories]
    questions = [story.title for story in stories[:: len(stories) // 300] if story.title]
    qrels = [Qrel(q, doc, 1) for q, docs in collection.relevant.items() for doc in docs]
    columns = ("nDCG@10", "MAP", "build s", "p50 ms", "p95 ms", "tenth ms")
    print(f"{'library':12}", *(f"{column:>9}" for column in columns))
    for name, build in BUILDERS.items():
        small = build([article.text for article in collection.articles])
        run = [
            ScoredDoc(q, collection.articles[at].id, score)
            for q, text in collection.queries.items()
            for at, score in small(text, 100, 0, len(collection.articles))
        ]
        quality = ir_measures.calc_aggregate([nDCG @ 10, AP], qrels, run)
        started = time.perf_counter()
        search = build(texts)
        built = time.perf_counter() - started
        spans = {"all": (0, len(texts)), "tenth": (len(texts) * 45 // 100, len(texts) * 55 // 100)}
        spent: dict[str, list[float]] = {label: [] for label in spans}
        for label, (first, end) in spans.items():
            for question in questions:
                started = time.perf_counter()
                hits = search(question, 100, first, end)
                spent[label].append(1000 * (time.perf_counter() - started))
                if not all(first <= at < end for at, _ in hits):
                    raise SystemExit(f"{name}: a hit outside the window")
        everything = sorted(spent["all"])
        figures = (built, median(everything), everything[len(everything) * 95 // 100], median(spent["tenth"]))
        ranked = f"{quality[nDCG @ 10]:9.3f} {quality[AP]:9.3f}"
        print(f"{name:12} {ranked}", *(f"{figure:9.2f}" for figure in figures))


if __name__ == "__main__":
    main()
