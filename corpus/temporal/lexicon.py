"""The words of time expressions, each in exactly one class; the grammar speaks of the classes.

Names (months, weekdays) count only when they are written as names, so that "may", "march" and "sun" do not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.temporal.periods import Unit

# Straight, right and left single quotation marks, and the grave accent that wires set for the last.
APOSTROPHES = "'\u2019\u2018`"


def either(words: str) -> frozenset[str]:
    """The words of a line, as a set."""
    return frozenset(words.split())


def numbered(words: str) -> dict[str, int]:
    """The words of a line with their place in it, from 1."""
    return {word: place for place, word in enumerate(words.split(), 1)}


MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
MONTH_NUMBER: dict[str, int] = {
    **{name: number for number, name in enumerate(MONTHS, 1)},
    **{name[:3]: number for number, name in enumerate(MONTHS, 1)},
    "sept": 9,
}

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WEEKDAY_NUMBER: dict[str, int] = {
    **{name: number for number, name in enumerate(WEEKDAYS)},
    **{name[:3]: number for number, name in enumerate(WEEKDAYS)},
    "tues": 1, "weds": 2, "thur": 3, "thurs": 3,
}  # fmt: skip

TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_SMALL_NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_SMALL_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
)
CARDINALS = numbered(_SMALL_NUMBERS) | TENS
ORDINALS = numbered(_SMALL_ORDINALS)
DECADES = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50,
    "sixties": 60, "seventies": 70, "eighties": 80, "nineties": 90,
}  # fmt: skip

UNIT_OF: dict[str, Unit] = {
    "day": "day", "days": "day", "week": "week", "weeks": "week", "month": "month", "months": "month",
    "quarter": "quarter", "quarters": "quarter", "year": "year", "years": "year",
}  # fmt: skip

NAMES: dict[str, str] = {
    "month": "January February July September October November December",
    "namelike_month": "March April May June August",  # also a verb or a person's name
    "short_month": "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec",
    "weekday": " ".join(WEEKDAYS).title(),
    "short_weekday": "Mon Tue Tues Wed Weds Thu Thur Thurs Fri Sat Sun",
    "holiday": "Christmas Halloween Thanksgiving",
    "quarter_code": "Q1 Q2 Q3 Q4 1Q 2Q 3Q 4Q",
    "zone": "EST EDT CST CDT MST MDT PST PDT GMT BST CET ET PT UTC",
}

WORDS: dict[str, str] = {
    "the": "the",
    "a": "a an",
    "this": "this",
    "that": "that",
    "last": "last",
    "past": "past",
    "next": "next",
    "coming": "coming upcoming",
    "previous": "previous preceding prior",
    "following": "following ensuing subsequent",
    "same": "same",
    "current": "current",
    "latest": "latest",
    "corresponding": "corresponding comparable",
    "early": "early",
    "late": "late",
    "mid": "mid middle",
    "earlier": "earlier",
    "later": "later",
    "ago": "ago",
    "before": "before",
    "after": "after",
    "end": "end close",
    "beginning": "beginning start",
    "of": "of",
    "in": "in",
    "on": "on",
    "at": "at",
    "from": "from",
    "to": "to",
    "through": "through thru",
    "until": "until till",
    "between": "between",
    "and": "and",
    "or": "or",
    "by": "by",
    "since": "since",
    "during": "during",
    "for": "for",
    "over": "over",
    "as": "as",
    "now": "now",
    "than": "than",
    "so": "so",
    "approximately": "about around nearly almost roughly approximately exactly just barely only some",
    "more": "more less",
    "least": "least",
    "final": "final",
    "fiscal": "fiscal financial calendar",
    "full": "full entire whole",
    "possessive": "its his her their our my your",
    "every": "every each per any",
    "day": "day",
    "week": "week",
    "month_unit": "month",
    "year_unit": "year",
    "quarter": "quarter",
    "period": "period",
    "half": "half",
    "decade": "decade",
    "century": "century",
    "weekend": "weekend",
    "days": "days",
    "weeks": "weeks",
    "months": "months",
    "years": "years",
    "quarters": "quarters",
    "decades": "decades",
    "today": "today",
    "tonight": "tonight",
    "yesterday": "yesterday",
    "tomorrow": "tomorrow",
    "part_of_day": "morning afternoon evening",
    "night": "night",
    "nights": "nights mornings afternoons evenings",
    "noon": "noon midnight midday",
    "season": "summer winter spring",
    "fall": "fall autumn",
    "ordinal": "first second third fourth",
    "rank": _SMALL_ORDINALS.partition("fourth ")[2],
    "latter": "latter",
    "nineteen": "nineteen",
    "thousand": "thousand",
    "hundred": "hundred",
    "tens": " ".join(TENS),
    "cardinal": _SMALL_NUMBERS.removesuffix("nineteen"),
    "couple": "couple",
    "few": "few several many",
    "decade_name": " ".join(DECADES),
    "ampm": "am pm a.m p.m",
    "o_clock": "o'clock o\u2019clock",
    "yearend": "yearend",
    "eve": "eve",
    "new": "new",
    "hyphen": "- \u2013 \u2014 _",
    "comma": ",",
    "stop": ".",
    "genitive": "'s \u2019s",
    "open": "( [",
    "currency": "$ £ € ¥ # %",
}

# What is counted: a four-digit number before one of these is no year, a number after a month no day.
COUNTED = either(
    """
    people men women children troops soldiers police workers employees persons residents jobs votes cars homes
    houses shares points dollars pounds yen marks francs percent percentage pct cents miles kilometers
    kilometres km meters metres feet tons tonnes barrels units copies words members students delegates refugees
    casualties prisoners protesters demonstrators deaths victims mph times square cubic billion million trillion
    thousand hundred gmt est edt utc bst hrs hours block
    """
)

# Days with a name of their own, and papers: "Black Monday", "the Sunday Times".
NAMED_DAY = either("black good bloody super ash palm easter maundy holy fat cyber man girl")
NAME_AFTER_DAY = either(
    """
    times telegraph post mirror express herald mail star world independent journal gazette review tribune
    """
)
NAME_BEFORE_ON = (["Mail"], ["Independent"], ["Scotland"], ["Wales"])  # newspapers "on Sunday"
POSSESSIVES = either("its his her their our my your")
VAGUE_SPAN = either("over in within for during through throughout")
# A person may be called May, June or April: what stands before a surname, or what such a person does.
TITLES = either("mr mrs ms miss dr sir lady theresa president prime minister")
REPORTING = either("said says told added asked tells will would was is has had")
