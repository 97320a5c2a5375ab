"""What kind of answer a question asks for, and how it wants to be answered."""

from __future__ import annotations

import re
from enum import Enum

from bot.answering.calendar_words import MONTH, WEEKDAY


class Expected(Enum):
    """The kind of thing that would answer a question."""

    PERSON = "person"
    TIME = "time"
    PLACE = "place"
    QUANTITY = "quantity"
    OTHER = "other"


NUMBER_WORD = (
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|dozen|twenty|thirty|forty|fifty|sixty|seventy|"
    r"eighty|ninety|hundred|thousand|million|billion|half|third|quarter"
)
_QUANTITIES = "share|percentage|percent|number|price|rate|value|amount|level"
_DEGREES = "many|much|old|long|far|large|big|high|tall|often|fast"
_ASKS = (
    (
        Expected.QUANTITY,
        rf"\bhow (?:{_DEGREES})\b|\bwhat (?:{_QUANTITIES})\b",
    ),
    (Expected.TIME, r"\bwhen\b|\b(?:what|which) (?:day|date|year|month|week|time)\b|\bhow soon\b|\bby what date\b"),
    (Expected.PLACE, r"\bwhere\b|\b(?:what|which) (?:city|country|place|town|state|resort|region|province)\b"),
    (Expected.PERSON, r"\bwho(?:m|se)?\b|\b(?:what|which) (?:minister|official|president|person|man|woman)\b"),
)
_ASKED = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _ASKS)
HOLDS = {
    Expected.QUANTITY: re.compile(rf"\d|\b(?:{NUMBER_WORD})s?\b", re.IGNORECASE),
    Expected.TIME: re.compile(
        rf"{MONTH}|{WEEKDAY}|\b1[5-9]\d\d\b|\b20\d\d\b|"
        r"\b(?:yesterday|today|tomorrow|tonight|week|month|year|night|morning)s?\b"
    ),
    Expected.PLACE: re.compile(r"\b(?:in|at|from|to|near|of|outside|into) (?:the )?[A-Z]\w+"),
    Expected.PERSON: re.compile(r"\b[A-Z][\w'\u2019-]+ (?:[A-Z]\. )?[A-Z][\w'\u2019-]+"),
}


def expected(question: str) -> Expected:
    """The kind of answer a question asks for; OTHER where no rule says."""
    first = [(found.start(), kind) for kind, asks in _ASKED if (found := asks.search(question))]
    return min(first, key=lambda item: item[0])[1] if first else Expected.OTHER


class Manner(Enum):
    """How a question wants to be answered, beside the kind of thing it asks for."""

    WHY = "why"
    QUOTE = "quote"
    LIST = "list"
    COMPARE = "compare"
    HAPPENED = "what happened"
    YES_NO = "yes or no"
    FACT = "fact"


_MANNERS = (
    (Manner.WHY, r"\bwhy\b|\bhow come\b|\bfor what reason\b|\bwhat (?:caused|led to|was the reason|prompted)\b"),
    (
        Manner.COMPARE,
        r"\bcompar\w+\b|\bdiffer\w*\b|\bversus\b|\bvs\b|\bwhich (?:is|was|are|were) (?:more|less|\w+er)\b",
    ),
    (
        Manner.QUOTE,
        (
            r"\bwhat (?:did|does|do|has|have|had|is|was) .{2,60}\b(?:say|said|think|thinks|believe|call|told|tell|"
            r"respond|promise|argue|claim|warn|react|"
            r"write|written|want|demand|suggest|propose|predict)\w*\b"
            r"|\bhow did .{2,60}\b(?:respond|react|reply|answer|explain)\b"
            r"|\bwho said\b|\bquotes?\b"
        ),
    ),
    (
        Manner.LIST,
        (
            r"^(?:list|name)\b|\b(?:what|which) (?:are|were) (?:the|all)\b"
            r"|\bwhich (?:\w+ ){0,2}\w+s (?:are|were|have|had|did|do)\b"
            r"|\bwho (?:all|were|are)\b"
        ),
    ),
    (
        Manner.HAPPENED,
        (
            r"\bwhat (?:has )?(?:happened|happens|became|went on|is new|was new)\b"
            r"|\bwhat(?:['\u2019]s| is) (?:new|going)\b"
        ),
    ),
    (Manner.YES_NO, r"^(?:did|do|does|was|were|is|are|has|have|had|will|would|can|could|should|may|might)\b"),
)
_WANTS = tuple((manner, re.compile(pattern, re.IGNORECASE)) for manner, pattern in _MANNERS)


def manner(question: str) -> Manner:
    """How the question wants to be answered; FACT where no rule says."""
    return next((kind for kind, wants in _WANTS if wants.search(question)), Manner.FACT)
