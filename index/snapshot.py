"""Which files a generation was made of and what each of them gave, so that the next rebuild reads only what changed.

The snapshot lies in the generation as `sources.sqlite` and holds for as long as the generation does. A file counts as
unchanged where size, times and inode are those of the snapshot, and had stood still for two seconds when it was taken;
else where its content has the same hash. What the readers made of it then is what they would make of it again, by the
same code, libraries and limits.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
import time
from contextlib import closing
from dataclasses import astuple, dataclass, fields, replace
from functools import cache
from importlib import metadata, resources
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from corpus.errors import SourceError
from corpus.readers import Unreadable
from corpus.readers.files import opened

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from corpus.limits import Limits
    from corpus.readers import Listed

_SCHEMA = """
create table made_with (readers text not null, program text not null);
create table file (
    number integer primary key, path blob not null, name blob not null, is_source integer not null,
    size integer not null, mtime_ns integer not null, ctime_ns integer not null, inode integer not null,
    settled integer not null, digest blob
);
create table gave (
    file integer not null, place integer not null, article text, path text, reason text, primary key (file, place)
) without rowid;
"""
# Times of files are this coarse, in ns, on the coarsest file systems: what changed so lately may change unseen.
_COARSE = 2_000_000_000
# The libraries that decide what the readers make of a file.
_LIBRARIES = (
    "charset-normalizer", "feedparser", "lxml", "markdown-it-py", "py3langid", "pypdf", "python-docx",
    "readability-lxml", "trafilatura", "warcio",
)  # fmt: skip

Key: TypeAlias = tuple[bytes, bytes, bool]
"""A file by its path, its name inside its source, and whether it is the source: all that its articles depend on."""


@dataclass(frozen=True, slots=True)
class State:
    """What a file was when it was looked at: size in bytes, times in ns; `settled` where it had not changed lately.

    `digest` is a hash of its content, None where it could not be read or was not to be relied on.
    """

    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int
    settled: bool
    digest: bytes | None

    def stands_as(self, other: State) -> bool:
        """Whether size, times and inode are the same, and tell that the content is."""
        same = (self.size, self.mtime_ns, self.ctime_ns, self.inode)
        return other.settled and same == (other.size, other.mtime_ns, other.ctime_ns, other.inode)


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file and what it gave, in its order: ids of articles, and what could not be read."""

    key: Key
    state: State
    gave: tuple[str | Unreadable, ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The files of a generation, in the order of reading, and by what: `readers_digest` and `program_digest`."""

    readers: str
    program: str
    files: tuple[SourceFile, ...]


def key_of(listed: Listed) -> Key:
    """What a listed file is known by."""
    return os.fsencode(listed.path), os.fsencode(listed.name), listed.is_source


def look(path: Path, known: State | None = None) -> State:
    """A file as it is now. Its content is not read where `known` tells that it is unchanged."""
    try:
        found = path.stat()
    except OSError:  # gone since it was listed: the reader says so
        return State(0, 0, 0, 0, settled=False, digest=None)
    settled = max(found.st_mtime_ns, found.st_ctime_ns) < time.time_ns() - _COARSE
    state = State(found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino, settled, None)
    digest = known.digest if known and state.stands_as(known) else _digest(path)
    return replace(state, digest=digest)


def write_snapshot(path: Path, snapshot: Snapshot) -> None:
    """Write a snapshot to a new file."""
    with closing(sqlite3.connect(path)) as db:
        db.executescript(_SCHEMA)
        db.execute("insert into made_with values (?, ?)", (snapshot.readers, snapshot.program))
        for number, file in enumerate(snapshot.files):
            db.execute(
                "insert into file values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (number, *file.key, *astuple(file.state))
            )
            rows = ((number, place, *_columns(given)) for place, given in enumerate(file.gave))
            db.executemany("insert into gave values (?, ?, ?, ?, ?)", rows)
        db.commit()


def read_snapshot(path: Path) -> Snapshot | None:
    """The snapshot of a generation, or None where it has none: an older program made it."""
    if not path.is_file():
        return None
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)) as db:
            [(readers, program)] = db.execute("select readers, program from made_with")
            gave: dict[int, list[str | Unreadable]] = {}
            for number, article, shown, reason in db.execute(
                "select file, article, path, reason from gave order by file, place"
            ):
                gave.setdefault(number, []).append(Unreadable(shown, reason) if article is None else article)
            files = tuple(
                SourceFile((row[1], row[2], bool(row[3])), _state(row[4:]), tuple(gave.get(row[0], ())))
                for row in db.execute("select * from file order by number")
            )
    except sqlite3.Error:  # another layout; that the file is whole was checked when the generation was opened
        return None
    return Snapshot(readers, program, files)


def readers_digest(limits: Limits) -> str:
    """A hash over all that decides, beside its content, what the readers make of a file."""
    versions = [f"{library} {metadata.version(library)}" for library in _LIBRARIES]
    return _hash(_code("corpus"), repr(limits), repr(sys.version_info[:2]), *versions)


def program_digest() -> str:
    """A hash over the code that makes a generation: another program may make another one of the same articles."""
    return _hash(_code("corpus"), _code("index"))


@cache
def _code(package: str) -> str:
    folder = Path(str(resources.files(package)))
    return _hash(*(path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.py"))))


def _hash(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def unreadable_of(files: Iterable[SourceFile]) -> list[Unreadable]:
    """What could not be read, of all files."""
    return [given for file in files for given in file.gave if isinstance(given, Unreadable)]


def _digest(path: Path) -> bytes | None:
    try:
        with opened(path) as file:
            return hashlib.file_digest(file.stream, lambda: hashlib.blake2b(digest_size=16)).digest()
    except (SourceError, OSError):
        return None


def _columns(given: str | Unreadable) -> tuple[str | None, str | None, str | None]:
    return (given, None, None) if isinstance(given, str) else (None, given.path, given.reason)


def _state(row: Sequence[object]) -> State:
    values = dict(zip((field.name for field in fields(State)), row, strict=True))
    return State(**(values | {"settled": bool(values["settled"])}))  # type: ignore[arg-type]  # SQLite keeps their types
