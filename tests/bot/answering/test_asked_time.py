"""What a question says about time becomes its window, or stays open."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.time_questions import figures, place_all
from bot.answering.answer import Question
from bot.answering.answerer import Answerer
from bot.answering.asked_time import asked_time
from bot.settings import AnsweringSettings
from index.window import Window, window_from_text

if TYPE_CHECKING:
    from bot.answering.evidence import Judge
    from index.live import LiveArchive

THURSDAY = date(1995, 5, 18)


@pytest.fixture(scope="module")
def answerer(sample_archive: LiveArchive, judge: Judge) -> Answerer:
    return Answerer(sample_archive, judge, AnsweringSettings(), today=lambda: THURSDAY)


@pytest.mark.parametrize("half", ["made", "held"])
def test_the_120_questions_get_their_window_or_stay_open(half: str, sample_archive: LiveArchive, judge: Judge) -> None:
    shares = figures(place_all(half, sample_archive.searcher(), judge))
    assert shares["right"] >= 0.95
    assert shares["silently wrong"] == 0


@pytest.mark.parametrize(
    ("question", "after", "before"),
    [
        ("What happened in 1995-05?", "1995-05-01", "1995-05-31"),
        ("Give me this week's top stories", "1995-05-15", "1995-05-21"),
        ("Where did they meet on 1 and 2 May?", "1995-05-01", "1995-05-02"),
        ("Within the last 24 hours, what happened?", "1995-05-17", "1995-05-18"),
        ("What did they discuss in the first half of May?", "1995-05-01", "1995-05-15"),
        ("Are there articles published in April about chips?", "1995-04-01", "1995-04-30"),
    ],
)
def test_a_phrase_becomes_the_window_it_names(question: str, after: str, before: str) -> None:
    assert asked_time(question, THURSDAY).window == Window(date.fromisoformat(after), date.fromisoformat(before))


@pytest.mark.parametrize(
    "question",
    [
        "Who scored in the 1994 World Cup?",
        "How has the position changed since the talks began in May?",
        "Which day of the week is May 16?",
        "What did Murayama say in his May 5 speech?",
        "What did Tokyo say a day before the talks?",
        "Did anything happen on Thursday or Friday?",
    ],
)
def test_a_time_that_belongs_to_a_thing_or_to_two_sets_no_window(question: str) -> None:
    assert asked_time(question, THURSDAY).window.is_open


@given(st.text(max_size=120), st.dates())
def test_no_text_on_no_day_breaks_the_reading_of_time(text: str, today: date) -> None:
    window = asked_time(text, today).window
    assert window.is_open or asked_time(text, today).said


@given(
    st.sampled_from(["since", "before", "as of", "in", "on", "after", "up to", "between 3 and"]),
    st.dates(),
    st.dates(),
)
def test_a_day_written_in_full_gives_a_window_around_it_or_none(word: str, day: date, today: date) -> None:
    window = asked_time(f"What was said {word} {day.day} {day:%B} {day.year:04d}?", today).window
    ends = [end for end in (window.after, window.before, window.as_of) if end]
    assert all(abs((end - day).days) <= 31 for end in ends)


def test_the_answer_says_which_window_was_read_from_the_question(answerer: Answerer) -> None:
    answer = answerer.ask(Question("What did Japan do at the WTO on Wednesday?"))
    assert answer.document()["window"] == {
        "after": "1995-05-17",
        "before": "1995-05-24",
        "as_of": None,
        "inferred_from": "question",
    }
    assert any("Wednesday" in note and "1995-05-17" in note for note in answer.notes)
    assert answer.citations[0].article_id == "1995-05-17-pacific-wire-japan-complains"


def test_days_are_counted_from_as_of_and_never_reach_beyond_it(answerer: Answerer) -> None:
    answer = answerer.ask(Question("What has happened in Geneva this month?", window_from_text(as_of="1995-06-14")))
    assert answer.window == Window(date(1995, 6, 1), date(1995, 6, 30), date(1995, 6, 14))
    assert answer.window_from == "question"


def test_a_window_from_the_options_is_left_as_it_is(answerer: Answerer) -> None:
    chosen = window_from_text("1995-06", "1995-06")
    answer = answerer.ask(Question("What happened in Whistler in May?", chosen))
    assert (answer.window, answer.window_from) == (chosen, "option")


def test_a_date_without_a_year_means_the_last_one_that_the_archive_covers(
    sample_archive: LiveArchive, judge: Judge
) -> None:
    years_later = Answerer(sample_archive, judge, AnsweringSettings(), today=lambda: date(2026, 11, 24))
    answer = years_later.ask(Question("What did Japan do at the WTO on May 17?"))
    assert answer.window.after == date(1995, 5, 17)
    assert years_later.ask(Question("What did Kantor say last week?")).abstained


def test_what_happened_earlier_but_was_told_later_is_found(answerer: Answerer) -> None:
    answer = answerer.ask(Question("How many cars were imported in 1994?"))
    assert answer.window.before is None
