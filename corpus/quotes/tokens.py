"""Words and marks with a tag each; what stands in quotation marks is one token.

The tags are coarse and come from closed classes and letter case alone, one letter a token, so that a sentence is also
a string that can be searched. No model is needed, and the pass is linear.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from corpus.quotes import grammar
from corpus.quotes.naming import TITLES
from corpus.quotes.verbs import VERBS

if TYPE_CHECKING:
    from corpus.quotes.marks import Paragraph

# One letter for each kind of token.
QUOTE = "Q"
NAME = "N"  # capitalised, not at the head of a sentence by grammar alone
TITLE = "M"
WORD = "w"
VERB = "v"  # a plain verb, or a word in "-ed"
CUE = "V"  # a verb of saying
DETERMINER = "D"
PREPOSITION = "P"
COORDINATOR = "C"
SUBORDINATOR = "S"
RELATIVE = "W"
THAT = "T"
PRONOUN = "R"
AUXILIARY = "A"
ADVERB = "X"
TIME = "Y"
NUMBER = "#"
DASH = "-"
COMMA, COLON, SEMICOLON, OPEN, CLOSE, STOP, OTHER = ",", ":", ";", "(", ")", ".", "?"

_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}"  # U.S., E.P.A.
    r"|(?:Mrs?|Ms|Dr|Prof|Sens?|Reps?|Govs?|Gen|Lt|Col|Maj|Capt|Sgt|Cmdr|Adm|Rev|Hon|St|Jr|Sr|Inc|Corp|Co|Ltd|vs|No"
    r"|Del|Jan|Feb|Aug|Sept|Oct|Nov|Dec|Ave|Blvd|Mt|Ft)\."
    r"|[A-Z]\.(?=\s?\w)"  # an initial
    r"|[$€£¥]?\d+(?:[.,:/]\d+)*(?:[-%]\w*)?"
    r"|\w+(?:[-'’.&@/]\w+)*(?:['’](?=\s))?"  # noqa: RUF001 (an apostrophe as printed)
    r"|\.{3,}|--+|\S"
)
_PUNCTUATION = {
    ",": COMMA, ":": COLON, ";": SEMICOLON, "(": OPEN, ")": CLOSE, "[": OPEN, "]": CLOSE, ".": STOP, "!": STOP,
    "?": STOP, "-": DASH, "\N{EM DASH}": DASH, "\N{EN DASH}": DASH, "\N{HORIZONTAL BAR}": DASH,
}  # fmt: skip
_INNER_MARKS = "'\"\N{RIGHT SINGLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"
_CLOSED = {
    **dict.fromkeys(grammar.TIMES, TIME),
    **dict.fromkeys(grammar.PLAIN_VERBS - VERBS.keys(), VERB),
    **dict.fromkeys(grammar.ADVERBS, ADVERB),
    **dict.fromkeys(grammar.SUBORDINATORS, SUBORDINATOR),
    **dict.fromkeys(grammar.PREPOSITIONS, PREPOSITION),
    **dict.fromkeys(grammar.COORDINATORS, COORDINATOR),
    **dict.fromkeys(grammar.RELATIVES, RELATIVE),
    **dict.fromkeys(grammar.AUXILIARIES, AUXILIARY),
    **dict.fromkeys(grammar.PRONOUNS, PRONOUN),
    **dict.fromkeys(grammar.DETERMINERS, DETERMINER),
    "that": THAT,
}


class Token(NamedTuple):
    """A word, a mark of punctuation, or the words between quotation marks.

    For the last, `stretch` is their index in the paragraph, `text` is empty, and `lower` the character they end on.
    """

    text: str
    lower: str
    start: int
    end: int
    tag: str
    stretch: int = -1


def paragraph_tokens(text: str, paragraph: Paragraph) -> list[Token]:
    """The tokens of one paragraph, its stretches as one token each."""
    tokens: list[Token] = []
    position = paragraph.start
    for index, stretch in enumerate(paragraph.stretches):
        _words(text, position, stretch.opening, tokens)
        ending = text[max(stretch.start, stretch.end - 4) : stretch.end].rstrip(_INNER_MARKS)[-1:]
        tokens.append(Token("", ending, stretch.opening, stretch.closing, QUOTE, index))
        position = stretch.closing
    _words(text, position, paragraph.end, tokens)
    return tokens


def _words(text: str, start: int, end: int, tokens: list[Token]) -> None:
    """Appends the tokens of text[start:end]."""
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        lower, tag = _reading(word)
        if tag == AUXILIARY and word[0].isupper() and tokens and tokens[-1].tag in (NAME, TITLE):
            tag = NAME  # Theresa May
        tokens.append(Token(word, lower, match.start(), match.end(), tag))


@lru_cache(maxsize=1 << 15)
def _reading(word: str) -> tuple[str, str]:
    """A word in lower case with a straight apostrophe, and its tag by itself. News repeats its words: kept."""
    lower = word.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    return lower, _tag_of(word, lower)


def _tag_of(word: str, lower: str) -> str:
    """The tag of a token by itself."""
    first = word[0]
    if not first.isalnum():
        return (
            NUMBER
            if first in "$€£¥" and len(word) > 1
            else _PUNCTUATION.get(word[:2] if first == "." else first, OTHER)
        )
    closed = _CLOSED.get(lower)
    if closed is None and "'" in lower[-4:]:
        closed = _contracted(lower)
    if closed is not None and not (first.isupper() and closed == VERB):
        return closed
    if first.isupper():
        return TITLE if lower in TITLES else NAME
    return NUMBER if first.isdigit() else _open_class(lower)


def is_closed_class(token: Token) -> bool:
    """Whether a word belongs to grammar, and so is capitalised at the head of a sentence only."""
    return token.lower in _CLOSED


def _contracted(lower: str) -> str | None:
    """The tag of "he's", "who'd", "they've"; None for what is no contraction."""
    stem = _CLOSED.get(lower.partition("'")[0])
    if stem == THAT:
        return PRONOUN
    return stem if stem in (PRONOUN, RELATIVE) else None


def _open_class(lower: str) -> str:
    """The tag of a lower-case word that is none of the closed classes."""
    if lower in VERBS:
        return CUE
    if len(lower) > 4:
        if lower.endswith("ed"):
            return VERB
        if lower.endswith("ly") and lower not in grammar.NOUNS_IN_LY:
            return ADVERB
    return WORD
