"""What a sentence gives as the answer, where that has a form: a number of something, a day to come, a name.

Two sentences can only contradict each other where they give values of one kind, of the same unit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from bot.answering.asked_time.span import span_of
from bot.answering.question_type import Expected, expected
from corpus.temporal.lexicon import CARDINALS
from index.lexical import terms

if TYPE_CHECKING:
    from bot.answering.evidence import Evidence
    from bot.answering.printed_dates import PrintedDates

_SURE_OF_NAME = 0.3  # probability of the span below which its capitals are no answer
_WORDS = {"zero": 0} | CARDINALS
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0}
_EITHER_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))  # the longest first: "twenty-six" is not "twenty"
_NUMBER = re.compile(
    rf"(?P<digits>\d[\d,]*(?:\.\d+)?)(?:[ -](?P<scale>{'|'.join(_SCALES)}))?|\b(?P<word>{_EITHER_WORD})\b"
    rf"(?:[ -](?P<word_scale>{'|'.join(_SCALES)}))?",
    re.IGNORECASE,
)
_NUMBER_START = rf"\d|(?:{_EITHER_WORD})\b"
_MONEY = re.compile(r"[$£€¥]|\b(?:dollars?|cents?|yen|pounds?|euros?|marks?|francs?)\b", re.IGNORECASE)
_SHARE = re.compile(r"%|\bper ?cent\b", re.IGNORECASE)
_HEADS = frozenset(terms("people persons employees workers staff passengers men women victims residents members dead"))
_AMOUNT = re.compile(r"\b(?:value|price|rate|number|amount|cost|worth|total|figure|share)\b", re.IGNORECASE)
# Who and where something is, or when it will be, can change; who did it, and when and where, cannot.
_STATE = re.compile(
    r"^(?:as of \S+ )?(?:who|when|where|what|which)\b(?: \w+){0,2}? "
    r"(?:is|are|will|does|do|has|leads?|heads?|runs?|holds?|chairs?|owns?|coach(?:es)?)\b"
    r"|['\u2019]s\b.{0,40}\bnow\b|\b(?:currently|now)\b",
    re.IGNORECASE,
)
FIRST = re.compile(
    r"\b(?:originally|original|initially|at first|first (?:said|put|set|planned|announced|reported|estimated|counted|"
    r"expected|named|thought))\b",
    re.IGNORECASE,
)
# "Which brings it to 152": what is counted stands with the number before.
_TOTAL = re.compile(
    r"\b(?:bring|brought|rais|lift|push|tak|took|cut|lower|reduc)\w* (?:it|them|(?:the|its|their) (?:\w+ ){1,2}\w+) "
    rf"(?:up |down )?to (?:about |some |nearly )?(?={_NUMBER_START})",
    re.IGNORECASE,
)
_LOOKS_BACK = re.compile(
    r"\b(?:was|were) to have\b|\bhad (?:\w+ )?(?:been|said|spoken|put|set|planned|expected|hoped|counted|estimated|"
    r"promised|named|given)\b|\b(?:originally|initially|at first|previously|formerly|former|succeed\w*|replac\w*|"
    r"in place of)\b|\b(?:from|not|instead of|rather than|than) (?:the |some |about )?$",
    re.IGNORECASE,
)
_WHO_IS_NAMED = re.compile(r"^(?i:so |and )?(?i:who(?:'s|\u2019s| is| are| was| were)) [A-Z]")
_NO_NOUN = (
    "are|were|is|was|did|do|does|has|have|had|will|would|can|could|of|in|on|at|by|for|from|to|who|that|which|there"
)
_COUNTED = re.compile(
    rf"\bhow many (?P<what>(?:(?!(?:{_NO_NOUN})\b)[\w'\u2019-]+ ?){{1,4}})",
    re.IGNORECASE,
)

# Where what a number counts has been said: "five makers whose models" counts makers.
_ELSEWHERE = re.compile(r"[,;:]|\b(?:whose|who|which|that|in|on|at|from|for|with|to)\b", re.IGNORECASE)


class Kind(Enum):
    """What an answer is that papers may revise."""

    NUMBER = "number"
    DAY = "day"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Stated:
    """A value that a sentence gives: a number, a date or a name as a key, and the words that tell what it counts."""

    key: float | str | frozenset[str]
    unit: frozenset[str] = frozenset()
    looks_back: bool = False

    def differs(self, other: Stated) -> bool:
        """Whether the two values are not the same."""
        if isinstance(self.key, frozenset) and isinstance(other.key, frozenset):
            return not self.key & other.key
        return self.key != other.key

    def counts_same(self, other: Stated) -> bool:
        """Whether two numbers may count the same thing, as far as the words beside them tell."""
        return bool(self.unit & other.unit) or bool(self.unit & _HEADS and other.unit & _HEADS)


def kind_of(question: str) -> Kind | None:
    """What kind of value a question asks for that may have been revised; None where there is none."""
    asked = expected(question)
    if asked is Expected.QUANTITY or _AMOUNT.search(question):
        return Kind.NUMBER
    if (
        asked is Expected.OTHER
        or _WHO_IS_NAMED.match(question)
        or not (_STATE.search(question) or FIRST.search(question))
    ):
        return None
    return Kind.DAY if asked is Expected.TIME else Kind.NAME


def without_first(question: str) -> str:
    """The question less its "originally": no sentence that was printed at first says so."""
    return " ".join(FIRST.sub(" ", question).split())


def stated(one: Evidence, kind: Kind, dates: PrintedDates) -> Stated | None:
    """The value of that kind that a sentence gives as the answer; None where it gives none."""
    if kind is Kind.DAY:
        return _day(one, dates)
    if one.span is None:
        return None
    looks_back = _looks_back(one, one.span[0])
    if kind is Kind.NUMBER:
        total = _TOTAL.search(one.text)
        number = number_of(one.text[total.end() :] if total else one.span_text)
        return None if number is None else Stated(number, _unit(one), looks_back)
    capitals = re.findall(r"\b[A-Z][\w'\u2019-]+", one.span_text) if one.span_probability >= _SURE_OF_NAME else []
    return Stated(frozenset(terms(" ".join(capitals))), looks_back=looks_back) if capitals else None


def gives_total(text: str) -> bool:
    """Whether a sentence gives a total beside what was added to it: "twelve more, which brings it to 152"."""
    return _TOTAL.search(text) is not None


def counted_in(question: str) -> frozenset[str]:
    """The terms of what a "how many" counts: "new cars" of "how many new cars were sold"."""
    found = _COUNTED.search(question)
    return frozenset(terms(found["what"])) if found else frozenset()


def counts(one: Evidence, what: frozenset[str]) -> bool | None:
    """Whether the number of a sentence's span counts that; None where it has none, or counts nothing that is said."""
    if number_of(one.span_text) is None or one.span is None:
        return None
    beside = _ELSEWHERE.split(_following(one, 4), maxsplit=1)[0]
    near = set(terms(f"{_NUMBER.sub(' ', one.span_text)} {beside}"))
    if near & what or (near & _HEADS and what & _HEADS):
        return True
    return False if near else None


