"""The dense half of the search: unit vectors, compared by inner product, which is their cosine.

Which way FAISS goes depends on size, by what `python -m benchmarks.scale` prints. In an archive of up to 200,000
passages, and in a window of up to 4,096 of a larger one, every vector is compared. Else a first pass over short codes
(index/coarse.py) names a thousand, and those are compared. Either way the cosines are exact.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import faiss
import numpy as np

from index.coarse import CoarseIndex, pointers
from index.mapped import Mapped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from index.filters import Positions

EXACT_UP_TO = 200_000  # passages in an archive that has no codes
_COMPARED_AT_ONCE = 4_096  # as many take as long to compare as a first pass with what it names
_REFINED = 1_000  # candidates of the first pass that are compared
_REFINED_A_HIT = 5  # or so many for each hit that is wanted, where that is more


class VectorIndex:
    """Vectors of passages, each known by its position."""

    def __init__(self, vectors: NDArray[np.float32], coarse: CoarseIndex | None, mapped: Mapped | None = None) -> None:
        """Wrap what `build` made or `load` found."""
        self._vectors = vectors
        self._coarse = coarse
        self._mapped = mapped

    @classmethod
    def build(cls, vectors: NDArray[np.float32], exact_up_to: int = EXACT_UP_TO) -> VectorIndex:
        """Index unit vectors of shape (passages, dimension); the first has position 0.

        They are kept as they are, not copied, and may be mapped. More than `exact_up_to` get codes for a first pass.
        """
        vectors = np.ascontiguousarray(vectors, dtype=np.float32)
        return cls(vectors, CoarseIndex.build(vectors) if len(vectors) > exact_up_to else None)

    @classmethod
    def load(cls, path: Path) -> VectorIndex:
        """Open a saved index; the vectors are mapped into memory rather than read.

        Raises OSError, RuntimeError or ValueError where the files are not what `save` wrote.
        """
        mapped = Mapped(path)
        if mapped.array.dtype != np.float32 or mapped.array.ndim != 2:
            raise ValueError(f"{path} holds no vectors")
        codes = _codes_beside(path)
        coarse = CoarseIndex.load(codes) if codes.exists() else None
        if coarse is not None and len(coarse) != len(mapped.array):
            raise ValueError(f"{codes} is not of the same vectors as {path}")
        # A searched archive of moderate size stays mapped; a large one is given back after each search.
        return cls(mapped.array, coarse, mapped if coarse else None)

    def save(self, path: Path) -> None:
        """Write the vectors to a `.npy` file and, where there are codes, those to a file beside it."""
        with path.open("wb") as file:
            np.save(file, self._vectors)
        if self._coarse is not None:
            self._coarse.save(_codes_beside(path))

    def __len__(self) -> int:
        """How many vectors there are."""
        return len(self._vectors)

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._vectors.shape[1])

    def vectors(self, positions: NDArray[np.int64]) -> NDArray[np.float32]:
        """The vectors at these positions, shape (len(positions), dimension)."""
        found: NDArray[np.float32] = self._vectors[positions]
        return found

    def search(
        self, query: NDArray[np.float32], k: int, inside: Positions
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """The k positions among `inside` nearest to a unit vector of shape (dimension,), and their cosines."""
        wanted = min(k, len(inside))
        if wanted <= 0:
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)
        query = np.ascontiguousarray(query, dtype=np.float32)
        refined = max(_REFINED, _REFINED_A_HIT * k)
        with _one_thread():
            if self._coarse is not None and len(inside) > max(_COMPARED_AT_ONCE, refined):
                inside = self._coarse.candidates(query, refined, inside)
            found = self._nearest(query, wanted, inside)
        if self._mapped is not None:
            self._mapped.release()
        return found

    def _nearest(
        self, query: NDArray[np.float32], k: int, inside: Positions
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Compare the query with each vector inside."""
        positions, cosines = np.empty(k, dtype=np.int64), np.empty(k, dtype=np.float32)
        if isinstance(inside, range):
            run = self._vectors[inside.start : inside.stop]
            faiss.knn_inner_product(  # type: ignore[call-arg]  # the stubs know one overload of three
                *pointers(query, run), self.dimension, 1, len(run), k, *pointers(cosines, positions)
            )
            return positions + inside.start, cosines
        chosen = np.ascontiguousarray(inside, dtype=np.int64)
        faiss.knn_inner_products_by_idx(  # type: ignore[attr-defined]  # not in the stubs
            *pointers(query, self._vectors, chosen), self.dimension, 1, len(self), len(chosen), k,
            *pointers(cosines, positions),
        )  # fmt: skip
        return positions, cosines


@contextmanager
def _one_thread() -> Iterator[None]:
    """Keep FAISS to the thread that asks: more made single questions slower, and questions run beside each other.

    OpenMP keeps the number for each calling thread, so that a build in another thread is not slowed.
    """
    before = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(1)
    try:
        yield
    finally:
        faiss.omp_set_num_threads(before)


def _codes_beside(path: Path) -> Path:
    return path.with_suffix(".codes")
