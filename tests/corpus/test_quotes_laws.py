"""What holds for the quotes of any text at all."""

from __future__ import annotations

import re
import sys
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.quotes import quotes

if TYPE_CHECKING:
    from types import FrameType

MARKS = ['"', "'", "''", "``", *"\u201c\u201d\u2018\u2019\u00ab\u00bb"]  # typographic marks and guillemets last
WORDS = [
    "said", "says", "told", "asked", "added", "saying", "according to", "called", "claims", "report", "put it", "that",
    "who", "he", "she", "it", "they", "and", "but", "the", "a", "minister", "Ruth", "Delgado", "Mr.", "Amsel", "U.S.",
    "officials", "was", "by", "on Tuesday", "pier", "Delgado's", ",", ".", "?", ":", ";", "(", ")", "--", "...", "\n",
    "\n\n", "12",
]  # fmt: skip
PROSE = st.lists(st.sampled_from(MARKS + WORDS) | st.text(max_size=4), max_size=80).map(" ".join)
TIGHT = st.lists(st.sampled_from(MARKS + WORDS + [" "]), max_size=80).map("".join)
TEXTS = PROSE | TIGHT | st.text(max_size=200)


@given(TEXTS)
def test_a_quote_is_a_span_of_the_text(text: str) -> None:
    for quote in quotes(text):
        assert 0 <= quote.start < quote.end <= len(text)
        assert quote.text == text[quote.start : quote.end]
        assert quote.text == quote.text.strip()


@given(TEXTS)
def test_quotes_come_in_order_of_their_start(text: str) -> None:
    starts = [quote.start for quote in quotes(text)]
    assert starts == sorted(starts)


@given(TEXTS)
def test_direct_quotes_do_not_overlap(text: str) -> None:
    direct = [quote for quote in quotes(text) if quote.direct]
    assert all(before.end <= after.start for before, after in pairwise(direct))


@given(TEXTS)
def test_a_speaker_is_made_of_words_in_print(text: str) -> None:
    printed = set(re.findall(r"\w+", text))
    for quote in quotes(text):
        assert set(re.findall(r"\w+", quote.speaker or "")) <= printed
        assert quote.cue is None or quote.cue in " ".join(text.split())


@given(TEXTS)
def test_the_same_text_has_the_same_quotes(text: str) -> None:
    assert quotes(text) == quotes(text)


def _calls(text: str) -> int:
    """How many functions are called to read a text: the work, without a clock."""
    count = 0

    def tally(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(tally)
    try:
        quotes(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "piece",
    [
        '"',
        '" ',
        "' ",
        "'a ",
        "``",
        "\u201c",
        '"a" said b, ',
        'he said "a" and ',
        "X, the y, ",
        "said that ",
        "a b ",
        '"It leaks," Amsel said.\n\n',
        "Ann Amsel said she was in. ",
        "X (",
        "\n \n",
        "Ann ",
    ],
)
def test_twice_the_text_is_twice_the_work(piece: str) -> None:
    once, twice = _calls(piece * 3000), _calls(piece * 6000)
    assert twice <= 2.2 * once + 1000
