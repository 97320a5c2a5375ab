"""Readers: files and folders in, articles out, one at a time and in a settled order.

The format of a file is told by its content. One bad file never stops the rest: it comes out as Unreadable.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from corpus.limits import Limits
from corpus.readers import files
from corpus.readers.feed_source import read_feed_source
from corpus.readers.fetching import is_address
from corpus.readers.files import Listed
from corpus.readers.parallel import cores, read_files
from corpus.readers.reading import Sourced, Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date
    from pathlib import Path

__all__ = [
    "Listed",
    "Sourced",
    "Unreadable",
    "is_address",
    "list_sources",
    "read_feed_source",
    "read_listed",
    "read_sources",
]

_LIMITS = Limits()


def read_sources(
    sources: Sequence[Path],
    published: date | None = None,
    max_file_mb: int | None = None,
    limits: Limits = _LIMITS,
    processes: int = 1,
) -> Iterator[Sourced | Unreadable]:
    """Every article of the sources: of files, and of folders with all folders in them, sorted by name.

    Archives are read as the folders that they are. `published` dates every article, whatever the files say. A file
    that is named twice is read once. What goes beyond the limits is reported, not read; `max_file_mb` goes over theirs.
    So many `processes` read folders of many files, 0: one per core; what comes out is the same, in the same order.
    Raises SourceMissing, before anything is read, for a source that is not there.
    """
    limits = replace(limits, max_file_mb=max_file_mb) if max_file_mb else limits
    read = read_listed(list_sources(sources), published, limits, processes)
    return (one for one in read if not isinstance(one, Listed))


def list_sources(sources: Sequence[Path]) -> Iterator[Listed | Unreadable]:
    """The files of the sources in their order, each under the first of its names; nothing is read yet.

    Raises SourceMissing, before anything is listed, for a source that is not there.
    """
    files.check(sources)
    return _listed(sources)


def read_listed(
    listed: Iterable[Listed | Unreadable], published: date | None, limits: Limits, processes: int
) -> Iterator[Sourced | Unreadable | Listed]:
    """Every article of the files, in their order; after all that a file gave, the file itself."""
    return read_files(listed, published, limits, processes or cores())


def _listed(sources: Sequence[Path]) -> Iterator[Listed | Unreadable]:
    """The files of the sources, each under the first of its names."""
    seen: set[tuple[int, int]] = set()
    for source in sources:
        for listed in files.listing(source):
            if not isinstance(listed, Listed):
                path, reason = listed
                yield Unreadable(files.shown(str(path)), reason)
            elif not listed.size:  # a million empty files are not worth remembering
                yield listed
            elif listed.identity not in seen:
                seen.add(listed.identity)
                yield listed
