"""Askers for the tests: small and deterministic, and everything about them in plain sight."""

from __future__ import annotations

import threading
from datetime import date
from typing import TYPE_CHECKING

from bot.answering.answer import Answer, Citation, Claim, Suggestion
from corpus.errors import NoGeneration
from index.window import Window

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from bot.answering.answer import Question
    from index.search import Searcher

    Watch: TypeAlias = Callable[[str], None] | None

QUOTE = "Negotiators for both sides will meet again in Whistler on Thursday."
WAIT_S = 60.0


def answer_to(question: Question, *, quote: str = QUOTE, title: str = "Car talks move to Canada") -> Answer:
    """An answer of one claim that quotes one article."""
    citation = Citation(
        n=1,
        article_id="a1",
        title=title,
        outlet="The Harbour Post",
        published=date(1995, 5, 3),
        url="https://harbour.example/a1",
        quote=quote,
        start=0,
        end=len(quote),
    )
    return Answer(
        question=question.text,
        standalone_question=question.text,
        text=f"{quote} [1]",
        abstained=False,
        reason=None,
        confidence=0.9,
        window=question.window,
        window_from=None if question.window.is_open else "option",
        claims=(Claim(quote, (1,)),),
        citations=(citation,),
        short_answer="Whistler",
    )


def abstention_from(question: Question) -> Answer:
    """A no, with one article that is near."""
    return Answer(
        question=question.text,
        standalone_question=question.text,
        text="",
        abstained=True,
        reason="nothing up to 1995-05-01 mentions bananas",
        confidence=0.1,
        window=Window(before=date(1995, 5, 1)),
        window_from="question",
        suggestions=(Suggestion("a2", "Fruit imports fall", "The Harbour Post", None, "https://harbour.example/a2"),),
    )


class Archive:
    """Answers every question, and remembers what it was asked."""

    def __init__(self, answer: Callable[[Question], Answer] = answer_to) -> None:
        self._answer = answer
        self.asked: list[Question] = []

    def ask(self, question: Question, watch: Watch = None) -> Answer:  # noqa: ARG002 (the signature is the protocol's)
        """The answer."""
        self.asked.append(question)
        return self._answer(question)


class Broken:
    """Fails each time in the same way."""

    def __init__(self, failure: Exception) -> None:
        self._failure = failure

    def ask(self, question: Question, watch: Watch = None) -> Answer:  # noqa: ARG002 (the signature is the protocol's)
        """Never an answer."""
        raise self._failure


class Unindexed:
    """An archive in which nothing has been indexed yet: what needs it must say so."""

    def searcher(self) -> Searcher:
        """Never a search."""
        raise NoGeneration("nothing has been indexed", "dateline rebuild")


class Wording:
    """Words its answer bit by bit, and finishes it once the gate is opened."""

    def __init__(self) -> None:
        self.gate = threading.Event()

    def ask(self, question: Question, watch: Watch = None) -> Answer:
        """The answer, in time."""
        if watch:
            watch("Negotiators meet")
            watch("Negotiators meet again in *Whistler*")
        assert self.gate.wait(WAIT_S), "the gate was never opened"
        return answer_to(question)


class Gated:
    """Blocks its thread at every question whose text begins with "slow", until the gate is opened."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.arrived = threading.Semaphore(0)

    def ask(self, question: Question, watch: Watch = None) -> Answer:  # noqa: ARG002 (the signature is the protocol's)
        """The answer, in time."""
        if question.text.startswith("slow"):
            self.arrived.release()
            assert self.gate.wait(WAIT_S), "the gate was never opened"
        return answer_to(question)
