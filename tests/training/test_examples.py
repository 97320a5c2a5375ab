"""Examples keep their answer whatever is cut away, and sentences get the label they deserve."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from training.examples import NO, UNKNOWN, YES, Example, cropped, load, save, stacked, with_span

if TYPE_CHECKING:
    from pathlib import Path

_PASSAGE = (
    "The envoy landed in Tokyo. He said nothing. The talks begin in Tokyo on Monday. Shares fell. Nobody was hurt."
)


@given(size=st.integers(1, 200), seed=st.integers(0, 99), word=st.sampled_from(["landed", "nothing", "Monday", "hurt"]))
def test_a_cropped_passage_still_holds_its_answer(size: int, seed: int, word: str) -> None:
    start = _PASSAGE.index(word)
    passage, (begin, end) = cropped(_PASSAGE, (start, start + len(word)), size, Random(seed))
    assert passage[begin:end] == word
    assert passage in _PASSAGE
    assert passage.endswith(".")


def test_a_sentence_with_the_same_words_elsewhere_is_left_open() -> None:
    start = _PASSAGE.rindex("Tokyo")
    example = with_span("s", "g", "Where do the talks begin?", _PASSAGE, (start, start + 5))
    assert [label for _, _, label in example.sentences] == [UNKNOWN, NO, YES, NO, NO]
    assert example.answerable


def test_stacked_sentences_stand_where_they_say(tmp_path: Path) -> None:
    example = stacked("s", "g", "Who resigned?", [("Rain fell.", NO), ("The minister resigned.", YES)])
    assert [example.passage[start:end] for start, end, _ in example.sentences] == [
        "Rain fell.",
        "The minister resigned.",
    ]
    save([example], tmp_path / "one.jsonl")
    assert list(load(tmp_path / "one.jsonl")) == [example]


def test_a_passage_without_an_answering_sentence_does_not_answer() -> None:
    assert not Example("s", "g", "Who?", "Rain fell.", None, ((0, 10, NO),)).answerable
