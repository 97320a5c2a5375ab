"""Where a sentence ends, as far as the search for its verb needs to know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.temporal.lexicon import NAMES, either

if TYPE_CHECKING:
    from corpus.temporal.words import Words

_ENDERS = frozenset(";!?")
_SHORTENED = either("mr mrs ms dr gen sen rep gov lt col sgt st inc corp co ltd jr sr no vs p.m a.m")
_SHORT_NAMES = either(NAMES["short_month"] + " " + NAMES["short_weekday"]) - {"Sun"}


def ends_sentence(words: Words, place: int) -> bool:
    """Whether the mark there ends a sentence, rather than an abbreviation."""
    mark = words.texts[place]
    if mark in _ENDERS or mark[0] == "\n":
        return True
    if mark != ".":
        return False
    before = words.texts[place - 1] if place else ""
    if len(before) < 2 or before.lower() in _SHORTENED or before in _SHORT_NAMES:
        return False
    following = words.texts[place + 1] if place + 1 < len(words.texts) else ""
    return not following[:1].islower() and following != ","
