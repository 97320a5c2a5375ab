"""The transport compressions of the gateway: each stream begins with the connection and ends with it."""

from __future__ import annotations

import zlib
from typing import Protocol


class Stream(Protocol):
    """Turns one event's JSON into what goes over the socket: text as it is, bytes when compressed."""

    def encode(self, text: str) -> str | bytes:
        """The next piece of the stream."""
        ...


class PlainStream:
    """No compression."""

    def encode(self, text: str) -> str | bytes:
        """The text itself."""
        return text


class ZlibStream:
    """One zlib stream, flushed after each event."""

    def __init__(self) -> None:
        self._compressor = zlib.compressobj()

    def encode(self, text: str) -> str | bytes:
        """The event, ending in the four bytes of a sync flush."""
        return self._compressor.compress(text.encode()) + self._compressor.flush(zlib.Z_SYNC_FLUSH)


class ZstdStream:
    """One Zstandard frame, flushed after each event."""

    def __init__(self) -> None:
        import zstandard  # here, since only a client that has it asks for it

        self._flush = zstandard.COMPRESSOBJ_FLUSH_BLOCK
        self._compressor = zstandard.ZstdCompressor().compressobj()

    def encode(self, text: str) -> str | bytes:
        """The event, as whole blocks."""
        return self._compressor.compress(text.encode()) + self._compressor.flush(self._flush)


STREAMS: dict[str | None, type[PlainStream | ZlibStream | ZstdStream]] = {
    None: PlainStream,
    "zlib-stream": ZlibStream,
    "zstd-stream": ZstdStream,
}
