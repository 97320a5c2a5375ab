"""The two halves of the search, each against what it stands for: exact cosines, and words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.lexical import LexicalIndex, terms
from index.vectors import VectorIndex

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

TEXTS = [
    "Talks on auto parts began in Vancouver.",
    "Hashimoto brought a sword of bamboo.",
    "",
    "The dollar fell below 80 yen.",
    "Kantor said the talks on parts would go on.",
]


def unit_vectors(count: int) -> NDArray[np.float32]:
    vectors: NDArray[np.float32] = np.random.default_rng(7).standard_normal((count, 16)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors


VECTORS = unit_vectors(200)


@given(st.integers(0, 200), st.integers(0, 200), st.integers(1, 20))
def test_the_dense_half_finds_the_nearest_inside_a_run_and_nothing_outside(first: int, end: int, k: int) -> None:
    inside = range(first, end)
    positions, cosines = VectorIndex.build(VECTORS).search(VECTORS[3], k, inside)
    exact = sorted(inside, key=lambda at: -float(VECTORS[at] @ VECTORS[3]))[:k]
    assert positions.tolist() == exact
    assert np.allclose(cosines, [VECTORS[at] @ VECTORS[3] for at in exact], atol=1e-6)


def test_the_dense_half_keeps_to_chosen_positions() -> None:
    chosen = np.array([5, 17, 150], dtype=np.int64)
    positions, _ = VectorIndex.build(VECTORS).search(VECTORS[17], 10, chosen)
    assert sorted(positions.tolist()) == chosen.tolist()
    assert positions[0] == 17


def test_vectors_come_back_from_disk_as_they_were(tmp_path: Path) -> None:
    VectorIndex.build(VECTORS).save(tmp_path / "vectors")
    loaded = VectorIndex.load(tmp_path / "vectors")
    assert (len(loaded), loaded.dimension) == VECTORS.shape
    assert np.array_equal(loaded.vectors(np.array([0, 199])), VECTORS[[0, 199]])


def test_the_lexical_half_finds_inflected_words_inside_the_run_only(tmp_path: Path) -> None:
    LexicalIndex.build(TEXTS).save(tmp_path)
    loaded = LexicalIndex.load(tmp_path)
    everywhere, scores = loaded.search("talk about a part", 5, range(5))
    assert set(everywhere.tolist()) == {0, 4}
    assert scores[0] >= scores[1] > 0
    assert loaded.search("talks", 5, range(1, 5))[0].tolist() == [4]
    assert loaded.search("talks", 5, np.array([1, 2, 4], dtype=np.int64))[0].tolist() == [4]


@pytest.mark.parametrize("query", ["", "the of and", "zeppelin", "?!"])
def test_the_lexical_half_finds_nothing_for_words_that_say_nothing(query: str) -> None:
    assert LexicalIndex.build(TEXTS).search(query, 5, range(5))[0].tolist() == []


def test_an_archive_without_a_word_can_be_searched() -> None:
    assert LexicalIndex.build([""]).search("anything", 5, range(1))[0].tolist() == []


def test_a_rare_word_weighs_more_than_a_common_one_and_an_unknown_one_most() -> None:
    rarity = LexicalIndex.build(TEXTS).inverse_document_frequency
    assert rarity("zeppelin") > rarity("bamboo") > rarity("talk") > 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("U.S.", "United States"),
        ("US cars", "United States car"),
        ("the U.S budget", "the U.S. budget"),
        ("Japanese exports", "Japan's exports"),
        ("the Italians", "Italy"),
        ("Tōkyō", "tokyo"),
        ("Japan\u2019s", "Japan"),
        ("1,200", "1200"),
        ("the talks", "talking"),
    ],
)
def test_two_ways_to_write_one_thing_are_one_term(one: str, other: str) -> None:
    assert terms(one) == terms(other)


def test_a_pronoun_is_not_a_country() -> None:
    assert not set(terms("he told us")) & set(terms("the U.S."))
