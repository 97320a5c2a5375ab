"""Negation and certainty: whether a sentence says, denies and hedges what the print does."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.answering.generative.checking.lexicon import DENIALS, INTENDING, MODALS, lemma, same
from bot.answering.generative.checking.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.generative.checking.tokens import Token

_BE = frozenset({"is", "are", "was", "were", "be"})
_FRAME = re.compile(r"^(?P<frame>.*?\w)(?: that (?!of\b)|[:;] )(?P<rest>.+)$", re.DOTALL)
_REPORTING = re.compile(
    r"\b(?:said|says|announced|reported|added|noted|wrote|estimated|according|told \w+)\W*$", re.IGNORECASE
)
_INVERTED = frozenset({"had", "were", "should"})  # "Had Japan signed, it would": a condition without an "if"
_CONDITIONS = frozenset({"if", "unless", "provided", "whether"})
_CLAIMS = frozenset(lemma(word) for word in ("claim", "allege", "accuse", "suspect", "rumor", "purport", "supposedly"))
_REACH = 3  # words that state something after a negation: these are what it denies
_BEFORE_VERB = 4  # tokens before a verb in which a modal makes it uncertain
_INTENDING = frozenset(lemma(word) for word in INTENDING)
_NEGATING_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non")


def turned(sentence: str, printed: str) -> bool:
    """Whether the sentence denies what the print says, or says what the print denies."""
    ours, theirs = tokens(sentence), tokens(printed)
    without = _joined(ours, "with") & _joined(theirs, "without") or _joined(ours, "without") & _joined(theirs, "with")
    return (
        bool(without)
        or _miscounted(ours, theirs)
        or _denies_anew(ours, theirs)
        or _affirms(ours, theirs)
        or _prefixed(ours, theirs)
    )


def _denies_anew(ours: Sequence[Token], theirs: Sequence[Token]) -> bool:
    """Whether a negation of the sentence denies what nothing in print denies.

    A denying verb of the print ("failed to agree") may have become a negation only where it is gone from the sentence.
    """
    kept = {token.stem for token in ours}
    denied = [one for at, one in _denied(theirs) if theirs[at].negation or theirs[at].stem not in kept]
    every = [one for _, one in _denied(theirs)]
    printed = {token.stem for token in theirs}
    return any(
        not any(same(one[0], other) for others in (denied if ours[at].negation else every) for other in others)
        for at, one in _denied(ours)
        if ours[at].negation or ours[at].stem not in printed
    )


def _affirms(ours: Sequence[Token], theirs: Sequence[Token]) -> bool:
    """Whether the sentence says, without a negation before it, what the print only denies."""
    negated = _after_negation(ours)
    said = [token.stem for token in ours if token.content]
    printed = [token.stem for token in theirs]
    kept = {token.stem for token in ours}
    nearest = [one[0] for at, one in _denied(theirs) if theirs[at].negation or theirs[at].stem not in kept]
    return any(
        printed.count(word) <= nearest.count(word)
        and any(same(word, other) for other in said)
        and not any(same(word, other) for other in negated)
        for word in nearest
    )


def _denied(words: Sequence[Token]) -> list[tuple[int, list[str]]]:
    """The place of each negation and denying verb, with the stems of the words that it denies, the nearest first."""
    found = []
    for at, token in enumerate(words):
        if not (token.negation or (token.stem in DENIALS and not _asserted(words, at))):
            continue
        after = [
            word.stem
            for word in words[at + 1 :]
            if word.content and word.clause - token.clause <= (0 if token.negation else 1)
        ][:_REACH]
        if after:
            found.append((at, after))
    return found


def _miscounted(ours: Sequence[Token], theirs: Sequence[Token]) -> bool:
    """Whether the sentence negates more often than the print, or leaves out a negation that ends a printed clause."""
    mine, printed = (sum(token.negation for token in words) for words in (ours, theirs))
    kept = {token.stem for token in ours}
    if mine > printed + sum(token.stem in DENIALS and token.stem not in kept for token in theirs):
        return True
    return mine < printed and any(_ends_clause(theirs, at, ours) for at, token in enumerate(theirs) if token.negation)


def _ends_clause(theirs: Sequence[Token], at: int, ours: Sequence[Token]) -> bool:
    """Whether a printed negation has nothing after it, and the sentence says half of what stands before it."""
    clause = theirs[at].clause
    if any(word.content and word.clause == clause for word in theirs[at + 1 :]):
        return False
    before = [word.stem for word in theirs if word.content and word.clause == clause]
    before = before or [word.stem for word in theirs if word.content and word.clause == clause - 1]
    said = {word.stem for word in ours}
    return bool(before) and 2 * sum(word in said for word in before) >= len(before)


def _after_negation(words: Sequence[Token]) -> set[str]:
    """The stems of all words that stand after a negation or a denying verb, as far as a list of things may go on."""
    found: set[str] = set()
    for at, token in enumerate(words):
        if token.negation or token.stem in DENIALS:
            found |= {word.stem for word in words[at + 1 : at + 12] if word.content}
    return found


def _asserted(words: Sequence[Token], at: int) -> bool:
    """Whether a denying verb stands without anything that it could deny."""
    following = words[at + 1 : at + 2]
    return not following or not following[0].word


def _joined(words: Sequence[Token], joint: str) -> set[str]:
    """The stems of what "with" or "without" joins to something."""
    return {
        next((word.stem for word in words[at + 1 : at + 5] if word.content), "")
        for at, token in enumerate(words)
        if token.lower == joint
    } - {""}


def _prefixed(ours: Sequence[Token], theirs: Sequence[Token]) -> bool:
    """Whether a word of the sentence is one of the print's with a negating prefix, or the other way round."""
    mine = {token.stem for token in ours if token.content}
    printed = {token.stem for token in theirs if token.content}
    for one, other in ((mine - printed, printed), (printed - mine, mine)):
        for word in one:
            for prefix in _NEGATING_PREFIXES:
                bare = word.removeprefix(prefix)
                if bare != word and len(bare) > 3 and any(same(bare, text) for text in other):
                    return True
    return False


