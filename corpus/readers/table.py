"""CSV: one article a row, under a header of the names that JSON articles have."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, Any

from corpus.errors import SourceError
from corpus.readers.draft import Draft, Flaw
from corpus.readers.records import read_records

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.limits import Limits

_DELIMITERS = ",;\t|"
_NAME = re.compile(r"[\w .()/#-]{0,60}")
# What other exports call the fields of an article.
_ALIASES = {
    "body": "text", "content": "text", "article": "text", "headline": "title", "pubdate": "published",
    "publication_date": "published", "publish_date": "published", "publication": "outlet", "link": "url",
    "lang": "language", "summary": "deck", "standfirst": "deck", "subtitle": "deck",
}  # fmt: skip


def delimiter_of(line: str) -> str | None:
    """What parts the cells of a header line that has a column of texts; None where the line is no such header."""
    for delimiter in _DELIMITERS:
        names = _names(_cells(line, delimiter))
        if len(names) > 1 and "text" in names and all(_NAME.fullmatch(name) for name in names):
            return delimiter
    return None


def read_table(lines: Iterator[str | Flaw], limits: Limits) -> Iterator[Draft | Flaw]:
    """The articles of a table. Raises SourceError where no row is one."""
    header = next(lines, "")
    delimiter = delimiter_of(header.lstrip("\ufeff")) if isinstance(header, str) else None
    if not isinstance(header, str) or delimiter is None:
        raise SourceError("no column is called `text`")
    names = _names(_cells(header.lstrip("\ufeff"), delimiter))
    csv.field_size_limit(limits.record)
    yield from read_records(_rows(lines, names, delimiter), "row")


def _rows(lines: Iterator[str | Flaw], names: list[str], delimiter: str) -> Iterator[tuple[int | None, Any]]:
    number = 1
    rows = csv.reader(_sound(lines), delimiter=delimiter)
    while True:
        number += 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except (csv.Error, SourceError) as failure:
            yield number, Flaw(f"{failure}; the rest of the file is not read")
            return
        if not any(cell.strip() for cell in row):
            continue
        if len(row) > len(names):
            yield number, Flaw(f"{len(row)} cells under {len(names)} names")
        else:
            yield number, {name: cell for name, cell in zip(names, row, strict=False) if cell}


def _sound(lines: Iterator[str | Flaw]) -> Iterator[str]:
    for line in lines:
        if isinstance(line, Flaw):
            raise SourceError(line.reason)
        yield line


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return []


def _names(cells: list[str]) -> list[str]:
    """The names of the columns; an alias counts where its column has no rival of the proper name."""
    plain = [cell.strip().lower() for cell in cells]
    names = []
    for name in plain:
        proper = _ALIASES.get(name, name)
        names.append(name if proper != name and (proper in plain or proper in names) else proper)
    return names
