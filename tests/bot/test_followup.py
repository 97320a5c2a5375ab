from __future__ import annotations

import pytest

from benchmarks.canard import follow_ups, shares
from bot.answering.answer import Turn
from bot.answering.followup import leans, standalone
from tests.shared import shared

TALKS = Turn("When did Ryutaro Hashimoto arrive in Vancouver for the auto talks?", "He arrived on Tuesday. [1]")


@pytest.mark.parametrize(
    "question",
    [
        "What did he say?",
        "And what about Honda?",
        "Why?",
        "When was that?",
        "How did they respond to it?",
        "Where does she live?",
        "but when?",
    ],
)
def test_a_question_that_points_back_leans_on_its_history(question: str) -> None:
    assert leans(question)
    assert standalone(question, [TALKS]) != question


@pytest.mark.parametrize(
    "question",
    [
        "Who won the World Series in 1995?",
        "What did Mickey Kantor say in Geneva?",
        "How many cars are there in Japan?",
        "Who said that the talks failed?",
    ],
)
def test_a_question_that_stands_alone_is_left_alone(question: str) -> None:
    assert standalone(question, [TALKS]) == question


def test_a_pronoun_gets_the_name_it_must_mean() -> None:
    assert standalone("What did he bring to Geneva?", [TALKS]).startswith("What did Ryutaro Hashimoto bring to Geneva?")
    assert "Ryutaro Hashimoto's gift" in standalone("What was his gift?", [TALKS])


def test_a_name_may_come_from_the_answer() -> None:
    turn = Turn("Who is the American negotiator?", "\u201cMickey Kantor spoke for Washington.\u201d [1]")
    assert standalone("What did he say?", [turn]).startswith("What did Mickey Kantor say?")


def test_the_topic_comes_from_the_last_question_that_stood_alone() -> None:
    history = [TALKS, Turn("Why?", "Nobody said. [1]")]
    assert "auto talks" in standalone("And when was that?", history)


def test_without_a_history_nothing_is_changed() -> None:
    assert standalone("What did he say?", []) == "What did he say?"


SAID = Turn(
    "What did Mickey Kantor say about Toyota last week?", "\u201cToyota must act,\u201d Mr. Kantor said in Geneva. [1]"
)


@pytest.mark.parametrize(
    ("question", "alone"),
    [
        ("And what about Honda?", "What did Honda say about Toyota last week?"),
        ("and last month?", "What did Mickey Kantor say about Toyota last month?"),
        ("Did he agree?", "Did Mickey Kantor agree?"),
        ("What happened in Detroit yesterday?", "What happened in Detroit yesterday?"),
    ],
)
def test_an_ellipsis_takes_the_rest_from_the_question_before(question: str, alone: str) -> None:
    assert standalone(question, [SAID]) == alone


def test_a_question_for_more_names_what_was_said_already() -> None:
    turn = Turn("Who met Ryutaro Hashimoto in Geneva?", "Mickey Kantor and Renato Ruggiero met him. [1]")
    assert standalone("Who else met him?", [turn]).endswith("besides Mickey Kantor and Renato Ruggiero?")


def test_she_is_not_a_man_that_was_named_last() -> None:
    history = [
        Turn("What did Susan Collins tell the Senate?", "She would vote no. [1]"),
        Turn("And what did James Baker say?", "He agreed. [1]"),
    ]
    assert standalone("When did she say that?", history).startswith("When did Susan Collins say that?")


def test_a_pronoun_without_anyone_it_could_mean_stays() -> None:
    assert "did he" in standalone("What did he say?", [Turn("What was the price of rice?", "It was 3 dollars. [1]")])


def test_rewrites_add_what_people_add_no_worse_than_docs_benchmarks_says() -> None:
    rows = list(follow_ups(shared("data", "canard", "dev.json"), "made"))[::5]
    found, right = shares(rows)
    assert found >= 0.48
    assert right >= 0.62
