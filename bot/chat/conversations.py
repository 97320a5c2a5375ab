"""What was said before, in memory only: enough to understand a follow-up, for as long as a conversation is alive."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

from bot.answering.answer import Turn
from index.window import Window

if TYPE_CHECKING:
    from bot.answering.answer import Answer, Question

TURNS_KEPT = 20  # the most that the setting answering.history_turns can ask for
CONVERSATIONS_KEPT = 2000


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
    """Remembers the conversation of each speaker, and the one that led to each answer, by the answer's message.

    The second lets anybody reply to an answer and be understood, as everybody in the channel reads it. Of both kinds
    together at most `CONVERSATIONS_KEPT` are kept, the longest silent going first, none longer than `minutes`.
    """

    def __init__(self, minutes: float) -> None:
        self._seconds = minutes * 60
        self._kept: OrderedDict[Speaker | int, tuple[float, Conversation]] = OrderedDict()

    def of(self, key: Speaker | int) -> Conversation | None:
        """The living conversation of a speaker or, given a message's id, the one up to that answer; None for none."""
        if key not in self._kept or self._is_over(key, monotonic()):
            return None
        return self._kept[key][1]

    def remember(self, speaker: Speaker, message_id: int, conversation: Conversation) -> None:
        """Keep a conversation as the speaker's and as the one up to that answer."""
        now = monotonic()
        for key in (speaker, message_id):
            self._kept[key] = now, conversation
            self._kept.move_to_end(key)
        while self._kept and (len(self._kept) > CONVERSATIONS_KEPT or self._is_over(next(iter(self._kept)), now)):
            self._kept.popitem(last=False)

    def _is_over(self, key: Speaker | int, now: float) -> bool:
        return now - self._kept[key][0] >= self._seconds
