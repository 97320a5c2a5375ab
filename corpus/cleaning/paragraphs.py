"""Lines into paragraphs: hard-wrapped lines joined, words broken at line ends mended."""

# ruff: noqa: SIM905 (a list of words reads better as words than as one quoted word a line)
from __future__ import annotations

import re
from itertools import pairwise

_INDENT = re.compile(r"^(?:\t| {2,})\S")
_RULE = re.compile(r"^[\s*_=~#·•.-]*$")
_BROKEN_WORD = re.compile(r"([^\W\d_]+)-$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_ENDS = tuple(".!?…:;\"'\u2019”»)]")

# Narrower columns than this are lists, tables and verse; wider lines are paragraphs, one a line.
_NARROWEST, _WIDEST = 30, 120
# Where so many words are broken at line ends, columns are wrapped that are as narrow as this, and more ragged.
_BROKEN, _NARROW_COLUMN = 2, 16

# Halves that are written with a hyphen wherever the line breaks.
_FIRST_HALVES = frozenset(
    "self well long short high low half full part all cross ex anti non pro post mid multi semi two three four "
    "five six seven eight nine ten twenty thirty forty fifty sixty seventy eighty ninety second third one year "
    "old new so".split()
)
_SECOND_HALVES = frozenset(
    "based led made term year level month week minute owned backed elect related style sponsored controlled "
    "dominated oriented range scale yen dollar percent billion million simmering standing known looking".split()
)


def paragraphs_of(raw: str) -> list[str]:
    """The paragraphs of a plain text, whose lines may be hard-wrapped or one paragraph each.

    `raw` still has its indents (they can mark paragraphs) and its line ends as `\\n`. A line is joined to the next
    where the next line's first word would not have fitted on it, which is how a wrapped line is told from a short one.
    """
    lines = raw.split("\n")
    width = _wrap_width(lines)
    vocabulary = _words(raw) if width or any(map(_is_broken, lines, lines[1:])) else frozenset()
    paragraphs: list[list[str]] = []
    last: str | None = None
    for line in lines:
        if _RULE.match(line):
            last = None
            continue
        if last is not None and (_is_broken(last, line) or (width and _continues(last, line, width))):
            paragraphs[-1].append(line.strip())
        else:
            paragraphs.append([line.strip()])
        last = line
    return [_join(parts, vocabulary) for parts in paragraphs]


def _wrap_width(lines: list[str]) -> int | None:
    """The column at which the lines are wrapped, or None where each line is a paragraph.

    Lines are wrapped where most lines that another one follows directly are about as long as the longest.
    """
    followed = [len(line.rstrip()) for line, after in pairwise(lines) if line.strip() and after.strip()]
    if len(followed) < 3:
        return None
    followed.sort()
    width = followed[int(len(followed) * 0.95)]
    is_column = sum(map(_is_broken, lines, lines[1:])) >= _BROKEN
    if not (_NARROW_COLUMN if is_column else _NARROWEST) <= width <= _WIDEST:
        return None
    full = sum(1 for length in followed if length >= 0.75 * width)
    return width if full >= (0.4 if is_column else 0.6) * len(followed) else None


def _is_broken(line: str, after: str) -> bool:
    """Whether the last word of a line goes on in the next one: `nego-|tiations`."""
    line = line.rstrip()
    return line.endswith("-") and after[:1].islower() and _BROKEN_WORD.search(line) is not None


def _continues(line: str, after: str, width: int) -> bool:
    if _INDENT.match(after) and not _INDENT.match(line):
        return False
    line = line.rstrip()
    first = after.split(None, 1)[0]
    if len(line) + 1 + len(first) > width:
        return True
    if line.endswith("-") or first[0].islower():
        return len(line) >= 0.5 * width
    # Ragged setting (justified type, scanned pages) leaves lines a little short in the middle of a sentence.
    return not line.endswith(_ENDS) and len(line) + 1 + len(first) >= 0.85 * width


def _words(raw: str) -> frozenset[str]:
    return frozenset(word.lower() for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", raw))


def _join(parts: list[str], vocabulary: frozenset[str]) -> str:
    joined = [parts[0]]
    for part in parts[1:]:
        before = joined[-1]
        following = _FIRST_WORD.match(part)
        if not following or not before.endswith("-") or before.endswith((" -", "--")):
            joined += [" ", part]
            continue
        broken = _BROKEN_WORD.search(before)
        # No letters before the hyphen: a number or an initialism (15-|year, U.S.-|Japan) keeps it.
        if broken and not _keeps_hyphen(broken[1], following[0], vocabulary):
            joined[-1] = before[:-1]
        joined.append(part)
    return "".join(joined)


def _keeps_hyphen(first: str, second: str, vocabulary: frozenset[str]) -> bool:
    """Whether `first-|second`, broken at a line end, is a compound rather than one word."""
    if not second[0].islower() or first.isupper():
        return True
    whole, compound = (first + second).lower(), f"{first}-{second}".lower()
    if whole in vocabulary:
        return False
    if compound in vocabulary:
        return True
    return first.lower() in _FIRST_HALVES or second.lower() in _SECOND_HALVES
