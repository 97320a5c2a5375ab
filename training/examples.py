"""One example to train on or to decide by: a question beside a passage, and what is known of the two."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from corpus.sentences import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from random import Random

YES, NO, UNKNOWN = 1, 0, -1
SIZES = (300, 950)  # characters of a passage that is cut for training, chosen evenly between


@dataclass(frozen=True, slots=True)
class Example:
    """A question and a passage.

    `group` is shared by all passages of one question that are ranked against each other. `span` is the answer in the
    passage's characters, None where there is none or where it is not known. `sentences` are (start, end, label), with
    label YES (answers), NO or UNKNOWN.
    """

    source: str
    group: str
    question: str
    passage: str
    span: tuple[int, int] | None
    sentences: tuple[tuple[int, int, int], ...]

    @property
    def answerable(self) -> bool:
        """Whether the passage answers the question."""
        return self.span is not None or any(label == YES for _, _, label in self.sentences)


def save(examples: Iterable[Example], path: Path) -> None:
    """Write examples, one JSON object a line."""
    with path.open("w", encoding="utf-8") as file:
        for example in examples:
            file.write(json.dumps(asdict(example), ensure_ascii=False) + "\n")


def load(path: Path) -> Iterator[Example]:
    """Read what `save` wrote."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            span = tuple(row["span"]) if row["span"] else None
            yield Example(**row | {"span": span, "sentences": tuple(tuple(piece) for piece in row["sentences"])})


def with_span(source: str, group: str, question: str, passage: str, span: tuple[int, int]) -> Example:
    """An example from a span: its sentence answers; others that hold the same words are left open."""
    start, end = span
    answer = passage[start:end].lower()
    sentences = []
    for begin, stop in sentence_spans(passage, "en"):
        label = YES if begin <= start < stop else UNKNOWN if answer in passage[begin:stop].lower() else NO
        sentences.append((begin, stop, label))
    return Example(source, group, question, passage, span, tuple(sentences))


def without_answer(source: str, group: str, question: str, passage: str) -> Example:
    """An example whose passage does not answer."""
    sentences = tuple((begin, stop, NO) for begin, stop in sentence_spans(passage, "en"))
    return Example(source, group, question, passage, None, sentences)


def stacked(source: str, group: str, question: str, labelled: Iterable[tuple[str, int]]) -> Example:
    """An example whose passage is these sentences, one after the other, each with its label."""
    passage = ""
    sentences = []
    for text, label in labelled:
        passage += " " if passage else ""
        sentences.append((len(passage), len(passage) + len(text), label))
        passage += text
    return Example(source, group, question, passage, None, tuple(sentences))


def cropped(passage: str, span: tuple[int, int], size: int, rng: Random) -> tuple[str, tuple[int, int]]:
    """A run of whole sentences of about `size` characters around the span, which lies anywhere in it."""
    pieces = sentence_spans(passage, "en")
    first = max((at for at, piece in enumerate(pieces) if piece[0] <= span[0]), default=0)
    last = min((at for at, piece in enumerate(pieces) if piece[1] >= span[1]), default=len(pieces) - 1)
    last = max(first, last)
    while True:
        before = first > 0 and pieces[last][1] - pieces[first - 1][0] <= size
        after = last + 1 < len(pieces) and pieces[last + 1][1] - pieces[first][0] <= size
        if not (before or after):
            break
        if before and (not after or rng.random() < 0.5):
            first -= 1
        else:
            last += 1
    begin, stop = pieces[first][0], pieces[last][1]
    return passage[begin:stop], (span[0] - begin, span[1] - begin)


def share(text: str) -> float:
    """A number from 0 to 1 that depends on the text alone: splits are made by it."""
    return int(hashlib.sha256(text.encode()).hexdigest()[:8], 16) / 0xFFFFFFFF


def key(text: str) -> str:
    """The letters and digits of a text, to find the same one printed otherwise."""
    return "".join(letter for letter in text.lower() if letter.isalnum())
