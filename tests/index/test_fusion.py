"""How the two halves are joined, by laws that a reader of the list would notice broken."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fusion import (
    MEANING,
    TOGETHER,
    WORDS,
    Candidates,
    article_scores,
    passage_scores,
    reciprocal_rank_fusion,
)

SCORES = st.floats(0, 1, width=32, allow_subnormal=False)


def candidates(
    cosines: list[float],
    bm25: list[float],
    owners: list[int],
    words: list[float],
    together: list[float] | None = None,
) -> Candidates:
    return Candidates(
        np.arange(len(cosines)),
        np.array(owners),
        np.array(cosines, dtype=np.float32),
        np.array(bm25, dtype=np.float32),
        np.array(words, dtype=np.float32),
        np.array(together or [0.0] * len(cosines), dtype=np.float32),
    )


def test_fusion_adds_the_reciprocal_ranks() -> None:
    fused = reciprocal_rank_fusion([np.array([7, 3]), np.array([3, 9])], 60)
    assert [position for position, _ in fused] == [3, 7, 9]
    assert fused[0][1] == pytest.approx(1 / 62 + 1 / 61)


def test_an_article_counts_by_its_nearest_passage_and_by_all_of_its_words() -> None:
    found = candidates([0.8, 0.1, 0.4], [0, 5, 5], [0, 0, 1], [6, 3])
    assert article_scores(found).tolist() == pytest.approx([MEANING + WORDS, (MEANING + WORDS) / 2])


def test_an_article_counts_by_the_passage_that_holds_most_of_the_question_together() -> None:
    found = candidates([0.5, 0.5, 0.5], [1, 1, 1], [0, 0, 1], [2, 2], [0.1, 0.9, 0.4])
    assert article_scores(found).tolist() == pytest.approx([1 - 0.1 * TOGETHER, 1 - 0.6 * TOGETHER])
    assert passage_scores(found).argmax() == 1


def test_how_far_a_hit_lies_ahead_counts_and_not_its_rank_alone() -> None:
    ahead = candidates([0.9, 0.3, 0.2], [0, 1, 1], [0, 1, 2], [0, 1, 1.1])
    beside = candidates([0.31, 0.3, 0.2], [0, 1, 1], [0, 1, 2], [0, 1, 1.1])
    assert article_scores(beside).argmax() == 1
    assert article_scores(ahead)[0] / article_scores(ahead)[1] > article_scores(beside)[0] / article_scores(beside)[1]


def test_of_two_like_passages_the_one_in_the_better_article_comes_first() -> None:
    scores = passage_scores(candidates([0.5, 0.5], [2, 2], [0, 1], [1, 4]))
    assert scores[1] > scores[0]


def test_nothing_in_common_is_a_score_of_nothing_and_no_error() -> None:
    found = candidates([-0.2, 0.0], [0, 0], [0, 1], [0, 0])
    assert passage_scores(found).tolist() == [0, 0]


@given(st.lists(st.tuples(SCORES, SCORES, SCORES, SCORES), min_size=1, max_size=8), st.data())
def test_more_of_any_score_never_ranks_a_passage_lower(
    rows: list[tuple[float, float, float, float]], data: st.DataObject
) -> None:
    columns = [list(column) for column in zip(*rows, strict=True)]
    owners = list(range(len(rows)))
    one = data.draw(st.integers(0, len(rows) - 1))

    def scores(cosines: list[float], bm25: list[float], words: list[float], together: list[float]) -> list[float]:
        found: list[float] = passage_scores(candidates(cosines, bm25, owners, words, together)).tolist()
        return found

    before = np.array(scores(*columns))
    assert ((before >= 0) & (before <= 1.0001)).all()
    for raised in range(len(columns)):
        more = [list(column) for column in columns]
        more[raised][one] = min(more[raised][one] + 0.5, 1.0) if raised == 3 else more[raised][one] + 0.5
        after = np.array(scores(*more))
        behind = before < before[one] - 1e-5
        assert (after[behind] <= after[one] + 1e-5).all()
