"""Stretches of days, and the values of time expressions as such."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_WEEK = re.compile(r"(\d{4})-W(\d\d)")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")
_DAY = timedelta(days=1)
# Where the parts of a month end (days of the month) and of a year (months).
_MONTH_PARTS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31), "first half": (1, 15), "second half": (16, 31)}
_YEAR_PARTS = {"early": (1, 4), "mid": (5, 8), "late": (9, 12), "first half": (1, 6), "second half": (7, 12)}


@dataclass(frozen=True, slots=True)
class Span:
    """The days from `first` to `last`, both inside; `grain` is the unit that was named: day, week, month, year, …"""

    first: date
    last: date
    grain: str

    @property
    def words(self) -> str:
        """The span as a person writes it."""
        return f"{self.first}" if self.first == self.last else f"{self.first} to {self.last}"

    def meets(self, other: Span) -> bool:
        """Whether the two share a day."""
        return self.first <= other.last and other.first <= self.last


def span_of(value: str) -> Span | None:
    """The days that the value of a `corpus.temporal.TimeExpression` covers; None outside the calendar."""
    first, _, last = value.partition("/")
    start, end = _single(first), _single(last or first)
    if start is None or end is None:
        return None
    return Span(start.first, end.last, f"{start.grain}s" if last else start.grain)


def _single(value: str) -> Span | None:
    try:
        if week := _WEEK.fullmatch(value):
            monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
            return Span(monday, monday + 6 * _DAY, "week")
        if quarter := _QUARTER.fullmatch(value):
            return _months(int(quarter[1]), int(quarter[2]) * 3 - 2, int(quarter[2]) * 3, "quarter")
        if len(value) == 4:
            return _months(int(value), 1, 12, "year")
        if len(value) == 7:
            return _months(int(value[:4]), int(value[5:]), int(value[5:]), "month")
        day = date.fromisoformat(value)
    except ValueError:
        return None
    return Span(day, day, "day")


def _months(year: int, first: int, last: int, grain: str) -> Span:
    return Span(date(year, first, 1), date(year, last, monthrange(year, last)[1]), grain)


def part_of(whole: Span, part: str) -> Span:
    """The early, mid or late part of a month (its tens of days) or a year (its thirds); any other span as it is."""
    if whole.grain == "month":
        first, last = _MONTH_PARTS[part]
        end = min(last, whole.last.day)
        return Span(whole.first.replace(day=first), whole.first.replace(day=end), "part")
    if whole.grain == "year":
        return _months(whole.first.year, *_YEAR_PARTS[part], "part")
    return whole


def week_of_month(month: Span, number: int) -> Span:
    """Its first, second, third or fourth seven days; its last seven where `number` is -1."""
    if number < 0:
        return Span(month.last - 6 * _DAY, month.last, "part")
    first = month.first + 7 * (number - 1) * _DAY
    return Span(first, min(first + 6 * _DAY, month.last), "part")


def back_from(day: date, count: int, unit: str) -> date:
    """The day so many days, weeks, months or years before; the last of its month where that has no such day."""
    if unit == "hour":
        unit, count = "day", -(-count // 24)
    if unit in ("day", "week"):
        days = count * (7 if unit == "week" else 1)
        return day - min(days, (day - date.min).days) * _DAY
    months = day.year * 12 + day.month - 1 - count * (12 if unit == "year" else 1)
    year, month = divmod(max(months, 12), 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
