"""A place in the text that matches a pattern of the grammar, and the numbers its words say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.temporal.lexicon import CARDINALS, MONTH_NUMBER, ORDINALS, TENS, WEEKDAY_NUMBER
from corpus.temporal.tense import Direction, direction_of

if TYPE_CHECKING:
    import re

    from corpus.temporal.words import Words

# "this", "last" and "next" with all that may stand beside them, in units from the current one.
STEPS = {"this": 0, "current": 0, "the current": 0, "the": 0, "last": -1, "this past": -1, "next": 1, "this coming": 1}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A match of the rule `rule` over the letters of `words`."""

    rule: str
    match: re.Match[str]
    words: Words

    @property
    def start(self) -> int:
        """The place of its first word."""
        return self.match.start()

    @property
    def end(self) -> int:
        """The place after its last word."""
        return self.match.end()

    @property
    def before(self) -> str:
        """The word before it, in small letters."""
        return self.words.lowered(self.start - 1)

    @property
    def after(self) -> str:
        """The word after it, in small letters."""
        return self.words.lowered(self.end)

    @property
    def is_name(self) -> bool:
        """Whether its last word is written as part of a name ("This Week", "USA Today")."""
        last = self.words.texts[self.end - 1]
        if self.end - self.start > 1:
            return last.istitle()
        is_beside_name = self.words.is_capitalised(self.start - 1)
        is_in_capitals = is_beside_name and self.words.texts[self.start - 1].isupper()
        return is_beside_name and (last.istitle() or (last.isupper() and is_in_capitals and not self._is_shouted))

    @property
    def _is_shouted(self) -> bool:
        """Whether the words around it are all in capitals, as in a headline."""
        return any(len(text) > 3 and text.isupper() for text in self.words.texts[self.end : self.end + 4])

    def said(self, group: str) -> str:
        """The words of a part of the pattern, in small letters, one blank between them; empty where it is absent."""
        if group not in self.match.re.groupindex:
            return ""
        start, end = self.match.span(group)
        return " ".join(self.words.texts[start:end]).lower() if end > start else ""

    def step(self, group: str = "which") -> int | None:
        """0 for "this", -1 for "last", 1 for "next"; None where the part is absent."""
        return STEPS.get(self.said(group))

    def month(self, group: str = "month") -> int:
        """The number of a month, 1 to 12."""
        return MONTH_NUMBER[self.said(group).rstrip(". ")]

    def weekday(self, group: str = "weekday") -> int | None:
        """The number of a weekday, Monday 0; None where the part is absent."""
        said = self.said(group).rstrip(". ")
        return WEEKDAY_NUMBER[said] if said else None

    def number(self, group: str) -> int | None:
        """What a number says, in digits or words; None where it is absent or no whole number of up to four digits."""
        return number_said(self.said(group))

    def direction(self) -> Direction:
        """Where the clause around it looks."""
        return direction_of(self.words, self.start, self.end)


def number_said(said: str) -> int | None:
    """A whole number in digits ("12", "3rd", "1,200") or in words ("twenty-one", "a couple of", "third")."""
    digits = said.replace(",", "").rstrip("stndrh")
    if digits.isascii() and digits.isdigit():
        return int(digits) if len(digits) <= 4 else None
    if said in ("a", "an"):
        return 1
    if "couple" in said:
        return 2
    if said in ORDINALS:
        return ORDINALS[said]
    tens, _, ones = said.replace("-", " ").partition(" ")
    if tens in TENS and ones:
        return TENS[tens] + CARDINALS.get(ones.strip(), 0)
    return CARDINALS.get(said)


def year_said(said: str) -> int | None:
    """A year in digits, or as it is spoken ("nineteen ninety-six", "two thousand")."""
    if len(said) == 4 and said.isascii() and said.isdigit():
        return int(said)
    first, _, rest = said.partition(" ")
    if first == "nineteen":
        rest_number = number_said(rest)
        return 1900 + rest_number if rest_number else None
    return CARDINALS[first] * 1000 if rest == "thousand" else None
