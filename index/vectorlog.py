"""The vectors that an unfinished rebuild has made so far, so that the next one need not make them again.

    data/unfinished/<recipe>.vectors      a header, then batch after batch, each with its own checksum

A batch is on disk before the next one is begun, so that a kill, and a loss of power too, costs one batch at the most.
What is not whole at the end of the file is cut off when it is opened again. The file goes when the vectors are
published; one that was made by another recipe goes when a rebuild begins.
"""

from __future__ import annotations

import hashlib
import os
import struct
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

import numpy as np

from index.generation import sync, writing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from io import FileIO
    from pathlib import Path

    from numpy.typing import NDArray

_FOLDER = "unfinished"
_HEADER = struct.Struct("<8sI")  # magic, dimension
_COUNT = struct.Struct("<I")
_MAGIC = b"DLVECTS1"
_HASH, _CHECK = 16, 16  # bytes of a passage's hash and of a batch's checksum
_MOST = 1 << 16  # passages in a batch; more is damage


class VectorLog:
    """Vectors by the hash of what was embedded, appended batch by batch."""

    def __init__(self, file: FileIO, data_dir: Path) -> None:
        """Use `open_log`."""
        self._file, self._data_dir = file, data_dir
        self._dimension = 0
        self._offsets: dict[bytes, int] = {}
        self._end = self._scan()
        file.truncate(self._end)

    def __contains__(self, digest: bytes) -> bool:
        """Whether the vector of that hash is finished."""
        return digest in self._offsets

    @property
    def dimension(self) -> int:
        """Length of a vector; 0 where there is none yet."""
        return self._dimension

    def vectors(self, digests: Sequence[bytes]) -> NDArray[np.float32]:
        """The vectors of these hashes, shape (len(digests), dimension). Raises KeyError for one that is not there."""
        found = np.empty((len(digests), self._dimension), dtype=np.float32)
        for row, digest in enumerate(digests):
            self._file.seek(self._offsets[digest])
            self._file.readinto(found[row].data)
        return found

    def append(self, digests: Sequence[bytes], vectors: NDArray[np.float32]) -> None:
        """Write a batch, and wait until it is on disk. Raises StorageError; the log then ends with the batch before."""
        header = b""
        if not self._dimension:
            self._dimension = vectors.shape[1]
            header = _HEADER.pack(_MAGIC, self._dimension)
        body = _COUNT.pack(len(digests)) + b"".join(digests) + vectors.astype("<f4", copy=False).tobytes()
        with writing(self._data_dir):
            self._write(header + body + _checksum(body))
        self._note(digests, self._end + len(header))
        self._end = self._file.tell()

    def _write(self, content: bytes) -> None:
        """Put the content at the end, or nothing of it."""
        try:
            self._file.seek(self._end)
            rest = memoryview(content)
            while rest:  # a nearly full disk takes a part, and says that it is full at the next call
                rest = rest[self._file.write(rest) :]
            os.fsync(self._file.fileno())
        except OSError:
            self._file.truncate(self._end)
            raise

    def _scan(self) -> int:
        """Take in the whole batches; where the last of them ends."""
        header = self._file.read(_HEADER.size)
        if len(header) < _HEADER.size or not header.startswith(_MAGIC):
            return 0
        self._dimension = _HEADER.unpack(header)[1]
        end = _HEADER.size
        while (digests := self._batch()) is not None:
            self._note(digests, end)
            end = self._file.tell()
        return end

    def _batch(self) -> list[bytes] | None:
        """The hashes of the next batch, or None where no whole one follows."""
        start = self._file.read(_COUNT.size)
        if len(start) < _COUNT.size:
            return None
        (count,) = _COUNT.unpack(start)
        if count > _MOST:
            return None
        rest = self._file.read(count * (_HASH + 4 * self._dimension))
        if self._file.read(_CHECK) != _checksum(start + rest):
            return None
        return [rest[at : at + _HASH] for at in range(0, count * _HASH, _HASH)]

    def _note(self, digests: Sequence[bytes], begin: int) -> None:
        first = begin + _COUNT.size + len(digests) * _HASH
        for number, digest in enumerate(digests):
            self._offsets[digest] = first + number * 4 * self._dimension


@contextmanager
def open_log(data_dir: Path, recipe: str) -> Iterator[VectorLog]:
    """The log of a rebuild by that recipe; logs of other recipes are removed.

    The caller holds the rebuild's lock. Raises StorageError.
    """
    folder = data_dir / _FOLDER
    path = folder / f"{recipe}.vectors"
    with ExitStack() as opened:
        with writing(data_dir):
            folder.mkdir(exist_ok=True)
            for other in folder.iterdir():
                if other != path:
                    other.unlink()
            path.touch()
            for named in (folder, data_dir):
                sync(named)
            log = VectorLog(opened.enter_context(path.open("r+b", buffering=0)), data_dir)
        yield log


def discard_log(data_dir: Path) -> None:
    """Remove what is unfinished: it is published, or no longer asked for."""
    folder = data_dir / _FOLDER
    if folder.is_dir():
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()


def _checksum(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=_CHECK).digest()
