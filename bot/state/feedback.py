"""What people thought of the answers: one thumb a person and answer, with an optional reason."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

    from bot.state.database import Database


@dataclass(frozen=True, slots=True)
class Tally:
    """How many thumbs were up and down."""

    good: int
    bad: int


class Feedback:
    """The table of feedback."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def give(self, answer_id: str, person: int, *, good: bool, reason: str | None = None) -> None:
        """Note what a person thinks of an answer, in place of what they thought before."""
        row = (answer_id, person, time.time(), good, reason)
        await self._database.run(
            lambda db: db.execute("insert or replace into feedback values (?, ?, ?, ?, ?)", row).close()
        )

    async def tally(self) -> Tally:
        """All the feedback that is kept, counted."""

        def count(db: sqlite3.Connection) -> Tally:
            good, bad = db.execute("select ifnull(sum(good), 0), ifnull(sum(not good), 0) from feedback").fetchone()
            return Tally(good, bad)

        return await self._database.run(count)
