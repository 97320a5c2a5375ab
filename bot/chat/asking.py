"""What the faces of Dateline ask: anything that takes a question and gives an answer, and the archive behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.answering.answer import Answer, Question
    from index.search import Searcher


class Asker(Protocol):
    """Answers questions. Several threads may call it at the same time."""

    def ask(self, question: Question, watch: Callable[[str], None] | None = None) -> Answer:
        """Answer one question, blocking until done; never to be called on the event loop.

        `watch` is given the text so far where it is worded bit by bit, from the thread that asks. Raises DatelineError
        where a person can understand why there is no answer.
        """
        ...


class Archive(Protocol):
    """The archive as it stands now. Several threads may use it at the same time."""

    def searcher(self) -> Searcher:
        """The search in the current generation. Raises GenerationError where there is none."""
        ...
