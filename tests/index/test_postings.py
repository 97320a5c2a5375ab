"""The lexical index against bm25s, which it takes its scores after, and its words against a dictionary."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import bm25s
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index import maxscore, postings
from index.maxscore import best_positions
from index.postings import Postings, build_postings
from index.vocabulary import Vocabulary

if TYPE_CHECKING:
    from pathlib import Path

COMMON_TO_RARE = [chr(ord("a") + number) for number in range(20)]
texts = st.lists(
    st.lists(st.integers(0, 19).map(lambda n: COMMON_TO_RARE[n * n // 20]), min_size=1, max_size=12),
    min_size=1,
    max_size=60,
)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts, st.lists(st.sampled_from(COMMON_TO_RARE), min_size=1, max_size=6), st.integers(1, 8), st.data())
def test_scores_are_those_of_bm25s_whether_columns_are_read_or_skipped(
    tmp_path: Path, texts: list[list[str]], query: list[str], k: int, data: st.DataObject
) -> None:
    oracle = bm25s.BM25(k1=1.2, b=0.75, method="lucene")
    oracle.index(texts, show_progress=False)
    for part in build_postings(texts):
        part.save(tmp_path)
    vocabulary, columns = Vocabulary.load(tmp_path), Postings.load(tmp_path)
    known = [word for word in query if vocabulary.place(word) is not None]
    assert known == [word for word in query if word in oracle.vocab_dict]
    if not known:
        return
    first = data.draw(st.integers(0, len(texts) - 1))
    inside = range(first, data.draw(st.integers(first + 1, len(texts))))
    expected = oracle.get_scores(known)[inside.start : inside.stop]
    best = np.sort(expected[expected > 0])[::-1][:k]
    words = Counter(vocabulary.place(word) or 0 for word in known)
    for size in (0, 1_000_000):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(maxscore, "_WORTH_SKIPPING", size)
            patch.setattr(maxscore, "_SMALLEST_BLOCK", 1)
            positions, scores = best_positions(columns, words, k, inside)
        assert set(positions.tolist()) <= set(inside)
        assert np.allclose(scores, best, atol=1e-4)
        assert np.allclose(scores, expected[positions - first], atol=1e-4)


@given(texts)
def test_an_index_made_in_pieces_is_the_index_made_at_once(texts: list[list[str]]) -> None:
    whole = build_postings(texts)[1]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(postings, "_AT_ONCE", 7)
        vocabulary, pieces = build_postings(texts)
    for place in range(len(vocabulary)):
        for one, other in zip(whole.column(place, 0, len(texts)), pieces.column(place, 0, len(texts)), strict=True):
            assert np.array_equal(one, other)


@given(st.sets(st.text(st.characters(exclude_categories=["Cs"]), min_size=1)), st.text(max_size=5))
def test_a_word_has_a_place_of_its_own_and_an_unknown_one_none(words: set[str], other: str) -> None:
    try:
        sought = other.encode()
    except UnicodeEncodeError:
        return
    vocabulary = Vocabulary.of(sorted(words))
    assert sorted(vocabulary.place(word) for word in words) == list(range(len(words)))  # type: ignore[type-var]  # no None
    assert (vocabulary.place(sought.decode()) is None) == (other not in words)
