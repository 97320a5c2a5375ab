"""Sources on disk: the files of a folder in a settled order, each opened without waiting for anything."""

from __future__ import annotations

import os
import re
import stat
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from corpus.errors import SourceError, SourceMissing
from corpus.readers.streams import HEAD

if TYPE_CHECKING:
    import io
    from collections.abc import Iterator, Sequence

# Files that tell about an archive and are not articles of it.
_ABOUT = re.compile(r"(?:readme|licen[cs]e|copying|changelog|notice|contributing)(?:\.\w+)?", re.IGNORECASE)
ABOUT = "about the archive, not an article of it"
_CHANGED = "changed while it was read"


@dataclass(frozen=True, slots=True)
class Listed:
    """A file to read: where it lies, and what it is called inside its source (its own name where it is the source).

    `size` in bytes and `identity`, device and inode, are those it had when it was listed.
    """

    path: Path
    name: Path
    size: int
    identity: tuple[int, int]
    is_source: bool = False


@dataclass(frozen=True, slots=True)
class OpenFile:
    """A file while it is read, and what it was when it was opened."""

    stream: io.BufferedReader
    found: os.stat_result

    def check_unchanged(self) -> None:
        """Raises SourceError where the file has been written to since it was opened."""
        now = os.fstat(self.stream.fileno())
        if (now.st_size, now.st_mtime_ns) != (self.found.st_size, self.found.st_mtime_ns):
            raise SourceError(_CHANGED)


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

    Hidden files and folders are passed over. A symbolic link is followed; a folder that several names lead to is
    listed once, under the first of them. Of a folder only the names are held in memory.
    """
    if not source.is_dir():
        found = source.stat()
        yield Listed(source, Path(source.name), found.st_size, (found.st_dev, found.st_ino), is_source=True)
        return
    found = source.stat()
    seen = {(found.st_dev, found.st_ino)}
    # A stack of folders at work, not a recursion: folders may lie deeper than functions may call each other.
    folders = [(Path(), _names(source))]
    while folders:
        inside, names = folders[-1]
        name = next(names, None)
        if name is None:
            folders.pop()
            continue
        if isinstance(name, OSError):
            yield source / inside, _why(name)
            continue
        path, inner = source / inside / name, inside / name
        try:
            found = path.stat()
        except OSError as failure:
            yield path, "a broken link" if path.is_symlink() else _why(failure)
            continue
        identity = found.st_dev, found.st_ino
        if stat.S_ISDIR(found.st_mode):
            if identity not in seen:
                seen.add(identity)
                folders.append((inner, _names(path)))
        elif is_about(name):
            yield path, ABOUT
        else:
            yield Listed(path, inner, found.st_size, identity)


def _names(folder: Path) -> Iterator[str | OSError]:
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries if not entry.name.startswith("."))
    except OSError as failure:
        yield failure
        return
    yield from names


def is_about(name: str) -> bool:
    """Whether a file of that name tells about an archive and is no article of it."""
    return _ABOUT.fullmatch(name) is not None


@contextmanager
def opened(path: Path) -> Iterator[OpenFile]:
    """A file, open for reading. Raises SourceError where it is no regular file or cannot be opened."""
    try:
        # Without O_NONBLOCK, opening a pipe would wait for someone to write to it.
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as failure:
        raise SourceError(_why(failure)) from None
    with cast("io.BufferedReader", os.fdopen(handle, "rb", buffering=HEAD)) as stream:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            raise SourceError("not a regular file")
        yield OpenFile(stream, found)


def shown(name: str) -> str:
    """A file name that can be printed and stored: bytes that are no text, and controls, written as escapes."""
    name = name.encode("utf-8", "backslashreplace").decode()
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in name)


def _why(failure: OSError) -> str:
    return failure.strerror or str(failure)
