"""What the bot remembers of a conversation, and for how long."""

from __future__ import annotations

from dataclasses import replace

from bot.answering.answer import Question
from bot.chat.conversations import CONVERSATIONS_KEPT, TURNS_KEPT, Conversation, Conversations, Speaker
from tests.bot.chat.askers import answer_to

ALICE = Speaker(channel=1, person=1)


def said(*questions: str) -> Conversation:
    """A conversation of these questions."""
    conversation = Conversation()
    for text in questions:
        question = Question(text, conversation.window, conversation.turns)
        conversation = conversation.after(question, answer_to(question))
    return conversation


def test_a_conversation_is_found_by_its_speaker_and_by_its_last_answer() -> None:
    conversations, conversation = Conversations(minutes=1), said("where?")
    conversations.remember(ALICE, 7, conversation)
    assert conversations.of(ALICE) == conversations.of(7) == conversation
    assert conversations.of(Speaker(channel=2, person=1)) is None
    assert conversations.of(8) is None


def test_after_its_minutes_a_conversation_is_forgotten() -> None:
    conversations = Conversations(minutes=0)
    conversations.remember(ALICE, 7, said("where?"))
    assert conversations.of(ALICE) is None
    assert conversations.of(7) is None


def test_of_many_conversations_the_longest_silent_are_forgotten() -> None:
    conversations = Conversations(minutes=1)
    for number in range(CONVERSATIONS_KEPT):
        conversations.remember(Speaker(1, number), 10_000 + number, said("where?"))
    kept = [number for number in range(CONVERSATIONS_KEPT) if conversations.of(Speaker(1, number))]
    assert kept == list(range(CONVERSATIONS_KEPT // 2, CONVERSATIONS_KEPT))


def test_a_turn_keeps_the_question_as_it_was_understood() -> None:
    question = Question("and when?")
    understood = replace(answer_to(question), standalone_question="When do the talks resume?")
    assert Conversation().after(question, understood).turns[0].question == "When do the talks resume?"


def test_a_long_conversation_keeps_its_latest_turns() -> None:
    questions = [f"question {number}" for number in range(TURNS_KEPT + 5)]
    assert [turn.question for turn in said(*questions).turns] == questions[-TURNS_KEPT:]
