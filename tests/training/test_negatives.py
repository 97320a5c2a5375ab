"""Negatives do not hold the answer, and what is exchanged is exchanged where it stands."""

from __future__ import annotations

from random import Random

import pytest

from training.negatives import Negatives, OtherAnswers, OtherNames
from training.other_words import OtherWords

_CONTEXTS = [
    "Mickey Kantor announced sanctions against luxury cars.",
    "Sanctions against luxury cars were announced in Washington.",
    "Rain fell in the valley.",
    *(f"The cup final of {year} was played at night." for year in range(1950, 1970)),
]


def test_a_hard_negative_is_near_the_question_and_lacks_the_answer() -> None:
    negatives = Negatives(_CONTEXTS)
    found = negatives.near("Who announced sanctions against luxury cars?", _CONTEXTS[0], "Mickey Kantor", Random(1))
    assert found != _CONTEXTS[0]
    assert "Mickey Kantor" not in found


def test_a_name_of_the_question_gives_way_to_one_that_the_passage_does_not_print() -> None:
    names = OtherNames(["When did Mickey Kantor speak?", "Where did Bill Clinton land?", "What did Tokyo offer?"])
    question = names.instead("What did Mickey Kantor announce?", _CONTEXTS[0], Random(3))
    assert question is not None
    assert question.startswith("What did ")
    assert question.endswith(" announce?")
    assert "Mickey Kantor" not in question


def test_a_question_without_a_name_from_the_passage_stays_as_it_is() -> None:
    assert OtherNames(["Where is Tokyo today?"]).instead("who spoke?", _CONTEXTS[0], Random(1)) is None


def test_another_answer_stands_wherever_the_old_one_stood() -> None:
    passage = "Kantor left. Later Kantor spoke of cars, and Kantor smiled."
    start = passage.index("Kantor spoke")
    swapped = OtherAnswers(["Hashimoto Ryutaro", "1995"]).instead(passage, (start, start + 6), Random(1))
    assert swapped is not None
    text, (begin, end) = swapped
    assert text[begin:end] == "Hashimoto Ryutaro"
    assert text[begin:].startswith("Hashimoto Ryutaro spoke")
    assert "Kantor" not in text


@pytest.mark.parametrize("seed", range(5))
def test_a_word_of_the_question_gives_way_to_another_of_its_kind(seed: int) -> None:
    question = OtherWords().instead("Which king sold it?", "The king sold the castle to a prince.", Random(seed))
    assert question in (
        "Which queen sold it?",
        "Which emperor sold it?",
        "Which princess sold it?",
        "Which king bought it?",
    )


def test_a_word_that_the_passage_prints_too_is_not_taken() -> None:
    words = OtherWords()
    passage = "Imports fell, exports rose."
    assert all(words.instead("What of exports?", passage, Random(seed)) is None for seed in range(20))


def test_now_and_then_a_question_is_denied() -> None:
    words = OtherWords()
    found = {words.instead("What did Kantor announce?", _CONTEXTS[0], Random(seed)) for seed in range(200)}
    assert found == {None, "What didn't Kantor announce?"}
