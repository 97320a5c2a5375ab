"""Quotation marks: which stretches of a text stand between them.

Typographic marks (double, single, guillemets), straight ones and those of LaTeX are read alike: a mark that can only
open or only close does so, any other is judged by the characters around it. One pass over the marks, one paragraph at
a time, so that a mark left open can spoil no more than its own paragraph.
"""

from __future__ import annotations

import re
from typing import NamedTuple

Span = tuple[int, int]

_MARK = re.compile(r"``|''|[“”\"«»‘’']")  # noqa: RUF001 (quotation marks as printed)
_BREAK = re.compile(r"\n[^\S\n]*(?:\n\s*)*")
_ENDS_PARAGRAPH = frozenset(".!?:”\"’'…)")  # noqa: RUF001 (quotation marks as printed)
_ONLY_OPENS = frozenset(("“", "``", "«"))
_ONLY_CLOSES = frozenset(("”", "»"))
_OPENING_SINGLE = "\N{LEFT SINGLE QUOTATION MARK}"
_SINGLES = frozenset("‘’'")  # noqa: RUF001 (quotation marks as printed)
_BEFORE_OPENING = frozenset("([{—–-/“‘\"'")  # noqa: RUF001 (quotation marks and dashes as printed)
_BEFORE_FIRST = _BEFORE_OPENING | frozenset(":,;…")
_CLIPPED = re.compile(r"['’](?:em|til|tis|twas|cause|n|bout|round|cuz|\d\ds?)\b", re.IGNORECASE)  # noqa: RUF001
_LONGEST_WRAPPED = 120  # characters; a text with a longer line is not wrapped to a width
_MARKS_LOOKED_AT = 40  # how many marks ahead the end of words in single marks is looked for: keeps the pass linear


class Stretch(NamedTuple):
    """Words in quotation marks: `text[start:end]`; `text[opening:closing]` is the words with their marks.

    `runs_on`: the marks never close, so the words go to the end of the paragraph. `resumes`: the paragraph before did
    so, and this one opens the marks again.
    """

    opening: int
    start: int
    end: int
    closing: int
    runs_on: bool = False
    resumes: bool = False


