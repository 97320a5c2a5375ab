"""Sources on disk: the files of a folder in a settled order, and the bytes of a file within limits."""

from __future__ import annotations

import os
import re
import stat
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import SourceError, SourceMissing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_GZIP = b"\x1f\x8b"
_CHUNK = 1 << 20
# Files that tell about an archive and are not articles of it.
_ABOUT = re.compile(r"(?:readme|licen[cs]e|copying|changelog|notice|contributing)(?:\.\w+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Listed:
    """A file to read: where it lies, and what it is called inside its source (its own name where it is the source)."""

    path: Path
    name: Path


def check(sources: Sequence[Path]) -> None:
    """Raises SourceMissing for the first source that is not there."""
    for source in sources:
        try:
            source.stat()
        except OSError as failure:
            reason = "no such file or folder" if isinstance(failure, FileNotFoundError) else failure.strerror
            raise SourceMissing(f"{source}: {reason}") from None
        except ValueError:
            raise SourceMissing(f"{str(source)!r}: no such file or folder") from None


def listing(source: Path) -> Iterator[Listed | tuple[Path, str]]:
    """The files of a source, sorted by name, folder by folder; a path with a reason for what cannot be read.

    Hidden files and folders are passed over. A symbolic link to a file is followed, and one to a folder too unless it
    leads back to a folder that it lies in.
    """
    if source.is_dir():
        yield from _folder(source, Path(), (_identity(source),))
    else:
        yield Listed(source, Path(source.name))


def _folder(root: Path, inside: Path, above: tuple[tuple[int, int], ...]) -> Iterator[Listed | tuple[Path, str]]:
    folder = root / inside
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as failure:
        yield folder, failure.strerror or str(failure)
        return
    for entry in entries:
        path, name = folder / entry.name, inside / entry.name
        if entry.name.startswith("."):
            continue
        try:
            is_folder, identity = entry.is_dir(), _identity(path)
        except OSError as failure:
            yield path, "a broken link" if entry.is_symlink() else (failure.strerror or str(failure))
            continue
        if is_folder:
            if identity not in above:
                yield from _folder(root, name, (*above, identity))
        elif _ABOUT.fullmatch(entry.name):
            yield path, "about the archive, not an article of it"
        else:
            yield Listed(path, name)


def identity(path: Path) -> tuple[int, int]:
    """Device and inode: the same for every name of one file."""
    return _identity(path)


def content(path: Path, limit: int) -> bytes:
    """The bytes of a file, decompressed where it is gzipped. Raises SourceError where it cannot be read.

    `limit` in bytes holds for what lies on disk and for what comes out of it.
    """
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise SourceError("not a regular file")
        if found.st_size > limit:
            raise SourceError(_too_big(limit))
        raw = path.read_bytes()
    except OSError as failure:
        raise SourceError(failure.strerror or str(failure)) from None
    return _decompressed(raw, limit) if raw.startswith(_GZIP) else raw


def _decompressed(raw: bytes, limit: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    while raw.startswith(_GZIP):
        stream = zlib.decompressobj(wbits=31)
        while not stream.eof:
            try:
                part = stream.decompress(raw, _CHUNK)
            except zlib.error:
                raise SourceError("damaged gzip data") from None
            raw = stream.unconsumed_tail
            size += len(part)
            if size > limit:
                raise SourceError(_too_big(limit))
            parts.append(part)
            if not part and not raw and not stream.eof:
                raise SourceError("gzip data that ends too early")
        raw = stream.unused_data
    return b"".join(parts)


def _too_big(limit: int) -> str:
    return f"above the limit of {limit // 1_048_576} MB (corpus.max_file_mb)"


def _identity(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino
