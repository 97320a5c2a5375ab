"""What a sentence may lean on: one printed sentence, and what its article says before it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from corpus.sentences import sentence_spans
from corpus.temporal import time_expressions

if TYPE_CHECKING:
    from corpus.article import Article
    from corpus.temporal import TimeExpression


@dataclass(frozen=True)
class Source:
    """The printed sentence `article.text[start:end]`."""

    article: Article
    start: int
    end: int

    @cached_property
    def text(self) -> str:
        """The sentence as printed."""
        return self.article.text[self.start : self.end]

    @cached_property
    def before(self) -> tuple[str, ...]:
        """The two sentences before it in the article, the nearer one last."""
        spans = [span for span in _sentences(self.article.text) if span[1] <= self.start][-2:]
        return tuple(self.article.text[start:end] for start, end in spans)

    @cached_property
    def times(self) -> tuple[TimeExpression, ...]:
        """The time expressions of the sentence, with their calendar values."""
        return tuple(one for one in _times(self.article) if self.start <= one.start and one.end <= self.end)


@lru_cache(maxsize=256)
def _sentences(text: str) -> tuple[tuple[int, int], ...]:
    return sentence_spans(text)


@lru_cache(maxsize=256)
def _times(article: Article) -> tuple[TimeExpression, ...]:
    return time_expressions(article.text, article.published)
