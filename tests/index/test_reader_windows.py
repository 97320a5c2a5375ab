"""Windows cover a passage, whole sentences at a time, and none is longer than the model takes."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from index.reader.reader import BUNDLED
from index.reader.windows import WINDOW_TOKENS, cut, room_beside

_TOKENIZER: Tokenizer = Tokenizer.from_file(str(BUNDLED / "tokenizer.json"))
_TOKENIZER.no_padding()
_TOKENIZER.no_truncation()
_SENTENCES = st.lists(
    st.sampled_from(
        ["Rain fell.", "The envoy of Japan met the trade representative in Geneva on Monday. ", "No. ", "Über "]
    ),
    max_size=60,
)


@settings(deadline=None)
@given(pieces=_SENTENCES, room=st.integers(8, 60))
def test_every_character_but_white_space_is_in_a_window(pieces: list[str], room: int) -> None:
    passage = " ".join(pieces)
    found = cut(0, passage, _TOKENIZER, room)
    covered = {at for window in found.windows for start, end in window.offsets for at in range(start, end)}
    assert {at for at, letter in enumerate(passage) if not letter.isspace()} <= covered


@settings(deadline=None)
@given(pieces=_SENTENCES, room=st.integers(8, 60))
def test_no_window_is_too_long_and_each_brings_something_new(pieces: list[str], room: int) -> None:
    windows = cut(0, " ".join(pieces), _TOKENIZER, room).windows
    assert all(0 < len(window.ids) <= room for window in windows)
    ends = [window.offsets[-1][1] for window in windows]
    assert ends == sorted(set(ends))


def test_a_passage_that_fits_is_one_window() -> None:
    assert len(cut(0, "Rain fell. The talks went on.", _TOKENIZER, 40).windows) == 1


def test_the_next_window_begins_with_the_sentence_before() -> None:
    passage = "Rain fell on Monday. Snow fell on Tuesday. Hail fell on Friday."
    first, second = cut(0, passage, _TOKENIZER, 12).windows[:2]
    assert passage[first.offsets[0][0] : first.offsets[-1][1]] == "Rain fell on Monday. Snow fell on Tuesday."
    assert passage[second.offsets[0][0] : second.offsets[-1][1]] == "Snow fell on Tuesday. Hail fell on Friday."


def test_question_and_marks_fit_beside_a_full_window() -> None:
    question = _TOKENIZER.encode("Who signed?", add_special_tokens=False).ids
    assert len(question) + room_beside(question) < WINDOW_TOKENS