def _day(one: Evidence, dates: PrintedDates) -> Stated | None:
    """The day to come that a sentence names, seen from its publication: inside the span, if one is there."""
    published = one.hit.article.published
    named = [(each, span) for each in dates.inside(one) if each.value and (span := span_of(each.value))]
    coming = [(each, span) for each, span in named if published and span.last >= published]
    inside = [each for each in coming if one.span and each[0].start < one.span[1] and one.span[0] < each[0].end]
    chosen = next(iter(inside or coming), None)
    return Stated(chosen[1].words, looks_back=_looks_back(one, chosen[0].start)) if chosen else None


def _looks_back(one: Evidence, start: int) -> bool:
    """Whether the words before a value tell that it held before."""
    return _LOOKS_BACK.search(one.hit.article.text[one.start : start]) is not None


def _unit(one: Evidence) -> frozenset[str]:
    """What the number of a span counts: money, a share, the words of the span beside it, else the word after it."""
    if one.span is None:
        return frozenset()
    text, (start, end) = one.hit.article.text, one.span
    near = text[max(one.start, start - 1) : min(one.end, end + 12)]
    if _MONEY.search(near):
        return frozenset({"$"})
    if _SHARE.search(near):
        return frozenset({"%"})
    inside = set(terms(_NUMBER.sub(" ", one.span_text)))
    return frozenset(inside or terms(_following(one, 2)))


def _following(one: Evidence, most: int) -> str:
    """The words that follow a span without a mark between: after "to 8,065, the dealers" there are none."""
    text, end = one.hit.article.text, one.span[1] if one.span else one.end
    rest = re.match(r"[^,.;:()\u2013\u2014\"\u201d]*", text[end : one.end])
    return " ".join(rest[0].split()[:most]) if rest else ""


def number_of(text: str) -> float | None:
    """The first number that a text says, None where it says none."""
    found = _NUMBER.search(text)
    if found is None:
        return None
    value = float(found["digits"].replace(",", "")) if found["digits"] else float(_WORDS[found["word"].lower()])
    scale = found["scale"] or found["word_scale"]
    return value * _SCALES[scale.lower()] if scale else value
