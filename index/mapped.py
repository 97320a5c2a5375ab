"""Arrays on disk, mapped into memory rather than read, and given back after use."""

from __future__ import annotations

import mmap
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray


class Mapped:
    """An array in a `.npy` file. What a search has touched of it counts as this process's memory until `release`."""

    def __init__(self, path: Path) -> None:
        """Map the file. Raises OSError or ValueError where it is not a whole `.npy` file."""
        mapped = np.lib.format.open_memmap(path, mode="r")
        self._pages: Any = mapped.base  # an mmap.mmap, which numpy's types call an array
        # A plain view: every slice of a memmap would go through a constructor of its own.
        self.array: NDArray[Any] = mapped.view(np.ndarray)

    def release(self) -> None:
        """Take the touched pages off this process's account; they stay in the system's cache and come back unread."""
        if hasattr(mmap, "MADV_DONTNEED"):  # not on every system
            self._pages.madvise(mmap.MADV_DONTNEED)
