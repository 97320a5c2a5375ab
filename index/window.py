"""The window: which publication dates a question may draw on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.errors import QuestionError

if TYPE_CHECKING:
    from datetime import date


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
