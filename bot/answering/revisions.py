"""Where the papers changed their mind: which of the sentences that state the same kind of fact about one thing leads.

The newest leads, though an older one may read a bit better, and the others are named with their days; unless the
question wants the first figure ("originally"), or a time that the newer sentences do not tell of.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from bot.answering.stated import FIRST, Kind, Stated, counted_in, counts, kind_of, stated, without_first
from bot.answering.wording import Wording
from index.lexical import terms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.asked_time.span import Span
    from bot.answering.evidence import Evidence
    from bot.answering.printed_dates import PrintedDates
    from index.lexical import LexicalIndex

LIKELY = 0.3  # of the best sentence's probability: what is below it contradicts nothing
_LIKELY_NAME = 0.5  # the same for names: two sentences with names in them are seldom about one post or place
_ON_TOPIC = 0.5  # of the leading sentence's share of the question's wording
_NAMED = 0.7  # share of the names of the question that must stand around a sentence
_LOOKED_AT = 12  # sentences
_ALIKE = 0.25  # share of terms that two sentences have in common where their numbers may count the same
_PRONOUN = re.compile(r"^\W*(?:it|its|they|their|he|his|she|her|this|that|these|those)\b", re.IGNORECASE)


class Revisions:
    """Tells which likely sentences give another value for what the question asks. Made for one answer."""

    def __init__(self, question: str, lexical: LexicalIndex, dates: PrintedDates, event: Span | None) -> None:
        """Take the question, the archive's words, the dates it prints, and the days that the question asks about."""
        self._kind = kind_of(question)
        self._counted = counted_in(question)
        self._wording = Wording(without_first(question), lexical)
        self._dates = dates
        self._event = event
        self._wants_first = FIRST.search(question) is not None

    def lead(self, ranked: Sequence[Evidence]) -> tuple[Evidence, list[Evidence]]:
        """Which of the sentences, best first and not empty, leads, and those that give other values, newest first."""
        rivals = self._rivals(ranked[0], ranked)
        told = [one for one in (ranked[0], *rivals) if not self._looks_back(one)]
        if not rivals or not told:
            return ranked[0], rivals
        best = min(told, key=day_of) if self._wants_first else max(told, key=day_of)
        others = [one for one in (ranked[0], *rivals) if one is not best and self._differ(one, best)]
        return best, sorted(others, key=day_of, reverse=True)

    def _looks_back(self, one: Evidence) -> bool:
        value = self._value(one)
        return value is not None and value.looks_back

    def _value(self, one: Evidence) -> Stated | None:
        return stated(one, self._kind, self._dates) if self._kind else None

    def _differ(self, one: Evidence, other: Evidence) -> bool:
        first, second = self._value(one), self._value(other)
        return bool(first and second and first.differs(second)) and one.hit.article.id != other.hit.article.id

    def _rivals(self, best: Evidence, ranked: Sequence[Evidence]) -> list[Evidence]:
        """Sentences that give another value for the same thing, one an outlet and day. What has no date is none."""
        value = self._value(best)
        if value is None or best.hit.article.published is None:
            return []
        least = best.probability * (_LIKELY_NAME if self._kind is Kind.NAME else LIKELY)
        found: dict[tuple[str | None, date], Evidence] = {}
        for one in ranked[1:_LOOKED_AT]:
            is_of_article = one.hit.article.id == best.hit.article.id and not value.looks_back
            is_dated = one.hit.article.published is not None
            if is_dated and not is_of_article and one.probability >= least and self._contradicts(one, best, value):
                found.setdefault((one.hit.article.outlet, day_of(one)), one)
        return list(found.values())

    def _contradicts(self, one: Evidence, best: Evidence, best_value: Stated) -> bool:
        """Whether a sentence gives another value than the best for the same thing."""
        value = self._value(one)
        if value is None or not value.differs(best_value) or not self._is_of_same(one, value, best, best_value):
            return False
        if self._counted and counts(one, self._counted) is False and counts(best, self._counted):
            return False  # 22 dealers are no newer state of 13 models
        return self._topical(one) >= self._topical(best) * _ON_TOPIC and self._names_all(one)

    def _is_of_same(self, one: Evidence, value: Stated, best: Evidence, best_value: Stated) -> bool:
        """Whether two values are of one thing, and of the time that the question asks about, if it does."""
        is_of_time = self._event is None or not self._meets(best) or self._meets(one)
        is_counted = self._kind is Kind.NUMBER
        return is_of_time and (not is_counted or value.counts_same(best_value) or overlap(one, best) >= _ALIKE)

    def _meets(self, one: Evidence) -> bool:
        """Whether a sentence tells of the days asked about: in their unit, where it names one such."""
        spans, event = self._dates.spans(one), self._event
        alike = [span for span in spans if event and span.grain == event.grain]
        return any(event is not None and span.meets(event) for span in alike or spans)

    def _topical(self, one: Evidence) -> float:
        """The share of the question's wording in a sentence, or in its passage where it leans on that."""
        return self._wording.share(set(terms(one.hit.passage.text if _PRONOUN.match(one.text) else one.text)))

    def _names_all(self, one: Evidence) -> bool:
        """Whether the sentence, its headline and its passage have the names of the question."""
        around = f"{one.hit.article.title} {one.hit.passage.text}"
        return self._wording.share_of_names(set(terms(around))) >= _NAMED


def day_of(one: Evidence) -> date:
    """The day a sentence was published on; the first of all days where that is unknown."""
    return one.hit.article.published or date.min


def overlap(one: Evidence, other: Evidence) -> float:
    """The share of terms that two sentences have in common (Jaccard)."""
    first, second = set(terms(one.text)), set(terms(other.text))
    return len(first & second) / len(first | second) if first | second else 1.0
