from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.filters import Filters
from index.search import Searcher
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


def test_what_is_found_by_words_alone_has_a_cosine_and_its_whole_article_is_weighed(searcher: Searcher) -> None:
    hits = {hit.article.id: hit for hit in searcher.passages("Hashimoto", 10)}
    assert hits["yes"].bm25 is not None
    assert hits["dollar"].bm25 is None
    assert all(-1 <= hit.cosine <= 1 for hit in hits.values())


def test_passages_and_articles_know_each_other_by_number(sample_archive: LiveArchive) -> None:
    store = sample_archive.searcher().generation.store
    ids = store.ids()
    owners = store.owners(np.arange(store.passages))
    assert [ids[owner] for owner in owners] == [store.passage(at)[0].id for at in range(store.passages)]
    some = np.array([0, 3, len(ids) - 1])
    positions, places = store.passages_of(some)
    assert positions.tolist() == [at for at, owner in enumerate(owners) if owner in some]
    assert some[places].tolist() == owners[positions].tolist()
    assert list(store.articles_of(range(store.passages))) == sorted(set(owners.tolist()))
