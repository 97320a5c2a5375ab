"""Searches that were made, kept so that their pages can be turned after a restart."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from bot.answering.answer import Question
from bot.state.answers import new_id

if TYPE_CHECKING:
    from bot.state.database import Database

_QUERY = TypeAdapter(Question)


class Searches:
    """The table of searches: a query is a question without history."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, person: int, query: Question) -> str:
        """Store a search; returns the id it has from now on."""
        row = (new_id(), time.time(), person, _QUERY.dump_json(query).decode())
        await self._database.run(lambda db: db.execute("insert into search values (?, ?, ?, ?)", row).close())
        return row[0]

    async def of(self, search_id: str) -> Question | None:
        """The search of that id, or None where it is not kept any more."""
        row = await self._database.run(
            lambda db: db.execute("select query from search where id = ?", (search_id,)).fetchone()
        )
        try:
            return _QUERY.validate_json(row[0]) if row else None
        except ValidationError:  # written by a version whose searches this one cannot read
            return None
