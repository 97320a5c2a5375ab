"""Questions of a form of their own: the latest on something, what somebody said, what two sides say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from bot.answering.answer import Question
from bot.answering.answerer import Answerer
from bot.answering.evidence import Evidence
from bot.answering.latest import asked_news
from bot.answering.sides import sides
from bot.answering.speaking import speaker_of
from bot.settings import AnsweringSettings
from corpus.article import Article, Passage
from index.search import Hit
from index.window import window_from_text

if TYPE_CHECKING:
    from bot.answering.evidence import Judge
    from index.live import LiveArchive


@pytest.fixture(scope="module")
def answerer(sample_archive: LiveArchive, judge: Judge) -> Answerer:
    return Answerer(sample_archive, judge, AnsweringSettings())


@pytest.mark.parametrize(
    ("question", "as_of", "newest"),
    [
        ("What is the latest on the auto talks?", None, "1995-08-23"),
        ("What is the latest on the auto talks?", "1995-06-27", "1995-06-27"),
        ("Any news on Ridgeway Brake Works?", None, "1995-07-11"),
        ("What's new with the dollar?", "1995-05-18", "1995-05-17"),
    ],
)
def test_the_latest_on_something_is_its_newest_articles_each_with_its_day(
    answerer: Answerer, question: str, as_of: str | None, newest: str
) -> None:
    answer = answerer.ask(Question(question, window_from_text(as_of=as_of)))
    assert not answer.abstained
    days = [str(citation.published) for citation in answer.citations]
    assert days[0] == newest
    assert days == sorted(days, reverse=True)
    assert all(claim.text.startswith(f"[{day}:] ") for claim, day in zip(answer.claims, days, strict=True))


@pytest.mark.parametrize("question", ["Any news on the price of oil?", "What is the latest on the Boston Red Sox?"])
def test_news_on_what_no_article_is_about_is_refused(answerer: Answerer, question: str) -> None:
    assert answerer.ask(Question(question)).abstained


@pytest.mark.parametrize(
    ("question", "thing"),
    [
        ("What is the latest on the auto talks?", "the auto talks"),
        ("any updates about Toyota?", "Toyota"),
        ("Is there any recent news on the yen?", "the yen"),
        ("What is happening with the duties now?", "the duties"),
        ("What is the latest figure for exports?", None),
        ("What did the latest report on cars say?", None),
        ("Is there a report on cars?", None),
        ("What is in the agreement?", None),
    ],
)
def test_a_question_for_news_names_its_thing(question: str, thing: str | None) -> None:
    assert asked_news(question) == thing


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ("What did Hashimoto say on 27 June?", "Hashimoto[^.]* said"),
        ("What did Sakamoto say about gaps?", "Yoshihiro Sakamoto"),
        ("What did Kantor say about the agreement?", "Mickey Kantor said"),
    ],
)
def test_what_somebody_said_is_led_by_a_sentence_in_which_they_speak(
    answerer: Answerer, question: str, says: str
) -> None:
    assert re.search(says, answerer.ask(Question(question)).citations[0].quote)


def test_the_words_of_somebody_who_is_not_heard_are_not_those_of_another(answerer: Answerer) -> None:
    assert answerer.ask(Question("What did Toyota's president say about the sanctions?")).abstained


@pytest.mark.parametrize(
    ("question", "who"),
    [
        ("What did the Japanese trade minister say about plans?", "the Japanese trade minister"),
        ("What did Kantor and Hashimoto both say?", "Kantor and Hashimoto"),
        ("How did Washington respond?", "Washington"),
        ("When did Kantor arrive?", None),
    ],
)
def test_a_question_tells_whose_words_it_wants(question: str, who: str | None) -> None:
    assert speaker_of(question) == who


def test_two_sides_get_a_statement_each(answerer: Answerer) -> None:
    answer = answerer.ask(Question("Compare what Kantor and Hashimoto said about the agreement."))
    assert len(answer.claims) == 2
    assert "Mickey Kantor said" in answer.claims[0].text
    assert "Ryutaro Hashimoto" in answer.claims[1].text


@pytest.mark.parametrize(
    ("question", "alone"),
    [
        (
            "What did Japan and the United States each say about cars?",
            ("What did Japan say about cars?", "What did the United States say about cars?"),
        ),
        (
            "Compare what Kantor and Hashimoto said about plans.",
            ("What did Kantor say about plans?", "What did Hashimoto say about plans?"),
        ),
        (
            "How do Toyota and Nissan differ on plans?",
            ("What did Toyota say on plans?", "What did Nissan say on plans?"),
        ),
        ("Did both Clinton and Hosokawa attend?", ("Did Clinton attend?", "Did Hosokawa attend?")),
        ("Did Kantor and Hashimoto meet?", None),
        ("What did General Motors say?", None),
    ],
)
def test_a_question_about_two_sides_is_asked_of_each(question: str, alone: tuple[str, str] | None) -> None:
    two = sides(question)
    assert (two and (two[0].question, two[1].question)) == alone


@pytest.mark.parametrize(
    ("sentence", "is_of_oslo"),
    [
        ("OSLO, Norway (Sound Wire) - Bergen got the new pier.", False),
        ("OSLO (Sound Wire) - Oslo got the new pier.", True),
        ("Oslo got the new pier - and paid for it.", True),
    ],
)
def test_where_a_report_comes_from_is_not_what_it_tells_of(sentence: str, is_of_oslo: bool) -> None:
    two = sides("What did Oslo and Bergen each get?")
    assert two is not None
    article = Article(id="1", title="A Pier", text=sentence)
    hit = Hit(1, 1.0, article, Passage("1", 0, len(sentence), sentence), 1.0, None)
    assert bool(two[0].own([Evidence(hit, 0, len(sentence), 0.9)], [])) == is_of_oslo
