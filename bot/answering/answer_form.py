"""What the answer to a question looks like in print: an hour, a weekday, a sum, a share, a name.

Finer than the kinds of `question_type`, and used for one thing: to tell a sentence that could hold the answer from one
that could not. The kinds are those of Li and Roth's question types (2002), as far as their answers have a form.
"""

from __future__ import annotations

import re
from functools import lru_cache

from bot.answering.calendar_words import MONTH, WEEKDAY
from bot.answering.question_type import HOLDS, NUMBER_WORD, Expected, expected

_AMOUNT = rf"(?:\d|\b(?:{NUMBER_WORD})s?\b)"
_MONEY = r"[$£€¥]|\b(?:dollars?|cents?|yen|pounds?|euros?|marks?|francs?|pesos?|rubles?|yuan|won)\b"
_SPAN = r"(?:seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?|decades?|centur(?:y|ies))"
_LENGTHS = r"(?:miles?|kilomet(?:er|re)s?|km|met(?:er|re)s?|feet|foot|yards?|inch(?:es)?|acres?|hectares?)"
_WHAT = r"\b(?:what|which)\b(?: [\w'\u2019-]+){0,7}?"

_PRICES = "price|cost|fine|salary|fee|budget|sum"
_FIGURES = "number|rate|amount|level|total|value|population|score|tariff|tax|size|speed|temperature|record|figure"
_BODIES = "company|firm|newspaper|carmaker|bank|agency|party|team|group|organi[sz]ation"

_CLOCK = r"\b\d{1,2}(?::\d\d)? ?[ap]\.?m\b|\b(?:noon|midnight|dawn|dusk)\b|o'clock"
_LASTING = rf"{_AMOUNT}[\w -]{{0,20}}\b{_SPAN}\b|\b(?:since|until|a|an) {_SPAN}?\b"
_SHARE = rf"{_AMOUNT}[\w -]{{0,12}}\bper ?cent\b|%|\b(?:half|third|quarter)s?\b"
_NAME = r"(?<!^)(?<![.!?\"\u201c] )\b[A-Z]\w+"

_FORMS = (
    (r"\b(?:what|which) (?:time|hour)\b|\bwhat o'clock\b", _CLOCK),
    (r"\bday of the week\b|\b(?:what|which) weekday\b", rf"{WEEKDAY}|\b(?:today|yesterday|tomorrow)\b"),
    (r"\b(?:what|which) month\b", rf"{MONTH}|\b(?:last|this|next) month\b"),
    (r"\b(?:what|which) year\b", r"\b(?:1[5-9]|20)\d\d\b|\b(?:last|this|next) year\b"),
    (r"\bhow long\b|\bfor how many (?:days|weeks|months|years)\b", _LASTING),
    (r"\bhow old\b|\b(?:what|which) age\b", rf"\b\d{{1,3}}(?:,| years?|-year)|\baged? \d|\b(?:{NUMBER_WORD}) years?\b"),
    (r"\bhow (?:far|tall|high|deep|wide)\b|\bwhat distance\b", rf"{_AMOUNT}[\w -]{{0,20}}\b{_LENGTHS}\b"),
    (rf"\bhow much (?:money|\w+ (?:cost|pay|paid|spend|spent|earn))\b|{_WHAT} (?:{_PRICES})\b", _MONEY),
    (r"\bwhat (?:share|percentage|percent|proportion)\b|\bhow many percent\b", _SHARE),
    (rf"{_WHAT} (?:{_FIGURES})\b", _AMOUNT),
    (rf"\bnames? of\b|{_WHAT} (?:called|named)\b|{_WHAT} (?:{_BODIES})\b", _NAME),
)
_COMPILED = tuple((re.compile(asks, re.IGNORECASE), re.compile(holds)) for asks, holds in _FORMS)


@lru_cache(maxsize=64)
def form_of(question: str) -> re.Pattern[str] | None:
    """What the answer looks like; None where it may look like anything."""
    fine = next((holds for asks, holds in _COMPILED if asks.search(question)), None)
    kind = expected(question)
    return fine or (HOLDS[kind] if kind is not Expected.OTHER else None)


def holds(sentence: str, question: str) -> float:
    """1 where a sentence holds something that looks like the answer, 0 where it does not, one half where any might."""
    form = form_of(question)
    return 0.5 if form is None else float(form.search(sentence) is not None)
