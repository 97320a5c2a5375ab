"""What named dates mean: days, months, quarters, seasons, years and longer, and the ranges between two of them.

A reading takes a phrase to a period of the calendar. It gives None where the phrase cannot be placed: the day of
publication is needed and not known, or there is no such day.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from corpus.temporal import periods
from corpus.temporal.lexicon import APOSTROPHES, DECADES
from corpus.temporal.phrase import year_said
from corpus.temporal.tense import Direction

if TYPE_CHECKING:
    from collections.abc import Callable

    from corpus.temporal.anchor import Anchor
    from corpus.temporal.periods import Period
    from corpus.temporal.phrase import Phrase

    Reading = Callable[[Phrase, Anchor], Period | None]

_STATED = {-1: Direction.LAST, 0: Direction.UNSAID, 1: Direction.NEXT}
_TERROR = frozenset(["attack", "attacks", "terrorist", "terrorists", "terror", "hijackers", "hijackings"])


def _names_year(phrase: Phrase) -> bool:
    """Whether a year stands beside what comes once a year, in figures, in words or as "last year"."""
    return any(phrase.said(part) for part in ("year", "year_before", "which_year", "which_before"))


def _year_named(phrase: Phrase, anchor: Anchor) -> int | None:
    """That year; None where it depends on a day of publication that is not known."""
    said = phrase.said("year") or phrase.said("year_before")
    if said:
        return anchor.nearest_year(int(said[1:])) if said[0] in APOSTROPHES else year_said(said)
    step = phrase.step("which_year" if phrase.said("which_year") else "which_before")
    return anchor.published.year + step if anchor.published and step is not None else None


def _yearly(
    phrase: Phrase, anchor: Anchor, of_year: Callable[[int], Period | None], direction: Direction | None = None
) -> Period | None:
    """What comes once a year: in the year named beside it, by its "last", "this" or "next", or else by the tense.

    `direction` overrides the tense that the clause shows.
    """
    if _names_year(phrase):
        year = _year_named(phrase, anchor)
        return of_year(year) if year else None
    step = phrase.step()
    if step is None:
        return anchor.nearest(of_year, direction or phrase.direction())
    if anchor.published is None:
        return None
    if step == 0:
        return of_year(anchor.published.year)
    found = anchor.nearest(of_year, _STATED[step])
    is_running = found and found.first <= anchor.published <= periods.last_day(found)
    return periods.shifted(found, step, "year") if found and is_running else found


def _iso_day(phrase: Phrase, _anchor: Anchor) -> Period | None:
    year, month, day = (int(part) for part in phrase.said("date").split("-"))
    return periods.on(year, month, day)


def _us_day(phrase: Phrase, anchor: Anchor) -> Period | None:
    """10/31/89: the month first, unless it can only be the day."""
    month, day, year = phrase.said("date").split("/")
    if int(month) > 12:
        month, day = day, month
    full_year = int(year) if len(year) == 4 else anchor.nearest_year(int(year))
    return periods.on(full_year, int(month), int(day)) if full_year else None


def _month_day(phrase: Phrase, anchor: Anchor) -> Period | None:
    month, day, weekday = phrase.month(), phrase.number("day") or 0, phrase.weekday()
    if (month, day) == (9, 11) and phrase.words.lowered(phrase.end) in _TERROR:
        return periods.on(2001, 9, 11)

    def of_year(year: int) -> Period | None:
        exact = periods.on(year, month, day)
        is_fitting = exact and (weekday in (None, exact.first.weekday()) or _names_year(phrase))
        return exact if is_fitting else None

    return _yearly(phrase, anchor, of_year)


def _weekday(phrase: Phrase, anchor: Anchor) -> Period | None:
    weekday = phrase.weekday() or 0
    if phrase.said("which_week"):
        week = anchor.away("week", phrase.step("which_week") or 0)
        return periods.shifted(periods.containing("day", week.first), weekday) if week else None
    if phrase.said("beside"):
        known = anchor.mentioned("day", phrase.start) or anchor.now("day")
        return _weekday_beside(weekday, known, phrase.said("beside")) if known else None
    step = phrase.step()
    if step == 0:
        return anchor.away("day", weekday - anchor.published.weekday()) if anchor.published else None
    return anchor.weekday(weekday, phrase.direction() if step is None else _STATED[step])


def _weekday_beside(weekday: int, day: Period, beside: str) -> Period | None:
    back = (day.first.weekday() - weekday) % 7
    is_after = beside in ("following", "ensuing", "subsequent")
    return periods.shifted(day, 7 - back if is_after else -(back or 7))


def _holiday(phrase: Phrase, anchor: Anchor) -> Period | None:
    name, is_eve = phrase.said("holiday"), phrase.said("eve") == "eve"

    def of_year(year: int) -> Period | None:
        if name == "thanksgiving":
            first = date(year, 11, 1)
            return periods.on(year, 11, 22 + (3 - first.weekday()) % 7)
        if name == "halloween":
            return periods.on(year, 10, 31)
        if name == "christmas":
            return periods.on(year, 12, 24 if is_eve else 25)
        return periods.on(year, 12, 31) if is_eve else periods.on(year, 1, 1)

    return _yearly(phrase, anchor, of_year)


def _month(phrase: Phrase, anchor: Anchor) -> Period | None:
    """Beside a past tense "for May" may look ahead ("ordered corn for May"), "in May" does not."""
    month, direction = phrase.month(), phrase.direction()
    if direction is Direction.BACK and phrase.before in ("in", "since", "during"):
        direction = Direction.SURELY_BACK
    return _yearly(phrase, anchor, lambda year: periods.month_of(year, month), direction)


def _quarter(phrase: Phrase, anchor: Anchor) -> Period | None:
    """A quarter without a year lies back, or is the current one, unless the clause looks ahead."""
    quarter = phrase.number("ordinal") or 0
    said = phrase.direction()
    direction = Direction.BACK if said is Direction.UNSAID else said
    return _yearly(phrase, anchor, lambda year: periods.quarter_of(year, quarter), direction)


def _last_quarter(phrase: Phrase, anchor: Anchor) -> Period | None:
    year = _year_named(phrase, anchor)
    return periods.quarter_of(year, 4) if year else None


def _quarter_code(phrase: Phrase, anchor: Anchor) -> Period | None:
    quarter = int(phrase.said("quarter").strip("q"))
    return _yearly(phrase, anchor, lambda year: periods.quarter_of(year, quarter))


def _half(phrase: Phrase, anchor: Anchor) -> Period | None:
    half = 1 if phrase.said("half") == "first" else 2
    if phrase.said("which_year").startswith("the"):
        return periods.half_of(anchor.published.year, half) if anchor.published else None
    return _yearly(phrase, anchor, lambda year: periods.half_of(year, half))


def _season(phrase: Phrase, anchor: Anchor) -> Period | None:
    season = phrase.said("season")
    if season == "winter" and phrase.said("which") == "this" and anchor.published and anchor.published.month < 6:
        return periods.season_of(anchor.published.year - 1, season)
    return _yearly(phrase, anchor, lambda year: periods.season_of(year, season))


def _year(phrase: Phrase, anchor: Anchor) -> Period | None:
    year = _year_named(phrase, anchor)
    return periods.year_of(year) if year else None


def _decade(phrase: Phrase, anchor: Anchor) -> Period | None:
    said = phrase.said("decade")
    digits = "".join(letter for letter in said if letter.isdigit())
    if len(digits) == 4:
        return periods.years_between(int(digits), int(digits) + 9)
    return anchor.decade(DECADES[said] if said in DECADES else int(digits))


def _century(phrase: Phrase, _anchor: Anchor) -> Period | None:
    first = ((phrase.number("ordinal") or 0) - 1) * 100
    return periods.years_between(max(first, 1), first + 99) if first >= 0 else None


def _days_of_month(phrase: Phrase, anchor: Anchor) -> Period | None:
    month = phrase.month("month" if phrase.said("month") else "month_of_two")
    first = phrase.number("first") or phrase.number("first_of_two") or 0
    last = phrase.number("last") or 0

    def of_year(year: int) -> Period | None:
        return _range(periods.on(year, month, first), periods.on(year, month, last))

    return _yearly(phrase, anchor, of_year)


def _months(phrase: Phrase, anchor: Anchor) -> Period | None:
    first = phrase.month("first" if phrase.said("first") else "first_of_two")
    last = phrase.month("last")

    def of_last_year(year: int) -> Period | None:
        return _range(periods.month_of(year - (first > last), first), periods.month_of(year, last))

    return _yearly(phrase, anchor, of_last_year)


def _years(phrase: Phrase, _anchor: Anchor) -> Period | None:
    return _year_to(int(phrase.said("first")), phrase.said("last"))


def _split_year(phrase: Phrase, _anchor: Anchor) -> Period | None:
    first, last = phrase.said("years").split("/")
    return _year_to(int(first), last)


def _year_to(first: int, last: str) -> Period | None:
    """Of "1992-95": the later year in full; the turn of a century lies between 99 and 00."""
    year = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    return periods.years_between(first, year + 100 if len(last) == 2 and year < first else year)


def _range(start: Period | None, end: Period | None) -> Period | None:
    if start is None or end is None or start.first >= end.first:
        return None
    return periods.Period(start.unit, start.first, end.first)


NAMED: dict[str, Reading] = {
    "iso_day": _iso_day,
    "us_day": _us_day,
    "month_day": _month_day,
    "day_month": _month_day,
    "weekday": _weekday,
    "holiday": _holiday,
    "month": _month,
    "quarter": _quarter,
    "last_quarter": _last_quarter,
    "quarter_code": _quarter_code,
    "half": _half,
    "half_of": _half,
    "half_report": _half,
    "season": _season,
    "year": _year,
    "short_year": _year,
    "spoken_year": _year,
    "spoken_thousand": _year,
    "decade": _decade,
    "century": _century,
    "days_of_month": _days_of_month,
    "month_days": _days_of_month,
    "months": _months,
    "months_joined": _months,
    "years": _years,
    "split_year": _split_year,
}
