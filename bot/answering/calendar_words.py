"""Months and weekdays as patterns: what questions and news call them, in full and cut short.

MONTH, FULL_MONTH and WEEKDAY want a capital, as print has it, so that "may", "march" and "sun" are none; ANY_MONTH and
ANY_WEEKDAY are for questions, in which people type as they like, and are read with case folded.
"""

from __future__ import annotations

from corpus.temporal.lexicon import MONTHS, WEEKDAYS

_SHORT = tuple(dict.fromkeys(month[:3] for month in MONTHS))
WEEKDAY = rf"\b(?:{'|'.join(day.capitalize() for day in WEEKDAYS)})\b"
ANY_WEEKDAY = rf"\b(?:{'|'.join(WEEKDAYS)})\b"
_CUT = rf"(?:{'|'.join(short.capitalize() for short in _SHORT if short != 'may')})\b|\bSept\b"
FULL_MONTH = rf"\b(?:{'|'.join(month.capitalize() for month in MONTHS)})\b"
MONTH = rf"{FULL_MONTH}|\b{_CUT}"
ANY_MONTH = rf"\b(?:{'|'.join((*MONTHS, *_SHORT, 'sept'))})\b"
