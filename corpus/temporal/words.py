"""A text as words, and one letter for the class of each word, so that a grammar can be matched on the letters.

The pass over the text is linear: every repetition of the pattern is either bounded or cannot be given back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.temporal.lexicon import APOSTROPHES, NAMES, WORDS

_MARK = f"[{APOSTROPHES}]"
_TOKEN = re.compile(
    rf"""
    [^\W\d_][^\W_]++                                            # most words; the rest of the order is by rarity
    | (?:[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}                         # 1995-05-03
      | [0-9]{{1,2}}/[0-9]{{1,2}}/(?:[0-9]{{4}}|[0-9]{{2}})       # 5/3/95
      | {_MARK}?(?:[0-9]{{2}})?[0-9]0{_MARK}?s                    # the 1980s, the '80s
      | [0-9]{{1,2}}(?:st|nd|rd|th)                               # 3rd
      | [0-9]{{1,2}}:[0-9]{{2}}                                   # 10:30
      | [0-9]{{1,3}}(?:,[0-9]{{3}}){{1,5}}(?:\.[0-9]{{1,9}})?     # 1,995
      | [0-9]{{1,4}}/[0-9]{{1,4}}                                 # 1/2, 1991/92
      | {_MARK}[0-9]{{2}}                                         # '92
      | [0-9]++(?:\.[0-9]++){{0,2}}+                              # 3, 1995, 3.5
    )(?![^\W_])
    | \n[^\S\n]*+\n\s*+                                         # the break between paragraphs
    | [ap]\.m(?![^\W_])
    | o{_MARK}clock\b
    | {_MARK}(?i:s|t|d|m|ll|re|ve)(?![^\W_])                         # 's, 'll
    | [^\W_]++
    | \S
    """,
    re.VERBOSE,
)

ORDINARY = "\x00"
_NUMBER_STARTS = frozenset("0123456789" + APOSTROPHES)
_SHAPES = (
    "break", "iso_day", "us_day", "year", "day_number", "two_digits", "number", "day_ordinal", "clock", "fraction",
    "split_year", "decade_digits", "short_year",
)  # fmt: skip
# From "Ā" on: letters that no reader of the patterns takes for the pattern's own characters.
LETTER: dict[str, str] = {name: chr(0x100 + place) for place, name in enumerate([*_SHAPES, *NAMES, *WORDS])}


def _letters_of_words() -> dict[str, str]:
    letters: dict[str, str] = {}
    for name, words in NAMES.items():
        for word in words.split():
            letters |= {word: LETTER[name], word.upper(): LETTER[name]}
    for name, words in WORDS.items():
        for word in words.split():
            letters |= dict.fromkeys((word, word.capitalize(), word.upper()), LETTER[name])
    return letters


_LETTER_OF_WORD = _letters_of_words()


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: what each says, where it stands (characters), and the letter of its class."""

    texts: list[str]
    spans: list[tuple[int, int]]
    letters: str

    def lowered(self, place: int) -> str:
        """The word there in small letters; empty off either end of the text."""
        return self.texts[place].lower() if 0 <= place < len(self.texts) else ""

    def is_a(self, name: str, place: int) -> bool:
        """Whether the word there is of that class."""
        return 0 <= place < len(self.letters) and self.letters[place] == LETTER[name]

    def is_capitalised(self, place: int) -> bool:
        """Whether the word there starts with a capital."""
        return 0 <= place < len(self.texts) and self.texts[place][0].isupper()


def words_of(text: str) -> Words:
    """Cut a text into words, numbers and marks."""
    spans = [match.span() for match in _TOKEN.finditer(text)]
    texts = [text[start:end] for start, end in spans]
    return Words(texts, spans, "".join([_LETTER_OF_WORD.get(word) or _letter(word) for word in texts]))


def _letter(word: str) -> str:
    if word[0] in _NUMBER_STARTS:
        shape = _shape(word)
        return LETTER[shape] if shape else ORDINARY
    return LETTER["break"] if word[0] == "\n" else ORDINARY


def _shape(word: str) -> str | None:
    """The class of a number by how it is written; None for what only starts like one."""
    if word.isascii() and word.isdigit():
        return _shape_of_integer(word)
    digits = word.strip(APOSTROPHES + "s")
    if not (digits.isascii() and digits[:1].isdigit()):
        return None
    if digits != word and digits.isdigit():
        return _shape_of_marked(word, digits)
    return _shape_of_compound(word)


def _shape_of_marked(word: str, digits: str) -> str | None:
    """'92, the '80s, the 1980s"""
    if word[-1] == "s":
        return "decade_digits" if len(digits) in (2, 4) else None
    return "short_year"


def _shape_of_compound(word: str) -> str | None:
    """10:30, 1995-05-03, 5/3/95, 1,995, 3rd"""
    if "/" in word:
        return _shape_of_slashes(word)
    if word[-1].isdigit():
        return "clock" if ":" in word else "iso_day" if "-" in word else "number"
    return "day_ordinal" if word[-2:] in ("st", "nd", "rd", "th") else None


def _shape_of_integer(word: str) -> str:
    value = int(word) if len(word) <= 4 else 0
    if len(word) <= 2:
        return "day_number" if 1 <= value <= 31 else "two_digits"
    return "year" if len(word) == 4 and 1500 <= value < 2100 else "number"


def _shape_of_slashes(word: str) -> str:
    first, *rest = word.split("/")
    if len(rest) == 2:
        return "us_day"
    is_year = len(first) == 4 and 1500 <= int(first) < 2100 and len(rest[0]) in (2, 4)
    return "split_year" if is_year else "fraction"
