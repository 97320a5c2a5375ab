from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.sample import Outcome, ask_all, false_quotes, figures
from bot.answering.answer import Question
from bot.answering.answerer import Answerer
from bot.answering.question_type import Expected, expected
from bot.settings import AnsweringSettings
from corpus.errors import QuestionError
from index.generation import Generations
from index.live import LiveArchive
from index.window import Window
from tests.index.archives import rebuild_of
from tests.shared import shared

if TYPE_CHECKING:
    from pathlib import Path

    from bot.answering.evidence import Judge
    from index.embedding import Embedder
    from index.settings import IndexSettings


@pytest.fixture(scope="module")
def answerer(sample_archive: LiveArchive, judge: Judge) -> Answerer:
    return Answerer(sample_archive, judge, AnsweringSettings())


@pytest.fixture(scope="module")
def outcomes(answerer: Answerer) -> list[Outcome]:
    return ask_all(answerer)


def test_the_sample_questions_are_answered_no_worse_than_docs_benchmarks_says(outcomes: list[Outcome]) -> None:
    # One question less than docs/benchmarks.md: int8 rounds differently on processors without VNNI.
    shares = figures(outcomes)
    assert shares["top citation of a right article"] >= 35 / 45
    assert shares["unanswerable abstained"] >= 11 / 15
    assert shares["answerable refused"] <= 6 / 45


def test_every_quote_is_in_print_to_the_letter(outcomes: list[Outcome], sample_archive: LiveArchive) -> None:
    assert sum(len(outcome.answer.citations) for outcome in outcomes) > 40
    assert false_quotes(outcomes, sample_archive.searcher()) == []


def test_every_claim_is_cited_and_every_citation_is_used(outcomes: list[Outcome]) -> None:
    for answer in (outcome.answer for outcome in outcomes):
        used = {n for claim in answer.claims for n in claim.citations}
        assert used == {citation.n for citation in answer.citations} == set(range(1, len(answer.citations) + 1))
        assert all(claim.citations for claim in answer.claims)
        assert all(f"[{n}]" in answer.text for n in used)


def test_an_abstention_claims_nothing_says_why_and_offers_what_is_near(answerer: Answerer) -> None:
    answer = answerer.ask(Question("Who won the World Series in 1995?"))
    assert answer.abstained
    assert (answer.claims, answer.citations, answer.short_answer) == ((), (), None)
    assert answer.reason
    assert 1 <= len(answer.suggestions) <= 3


def test_a_window_without_articles_is_named_in_the_reason(answerer: Answerer) -> None:
    answer = answerer.ask(
        Question("What did Hashimoto say?", Window(after=date(1996, 1, 1), before=date(1996, 12, 31)))
    )
    assert answer.abstained
    assert answer.reason is not None
    assert "between 1996-01-01 and 1996-12-31" in answer.reason


@settings(max_examples=25, deadline=None)
@given(st.dates(date(1992, 1, 1), date(1995, 12, 31)))
def test_as_of_lets_nothing_later_in_as_evidence_or_as_suggestion(answerer: Answerer, as_of: date) -> None:
    answer = answerer.ask(Question("What became of the tariffs on luxury cars?", Window(as_of=as_of)))
    published = [near.published for near in answer.citations] + [near.published for near in answer.suggestions]
    assert all(day is not None and day <= as_of for day in published)


@pytest.mark.parametrize("text", ["", "   ", "?!", "x" * 1001])
def test_what_is_no_question_is_refused_in_words(answerer: Answerer, text: str) -> None:
    with pytest.raises(QuestionError):
        answerer.ask(Question(text))


@pytest.mark.parametrize(
    "text",
    [
        "\x00",
        "\ud83d\ude97 " * 3 + "cars",
        "SELECT * FROM article; --",
        "\u3053\u308c\u306f\u4f55\u3067\u3059\u304b",
        "a" * 900,
    ],
)
def test_odd_questions_get_an_answer_or_a_no(answerer: Answerer, text: str) -> None:
    try:
        answerer.ask(Question(text))
    except QuestionError:
        assert not any(character.isalnum() for character in text)


def test_the_saved_page_this_began_with_is_quoted_to_the_letter(
    tmp_path: Path, embedder: Embedder, index_settings: IndexSettings, judge: Judge
) -> None:
    rebuild_of(tmp_path, embedder, index_settings).update([str(shared("seed"))])
    archive = LiveArchive(Generations(tmp_path), embedder, index_settings)
    answerer = Answerer(archive, judge, AnsweringSettings())
    answer = answerer.ask(Question("What did the Japanese negotiators agree to discuss?"))
    first = answer.citations[0]
    assert first.quote.startswith("Negotiations between the United States and Japan on auto trade took a step forward")
    assert (first.start, first.title, first.outlet, first.published) == (
        0,
        "U.S.-Japan Auto Talks Move Forward",
        "Reuters",
        None,
    )
    assert answerer.ask(Question("Who won the World Series in 1995?")).abstained


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Who met Kantor?", Expected.PERSON),
        ("When did the talks end?", Expected.TIME),
        ("Where were they held?", Expected.PLACE),
        ("How many models are on the list?", Expected.QUANTITY),
        ("Which country filed a complaint when the list came out?", Expected.PLACE),
        ("Why did the talks fail?", Expected.OTHER),
    ],
)
def test_a_question_says_what_kind_of_answer_it_wants(question: str, kind: Expected) -> None:
    assert expected(question) is kind
