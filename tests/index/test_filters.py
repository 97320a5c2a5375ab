"""A window and filters admit what they name and nothing else, in both halves of the search, at any selectivity."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.article import Article, Passage
from corpus.duplicates import Linker
from index.filters import Filters
from index.lexical import LexicalIndex
from index.store import ArticleStore, Entry, write_store
from index.vectors import VectorIndex
from index.window import Window

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

OUTLETS = ("Harbor Gazette", "Pacific Wire", "Élan", None)
SECTIONS = ("Trade", "Sport", None)
LANGUAGES = ("en", "fr", None)
FIRST = date(1995, 1, 1)
COUNT = 6_000

some = st.lists(st.sampled_from(["harbor gazette", "PACIFIC WIRE", "élan", "Nobody"]), max_size=2).map(tuple)
filters = st.builds(
    Filters,
    outlets=some,
    sections=st.sampled_from([(), (), ("trade",), ("Sport", "trade"), ("none",)]),
    languages=st.sampled_from([(), (), ("EN",), ("fr",)]),
)
days = st.none() | st.integers(-10, 420).map(lambda day: FIRST + timedelta(day))


def _articles() -> list[Article]:
    rng = np.random.default_rng(5)
    articles = []
    for number in range(COUNT // 2):
        day = None if number >= COUNT // 2 - 40 else FIRST + timedelta(number * 400 // (COUNT // 2))
        outlet, section, language = (str(rng.choice(len(names))) for names in (OUTLETS, SECTIONS, LANGUAGES))
        words = " ".join(rng.choice(["talks", "cars", "yen", "port", "ship", "rain"], size=4))
        articles.append(
            Article(str(number), "", f"{words}. {words}.", outlet=OUTLETS[int(outlet)], published=day,
                    section=SECTIONS[int(section)], language=LANGUAGES[int(language)])
        )  # fmt: skip
    return articles


class Archive:
    """Passages, two to an article, with made vectors, of which many are near each other."""

    def __init__(self, folder: Path) -> None:
        articles = _articles()
        entries = [
            Entry(a, tuple(Passage(a.id, 0, len(a.text), a.text) for _ in range(2)), (b"one", b"two")) for a in articles
        ]
        write_store(folder / "store", entries, Linker().links())
        self.store = ArticleStore(folder / "store")
        self.passages = [entry.article for entry in entries for _ in entry.passages]
        rng = np.random.default_rng(6)
        vectors = rng.standard_normal((30, 32))[rng.integers(30, size=COUNT)] + rng.standard_normal((COUNT, 32)) / 3
        self.vectors = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
        self.exact = VectorIndex.build(self.vectors)
        self.coarse = VectorIndex.build(self.vectors, exact_up_to=1000)
        self.lexical = LexicalIndex.build(article.text for article in self.passages)

    def admitted(self, window: Window, chosen: Filters) -> list[int]:
        """By asking each passage."""
        return [
            at for at, article in enumerate(self.passages) if window.admits(article.published) and chosen.admit(article)
        ]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    return Archive(tmp_path_factory.mktemp("filters"))


def window_of(one: date | None, other: date | None) -> Window:
    return Window(*sorted([one, other])) if one and other else Window(one, other)


@settings(max_examples=150, deadline=None)
@given(days, days, filters)
def test_exactly_the_passages_that_window_and_filters_name_are_admitted(
    archive: Archive, one: date | None, other: date | None, chosen: Filters
) -> None:
    window = window_of(one, other)
    assert list(archive.store.positions(window, chosen)) == archive.admitted(window, chosen)


@settings(max_examples=60, deadline=None)
@given(days, days, filters, st.integers(0, COUNT - 1), st.integers(1, 40))
def test_the_dense_half_gives_the_nearest_of_the_admitted_at_any_size(
    archive: Archive, one: date | None, other: date | None, chosen: Filters, asked: int, k: int
) -> None:
    inside = archive.store.positions(window_of(one, other), chosen)
    query = archive.vectors[asked]
    similarities = archive.vectors[np.asarray(inside, dtype=np.int64)] @ query
    best = np.sort(similarities)[::-1][:k]
    for half in (archive.exact, archive.coarse):
        positions, cosines = half.search(query, k, inside)
        assert set(positions.tolist()) <= set(inside)
        assert len(set(positions.tolist())) == min(k, len(inside))
        assert np.allclose(cosines, archive.vectors[positions] @ query, atol=1e-5)
        assert np.allclose(cosines, best, atol=1e-5)


@settings(max_examples=60, deadline=None)
@given(days, days, filters, st.lists(st.sampled_from(["talks", "cars", "yen", "zeppelin"]), max_size=4))
def test_the_lexical_half_gives_the_best_of_the_admitted_and_every_one_with_a_word(
    archive: Archive, one: date | None, other: date | None, chosen: Filters, words: list[str]
) -> None:
    inside = archive.store.positions(window_of(one, other), chosen)
    everywhere, scores = archive.lexical.search(" ".join(words), COUNT, range(COUNT))
    score = dict(zip(everywhere.tolist(), scores.tolist(), strict=True))
    with_a_word = [at for at in inside if any(word in archive.passages[at].text for word in words)]
    found, given_scores = archive.lexical.search(" ".join(words), COUNT, inside)
    assert sorted(found.tolist()) == with_a_word
    assert np.allclose(given_scores, [score[at] for at in found.tolist()], atol=1e-4)
    few, few_scores = archive.lexical.search(" ".join(words), 7, inside)
    assert set(few.tolist()) <= set(with_a_word)
    assert np.allclose(few_scores, given_scores[:7], atol=1e-4)


def test_an_article_that_names_no_outlet_is_of_none(archive: Archive) -> None:
    positions: NDArray[np.int64] = np.asarray(archive.store.positions(Window(), Filters(outlets=OUTLETS[:3])))
    assert {archive.passages[at].outlet for at in positions} == set(OUTLETS[:3])
