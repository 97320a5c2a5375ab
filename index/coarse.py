"""A first, approximate pass over very many vectors: which of them are worth comparing exactly.

Product quantisation (Jégou et al. 2011) at four bits with the SIMD scan of André et al. (2015), as FAISS has it: 48
bytes a vector, 20 times as fast to look through as the vectors themselves. FAISS lets the plain fast scan search all
or nothing; over inverted lists it takes a selector. So the lists here are no clusters but runs of consecutive
positions: a search visits the runs that its window touches, and the selector holds exactly at the edges.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import faiss
import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from index.filters import Positions

_RUN = 16_384  # positions in one list
_TRAINED_ON = 32_768  # vectors; more did not lower the error
_AT_ONCE = 65_536  # vectors encoded at once: bounds the memory of a build
_DIMENSIONS_A_CODE = 4


def pointers(*arrays: NDArray[Any]) -> tuple[Any, ...]:
    """The addresses of arrays, contiguous and of the type that the callee expects, for FAISS's C++ functions."""
    return tuple(faiss.swig_ptr(each) for each in arrays)


class CoarseIndex:
    """Short codes of vectors, each known by its position."""

    def __init__(self, index: faiss.IndexIVFPQFastScan) -> None:
        """Wrap what `build` made or `load` found."""
        self._index = index

    @classmethod
    def build(cls, vectors: NDArray[np.float32]) -> CoarseIndex:
        """Encode unit vectors of shape (count, dimension), which may be mapped: they are read piece by piece."""
        count, dimension = vectors.shape
        runs = faiss.IndexFlatIP(dimension)  # FAISS wants a quantiser; the runs are given, so it stays empty
        codes = -(-dimension // _DIMENSIONS_A_CODE)
        while dimension % codes:
            codes -= 1
        plain = faiss.IndexIVFPQ(runs, dimension, max(1, -(-count // _RUN)), codes, 4, faiss.METRIC_INNER_PRODUCT)
        plain.by_residual = False
        plain.pq.cp.max_points_per_centroid = _TRAINED_ON // plain.pq.ksub
        sample = np.ascontiguousarray(vectors[:: max(1, count // _TRAINED_ON)][:_TRAINED_ON])
        plain.pq.train(sample)
        plain.is_trained = True
        for first in range(0, count, _AT_ONCE):
            piece = np.ascontiguousarray(vectors[first : first + _AT_ONCE])
            positions = np.arange(first, first + len(piece), dtype=np.int64)
            lists = positions // _RUN
            plain.add_core(len(piece), *pointers(piece, positions, lists))
        return cls(faiss.IndexIVFPQFastScan(plain))

    @classmethod
    def load(cls, path: Path) -> CoarseIndex:
        """Read a saved index: 56 MB for a million vectors. Raises RuntimeError or ValueError where it is none."""
        index = faiss.read_index(str(path))
        if not isinstance(index, faiss.IndexIVFPQFastScan):
            raise ValueError(f"{path} is another kind of index")  # noqa: TRY004 (the file is wrong)
        return cls(index)

    def save(self, path: Path) -> None:
        """Write the index to a file."""
        faiss.write_index(self._index, str(path))

    def __len__(self) -> int:
        """How many vectors there are."""
        return int(self._index.ntotal)

    def candidates(self, query: NDArray[np.float32], k: int, inside: Positions) -> NDArray[np.int64]:
        """About the nearest k of the positions `inside` (not empty) to a vector of shape (dimension,), ascending."""
        lists = np.arange(inside[0] // _RUN, inside[-1] // _RUN + 1, dtype=np.int64)
        if isinstance(inside, range):
            selector: faiss.IDSelector = faiss.IDSelectorRange(inside.start, inside.stop)
        else:
            lists = lists[np.isin(lists, inside // _RUN)]
            admitted = np.zeros(len(self), dtype=bool)
            admitted[inside] = True
            bits = np.packbits(admitted, bitorder="little")
            selector = faiss.IDSelectorBitmap(len(bits), *pointers(bits))
        within = faiss.SearchParametersIVF(sel=selector, nprobe=len(lists))  # type: ignore[call-arg]  # not in the stubs
        near, similarities = np.empty(k, dtype=np.int64), np.empty(k, dtype=np.float32)
        unused = np.zeros(len(lists), dtype=np.float32)
        query = np.ascontiguousarray(query, dtype=np.float32)
        # The method for arrays takes no selector; this is the one below it.
        self._index.search_preassigned_c(  # type: ignore[attr-defined]  # not in the stubs
            1, *pointers(query), k, *pointers(lists, unused, similarities, near), False, within
        )
        return np.sort(near[near >= 0])
