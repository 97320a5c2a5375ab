"""Examples into batches of tensors: groups stay together, lengths are alike, padding is small."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import torch
from torch import Tensor

from training.examples import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from random import Random

    from tokenizers import Encoding, Tokenizer

    from training.examples import Example

LONGEST = 256  # tokens, question included
QUESTION = 48  # tokens
_NO_SENTENCE = -1
_SORTED_AT_ONCE = 150  # batches


@dataclass(frozen=True, slots=True)
class Encoded:
    """One example in tokens. `sentence_of` has, for each token, its sentence's number in the example or -1."""

    ids: list[int]
    types: list[int]
    start: int  # token of the answer's first character, or -1
    end: int
    answerable: bool
    sentence_of: list[int]
    labels: list[int]
    spanned: bool  # whether the passage's span is known, or known not to be


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch of B examples, T tokens, S sentences.

    `passage` (B, T) is true on the passage's tokens; `sentences` (B, T) holds a sentence's number in the batch or S,
    which stands for none; `labels` and `group_of` are (S,).
    """

    ids: Tensor
    mask: Tensor
    types: Tensor
    passage: Tensor
    start: Tensor
    end: Tensor
    answerable: Tensor
    sentences: Tensor
    labels: Tensor
    group_of: Tensor

    def to(self, device: torch.device) -> Batch:
        """The same on another device."""
        return Batch(*(getattr(self, one.name).to(device) for one in fields(self)))


def encode(example: Example, tokenizer: Tokenizer) -> Encoded | None:
    """The example's tokens; None where the answer lies beyond the longest input."""
    question = tokenizer.encode(example.question, add_special_tokens=False).ids[:QUESTION]
    passage = tokenizer.encode(example.passage, add_special_tokens=False)
    first = len(question) + 2
    room = LONGEST - first - 1
    offsets = passage.offsets[:room]
    ids = [_CLS, *question, _SEP, *passage.ids[:room], _SEP]
    types = [0] * first + [1] * (len(ids) - first)
    start, end = _span(example, offsets)
    if example.span is not None and (start < 0 or end < 0):
        return None
    sentence_of = _sentences(example, passage, len(offsets))
    count = max(sentence_of, default=-1) + 1
    labels = [label for _, _, label in example.sentences[:count]]
    if example.answerable and example.span is None and 1 not in labels:
        return None
    return Encoded(
        ids=ids,
        types=types,
        start=start + first if start >= 0 else -1,
        end=end + first if end >= 0 else -1,
        answerable=example.answerable,
        sentence_of=[_NO_SENTENCE] * first + sentence_of + [_NO_SENTENCE],
        labels=labels,
        spanned=example.span is not None,
    )


_CLS, _SEP = 101, 102


def _span(example: Example, offsets: Sequence[tuple[int, int]]) -> tuple[int, int]:
    if example.span is None:
        return -1, -1
    start, end = example.span
    first = next((at for at, (begin, stop) in enumerate(offsets) if stop > start), -1)
    last = next((at for at in range(len(offsets) - 1, -1, -1) if offsets[at][0] < end), -1)
    beyond = bool(offsets) and offsets[-1][1] < end
    return (-1, -1) if beyond or last < first else (first, last)


def _sentences(example: Example, passage: Encoding, count: int) -> list[int]:
    numbers = []
    at = 0
    for start, _ in passage.offsets[:count]:
        while at < len(example.sentences) and start >= example.sentences[at][1]:
            at += 1
        inside = at < len(example.sentences) and start >= example.sentences[at][0]
        numbers.append(at if inside else _NO_SENTENCE)
    return numbers


def batches(groups: Sequence[Sequence[Encoded]], tokens: int, rng: Random) -> Iterator[list[tuple[int, Encoded]]]:
    """Lists of (group number, example) of about that many tokens, in random order, each of like lengths."""
    order = list(range(len(groups)))
    rng.shuffle(order)
    made: list[list[tuple[int, Encoded]]] = []
    longest = [max(len(one.ids) for one in group) for group in groups]
    chunk = max(1, _SORTED_AT_ONCE * tokens // 300)
    for begin in range(0, len(order), chunk):
        some = sorted(order[begin : begin + chunk], key=lambda at: longest[at])
        current: list[tuple[int, Encoded]] = []
        width = 0
        ready = []
        for at in some:
            width_then = max(width, longest[at])
            if current and width_then * (len(current) + len(groups[at])) > tokens:
                ready.append(current)
                current, width_then = [], longest[at]
            width = width_then
            current.extend((at, one) for one in groups[at])
        ready.append(current)
        rng.shuffle(ready)
        made += ready
    yield from made


def grouped(examples: Sequence[Example], tokenizer: Tokenizer) -> list[list[Encoded]]:
    """Encoded examples by their group."""
    found: dict[str, list[Encoded]] = defaultdict(list)
    for example in examples:
        encoded = encode(example, tokenizer)
        if encoded is not None:
            found[example.group].append(encoded)
    return list(found.values())


def collate(chosen: Sequence[tuple[int, Encoded]]) -> Batch:
    """A batch of tensors."""
    width = max(len(one.ids) for _, one in chosen)
    total = sum(len(one.labels) for _, one in chosen)
    shape = (len(chosen), width)
    ids, mask, types = (torch.zeros(shape, dtype=torch.long) for _ in range(3))
    passage = torch.zeros(shape, dtype=torch.bool)
    sentences = torch.full(shape, total, dtype=torch.long)
    labels: list[int] = []
    group_of: list[int] = []
    for row, (group, one) in enumerate(chosen):
        length = len(one.ids)
        ids[row, :length] = torch.tensor(one.ids)
        types[row, :length] = torch.tensor(one.types)
        mask[row, :length] = 1
        passage[row, : length - 1] = torch.tensor(one.types[:-1], dtype=torch.bool)
        numbers = torch.tensor(one.sentence_of)
        sentences[row, :length] = torch.where(numbers >= 0, numbers + len(labels), total)
        labels += one.labels
        group_of += [group] * len(one.labels)
    return Batch(
        ids,
        mask,
        types,
        passage,
        torch.tensor([one.start for _, one in chosen]),
        torch.tensor([one.end for _, one in chosen]),
        torch.tensor([float(one.answerable) for _, one in chosen]),
        sentences,
        torch.tensor(labels, dtype=torch.long),
        torch.tensor(group_of, dtype=torch.long),
    )


def known(labels: Tensor) -> Tensor:
    """Which labels are known."""
    return labels != UNKNOWN
