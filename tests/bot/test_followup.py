from __future__ import annotations

import pytest

from bot.answering.answer import Turn
from bot.answering.followup import leans, standalone

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
