"""The reliability diagram says what the confidences were worth."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.reliability import Told, binned, brier, calibration_error, drawing, table

TOLD = st.lists(st.builds(Told, st.floats(0, 1), st.booleans()), min_size=1, max_size=60)


def test_confidences_that_come_true_as_often_as_they_say_have_no_error() -> None:
    told = [Told(0.75, True)] * 3 + [Told(0.75, False)]
    assert calibration_error(binned(told)) == pytest.approx(0)
    assert brier(told) == pytest.approx(0.1875)


def test_a_judge_that_is_always_sure_and_always_wrong_has_the_greatest_error() -> None:
    assert calibration_error(binned([Told(1.0, False)] * 5)) == 1


@given(TOLD)
def test_every_question_is_in_one_bin_and_the_error_between_0_and_1(told: list[Told]) -> None:
    bins = binned(told)
    assert sum(one.count for one in bins) == len(told)
    assert 0 <= calibration_error(bins) <= 1
    assert f"{len(told)} questions" in table("set", told, 0.25)
    assert len(ET.fromstring(drawing(bins)).findall(".//{*}circle")) == len(bins)  # noqa: S314 (our own drawing)
