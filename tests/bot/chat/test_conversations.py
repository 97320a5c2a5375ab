"""What the bot remembers of a conversation, and for how long."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.answering.answer import Question, Turn
from bot.chat.conversations import TURNS_KEPT, Conversation, Conversations, Speaker
from bot.state.answers import Answers, KeptAnswer
from bot.state.database import Database
from tests.bot.chat.askers import answer_to

ALICE = Speaker(channel=1, person=1)
BOB = Speaker(channel=1, person=2)


@pytest.fixture
def answers() -> Answers:
    return Answers(Database())


def said(*questions: str) -> Conversation:
    """A conversation of these questions."""
    conversation = Conversation()
    for text in questions:
        question = Question(text, conversation.window, conversation.turns)
        conversation = conversation.after(question, answer_to(question))
    return conversation


async def keep(answers: Answers, speaker: Speaker, text: str, *, hidden: bool = False, message: int = 7) -> KeptAnswer:
    """An answer to a speaker, kept."""
    question = Question(text)
    kept = KeptAnswer(speaker.person, None, speaker.channel, hidden, question, answer_to(question), message)
    await answers.keep(kept)
    return kept


async def test_a_conversation_is_found_by_its_speaker_and_by_its_last_answer(answers: Answers) -> None:
    conversations = Conversations(answers, minutes=1)
    await keep(answers, ALICE, "where?")
    assert await conversations.of(ALICE) == said("where?")
    assert await conversations.before(BOB, replied_to=7) == said("where?")
    assert await conversations.of(Speaker(channel=2, person=1)) is None
    assert await conversations.before(BOB, replied_to=8) == Conversation()


async def test_after_its_minutes_only_a_reply_to_the_answer_goes_on_with_it(answers: Answers) -> None:
    conversations = Conversations(answers, minutes=0)
    await keep(answers, ALICE, "where?")
    assert await conversations.of(ALICE) is None
    assert await conversations.before(ALICE, replied_to=7) == said("where?")


async def test_what_was_shown_to_one_person_alone_is_no_conversation(answers: Answers) -> None:
    await keep(answers, ALICE, "where?", hidden=True)
    assert await Conversations(answers, minutes=1).of(ALICE) is None


async def test_a_thread_is_one_conversation_of_all_who_speak_in_it(answers: Answers) -> None:
    conversations = Conversations(answers, minutes=0)
    first = await keep(answers, ALICE, "where?")
    await answers.open_thread(9, ALICE.person, first.id)
    assert await conversations.before(Speaker(9, BOB.person)) == said("where?")
    await keep(answers, Speaker(9, BOB.person), "when?", message=8)
    assert (await conversations.before(Speaker(9, ALICE.person))).turns[-1].question == "when?"


def test_a_turn_keeps_the_question_as_it_was_understood() -> None:
    question = Question("and when?")
    understood = replace(answer_to(question), standalone_question="When do the talks resume?")
    assert Conversation().after(question, understood).turns[0].question == "When do the talks resume?"


def test_a_long_conversation_keeps_its_latest_turns() -> None:
    questions = [f"question {number}" for number in range(TURNS_KEPT + 5)]
    turns: tuple[Turn, ...] = said(*questions).turns
    assert [turn.question for turn in turns] == questions[-TURNS_KEPT:]
