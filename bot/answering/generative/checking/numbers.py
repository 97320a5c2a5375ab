"""Numbers in words and figures, with their units, and whether those of a sentence stand in print."""

# ruff: noqa: SIM905 (a list of words reads better as words than as one quoted word a line)
from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.answering.generative.checking.lexicon import same
from bot.answering.generative.checking.tokens import tokens
from corpus.temporal.lexicon import CARDINALS, ORDINALS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.generative.checking.tokens import Token

_SMALL = {"zero": 0} | CARDINALS
_SCALES = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "dozen": 12}
_SHORT_SCALES = {"mln": 10**6, "bn": 10**9, "bln": 10**9, "m": 10**6}
_SCALES |= _SHORT_SCALES
_PARTS = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "eighth": 8,
    "tenth": 10,
}
_TIMES: dict[str, int | Fraction] = {
    "once": 1,
    "twice": 2,
    "double": 2,
    "doubled": 2,
    "triple": 3,
    "tripled": 3,
    "halved": Fraction(1, 2),
}
NUMBER_WORDS = frozenset({*_SMALL, *ORDINALS, *_TIMES, *_PARTS, "hundred", "thousand", "million", "billion", "dozen"})
_UNITS = {
    "%": "%",
    "percent": "%",
    "percentage": "%",
    "cent": "cent",
    "cents": "cent",
    "dollar": "$",
    "dollars": "$",
    "yen": "yen",
    "pounds": "pound",
    "marks": "mark",
    "euros": "euro",
    "points": "point",
    "point": "point",
    "euro": "euro",
    "pound": "pound",
    "mark": "mark",
    "won": "won",
    "francs": "franc",
    "lire": "lira",
    "rubles": "ruble",
    "pesos": "peso",
    "rupees": "rupee",
}
_SIGNS = {"$": "$", "£": "pound", "€": "euro", "¥": "yen"}
_FIGURE = re.compile(r"([$£€¥]?)(\d[\d,]*(?:\.\d+)?)(st|nd|rd|th)?(%?)")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})*(?:\.\d+)?|\d+(?:\.\d+)?")
_NO_NUMBER = Fraction(-1)
_AROUND, _AROUND_IN_PRINT = 3, 5  # words beside a number that tell what it counts
_LOWER = frozenset("over above exceeding exceeded least".split())
_UPPER = frozenset("under below most".split())
_MORE, _LESS = frozenset({"more", "greater", "higher"}), frozenset({"less", "fewer", "lower"})


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a sentence: tokens[start:end], its value, its unit, and whether it is bounded from a side."""

    start: int
    end: int
    value: Fraction
    unit: str
    bound: str
    beside: tuple[str, ...]


def numbers(text: str) -> list[Number]:
    """The numbers of a sentence, in order."""
    words = tokens(text)
    found = []
    at = 0
    while at < len(words):
        end, value, unit = _number(words, at)
        if end == at:
            at += 1
            continue
        if not unit:
            end, unit = _unit(words, end)
        found.append(Number(at, end, value, unit, _bound(words, at), ()))
        at = end
    return found


def wrong_numbers(sentence: str, printed: str) -> bool:
    """Whether a number of the sentence is not in print, of another unit, of other things or in another order."""
    said, ours = numbers(sentence), numbers(printed)
    words, theirs = tokens(sentence), tokens(printed)
    if _more_often(said, ours):
        return True
    places = []
    for one in said:
        fitting = [
            place
            for place, other in enumerate(ours)
            if one.value == other.value and one.unit == other.unit and one.bound == other.bound
        ]
        fitting = [place for place in fitting if _counts_the_same(words, one, theirs, ours[place])]
        if _lower(words, one.end) == "of" and not one.unit:  # "five of the seven" are not seven
            fitting = [place for place in fitting if _lower(theirs, ours[place].end) == "of"]
        if not fitting:
            return True
        places.append(fitting)
    return _reordered(
        words,
        [one for one in said if one.unit != "th"],
        [fitting for one, fitting in zip(said, places, strict=True) if one.unit != "th"],
    )


def _more_often(said: Sequence[Number], printed: Sequence[Number]) -> bool:
    """Whether a number stands more often in the sentence than in print."""
    mine, theirs = (Counter((one.value, one.unit) for one in some) for some in (said, printed))
    return any(count > theirs[number] for number, count in mine.items())


def _reordered(words: Sequence[Token], said: Sequence[Number], places: Sequence[Sequence[int]]) -> bool:
    """Whether two numbers of one unit stand in another order than in print, but for "two of the three"."""
    for (one, here), (other, there) in pairwise(zip(said, places, strict=True)):
        between = [token.lower for token in words[one.end : other.start]]
        if one.unit == other.unit and min(here) > max(there) and between[:1] != ["of"]:
            return True
    return False


def _counts_the_same(words: Sequence[Token], one: Number, theirs: Sequence[Token], other: Number) -> bool:
    """Whether what stands beside a number in the sentence stands near it in print."""
    near = _beside(words, one, _AROUND)
    around = _beside(theirs, other, _AROUND_IN_PRINT)
    after = _after(words, one)
    if after and not one.unit and not any(same(after, word) for word in around):
        return False
    return not near or not around or any(same(word, printed) for word in near for printed in around)


def _after(words: Sequence[Token], one: Number) -> str | None:
    """The word that a number stands directly before."""
    following = words[one.end : one.end + 1]
    return following[0].stem if following and following[0].content else None


def _beside(words: Sequence[Token], one: Number, reach: int) -> list[str]:
    before = [token.stem for token in words[: one.start] if token.content][-reach:]
    after = [token.stem for token in words[one.end :] if token.content][:reach]
    return before + after


def _number(words: Sequence[Token], at: int) -> tuple[int, Fraction, str]:
    """Where the number at a token ends, its value and its unit; the token itself where there is none."""
    figure = _FIGURE.fullmatch(words[at].text)
    if figure:
        # A comma that parts no thousands ("5,9") is a number that no print has.
        value = Fraction(figure[2].replace(",", "")) if _GROUPED.fullmatch(figure[2].rstrip(",")) else _NO_NUMBER
        unit = "th" if figure[3] else "%" if figure[4] else _SIGNS.get(figure[1], "")
        end, value = _scaled(words, at + 1, value)
        return end, value, unit
    return _in_words(words, at)


def _in_words(words: Sequence[Token], at: int) -> tuple[int, Fraction, str]:
    """The number that words spell from a token on."""
    lower, after = words[at].lower, _lower(words, at + 1)
    article = lower in {"a", "an"}
    if lower in _TIMES:
        return at + 1, Fraction(_TIMES[lower]), "times"
    if lower in ORDINALS and not (lower == "second" and after == "world"):
        return at + 1, Fraction(ORDINALS[lower]), "th"
    if lower in {"half", "quarter"} or (article and after in _PARTS and _lower(words, at + 2) == "of"):
        return at + 1 + article, Fraction(1, _PARTS[after if article else lower]), "part"
    if (article and after in _SCALES and after != "m") or (lower in _SCALES and lower not in _SHORT_SCALES):
        end, value = _scaled(words, at + article, Fraction(1))
        return end, value, ""
    return _counting(words, at)


def _counting(words: Sequence[Token], at: int) -> tuple[int, Fraction, str]:
    """The number that counting words spell: "twenty-one", "two thirds", "three hundred and five"."""
    lower = words[at].lower
    if lower not in _SMALL or (lower == "one" and not _counted(words, at + 1)):
        return at, Fraction(0), ""
    end, value = at + 1, Fraction(_SMALL[lower])
    joint = end + (_lower(words, end) == "-")
    if value >= 20 and 0 < _SMALL.get(_lower(words, joint), 0) < 10:
        end, value = joint + 1, value + _SMALL[_lower(words, joint)]
    joint = end + (_lower(words, end) == "-")
    part = _lower(words, joint).rstrip("s")
    if part in _PARTS and (_lower(words, joint).endswith("s") or value == 1):
        return joint + 1, value / _PARTS[part], "part"
    end, value = _scaled(words, end, value)
    return end, value, ""


def _counted(words: Sequence[Token], at: int) -> bool:
    """Whether something that "one" may count follows: otherwise it stands for a thing and is no number."""
    following = words[at : at + 1]
    return (
        bool(following)
        and (following[0].content or following[0].lower in {"-", "in", "of"})
        and not following[0].verbal
    )


def _scaled(words: Sequence[Token], end: int, value: Fraction) -> tuple[int, Fraction]:
    """The value times the hundreds, thousands and millions that follow it, plus what these leave over."""
    total = Fraction(0)
    while (scale := _lower(words, end + (_lower(words, end) == "-"))) in _SCALES:
        end += 1 + (_lower(words, end) == "-")
        value *= _SCALES[scale]
        rest = end + (_lower(words, end) == "and")
        if scale in {"hundred", "thousand"} and _lower(words, rest) in _SMALL:
            total, value, end = total + value, Fraction(_SMALL[_lower(words, rest)]), rest + 1
    return end, total + value


def _unit(words: Sequence[Token], end: int) -> tuple[int, str]:
    following = _lower(words, end + (_lower(words, end) == "-"))
    if following in {"percentage", "basis"} and _lower(words, end + 1) in {"point", "points"}:
        return end + 2, f"{following} point"
    if following == "per" and _lower(words, end + 1) == "cent":
        return end + 2, "%"
    if following in _UNITS:
        return end + 1 + (_lower(words, end) == "-"), _UNITS[following]
    return end, ""


def _bound(words: Sequence[Token], at: int) -> str:
    """Whether a number is named as a lower or an upper bound."""
    before = [token.lower for token in words[max(0, at - 3) : at]]
    if before[-1:] == ["than"]:
        comparing = before[-2:-1]
        return "above" if comparing and comparing[0] in _MORE else "below" if comparing[:1] else ""
    if before[-2:] == ["up", "to"]:
        return "below"
    if before[-2:-1] == ["at"]:
        return {"least": "above", "most": "below"}.get(before[-1], "")
    last = before[-1:]
    return "above" if last and last[0] in _LOWER else "below" if last and last[0] in _UPPER else ""


def _lower(words: Sequence[Token], at: int) -> str:
    return words[at].lower if at < len(words) else ""
