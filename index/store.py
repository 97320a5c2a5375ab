"""The articles and passages of one generation, in one SQLite file that is written once and then only read.

Articles stand in order of publication date, undated ones last, and passages in the order of their articles. A window is
therefore one contiguous range of passage positions.
"""

from __future__ import annotations

import sqlite3
import weakref
from contextlib import closing
from dataclasses import astuple, dataclass, fields
from datetime import date
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

from corpus.article import Article, Passage
from corpus.errors import CorruptGeneration
from index.filters import Facet, FacetWriter, Filters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from corpus.duplicates import Links
    from index.filters import Positions
    from index.window import Window

_COLUMNS = tuple(field.name for field in fields(Article))
_DATES = frozenset({"published", "updated"})
_SCHEMA = f"""
create table article (number integer primary key, first_passage integer not null, {", ".join(_COLUMNS)});
create unique index article_id on article (id);
create index article_published on article (published, first_passage);
create table copy (article text primary key, story integer not null) without rowid;
create index copy_story on copy (story);
create table replaced (article text primary key, by text not null) without rowid;
create table correction (article text primary key, of text not null) without rowid;
create table passage (
    position integer primary key, article integer not null, start integer not null, "end" integer not null,
    hash blob not null
);
"""


_NO_FILTERS = Filters()


@dataclass(frozen=True, slots=True)
class Entry:
    """An article with its passages and, for each of them, the hash of what is embedded."""

    article: Article
    passages: tuple[Passage, ...]
    hashes: tuple[bytes, ...]


def write_store(path: Path, entries: Iterable[Entry], links: Links) -> None:
    """Write the entries, which must come in order of publication date, undated ones last, and what links them."""
    holes = ", ".join("?" * (len(_COLUMNS) + 2))
    position = 0
    facets = FacetWriter()
    with closing(sqlite3.connect(path)) as db:
        db.executescript(_SCHEMA)
        for number, entry in enumerate(entries):
            facets.add(entry.article, len(entry.passages))
            db.execute(f"insert into article values ({holes})", (number, position, *_row(entry.article)))  # noqa: S608 (holes are question marks)
            for passage, digest in zip(entry.passages, entry.hashes, strict=True):
                row = (position, number, passage.start, passage.end, digest)
                db.execute("insert into passage values (?, ?, ?, ?, ?)", row)
                position += 1
        facets.write(db)
        copies = [(article, story) for story, group in enumerate(links.copies.groups) for article in group]
        db.executemany("insert into copy values (?, ?)", copies)
        db.executemany("insert into replaced values (?, ?)", links.superseded_by.items())
        db.executemany("insert into correction values (?, ?)", links.correction_of.items())
        db.commit()


