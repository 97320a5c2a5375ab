"""The characters of a text, made final: every span that Dateline ever counts is counted after this step."""

from __future__ import annotations

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_SPACES = re.compile("[\t \xa0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_TRAILING = re.compile(r" +(?=\n|\Z)|(?<=\n) +|\A +")

# Characters that no one sees: controls, the soft hyphen, zero-width space and word joiner, byte order marks and the
# marks and overrides of writing direction, which can make a quotation read otherwise than it is stored.
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")

# U+0080 to U+009F are never meant: they are Windows-1252 read as Latin-1 (the HTML standard maps &#146; the same way).
_C1 = re.compile("[\x80-\x84\x86-\x9f]")
_WINDOWS = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0) if code != 0x85}


def visible(text: str) -> str:
    """The text in NFC with `\\n` line ends and without what cannot be seen; spaces stay, for they may be indents.

    Quotation marks and dashes stay as they are printed.
    """
    text = _LINE_ENDS.sub("\n", text)
    text = _C1.sub(lambda match: _WINDOWS[ord(match[0])], text)
    text = _UNSEEN.sub("", text)
    text = _SURROGATE.sub("\ufffd", text)
    return unicodedata.normalize("NFC", text)


def normalise(text: str) -> str:
    """The visible text with single spaces and none at the ends of lines. Line breaks stay."""
    return _TRAILING.sub("", _SPACES.sub(" ", visible(text)))


def one_line(text: str) -> str:
    """The text normalised and on one line: for titles, names and other fields."""
    return " ".join(normalise(text).split())
