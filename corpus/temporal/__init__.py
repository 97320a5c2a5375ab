"""Time expressions in news text, and the calendar dates they mean.

`time_expressions` cuts the text into words, gives each the letter of its class (words.py), matches patterns on the
letters (grammar.py), drops what only looks like a time (false_friends.py) and places the rest on the calendar
(named.py, counted.py, mentions.py) from the day of publication (anchor.py) and the tense of the clause (tense.py).
Each step is linear in the length of the text.

What it finds are places on the calendar. Durations ("for two years"), sets ("every Friday", "weekly") and vague
references ("recently", "now", "the past three months") are none, and are left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.temporal.anchor import Anchor
from corpus.temporal.counted import COUNTED
from corpus.temporal.false_friends import is_sound
from corpus.temporal.grammar import RULES, RULES_OF, TRIGGER
from corpus.temporal.mentions import MENTIONED
from corpus.temporal.named import NAMED
from corpus.temporal.phrase import Phrase
from corpus.temporal.words import ORDINARY, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from corpus.temporal.words import Words

__all__ = ["TimeExpression", "time_expressions"]

_READINGS = NAMED | COUNTED | MENTIONED
_NOT_REMEMBERED = frozenset(("year_ago", "apart", "corresponding", "year_span", "ago", "decade", "century"))


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression: `text` stands at `start` to `end` (characters) of the article's text.

    `value` is the calendar period it names: an ISO day (`1995-05-03`), ISO week (`1995-W18`), month (`1995-05`),
    quarter (`1995-Q2`), year (`1995`), or `first/last` of one of these for weekends, seasons, halves, decades and
    ranges. It is None where it depends on a day of publication that is not known.
    """

    start: int
    end: int
    text: str
    value: str | None


def time_expressions(text: str, published: date | None) -> tuple[TimeExpression, ...]:
    """The time expressions of an article, in order, none overlapping another.

    `published` is the article's day of publication; where it is None, only what the text itself dates gets a value.
    """
    words = words_of(text)
    anchor = Anchor(published)
    found: list[TimeExpression] = []
    place = 0
    for phrase in _candidates(words):
        if phrase.start < place or not is_sound(phrase):
            continue
        period = _READINGS[phrase.rule](phrase, anchor)
        if period is None and published is not None:
            continue
        if period is None:
            anchor.forget()
        elif phrase.rule not in _NOT_REMEMBERED:
            anchor.remember(period, phrase.start)
        start, end = words.spans[phrase.start][0], words.spans[phrase.end - 1][1]
        found.append(TimeExpression(start, end, text[start:end], period.iso if period else None))
        place = phrase.end
    return tuple(found)


def _candidates(words: Words) -> Iterator[Phrase]:
    """Every match of every rule, the one that starts first first, then the longer, then the one of the earlier rule."""
    for start, end in _runs(words.letters):
        orders = frozenset[int]().union(*(RULES_OF.get(letter, ()) for letter in set(words.letters[start:end])))
        matches = [
            (match.start(), -match.end(), order, match)
            for order in orders
            for match in RULES[order].pattern.finditer(words.letters, start, end)
        ]
        for *_, order, match in sorted(matches, key=lambda found: found[:3]):
            yield Phrase(RULES[order].name, match, words)


def _runs(letters: str) -> Iterator[tuple[int, int]]:
    """The stretches without an ordinary word in which some rule may match: no match reaches over an ordinary word."""
    end = 0
    for trigger in TRIGGER.finditer(letters):
        if trigger.start() >= end:
            start = letters.rfind(ORDINARY, 0, trigger.start()) + 1
            end = letters.find(ORDINARY, trigger.start())
            end = len(letters) if end < 0 else end
            yield start, end
