"""The dense half of the search: unit vectors in FAISS, compared exactly by inner product, which is their cosine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import faiss
import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from index.store import Positions


class VectorIndex:
    """Vectors of passages, each known by its position."""

    def __init__(self, index: faiss.Index) -> None:
        """Wrap what `build` made or `load` found."""
        self._index = index

    @classmethod
    def build(cls, vectors: NDArray[np.float32]) -> VectorIndex:
        """Index unit vectors of shape (passages, dimension); the first has position 0."""
        index = faiss.IndexFlatIP(vectors.shape[1])
        index.add(np.ascontiguousarray(vectors))
        return cls(index)

    @classmethod
    def load(cls, path: Path) -> VectorIndex:
        """Open a saved index, mapped into memory rather than read."""
        return cls(faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC))

    def save(self, path: Path) -> None:
        """Write the index to a file."""
        faiss.write_index(self._index, str(path))

    def __len__(self) -> int:
        """How many vectors there are."""
        return int(self._index.ntotal)

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._index.d)

    def vectors(self, positions: NDArray[np.int64]) -> NDArray[np.float32]:
        """The vectors at these positions, shape (len(positions), dimension)."""
        found: NDArray[np.float32] = self._index.reconstruct_batch(positions)
        return found

    def search(
        self, query: NDArray[np.float32], k: int, inside: Positions
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """The k positions among `inside` nearest to a unit vector of shape (dimension,), and their cosines."""
        wanted = min(k, len(inside))
        if wanted <= 0:
            return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.float32)
        if isinstance(inside, range):
            selector: faiss.IDSelector = faiss.IDSelectorRange(inside.start, inside.stop, True)
        else:
            selector = faiss.IDSelectorBatch(inside)
        within = faiss.SearchParameters(sel=selector)  # type: ignore[call-arg]  # the stubs leave the field out
        cosines, positions = self._index.search(query[np.newaxis, :], wanted, params=within)
        return positions[0], cosines[0]
