"""Headlines and names set in capitals, put as a reader would write them: by the article's own text, then by custom."""

# ruff: noqa: SIM905 (a list of words reads better as words than as one quoted word a line)
from __future__ import annotations

import re

from corpus.cleaning.dateline import dateline_of

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
# Initials (U.S., J., AT&T) and tickers (<GM>) stay; what follows a number is an ordinal or a unit.
_PIECE = re.compile(
    rf"(?P<initials>(?:[A-Z]\.){{2,}}|\b[A-Z]\.|\b[A-Z]+&[A-Z]+\b|(?<=<)[A-Z]+(?=>))|(?P<number>\d[\d,.]*(?P<unit>[A-Z]+)?)|(?P<word>{_WORD.pattern})"
)
# Words that stay small inside a headline, and inside a name.
_SMALL = frozenset(
    "a an and as at but by en for from if in into nor of off on onto or per the to up via vs with".split()
)
_SMALL_NAMES = frozenset("and de del der di du la van von y".split())
# Where the text does not have the word; "us" and "who" are words more often than not.
_ACRONYMS = frozenset(
    "uk eu un uae tv pm ceo cfo fbi cia nasa nato gatt wto opec imf ftc fda irs epa nfl nba mlb nhl bbc cnn gm ibm "
    "usa ussr ec gdp gnp ii iii iv".split()
)
# A word that the text has in capitals alone is an acronym, unless it is longer than this.
_LONGEST_ACRONYM = 6
# A line is set in capitals where it has so many words of two letters and more, and no small letter.
_FEWEST = 2
# What a new beginning inside a headline stands behind.
_BREAK = re.compile(r"(?:[:;!?\u2013\u2014]|[^\W\d_]{2}\.|\s-|[\"\u201c(<])\s*$")


def headline_case(line: str, text: str) -> str:
    """A headline that is set in capitals, with only its first letters and its acronyms so; any other as it is.

    `text` is that of the article: a name or an acronym of the headline that it holds is written as there.
    """
    return _recased(line, text, _SMALL) if _is_in_capitals(line) else line


def name_case(line: str, text: str) -> str:
    """The same for names of people: `ANN LEE AND BO MCPARK`."""
    return _recased(line, text, _SMALL_NAMES) if _is_in_capitals(line) else line


def _is_in_capitals(line: str) -> bool:
    return line.isupper() and sum(len(word) > 1 for word in _WORD.findall(line)) >= _FEWEST


def _recased(line: str, text: str, small: frozenset[str]) -> str:
    forms = _forms(text, {word.lower() for word in _WORD.findall(line)})
    last = max((match.start() for match in _WORD.finditer(line)), default=0)

    def piece(match: re.Match[str]) -> str:
        if match["initials"]:
            return match[0]
        if match["number"]:
            unit = match["unit"] or ""
            return match[0][: len(match[0]) - len(unit)] + (unit.lower() if len(unit) > 1 else unit)
        before = line[: match.start()]
        is_inside = before.strip() and match.start() != last and not _BREAK.search(before)
        lowered = match[0].lower()
        return lowered if is_inside and lowered in small else _written(lowered, forms)

    return _PIECE.sub(piece, line)


def _forms(text: str, words: set[str]) -> dict[str, str]:
    """How the text, after its dateline, writes those of the words that it never writes small."""
    lowered = text.lower()
    if text.isupper() or len(lowered) != len(text):
        return {}
    dateline = dateline_of(text)
    start = dateline.length if dateline else 0
    return {word: form for word in words if (form := _form(word, text, lowered, start))}


def _form(word: str, text: str, lowered: str, at: int) -> str | None:
    """How the text writes a word that it never writes small; in capitals only where it never writes it otherwise."""
    form = None
    while (at := lowered.find(word, at)) >= 0:
        end = at + len(word)
        if not text[at - 1 : at].isalpha() and not text[end : end + 1].isalpha():
            if text.startswith(word, at):
                return None
            form = text[at:end] if form is None or form.isupper() else form
        at = end
    return form


def _written(lowered: str, forms: dict[str, str]) -> str:
    known = forms.get(lowered)
    if known and not (known.isupper() and len(known) > _LONGEST_ACRONYM):
        return known
    if lowered in _ACRONYMS:
        return lowered.upper()
    if lowered.startswith("mc") and len(lowered) > 4:
        return f"Mc{lowered[2:].capitalize()}"
    # "O'Neill" and "D'Amato", but "Don't" and "Japan's".
    if lowered[1:2] in ("'", "\u2019") and len(lowered) > 4:
        return f"{lowered[0].upper()}{lowered[1]}{lowered[2:].capitalize()}"
    return lowered.capitalize()
