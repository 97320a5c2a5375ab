"""Blunders that no answer makes: a false name in brackets, a count of another thing, a short answer of no form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.answering.answer import Question
from bot.answering.answerer import Answerer
from bot.answering.evidence import after_dash
from bot.answering.mentions import names_in
from bot.answering.stated import counted_in, gives_total
from bot.settings import AnsweringSettings
from index.lexical import terms
from index.window import window_from_text

if TYPE_CHECKING:
    from bot.answering.evidence import Judge
    from index.live import LiveArchive


@pytest.fixture(scope="module")
def answerer(sample_archive: LiveArchive, judge: Judge) -> Answerer:
    """Answers whatever it finds: what leads is looked at here, not whether it is sure enough to be said."""
    return Answerer(sample_archive, judge, AnsweringSettings(min_confidence=0))


def test_he_is_left_alone_where_the_sentence_before_names_somebody_else(answerer: Answerer) -> None:
    answer = answerer.ask(Question("What did Yohei Kono say about purchase plans?"))
    assert "were the companies' own business" in answer.text
    assert "Hashimoto" not in answer.claims[0].text


def test_how_many_is_led_by_a_count_of_the_thing_asked_for(answerer: Answerer) -> None:
    answer = answerer.ask(Question("How many luxury models are on the list?"))
    assert "13" in answer.citations[0].quote
    assert answer.short_answer in (None, "13")


@pytest.mark.parametrize(
    "question", ["Who proposed the sentence that let both men sign?", "Where did the Kaede Maru unload?"]
)
def test_a_short_answer_to_who_and_where_has_a_name(answerer: Answerer, question: str) -> None:
    short = answerer.ask(Question(question)).short_answer
    assert short is None or any(letter.isupper() for letter in short)


def test_what_was_added_to_a_total_is_not_given_for_it(answerer: Answerer) -> None:
    question = "How many people work at Ridgeway Brake Works?"
    for as_of in (None, "1995-05-01", "1995-07-31"):
        assert answerer.ask(Question(question, window_from_text(as_of=as_of))).short_answer in (None, "140")
    assert gives_total("It has taken on 12 people, which brings it to 152.")
    assert not gives_total("It has 140 employees.")


def test_who_somebody_is_has_no_earlier_answer(answerer: Answerer) -> None:
    assert "[Earlier" not in answerer.ask(Question("Who is Mickey Kantor?")).text


def test_a_follow_up_takes_no_name_from_a_dateline_or_from_two_sentences() -> None:
    answer = (
        "[1995-06-30:] GENEVA (Pacific Wire) - Ryutaro Hashimoto came. [1] [Earlier, 1995-05-04:] MARLOW, Ohio - "
        "Mickey Kantor sat with the Quad. [2] Sean Doyle went. [3]"
    )
    names = [name.text for name in names_in(answer)]
    assert names == ["Ryutaro Hashimoto", "Mickey Kantor", "Quad", "Sean Doyle"]


def test_a_sentence_begins_after_the_dash_of_its_dateline(answerer: Answerer) -> None:
    quotes = answerer.ask(Question("When did the Kaede Maru come in?")).citations
    assert quotes
    assert all(not citation.quote.startswith("-") for citation in quotes)
    assert after_dash("Wash. - It rained.", 6) == 8
    assert after_dash("It rained.", 0) == 0


@pytest.mark.parametrize(
    ("question", "what"),
    [
        ("How many luxury models are on the list?", "luxury models"),
        ("How many people work at Ridgeway?", "people work"),
        ("how many of them came?", ""),
        ("How much did it cost?", ""),
    ],
)
def test_a_question_tells_what_it_counts(question: str, what: str) -> None:
    assert counted_in(question) == frozenset(terms(what))
