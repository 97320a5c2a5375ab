"""The measures give what their papers define, on cases small enough to work out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from training.measures import average_precision, calibration_error, exact, reciprocal_rank, token_f1


def test_articles_case_and_punctuation_do_not_count() -> None:
    assert exact("The White House.", "white house") == 1.0


def test_f1_counts_shared_words() -> None:
    assert token_f1("Mickey Kantor", "trade chief Mickey Kantor") == pytest.approx(2 / 3)
    assert token_f1("Tokyo", "Geneva") == 0.0


def test_average_precision_and_reciprocal_rank() -> None:
    scores, labels = [0.9, 0.8, 0.7], [False, True, True]
    assert average_precision(scores, labels) == pytest.approx((1 / 2 + 2 / 3) / 2)
    assert reciprocal_rank(scores, labels) == pytest.approx(1 / 2)


def test_a_tie_counts_against_the_ranking() -> None:
    assert reciprocal_rank([0.5, 0.5], [True, False]) == pytest.approx(1 / 2)


def test_calibration_error_is_the_distance_of_said_from_seen() -> None:
    said = np.array([0.95, 0.95, 0.95, 0.95])
    assert calibration_error(said, np.array([True, True, True, False])) == pytest.approx(0.2)
