"""How much of a question stands together in a passage.

BM25 asks whether words occur, not where. What answers a question mostly has its words within a clause: so for every run
of eight words (stop words left out) of a passage the rarity of the question's words in it is added up, each word once,
and the best run counts. Runs of eight are those of the dependence model of Metzler and Croft (2005), where 6 to 12 rank
alike here; that the rest of a run does not count is what sets it apart from their pairs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from index.lexical import terms

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.lexical import LexicalIndex
    from index.words import Words

RUN = 8  # a power of two
_MOST = 64  # words of a question that are looked for: the rarest, one bit each


def together(words: Words, lexical: LexicalIndex, query: str, positions: NDArray[np.int64]) -> NDArray[np.float32]:
    """For each passage the share of the query, by rarity, that its best run of words holds; `positions` ascend."""
    best = np.zeros(len(positions), dtype=np.float32)
    rarity = {word: lexical.inverse_document_frequency(word) for word in dict.fromkeys(terms(query))}
    known = {place: rare for word, rare in rarity.items() if (place := lexical.place(word)) is not None}
    sought = sorted(known, key=lambda place: -known[place])[:_MOST]
    if not sought or not len(positions):
        return best
    numbers, ends = words.of(positions)
    runs, at, owners = _runs(numbers, ends, sought)
    words.release()
    found = runs[at]
    sums = np.zeros(len(at), dtype=np.float32)
    for bit, place in enumerate(sought):
        sums += ((found >> np.uint64(bit)) & np.uint64(1)) * np.float32(known[place])
    np.maximum.at(best, owners, sums / np.float32(sum(rarity.values())))
    return best


def _runs(
    numbers: NDArray[np.uint32], ends: NDArray[np.int64], sought: list[int]
) -> tuple[NDArray[np.uint64], NDArray[np.int64], NDArray[np.int64]]:
    """Bits of the sought words in the run that begins at each word, where those words stand, and in which passage.

    Between passages lies a gap, so that no run reaches from one into the next.
    """
    runs = np.zeros(len(numbers) + RUN * len(ends), dtype=np.uint64)
    places, passages = [], []
    for bit, word in enumerate(sought):
        at = np.flatnonzero(numbers == word)
        owners = np.searchsorted(ends, at, side="right")
        at += RUN * owners
        runs[at] = np.uint64(1 << bit)
        places.append(at)
        passages.append(owners)
    reach = 1
    while reach < RUN:
        runs[:-reach] |= runs[reach:]
        reach *= 2
    return runs, np.concatenate(places), np.concatenate(passages)
