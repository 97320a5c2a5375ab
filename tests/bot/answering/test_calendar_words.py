"""A month or a weekday is one in whatever form it is printed or typed, and no other word is."""

from __future__ import annotations

import re

import pytest

from bot.answering.calendar_words import ANY_MONTH, ANY_WEEKDAY, FULL_MONTH, MONTH, WEEKDAY
from bot.answering.mentions import names_in
from bot.answering.question_type import HOLDS, Expected


@pytest.mark.parametrize("text", ["in May", "on Sept. 9", "Jan. 17", "December", "by March 31"])
def test_a_month_in_print_is_seen(text: str) -> None:
    assert re.search(MONTH, text)
    assert re.search(ANY_MONTH, text.lower())


@pytest.mark.parametrize("text", ["they may march", "Market prices", "Decided", "Augustus", "Marlow", "sun and mon"])
def test_a_word_that_begins_like_a_month_is_none(text: str) -> None:
    assert not re.search(MONTH, text)
    assert not re.search(WEEKDAY, text)


def test_weekdays_are_seen_as_typed_and_as_printed() -> None:
    assert re.search(WEEKDAY, "on Wednesday")
    assert not re.search(WEEKDAY, "on wednesday")
    assert re.search(ANY_WEEKDAY, "on wednesday")


def test_a_person_called_jan_is_no_month() -> None:
    assert not re.search(FULL_MONTH, "Jan Vermeer")
    assert [name.text for name in names_in("He met Jan Vermeer on Friday")] == ["Jan Vermeer"]


def test_a_market_is_no_answer_to_when() -> None:
    assert not HOLDS[Expected.TIME].search("The Market is closed")
    assert HOLDS[Expected.TIME].search("It closed on Friday")
