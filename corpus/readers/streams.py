"""Streams: bytes out of files and compressed data, counted, and whole only up to a limit."""

from __future__ import annotations

import bz2
import io
import lzma
import zlib
from typing import TYPE_CHECKING, BinaryIO, Protocol

from corpus.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from corpus.limits import Budget, Limits

CHUNK = 1 << 18
# What formats are told by, in bytes.
HEAD = 1 << 16
# The dictionary that an xz file may ask for; xz -9 asks for 65 MB.
_XZ_MEMORY = 128 << 20


class _Decompressor(Protocol):
    """One compressed member; zlib, bz2 and lzma differ only in where they leave what they were not yet asked for."""

    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...

    @property
    def eof(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...


_KINDS: dict[bytes, tuple[str, Callable[[], _Decompressor]]] = {
    b"\x1f\x8b": ("gzip", lambda: zlib.decompressobj(wbits=31)),
    b"BZh": ("bzip2", bz2.BZ2Decompressor),
    b"\xfd7zXZ\x00": ("xz", lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_XZ_MEMORY)),
}


class Stream(io.RawIOBase):
    """Bytes from a function that gives the next piece, and b"" at the end.

    Where it raises SourceError, what came before is given first, and the error at every read after that.
    """

    def __init__(self, piece: Callable[[], bytes]) -> None:
        """Nothing is read yet."""
        super().__init__()
        self._piece = piece
        self._left = memoryview(b"")
        self._failure: SourceError | None = None

    def readable(self) -> bool:
        """It is for reading."""
        return True

    def readinto(self, buffer: memoryview, /) -> int:  # type: ignore[override]  # io.RawIOBase takes any buffer
        """Fill the whole buffer, unless the end comes before."""
        filled = 0
        while filled < len(buffer) and (self._left or self._more()):
            count = min(len(buffer) - filled, len(self._left))
            buffer[filled : filled + count] = self._left[:count]
            self._left = self._left[count:]
            filled += count
        if self._failure and not filled:
            raise self._failure
        return filled

    def _more(self) -> bool:
        if self._failure is None:
            try:
                self._left = memoryview(self._piece())
            except SourceError as failure:
                self._failure = failure
        return len(self._left) > 0


def compression_of(head: bytes) -> str | None:
    """The compression whose signature the bytes carry: gzip, bzip2, xz, or None."""
    return next((name for mark, (name, _) in _KINDS.items() if head.startswith(mark)), None)


def unpacked(packed: BinaryIO, budget: Budget) -> io.BufferedReader:
    """The content of a compressed stream, as far as it is whole.

    Reading raises SourceError where the data is damaged, ends too early, or unpacks to more than the budget has left.
    """
    pieces = _pieces(packed, budget)
    return io.BufferedReader(Stream(lambda: next(pieces, b"")), HEAD)


def _pieces(packed: BinaryIO, budget: Budget) -> Iterator[bytes]:
    data = packed.read(CHUNK)
    while (name := compression_of(data)) is not None:
        maker = next(make for mark, (_, make) in _KINDS.items() if data.startswith(mark))
        member = maker()
        while not member.eof:
            try:
                piece = member.decompress(data, CHUNK)
            except (zlib.error, OSError, lzma.LZMAError, EOFError, ValueError):
                raise SourceError(f"damaged {name} data") from None
            data = getattr(member, "unconsumed_tail", b"")
            if piece:
                budget.unpack(len(piece))
                yield piece
            if not data and not member.eof and getattr(member, "needs_input", True):
                data = packed.read(CHUNK)
                if not data and not piece:
                    raise SourceError(f"{name} data that ends too early")
        # The next member, if there is one. What else stands behind the last one is padding.
        data = member.unused_data
        if len(data) < HEAD:
            data += packed.read(CHUNK)


def whole(stream: io.BufferedReader, limits: Limits) -> bytes:
    """Everything in a stream. Raises SourceError where it is damaged, or more than a file may be."""
    content, failure = whole_or_part(stream, limits)
    if failure is not None:
        raise failure
    return content


def whole_article(stream: io.BufferedReader, limits: Limits) -> bytes:
    """The same for a file that is one article. Raises SourceError where it is more than an article may be, too."""
    content = stream.read(limits.record + 1) if limits.record < limits.file else whole(stream, limits)
    if len(content) > limits.record:
        raise SourceError(limits.too_long())
    return content


def whole_or_part(stream: io.BufferedReader, limits: Limits) -> tuple[bytes, SourceError | None]:
    """Everything in a stream, or what comes before it breaks, and why it does."""
    pieces: list[bytes] = []
    size = 0
    try:
        # read1, for read would throw away what it had when it meets the break.
        while piece := stream.read1(CHUNK):
            size += len(piece)
            if size > limits.file:
                return b"", limits.too_big()
            pieces.append(piece)
    except SourceError as failure:
        return b"".join(pieces), failure
    return b"".join(pieces), None


def head_of(stream: io.BufferedReader) -> bytes:
    """The first bytes of a stream, which stay in it; fewer than HEAD where a buffer or the stream holds no more."""
    return stream.peek(HEAD)
