"""Twins stand beside the passage that answers the one of them and not the other."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from corpus.article import Article
from tests.shared import shared
from training.own_words import Affair, Cuts, affairs, answer, articles_of, checksum
from training.twins import Twins, beside_twins, twins

if TYPE_CHECKING:
    from collections.abc import Sequence

TEXT = "The mill at Norra shut on Friday. Its owner blamed the price of pulp.\n\nSome 240 people had worked there."
MILL = Article("7", "Mill shuts", TEXT)
SPAN = (TEXT.index("240"), TEXT.index("240") + 3)


def words(texts: Sequence[str]) -> list[int]:
    return [len(text.split()) for text in texts]


def test_a_twin_is_no_article_s_that_is_decided_by_or_reported_and_never_the_question_itself() -> None:
    everything = twins()
    kept = {affair.article for part in ("tune", "held") for affair in affairs(part)}
    assert everything
    assert not kept & {one.affair.article for one in everything}
    assert all(one.twin not in one.affair.asked for one in everything)


def test_every_answer_stands_in_its_article_where_the_file_says() -> None:
    everything = twins()
    articles = articles_of(shared("data", "reuters21578"), [one.affair for one in everything])
    assert all(answer(one.affair, articles[one.affair.article].text) for one in everything)


def test_one_passage_answers_a_question_and_not_its_twin() -> None:
    affair = Affair("7", "train", ("How many had jobs at Norra?",), SPAN, checksum("240"))
    pair = Twins(affair, "How many kept their jobs at Norra?")
    answered, not_answered = beside_twins([pair], Cuts({"7": MILL}, words), Random(2))
    assert answered.span is not None
    assert answered.passage[slice(*answered.span)] == "240"
    assert not_answered.passage == answered.passage
    assert (answered.answerable, not_answered.answerable) == (True, False)
    assert answered.group != not_answered.group
