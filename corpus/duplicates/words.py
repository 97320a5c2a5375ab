"""The words of many texts as arrays of hashes, made without a Python loop over them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

# What a character may be, as bits of one byte.
_LETTER, _DIGIT, _CAPITAL, _SMALL, _ALONE, _INNER, _SPACE, _COMMA = (1 << bit for bit in range(8))
_WORDLY = _LETTER | _DIGIT
# Scripts that part no words by spaces (kana and Chinese characters, Thai, Lao, Burmese, Khmer): every character is a
# word of its own.
_UNSPACED = ((0x3040, 0x3100), (0x3400, 0xA000), (0x0E00, 0x0F00), (0x1000, 0x10A0), (0x1780, 0x1800))
# Marks that hold a word together where it goes on behind them: "5.9", "don't", "7-3/4".
_INNER_MARKS = ".,'\u2019/&-"  # the apostrophe straight and curly
_LOOKED_UP = 0x10000  # characters beyond the basic plane all count as one letter
_ODD = 0x9E3779B97F4A7C15
_MIX = np.uint64(0xBF58476D1CE4E5B9)
_BETWEEN = "\n\0\n"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of texts, in order: 64 bits for each, without regard to case, and which are numbers and names.

    `owners` tells for each word which text it is of. A name is a word with a capital that begins no sentence, as far
    as the character before it tells.
    """

    hashes: NDArray[np.uint64]
    owners: NDArray[np.intp]
    numbers: NDArray[np.bool_]
    names: NDArray[np.bool_]


def words_of(texts: Sequence[str]) -> Words:
    """The words of some texts. The hashes are the same in every process."""
    codes = np.frombuffer(_BETWEEN.join(texts).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    codes = np.minimum(codes, _LOOKED_UP - 1)
    kinds, folded = _tables()
    kind = kinds[codes]
    starts, ends = _bounds(kind)
    lengths = np.fromiter((len(text) + len(_BETWEEN) for text in texts), dtype=np.intp, count=len(texts))
    digits = np.concatenate(([0], np.cumsum(kind & _DIGIT != 0)))
    numbers = digits[ends] > digits[starts]
    before, apart = kind[np.maximum(starts - 2, 0)], kind[np.maximum(starts - 1, 0)]
    return Words(
        hashes=_hashes(folded[codes], starts, ends),
        owners=np.searchsorted(np.cumsum(lengths), starts, side="right"),
        numbers=numbers,
        names=~numbers & (kind[starts] & _CAPITAL != 0) & (apart & _SPACE != 0) & (before & (_SMALL | _COMMA) != 0),
    )


def runs_of(words: Words, length: int) -> tuple[NDArray[np.uint64], NDArray[np.intp]]:
    """A well mixed hash of every run of so many words of one text, and which text that is."""
    count = max(len(words.hashes) - length + 1, 0)
    mixed = words.hashes[:count].copy()
    for place in range(1, length):
        mixed *= np.uint64(_ODD)
        mixed ^= words.hashes[place : place + count]
    mixed ^= mixed >> np.uint64(31)
    mixed *= _MIX
    mixed ^= mixed >> np.uint64(29)
    mixed *= np.uint64(_ODD)
    owners = words.owners[:count]
    within = owners == words.owners[length - 1 :]
    return mixed[within], owners[within]


def _bounds(kind: NDArray[np.uint8]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Where words start and end."""
    inside = kind & _WORDLY != 0
    joined = inside & (kind & _ALONE == 0)
    inside[1:-1] |= (kind[1:-1] & _INNER != 0) & joined[:-2] & joined[2:]
    edged = np.concatenate(([False], inside, [False]))
    starts, ends = edged[1:] & ~edged[:-1], edged[:-1] & ~edged[1:]
    alone = np.flatnonzero(kind & _ALONE)
    if len(alone):
        starts[alone] = starts[alone + 1] = ends[alone] = ends[alone + 1] = True
        starts &= edged[1:]
        ends &= edged[:-1]
    return np.flatnonzero(starts), np.flatnonzero(ends)


def _hashes(letters: NDArray[np.uint64], starts: NDArray[np.intp], ends: NDArray[np.intp]) -> NDArray[np.uint64]:
    """A polynomial of the letters of each word, modulo 2**64, as the difference of two sums that run through the text.

    Rabin and Karp's rolling hash: the sums are divided by the power at which the word starts, which is a product here,
    since every odd number has an inverse.
    """
    powers, inverses = _powers(1 << max(16, (len(letters)).bit_length()))
    sums = np.zeros(len(letters) + 1, dtype=np.uint64)
    np.cumsum(letters * powers[: len(letters)], out=sums[1:])
    return (sums[ends] - sums[starts]) * inverses[starts]


@cache
def _powers(count: int) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """The powers of an odd number modulo 2**64, and their inverses."""
    both = []
    for base in (_ODD, pow(_ODD, -1, 1 << 64)):
        powers = np.full(count, base, dtype=np.uint64)
        powers[0] = 1
        both.append(np.cumprod(powers, dtype=np.uint64))
    return both[0], both[1]


@cache
def _tables() -> tuple[NDArray[np.uint8], NDArray[np.uint64]]:
    """The kind of every character of the basic plane, and a number for the small letter that it is."""
    characters = [chr(code) for code in range(_LOOKED_UP)]
    bits = (
        (_LETTER, str.isalpha),
        (_DIGIT, str.isdigit),
        (_CAPITAL, str.isupper),
        (_SMALL, str.islower),
        (_INNER, _INNER_MARKS.__contains__),
        (_SPACE, " \n".__contains__),
        (_COMMA, ",;".__contains__),
    )
    kinds = np.zeros(_LOOKED_UP, dtype=np.uint8)
    for bit, holds in bits:
        kinds |= np.fromiter((bit if holds(character) else 0 for character in characters), dtype=np.uint8)
    for start, end in _UNSPACED:
        kinds[start:end] = np.where(kinds[start:end] & _WORDLY, _LETTER | _ALONE, kinds[start:end])
    folded = np.fromiter((ord(low) if len(low := c.lower()) == 1 else ord(c) for c in characters), dtype=np.uint64)
    return kinds, folded + np.uint64(1)