def hedged_otherwise(sentence: str, printed: str) -> bool:
    """Whether the sentence makes a fact of what the print holds possible, planned or due, or the other way round."""
    ours, theirs = tokens(sentence), tokens(printed)
    kinds = _modals(theirs)
    if any(kind not in kinds and not (kind == "future" and _intends(theirs)) for kind in _modals(ours)):
        return True
    if _did(ours) - _did(theirs) or _unconditional(ours, theirs):
        return True
    for at, token in enumerate(ours):
        if not token.content or token.capital:
            continue
        places = [place for place, other in enumerate(theirs) if other.stem == token.stem]
        if places and all(_governed(theirs, place) for place in places) and not _open(ours, at):
            return True
    return False


def _unconditional(ours: Sequence[Token], theirs: Sequence[Token]) -> bool:
    """Whether the sentence leaves out a condition of the print, or that something is only claimed."""
    had = theirs[:1] and theirs[0].lower in _INVERTED and any(token.lower in {"would", "will"} for token in theirs)
    if had and ours[:1] and ours[0].lower not in {*_INVERTED, *_CONDITIONS}:
        return True
    return any(
        any(_is(token, words) for token in theirs) and not any(_is(token, words) for token in ours)
        for words in (_CONDITIONS, _CLAIMS)
    )


def _is(token: Token, words: frozenset[str]) -> bool:
    return token.lower in words or (words is _CLAIMS and token.stem in words)


def out_of_frame(sentence: str, printed: str) -> bool:
    """Whether the sentence states what the print has after a "that" or a colon, and drops what stands before it.

    A frame of plain reporting ("Mr. Kantor said that") may go; "he was asked to write that" may not.
    """
    found = _FRAME.match(printed)
    if not found or _REPORTING.search(found["frame"]):
        return False
    frame = {token.stem for token in tokens(found["frame"]) if token.content}
    inside = {token.stem for token in tokens(found["rest"]) if token.content}
    ours = [token.stem for token in tokens(sentence) if token.content and not token.capital]
    return not any(same(word, other) for word in ours for other in frame - inside)


def _did(words: Sequence[Token]) -> set[str]:
    """The words that a "did" without "not" makes facts of."""
    return {
        after.lower
        for token, after in pairwise(words)
        if token.lower in {"did", "does"} and after.word and not after.negation and not after.capital
    }


def _governed(words: Sequence[Token], at: int) -> bool:
    """Whether the word at a place is a verb right after a modal, or after a verb of intending and "to"."""
    before = words[max(0, at - 2) : at]
    if any(token.lower in MODALS and not token.capital for token in before) and not any(
        token.verbal for token in before
    ):
        return True
    return [token.lower for token in before[-1:]] == ["to"] and any(
        token.stem in _INTENDING or token.lower in _BE for token in words[max(0, at - 5) : at - 1]
    )


def _modals(words: Sequence[Token]) -> set[str]:
    return {
        MODALS[token.lower]
        for token in words
        if token.lower in MODALS and not (token.lower == "may" and token.capital and not token.first)
    }


def _intends(words: Sequence[Token]) -> bool:
    planned = any(one.lower in _BE and other.lower == "to" for one, other in pairwise(words))
    return planned or any(token.stem in _INTENDING for token in words)


def _open(words: Sequence[Token], at: int) -> bool:
    """Whether the verb at a place is hedged: after a modal, or an infinitive, or in a condition."""
    before = words[max(0, at - _BEFORE_VERB) : at]
    if any(token.lower in MODALS and not token.capital for token in before):
        return True
    if any(token.lower == "to" for token in before[-2:]):
        return True
    clause = [token for token in words[:at] if token.clause == words[at].clause]
    return any(token.lower in {"if", "unless", "whether"} for token in clause) or any(
        token.stem in _INTENDING for token in before[-2:]
    )
