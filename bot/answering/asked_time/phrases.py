"""The time phrases of a question: where they stand, the days they name, and the word that relates them to the rest.

What `corpus.temporal` finds in news text is taken over; questions add "the past ten days", "the first week of June",
"the week of 1 May", the parts of a month ("early", "mid", "late") and the words before a date ("since", "as of").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.answering.asked_time.span import Span, back_from, part_of, span_of, week_of_month
from corpus.temporal import time_expressions
from corpus.temporal.lexicon import CARDINALS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

_NUMBERS = CARDINALS | {"couple of": 2}
_ORDER = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1, "final": -1}
_ROLLING = re.compile(
    rf"\b(?:the|these) (?:last|past|previous) (?:(?P<count>\d{{1,3}}|{'|'.join(_NUMBERS)}) )?"
    r"(?P<unit>hour|day|week|month|year)s?\b(?! of\b)",
    re.IGNORECASE,
)
_MONTH_IN_FIGURES = re.compile(
    r"(?<![\w/.-])(?:(?P<year>(?:1[6-9]|20)\d\d)-(?P<month>0[1-9]|1[0-2])|"
    r"(?P<month_first>0?[1-9]|1[0-2])/(?P<year_last>(?:1[6-9]|20)\d\d))(?![\w/-])"
)
_WEEK_OF_MONTH = re.compile(rf"\b(?:the )?(?P<order>{'|'.join(_ORDER)}) week (?:of|in) $", re.IGNORECASE)
_WEEK_AROUND = re.compile(r"\b(?:the )?week (?:of|beginning|starting)(?: the)? $", re.IGNORECASE)
_WEEK_ENDING = re.compile(r"\b(?:the )?week ending(?: on)?(?: the)? $", re.IGNORECASE)
_PARTS = (
    ("first half", re.compile(r"\b(?:the )?first half of(?: the)?[ -]", re.IGNORECASE)),
    ("second half", re.compile(r"\b(?:the )?(?:second|latter) half of(?: the)?[ -]", re.IGNORECASE)),
    (
        "early",
        re.compile(
            r"\b(?:early|(?:the )?(?:beginning|start) of|(?:the )?first days of)(?: in)?(?: the)?[ -]", re.IGNORECASE
        ),
    ),
    ("mid", re.compile(r"\b(?:mid|(?:the )?middle of)(?: the)?[ -]", re.IGNORECASE)),
    (
        "late",
        re.compile(r"\b(?:late|(?:the )?(?:end|close) of|(?:the )?last days of)(?: in)?(?: the)?[ -]", re.IGNORECASE),
    ),
)
# The word that relates a date to the rest, longest first; what stands in none of these lies at or in the date.
_RELATIONS = (
    (
        "as_of",
        r"as (?:of|at)|as (?:things|matters) (?:stood|were|stand)(?: (?:on|in|at|by))?|as known (?:on|in|by)|as on",
    ),
    ("since", r"(?:ever )?since|starting(?: on| in)?|beginning(?: on| in)?"),
    ("before", r"before|prior to|ahead of|earlier than|up to but not including"),
    ("to", r"up to|up until|no later than|through|not later than"),
    ("after", r"after|later than|following"),
    ("till", r"until|till|by"),
    ("than", r"than(?: (?:in|on|for|during))?|compared (?:with|to)(?: (?:in|on|those in|those of|that of))?"),
    ("for", r"for"),
    ("of", r"of|about|from"),
    ("in", r"(?:back |early |late |later |earlier )?(?:in|on|during|over|throughout|within|at|around|this|inside)"),
)
_BEFORE_DATE = tuple(
    (relation, re.compile(rf"\b(?:{words})(?: the)? ?$", re.IGNORECASE)) for relation, words in _RELATIONS
)
_ONWARDS = re.compile(r" ?(?:on(?:wards?)?|forward)\b(?= |[?.,]|$)", re.IGNORECASE)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class TimePhrase:
    """A phrase of the question: characters `start` to `end`, with the word before it, and the days it names.

    `date_start` is where the date itself begins. `relation` is one of since, before, to, after, till, as_of, than, for,
    of, in, and empty where no such word stands before it. `part` names the part of a month or a year that is meant.
    """

    start: int
    date_start: int
    end: int
    span: Span
    relation: str
    part: str = ""
    is_rolling: bool = False


def time_phrases(question: str, today: date) -> list[TimePhrase]:
    """The phrases in order, none overlapping another, counted from `today`."""
    found = [*_rolling(question, today), *_in_figures(question)]
    taken = [(phrase.start, phrase.end) for phrase in found]
    for expression in time_expressions(question, today):
        span = span_of(expression.value) if expression.value else None
        inside = any(start < expression.end and expression.start < end for start, end in taken)
        if span is not None and not inside:
            found.append(_phrase(question, expression.start, expression.end, span))
    return _joined(question, sorted(found, key=lambda phrase: phrase.start))


def _rolling(question: str, today: date) -> Iterator[TimePhrase]:
    """Of "the past ten days": from so many units ago up to today."""
    for match in _ROLLING.finditer(question):
        said = (match["count"] or "1").lower()
        count = _NUMBERS.get(said) or int(said)
        first = back_from(today, count, match["unit"].lower()) if count else today
        start, relation = _relation(question, match.start())
        span = Span(first, today, "days")
        yield TimePhrase(start, match.start(), match.end(), span, relation or "in", is_rolling=True)


def _in_figures(question: str) -> Iterator[TimePhrase]:
    """Months as people type them, "1995-05" and "05/1995", which news does not."""
    for match in _MONTH_IN_FIGURES.finditer(question):
        year, month = match["year"] or match["year_last"], int(match["month"] or match["month_first"])
        if span := span_of(f"{year}-{month:02d}"):
            yield _phrase(question, match.start(), match.end(), span)


def _phrase(question: str, start: int, end: int, span: Span) -> TimePhrase:
    """A calendar expression with what stands around it in a question."""
    part, start, span = _part(question, start, end, span)
    if not part:
        start, span = _week(question, start, span)
    begin, relation = _relation(question, start)
    if relation in ("of", "in", "") and question[begin:start].lower().startswith("from"):
        onwards = _ONWARDS.match(question, end)
        relation, end = ("since", onwards.end()) if onwards else (relation, end)
    return TimePhrase(begin, start, end, span, relation, part)


def _part(question: str, start: int, end: int, span: Span) -> tuple[str, int, Span]:
    """The part of a month or a year that is meant, where it begins, and its days."""
    for name, pattern in _PARTS:
        inside = pattern.match(question, start, end)
        before = None if inside else _ending(pattern, question, start)
        if inside or before:
            return name, (before.start() if before else start), part_of(span, name)
    return "", start, span


def _ending(pattern: re.Pattern[str], question: str, end: int) -> re.Match[str] | None:
    """The match that ends just there."""
    return next((match for match in pattern.finditer(question, 0, end) if match.end() == end), None)


def _week(question: str, start: int, span: Span) -> tuple[int, Span]:
    """Of "the first week of June" and "the week of 1 May"."""
    before = question[:start]
    if span.grain == "month" and (match := _WEEK_OF_MONTH.search(before)):
        return match.start(), week_of_month(span, _ORDER[match["order"].lower()])
    if span.grain == "day" and (match := _WEEK_AROUND.search(before)):
        monday = span.first - span.first.weekday() * _DAY
        return match.start(), Span(monday, monday + 6 * _DAY, "week")
    if span.grain == "day" and (match := _WEEK_ENDING.search(before)):
        return match.start(), Span(span.first - 6 * _DAY, span.first, "week")
    return start, span


def _relation(question: str, start: int) -> tuple[int, str]:
    """The word that relates a date to the rest, and where it begins."""
    before = question[:start]
    for relation, pattern in _BEFORE_DATE:
        if match := pattern.search(before):
            return match.start(), relation
    return start, ""


_BETWEEN = re.compile(r"\b(?:between|from)(?: the)? $", re.IGNORECASE)
_AND = re.compile(r"\s*(?:and|to|till|until|up to|through|-|\u2013)(?: the)?\s*", re.IGNORECASE)
_LOOSE_DAY = re.compile(
    r"\b(?:between|from|on)(?: the)? (?P<day>\d{1,2})(?:st|nd|rd|th)? (?:and|to|till|until) (?:the )?$", re.IGNORECASE
)


def _joined(question: str, phrases: list[TimePhrase]) -> list[TimePhrase]:
    """The phrases with those of a range ("between May 10 and May 20", "from January to March") made one."""
    joined: list[TimePhrase] = []
    for phrase in phrases:
        before = joined[-1] if joined else None
        if before is not None and _is_range(question, before, phrase):
            opening = _BETWEEN.search(question[: before.date_start])
            span = Span(before.span.first, phrase.span.last, "range")
            start = opening.start() if opening else before.start
            joined[-1] = replace(before, start=start, end=phrase.end, span=span, relation="in", part="")
        else:
            joined.append(_opened(question, phrase))
    return joined


def _is_range(question: str, before: TimePhrase, phrase: TimePhrase) -> bool:
    opens = _BETWEEN.search(question[: before.date_start])
    between = _AND.fullmatch(question, before.end, phrase.date_start)
    return bool(opens and between) and before.span.first < phrase.span.last


def _opened(question: str, phrase: TimePhrase) -> TimePhrase:
    """A range of days or months that was found as one expression, with the "between" or "from" before it."""
    if phrase.span.grain in ("days", "months", "years", "quarters"):
        opening = _BETWEEN.search(question[: phrase.date_start])
        if opening:
            span = replace(phrase.span, grain="range")
            return replace(phrase, start=opening.start(), span=span, relation="in")
    loose = _LOOSE_DAY.search(question[: phrase.date_start])
    if loose and phrase.span.grain == "day" and 0 < int(loose["day"]) < phrase.span.last.day:
        span = Span(phrase.span.first.replace(day=int(loose["day"])), phrase.span.last, "range")
        return replace(phrase, start=loose.start(), span=span, relation="in")
    return phrase
