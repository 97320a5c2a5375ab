"""Where the calendar of an article hangs: its day of publication, and the periods it has named so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import MAXYEAR, MINYEAR
from math import inf
from typing import TYPE_CHECKING

from corpus.temporal import periods
from corpus.temporal.tense import Direction

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from corpus.temporal.periods import Period, Unit

# Words for which a mention can be counted from: some four sentences, but a report on a quarter is on it to its end.
FRESH = 100
FRESH_QUARTER = 250

# How much farther a date may lie on the side the tense points to and still be preferred to the one on the other side.
# It has a limit because the verb may be a neighbouring clause's, and because news says "next March" in May.
LEAN = {
    Direction.BACK: 5,
    Direction.AHEAD: 4.5,
    Direction.SURELY_BACK: 15,
    Direction.SURELY_AHEAD: 15,
    Direction.LAST: inf,
    Direction.NEXT: inf,
}


@dataclass(frozen=True, slots=True)
class Mention:
    """A period, and the place of the word that named it."""

    period: Period
    place: int


@dataclass(slots=True)
class Anchor:
    """What relative expressions are counted from. Everything is None where the day of publication is unknown."""

    published: date | None
    mentions: dict[Unit, Mention] = field(default_factory=dict)

    def remember(self, period: Period, place: int) -> None:
        """Keep the latest single period of each unit, for "that year" and "a year earlier".

        A quarter still running does not displace one that is over, for reports are on the latter; where the day of
        publication is unknown, so is which of two quarters is meant.
        """
        known = self.mentioned("quarter", place)
        if period.unit == "quarter" and known and known != period:
            if self.published is None:
                self.mentions.pop("quarter")
                return
            if self._is_over(known) and not self._is_over(period):
                return
        if period.is_single:
            self.mentions[period.unit] = Mention(period, place)

    def forget(self) -> None:
        """Drop what was named: an expression that could not be placed came after it."""
        self.mentions.clear()

    def mentioned(self, unit: Unit, place: int) -> Period | None:
        """The latest period of that unit, where it was named not long before the word at `place`."""
        mention = self.mentions.get(unit)
        reach = FRESH_QUARTER if unit == "quarter" else FRESH
        return mention.period if mention and place - mention.place <= reach else None

    def year_before(self, place: int) -> Period | None:
        """What "a year earlier" means there: a year before the quarter under report, or else the year before."""
        reported = self.mentioned("quarter", place)
        return periods.shifted(reported, -1, "year") if reported else self.away("year", -1)

    def _is_over(self, period: Period) -> bool:
        return self.published is not None and periods.last_day(period) < self.published

    def now(self, unit: Unit) -> Period | None:
        """The unit of the day of publication."""
        return periods.containing(unit, self.published) if self.published else None

    def away(self, unit: Unit, count: int) -> Period | None:
        """The unit so many units after the day of publication, before it where `count` is negative."""
        now = self.now(unit)
        return periods.shifted(now, count) if now else None

    def weekday(self, weekday: int, direction: Direction) -> Period | None:
        """A weekday: the coming one where the clause looks ahead, else the latest; the day of publication is either.

        "last Monday" and "next Monday" are never the day of publication.
        """
        if self.published is None:
            return None
        back = (self.published.weekday() - weekday) % 7
        if direction is Direction.LAST:
            return self.away("day", -(back or 7))
        if direction is Direction.NEXT:
            return self.away("day", 7 - back)
        return self.away("day", (7 - back) % 7 if direction.is_ahead else -back)

    def nearest(self, of_year: Callable[[int], Period | None], direction: Direction) -> Period | None:
        """Of what comes once a year, the one nearest to the day of publication on the side that the clause looks to."""
        today = self.published
        if today is None:
            return None

        def distance(period: Period) -> float:
            end = periods.last_day(period)
            if period.first <= today <= end:
                return 0
            is_ahead = period.first > today
            days = (period.first - today).days if is_ahead else (today - end).days
            is_wanted = direction is Direction.UNSAID or is_ahead is direction.is_ahead
            return days if is_wanted else days * LEAN[direction]

        years = range(max(today.year - 1, MINYEAR + 1), min(today.year + 1, MAXYEAR - 1) + 1)
        choices = (of_year(year) for year in years)
        return min((period for period in choices if period), key=distance, default=None)

    def decade(self, tens: int) -> Period | None:
        """The latest decade with these tens that had begun by the day of publication."""
        if self.published is None:
            return None
        year = self.published.year - (self.published.year - tens) % 100
        return periods.years_between(year, year + 9)

    def nearest_year(self, two_digits: int) -> int | None:
        """The year with these last two digits that is nearest to the day of publication."""
        if self.published is None:
            return None
        century = self.published.year // 100 * 100
        years = (century + two_digits + shift for shift in (-100, 0, 100))
        return min(years, key=lambda year: abs(year - self.published_year))

    @property
    def published_year(self) -> int:
        """The year of publication; 0 where it is unknown."""
        return self.published.year if self.published else 0
