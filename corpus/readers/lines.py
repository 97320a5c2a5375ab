"""Lines and pieces: a file of many records read a little at a time, whatever the length of its lines."""

from __future__ import annotations

import codecs
import io
from typing import TYPE_CHECKING, BinaryIO

from corpus.readers.decoding import decode
from corpus.readers.draft import Flaw
from corpus.readers.streams import CHUNK, head_of, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.limits import Limits


def lines_of(stream: io.BufferedReader, limits: Limits) -> Iterator[str | Flaw]:
    """The lines with their line ends; a Flaw in the place of one that is above the limit."""
    source: BinaryIO = stream
    head = head_of(stream)
    if b"\x00" in head:
        # UTF-16 or UTF-32, whose line ends are no single bytes.
        source = io.BytesIO(decode(whole(stream, limits)).encode("utf-8", "replace"))
        head = b""
    is_utf8 = _is_utf8(head)
    while line := source.readline(limits.record + 1):
        if len(line) <= limits.record:
            yield line.decode("utf-8", "replace") if is_utf8 else decode(line)
            continue
        while line and not line.endswith(b"\n"):
            line = source.readline(CHUNK)
        yield Flaw(limits.too_long())


def pieces_of(stream: io.BufferedReader, limits: Limits) -> Iterator[str]:
    """The text of a file, piece by piece."""
    head = head_of(stream)
    if b"\x00" in head or not _is_utf8(head):
        yield decode(whole(stream, limits))
        return
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    while piece := stream.read1(CHUNK):
        yield decoder.decode(piece)
    yield decoder.decode(b"", final=True)


def _is_utf8(head: bytes) -> bool:
    """Whether bytes are UTF-8, but for a character that their end may cut."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True
