"""How much of a question stands together in a passage, held against counting by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from index.lexical import LexicalIndex, terms
from index.together import RUN, together
from index.words import Words, write_words

if TYPE_CHECKING:
    from pathlib import Path

VOCABULARY = ["yen", "port", "strike", "tariff", "harvest", "reactor"]
TEXTS = st.lists(st.lists(st.sampled_from(VOCABULARY), max_size=25).map(" ".join), min_size=1, max_size=6)


def opened(folder: Path, texts: list[str]) -> tuple[Words, LexicalIndex]:
    found = [terms(text) for text in texts]
    lexical = LexicalIndex.of_terms(found)
    write_words(folder, found, lexical.vocabulary)
    return Words(folder), lexical


def by_hand(text: str, query: str, lexical: LexicalIndex) -> float:
    words, sought = terms(text), set(terms(query))
    best = max(
        (
            sum(lexical.inverse_document_frequency(word) for word in sought & set(words[first : first + RUN]))
            for first in range(len(words))
        ),
        default=0.0,
    )
    return best / sum(lexical.inverse_document_frequency(word) for word in sought)


def test_a_passage_with_the_words_in_one_clause_is_ahead_of_one_that_spreads_them(tmp_path: Path) -> None:
    far = " ".join(f"filler{number}" for number in range(RUN))
    words, lexical = opened(
        tmp_path, [f"Tariffs {far} on yen {far} harvests.", f"{far} Tariffs on yen harvests. {far}"]
    )
    spread, joined = together(words, lexical, "yen tariffs on harvests", np.arange(2)).tolist()
    assert joined == pytest.approx(1)
    assert spread < 0.5


def test_no_run_reaches_from_one_passage_into_the_next(tmp_path: Path) -> None:
    words, lexical = opened(tmp_path, ["The port. A strike.", "A tariff. The yen.", "Nothing else."])
    shares = together(words, lexical, "strike tariff", np.arange(3))
    assert shares.tolist() == pytest.approx([0.5, 0.5, 0])


def test_words_that_no_passage_has_count_in_the_whole(tmp_path: Path) -> None:
    words, lexical = opened(tmp_path, ["The port."])
    assert 0 < together(words, lexical, "port unheardof", np.arange(1))[0] < 1


@pytest.mark.parametrize("query", ["", "the of and", "unheardof"])
def test_a_question_without_a_known_word_has_nothing_together(tmp_path: Path, query: str) -> None:
    words, lexical = opened(tmp_path, ["The port.", "The yen."])
    assert together(words, lexical, query, np.arange(2)).tolist() == [0, 0]


def test_a_question_of_more_words_than_are_looked_for_is_answered(tmp_path: Path) -> None:
    text = " ".join(f"word{number}" for number in range(200))
    words, lexical = opened(tmp_path, [text])
    assert 0 < together(words, lexical, text, np.arange(1))[0] < 1


@given(TEXTS, st.sampled_from(["yen port", "strike yen tariff", "reactor harvest port yen"]), st.data())
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_passages_have_the_share_that_counting_by_hand_gives(
    tmp_path: Path, texts: list[str], query: str, data: st.DataObject
) -> None:
    words, lexical = opened(tmp_path, texts)
    chosen = sorted(data.draw(st.sets(st.integers(0, len(texts) - 1), min_size=1)))
    expected = [by_hand(texts[at], query, lexical) for at in chosen]
    assert together(words, lexical, query, np.array(chosen)).tolist() == pytest.approx(expected, abs=1e-6)
