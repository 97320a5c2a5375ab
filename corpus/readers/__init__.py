"""Readers: files and folders in, articles out, one at a time and in a settled order.

The format of a file is told by its content. One bad file never stops the rest: it comes out as Unreadable.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from corpus.article import Article
from corpus.cleaning import dateline_of, title_from
from corpus.errors import NoReader, SourceError
from corpus.language import detected_language, stated_language
from corpus.published import date_in_path, parse_date
from corpus.readers import files
from corpus.readers.decoding import decode
from corpus.readers.draft import Draft, Flaw
from corpus.readers.plain import read_plain
from corpus.readers.records import read_json, read_json_lines
from corpus.readers.sniffing import Format, format_of, is_binary
from corpus.readers.web import read_html

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

__all__ = ["Sourced", "Unreadable", "read_sources"]

# The suffix of a file name, and `.gz` after it; not the end of `1995.05.04` or of `Dr. No`.
_SUFFIX = re.compile(r"(?:\.[A-Za-z]\w{0,9})?(?:\.gz)?$")
_READERS = {
    Format.PLAIN: read_plain,
    Format.HTML: read_html,
    Format.JSON: read_json,
    Format.JSON_LINES: read_json_lines,
}


@dataclass(frozen=True, slots=True)
class Sourced:
    """An article and the file it was read from."""

    path: str
    article: Article


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file, or one record of it, that gave no article, and why, in words for a person."""

    path: str
    reason: str


def read_sources(
    sources: Sequence[Path], published: date | None = None, max_file_mb: int = 256
) -> Iterator[Sourced | Unreadable]:
    """Every article of the sources: of files, and of folders with all folders in them, sorted by name.

    `published` dates every article, whatever the files say. A file that is named twice is read once. Files above
    `max_file_mb` are reported, not read. Raises SourceMissing, before anything is read, for a source that is not there.
    """
    files.check(sources)
    return _read_all(sources, published, max_file_mb * 1_048_576)


def _read_all(sources: Sequence[Path], published: date | None, limit: int) -> Iterator[Sourced | Unreadable]:
    seen: set[tuple[int, int]] = set()
    for source in sources:
        for listed in files.listing(source):
            if not isinstance(listed, files.Listed):
                path, reason = listed
                yield Unreadable(str(path), reason)
                continue
            yield from _read_file(listed, published, limit, seen)


def _read_file(
    listed: files.Listed, published: date | None, limit: int, seen: set[tuple[int, int]]
) -> Iterator[Sourced | Unreadable]:
    path = str(listed.path)
    try:
        identity = files.identity(listed.path)
        if identity in seen:
            return
        seen.add(identity)
        for read in _drafts(listed.path, limit):
            if isinstance(read, Flaw):
                yield Unreadable(path, read.reason)
            else:
                yield Sourced(path, _article(read, listed.name, published))
    except SourceError as failure:
        yield Unreadable(path, str(failure))
    except OSError as failure:
        yield Unreadable(path, failure.strerror or str(failure))


def _drafts(path: Path, limit: int) -> Iterator[Draft | Flaw]:
    content = files.content(path, limit)
    if not content.strip():
        raise SourceError("the file is empty")
    plain_name = path.with_suffix("") if path.suffix.lower() == ".gz" else path
    if is_binary(content):
        raise NoReader("no reader for this format")
    text = decode(content)
    kind = format_of(text, plain_name)
    if kind is None:
        raise NoReader("no reader for this format")
    yield from _READERS[kind](text)


def _article(draft: Draft, name: Path, published: date | None) -> Article:
    stem = _stem(name)
    dateline = dateline_of(draft.text)
    day, source = _dated(draft, name, published, dateline.when if dateline else None)
    numbered = stem if draft.number is None else f"{stem}:{draft.number}"
    return Article(
        id=draft.id or draft.url or numbered,
        title=draft.title or title_from(draft.text),
        text=draft.text,
        deck=draft.deck,
        byline=draft.byline,
        outlet=draft.outlet or (dateline.agency if dateline else None),
        published=day,
        published_from=source,
        updated=draft.updated,
        url=draft.url,
        section=draft.section,
        language=stated_language(draft.language) or detected_language(draft.text),
        dateline=dateline.place if dateline else None,
    )


def _dated(draft: Draft, name: PurePath, option: date | None, filed: str | None) -> tuple[date | None, str | None]:
    """The publication date and where it was read from, by order of trust."""
    candidates = (
        ("option", option),
        ("metadata", draft.stated),
        ("url", date_in_path(urlsplit(draft.url).path) if draft.url else None),
        ("text", draft.printed or _filed(filed)),
        ("file", date_in_path(name.as_posix()) if draft.number is None else None),
    )
    return next(((day, source) for source, day in candidates if day), (None, None))


def _filed(when: str | None) -> date | None:
    """The day of a dateline that names its year; most do not."""
    return parse_date(when) if when and when[-4:].isdigit() else None


def _stem(name: PurePath) -> str:
    return _SUFFIX.sub("", name.as_posix())
