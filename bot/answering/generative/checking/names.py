"""Names: whether those of a sentence stand in print, each no more often than there."""

# ruff: noqa: SIM905 (a list of words reads better as words than as one quoted word a line)
from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.answering.generative.checking.lexicon import DEMONYMS, FUNCTION, same
from bot.answering.generative.checking.numbers import NUMBER_WORDS
from bot.answering.generative.checking.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.answering.generative.checking.source import Source
    from bot.answering.generative.checking.tokens import Token

_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december".split()
)
_TITLES = frozenset(
    "mr mrs ms dr minister president prime secretary representative trade director general director-general senator "
    "ambassador vice-minister vice chairman chief".split()
)
_NO_NAMES = FUNCTION | _CALENDAR | NUMBER_WORDS
_PRONOUN = re.compile(r"\b(?:he|she|his|her|him|they|their|them)\b", re.IGNORECASE)
_REPORTS = re.compile(r"\b(?:according|report(?:s|ed)?|wr(?:ites|ote)|said|says|in|by)\b", re.IGNORECASE)


def capitals(words: Sequence[Token]) -> list[Token]:
    """The words of a sentence that are written as names, without those that only begin it."""
    found = []
    for token in words:
        if not token.capital or token.lower in _NO_NAMES or token.negation:
            continue
        found.append(token)
    return found


def wrong_names(sentence: str, source: Source) -> bool:
    """Whether the sentence has a name that the print has not, or has one more often than the print."""
    printed = tokens(source.text)
    known = {token.stem for token in printed}
    known_lower = {token.lower for token in printed}
    said = capitals(tokens(sentence))
    allowed = _from_context(sentence, source)
    initials = _initials(source.article.text)
    for token in said:
        if token.stem in known or token.lower in known_lower or token.stem in allowed:
            continue
        if token.first and any(same(token.stem, word) for word in known):
            continue
        if initials.get(token.text, "\0") in source.text or _spelled_out(token, initials, known_lower):
            continue
        return True
    if _joined_anew(sentence, source):
        return True
    return _too_often(said, printed, _antecedent(sentence, source, full_names(source.article.text)))


def _joined_anew(sentence: str, source: Source) -> bool:
    """Whether two names stand side by side, as a first and a last name do, that stand so nowhere in the article."""
    article = source.article
    text = " ".join(part for part in (article.text, article.title, article.outlet) if part)
    printed = {(one.lower, other.lower) for one, other in pairwise(tokens(text))}
    single = {word for pair in printed for word in pair}
    for one, other in pairwise(tokens(sentence)):
        names = all(
            word.capital and word.lower not in _NO_NAMES | _TITLES and word.lower in single for word in (one, other)
        )
        given = not one.first or any(name.startswith(f"{one.text} ") for name in full_names(text))
        if names and given and not _nation(one) and (one.lower, other.lower) not in printed:
            return True
    return False


def _nation(token: Token) -> bool:
    return token.lower in DEMONYMS or token.stem == "us"


def _too_often(said: Sequence[Token], printed: Sequence[Token], allowed: set[str]) -> bool:
    """Whether a name is said more often than it is printed while another printed name is missing: one for the other."""
    ours = Counter(token.stem for token in said if token.lower not in _TITLES)
    theirs = Counter(token.stem for token in capitals(printed) if token.lower not in _TITLES)
    missing = any(stem not in ours for stem in theirs)
    return missing and any(count > max(theirs[stem], 1) and stem not in allowed for stem, count in ours.items())


def _from_context(sentence: str, source: Source) -> set[str]:
    """Stems of names that the article itself adds to the sentence: a full name, a title, who "he" is, the outlet."""
    allowed: set[str] = set()
    people = full_names(source.article.text)
    printed = {token.stem for token in tokens(source.text) if token.capital}
    if _PRONOUN.search(source.text):
        allowed |= _antecedent(sentence, source, people)
    for name in people:
        parts = [token.stem for token in tokens(name)]
        if parts and parts[-1] in printed | allowed:
            allowed |= set(parts)
    if source.article.outlet and _REPORTS.search(sentence):
        allowed |= {token.stem for token in tokens(source.article.outlet)}
    return allowed | _titles(source, printed | allowed)


def _antecedent(sentence: str, source: Source, people: Sequence[str]) -> set[str]:
    """The name that a pronoun of the print, which the sentence has no more, must mean: the nearest one before it."""
    if len(_PRONOUN.findall(sentence)) >= len(_PRONOUN.findall(source.text)):
        return set()
    surnames = {name.split()[-1] for name in people}
    for text in reversed(source.before):
        named = [token for token in tokens(text) if token.text in surnames]
        if named:
            return {named[0].stem}
        if not _PRONOUN.search(text):
            break
    return set()


def _titles(source: Source, named: set[str]) -> set[str]:
    """Words of the titles that the article gives to people whom the sentence names."""
    words = tokens(source.article.text)
    found = set()
    for at, token in enumerate(words):
        if token.stem in named and token.capital:
            near = words[max(0, at - 5) : at + 9]
            found |= {word.stem for word in near if word.lower in _TITLES}
    return found


_FULL_NAME = re.compile(r"\b[A-Z][\w'’-]+ (?:[A-Z]\. )?[A-Z][\w'’-]+")  # noqa: RUF001 (apostrophes as printed)


def full_names(text: str) -> list[str]:
    """Runs of two capitalised words, which are people's full names more often than not."""
    return list(dict.fromkeys(_FULL_NAME.findall(text)))


def _initials(text: str) -> dict[str, str]:
    """Names of several words by their initials."""
    runs: Iterable[str] = re.findall(r"\b[A-Z]\w+(?: (?:of|and|the|for) )?(?: ?[A-Z]\w+)+", text)
    return {"".join(word[0] for word in run.split() if word[0].isupper()): run for run in runs}


def _spelled_out(token: Token, initials: dict[str, str], known: set[str]) -> bool:
    """Whether a word is one of a name that stands in the print as initials."""
    return any(
        short.lower() in known and token.lower in {word.lower() for word in run.split()}
        for short, run in initials.items()
    )
