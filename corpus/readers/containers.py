"""Archives: the files in a zip or a tar, one at a time, without unpacking anything to disk."""

from __future__ import annotations

import io
import lzma
import stat
import struct
import tarfile
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, BinaryIO

from corpus.errors import SourceError
from corpus.readers.streams import CHUNK, HEAD, Stream

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from corpus.limits import Budget, Limits

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_TAR_BLOCK = 512
# The end of a zip: where and how large its list of files is. A comment of 64 kB may stand behind it.
_END, _END_64 = b"PK\x05\x06", b"PK\x06\x06"
_TAIL = 22 + 65_535 + 20 + 56
# An entry of the list takes 46 bytes and its name; names of some 200 characters are long already.
_ENTRY = 256

_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    tarfile.TarError,
    EOFError,
    OSError,
    ValueError,
    struct.error,
)


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive. It is read, if at all, before the next one is asked for."""

    name: str
    stream: io.BufferedReader


@dataclass(frozen=True, slots=True)
class Unread:
    """A file in an archive that is not read, and why."""

    name: str
    reason: str


def is_zip(head: bytes) -> bool:
    """Whether the bytes begin a zip."""
    return head.startswith(_ZIP)


def is_tar(head: bytes) -> bool:
    """Whether the bytes begin a tar: its first header carries its own checksum."""
    try:
        tarfile.TarInfo.frombuf(head[:_TAR_BLOCK], "utf-8", "surrogateescape")
    except tarfile.TarError:
        return False
    return True


def open_zip(stream: BinaryIO, limits: Limits) -> zipfile.ZipFile:
    """Open a zip. Raises SourceError where it is none or lists too many files."""
    try:
        if _list_size(stream) > limits.max_members * _ENTRY:
            raise SourceError(f"holds more than {limits.max_members} files (corpus.max_members)")
        return zipfile.ZipFile(stream)
    except (*_DAMAGE, NotImplementedError):
        raise SourceError("a damaged zip archive") from None


def zip_members(archive: zipfile.ZipFile, budget: Budget) -> Iterator[Member | Unread]:
    """The files of a zip, sorted by name. Raises SourceError where they are too many."""
    for info in sorted(archive.infolist(), key=lambda info: PurePosixPath(info.filename).parts):
        budget.member()
        name = info.filename
        if info.is_dir() or (_is_hidden(name) and not _leads_out(name)):
            continue
        mode = info.external_attr >> 16
        if _leads_out(name):
            yield Unread(name, "its name leads out of the archive")
        elif info.flag_bits & 0x1:
            yield Unread(name, "encrypted")
        elif stat.S_IFMT(mode) not in {0, stat.S_IFREG}:
            yield Unread(name, "not a regular file")
        elif info.file_size == 0:
            yield Unread(name, "the file is empty")
        else:
            yield Member(name, _zipped(archive, info, budget))


def _zipped(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> io.BufferedReader:
    opened: list[BinaryIO] = []

    def piece() -> bytes:
        try:
            if not opened:
                opened.append(archive.open(info))  # type: ignore[arg-type]  # typeshed: IO[bytes], which has all of it
            found = opened[0].read(CHUNK)
        except NotImplementedError:
            raise SourceError("packed in a way that is not known here") from None
        except (*_DAMAGE, RuntimeError):
            raise SourceError("damaged zip data") from None
        budget.unpack(len(found))
        return found

    return io.BufferedReader(Stream(piece), HEAD)


def tar_members(stream: BinaryIO, budget: Budget) -> Iterator[Member | Unread]:
    """The files of a tar, in its order. Raises SourceError where it is damaged, ends too early, or holds too many."""
    try:
        with tarfile.open(fileobj=_Forward(stream, budget.limits), mode="r:") as archive:
            while (info := archive.next()) is not None:
                budget.member()
                archive.members.clear()  # type: ignore[attr-defined]  # typeshed lacks it; it would remember them all
                found = _tarred(archive, info)
                if found is not None:
                    yield found
    except _DAMAGE:
        raise SourceError("a damaged tar archive") from None


def _tarred(archive: tarfile.TarFile, info: tarfile.TarInfo) -> Member | Unread | None:
    if info.isdir() or (_is_hidden(info.name) and not _leads_out(info.name)):
        return None
    content = archive.extractfile(info) if info.isreg() and not info.issparse() else None
    if _leads_out(info.name):
        reason = "its name leads out of the archive"
    elif info.islnk() or info.issym():
        reason = "a link, not a file"
    elif content is None:
        reason = "not a regular file"
    elif info.size == 0:
        reason = "the file is empty"
    else:
        return Member(info.name, io.BufferedReader(Stream(_sound(content.read)), HEAD))
    return Unread(info.name, reason)


def _sound(read: Callable[[int], bytes]) -> Callable[[], bytes]:
    def piece() -> bytes:
        try:
            return read(CHUNK)
        except _DAMAGE:
            raise SourceError("a tar archive that ends too early") from None

    return piece


class _Forward(io.RawIOBase):
    """A stream that can be sought forward, and by one byte back, which is all that reading a tar in order asks for.

    A single read above the limit is refused: only a header that lies about its own size asks for that.
    """

    def __init__(self, stream: BinaryIO, limits: Limits) -> None:
        super().__init__()
        self._stream, self._limit = stream, limits.file
        self._at, self._last, self._back = 0, b"", b""

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, to: int, whence: int = io.SEEK_SET, /) -> int:
        if whence != io.SEEK_SET or to < self._at - 1 or (to < self._at and self._back):
            raise ValueError("not forward")
        if to == self._at - 1:
            self._back, self._at = self._last, to
        while self._at < to and self.read(min(CHUNK, to - self._at)):
            pass
        return self._at

    def read(self, size: int = -1, /) -> bytes:
        if not 0 <= size <= self._limit:
            raise SourceError("a damaged tar archive")
        found, self._back = self._back[:size], self._back[size:]
        pieces = [found]
        missing = size - len(found)
        while missing and (piece := self._stream.read(min(CHUNK, missing))):
            pieces.append(piece)
            missing -= len(piece)
        data = b"".join(pieces)
        self._at += len(data)
        self._last = data[-1:] or self._last
        return data


def _list_size(stream: BinaryIO) -> int:
    """How large, in bytes, the list of files of a zip says it is; 0 where no end of a zip is found."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - _TAIL))
    tail = stream.read(_TAIL)
    stream.seek(0)
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + 16:
        return 0
    (listed,) = struct.unpack_from("<I", tail, at + 12)
    at = tail.rfind(_END_64, 0, at)
    if at >= 0 and len(tail) >= at + 48:
        listed = max(listed if listed != 0xFFFFFFFF else 0, *struct.unpack_from("<Q", tail, at + 40))
    return int(listed)


def _leads_out(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or (len(name) > 1 and name[1] == ":")


def _is_hidden(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return any(part.startswith(".") and part not in {".", ".."} for part in parts) or "__MACOSX" in parts
