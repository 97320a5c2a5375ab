"""What the faces of Dateline ask: anything that takes a question and gives an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from bot.answering.answer import Answer, Question


class Asker(Protocol):
    """Answers questions. Several threads may call it at the same time."""

    def ask(self, question: Question) -> Answer:
        """Answer one question, blocking until done; never to be called on the event loop.

        Raises DatelineError where a person can understand why there is no answer.
        """
        ...
