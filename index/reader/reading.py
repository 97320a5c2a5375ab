"""What the reader finds in a passage."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SentenceScore:
    """A sentence of the passage, `passage[start:end]`, and the probability that it answers the question."""

    start: int
    end: int
    probability: float


@dataclass(frozen=True, slots=True)
class Reading:
    """The best answer that a passage has to a question.

    `text` is `passage[start:end]`; the three are None only where the passage has no words. `probability` is that of
    this span being the right answer, `no_answer` that of the passage not answering at all: the two need not add up
    to 1, since the words may be the wrong ones. `sentences` are those of the passage, in order.
    """

    start: int | None
    end: int | None
    text: str | None
    probability: float
    no_answer: float
    sentences: tuple[SentenceScore, ...]

    @property
    def answers(self) -> bool:
        """Whether the passage more likely answers than not."""
        return self.text is not None and self.no_answer < 0.5


NOTHING = Reading(None, None, None, 0.0, 1.0, ())
