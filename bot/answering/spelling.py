"""Names that the archive does not know, read as names one slip away that it does: "Kantr" as "Kantor".

Only words that occur nowhere in the window are looked at, and only names that stand there in print are taken, so that
nothing published later is given away. A word that two known names are equally near to is left alone.
"""

from __future__ import annotations

import re
from string import ascii_lowercase
from typing import TYPE_CHECKING

from index.lexical import stem, terms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from index.search import Searcher
    from index.window import Window

_WORD = re.compile(r"[^\W\d_]{4,}")
_LONGEST = 24  # letters: the spellings of a word are many, and no name is longer
_MOST = 5  # unknown words that are looked into, for the same reason
_ACRONYM = 5  # letters: what is longer and all in capitals is a name in a dateline
_LONG = 8  # letters from which a second slip, a letter too many or two changed about, is forgiven


def mended(question: str, searcher: Searcher, window: Window) -> tuple[str, tuple[str, ...]]:
    """The question with unknown names read as known ones, and notes that say so."""
    notes: list[str] = []
    looked_into = 0
    lexical = searcher.generation.lexical
    is_capitalised = any(word[0].isupper() for word in _WORD.findall(question)[1:])
    for word in _WORD.findall(question):
        is_name = word[0].isupper() or not is_capitalised
        if not is_name or any(lexical.knows(term) for term in terms(word)) or not terms(word):
            continue
        looked_into += len(word) <= _LONGEST
        name = _nearest(word.lower(), searcher, window) if len(word) <= _LONGEST and looked_into <= _MOST else None
        if name is not None:
            question = re.sub(rf"\b{word}\b", name, question)
            notes.append(f"\u201c{word}\u201d read as \u201c{name}\u201d")
    return question, tuple(notes)


def _nearest(word: str, searcher: Searcher, window: Window) -> str | None:
    """The one name in print inside the window that is a slip away; None where there is none or more than one."""
    lexical = searcher.generation.lexical
    for spellings in (one_slip(word), two_slips(word) if len(word) >= _LONG else ()):
        known = {term for spelling in spellings if lexical.knows(term := stem(spelling))}
        names = {name for term in sorted(known) if (name := _in_print(term, searcher, window))}
        if names:
            return names.pop() if len(names) == 1 else None
    return None


def _in_print(term: str, searcher: Searcher, window: Window) -> str | None:
    """The name with that stem as an article inside the window prints it; None where it is no name there."""
    store = searcher.generation.store
    positions, _ = searcher.generation.lexical.search(term, 1, store.positions(window))
    for position in positions.tolist():
        _, passage = store.passage(position)
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
