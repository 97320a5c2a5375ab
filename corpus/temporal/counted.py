"""What is counted from the day of publication: today, last week, three days ago, the end of the year, the weekend."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.temporal import periods
from corpus.temporal.lexicon import ORDINALS, UNIT_OF, either
from corpus.temporal.phrase import year_said

if TYPE_CHECKING:
    from corpus.temporal.anchor import Anchor
    from corpus.temporal.named import Reading
    from corpus.temporal.periods import Period, Unit
    from corpus.temporal.phrase import Phrase

# "The first in five years", "twice in a week" say how rare a thing is; the words for that stand not long before.
_RANKED_BEFORE = 7
_RANKS = frozenset(ORDINALS) | either("most once twice time times only")


def _today(phrase: Phrase, anchor: Anchor) -> Period | None:
    return anchor.away("day", {"yesterday": -1, "tomorrow": 1}.get(phrase.said("today"), 0))


def _part_of_day(phrase: Phrase, anchor: Anchor) -> Period | None:
    return anchor.away("day", phrase.step() or 0)


def _day_beside(phrase: Phrase, anchor: Anchor) -> Period | None:
    return anchor.away("day", -2 if phrase.said("side").startswith("before") else 2)


def _unit(phrase: Phrase, anchor: Anchor) -> Period | None:
    said = phrase.said("unit")
    if said == "weekend" and phrase.said("which") == "this":
        return _weekend(phrase, anchor)
    return _named_unit(said, phrase.step() or 0, anchor)


def _named_unit(said: str, step: int, anchor: Anchor) -> Period | None:
    """The week, month, … decade, century or weekend so many steps from the one of publication."""
    if anchor.published is None:
        return None
    if said == "weekend":
        week = anchor.away("week", step)
        return periods.weekend_of(week.first) if week else None
    if said in ("decade", "century"):
        years = 10 if said == "decade" else 100
        first = (anchor.published.year // years + step) * years
        return periods.years_between(max(first, 1), first + years - 1)
    return anchor.away(UNIT_OF[said], step)


def _ago(phrase: Phrase, anchor: Anchor) -> Period | None:
    count = phrase.number("number")
    if count is None:
        return None
    steps = count if phrase.said("hence") else -count
    said, exact = phrase.said("unit"), phrase.said("exact")
    if said.startswith("decade"):
        past = anchor.away("year", steps * 10)
        first = past.first.year // 10 * 10 if past else 0
        return periods.years_between(first, first + 9) if first else None
    unit = UNIT_OF[said]
    if exact:
        grain: Unit = "day" if exact == "today" else UNIT_OF[exact.split()[1]]
        now = anchor.now(grain)
        return periods.shifted(now, steps, unit) if now else None
    if unit == "year" and steps == -1:
        return anchor.year_before(phrase.start)
    return anchor.away(unit, steps)


def _hence(phrase: Phrase, anchor: Anchor) -> Period | None:
    """Of "in three weeks": a date where the clause looks ahead, else how long something took or had not been."""
    count = phrase.number("number")
    if not count or not phrase.direction().is_ahead:
        return None
    before = [phrase.words.lowered(place) for place in range(max(phrase.start - _RANKED_BEFORE, 0), phrase.start)]
    if any(word in _RANKS or word.endswith("est") for word in before):
        return None
    return anchor.away(UNIT_OF[phrase.said("unit")], count)


def _year_end(phrase: Phrase, anchor: Anchor) -> Period | None:
    """The 31st of December: of the year beside it, of the year before after "since", else of the current one."""
    year = year_said(phrase.said("year"))
    if year is None and anchor.published:
        is_past = phrase.words.lowered(phrase.start - 1) in ("since", "from")
        year = anchor.published.year - is_past
    return periods.on(year, 12, 31) if year else None


def _the_unit(phrase: Phrase, anchor: Anchor) -> Period | None:
    if phrase.said("unit") == "day":
        return anchor.mentioned("day", phrase.start) or anchor.now("day")
    return _named_unit(phrase.said("unit"), 0, anchor)


def _full_year(_phrase: Phrase, anchor: Anchor) -> Period | None:
    return anchor.now("year")


def _weekend(phrase: Phrase, anchor: Anchor) -> Period | None:
    """The weekend just past, unless the clause looks ahead; on a Saturday or Sunday, the one that it is."""
    if anchor.published is None:
        return None
    if phrase.rule == "the_weekend" and phrase.said("past"):
        return _named_unit("weekend", -1, anchor)
    is_current = anchor.published.weekday() >= 5 or phrase.direction().is_ahead
    return _named_unit("weekend", 0 if is_current else -1, anchor)


COUNTED: dict[str, Reading] = {
    "today": _today,
    "part_of_day": _part_of_day,
    "day_beside": _day_beside,
    "unit": _unit,
    "ago": _ago,
    "hence": _hence,
    "year_end": _year_end,
    "the_unit": _the_unit,
    "full_year": _full_year,
    "the_weekend": _weekend,
}
