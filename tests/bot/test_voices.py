"""One story in several outlets speaks with one voice; what replaced an article is told as far as the window lets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.answering.answer import Question
from bot.answering.answerer import Answerer
from bot.settings import AnsweringSettings
from index.window import window_from_text
from tests.index.archives import archive_of

if TYPE_CHECKING:
    from bot.answering.evidence import Judge
    from index.embedding import Embedder
    from index.live import LiveArchive
    from index.settings import IndexSettings

WIRE = (
    "Negotiators left the hotel in Whistler shortly before midnight without an agreement on automobiles. "
    "A spokesman for the Japanese delegation said the purchase plans had been the last open point. "
    "The American side said it would publish a list of goods within two weeks. "
    "Dealers in five states told reporters that they were ordering cars ahead of any new duty. "
    "No further meeting between the two ministers has been arranged, officials said on Saturday."
)
ARTICLES = (
    {"id": "wire", "title": "No Agreement in Whistler", "date": "1995-05-06", "outlet": "Pacific Wire", "text": WIRE},
    {"id": "copy", "title": "Talks End Without Deal", "date": "1995-05-07", "outlet": "Harbor Gazette", "text": WIRE},
    {
        "id": "other",
        "title": "Dollar Steady",
        "date": "1995-05-05",
        "outlet": "Harbor Gazette",
        "text": "The dollar was steady in quiet trading. Few orders were placed before the holiday in Tokyo.",
    },
)
QUESTION = "When did the negotiators leave the hotel in Whistler?"


@pytest.fixture(scope="module")
def answerer(
    tmp_path_factory: pytest.TempPathFactory, embedder: Embedder, index_settings: IndexSettings, judge: Judge
) -> Answerer:
    folder = tmp_path_factory.mktemp("voices")
    archive = archive_of(folder, ARTICLES, embedder, index_settings)
    return Answerer(archive, judge, AnsweringSettings(min_confidence=0))


def test_copies_of_one_story_speak_once_and_name_the_other_outlet(answerer: Answerer) -> None:
    answer = answerer.ask(Question(QUESTION))
    cited = {citation.article_id for citation in answer.citations} & {"wire", "copy"}
    assert len(cited) == 1
    best = answer.citations[0]
    assert {best.outlet, *best.also_ran_in} == {"Pacific Wire", "Harbor Gazette"}


def test_a_copy_that_ran_later_is_not_known_before(answerer: Answerer) -> None:
    answer = answerer.ask(Question(QUESTION, window_from_text(as_of="1995-05-06")))
    assert (answer.citations[0].article_id, answer.citations[0].also_ran_in) == ("wire", ())


@pytest.mark.parametrize(("as_of", "known"), [("1995-05-05", True), ("1995-05-04", False)])
def test_an_article_that_was_replaced_names_its_successor_when_that_was_out(
    sample_archive: LiveArchive, judge: Judge, as_of: str, known: bool
) -> None:
    store = sample_archive.searcher().generation.store
    newer = store.superseded_by("1995-05-05-pacific-wire-talks-run-late")
    assert newer is not None
    assert newer.id == "1995-05-05-pacific-wire-talks-break-down"
    answer = Answerer(sample_archive, judge, AnsweringSettings(min_confidence=0, max_sentences=10)).ask(
        Question("Until what hour did the talks in Whistler run on Friday?", window_from_text(as_of=as_of))
    )
    named = {c.superseded_by for c in answer.citations if c.article_id == "1995-05-05-pacific-wire-talks-run-late"}
    assert named <= ({newer.id} if known else set())


def test_a_correction_knows_what_it_corrects(sample_archive: LiveArchive) -> None:
    corrected = sample_archive.searcher().generation.store.correction_of("1995-05-19-commerce-ledger-correction")
    assert corrected is not None
    assert corrected.id == "1995-05-18-commerce-ledger-dealers-count-cost"
