"""Words in quotation marks: whether they are in quotation marks in print, to the letter."""

from __future__ import annotations

import re

_QUOTED = re.compile(r"[\"“”„«]([^\"“”„«»]*)[\"“”»]")
_MARKS = re.compile(r"[\"“”„«»]")
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "‚": "'"})  # noqa: RUF001 (quotation marks as printed)
_TITLE_WORDS = 2  # as many capitalised words in quotation marks are a name, not a saying


def wrong_quotes(sentence: str, printed: str) -> bool:
    """Whether the sentence quotes what nobody is quoted with, or has a quotation mark too few."""
    if len(_MARKS.findall(sentence)) % 2:
        return True
    spoken = [_plain(words) for words in _QUOTED.findall(printed)]
    everything = _plain(printed)
    for found in _QUOTED.findall(sentence):
        words = _plain(found)
        if not words:
            return True
        titled = len(words.split()) <= _TITLE_WORDS and all(word[:1].isupper() for word in found.split())
        pieces = (everything,) if titled else spoken
        if not any(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", piece) for piece in pieces):
            return True
    return False


def _plain(text: str) -> str:
    """The words with one kind of apostrophe, single blanks, and no mark at either end."""
    return " ".join(text.translate(_APOSTROPHES).split()).strip(" .,;:!?").lower()
