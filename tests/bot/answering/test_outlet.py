"""Where a question names an outlet, nothing of any other takes part: no sentence, no copy, no name, no day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.answering.answer import Question
from bot.answering.answerer import Answerer
from bot.answering.scope import scope_of
from bot.answering.spelling import mended
from bot.settings import AnsweringSettings
from index.filters import Filters
from index.window import Window
from tests.index.archives import archive_of

if TYPE_CHECKING:
    from bot.answering.evidence import Judge
    from index.embedding import Embedder
    from index.live import LiveArchive
    from index.settings import IndexSettings

STORY = (
    "The bell of the Tarn chapel was stolen on Monday night, the sexton said. It weighs two tons and was cast in 1702. "
    "A truck was seen in the lane. Thieves must have worked for hours. The village has collected money for a new bell."
)
ARTICLES = (
    {"id": "bell", "title": "Bell Stolen in Tarn", "date": "2004-03-02", "outlet": "Solberg Post", "text": STORY},
    {"id": "copy", "title": "Thieves Take a Bell", "date": "2004-03-03", "outlet": "Inland Mail", "text": STORY},
    {
        "id": "strike",
        "title": "Strike Ends at the Mill",
        "date": "2004-05-10",
        "outlet": "Inland Mail",
        "text": "The strike at the Hollin mill ended on May 10, said Marit Halvorsen, who speaks for the union. The "
        "machines will run again on Tuesday.",
    },
    {
        "id": "mill",
        "title": "Mill Sells Paper Again",
        "date": "2004-06-01",
        "outlet": "Solberg Post",
        "text": "The Hollin mill sold forty tons of paper to the cannery, its manager said. Prices were low.",
    },
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder, index_settings: IndexSettings) -> LiveArchive:
    folder = tmp_path_factory.mktemp("outlets")
    return archive_of(folder, ARTICLES, embedder, index_settings)


@pytest.fixture(scope="module")
def answerer(archive: LiveArchive, judge: Judge) -> Answerer:
    return Answerer(archive, judge, AnsweringSettings(min_confidence=0), today=lambda: date(2004, 7, 1))


def test_a_copy_in_another_outlet_is_not_named(answerer: Answerer) -> None:
    question = "When was the bell of the Tarn chapel stolen?"
    everywhere = answerer.ask(Question(question)).citations[0]
    assert {everywhere.outlet, *everywhere.also_ran_in} == {"Solberg Post", "Inland Mail"}
    inside = answerer.ask(Question(question, outlet="Inland Mail")).citations
    assert {(one.outlet, one.also_ran_in) for one in inside} == {("Inland Mail", ())}


def test_a_name_that_only_another_outlet_prints_mends_nothing(archive: LiveArchive) -> None:
    question, searcher = "What did Marit Halvorson say?", archive.searcher()
    assert mended(question, searcher, Window(), Filters(outlets=("Inland Mail",)))[0] == "What did Marit Halvorsen say?"
    assert mended(question, searcher, Window(), Filters(outlets=("Solberg Post",))) == (question, ())


def test_a_day_that_only_another_outlet_tells_dates_no_question(archive: LiveArchive, judge: Judge) -> None:
    question = "What did the Hollin mill sell after the strike at the Hollin mill ended?"
    today, searcher = date(2004, 7, 1), archive.searcher()
    assert scope_of(question, Window(), searcher, judge, today).window.after == date(2004, 5, 10)
    assert scope_of(question, Window(), searcher, judge, today, "Solberg Post").window.is_open


def test_a_refusal_says_what_the_outlet_covers(archive: LiveArchive, judge: Judge) -> None:
    answerer = Answerer(archive, judge, AnsweringSettings(min_confidence=1), today=lambda: date(2004, 7, 1))
    reason = answerer.ask(Question("Who won the cup?", outlet="Inland Mail")).reason
    assert reason is not None
    assert "Inland Mail" in reason
    assert "2004-03-03 to 2004-05-10" in reason


def test_an_outlet_that_the_archive_does_not_hold_is_refused_in_words(answerer: Answerer) -> None:
    answer = answerer.ask(Question("What is the latest on the mill?", outlet="Daily Nothing"))
    assert answer.abstained
    assert answer.reason == "the archive holds no article of Daily Nothing"
    assert answer.suggestions == ()
