"""Expressions that count from what the article named before: "a year earlier", "the next day", "the latest quarter".

Reports of earnings compare like with like: a year before a quarter is the same quarter of the year before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.temporal import periods
from corpus.temporal.lexicon import UNIT_OF
from corpus.temporal.phrase import year_said

if TYPE_CHECKING:
    from corpus.temporal.anchor import Anchor
    from corpus.temporal.named import Reading
    from corpus.temporal.periods import Period
    from corpus.temporal.phrase import Phrase

_AFTER = frozenset(["following", "ensuing", "subsequent", "next", "after", "later"])


def _year_ago(phrase: Phrase, anchor: Anchor) -> Period | None:
    if phrase.said("span") in ("", "period"):
        return anchor.year_before(phrase.start)
    reported = anchor.mentioned(UNIT_OF[phrase.said("span")], phrase.start)
    return periods.shifted(reported, -1, "year") if reported else None


def _apart(phrase: Phrase, anchor: Anchor) -> Period | None:
    """Of "three days earlier" and "a week later": counted from the latest mention as fine as the unit."""
    count, unit = phrase.number("number"), UNIT_OF[phrase.said("unit")]
    if count is None:
        return None
    is_later = phrase.said("side") in _AFTER
    if unit == "year" and not is_later and count == 1:
        return anchor.year_before(phrase.start)
    known = anchor.mentioned(unit, phrase.start) or _finer(phrase, anchor, unit)
    if known is None:
        return None if is_later else anchor.away(unit, -count)
    return periods.shifted(known, count if is_later else -count)


def _finer(phrase: Phrase, anchor: Anchor, unit: periods.Unit) -> Period | None:
    """The unit around the latest day named; of a year, around the latest day or month."""
    finer: tuple[periods.Unit, ...] = ("day", "month") if unit == "year" else ("day",)
    return _latest_of(phrase, anchor, unit, finer)


def _latest_of(phrase: Phrase, anchor: Anchor, unit: periods.Unit, units: tuple[periods.Unit, ...]) -> Period | None:
    """The unit around what was named latest of these units."""
    known = [anchor.mentions[one] for one in units if anchor.mentioned(one, phrase.start)]
    latest = max(known, key=lambda mention: mention.place, default=None)
    return periods.containing(unit, latest.period.first) if latest else None


def _beside(phrase: Phrase, anchor: Anchor) -> Period | None:
    unit = UNIT_OF.get(phrase.said("unit"), "day")
    known = anchor.mentioned(unit, phrase.start) or _finer(phrase, anchor, unit)
    side = phrase.said("beside") or phrase.said("next") or phrase.said("side")
    return periods.shifted(known, 1 if side in _AFTER else -1) if known else None


def _same(phrase: Phrase, anchor: Anchor) -> Period | None:
    """Of "that year": of 1994, or of a day of 1995 named after it."""
    unit = UNIT_OF.get(phrase.said("unit"), "day")
    if unit == "year":
        return _latest_of(phrase, anchor, unit, ("year", "month", "day"))
    return anchor.mentioned(unit, phrase.start) or _finer(phrase, anchor, unit)


def _corresponding(phrase: Phrase, anchor: Anchor) -> Period | None:
    """Of "the same period last year" and "the corresponding quarter of 1988": the period under report, in that year."""
    year = year_said(phrase.said("year")) or anchor.published_year - 1
    span = phrase.said("span")
    reported = anchor.mentioned("quarter" if span == "period" else UNIT_OF[span], phrase.start)
    if reported:
        return periods.shifted(reported, year - reported.first.year, "year")
    is_known = bool(phrase.said("year")) or anchor.published is not None
    return periods.year_of(year) if span == "period" and is_known else None


def _year_span(phrase: Phrase, anchor: Anchor) -> Period | None:
    """Of "the 1988 quarter" and "last year's period": the quarter under report, in that year."""
    step = phrase.step()
    year = year_said(phrase.said("year"))
    if year is None:
        away = anchor.away("year", step or 0)
        year = away.first.year if away else None
    if year is None:
        return None
    reported = anchor.mentioned("quarter", phrase.start)
    if reported:
        return periods.shifted(reported, year - reported.first.year, "year")
    return periods.year_of(year) if phrase.said("span") == "period" else None


def _latest(phrase: Phrase, anchor: Anchor) -> Period | None:
    span = phrase.said("span")
    unit = UNIT_OF.get(span, "quarter")
    known = anchor.mentioned(unit, phrase.start)
    return known or (anchor.away(unit, -1) if span != "period" else None)


def _the_quarter(phrase: Phrase, anchor: Anchor) -> Period | None:
    return anchor.mentioned("quarter", phrase.start)


MENTIONED: dict[str, Reading] = {
    "year_ago": _year_ago,
    "apart": _apart,
    "day_apart": _beside,
    "beside": _beside,
    "same": _same,
    "corresponding": _corresponding,
    "year_span": _year_span,
    "latest": _latest,
    "the_quarter": _the_quarter,
}
