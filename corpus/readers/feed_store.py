"""What a feed ever held: its articles, kept in one SQLite file, for a feed shows only its newest entries."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from corpus.article import Article
from corpus.errors import StorageError
from corpus.readers.fetching import Validators

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SCHEMA = """
CREATE TABLE IF NOT EXISTS feed (etag TEXT, last_modified TEXT);
CREATE TABLE IF NOT EXISTS entries (
    id TEXT PRIMARY KEY,
    digest TEXT NOT NULL,      -- of the entry as the feed has it: another one is a new version
    article TEXT NOT NULL,     -- JSON
    is_whole INTEGER NOT NULL, -- the text is more than the feed's summary
    tries INTEGER NOT NULL     -- how often its page may still be asked for; 0: its text is settled
)
"""
# A page that could not be had is asked for again at later runs, so many times in all.
_TRIES = 3


@dataclass(frozen=True, slots=True)
class Wanted:
    """An article whose page is still to be fetched."""

    article: Article
    url: str


class FeedStore:
    """The articles of one feed. Every method is one transaction: a kill leaves what stood before it or after it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Use `open_store`."""
        self._connection = connection

    def validators(self) -> Validators:
        """What the server gave with the feed that was read last."""
        row = self._connection.execute("SELECT etag, last_modified FROM feed").fetchone()
        return Validators(*row) if row else Validators()

    def keep(self, entries: list[tuple[Article, bool]], validators: Validators | None) -> None:
        """Keep the articles of a fetched feed, each with whether it is only a summary; and what the server gave.

        `validators` is None for a feed that was not read to its end, which the next run is to fetch again. What stands
        there already in the same version stays; in a new version, a summary does not displace a whole text.
        """
        with self._connection as connection:
            for article, is_summary in entries:
                self._keep(article, is_summary and _page_of(article) is not None)
            connection.execute("DELETE FROM feed")
            if validators:
                connection.execute("INSERT INTO feed VALUES (?, ?)", (validators.etag, validators.last_modified))

    def _keep(self, article: Article, is_summary: bool) -> None:
        digest = hashlib.sha256(_json(article).encode()).hexdigest()
        row = self._connection.execute(
            "SELECT digest, article, is_whole FROM entries WHERE id = ?", (article.id,)
        ).fetchone()
        if row and row[0] == digest:
            return
        was_whole = bool(row and row[2])
        kept = _article(row[1]) if was_whole and is_summary else article
        self._connection.execute(
            "INSERT INTO entries VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET digest = excluded.digest, "
            "article = excluded.article, is_whole = excluded.is_whole, tries = excluded.tries",
            (article.id, digest, _json(kept), was_whole or not is_summary, _TRIES if is_summary else 0),
        )

    def wanted(self, count: int) -> list[Wanted]:
        """The newest articles that are still a summary only, so many at most."""
        rows = self._connection.execute(
            "SELECT article FROM entries WHERE tries > 0 ORDER BY rowid DESC LIMIT ?", (count,)
        )
        articles = [_article(text) for (text,) in rows]
        return [Wanted(article, url) for article in articles if (url := _page_of(article))]

    def settle(self, article: Article) -> None:
        """Keep an article as its page has it."""
        with self._connection as connection:
            connection.execute(
                "UPDATE entries SET article = ?, is_whole = 1, tries = 0 WHERE id = ?", (_json(article), article.id)
            )

    def failed(self, article: Article) -> None:
        """Count one try to fetch the page of an article."""
        with self._connection as connection:
            connection.execute("UPDATE entries SET tries = tries - 1 WHERE id = ?", (article.id,))

    def articles(self) -> Iterator[Article]:
        """Every article that has a text, in the order in which they were first seen."""
        for (text,) in self._connection.execute("SELECT article FROM entries ORDER BY rowid"):
            article = _article(text)
            if article.text:
                yield article


@contextmanager
def open_store(folder: Path | None, url: str) -> Iterator[FeedStore]:
    """The store of the feed at this address, in its file in the folder; in memory, for one time, where that is None.

    Raises StorageError where it cannot be read or written.
    """
    path = folder / _file_name(url) if folder else None
    try:
        if folder:
            folder.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path or ":memory:")
        try:
            connection.executescript(_SCHEMA)
            yield FeedStore(connection)
        finally:
            connection.close()
    except sqlite3.DatabaseError as failure:
        raise StorageError(f"{path or url}: {failure}", "move it away to begin that feed anew") from None
    except OSError as failure:
        raise StorageError(f"{folder}: {failure.strerror or failure}", "give another folder with --data-dir") from None


def _file_name(url: str) -> str:
    host = "".join(c if c.isalnum() or c in ".-" else "_" for c in urlsplit(url).hostname or "")
    return f"{host[:60]}-{hashlib.sha256(url.encode()).hexdigest()[:16]}.sqlite"


def _page_of(article: Article) -> str | None:
    return article.url if article.url and article.url.startswith(("http://", "https://")) else None


def _json(article: Article) -> str:
    return json.dumps(asdict(article), default=date.isoformat, ensure_ascii=False)


def _article(text: str) -> Article:
    known = {field.name for field in fields(Article)}
    values = {name: value for name, value in json.loads(text).items() if name in known}
    for name in ("published", "updated"):
        values[name] = date.fromisoformat(values[name]) if values.get(name) else None
    return Article(**values)