class ArticleStore:
    """A written store, open for reading from any thread."""

    def __init__(self, path: Path) -> None:
        """Open the file. Raises CorruptGeneration where it is not a store."""
        try:
            self._db = sqlite3.connect(
                f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
            self._closer = weakref.finalize(self, self._db.close)
            self._lock = Lock()
            [(self.articles,)] = self._all("select count(*) from article")
            [(self.passages,)] = self._all("select coalesce(max(position) + 1, 0) from passage")
            dated = self._one("select min(first_passage) from article where published is null")
        except sqlite3.Error as failure:
            raise CorruptGeneration(f"{path}: {failure}", "dateline rebuild --full") from None
        self._facets: dict[str, Facet] = {}
        self._dated_passages: int = self.passages if dated is None else dated

    def ids(self) -> list[str]:
        """The id of every article, in order of number."""
        return [article for (article,) in self._all("select id from article order by number")]

    def positions(self, window: Window, filters: Filters = _NO_FILTERS) -> Positions:
        """The positions of the passages that the window and the filters admit, ascending."""
        admitted = range(*self._bounds(window))
        if filters.are_open or not admitted:
            return admitted
        inside = np.ones(len(admitted), dtype=bool)
        for facet, names in filters.by_facet().items():
            inside &= self._facet(facet).among(names, admitted)
        chosen: NDArray[np.int64] = np.flatnonzero(inside) + admitted.start
        return chosen

    def _facet(self, name: str) -> Facet:
        """A facet, read when first asked for: 4 bytes a passage."""
        if name not in self._facets:
            [row] = self._all("select names, numbers from facet where name = ?", name)
            self._facets[name] = Facet(*row)
        return self._facets[name]

    def _bounds(self, window: Window) -> tuple[int, int]:
        """First position inside the window and the one after the last."""
        if window.is_open:
            return 0, self.passages
        # The index on (published, first_passage) begins with the row that is asked for; min() would read all after it.
        bound = "select first_passage from article where published {} ? order by published, first_passage limit 1"
        first = end = None
        if window.after:
            first = self._one(bound.format(">="), window.after.isoformat())
            if first is None:
                return 0, 0
        if window.last:
            end = self._one(bound.format(">"), window.last.isoformat())
        return first or 0, self._dated_passages if end is None else end

    def articles_of(self, positions: Positions) -> Positions:
        """The numbers of the articles that passages belong to, ascending and once each. Articles are numbered from 0.

        The positions must ascend, and a range must hold whole articles, as a window does.
        """
        if not len(positions):
            return range(0)
        if isinstance(positions, range):
            first, last = self.owners(np.array([positions.start, positions.stop - 1]))
            return range(int(first), int(last) + 1)
        return np.unique(self.owners(positions))

    def passages_of(self, articles: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The positions of the passages of some articles, and for each of them the place of its article in `articles`.

        The numbers must ascend; so do the positions.
        """
        starts, ends = self._first_passages[articles], self._first_passages[articles + 1]
        counts = ends - starts
        owners = np.repeat(np.arange(len(articles)), counts)
        positions = np.arange(counts.sum()) + np.repeat(starts - (np.cumsum(counts) - counts), counts)
        return positions, owners

    def owners(self, positions: NDArray[np.int64]) -> NDArray[np.int64]:
        """The number of the article that each passage belongs to."""
        # An article without passages begins where the next one does: the last that begins there has the passage.
        return np.searchsorted(self._first_passages, positions, side="right") - 1

    @cached_property
    def _first_passages(self) -> NDArray[np.int64]:
        """Where the passages of each article begin, and after the last of them where all passages end."""
        rows = self._all("select first_passage from article order by number")
        return np.array([first for (first,) in rows] + [self.passages], dtype=np.int64)

    def passage(self, position: int) -> tuple[Article, Passage]:
        """The passage at a position and its article."""
        [(number, start, end)] = self._all('select article, start, "end" from passage where position = ?', position)
        [article] = self._articles("where number = ?", number)
        return article, Passage(article.id, start, end, article.text[start:end])

    def article(self, article_id: str) -> Article | None:
        """The article of that id, or None."""
        return next(iter(self._articles("where id = ?", article_id)), None)

    def copies(self, article_id: str) -> list[Article]:
        """The near-identical copies of an article, in other outlets or the same one."""
        story = "select article from copy where story = (select story from copy where article = ?)"
        return self._articles(f"where id in ({story}) and id != ? order by number", article_id, article_id)

    @cached_property
    def stories(self) -> dict[str, int]:
        """For each article that has near-identical copies, by its id, the number of the story they all tell."""
        return dict(self._all("select article, story from copy"))

    def superseded_by(self, article_id: str) -> Article | None:
        """The newest version that replaces an article, or None."""
        return next(iter(self._articles("where id = (select by from replaced where article = ?)", article_id)), None)

    def correction_of(self, article_id: str) -> Article | None:
        """The article that this one corrects, or None."""
        return next(iter(self._articles("where id = (select of from correction where article = ?)", article_id)), None)

    def span(self) -> tuple[date, date] | None:
        """The first and the last publication date in the archive, or None where no article has one."""
        [(first, last)] = self._all("select min(published), max(published) from article")
        return (date.fromisoformat(first), date.fromisoformat(last)) if first else None

    def outlets(self) -> tuple[tuple[str, int], ...]:
        """Outlets and how many articles each has, most first."""
        return tuple(
            (outlet, count)
            for outlet, count in self._all(
                "select outlet, count(*) from article where outlet is not null group by 1 order by 2 desc, 1"
            )
        )

    def titled(self, typed: str, limit: int) -> list[Article]:
        """Articles whose title holds what was typed, in any case, newest first, undated ones last."""
        condition = "where instr(lower(title), lower(?)) order by published is null, published desc, number limit ?"
        return self._articles(condition, " ".join(typed.split()), limit)

    def entries(self) -> Iterator[Entry]:
        """Every article with its passages, in order."""
        rows = self._all('select article, start, "end", hash from passage order by position')
        cut: dict[int, list[tuple[int, int, bytes]]] = {}
        for number, start, end, digest in rows:
            cut.setdefault(number, []).append((start, end, digest))
        for number, *row in self._all(f"select number, {', '.join(_COLUMNS)} from article order by number"):  # noqa: S608 (own text)
            article, spans = _article(row), cut.get(number, ())
            passages = tuple(Passage(article.id, start, end, article.text[start:end]) for start, end, _ in spans)
            yield Entry(article, passages, tuple(digest for *_, digest in spans))

    def hashes(self) -> dict[bytes, int]:
        """What is embedded, by its hash: a position of it."""
        return dict(self._all("select hash, position from passage"))

    def _articles(self, condition: str, *values: object) -> list[Article]:
        rows = self._all(f"select {', '.join(_COLUMNS)} from article {condition}", *values)  # noqa: S608 (own text)
        return [_article(row) for row in rows]

    def _one(self, query: str, *values: object) -> int | None:
        rows = self._all(query, *values)
        return rows[0][0] if rows else None

    def _all(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        with self._lock:
            return self._db.execute(query, values).fetchall()


def _row(article: Article) -> tuple[object, ...]:
    return tuple(value.isoformat() if isinstance(value, date) else value for value in astuple(article))


def _article(row: Sequence[Any]) -> Article:
    values = dict(zip(_COLUMNS, row, strict=True))
    for name in _DATES:
        values[name] = values[name] and date.fromisoformat(values[name])
    return Article(**values)
