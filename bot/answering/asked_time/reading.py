"""From the time phrases of a question to the window it asks for, the days it aims at, or neither.

Three kinds of phrase set a window. "Since", "before", "as of", "between", "the past ten days" say when articles were
published. A day ("on 16 May", "Wednesday") says when something happened: papers tell of it that day and in the week
after it. A month or a year ("in early May", "last month", "in 1994") is both; but how many cars were sold in April is
printed in May or later, so for a quantity its end stays open. What has not begun, what two phrases say differently, and
what only names something sets no window at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from bot.answering.asked_time.phrases import time_phrases
from bot.answering.asked_time.roles import says_when
from bot.answering.question_type import Expected, expected
from index.window import Window

if TYPE_CHECKING:
    from bot.answering.asked_time.phrases import TimePhrase
    from bot.answering.asked_time.span import Span

PRINTED_WITHIN = timedelta(days=7)  # how long after a day papers, weeklies among them, tell what happened on it
_DAY = timedelta(days=1)
_NEWEST = re.compile(
    r"\b(?:the |any )?(?:latest|newest|most recent)(?: (?:news|word|state|developments?|update))?"
    r"(?: (?:on|about|in|of|from))?"
    r"(?! (?:quarter|month|week|year|model|book|film|album))\b"
    r"|\b(?:the )?(?:last|past) few (?:days|weeks|months)\b"
    r"|\b(?:now|nowadays|currently|at present|at the moment|these days|recently|lately|so far|as yet)\b",
    re.IGNORECASE,
)
_WORTH = re.compile(r"\b(?:worth|total(?:led)?|figures?|amounts?|exports?|imports?) (?:in|for|during)\b", re.IGNORECASE)
_COMPARES = re.compile(r"\b(?:compar\w+|versus|vs|differ\w*|than|or)\b", re.IGNORECASE)
_AHEAD = re.compile(
    r"\b(?:will|won['\u2019]t|shall|going to|scheduled|planned|due|expected to|supposed to|meant to)\b", re.IGNORECASE
)
_PRESENT = re.compile(r"\b(?:do|does|is|are|has|have|can)\b", re.IGNORECASE)
_PAST = re.compile(r"\b(?:did|was|were|had|said|say|happened|new)\b", re.IGNORECASE)
_PRINTED = re.compile(
    r"\b(?:published|printed|reported|written|articles?|news|headlines|papers?|stories)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class AskedTime:
    """What a question says about time.

    `window` is what its phrases ask for, open where they ask for nothing that is sure; `said` is the phrase that set
    it, as written, and `start` to `end` its characters. `event` are the days on which what is asked for happened, where
    the phrase says so; `may_widen` tells that the window is only where to look first, for what happened then may be
    told later. `newest` tells that the latest state is asked for.
    """

    window: Window = Window()
    said: str | None = None
    start: int = 0
    end: int = 0
    event: Span | None = None
    may_widen: bool = False
    keeps_phrase: bool = False
    newest: bool = False

    def without_phrase(self, question: str) -> str:
        """The question less the phrase that set the window: articles of that week do not say "this week" for it."""
        if self.said is None or self.keeps_phrase:
            return question
        after = re.sub(r"^['\u2019]s\b", "", question[self.end :]).lstrip(" ,")
        rest = f"{question[: self.start].rstrip(' ,')} {after}"
        rest = re.sub(r"\s+([?.!,])", r"\1", " ".join(rest.split())).strip()
        return rest[:1].upper() + rest[1:]


def asked_time(question: str, today: date) -> AskedTime:
    """What the question says about time, counted from `today`."""
    newest = _NEWEST.search(question) is not None
    phrases = time_phrases(question, today)
    telling = [phrase for phrase in phrases if says_when(question, phrase)]
    compares = len(phrases) > 1 and _COMPARES.search(question)
    if len(telling) != 1 or compares or any(phrase.relation == "than" for phrase in phrases):
        return AskedTime(newest=newest)
    [phrase] = telling
    text = question[phrase.date_start : phrase.end]
    is_of_news = question[phrase.end : phrase.end + 1] in ("'", "\u2019")
    if text.lower() == "today" and not is_of_news and _PRESENT.search(question) and not _PAST.search(question):
        return AskedTime(newest=True)
    said = AskedTime(said=question[phrase.start : phrase.end], start=phrase.start, end=phrase.end, newest=newest)
    return _placed(question, phrase, today, said)


def _placed(question: str, phrase: TimePhrase, today: date, said: AskedTime) -> AskedTime:
    """The window that the one telling phrase sets."""
    window = _by_relation(phrase)
    if window is not None:
        first = window.after or window.last
        return replace(said, window=window) if first and first <= today else AskedTime(newest=said.newest)
    span = phrase.span
    if span.first > today or (span.last >= today and _AHEAD.search(question)):
        return AskedTime(event=span, newest=said.newest)
    if phrase.is_rolling or span.grain == "range":
        return replace(said, window=Window(span.first, span.last))
    if span.grain in ("day", "days"):
        window = Window(span.first, _week_after(span.last))
        return replace(said, window=window, event=span, may_widen=not _PRINTED.search(question))
    is_quantity = expected(question) is Expected.QUANTITY or _WORTH.search(question)
    if is_quantity and not phrase.part:
        return replace(said, window=Window(after=span.first), event=span, keeps_phrase=True)
    may_widen = not _PRINTED.search(question)
    return replace(said, window=Window(span.first, span.last), event=span, may_widen=may_widen)


def _by_relation(phrase: TimePhrase) -> Window | None:
    """The window of "since", "before" and the like; None where the phrase names the time itself."""
    first, last = phrase.span.first, phrase.span.last
    at_start, at_end = phrase.part == "early", phrase.part == "late"
    if phrase.relation == "since":
        return Window(after=last if at_end else first)
    if phrase.relation == "before":
        return Window(before=last if at_end else first - _DAY)
    if phrase.relation == "after":
        return Window(after=first if at_start else last + _DAY)
    if phrase.relation == "to":
        return Window(before=first if at_start else last)
    return Window(as_of=last) if phrase.relation == "as_of" else None


def _week_after(day: date) -> date:
    return day + PRINTED_WITHIN if day <= date.max - PRINTED_WITHIN else date.max
