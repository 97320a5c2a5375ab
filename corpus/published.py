"""Publication dates: read from what is printed, refused where it is no date, never guessed.

The day is the day as printed: a time of day and its zone are never converted. A stamp in UTC is held against what the
page says elsewhere of the same moment, in its own zone; see `local_day`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from corpus.errors import DateError

if TYPE_CHECKING:
    from collections.abc import Iterable

# The first newspapers appeared in 1605; a year outside these bounds is a slip or a number that only looks like one.
EARLIEST, LATEST = date(1605, 1, 1), date(2199, 12, 31)

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janvier enero janeiro gennaio januari ene gen",
            "february feb februar février fevrier febrero fevereiro febbraio februari fév fev",
            "march mar märz marz mars marzo março marco maart mär mrz",
            "april apr avril abril aprile avr abr",
            "may mai mayo maio maggio mei mag",
            "june jun juni juin junio junho giugno giu",
            "july jul juli juillet julio julho luglio juil lug",
            "august aug août aout agosto augustus ago",
            "september sept sep septembre septiembre setembro settembre set",
            "october oct oktober octobre octubre outubro ottobre okt out ott",
            "november nov novembre noviembre novembro",
            "december dec dezember décembre decembre diciembre dezembro dicembre dez déc dic",
        ),
        1,
    )
    for name in names.split()
}
_MONTH_ALONE = rf"(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er)?"
_YEAR = r"(?P<year>\d{4})"
_WEEKDAYS = (
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|"
    r"(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo|"
    r"(?:segunda|ter[cç]a|quarta|quinta|sexta)(?:-feira)?|(?:luned|marted|mercoled|gioved|venerd)[iì]|sabato|domenica|"
    r"(?:maan|dins|woens|donder|vrij|zater|zon)dag"
)
_WEEKDAY = rf"(?:(?:{_WEEKDAYS})\.?,?\s+)?"
_ZONE = r"(?:z|[a-z]{2,5}|(?:gmt|utc)?\s?[+-]\d{1,2}(?::?\d{2})?|\([a-z]{2,5}\))"
_CLOCK = rf"\d{{1,2}}(?:[:.]\d{{2}}){{0,2}}(?:[.,]\d+)?\s*(?:[ap]\.?m\b\.?)?(?:\s*{_ZONE}){{0,2}}"
_TIME = rf"(?:(?:\s*,\s*|\s+at\s+|\s*[|·•–—-]\s*|\s+|t)(?P<time>{_CLOCK}))?"  # noqa: RUF001 (dashes as printed)

_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?P<year>\d{{4}})-(?P<number>\d{{2}})-(?P<day>\d{{2}}){_TIME}",
        rf"(?P<year>\d{{4}})([/.])(?P<number>\d{{1,2}})\2(?P<day>\d{{1,2}}){_TIME}",
        rf"(?P<year>\d{{4}})(?P<number>\d{{2}})(?P<day>\d{{2}})(?:t?(?P<time>\d{{4,6}}(?:\.\d+)?\s*{_ZONE}?))?",
        rf"{_WEEKDAY}{_MONTH}\s*{_DAY},?\s+{_YEAR}{_TIME}",
        rf"{_WEEKDAY}{_DAY}\.?(?:\s+(?:of\s+|de\s+)?|-){_MONTH},?(?:\s+(?:de\s+|del\s+)?|-){_YEAR}{_TIME}",
        rf"{_WEEKDAY}{_MONTH}\s+{_DAY}\s+(?P<time>{_CLOCK})\s+{_YEAR}",
        rf"(?P<time>{_CLOCK})\s*,?\s*{_WEEKDAY}{_MONTH}\s*{_DAY},?\s+{_YEAR}",
        rf"(?P<time>{_CLOCK})\s*,?\s*{_WEEKDAY}{_DAY}\s+{_MONTH},?\s+{_YEAR}",
    )
)
_SLASHED = re.compile(rf"(?P<one>\d{{1,2}})([/.])(?P<two>\d{{1,2}})\2{_YEAR}{_TIME}", re.IGNORECASE)

_LABELS = {
    "published": "published", "publication date": "published", "date published": "published", "date": "published",
    "first published": "published", "originally published": "published", "posted": "published", "issued": "published",
    "published on": "published", "posted on": "published", "created": "published", "pub date": "published",
    "published at": "published", "posted at": "published", "release date": "published",
    "date of publication": "published",
    "updated": "updated", "last updated": "updated", "updated on": "updated", "last modified": "updated",
    "modified": "updated", "last updated on": "updated", "updated at": "updated", "date updated": "updated",
}  # fmt: skip
_LABELLED = re.compile(
    rf"(?P<label>{'|'.join(sorted(_LABELS, key=len, reverse=True))})\s*[:\s]\s*(?P<rest>.+)", re.IGNORECASE
)

_LONGEST_LINE = 200
_DAY_IN_LINE = re.compile(
    rf"(?<![\w-])(?:\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}([/.])\d{{1,2}}\1\d{{4}}|{_MONTH_ALONE}\s*\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|"
    rf"\d{{1,2}}(?:st|nd|rd|th|er)?\.?\s+(?:of\s+|de\s+)?{_MONTH_ALONE},?\s+(?:de\s+|del\s+)?\d{{4}})(?!\w)",
    re.IGNORECASE,
)
_UPDATED_BEFORE = re.compile(
    r"updated|modified|aktualisiert|modifi[eé]|atualizado|actualizado|aggiornato|bijgewerkt", re.IGNORECASE
)

_PATH_YMD = re.compile(
    r"(?<![\d.])(?P<year>(?:1[6-9]|2[01])\d\d)(?P<sep>[/_.-]?)(?P<month>\d{2}|[a-z]{3})(?P=sep)(?P<day>\d{2})(?!\d)",
    re.IGNORECASE,
)
_PATH_SLASHED = re.compile(
    r"(?:^|/)(?P<year>(?:1[6-9]|2[01])\d\d)/(?P<month>\d{1,2}|[a-z]{3})/(?P<day>\d{1,2})(?=/|$)", re.IGNORECASE
)


_HALF = re.compile(r"[.,\d]*\s*(?P<half>[ap])\.?m\b\.?", re.IGNORECASE)
# Where a clock says neither: the moment may be one of UTC.
_OFFSET = re.compile(
    r"(?P<utc>z|gmt|utc|[+-]0?0(?::?00)?)\W*$|(?P<local>[+-]\d{1,2}(?::?\d{2})?|[a-z]{2,5})\W*$", re.IGNORECASE
)
# Local time is at most so many minutes behind UTC, and ahead of it.
_BEHIND, _AHEAD = 12 * 60, 14 * 60
_WHOLE_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class Stamp:
    """A day as stated and what stands beside it: the time in minutes after midnight, and the zone that it counts in.

    `zone` is "utc" (`Z`, `GMT`, `+00:00`), "local" (another offset or a zone's name), or None where it is not said.
    """

    day: date
    minutes: int | None = None
    zone: Literal["utc", "local"] | None = None


def parse_date(text: str) -> date:
    """The day that a text names in full: ISO 8601, RFC 2822, `May 4, 1995`, `4 May 1995`, each with or without a time.

    Numbers alone (4/5/1995) are a date only where they can be read in one way. Raises DateError for anything else.
    """
    return parse_stamp(text).day


def parse_stamp(text: str) -> Stamp:
    """The day that a text names in full, as `parse_date` reads it, with its time and zone. Raises DateError."""
    printed = " ".join(text.split())
    found = _parse(printed) if len(printed) <= 80 else None
    if found is None:
        raise DateError(f"{printed[:40]!r} is not a date", "write it as 1995-05-04")
    return found


def local_day(stamp: Stamp, own: Iterable[date]) -> date:
    """The day of a stamp where it was published.

    `own` are days that the page gives elsewhere, in its own time, the best first. A stamp with a time in UTC, or in a
    zone that is not said, is of the day before or after where the first of them that is near says so and the clock
    allows it: local time is 12 hours behind UTC at most, and 14 ahead. Any other stamp is of its own day.
    """
    if stamp.minutes is None or stamp.zone == "local":
        return stamp.day
    for day in own:
        apart = (day - stamp.day).days
        if apart == 0:
            break
        if (apart == -1 and stamp.minutes < _BEHIND) or (apart == 1 and stamp.minutes >= _WHOLE_DAY - _AHEAD):
            return day
    return stamp.day


def readings_of(text: str) -> frozenset[date]:
    """The two days that a date in numbers may be (05/10/2018), in text that holds only it; none where it is clear."""
    match = _SLASHED.fullmatch(" ".join(text.split())) if len(text) <= _LONGEST_LINE else None
    found = _readings(match) if match else frozenset()
    return found if len(found) > 1 else frozenset()


def readings_in_line(line: str) -> list[frozenset[date]]:
    """The readings of each date in a short line that may be two days."""
    return [found for match in _DAY_IN_LINE.finditer(line[:_LONGEST_LINE]) if (found := readings_of(match[0]))]


def date_on_line(line: str) -> tuple[str, date] | None:
    """What a line says that holds only a date: ("published" or "updated", the day), or None.

    A label may stand before it (`Published: May 4, 1995`). A year or a month alone is not a date.
    """
    line = line.strip(" |*_-–—·•()")  # noqa: RUF001 (dashes as printed)
    if not 8 <= len(line) <= 80:
        return None
    labelled = _LABELLED.fullmatch(line)
    if labelled:
        stamp = _parse(labelled["rest"].strip())
        return (_LABELS[" ".join(labelled["label"].lower().split())], stamp.day) if stamp else None
    stamp = _parse(line)
    return ("published", stamp.day) if stamp else None


def dates_in_line(line: str) -> list[tuple[str, date]]:
    """Every full day that a short line names, with what it is: "updated" where the line says so before it."""
    found = []
    at = 0
    for match in _DAY_IN_LINE.finditer(line[:_LONGEST_LINE]):
        stamp = _parse(match[0])
        if stamp:
            before = line[at : match.start()]
            found.append(("updated" if _UPDATED_BEFORE.search(before) else "published", stamp.day))
            at = match.end()
    return found


def date_in_path(path: str) -> date | None:
    """The day in the path of a URL or a file: /1995/05/04/, 1995-05-04, 19950504, /1995/may/04/. Two days are none."""
    slashed = {day for match in _PATH_SLASHED.finditer(path) if (day := _path_day(match))}
    found = slashed or {day for match in _PATH_YMD.finditer(path) if (day := _path_day(match))}
    return found.pop() if len(found) == 1 else None


def _path_day(match: re.Match[str]) -> date | None:
    month = match["month"].lower()
    number = int(month) if month.isdigit() else _MONTHS.get(month)
    return _day(int(match["year"]), number, int(match["day"]))


def _parse(printed: str) -> Stamp | None:
    for form in _FORMS:
        match = form.fullmatch(printed)
        if match:
            parts = match.groupdict()
            number = int(parts["number"]) if "number" in parts else _MONTHS[parts["month"].lower()]
            return _stamp(_day(int(parts["year"]), number, int(parts["day"])), parts.get("time"))
    match = _SLASHED.fullmatch(printed)
    days = _readings(match) if match else frozenset()
    return _stamp(next(iter(days)), match["time"]) if match and len(days) == 1 else None


def _readings(match: re.Match[str]) -> frozenset[date]:
    year, one, two = int(match["year"]), int(match["one"]), int(match["two"])
    return frozenset(day for month, number in ((one, two), (two, one)) if (day := _day(year, month, number)))


def _stamp(day: date | None, time: str | None) -> Stamp | None:
    """A day and its time; None where there is no such day, or where hours, minutes or seconds do not exist."""
    if day is None or not time:
        return Stamp(day) if day else None
    digits = re.match(r"(\d{2})(\d{2})(\d{2})?(?!\d)|(\d{1,2})(?:[:.](\d{2}))?(?:[:.](\d{2}))?", time)
    if digits is None:
        return None
    hour, minute, second = (
        int(part or 0) for part in (digits[1] or digits[4], digits[2] or digits[5], digits[3] or digits[6])
    )
    if hour > 24 or minute > 59 or second > 60:
        return None
    half = _HALF.match(time, digits.end())
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half["half"] in "pP" else 0)
    zone = _OFFSET.search(time, half.end() if half else digits.end())
    said: Literal["utc", "local"] | None = None if zone is None else "utc" if zone["utc"] else "local"
    # Midnight sharp without a zone is no time: a day was written into a field for moments.
    return Stamp(day, (hour * 60 + minute) if (hour, minute, second) != (0, 0, 0) or said else None, said)


def _day(year: int, month: int | None, day: int) -> date | None:
    if month is None:
        return None
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if EARLIEST <= found <= LATEST else None


def date_in_url(url: str | None) -> date | None:
    """The day that the path of an address names, as `date_in_path` reads it, or None."""
    try:
        return date_in_path(urlsplit(url).path) if url else None
    except ValueError:
        return None  # what is no address has no path
