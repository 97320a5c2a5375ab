"""The window: which publication dates a question may draw on."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from corpus.errors import DateError, QuestionError

_ISO_RANGE = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


@dataclass(frozen=True, slots=True)
class Window:
    """A span of publication dates, each end inclusive; None leaves an end open.

    `before` and `as_of` both close the window; the earlier of the two holds. They differ in meaning: `before` asks for
    articles up to a day, `as_of` asks what could be known on it. An article without a date is inside only where the
    window is open at both ends: whether it lies inside any other cannot be known.
    """

    after: date | None = None
    before: date | None = None
    as_of: date | None = None

    def __post_init__(self) -> None:
        if self.after and self.last and self.after > self.last:
            raise QuestionError(f"the window ends ({self.last}) before it starts ({self.after})", "swap the two dates")

    @property
    def last(self) -> date | None:
        """The last day inside, or None."""
        ends = [day for day in (self.before, self.as_of) if day]
        return min(ends) if ends else None

    @property
    def is_open(self) -> bool:
        """Whether the window admits every date."""
        return self.after is None and self.last is None

    def admits(self, published: date | None) -> bool:
        """Whether an article published on that day lies inside."""
        if published is None:
            return self.is_open
        return (self.after is None or self.after <= published) and (self.last is None or published <= self.last)


def window_from_text(after: str | None = None, before: str | None = None, as_of: str | None = None) -> Window:
    """A window from what a person typed: a day (`1995-05-03`), a month (`1995-05`) or a year (`1995`).

    A month or a year is a range: `after` counts from its first day, `before` and `as_of` to its last.
    Raises DateError for text that is no date, QuestionError for a window that ends before it starts.
    """
    return Window(
        after=_range(after)[0] if after else None,
        before=_range(before)[1] if before else None,
        as_of=_range(as_of)[1] if as_of else None,
    )


def day_from_text(text: str) -> date:
    """One day, from what a person typed. Raises DateError for anything else."""
    first, last = _range(text)
    if first != last:
        raise DateError(f"{text!r} is not one day", "write 1995-05-03")
    return first


def _range(text: str) -> tuple[date, date]:
    """The first and the last day that the text names."""
    stated = _ISO_RANGE.fullmatch(text.strip())
    if stated is None:
        raise _no_date(text)
    year, month, day = int(stated[1]), stated[2], stated[3]
    try:
        if day:
            exact = date(year, int(month), int(day))
            return exact, exact
        first, last = (int(month), int(month)) if month else (1, 12)
        return date(year, first, 1), date(year, last, monthrange(year, last)[1])
    except (ValueError, IndexError):  # a month that is none: monthrange raises an IndexError in 3.11
        raise _no_date(text) from None


def _no_date(text: str) -> DateError:
    return DateError(f"{text!r} is not a date", "write 1995-05-03, 1995-05 or 1995")
