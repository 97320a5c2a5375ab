"""Room for questions: taken, given back, and never lost."""

from __future__ import annotations

import pytest

from bot.answering.answer import Question
from bot.chat.workers import Workers
from bot.settings import DiscordSettings
from corpus.errors import QuestionError
from tests.bot.chat.askers import Archive, Broken

ALONE = DiscordSettings(workers=1, max_waiting=0, cooldown_s=0)


async def test_room_that_was_taken_and_not_used_is_given_back() -> None:
    workers = Workers(Archive(), ALONE)
    for _ in range(3):
        with pytest.raises(ConnectionError), workers.place(1):
            raise ConnectionError
    with workers.place(1) as place:
        assert not (await place.ask(Question("where?"))).abstained
    workers.close()


async def test_a_question_that_fails_gives_its_room_back() -> None:
    workers = Workers(Broken(ValueError("no")), ALONE)
    for _ in range(3):
        with pytest.raises(ValueError, match="no"), workers.place(1) as place:
            await place.ask(Question("where?"))
    workers.close()


async def test_where_all_room_is_taken_there_is_none() -> None:
    workers = Workers(Archive(), ALONE)
    with workers.place(1), pytest.raises(QuestionError, match="too many questions are waiting"), workers.place(2):
        pass


async def test_a_question_that_is_about_to_be_asked_when_all_are_given_up_is_given_up_too() -> None:
    workers = Workers(Archive(), ALONE)
    with workers.place(1) as place:
        await workers.give_up(0.01)
        with pytest.raises(QuestionError, match="being restarted"):
            await place.ask(Question("where?"))
    with workers.place(1):  # its room is free again
        pass
    workers.close()


async def test_a_timeout_of_the_askers_own_is_not_taken_for_the_question_being_given_up() -> None:
    workers = Workers(Broken(TimeoutError("the language model did not answer")), ALONE)
    with pytest.raises(TimeoutError, match="the language model"), workers.place(1) as place:
        await place.ask(Question("where?"))
    workers.close()
