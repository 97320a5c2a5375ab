"""Questions in one's own words: where they say the answer stands it stands, and no article serves two parts."""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import TYPE_CHECKING

import pytest

from corpus.article import Article
from tests.shared import shared
from training.own_words import Affair, Cuts, affairs, answer, articles_of, checksum, own_words

if TYPE_CHECKING:
    from collections.abc import Sequence

PARTS = ("train", "tune", "held")
TEXT = "The mill at Norra shut on Friday. Its owner blamed the price of pulp.\n\nSome 240 people had worked there."
SPAN = (TEXT.index("240"), TEXT.index("240") + 3)
MILL = Article("7", "Mill shuts", TEXT)
PORT = Article(
    "8", "Port opens", "The port of Norra opened its new quay. Ships of any size can now call there all year."
)


def words(texts: Sequence[str]) -> list[int]:
    return [len(text.split()) for text in texts]


CUTS = Cuts({"7": MILL, "8": PORT}, words)


def test_no_article_is_asked_about_in_two_parts_and_no_question_is_asked_twice() -> None:
    articles = {part: {affair.article for affair in affairs(part)} for part in PARTS}
    assert all(articles.values())
    assert len(set.union(*articles.values())) == sum(map(len, articles.values()))
    asked = Counter(
        (affair.article, question.lower()) for part in PARTS for affair in affairs(part) for question in affair.asked
    )
    assert max(asked.values()) == 1


def test_every_answer_stands_in_its_article_where_the_file_says() -> None:
    everything = [affair for part in PARTS for affair in affairs(part)]
    articles = articles_of(shared("data", "reuters21578"), everything)
    answers = [answer(affair, articles[affair.article].text) for affair in everything]
    assert [text is None for text in answers] == [affair.span is None for affair in everything]


def test_a_text_that_reads_otherwise_is_told() -> None:
    with pytest.raises(ValueError, match=r"article 7 does not have the answer at \(3, 6\): ' mi'"):
        answer(Affair("7", "train", ("How many jobs went?",), (3, 6), checksum("240")), TEXT)


def test_an_answered_question_stands_beside_its_answer_and_beside_passages_without_it() -> None:
    affair = Affair("7", "train", ("How many jobs went at Norra?", "norra mill jobs lost"), SPAN, checksum("240"))
    found = list(own_words([affair] * 20, CUTS, CUTS.negatives(), Random(1)))
    right = [example for example in found if example.span is not None]
    assert len(right) == 40
    assert {example.passage[slice(*example.span)] for example in right if example.span} == {"240"}
    assert any(example.passage.startswith("Mill shuts\n\n") for example in right)
    others = [example for example in found if not example.answerable]
    assert others
    assert all("240" not in example.passage for example in others)
    assert {example.group for example in others} < {example.group for example in right}


def test_a_question_that_nothing_answers_stands_beside_its_own_article_and_another() -> None:
    affair = Affair("7", "train", ("Who bought the mill at Norra?",), None, None)
    found = list(own_words([affair] * 10, CUTS, CUTS.negatives(), Random(1)))
    assert not any(example.answerable for example in found)
    assert 0 < len(found) < 20  # some of them, not all
    assert "pulp" in found[0].passage
    assert "quay" in found[1].passage
