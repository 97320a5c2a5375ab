"""The calendar dates that sentences of articles name, read once an article and kept for the length of one answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.asked_time.span import Span, span_of
from corpus.temporal import time_expressions

if TYPE_CHECKING:
    from bot.answering.evidence import Evidence
    from corpus.article import Article
    from corpus.temporal import TimeExpression


class PrintedDates:
    """What the articles of one answer say of the calendar. Not to be shared between threads."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._read: dict[str, tuple[TimeExpression, ...]] = {}

    def of(self, article: Article) -> tuple[TimeExpression, ...]:
        """The time expressions of an article, in order."""
        if article.id not in self._read:
            self._read[article.id] = time_expressions(article.text, article.published)
        return self._read[article.id]

    def inside(self, evidence: Evidence) -> list[TimeExpression]:
        """Those of a sentence."""
        expressions = self.of(evidence.hit.article)
        return [one for one in expressions if evidence.start <= one.start and one.end <= evidence.end]

    def spans(self, evidence: Evidence) -> list[Span]:
        """The days that a sentence names."""
        return [span for one in self.inside(evidence) if one.value and (span := span_of(one.value))]
