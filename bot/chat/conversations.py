"""What was said before: enough to understand a follow-up, for as long as a conversation is alive."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answering.answer import Turn
from index.window import Window

if TYPE_CHECKING:
    from bot.answering.answer import Answer, Question
    from bot.state.answers import Answers, KeptAnswer

TURNS_KEPT = 20  # the most that the setting answering.history_turns can ask for


@dataclass(frozen=True, slots=True)
class Conversation:
    """The turns up to some answer, oldest first, and the window that the person chose: it holds for what follows."""

    turns: tuple[Turn, ...] = ()
    window: Window = Window()

    def after(self, question: Question, answer: Answer) -> Conversation:
        """The conversation with one more turn: the question as it was understood, so that the next can lean on it."""
        turn = Turn(answer.standalone_question, answer.text)
        return Conversation((*question.history, turn)[-TURNS_KEPT:], question.window)


@dataclass(frozen=True, slots=True)
class Speaker:
    """One person in one channel."""

    channel: int
    person: int


class Conversations:
    """Finds what a message continues, among the answers that are kept.

    A person's own conversation in a channel ends after `minutes` of silence. An answer that is named (by a reply to it,
    or by its button) can be continued by anybody who sees it, as long as it is kept; so can a thread of the bot's.
    """

    def __init__(self, answers: Answers, minutes: float) -> None:
        self._answers = answers
        self._seconds = minutes * 60

    async def before(self, speaker: Speaker, replied_to: int | None = None) -> Conversation:
        """What a speaker continues: the answer they reply to, or the thread, or what they said last; else nothing."""
        thread = await self.in_thread(speaker.channel)
        if replied_to and (named := await self._answers.at(replied_to)):
            return up_to(named)
        if thread is not None:
            return thread
        own = await self.of(speaker)
        return own or Conversation()

    async def of(self, speaker: Speaker) -> Conversation | None:
        """The living conversation of a speaker, or None."""
        since = time.time() - self._seconds
        kept = await self._answers.latest_of(speaker.channel, speaker.person, since)
        return up_to(kept) if kept else None

    async def in_thread(self, channel: int) -> Conversation | None:
        """The conversation of a thread that the bot has opened; None in any other channel."""
        start = await self._answers.start_of_thread(channel)
        if start is None:
            return None
        kept = await self._answers.latest_in(channel) or await self._answers.of(start)
        return up_to(kept) if kept else Conversation()


def up_to(kept: KeptAnswer) -> Conversation:
    """The conversation up to an answer and with it."""
    return Conversation().after(kept.question, kept.answer)
