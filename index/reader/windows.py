"""A question and a passage into what the model takes: windows of whole sentences that fit its length."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.sentences import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tokenizers import Tokenizer

WINDOW_TOKENS = 256  # question and marks included, as in training
QUESTION_TOKENS = 48
_MARKS = 3  # [CLS] question [SEP] passage [SEP]


@dataclass(frozen=True, slots=True)
class Window:
    """A run of a passage's tokens: each token's id, its characters in the passage and its sentence's number."""

    passage: int
    ids: tuple[int, ...]
    offsets: tuple[tuple[int, int], ...]
    sentence_of: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Cut:
    """The sentences of a passage and the windows that cover them all."""

    sentences: tuple[tuple[int, int], ...]
    windows: tuple[Window, ...]


def cut(number: int, passage: str, tokenizer: Tokenizer, room: int) -> Cut:
    """The windows of one passage, each of at most `room` tokens.

    A passage that fits is one window. A longer one becomes several, each beginning with the last sentence of the one
    before; a sentence that does not fit alone is cut between tokens.
    """
    sentences = sentence_spans(passage, "en")
    encoding = tokenizer.encode(passage, add_special_tokens=False)
    offsets = encoding.offsets
    sentence_of = _sentence_of(offsets, sentences)
    windows = tuple(
        Window(number, tuple(encoding.ids[a:b]), tuple(offsets[a:b]), tuple(sentence_of[a:b]))
        for a, b in _ranges(sentence_of, room)
    )
    return Cut(sentences, windows)


def room_beside(question: Sequence[int]) -> int:
    """How many tokens of a passage fit beside the question's."""
    return WINDOW_TOKENS - _MARKS - len(question)


def _sentence_of(offsets: Sequence[tuple[int, int]], sentences: Sequence[tuple[int, int]]) -> list[int]:
    numbers = []
    at = 0
    for start, _ in offsets:
        while at + 1 < len(sentences) and start >= sentences[at][1]:
            at += 1
        numbers.append(at)
    return numbers


def _ranges(sentence_of: Sequence[int], room: int) -> list[tuple[int, int]]:
    """Token ranges of the windows."""
    total = len(sentence_of)
    starts = [at for at in range(total) if at == 0 or sentence_of[at] != sentence_of[at - 1]]
    ends = [*starts[1:], total]
    ranges = []
    first = 0
    while first < len(starts):
        begin = starts[first]
        last = first
        while last + 1 < len(starts) and ends[last + 1] - begin <= room:
            last += 1
        if ends[last] - begin > room:  # one sentence, longer than a window
            ranges += [(at, min(at + room, ends[last])) for at in range(begin, ends[last], room)]
        else:
            ranges.append((begin, ends[last]))
        if last + 1 == len(starts):
            break
        # The next window repeats the last sentence where that leaves room for a new one.
        repeats = last > first and ends[last + 1] - starts[last] <= room
        first = last if repeats else last + 1
    return ranges
