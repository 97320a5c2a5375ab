"""Names that the archive does not know, read as names one slip away that it does: "Kantr" as "Kantor".

Only words that occur nowhere in the window and the outlet asked for are looked at, and only names that stand there in
print are taken, so that nothing published later, or elsewhere, takes part. A word that two known names are equally near
to is left alone.
"""

from __future__ import annotations

import re
from string import ascii_lowercase
from typing import TYPE_CHECKING

from index.filters import Filters
from index.lexical import stem, terms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.filters import Positions
    from index.search import Searcher
    from index.window import Window

_ANY = Filters()
_WORD = re.compile(r"[^\W\d_]{4,}")
_LONGEST = 24  # letters: the spellings of a word are many, and no name is longer
_MOST = 5  # unknown words that are looked into, for the same reason
_ACRONYM = 5  # letters: what is longer and all in capitals is a name in a dateline
_LONG = 8  # letters from which a second slip, a letter too many or two changed about, is forgiven


def mended(question: str, searcher: Searcher, window: Window, filters: Filters = _ANY) -> tuple[str, tuple[str, ...]]:
    """The question with unknown names read as known ones, and notes that say so."""
    notes: list[str] = []
    looked_into = 0
    known = Known(searcher, searcher.generation.store.positions(window, filters))
    is_capitalised = any(word[0].isupper() for word in _WORD.findall(question)[1:])
    for word in _WORD.findall(question):
        is_name = word[0].isupper() or not is_capitalised
        if not is_name or any(known.has(term) for term in terms(word)) or not terms(word):
            continue
        looked_into += len(word) <= _LONGEST
        name = _nearest(word.lower(), known) if len(word) <= _LONGEST and looked_into <= _MOST else None
        if name is not None:
            question = re.sub(rf"\b{word}\b", name, question)
            notes.append(f"\u201c{word}\u201d read as \u201c{name}\u201d")
    return question, tuple(notes)


class Known:
    """The words of the passages that a question may draw on."""

    def __init__(self, searcher: Searcher, positions: Positions) -> None:
        """Take the archive, and the positions of those passages."""
        self.archive = searcher.generation
        self._positions = positions

    def first(self, term: str) -> list[int]:
        """The position of the best passage that holds a term; empty where none does."""
        if not self.archive.lexical.knows(term):
            return []
        found, _ = self.archive.lexical.search(term, 1, self._positions)
        return [int(position) for position in found]

    def has(self, term: str) -> bool:
        """Whether a passage holds a term."""
        return bool(self.first(term))


def _nearest(word: str, known: Known) -> str | None:
    """The one name in print there that is a slip away; None where there is none or more than one."""
    for spellings in (one_slip(word), two_slips(word) if len(word) >= _LONG else ()):
        near = {term for spelling in spellings if known.archive.lexical.knows(term := stem(spelling))}
        names = {name for term in sorted(near) if (name := _in_print(term, known))}
        if names:
            return names.pop() if len(names) == 1 else None
    return None


def _in_print(term: str, known: Known) -> str | None:
    """The name with that stem as one of the passages prints it; None where it is no name there."""
    for position in known.first(term):
        _, passage = known.archive.store.passage(position)
        printed: list[str] = [word for word in _WORD.findall(passage.text) if terms(word) == [term]]
        if printed and all(word[0].isupper() for word in printed):
            name = min(printed, key=str.isupper)  # not the "WHISTLER" of a dateline, where there is another
            return name.capitalize() if name.isupper() and len(name) > _ACRONYM else name
    return None


def one_slip(word: str) -> Iterator[str]:
    """Every spelling with one letter left out, changed, put in, or two neighbours changed about (Damerau 1964)."""
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        yield from _shorter_or_turned(before, after)
        for letter in ascii_lowercase:
            yield before + letter + after
            if after:
                yield before + letter + after[1:]


def two_slips(word: str) -> Iterator[str]:
    """Of the spellings one slip away, those with a letter left out or two neighbours changed about besides."""
    for spelling in one_slip(word):
        for at in range(len(spelling) + 1):
            yield from _shorter_or_turned(spelling[:at], spelling[at:])


def _shorter_or_turned(before: str, after: str) -> Iterator[str]:
    if after:
        yield before + after[1:]
    if len(after) > 1:
        yield before + after[1] + after[0] + after[2:]
