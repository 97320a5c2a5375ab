"""What the bot remembers over a restart, and what it forgets."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.answering.answer import Question, Turn
from bot.state.answers import Answers, KeptAnswer
from bot.state.database import Database
from bot.state.feedback import Feedback, Tally
from bot.state.forgetting import Erased, forget_old, forget_person
from bot.state.schema import MIGRATIONS
from bot.state.searches import Searches
from bot.state.servers import Servers, ServerSettings
from corpus.errors import StateError
from index.window import Window
from tests.bot.chat.askers import abstention_from, answer_to

if TYPE_CHECKING:
    from pathlib import Path

ALICE, BOB = 1, 2
ASKED = Question("where?", Window(as_of=date(1995, 5, 5)), (Turn("who?", "they [1]"),), "The Harbour Post")


def answered(person: int, question: Question = ASKED) -> KeptAnswer:
    """An answer that a person got."""
    return KeptAnswer(person, 10, 20, hidden=False, question=question, answer=answer_to(question))


def all_of(folder: Path) -> bytes:
    """What stands in the files of a folder."""
    return b"".join(file.read_bytes() for file in folder.iterdir())


async def test_an_answer_is_after_a_restart_what_it_was(tmp_path: Path) -> None:
    path = tmp_path / "data" / "bot.sqlite"
    kept = replace(answered(ALICE), answer=abstention_from(ASKED), message=30)
    with closing(Database(path)) as database:
        await Answers(database).keep(kept)
    with closing(Database(path)) as database:
        assert await Answers(database).of(kept.id) == kept
        assert await Answers(database).at(30) == kept
        assert await Answers(database).of("another") is None


async def test_an_answer_that_this_version_cannot_read_is_as_good_as_forgotten(tmp_path: Path) -> None:
    with closing(Database(tmp_path / "bot.sqlite")) as database:
        kept = answered(ALICE)
        await Answers(database).keep(kept)
        await database.run(lambda db: db.execute("update answer set answer = '{}'").close())
        assert await Answers(database).of(kept.id) is None


async def test_forgetting_a_person_erases_their_rows_and_nobody_elses() -> None:
    database = Database()
    answers, feedback, searches = Answers(database), Feedback(database), Searches(database)
    hers, his = answered(ALICE), answered(BOB)
    for kept in (hers, his):
        await answers.keep(kept)
        await feedback.give(kept.id, kept.person, good=True)
    await feedback.give(his.id, ALICE, good=False, reason="too short")
    await feedback.give(hers.id, BOB, good=False)
    await answers.open_thread(40, ALICE, hers.id)
    searched = await searches.keep(ALICE, ASKED)
    assert await forget_person(database, ALICE) == Erased(answers=1, feedback=3, threads=1, searches=1)
    assert await answers.of(hers.id) is None
    assert await answers.of(his.id) == his
    assert await answers.start_of_thread(40) is None
    assert await searches.of(searched) is None
    assert await feedback.tally() == Tally(good=1, bad=0)


async def test_nothing_of_a_forgotten_person_is_left_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "bot.sqlite"
    with closing(Database(path)) as database:
        await Answers(database).keep(answered(ALICE, Question("a most telling question?")))
        await forget_person(database, ALICE)
    assert b"most telling" not in all_of(tmp_path)


async def test_what_has_been_kept_long_enough_is_forgotten_and_the_rest_is_not() -> None:
    database = Database()
    answers = Answers(database)
    old, new = replace(answered(ALICE), made=time.time() - 31 * 86_400), answered(ALICE)
    for kept in (old, new):
        await answers.keep(kept)
    await Servers(database).change(10, ServerSettings(private=True))
    assert (await forget_old(database, 30)).answers == 1
    assert await answers.of(old.id) is None
    assert await answers.of(new.id) == new
    assert (await Servers(database).of(10)).private


async def test_a_second_thumb_replaces_the_first() -> None:
    feedback = Feedback(Database())
    await feedback.give("an answer", ALICE, good=True)
    await feedback.give("an answer", ALICE, good=False, reason="it was wrong")
    assert await feedback.tally() == Tally(good=0, bad=1)


async def test_servers_have_settings_of_their_own() -> None:
    servers = Servers(Database())
    await servers.change(10, ServerSettings(channels=(20,), span="week", language="ja"))
    assert await servers.of(10) == ServerSettings(channels=(20,), span="week", language="ja")
    assert await servers.of(11) == await servers.of(None) == ServerSettings()


def test_the_file_is_in_wal_mode_and_says_which_schema_it_has(tmp_path: Path) -> None:
    Database(tmp_path / "bot.sqlite").close()
    with closing(sqlite3.connect(tmp_path / "bot.sqlite")) as db:
        assert db.execute("pragma journal_mode").fetchall() == [("wal",)]
        assert db.execute("pragma user_version").fetchall() == [(len(MIGRATIONS),)]


def test_a_file_of_a_newer_version_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "bot.sqlite"
    with closing(sqlite3.connect(path)) as db:
        db.execute(f"pragma user_version = {len(MIGRATIONS) + 1}")
    with pytest.raises(StateError, match="newer version"):
        Database(path)
    with closing(sqlite3.connect(path)) as db:
        assert db.execute("select count(*) from sqlite_master").fetchall() == [(0,)]


def test_a_file_that_is_no_database_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "bot.sqlite").write_bytes(b"this is no database, and it is long enough to tell" * 100)
    with pytest.raises(StateError, match="move the file away") as refusal:
        Database(tmp_path / "bot.sqlite")
    assert "\n" not in str(refusal.value)


async def test_work_that_fails_leaves_nothing_half_done() -> None:
    database = Database()

    def fail(db: sqlite3.Connection) -> None:
        db.execute("insert into server values (1, '{}')")
        raise ValueError("in the midst")

    with pytest.raises(ValueError, match="midst"):
        await database.run(fail)
    assert await database.run(lambda db: db.execute("select count(*) from server").fetchone()) == (0,)
