"""A sentence as tokens, with what the checks ask of each."""

# ruff: noqa: SIM905 (a list of words reads better as words than as one quoted word a line)
from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.answering.generative.checking.lexicon import DEMONYMS, FUNCTION, LEMMAS, NEGATIONS, lemma

_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}|[$£€¥]?\d[\d,]*(?:\.\d+)?(?:st|nd|rd|th)?%?|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\w\s]"  # noqa: RUF001 (apostrophes as printed)
)
_UNITED = re.compile(r"\bUnited (States|Kingdom|Nations)\b")
_SHORT = {"States": "U.S.", "Kingdom": "U.K.", "Nations": "U.N."}
# Verbs of two words that have a name of one.
_PHRASES = (
    (re.compile(r"\b(?:go|goes|went|going|gone|carry|carries|carried) on\b"), "continue"),
    (re.compile(r"\b(?:break|breaks|broke|broken|breaking) (?:down|off|up)\b"), "collapsed"),
    (re.compile(r"\b(?:call|calls|called) off\b"), "cancelled"),
    (re.compile(r"\b(?:sat|sit|sits) down(?: together)?\b"), "met"),
    (re.compile(r"\b(?:draw|draws|drew|drawn|drawing) up\b"), "prepared"),
    (re.compile(r"\b(?:set|sets) off\b"), "prompted"),
    (re.compile(r"\b(?:turn|turns|turned) down\b"), "rejected"),
    (re.compile(r"\b(?:rule|rules|ruled) out\b"), "excluded"),
    (re.compile(r"\b(?:lay|laid|lays) off\b"), "dismissed"),
    (re.compile(r"\b(?:take|takes|took|taken) (?=(?:\w+ ){1,2}off\b)"), "remove "),
    (re.compile(r"\b(?:put|puts) off\b"), "delayed"),
)
_BREAKS = frozenset(
    ", ; : ( ) — – and but or while whereas although though because when after before that who which as if than until "  # noqa: RUF001 (dashes as printed)
    "since where".split()
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark. `stem` is that of its plain form; `clause` counts the clauses before it.

    `possessive` tells of an "'s" that `text` is without.
    """

    text: str
    lower: str
    stem: str
    clause: int
    first: bool
    possessive: bool = False

    @property
    def word(self) -> bool:
        """Whether this is a word and no mark or number."""
        return self.text[0].isalpha()

    @property
    def content(self) -> bool:
        """Whether this word states something."""
        return self.word and self.lower not in FUNCTION and not self.negation

    @property
    def negation(self) -> bool:
        """Whether this word negates."""
        return self.lower in NEGATIONS or self.lower.endswith(("n't", "n’t"))  # noqa: RUF001 (an apostrophe as printed)

    @property
    def capital(self) -> bool:
        """Whether this word is written as a name is."""
        return self.word and self.text[0].isupper()

    @property
    def verbal(self) -> bool:
        """Whether this word may be a verb in the past or a participle, by its form."""
        return self.word and not self.capital and (self.lower.endswith(("ed", "ing")) or self.lower in LEMMAS)


@lru_cache(maxsize=4096)
def tokens(text: str) -> tuple[Token, ...]:
    """The tokens of a sentence."""
    text = _UNITED.sub(lambda found: _SHORT[found[1]], text.replace("’", "'"))  # noqa: RUF001 (an apostrophe as printed)
    for phrase, word in _PHRASES:
        text = phrase.sub(word, text)
    found = []
    clause = 0
    opening = True
    for match in _TOKEN.finditer(text):
        printed = match[0].removesuffix("'s")
        possessive = printed != match[0] or text[match.end() : match.end() + 2] == "' "
        lower = printed.lower()
        clause += lower in _BREAKS
        name = DEMONYMS.get(lower) if printed[0].isupper() else None
        first = opening and printed[0].isalnum()
        found.append(Token(printed, lower, name or lemma(printed), clause, first, possessive))
        if printed[0].isalnum():
            opening = False
        elif printed in '"“:':
            opening = True
    return tuple(found)


def content(text: str) -> list[Token]:
    """The words of a sentence that state something."""
    return [token for token in tokens(text) if token.content]
