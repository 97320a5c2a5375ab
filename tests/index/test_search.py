from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.filters import Filters
from index.search import Searcher, reciprocal_rank_fusion
from index.window import Window
from tests.index.archives import rebuild_of, write

if TYPE_CHECKING:
    from index.embedding import Embedder
    from index.live import LiveArchive
    from index.settings import IndexSettings

from index.generation import Generations

DAYS = st.none() | st.dates(date(1992, 1, 1), date(1995, 12, 31))


@pytest.fixture(scope="module")
def searcher(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder, index_settings: IndexSettings) -> Searcher:
    folder = tmp_path_factory.mktemp("search")
    rebuild_of(folder / "data", embedder, index_settings).update([write(folder / "a.jsonl")])
    return Searcher(Generations(folder / "data").open_current(), embedder, index_settings)


def test_a_hit_is_a_passage_in_print_with_its_scores(searcher: Searcher) -> None:
    hit = searcher.passages("What did the minister agree to discuss?", 3)[0]
    assert (hit.rank, hit.article.id) == (1, "yes")
    assert hit.article.text[hit.passage.start : hit.passage.end] == hit.passage.text
    assert hit.cosine is not None
    assert hit.bm25 is not None
    assert 0.3 < hit.cosine < 1


def test_articles_are_ranked_once_each_from_one(searcher: Searcher) -> None:
    hits = searcher.articles("Hashimoto and the plans", 10)
    assert [hit.rank for hit in hits] == list(range(1, len(hits) + 1))
    assert len({hit.article.id for hit in hits}) == len(hits)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_an_outlet_is_met_whatever_its_case_and_nothing_else_is(searcher: Searcher) -> None:
    found = {hit.article.id for hit in searcher.passages("talks", 10, filters=Filters(outlets=("harbor gazette",)))}
    assert found == {"quake", "dollar"}
    assert searcher.passages("talks", 10, filters=Filters(outlets=("No Such Paper",))) == []


@settings(max_examples=60, deadline=None)
@given(DAYS, DAYS, DAYS)
def test_a_window_admits_nothing_outside_it_and_loses_nothing_inside(
    sample_archive: LiveArchive, after: date | None, before: date | None, as_of: date | None
) -> None:
    last = min((day for day in (before, as_of) if day), default=None)
    if after and last and after > last:
        return
    window, searcher = Window(after, before, as_of), sample_archive.searcher()
    store = searcher.generation.store
    admitted = {at for at in range(store.passages) if window.admits(store.passage(at)[0].published)}
    assert set(store.positions(window)) == admitted
    hits = searcher.passages("auto parts talks", 500, window)
    assert all(window.admits(hit.article.published) for hit in hits)
    assert len(hits) >= min(len(admitted), 100)


def test_fusion_adds_the_reciprocal_ranks() -> None:
    fused = reciprocal_rank_fusion([np.array([7, 3]), np.array([3, 9])], 60)
    assert [position for position, _ in fused] == [3, 7, 9]
    assert fused[0][1] == pytest.approx(1 / 62 + 1 / 61)
