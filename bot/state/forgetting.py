"""Forgetting: what a person wants erased, and what has been kept long enough."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

    from bot.state.database import Database

_DAY_S = 86_400


@dataclass(frozen=True, slots=True)
class Erased:
    """How many rows went: questions with their answers, thumbs, the memory of threads, searches."""

    answers: int
    feedback: int
    threads: int
    searches: int


async def forget_person(database: Database, person: int) -> Erased:
    """Erase all that is kept of a person: what they asked and were answered, their feedback, threads and searches."""

    def erase(db: sqlite3.Connection) -> Erased:
        own = "answer in (select id from answer where person = ?)"
        threads = db.execute(f"delete from thread where person = ? or {own}", (person, person)).rowcount  # noqa: S608 (own text)
        feedback = db.execute(f"delete from feedback where person = ? or {own}", (person, person)).rowcount  # noqa: S608 (own text)
        answers = db.execute("delete from answer where person = ?", (person,)).rowcount
        searches = db.execute("delete from search where person = ?", (person,)).rowcount
        return Erased(answers, feedback, threads, searches)

    return await database.run(erase)


async def forget_old(database: Database, days: int) -> Erased:
    """Erase what is older than so many days; settings of servers stay."""
    before = time.time() - days * _DAY_S

    def erase(db: sqlite3.Connection) -> Erased:
        gone = [
            db.execute(f"delete from {table} where made < ?", (before,)).rowcount  # noqa: S608 (own names)
            for table in ("answer", "feedback", "thread", "search")
        ]
        return Erased(*gone)

    return await database.run(erase)
