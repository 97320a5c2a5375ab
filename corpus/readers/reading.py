"""What reading gives: articles with where they come from, and what gave none; and the reading of one file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from corpus.errors import SourceError
from corpus.limits import Budget
from corpus.readers import files
from corpus.readers.draft import Flaw
from corpus.readers.identified import article_of, stem_of
from corpus.readers.unpacking import Item, read_item

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from corpus.article import Article
    from corpus.limits import Limits


@dataclass(frozen=True, slots=True)
class Sourced:
    """An article and the file it was read from; `archive.zip!folder/page.html` for one in an archive."""

    path: str
    article: Article


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file, or one record of it, that gave no article, and why, in words for a person."""

    path: str
    reason: str


def read_file(listed: files.Listed, published: date | None, limits: Limits) -> Iterator[Sourced | Unreadable]:
    """Every article of a file, and what in it gave none."""
    path = files.shown(str(listed.path))
    try:
        with files.opened(listed.path) as file:
            name = PurePath(files.shown(str(listed.name)))
            inside = PurePath() if listed.is_source else PurePath(stem_of(name))
            item = Item(path, name, inside, file.stream)
            for within, read in read_item(item, Budget(limits, file.found.st_size)):
                if isinstance(read, Flaw):
                    yield Unreadable(within.path, read.reason)
                else:
                    yield Sourced(within.path, article_of(read, within.name, published))
            file.check_unchanged()
    except SourceError as failure:
        yield Unreadable(path, str(failure))
    except OSError as failure:
        yield Unreadable(path, failure.strerror or str(failure))
