"""The measures of `dateline eval`, on rankings whose figures can be told by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index.evaluation import MEASURES, Query, judgements, measure, rank_all
from index.window import Window

if TYPE_CHECKING:
    from pathlib import Path

    from index.live import LiveArchive

JUDGED = {"1": {"a": 1, "b": 0}, "2": {"c": 1}, "unanswerable": {"d": 0}}


def test_a_perfect_ranking_gets_one_in_every_measure() -> None:
    figures = measure({"1": ["a", "b"], "2": ["c"]}, JUDGED)
    assert [figures.mean(name) for name in MEASURES] == [1.0] * len(MEASURES)


def test_a_right_article_in_second_place_counts_by_its_place() -> None:
    figures = measure({"1": ["b", "a"], "2": ["c"]}, JUDGED)
    assert figures.mean("MRR@10") == figures.mean("MAP") == 0.75
    assert (figures.mean("Hits@1"), figures.mean("Hits@4")) == (0.5, 1.0)


def test_a_query_that_finds_nothing_counts_as_nothing() -> None:
    assert measure({"1": ["a"]}, JUDGED).mean("MAP") == 0.5


def test_no_difference_is_no_evidence_and_a_steady_one_is() -> None:
    judged = {str(query): {"a": 1} for query in range(30)}
    good = measure({query: ["a", "b"] for query in judged}, judged)
    bad = measure({query: ["b", "a"] for query in judged}, judged)
    assert good.p_value(good, "MAP") == 1.0
    assert good.p_value(bad, "MAP") < 0.001
    assert good.p_value(bad, "MAP") == bad.p_value(good, "MAP")


def test_judgements_are_read_and_a_bad_line_is_named(tmp_path: Path) -> None:
    (tmp_path / "qrels").write_text("1 0 a 1\n\n1\t0\tb\t0\n")
    assert judgements(tmp_path / "qrels") == {"1": {"a": 1, "b": 0}}
    (tmp_path / "qrels").write_text("1 0 a 1\n1 a\n")
    with pytest.raises(ValueError, match="line 2"):
        judgements(tmp_path / "qrels")


def test_every_way_to_rank_names_articles_once_and_inside_the_window(sample_archive: LiveArchive) -> None:
    searcher = sample_archive.searcher()
    window = Window(before=None, after=None, as_of=None)
    runs = rank_all(searcher, [Query("1", "Who runs the World Trade Organization?", window)])
    assert set(runs) == {"lexical", "dense", "fused", "full"}
    for run in runs.values():
        assert len(run["1"]) == len(set(run["1"])) > 3
        assert all(searcher.generation.store.article(article) for article in run["1"])
