"""The sentences that an answer may quote, and the judges' verdict on them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.answering.answer import Answer, Citation
    from index.search import Hit, Searcher

FEWEST_WORDS = 3  # of a sentence that says something by itself; shorter ones are headings and interjections


_DASH = re.compile(r"[-\u2013\u2014] +")


def after_dash(text: str, start: int) -> int:
    """Where a sentence begins that was cut off its dateline, as in "MARLOW, Ohio. - It rained": behind the dash."""
    dash = _DASH.match(text, start)
    return dash.end() if dash else start


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence of a hit, `hit.article.text[start:end]`, with the probability that it answers the question.

    `span` are the characters of the article's text that a reader takes for the answer, where they stand in this
    sentence, and `span_probability` how likely it is right.
    """

    hit: Hit
    start: int
    end: int
    probability: float
    span: tuple[int, int] | None = None
    span_probability: float = 0.0

    @property
    def span_text(self) -> str:
        """The words of the span as printed; empty where there is none."""
        return self.hit.article.text[self.span[0] : self.span[1]] if self.span else ""

    @property
    def text(self) -> str:
        """The sentence as printed."""
        return self.hit.article.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a judge makes of the hits.

    `evidence` comes best first, and `probability` is that the archive answers the question.
    """

    evidence: tuple[Evidence, ...]
    probability: float


NOTHING = Verdict((), 0.0)


class Judge(Protocol):
    """Weighs the sentences of hits in the light of a question. Several threads may call it at once.

    `reads` tells that it reads what the sentences say, and does not judge by wording alone.
    """

    reads: bool

    def weigh(self, question: str, hits: Sequence[Hit], searcher: Searcher) -> Verdict:
        """The verdict on hits, which come best first; NOTHING where there are none."""
        ...


class Composer(Protocol):
    """Words an answer anew from the evidence it rests on. Several threads may call it at once."""

    def compose(
        self,
        answer: Answer,
        evidence: Sequence[Evidence],
        cite: Callable[[int, Evidence], Citation],
        watch: Callable[[str], None] | None = None,
    ) -> Answer:
        """The answer in other words, or as it is; `watch` is given the text so far, each time it grows."""
        ...
