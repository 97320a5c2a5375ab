"""The sentences that an answer may quote, and the judges' verdict on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.search import Hit, Searcher


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence of a hit, `hit.article.text[start:end]`, with the probability that it answers the question."""

    hit: Hit
    start: int
    end: int
    probability: float

    @property
    def text(self) -> str:
        """The sentence as printed."""
        return self.hit.article.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a judge makes of the hits.

    `evidence` comes best first, `probability` is that the archive answers the question, and `short_answer` the words of
    the best evidence that are the answer, where the judge can tell.
    """

    evidence: tuple[Evidence, ...]
    probability: float
    short_answer: str | None = None


NOTHING = Verdict((), 0.0)


class Judge(Protocol):
    """Weighs the sentences of hits in the light of a question. Several threads may call it at once.

    `reads` tells that it reads what the sentences say, and does not judge by wording alone.
    """

    reads: bool

    def weigh(self, question: str, hits: Sequence[Hit], searcher: Searcher) -> Verdict:
        """The verdict on hits, which come best first; NOTHING where there are none."""
        ...
