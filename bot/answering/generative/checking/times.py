"""Dates and the order of events: whether those of a sentence stand in print."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.temporal import time_expressions

if TYPE_CHECKING:
    from bot.answering.generative.checking.source import Source
    from corpus.temporal import TimeExpression

_DAY_OR_MONTH = re.compile(
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|May|june|july|august|september|october|"
    r"november|december|yesterday|tomorrow|today)\b",
)
_REPORTED = re.compile(r"\b(?:report(?:s|ed)|wrote|published|printed|dated|as of)\W+(?:\w+\W+){0,4}$", re.IGNORECASE)
# Words that put one event before another, by what they mean.
_ORDER = {
    "before": re.compile(
        r"\b(?:[Bb]efore|[Uu]ntil|till|[Pp]rior to|[Aa]head of|earlier than|"
        r"[Bb]y(?= (?:\w+day|[A-Z]\w+ \d|the end|\d))|(?:day|week|month|year)s? earlier)\b"
    ),
    "after": re.compile(
        r"\b(?:[Aa]fter|[Ss]ince|[Ff]ollowing|later than|"
        r"(?:day|week|month|year)s? later|from(?= (?:\w+day|[A-Z]\w+ \d)))\b"
    ),
}

_WHEN = re.compile(r"\b(?:[Ww]hen|[Oo]nce|[Aa]s soon as)\b")


def wrong_times(sentence: str, source: Source) -> bool:
    """Whether the sentence dates something otherwise than the print, or puts it before or after something else."""
    said = time_expressions(sentence, source.article.published)
    used = {one.value for one in said}
    if any(not _dated(one, sentence, source, used) for one in said):
        return True
    covered = [(one.start, one.end) for one in said]
    printed = source.text.lower()
    for named in _DAY_OR_MONTH.finditer(sentence):
        inside = any(start <= named.start() < end for start, end in covered)
        if not inside and not re.search(rf"\b{named[0].lower()}\b", printed):
            return True
    return any(
        order.search(sentence) and not order.search(source.text) and not (name == "after" and _WHEN.search(source.text))
        for name, order in _ORDER.items()
    ) or _turned(sentence, source.text)


def _turned(sentence: str, printed: str) -> bool:
    """Whether the print puts one event before another and the sentence, which keeps both words, after it."""
    return any(
        _ORDER[one].search(printed) and not _ORDER[other].search(printed) and _ORDER[other].search(sentence)
        for one, other in (("before", "after"), ("after", "before"))
    )


def without_dates(sentence: str, source: Source) -> str:
    """The sentence without the dates that stand otherwise in print, so that their figures are not taken for numbers."""
    for one in reversed(time_expressions(sentence, source.article.published)):
        if any(map(str.isdigit, one.text)) and one.text not in source.text:
            sentence = f"{sentence[: one.start]}then{sentence[one.end :]}"
    return sentence


def _dated(one: TimeExpression, sentence: str, source: Source, used: set[str | None]) -> bool:
    """Whether the print has a date, or a narrower one that the sentence does not have beside it."""
    if re.search(rf"(?<!\w){re.escape(one.text.lower())}(?!\w)", source.text.lower()):
        return True
    if one.value is None:
        return False
    for other in source.times:
        narrower = other.value not in used and other.value is not None and _within(other.value, one.value)
        if narrower or other.value == one.value:
            return True
    published = source.article.published
    reported = _REPORTED.search(sentence[: one.start])
    return bool(reported and published and one.value == published.isoformat())


def _within(narrow: str, wide: str) -> bool:
    """Whether an ISO period is another one or lies in it: a day in its month, a month in its year."""
    return narrow == wide or (len(narrow) > len(wide) and narrow.startswith(wide + "-") and "/" not in narrow)
