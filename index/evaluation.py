"""How well the search ranks articles, beside each of its halves and their plain fusion, on judged queries.

The halves are BM25 over whole articles and the cosine of an article's nearest passage; the plain fusion is their
reciprocal rank fusion. Measures are those of ir-measures, over all judged queries; one that finds nothing counts as 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.fusion import reciprocal_rank_fusion

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    from index.search import Searcher
    from index.window import Window

    # The articles of each query, best first.
    Run = dict[str, list[str]]

MEASURES = ("nDCG@10", "MAP", "MRR@10", "Hits@1", "Hits@4", "Hits@10")
PLAIN = "fused"
_DEPTH = 1000
_FLIPS = 10_000


@dataclass(frozen=True, slots=True)
class Query:
    """A query and the window that it asks in."""

    id: str
    text: str
    window: Window


@dataclass(frozen=True, slots=True)
class Figures:
    """The measures of one way to rank: for each of MEASURES its value on every judged query, in the same order."""

    values: dict[str, NDArray[np.float64]]

    def mean(self, measure: str) -> float:
        """The mean over queries."""
        return float(self.values[measure].mean())

    def p_value(self, other: Figures, measure: str) -> float:
        """How likely a difference so large is where neither ranks better: Fisher's paired randomisation, two-sided."""
        differences = self.values[measure] - other.values[measure]
        signs = np.random.default_rng(1963).choice([-1.0, 1.0], size=(_FLIPS, len(differences)))
        flipped = np.abs(signs @ differences)
        return float((1 + (flipped >= abs(differences.sum()) - 1e-9).sum()) / (1 + _FLIPS))


def rank_all(searcher: Searcher, queries: Iterable[Query]) -> dict[str, Run]:
    """The runs of "lexical", "dense", their plain fusion "fused", and "full", the search as it is."""
    runs: dict[str, Run] = {"lexical": {}, "dense": {}, PLAIN: {}, "full": {}}
    ids = searcher.generation.store.ids()
    for query in queries:
        halves = _halves(searcher, query)
        fused = np.array([article for article, _ in reciprocal_rank_fusion(list(halves.values()))], dtype=np.int64)
        for name, articles in (*halves.items(), (PLAIN, fused)):
            runs[name][query.id] = [ids[article] for article in articles.tolist()]
        hits = searcher.articles(query.text, _DEPTH, query.window)
        runs["full"][query.id] = [hit.article.id for hit in hits]
    return runs


def rank(searcher: Searcher, queries: Iterable[Query]) -> Run:
    """The run of the search as it is."""
    return {
        query.id: [hit.article.id for hit in searcher.articles(query.text, _DEPTH, query.window)] for query in queries
    }


def _halves(searcher: Searcher, query: Query) -> dict[str, NDArray[np.int64]]:
    """The numbers of articles by each half, best first."""
    generation = searcher.generation
    inside = generation.store.positions(query.window)
    vector = searcher.embedder.embed([query.text])[0]
    worded, _ = generation.whole.search(query.text, _DEPTH, generation.store.articles_of(inside))
    near, _ = generation.vectors.search(vector, _DEPTH, inside)
    owners = generation.store.owners(near)
    _, firsts = np.unique(owners, return_index=True)
    return {"lexical": worded, "dense": owners[np.sort(firsts)]}


def judgements(path: Path) -> dict[str, dict[str, int]]:
    """A file of TREC judgements, `query 0 article relevance` a line. Raises ValueError where it is not one."""
    judged: dict[str, dict[str, int]] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            query, _, article, relevance = line.split()
            judged.setdefault(query, {})[article] = int(relevance)
        except ValueError:
            raise ValueError(f"line {number}: `query 0 article relevance` is expected") from None
    return judged


def measure(run: Run, judged: Mapping[str, Mapping[str, int]]) -> Figures:
    """The measures of a run over the judged queries that have a relevant article."""
    import ir_measures
    from ir_measures import AP, RR, Qrel, ScoredDoc, Success, nDCG

    asked = sorted(query for query, articles in judged.items() if any(value > 0 for value in articles.values()))
    qrels = [Qrel(query, article, value) for query in asked for article, value in judged[query].items()]
    scored = [
        ScoredDoc(query, article, float(-place)) for query in asked for place, article in enumerate(run.get(query, ()))
    ]
    measures = dict(zip((nDCG @ 10, AP, RR @ 10, Success @ 1, Success @ 4, Success @ 10), MEASURES, strict=True))
    values = {name: dict.fromkeys(asked, 0.0) for name in MEASURES}
    for one in ir_measures.iter_calc(list(measures), qrels, scored):
        values[measures[one.measure]][one.query_id] = one.value
    return Figures({name: np.array([found[query] for query in asked]) for name, found in values.items()})
