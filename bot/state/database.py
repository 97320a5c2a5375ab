"""The bot's own file, `bot.sqlite` in the data directory: opened once, used from one thread, migrated by version.

SQLite in WAL mode. All work happens in one thread of its own, in the order in which it was asked for, so that neither
the event loop waits for the disk nor two writers for each other. The schema's version stands in `user_version`.
"""

from __future__ import annotations

import asyncio
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import TYPE_CHECKING, TypeVar

from bot.state.schema import MIGRATIONS
from corpus.errors import StateError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FILE = "bot.sqlite"

Result = TypeVar("Result")


class Database:
    """An open database. With no path it lives in memory and ends with the process."""

    def __init__(self, path: Path | None = None) -> None:
        """Open or make the file, and bring it up to date. Raises StateError where it cannot be used."""
        self._thread = ThreadPoolExecutor(1, "state")
        try:
            self._db = self._thread.submit(_open, path).result()
        except BaseException:
            self._thread.shutdown()
            raise

    async def run(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        """Do something with the connection, as one transaction. Raises StateError where the file does not let it."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, _transaction, self._db, work)

    def close(self) -> None:
        """Finish what was begun and close the file. May be called again."""
        try:
            self._thread.submit(self._db.close)
        except RuntimeError:  # the thread has been let go: it is closed already
            return
        self._thread.shutdown()


def _open(path: Path | None) -> sqlite3.Connection:
    try:
        if path:
            path.parent.mkdir(parents=True, exist_ok=True)
        db = sqlite3.connect(path or ":memory:", isolation_level=None)
        try:
            _configure(db)
            _migrate(db, path)
        except BaseException:
            db.close()
            raise
    except (sqlite3.Error, OSError) as failure:
        raise StateError(f"{path}: {failure}", "move the file away; the bot then starts with a new one") from None
    return db


def _configure(db: sqlite3.Connection) -> None:
    for pragma in ("journal_mode = wal", "synchronous = normal", "foreign_keys = on", "secure_delete = on"):
        db.execute(f"pragma {pragma}").close()


def _migrate(db: sqlite3.Connection, path: Path | None) -> None:
    with closing(db.execute("pragma user_version")) as found:
        [(version,)] = found.fetchall()
    if version > len(MIGRATIONS):
        raise StateError(
            f"{path} was written by a newer version (schema {version}, this one knows {len(MIGRATIONS)})",
            "install the newer version, or move the file away",
        )
    for number, script in enumerate(MIGRATIONS[version:], version + 1):
        db.executescript(f"begin;{script};pragma user_version = {number};commit")


def _transaction(db: sqlite3.Connection, work: Callable[[sqlite3.Connection], Result]) -> Result:
    try:
        db.execute("begin")
        try:
            result = work(db)
        except BaseException:
            db.execute("rollback")
            raise
        db.execute("commit")
    except sqlite3.Error as failure:
        raise StateError(f"what the bot remembers cannot be used: {failure}", "dateline doctor") from failure
    return result
