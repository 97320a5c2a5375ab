r"""Text of others made inert for Discord: shown to the letter, with nothing in it that formats, links or mentions.

Discord's clients take a backslash before a punctuation mark as "print this mark", so an escaped text looks like the
text itself. Escaped is what can be alive anywhere (`* _ ~ | < > [ ] @`, backtick and backslash), what is alive at the
start of a line only (`#`, `-`, `+`, `1.`), and what is alive in one spelling (`scheme://`, `:shortcode:`, and the
`host.tld/` of an invitation, which clients look for in the raw text, behind every other rule).

Before that the text is brought onto one line and rid of what cannot be seen: control marks, marks that reverse the
direction of writing, and joiners of zero width that would hide a live spelling from the rules above.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ELLIPSIS = "…"

# One pass over the raw text: with two, the second could undo an escape of the first by escaping its backslash.
_ALIVE = re.compile(
    r"[\\*_~|<>\[\]@`]"
    r"|(?<=[0-9A-Za-z]):(?=//)"
    r"|:(?=[\w+~-]+:)"
    r"|\.(?=[0-9A-Za-z-]+/)"
    r"|^[#+-]"
)
_LIST_NUMBER = re.compile(r"^(\d+)(?=[.)])")
_JOINERS = "\u200c\u200d"
# Short words before a full stop are more often abbreviations (Mr., U.S., Inc.) than ends.
_SENTENCE_END = re.compile(
    r"(?:(?<=[\w)\u201d\u2019]{4})\.|[!?\u2026])[\"'\u201d\u2019)\]]*(?=$| [\"'\u201c\u2018(]?[A-Z0-9])"
)


def escape(text: str) -> str:
    """The text as Markdown that shows exactly `on_one_line(text)` and does nothing, wherever in a message it stands."""
    return _LIST_NUMBER.sub(r"\1\\", _ALIVE.sub(r"\\\g<0>", on_one_line(text)))


def on_one_line(text: str) -> str:
    """The text with every run of white space as one blank and without marks that cannot be seen."""
    seen = text if text.isprintable() else "".join(_visible(text, position) for position in range(len(text)))
    return " ".join(seen.split())


def length(text: str) -> int:
    """How long Discord takes a text to be: UTF-16 units, which is never less than its characters."""
    return len(text) + sum(character > "\uffff" for character in text)


def shorten(text: str, limit: int) -> str:
    """As `escape`, at most `limit` long (see `length`); where that means a cut, an ellipsis tells of it."""
    whole = escape(text)
    if length(whole) <= limit:
        return whole
    return escape(beginning(text, limit - 2)) + f" {ELLIPSIS}"


def beginning(text: str, limit: int) -> str:
    """The longest beginning of the text, on one line, that is at most `limit` long once escaped.

    It ends where a sentence ends if a whole sentence fits, else between two words, else within a word.
    """
    line = on_one_line(text)
    if _fits(line, limit):
        return line
    sentence_ends = [match.end() for match in _SENTENCE_END.finditer(line)]
    word_ends = [position for position, character in enumerate(line) if character == " "]
    for ends in (sentence_ends, word_ends, range(1, len(line) + 1)):
        fitting = _last_fitting(line, ends, limit)
        if fitting:
            return line[:fitting]
    return ""


def _last_fitting(line: str, ends: Sequence[int], limit: int) -> int:
    """The last of the rising ends at which the cut line fits, or 0. A longer text is never shorter once escaped."""
    position = bisect_right(ends, limit, key=lambda end: length(escape(line[:end])))
    return ends[position - 1] if position else 0


def _fits(line: str, limit: int) -> bool:
    return length(escape(line)) <= limit


def _visible(text: str, position: int) -> str:
    character = text[position]
    if character in _JOINERS:  # Persian and Indic words and joined emoji need them; between ASCII they only hide
        neighbours = text[max(position - 1, 0) : position] + text[position + 1 : position + 2]
        needed = len(neighbours) == 2 and not any(n.isascii() or n in _JOINERS for n in neighbours)
        return character if needed else ""
    category = unicodedata.category(character)
    if category == "Cs":
        return "\ufffd"
    if category == "Cc":
        return " " if character.isspace() else ""
    return "" if category == "Cf" else character
