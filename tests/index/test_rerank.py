"""Reading the best hits again: what it moves, and what it says where it cannot."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.open import open_reranker
from bot.settings import Settings
from corpus.errors import ModelMissing
from index.rerank import Reranker, by_reader
from index.search import Searcher, one_voice
from index.settings import IndexSettings

if TYPE_CHECKING:
    from index.live import LiveArchive
    from index.reader import Reader
    from index.search import Hit

QUESTION = "When did Renato Ruggiero take office?"


@pytest.fixture(scope="module")
def hits(sample_archive: LiveArchive) -> list[Hit]:
    return sample_archive.searcher().passages(QUESTION, 12)


@pytest.fixture(scope="module")
def reader() -> Reader:
    from index.reader import Reader

    return Reader(None, 1)


def test_a_passage_that_answers_rises_over_those_that_do_not(hits: list[Hit], reader: Reader) -> None:
    turned = [replace(hit, score=0.5) for hit in reversed(hits)]
    read = Reranker(by_reader(reader), 12, 0.04).rerank(QUESTION, turned)
    assert "took office on Monday" in read[0].passage.text
    assert sorted(hit.passage.text for hit in read) == sorted(hit.passage.text for hit in hits)
    assert [hit.score for hit in read] == sorted((hit.score for hit in read), reverse=True)


def test_what_is_not_read_stays_where_it_was_behind_what_is(hits: list[Hit], reader: Reader) -> None:
    read = Reranker(by_reader(reader), 3, 0.04).rerank(QUESTION, hits)
    assert read[3:] == hits[3:]
    assert {hit.passage.text for hit in read[:3]} == {hit.passage.text for hit in hits[:3]}
    assert Reranker(by_reader(reader), 3, 0.04).rerank(QUESTION, []) == []


def test_a_search_with_a_reranker_ranks_from_one_and_keeps_its_length(
    sample_archive: LiveArchive, reader: Reader, index_settings: IndexSettings
) -> None:
    plain = sample_archive.searcher()
    again = Searcher(plain.generation, plain.embedder, index_settings, Reranker(by_reader(reader), 4, 0.04))
    assert [hit.rank for hit in again.articles(QUESTION, 6)] == [1, 2, 3, 4, 5, 6]


def test_a_cross_encoder_that_is_not_there_is_named_with_the_setting() -> None:
    with pytest.raises(ModelMissing, match=r"no cross-encoder in nowhere \(set index.rerank"):
        open_reranker(Settings(index=IndexSettings(rerank="nowhere")))


def test_the_default_reads_nothing_again() -> None:
    assert open_reranker(Settings()) is None


def test_a_copy_comes_behind_what_others_say_and_is_not_lost(hits: list[Hit]) -> None:
    first, second, third = _of_three_articles(hits)
    told = list(one_voice([first, second, third], {first.article.id: 0, second.article.id: 0}))
    assert [hit.article.id for hit in told] == [first.article.id, third.article.id, second.article.id]
    assert [hit.score for hit in told] == sorted((hit.score for hit in told), reverse=True)


def test_passages_of_one_article_are_one_voice(hits: list[Hit]) -> None:
    first = hits[0]
    assert list(one_voice([first, first], {first.article.id: 0})) == [first, first]


def _of_three_articles(hits: list[Hit]) -> list[Hit]:
    return list({hit.article.id: hit for hit in reversed(hits)}.values())[-3:][::-1]
