"""What looks like a time expression and is none: "may", "march on", "1995 people", "the Sunday Times", "in her 40s"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.temporal.lexicon import (
    APOSTROPHES,
    COUNTED,
    NAME_AFTER_DAY,
    NAME_BEFORE_ON,
    NAMED_DAY,
    POSSESSIVES,
    REPORTING,
    TITLES,
    VAGUE_SPAN,
    either,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from corpus.temporal.phrase import Phrase

# What may stand before a month that is also a name or a verb, if a capitalised word follows, and if none does.
_BEFORE_MONTH_OF_NAME = either("in since until till last next this early late mid during")
_BEFORE_MONTH = _BEFORE_MONTH_OF_NAME | either(
    """
    - by through of from to between and or for before after the its his her their a on , ( about around than as
    over with
    """
)
# What may stand before a round year that is followed by things it could count ("the 2000 elections", not "killed 2000
# rebels"). News writes other such numbers with a comma.
_BEFORE_YEAR = either(
    """
    in since by until till through during the its his her their our an this that early late mid fiscal
    """
)
_BEFORE_SHORT_YEAR = _BEFORE_YEAR | either("of from to between before after a around and or")
_BEFORE_SEASON = _BEFORE_YEAR | either("for of after before over from to and")
_BEFORE_FIGURE = either(
    """
    no number rule section item page box channel dlrs us$ c$ a$ flight room route highway interstate boeing
    """
)


def is_sound(phrase: Phrase) -> bool:
    """Whether a phrase means a time, as far as the words around it tell."""
    guard = _GUARDS.get(phrase.rule)
    return guard is None or guard(phrase)


def _counts_next(phrase: Phrase) -> bool:
    """Whether the next word is something that the last number of the phrase could count."""
    after = phrase.after
    is_plural = after.endswith("s") and not after.endswith(("ss", "us", "is")) and len(after) > 3
    return after in COUNTED or (is_plural and phrase.words.texts[phrase.end].islower())


def _weekday(phrase: Phrase) -> bool:
    before = phrase.before
    if before in NAMED_DAY and phrase.words.is_capitalised(phrase.start - 1):
        return False
    if before == "on" and phrase.words.texts[phrase.start - 2 : phrase.start - 1] in NAME_BEFORE_ON:
        return False
    if before in ("every", "each", "any", "per"):
        return False
    return not (phrase.words.is_capitalised(phrase.end) and phrase.after in NAME_AFTER_DAY)


def _month(phrase: Phrase) -> bool:
    place = phrase.match.start("month")
    words, before, after = phrase.words, phrase.words.lowered(place - 1), phrase.after
    if before in TITLES or after == "day":
        return False
    if phrase.said("year") or phrase.said("which_year"):
        return True
    if words.is_a("day_number", phrase.end) and words.lowered(phrase.end + 1) not in COUNTED:
        return False  # a day that no month has
    if words.is_a("short_month", place):
        return words.texts[phrase.end - 1] == "." and before in _BEFORE_MONTH
    if not words.is_a("namelike_month", place) or phrase.said("which"):
        return True
    return _is_namelike_month(phrase, before)


def _is_namelike_month(phrase: Phrase, before: str) -> bool:
    month, after = phrase.said("month"), phrase.after
    is_followed_by_name = phrase.words.is_capitalised(phrase.end) and not phrase.words.texts[phrase.end].isupper()
    if phrase.words.texts[phrase.end - 1].isupper() or is_followed_by_name:
        return before in _BEFORE_MONTH_OF_NAME
    if month == "may" and after in ("'s", "\u2019s"):
        return False
    if month == "march" and after in ("on", "of", "to", "through", "in", "for", "toward", "towards", "against"):
        return before in _BEFORE_MONTH_OF_NAME
    if before in _BEFORE_MONTH or phrase.said("edge"):
        return True
    is_noun_after = after in ("'s", "\u2019s") or (after.isalpha() and after not in REPORTING)
    return month not in ("may", "march") and is_noun_after


def _month_day(phrase: Phrase) -> bool:
    if phrase.said("year") or phrase.said("which_year"):
        return True
    if _counts_next(phrase) or (phrase.said("day").isalpha() and phrase.after == "-"):
        return False
    return not (phrase.said("day") in ("one", "first", "second", "third", "fourth") and phrase.after.isalpha())


def _year(phrase: Phrase) -> bool:
    before, words = phrase.before, phrase.words
    if phrase.said("edge") or phrase.said("kind"):
        return True
    if before in _BEFORE_FIGURE or words.is_a("currency", phrase.start - 1):
        return False
    if phrase.after in ("%", "\u00b0"):
        return False
    if _touches(phrase, phrase.start - 1) and words.lowered(phrase.start - 2)[-1:].isdigit():
        return False
    if phrase.after in COUNTED:
        return False
    is_round = phrase.said("year").endswith("00")
    return not is_round or before in _BEFORE_YEAR or not _counts_next(phrase)


def _touches(phrase: Phrase, place: int) -> bool:
    """Whether a hyphen or a slash stands right before the phrase, without a blank."""
    words = phrase.words
    return place >= 0 and words.texts[place] in ("-", "/") and words.spans[place][1] == words.spans[place + 1][0]


def _season(phrase: Phrase) -> bool:
    """A bare "fall" or "spring" is a verb, "the fall of Saigon" no season."""
    if phrase.said("which") or phrase.said("which_year"):
        return True
    is_in = phrase.before in _BEFORE_SEASON
    if phrase.said("year"):
        is_of = "of" in (phrase.words.lowered(place) for place in range(phrase.start, phrase.end))
        return not is_of or is_in or bool(phrase.said("the"))
    return bool(phrase.said("the")) and is_in and phrase.after not in ("of", "in", "olympics", "games", "to", "from")


def _decade(phrase: Phrase) -> bool:
    """Two digits without an apostrophe are as likely an age or a temperature."""
    said, has_edge = phrase.said("decade"), bool(phrase.said("edge"))
    if phrase.before in POSSESSIVES or _touches(phrase, phrase.start - 1):
        return False
    if len(said.strip(APOSTROPHES + "s")) == 2:
        has_apostrophe = said[0] in APOSTROPHES or said[2] in APOSTROPHES
        return has_edge and (has_apostrophe or phrase.said("edge") in ("the early", "the late"))
    if said.rstrip("s")[-1:] in ("'", "\u2019"):
        return has_edge  # "1980's" alone may be what belongs to a year
    return has_edge or said[0].isdigit()


def _short_year(phrase: Phrase) -> bool:
    return phrase.before in _BEFORE_SHORT_YEAR


def _years(phrase: Phrase) -> bool:
    return phrase.before not in _BEFORE_FIGURE and len(phrase.said("last")) in (2, 4)


def _half_report(phrase: Phrase) -> bool:
    """A half is half a year in reports of companies, and half a match elsewhere."""
    return phrase.after in ("net", "profit", "profits", "loss", "results", "earnings", "sales", "revenue", "pretax")


def _unit(phrase: Phrase) -> bool:
    """Not so "the last week" and "over the next year", which are spans of time up to or from now."""
    if phrase.is_name:
        return False
    which, unit = phrase.said("which"), phrase.said("unit")
    if which == "current":
        return phrase.before in POSSESSIVES
    if unit == "day" and which in ("last", "next"):
        return False
    return which not in ("last", "next") or phrase.before != "the" or unit in ("century", "weekend")


def _today(phrase: Phrase) -> bool:
    return not phrase.is_name and phrase.before not in ("a", "brighter", "better")


def _the_unit(phrase: Phrase) -> bool:
    return phrase.said("unit") != "day" or phrase.said("edge").startswith(("earlier", "later"))


def _apart(phrase: Phrase) -> bool:
    if phrase.after == "than":  # "a day earlier than planned"
        return False
    return phrase.said("side") in ("earlier", "later") or _is_complete(phrase)


def _is_complete(phrase: Phrase) -> bool:
    """Whether nothing follows that the phrase counts from ("the day before the vote")."""
    return not phrase.after[:1].isalnum() or phrase.after in ("and", "when", "that", "as", "but")


def _beside(phrase: Phrase) -> bool:
    return phrase.said("beside") != "next" or phrase.before not in VAGUE_SPAN


def _year_ago(phrase: Phrase) -> bool:
    return bool(phrase.said("span")) or phrase.words.lowered(phrase.end + 1) != "months"


def _the_weekend(phrase: Phrase) -> bool:
    return phrase.after not in ("of", "edition", "box")


def _holiday(phrase: Phrase) -> bool:
    """Not so the day of "Christmas trees", which are sold all year."""
    return bool(phrase.said("eve") or phrase.said("year")) or not phrase.after.isalpha() or phrase.after in (
        "and", "in", "at", "when", "but", "the", "this", "with", "to", "is", "was", "will", "for", "as", "or", "that",
    )  # fmt: skip


_GUARDS: dict[str, Callable[[Phrase], bool]] = {
    "weekday": _weekday,
    "month": _month,
    "month_day": _month_day,
    "year": _year,
    "season": _season,
    "decade": _decade,
    "short_year": _short_year,
    "years": _years,
    "half_report": _half_report,
    "unit": _unit,
    "today": _today,
    "part_of_day": lambda phrase: not phrase.is_name,
    "the_unit": _the_unit,
    "apart": _apart,
    "day_apart": _is_complete,
    "beside": _beside,
    "year_ago": _year_ago,
    "the_weekend": _the_weekend,
    "holiday": _holiday,
}
