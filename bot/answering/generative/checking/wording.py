"""The rest of the words: what is new, what is the opposite, and how much of something."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.answering.generative.checking.lexicon import OPPOSITES, QUANTIFIERS, same
from bot.answering.generative.checking.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.generative.checking.source import Source
    from bot.answering.generative.checking.tokens import Token

_NEW_SHARE = 0.12  # of a sentence's words that may be in no list and not in print
_BESIDE = 4  # words around a word of direction among which stands what it is said of


_POINTING = frozenset({"it", "they", "them", "its", "their", "this", "these", "those", "one", "he", "she", "which"})


def opposed(sentence: str, printed: str) -> bool:
    """Whether a word of the sentence is the opposite of a printed one, or is said of something else than in print."""
    ours = [token for token in tokens(sentence) if _weighs(token)]
    theirs = [token for token in tokens(printed) if _weighs(token)]
    stems = [token.stem for token in theirs]
    for at, token in enumerate(ours):
        opposites = OPPOSITES.get(token.stem, frozenset())
        if not opposites or token.stem in stems:
            if opposites and token.stem in stems and opposites & set(stems) and _elsewhere(ours, at, theirs):
                return True
            continue
        fitting = [word for word in stems if same(token.stem, word)]
        if opposites & set(stems) and not fitting:
            return True
    return False


def _weighs(token: Token) -> bool:
    return token.word and (token.content or token.stem in OPPOSITES) and not token.capital


def _elsewhere(ours: Sequence[Token], at: int, theirs: Sequence[Token]) -> bool:
    """Whether the word before a word of direction is, in print, nearer to its opposite."""
    mine = [token.stem for token in ours[max(0, at - 2) : at] if token.clause == ours[at].clause]
    if not mine:
        return False
    places = [place for place, token in enumerate(theirs) if token.stem == ours[at].stem]
    near = {token.stem for place in places for token in theirs[max(0, place - _BESIDE) : place + _BESIDE]}
    return not any(same(one, other) for one in mine for other in near)


def new_words(sentence: str, source: Source) -> bool:
    """Whether the sentence has more words of its own than a paraphrase needs."""
    printed = tokens(source.text)
    stems = {token.stem for token in printed if token.word}
    ours = [
        token
        for token in tokens(sentence)
        if token.content and token.lower not in QUANTIFIERS and not (token.capital and not token.first)
    ]
    new = [token for token in ours if not any(same(token.stem, word) for word in stems)]
    if any(token.lower in _POINTING for token in printed):
        meant = {token.stem for text in source.before for token in tokens(text) if token.content and not token.verbal}
        new = [token for token in new if token.stem not in meant or token.verbal or token.stem in OPPOSITES]
    if any(token.verbal or token.stem in OPPOSITES for token in new):
        return True
    return bool(new)


def other_quantity(sentence: str, printed: str) -> bool:
    """Whether the sentence says all, most, only or first where the print does not."""
    ours, theirs = (
        Counter(QUANTIFIERS[token.lower] for token in tokens(text) if token.lower in QUANTIFIERS)
        for text in (sentence, printed)
    )
    generalised = "all" in ours and any(
        word in theirs and word not in ours for word in ("few", "only", "some", "most", "half")
    )
    return bool(ours - theirs) or _superlatives(sentence) > _superlatives(printed) or generalised


def _superlatives(text: str) -> int:
    """How many superlatives a sentence has."""
    plain = {
        "interest",
        "request",
        "protest",
        "west",
        "east",
        "rest",
        "test",
        "guest",
        "best",
        "forest",
        "harvest",
        "invest",
        "arrest",
        "suggest",
        "contest",
        "honest",
        "modest",
        "latest",
        "nearest",
    }
    return sum(
        token.lower.endswith("est") and len(token.lower) > 4 and not token.capital and token.lower not in plain
        for token in tokens(text)
    )