class Paragraph(NamedTuple):
    """A paragraph, `text[start:end]`, and the stretches of it that stand in quotation marks, in order."""

    start: int
    end: int
    stretches: tuple[Stretch, ...]


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a text with their stretches in quotation marks.

    A blank line parts paragraphs. So does a single line break, but in a text wrapped to a width only where the line
    before it ends a sentence.
    """
    found: list[Paragraph] = []
    for start, end in _bounds(text):
        stretches = _Reader(text, start, end).stretches()
        if found and found[-1].stretches and stretches:
            before = found[-1].stretches[-1]
            if before.runs_on and stretches[0].opening == start:
                stretches[0] = stretches[0]._replace(resumes=True)
        found.append(Paragraph(start, end, tuple(stretches)))
    return tuple(found)


def _bounds(text: str) -> list[tuple[int, int]]:
    """Start and end of each paragraph that is not blank."""
    bounds = []
    wrapped = max(map(len, text.splitlines()), default=0) <= _LONGEST_WRAPPED
    start = len(text) - len(text.lstrip())
    for line_break in _BREAK.finditer(text, start):
        end = line_break.start()
        while end > start and text[end - 1].isspace():
            end -= 1
        blank = line_break.group().count("\n") > 1
        if end > start and (blank or not wrapped or text[end - 1] in _ENDS_PARAGRAPH):
            bounds.append((start, end))
            start = line_break.end()
    end = len(text.rstrip())
    if end > start:
        bounds.append((start, end))
    return [(first, last) for first, last in ((_indent(text, a, b), b) for a, b in bounds) if last > first]


def _indent(text: str, start: int, end: int) -> int:
    """Where the first line of a paragraph begins after its indent."""
    while start < end and text[start].isspace():
        start += 1
    return start


class _Open(NamedTuple):
    """A mark that has opened: where it stands, where the words after it start, how many stand open inside it."""

    opening: int
    start: int
    depth: int = 1
    last: Span | None = None  # the latest closing mark, should the outermost one be missing


class _Reader:
    """Reads the marks of one paragraph, `text[start:end]`, from left to right."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text = text
        self._start = start
        self._end = end
        self._marks = [match.span() for match in _MARK.finditer(text, start, end)]
        self._found: list[Stretch] = []
        self._opened: _Open | None = None
        self._pending: Span | None = None  # a single mark that may have opened, should a double one close it

    def stretches(self) -> list[Stretch]:
        """The stretches of the paragraph, in order, none inside another."""
        index = 0
        while index < len(self._marks):
            mark = self._marks[index]
            if self._text[slice(*mark)] not in _SINGLES:
                self._double(mark)
                index += 1
            else:
                index = self._single(index)
        if self._opened is not None:
            self._leave_open(self._opened)
        trimmed = (_trimmed(self._text, stretch) for stretch in self._found)
        return [stretch for stretch in trimmed if stretch.end > stretch.start]

    def _single(self, index: int) -> int:
        """Takes a single mark, an apostrophe as like as not; the index of the mark to go on from."""
        left, right = self._marks[index]
        if self._opened is not None or not self._can_open(left, right) or _CLIPPED.match(self._text, left):
            return index + 1
        closer = self._single_closer(index + 1)
        if closer is None:
            self._pending = (left, right)
            return index + 1
        self._found.append(Stretch(left, right, *self._marks[closer]))
        self._pending = None
        return closer + 1

    def _double(self, mark: Span) -> None:
        """Takes a double mark."""
        left, right = mark
        printed = self._text[left:right]
        if self._opened is None:
            if (
                printed in _ONLY_OPENS
                or self._stands_between_blanks(mark)
                or self._can_open(left, right, _BEFORE_FIRST)
            ):
                self._opened = _Open(left, right)
            elif self._pending is not None:
                self._found.append(Stretch(*self._pending, left, right))
            self._pending = None
        elif printed in _ONLY_OPENS or (printed not in _ONLY_CLOSES and self._can_open(left, right)):
            self._opened = self._opened._replace(depth=self._opened.depth + 1)
        elif self._opened.depth > 1:
            self._opened = self._opened._replace(depth=self._opened.depth - 1, last=mark)
        else:
            self._found.append(Stretch(self._opened.opening, self._opened.start, left, right))
            self._opened = None

    def _leave_open(self, opened: _Open) -> None:
        """Takes the end of the paragraph, where a mark was never closed."""
        if opened.last is not None:
            self._found.append(Stretch(opened.opening, opened.start, *opened.last))
            return
        before = self._text[max(self._start, opened.opening - 3) : opened.opening].rstrip()
        if opened.opening == self._start or before.endswith((",", ":")):
            self._found.append(Stretch(opened.opening, opened.start, self._end, self._end, runs_on=True))

    def _can_open(self, left: int, right: int, before_it: frozenset[str] = _BEFORE_OPENING) -> bool:
        """Whether the characters around a mark let it open: nothing or a break before it, a word after it."""
        before = self._text[left - 1] if left > self._start else " "
        return (before.isspace() or before in before_it) and not self._after(right).isspace()

    def _after(self, position: int) -> str:
        """The character at a position of the paragraph; a blank beyond its end."""
        return self._text[position] if position < self._end else " "

    def _stands_between_blanks(self, mark: Span) -> bool:
        left, right = mark
        inside = left > self._start and right < self._end
        return inside and self._text[left - 1].isspace() and self._text[right].isspace()

    def _single_closer(self, index: int) -> int | None:
        """The index of the single mark that closes one, or None where it is an apostrophe that opened nothing."""
        fallback = None
        for candidate in range(index, min(index + _MARKS_LOOKED_AT, len(self._marks))):
            left, right = self._marks[candidate]
            if self._text[left:right] not in _SINGLES - {_OPENING_SINGLE}:
                break
            after = self._after(right)
            if after.isalnum() or self._text[left - 1].isspace():
                continue
            if self._text[left - 1] != "s" or not (after.isspace() and self._after(right + 1).islower()):
                return candidate
            if fallback is None:
                fallback = candidate  # may be the plural possessive ("the workers' demands")
        return fallback


def _trimmed(text: str, stretch: Stretch) -> Stretch:
    """The stretch without blanks at its ends."""
    start, end = stretch.start, stretch.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return stretch._replace(start=start, end=end)
