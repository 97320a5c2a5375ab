"""What a question may draw on: the window, from the options or from the question itself, and what to look for."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.answering.asked_time import AskedTime, asked_time
from bot.answering.asked_time.happening import day_of, happening, window_around
from bot.answering.calendar_words import ANY_MONTH, ANY_WEEKDAY
from bot.answering.coverage import covered
from index.filters import Filters
from index.window import Window

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.answering.asked_time.happening import Happening
    from bot.answering.evidence import Evidence, Judge
    from bot.answering.printed_dates import PrintedDates
    from index.search import Searcher

_EVENT_DAY = 1.5  # how much likelier a sentence answers that names the days asked for
_OTHER_DAY = 4.0  # how much less one that names others instead
_READ = 24  # sentences whose dates are looked at


@dataclass(frozen=True, slots=True)
class Scope:
    """Where to look and for what.

    `query` is the question less the phrase that became the window, and `context` further words to search with, which
    are not read; `outlet` is the only one to look in; `window_from` is "option", "question" or None;
    `notes` say in words what was understood.
    """

    query: str
    window: Window
    window_from: str | None
    asked: AskedTime
    notes: tuple[str, ...] = ()
    context: str = ""
    outlet: str | None = None

    @property
    def filters(self) -> Filters:
        """What an article must say of itself: the outlet that the question names, if it names one."""
        return Filters(outlets=(self.outlet,)) if self.outlet else Filters()

    @property
    def wider(self) -> Window | None:
        """Where to look next for what happened inside the window, where that may have been told later."""
        return replace(self.window, before=None) if self.asked.may_widen else None


def scope_of(
    question: str, chosen: Window, searcher: Searcher, judge: Judge, today: date, outlet: str | None = None
) -> Scope:
    """The scope of a question that stands alone, inside one outlet if that is named.

    `chosen` is the window that the options set. One with `after` or `before` holds as it is; `as_of` alone is the day
    that "last week" counts from, in place of `today`, and closes every window.
    """
    scope = _placed(question, chosen, searcher, today, outlet)
    dated = happening(question)
    if scope.window_from == "question" or chosen.after or chosen.before or not dated or not judge.reads:
        return scope
    day = day_of(dated, searcher, judge, chosen, scope.filters)
    return _dated(scope, dated, day, chosen) if day else scope


def _placed(question: str, chosen: Window, searcher: Searcher, today: date, outlet: str | None) -> Scope:
    """The scope that options and time phrases set."""
    option = None if chosen.is_open else "option"
    asked = asked_time(question, chosen.as_of or today)
    if chosen.after or chosen.before:
        return Scope(question, chosen, option, replace(asked, may_widen=False), outlet=outlet)
    scope = Scope(question, chosen, option, asked, outlet=outlet)
    if chosen.as_of is None:
        asked = _within_archive(question, asked, covered(searcher.generation.store, chosen, scope.filters))
    if asked.said is None:
        return replace(scope, asked=asked)
    note = f"\u201c{asked.said}\u201d read as {_in_words(asked)}"
    query = asked.without_phrase(question)
    query = query if any(character.isalnum() for character in query) else question
    return Scope(query, _closed(asked.window, chosen), "question", asked, (note,), outlet=outlet)


def _dated(scope: Scope, what: Happening, day: date, chosen: Window) -> Scope:
    """The scope of a question that dates itself by something that happened on that day."""
    question = scope.query
    note = f"\u201c{question[what.start : what.end]}\u201d read as {'before' if what.is_before else 'from'} {day}"
    query = f"{question[: what.start].rstrip(' ,')}{question[what.end :]}".strip(" ,")
    query = query[:1].upper() + query[1:]
    return replace(
        scope,
        query=query if len(query.split()) > 1 else question,
        window=_closed(window_around(what, day), chosen),
        window_from="question",
        asked=replace(scope.asked, said=what.clause),
        notes=(note,),
    )


def _within_archive(question: str, asked: AskedTime, span: tuple[date, date] | None) -> AskedTime:
    """What the question says, where a date without a year lies after all articles, counted from the last of these.

    "Last week" stays the last week before today, about which such an archive has nothing; a weekday is left open.
    """
    after = asked.window.after
    if span is None or after is None or after <= span[1] or asked.said is None:
        return asked
    if _WEEKDAY.search(asked.said) and not _MONTH.search(asked.said):
        return AskedTime(newest=asked.newest)
    is_year_open = _MONTH.search(asked.said) and not _YEAR.search(asked.said)
    return asked_time(question, span[1]) if is_year_open else asked


_WEEKDAY = re.compile(ANY_WEEKDAY, re.IGNORECASE)
_MONTH = re.compile(
    rf"{ANY_MONTH}|\b(?:spring|summer|autumn|fall|winter|christmas)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\d{4}|['\u2019]\d\d\b|\b(?:this|last|next|past|ago)\b", re.IGNORECASE)


def _closed(window: Window, chosen: Window) -> Window:
    """The window of the question, closed by the day of the options; open again where nothing of it would be left."""
    ends = [day for day in (window.as_of, chosen.as_of) if day]
    as_of = min(ends) if ends else None
    last = min([day for day in (window.before, as_of) if day], default=None)
    return Window(as_of=as_of) if window.after and last and window.after > last else replace(window, as_of=as_of)


def _in_words(asked: AskedTime) -> str:
    """The days that were understood."""
    window = asked.window
    if asked.event is not None and asked.window.before and asked.window.before > asked.event.last:
        return f"{asked.event.words}; articles up to {window.before} tell of it"
    if window.after and window.before:
        return f"{window.after} to {window.before}"
    if window.after:
        return f"from {window.after} on"
    return f"as of {window.as_of}" if window.as_of else f"up to {window.before}"


def toward_event(evidence: Sequence[Evidence], scope: Scope, dates: PrintedDates) -> tuple[Evidence, ...]:
    """The evidence with what names the days asked for moved up, and what names other days down."""
    event = scope.asked.event
    if event is None:
        return tuple(evidence)

    def fit(one: Evidence) -> float:
        spans = dates.spans(one)
        alike = [
            span for span in spans if span.grain == event.grain
        ]  # "in April" tells more than the day of the report
        if any(span.meets(event) for span in alike or spans):
            return one.probability * _EVENT_DAY
        return one.probability / _OTHER_DAY if alike else one.probability

    looked_at, rest = evidence[:_READ], evidence[_READ:]
    return (*sorted(looked_at, key=lambda one: -fit(one)), *rest)


def of_event(evidence: Sequence[Evidence], scope: Scope, dates: PrintedDates) -> tuple[Evidence, ...]:
    """The evidence that names the days asked for: what articles outside the first window must do to count."""
    event = scope.asked.event
    likely = evidence[:_READ]
    return tuple(one for one in likely if event and any(span.meets(event) for span in dates.spans(one)))
