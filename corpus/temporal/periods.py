"""Stretches of the calendar: a day, an ISO week, a month, a quarter, a year, or a range of one of these."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta
from typing import Literal

Unit = Literal["day", "week", "month", "quarter", "year"]

MONTHS_IN: dict[str, int] = {"month": 1, "quarter": 3, "year": 12}
SEASON_FIRST_MONTH = {"spring": 3, "summer": 6, "fall": 9, "autumn": 9, "winter": 12}


@dataclass(frozen=True, slots=True)
class Period:
    """A run of whole calendar units: the one that starts on `first`, up to and with the one that starts on `last`.

    Both are the first day of their unit, so a period has one spelling. `iso` is that spelling.
    """

    unit: Unit
    first: date
    last: date

    @property
    def is_single(self) -> bool:
        """Whether it is one unit and not a range."""
        return self.first == self.last

    @property
    def iso(self) -> str:
        """`1995-05-03`, `1995-W18`, `1995-05`, `1995-Q2`, `1995`, or two of them with a slash between."""
        first = _iso(self.unit, self.first)
        return first if self.is_single else f"{first}/{_iso(self.unit, self.last)}"


def containing(unit: Unit, day: date) -> Period:
    """The unit that the day lies in."""
    first = start_of(unit, day)
    return Period(unit, first, first)


def start_of(unit: Unit, day: date) -> date:
    """The first day of the unit that the day lies in; weeks are ISO weeks and start on Monday."""
    if unit == "day":
        return day
    if unit == "week":
        return day - timedelta(days=day.weekday())
    months = MONTHS_IN[unit]
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def on(year: int, month: int, day: int) -> Period | None:
    """A day of the calendar; None where there is none such."""
    try:
        exact = date(year, month, day)
    except ValueError:
        return None
    return Period("day", exact, exact)


def month_of(year: int, month: int) -> Period | None:
    """A month; None outside the years that Python's calendar knows."""
    return containing("month", date(year, month, 1)) if MINYEAR <= year <= MAXYEAR else None


def quarter_of(year: int, quarter: int) -> Period | None:
    """A calendar quarter, 1 to 4."""
    return containing("quarter", date(year, quarter * 3 - 2, 1)) if MINYEAR <= year <= MAXYEAR else None


def half_of(year: int, half: int) -> Period | None:
    """Half a year, 1 or 2: a range of six months."""
    return months_from(year, half * 6 - 5, 6)


def season_of(year: int, season: str) -> Period | None:
    """A northern season as a range of three whole months; the winter of a year starts in its December."""
    return months_from(year, SEASON_FIRST_MONTH[season], 3)


def months_from(year: int, month: int, months: int) -> Period | None:
    """A range of so many months."""
    first = month_of(year, month)
    last = first and shifted(first, months - 1)
    return Period("month", first.first, last.first) if first and last else None


def year_of(year: int) -> Period | None:
    """A year."""
    return containing("year", date(year, 1, 1)) if MINYEAR <= year <= MAXYEAR else None


def years_between(first: int, last: int) -> Period | None:
    """A range of years, both ends inside; None where it runs backwards."""
    if not MINYEAR <= first < last <= MAXYEAR:
        return None
    return Period("year", date(first, 1, 1), date(last, 1, 1))


def weekend_of(day: date) -> Period | None:
    """The Saturday and Sunday of the ISO week that the day lies in."""
    saturday = shifted(containing("day", start_of("week", day)), 5)
    sunday = saturday and shifted(saturday, 1)
    return Period("day", saturday.first, sunday.first) if saturday and sunday else None


def last_day(period: Period) -> date:
    """The last day that lies inside."""
    following = shifted(Period(period.unit, period.last, period.last), 1)
    return following.first - timedelta(days=1) if following else date.max


def shifted(period: Period, count: int, unit: Unit | None = None) -> Period | None:
    """The same period so many units (its own where none is named) later, or earlier where `count` is negative.

    A day that the month it lands in does not have becomes that month's last. None outside the calendar.
    """
    unit = unit or period.unit
    try:
        return Period(period.unit, _moved(period, period.first, count, unit), _moved(period, period.last, count, unit))
    except (ValueError, OverflowError):
        return None


def _moved(period: Period, day: date, count: int, unit: Unit) -> date:
    if unit in ("day", "week"):
        moved = day + timedelta(days=count * (7 if unit == "week" else 1))
    else:
        months = day.year * 12 + day.month - 1 + count * MONTHS_IN[unit]
        first = date(months // 12, months % 12 + 1, 1)
        moved = first + timedelta(days=day.day - 1)
        if moved.month != first.month:
            moved -= timedelta(days=moved.day)
    return start_of(period.unit, moved)


def _iso(unit: Unit, first: date) -> str:
    if unit == "day":
        return first.isoformat()
    if unit == "week":
        year, week, _ = first.isocalendar()
        return f"{year:04d}-W{week:02d}"
    if unit == "month":
        return f"{first.year:04d}-{first.month:02d}"
    if unit == "quarter":
        return f"{first.year:04d}-Q{(first.month + 2) // 3}"
    return f"{first.year:04d}"
