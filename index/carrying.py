"""A vector for every passage: carried over from the last generation, resumed from an unfinished rebuild, or made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from index.embedding import Embedder
    from index.generation import Generation
    from index.vectorlog import VectorLog

    OnProgress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Vectors:
    """Vectors of shape (passages, dimension), and where they are from; equal passages are embedded once.

    `embedded` were made now, `resumed` by a rebuild that did not finish, `carried` are those of the last generation and
    of equal passages.
    """

    values: NDArray[np.float32]
    embedded: int
    resumed: int

    @property
    def carried(self) -> int:
        """How many vectors were there already."""
        return len(self.values) - self.embedded - self.resumed


def vectors_of(
    passages: Sequence[tuple[bytes, str]],
    previous: Generation | None,
    log: VectorLog,
    embedder: Embedder,
    make: tuple[int, OnProgress],
) -> Vectors:
    """The vectors of passages, each given as the hash of its text and its text.

    `make` is how many are embedded at once, which is what an interruption may cost, and who hears how many of how many
    are done.
    """
    known = previous.store.hashes() if previous else {}
    texts = {digest: text for digest, text in passages if digest not in known}
    missing = {digest: text for digest, text in texts.items() if digest not in log}
    batch_size, told = make
    done = 0
    for batch in _batches(missing, batch_size):
        log.append(batch, embedder.embed([missing[digest] for digest in batch]))
        done += len(batch)
        told(done, len(missing))
    values = _filled([digest for digest, _ in passages], previous, known, log)
    return Vectors(values, len(missing), len(texts) - len(missing))


def _batches(texts: dict[bytes, str], size: int) -> Iterator[list[bytes]]:
    """Texts of about one length together, so that none is padded more than it must be.

    The batches come in no order of length: the rate so far then tells the time that remains.
    """
    by_length = sorted(texts, key=lambda digest: -len(texts[digest]))
    batches = [by_length[begin : begin + size] for begin in range(0, len(by_length), size)]
    for number in np.random.default_rng(0).permutation(len(batches)):
        yield batches[number]


def _filled(
    digests: list[bytes], previous: Generation | None, known: dict[bytes, int], log: VectorLog
) -> NDArray[np.float32]:
    old = [at for at, digest in enumerate(digests) if digest in known]
    new = [at for at, digest in enumerate(digests) if digest not in known]
    dimension = previous.vectors.dimension if previous and old else log.dimension
    values = np.empty((len(digests), dimension), dtype=np.float32)
    if previous and old:
        values[old] = previous.vectors.vectors(np.array([known[digests[at]] for at in old], dtype=np.int64))
    if new:
        values[new] = log.vectors([digests[at] for at in new])
    return values
