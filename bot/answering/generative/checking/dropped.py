"""Words whose loss makes a sentence say more than the print: "nearly", "former", "only", "a month"."""

# ruff: noqa: SIM905 (a list of words reads better as words than as one quoted word a line)
from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.answering.generative.checking.joining import counting, year
from bot.answering.generative.checking.lexicon import QUANTIFIERS, lemma, same
from bot.answering.generative.checking.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.generative.checking.tokens import Token

_NEARLY = frozenset("nearly almost virtually practically roughly about around approximately some close".split())
_LIMITING = frozenset(
    "nearly almost virtually practically supposedly apparently allegedly reportedly partly former ex proposed alleged "
    "planned potential possible would-be acting deputy vice assistant so-called draft attempted future likely apparent "
    "suspected rumored intended temporary provisional tentative partial average median typical".split()
)
_NARROWING = frozenset({"few", "only", "some", "most", "half"})
_NOT_QUITE = re.compile(
    r"\b(?:all|anything|nothing|everything) but\b|\bfar from\b|\bclose to\b|\bshort of\b|\bbelow zero\b", re.IGNORECASE
)
_EXCEPT = re.compile(
    r"\b(?:no|none|nothing|nobody|all|every\w*|any\w*)(?: \w+){0,2} (?:but|except|save)\b|\bexcept\b|\bexcluding\b",
    re.IGNORECASE,
)
_APIECE = frozenset({"each", "every", "apiece"})
_SAID_TO = re.compile(
    r"\b(?:is|are|was|were) (?P<verb>said|reported|believed|thought|understood|held|supposed|asked|told|urged) to\b"
)
_PERIODS = "second minute hour day week month quarter season year decade".split()
_RATE = re.compile(
    rf"\b(?:a|an|per|each|every) (?P<period>{'|'.join(_PERIODS)})\b|\b(?P<adverb>annual|year|month|week|dai)ly\b"
)
_RATED = 6  # tokens after a number among which "a month" is of it


def limits_dropped(sentence: str, printed: str) -> bool:
    """Whether the sentence keeps a word and leaves out what the print limits it by."""
    ours, theirs = tokens(sentence), tokens(printed)
    if any(limit.search(printed) and not limit.search(sentence) for limit in (_NOT_QUITE, _EXCEPT)):
        return True
    said_to = _SAID_TO.search(printed)
    if said_to and said_to["verb"] not in sentence:
        return True
    if any(map(counting, ours)) and (_shared_out(ours, theirs) or _apiece(ours) != _apiece(theirs)):
        return True
    return any(
        _keeps(ours, _limited(theirs, at)) and not _keeps(ours, token)
        for at, token in enumerate(theirs)
        if _limits(theirs, at)
    ) or _rate_dropped(ours, theirs)


def _apiece(words: Sequence[Token]) -> bool:
    """Whether something is said of each of several things, and not of each month."""
    return any(
        token.lower in _APIECE and not any(after.lower in _PERIODS for after in words[at + 1 : at + 2])
        for at, token in enumerate(words)
    )


def _shared_out(ours: Sequence[Token], theirs: Sequence[Token]) -> bool:
    """Whether a printed "one in three" has lost its "one in"."""
    for at, token in enumerate(theirs):
        share = at >= 2 and counting(token) and (theirs[at - 2].lower == "one" or counting(theirs[at - 2]))
        if share and theirs[at - 1].lower == "in" and not year(token):
            mine = [place for place, one in enumerate(ours) if one.stem == token.stem]
            if any(ours[place - 1].lower != "in" for place in mine if place):
                return True
            if any(not place for place in mine):
                return True
    return False


def _limits(words: Sequence[Token], at: int) -> bool:
    token = words[at]
    if token.lower in _NEARLY and at + 1 < len(words) and counting(words[at + 1]):
        return True
    return token.lower in _LIMITING or QUANTIFIERS.get(token.lower) in _NARROWING


def _limited(words: Sequence[Token], at: int) -> Token | None:
    """The word that a limiting one is about: the next, or the one before "alone"."""
    if words[at].lower == "alone":
        return next((token for token in reversed(words[:at]) if token.content), None)
    return next((token for token in words[at + 1 : at + 5] if token.content or counting(token)), None)


def _keeps(ours: Sequence[Token], word: Token | None) -> bool:
    """Whether the sentence has a word, or one that says the same."""
    if word is None:
        return False
    group = QUANTIFIERS.get(word.lower)
    return any(
        one.stem == word.stem
        or (one.word and word.word and same(one.stem, word.stem))
        or (word.lower in _NEARLY and one.lower in _NEARLY)
        or (group is not None and QUANTIFIERS.get(one.lower) == group)
        for one in ours
    )


def _rate_dropped(ours: Sequence[Token], theirs: Sequence[Token]) -> bool:
    """Whether a number that the print gives by the month is said without the month."""
    for at, token in enumerate(theirs):
        if not counting(token):
            continue
        rate = _RATE.search(" ".join(word.lower for word in theirs[at + 1 : at + _RATED]))
        if rate and any(counting(one) and one.stem == token.stem for one in ours):
            period = rate["period"] or {"annual": "year", "dai": "day"}.get(rate["adverb"], rate["adverb"])
            if not any(same(one.stem, lemma(period)) for one in ours):
                return True
    return False
