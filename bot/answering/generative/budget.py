"""Tokens spent on the language model by day, in a file that several processes share."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from corpus.errors import LanguageModelError

if TYPE_CHECKING:
    from pathlib import Path

FILE = "language-model.sqlite"
_WAIT_S = 5  # for another process that is writing
_TABLE = "CREATE TABLE IF NOT EXISTS spent (day TEXT PRIMARY KEY, tokens INTEGER NOT NULL)"
_ADD = (
    "INSERT INTO spent VALUES (?, max(0, ?)) ON CONFLICT (day) DO UPDATE SET tokens = max(0, tokens + excluded.tokens)"
)


class Budget:
    """So many tokens a day (UTC). What a question may cost at the most is taken first, and the rest given back.

    A process that dies in between has spent what it took.
    """

    def __init__(self, folder: Path, tokens_per_day: int) -> None:
        """Keep the count in that folder."""
        self._path = folder / FILE
        self._limit = tokens_per_day

    def take(self, tokens: int) -> str:
        """Take tokens from today's budget; returns the day. Raises LanguageModelError where they are not left."""
        day = datetime.now(UTC).date().isoformat()
        try:
            with closing(self._open()) as file:
                file.execute("BEGIN IMMEDIATE")
                spent = self._spent(file, day)
                if spent + tokens > self._limit:
                    file.execute("ROLLBACK")
                    raise LanguageModelError("the language model's budget for today is spent")
                file.execute(_ADD, (day, tokens))
                file.execute("COMMIT")
        except (sqlite3.Error, OSError) as failure:
            raise LanguageModelError(f"the language model's budget cannot be kept: {failure}") from None
        return day

    def settle(self, day: str, taken: int, used: int) -> None:
        """Replace what was taken on a day by what was used."""
        try:
            with closing(self._open()) as file:
                file.execute("BEGIN IMMEDIATE")
                file.execute("UPDATE spent SET tokens = max(0, tokens + ?) WHERE day = ?", (used - taken, day))
                file.execute("COMMIT")
        except (sqlite3.Error, OSError) as failure:
            raise LanguageModelError(f"the language model's budget cannot be kept: {failure}") from None

    def spent_today(self) -> int:
        """Tokens spent and taken today."""
        with closing(self._open()) as file:
            return self._spent(file, datetime.now(UTC).date().isoformat())

    def _open(self) -> sqlite3.Connection:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        file = sqlite3.connect(self._path, timeout=_WAIT_S, isolation_level=None)
        file.execute(_TABLE)
        return file

    def _spent(self, file: sqlite3.Connection, day: str) -> int:
        row = file.execute("SELECT tokens FROM spent WHERE day = ?", (day,)).fetchone()
        return int(row[0]) if row else 0
