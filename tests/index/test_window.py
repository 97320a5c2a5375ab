from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import DateError, QuestionError
from index.window import Window, day_from_text, window_from_text

DAYS = st.dates(date(1990, 1, 1), date(1999, 12, 31))


def test_a_month_and_a_year_are_ranges() -> None:
    assert window_from_text(after="1995-02", before="1996-02", as_of="1997") == Window(
        after=date(1995, 2, 1), before=date(1996, 2, 29), as_of=date(1997, 12, 31)
    )


@pytest.mark.parametrize("text", ["May", "1995-13", "1995-02-30", "0000", "95", "1995-05-03T10:00", "19950503", ""])
def test_what_is_no_date_is_refused_with_an_example_of_one(text: str) -> None:
    with pytest.raises(DateError, match="1995-05-03"):
        day_from_text(text)


def test_one_day_is_not_a_month() -> None:
    with pytest.raises(DateError, match="not one day"):
        day_from_text("1995-05")


def test_a_window_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(QuestionError, match="ends"):
        window_from_text(after="1995-06", as_of="1995-05-03")


def test_both_ends_are_inside() -> None:
    window = window_from_text(after="1995-05-03", before="1995-05-05")
    assert [window.admits(date(1995, 5, day)) for day in range(2, 7)] == [False, True, True, True, False]


def test_an_article_without_a_date_is_inside_only_where_any_date_is() -> None:
    assert Window().admits(None)
    assert not Window(as_of=date(2100, 1, 1)).admits(None)


@given(DAYS, DAYS, DAYS)
def test_as_of_admits_nothing_later_whatever_else_is_asked(published: date, before: date, as_of: date) -> None:
    if Window(before=before, as_of=as_of).admits(published):
        assert published <= as_of
        assert published <= before
