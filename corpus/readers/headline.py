"""The headline of a web page's article: what the page prints, held against what it states."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.readers.blocks import letters_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.readers.metadata import Stated

# What stands between a headline and the name of the site or section.
_SEPARATOR = re.compile(r"\s+(?:[|\u2013\u2014\u00bb\u00b7\u2022:]|-+|<|::)\s+|\s*\|\s*")
_WORD = re.compile(r"\w+")
# Printed and stated headlines are of one article where they share this much of their words.
_ALIKE = 0.5
# Words that a headline just above the body shares with a stated one.
_RELATED = 2


def headline(stated: Stated, printed: Sequence[str], above: Sequence[str]) -> str | None:
    """The headline: the first printed one that is near to a stated one, else the best stated one.

    Pages state headlines for search engines and for sharing that differ from the one they print, and add their own
    name to them; and they print things in h1 that are no headline. `printed` are the page's h1 elements; of those,
    `above` stand just above the body, where a few words in common are enough.
    """
    outlet = stated.outlet
    candidates = [title for title in printed if len(letters_of(title)) > 2]
    for title in stated.titles:
        near = [candidate for candidate in candidates if _alike(candidate, title, outlet)]
        if near:
            return _in_small_letters(without_site(near[0], outlet), stated.titles)
    for candidate in reversed(above):
        if any(len(_words(candidate) & _words(title)) >= _RELATED for title in stated.titles):
            return without_site(candidate, outlet)
    if len(above) == 1 and len(stated.titles) <= 1:
        return above[0]  # the window's title alone may be no more than the name of the site
    if stated.titles:
        title = without_site(stated.titles[0], outlet)
        return _without_last(title) if len(stated.titles) == 1 and title == stated.page_title else title
    return candidates[0] if len(candidates) == 1 else None


def _in_small_letters(printed: str, stated: Sequence[str]) -> str:
    """A headline in capitals as it is stated in small letters, where it is: only that tells names from words."""
    if not printed.isupper():
        return printed
    same = (title for title in stated if letters_of(title) == letters_of(printed) and not title.isupper())
    return next(same, printed)


def _alike(printed: str, stated: str, outlet: str | None) -> bool:
    one, other = letters_of(printed), letters_of(stated)
    if outlet and one == letters_of(outlet):
        return False
    if one == other or (len(one) > 12 and one in other):
        return True
    words, others = _words(printed), _words(stated)
    return len(words & others) >= _ALIKE * len(words | others)


def without_site(title: str, outlet: str | None) -> str:
    """The headline without the name of its site or section before or behind it."""
    parts = _SEPARATOR.split(title)
    if len(parts) == 1:
        return title
    site = letters_of(outlet or "")
    ends = list(_SEPARATOR.finditer(title))
    tail, lead = letters_of(parts[-1]), letters_of(parts[0])
    if site and (tail == site or tail in site or site in tail):
        return without_site(title[: ends[-1].start()], outlet)
    if site and lead == site:
        return without_site(title[ends[0].end() :], outlet)
    if lead in {"opinion", "editorial", "analysis", "perspective", "video", "watch"} and "|" in ends[0][0]:
        return without_site(title[ends[0].end() :], outlet)
    # Without a known name: a short last part behind a bar is the site's.
    if "|" in ends[-1][0] and len(parts[-1].split()) <= 4 < len(" ".join(parts[:-1]).split()):
        return without_site(title[: ends[-1].start()], outlet)
    return title


def _without_last(title: str) -> str:
    """A page title, which names its site more often than not, without a short last part."""
    ends = list(_SEPARATOR.finditer(title))
    if not ends or len(title[ends[-1].end() :].split()) > 3 or ends[-1].start() < 12:
        return title
    return title[: ends[-1].start()]


def _words(title: str) -> set[str]:
    return set(_WORD.findall(title.lower()))
