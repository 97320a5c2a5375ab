"""Questions that date themselves by something that happened: "before the sanctions list came out".

The archive itself says when that was: the clause is asked as a question of its own ("when was it that …?") and read
like any other. A day is taken only where the best sentence is a likely answer, names a day, and no other likely
sentence names a different one; otherwise the question stays open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.answering.asked_time.span import Span, span_of
from corpus.temporal import time_expressions
from index.window import Window

if TYPE_CHECKING:
    from bot.answering.evidence import Evidence, Judge
    from index.filters import Filters
    from index.search import Searcher

_BEFORE = frozenset({"before", "prior to", "ahead of", "in the run-up to"})
_CLAUSE = re.compile(
    r"(?:^|(?<=[ ,]))(?P<relation>before|after|since|prior to|ahead of|following|in the run-up to) "
    r"(?P<clause>(?:(?:the|a|an|its|his|their)\b|(?-i:[A-Z]))[^,?!]*)",
    re.IGNORECASE,
)
# "A week before the election" is not before it, "complained before the court" and "named after" are no times.
_COUNTED = re.compile(r"\b(?:days?|weeks?|months?|years?|hours?|minutes?) $", re.IGNORECASE)
_NO_TIME = re.compile(
    r"\b(?:look\w*|named?|called|go\w*|went|come\w*|came|run\w*|ran|appear\w*|"
    r"brought|put|set|laid|is|was|day|take\w*) $",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"^(?:the )?(?:courts?|congress|parliament|house|senate|wto|world|committee|judge|panel|commission|jury)\b",
    re.IGNORECASE,
)
_FINITE = re.compile(
    r"\b(?:was|were|is|are|had|has|came|went|broke|took|gave|made|said|fell|rose|won|lost|met|left|began|ran|"
    r"sent|hit|cut|"
    r"put|set|struck|shut|\w{3,}ed)\b",
    re.IGNORECASE,
)
_PASSAGES = 8
_LIKELY = 0.35  # probability below which a sentence is no answer to "when was that?"
_ALIKE = 0.6  # of the best sentence's probability: what is above may not name another day


@dataclass(frozen=True, slots=True)
class Happening:
    """The clause that dates a question: whether it looks before or after it, and its characters in the question."""

    is_before: bool
    clause: str
    start: int
    end: int


def happening(question: str) -> Happening | None:
    """The clause by which a question dates itself, or None."""
    for found in _CLAUSE.finditer(question):
        before = question[: found.start()]
        if not (_COUNTED.search(before) or _NO_TIME.search(before) or _PLACE.match(found["clause"])):
            is_before = found["relation"].lower() in _BEFORE
            return Happening(is_before, found["clause"].strip(), found.start(), found.end())
    return None


def day_of(what: Happening, searcher: Searcher, judge: Judge, known: Window, filters: Filters) -> date | None:
    """The day on which that happened, as the articles that are admitted tell it; None where that is not sure."""
    hits = searcher.passages(what.clause, _PASSAGES, known, filters)
    asked = f"When did it happen that {what.clause}?" if _FINITE.search(what.clause) else f"When was {what.clause}?"
    evidence = judge.weigh(asked, hits, searcher).evidence
    if not evidence or evidence[0].probability < _LIKELY:
        return None
    named = [days for one in evidence if one.probability >= evidence[0].probability * _ALIKE if (days := _days(one))]
    if not named or not _days(evidence[0]):
        return None
    agreed = {span.first for span in named[0] if all(_names(days, span) for days in named)}
    return agreed.pop() if len(agreed) == 1 else None


def _days(evidence: Evidence) -> list[Span]:
    """What a sentence names of the calendar, days and longer, up to the day it was published on."""
    article = evidence.hit.article
    if article.published is None:
        return []
    found = []
    for expression in time_expressions(article.text[: evidence.end], article.published):
        span = span_of(expression.value) if expression.start >= evidence.start and expression.value else None
        if span and span.first <= article.published:
            found.append(span)
    return sorted(found, key=lambda span: span.grain != "day")


def _names(days: list[Span], one: Span) -> bool:
    """Whether one of the spans is that day, or a longer stretch around it."""
    return one.grain == "day" and any(span.meets(one) for span in days)


def window_around(what: Happening, day: date) -> Window:
    """The window before a day, or from that day on."""
    return Window(before=day - timedelta(days=1)) if what.is_before else Window(after=day)
