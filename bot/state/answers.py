"""The answers that were given, kept so that their buttons work after a restart and a conversation can go on."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from pydantic import TypeAdapter, ValidationError

from bot.answering.answer import Answer, Question

if TYPE_CHECKING:
    import sqlite3

    from bot.state.database import Database

_QUESTION = TypeAdapter(Question)
_ANSWER = TypeAdapter(Answer)
_ANSWER.rebuild(_types_namespace={"date": date})  # which bot.answering.answer imports for the type checker alone
_COLUMNS = "id, made, person, server, channel, message, hidden, question, answer"


def new_id() -> str:
    """A name for an answer that nobody can guess: whoever knows it may see the answer."""
    return secrets.token_hex(8)


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer with who asked for it and where it stands; `hidden` is one that only the asker sees.

    `made` is in seconds since 1970; `message` is None until it has been sent.
    """

    person: int
    server: int | None
    channel: int
    hidden: bool
    question: Question
    answer: Answer
    message: int | None = None
    id: str = field(default_factory=new_id)
    made: float = field(default_factory=time.time)


class Answers:
    """The table of answers and the threads that start from them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def keep(self, kept: KeptAnswer) -> None:
        """Store an answer; one of the same id is replaced."""
        row = (
            *(kept.id, kept.made, kept.person, kept.server, kept.channel, kept.message, kept.hidden),
            _QUESTION.dump_json(kept.question).decode(),
            _ANSWER.dump_json(kept.answer).decode(),
        )
        await self._database.run(
            lambda db: db.execute("insert or replace into answer values (?, ?, ?, ?, ?, ?, ?, ?, ?)", row).close()
        )

    async def place(self, answer_id: str, message: int) -> None:
        """Note which message shows an answer."""
        await self._database.run(
            lambda db: db.execute("update answer set message = ? where id = ?", (message, answer_id)).close()
        )

    async def of(self, answer_id: str) -> KeptAnswer | None:
        """The answer of that id, or None where it is not kept any more."""
        return await self._one("id = ?", answer_id)

    async def at(self, message: int) -> KeptAnswer | None:
        """The answer that a message shows, or None."""
        return await self._one("message = ?", message)

    async def latest_of(self, channel: int, person: int, since: float) -> KeptAnswer | None:
        """What a person was last answered in a channel for all to see, unless that was before `since`."""
        return await self._one("channel = ? and person = ? and made > ? and not hidden", channel, person, since)

    async def latest_in(self, channel: int) -> KeptAnswer | None:
        """The last answer in a channel, whoever asked."""
        return await self._one("channel = ? and not hidden", channel)

    async def remove(self, answer_id: str) -> None:
        """Forget an answer."""
        await self._database.run(lambda db: db.execute("delete from answer where id = ?", (answer_id,)).close())

    async def open_thread(self, thread: int, person: int, answer_id: str) -> None:
        """Note that a thread is one conversation, and which answer it starts from."""
        row = (thread, time.time(), person, answer_id)
        await self._database.run(
            lambda db: db.execute("insert or replace into thread values (?, ?, ?, ?)", row).close()
        )

    async def start_of_thread(self, thread: int) -> str | None:
        """The id of the answer that a thread starts from; None for a thread that the bot did not open."""

        def find(db: sqlite3.Connection) -> str | None:
            row = db.execute("select answer from thread where id = ?", (thread,)).fetchone()
            return str(row[0]) if row else None

        return await self._database.run(find)

    async def _one(self, condition: str, *values: object) -> KeptAnswer | None:
        query = f"select {_COLUMNS} from answer where {condition} order by made desc limit 1"  # noqa: S608 (own text)
        row = await self._database.run(lambda db: db.execute(query, values).fetchone())
        if row is None:
            return None
        id_, made, person, server, channel, message, hidden, question, answer = row
        try:
            said = _QUESTION.validate_json(question), _ANSWER.validate_json(answer)
        except ValidationError:  # written by a version whose answers this one cannot read: as good as forgotten
            return None
        return KeptAnswer(person, server, channel, bool(hidden), *said, message, id_, made)
