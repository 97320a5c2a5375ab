"""Reuters-21578: the newswire of 1987 in SGML (Lewis 1997), 22 files of a thousand stories."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from corpus.cleaning import clean_body, one_line
from corpus.cleaning.byline import credit_of, writers_in
from corpus.errors import SourceError
from corpus.readers.decoding import decode
from corpus.readers.draft import Draft, Flaw
from corpus.readers.streams import CHUNK
from corpus.readers.trees import day_in

if TYPE_CHECKING:
    import io
    from collections.abc import Iterator

    from corpus.limits import Limits

_OUTLET = "Reuters"
_START, _END = b"<REUTERS", b"</REUTERS>"
_NEW_ID = re.compile(r'\bNEWID="([^"]*)"')
_DATE = re.compile(r"<DATE>([^<]*)</DATE>")
_PLACE = re.compile(r"[^,\d]*?(?=,| -|\d|$)")
_DAY = re.compile(r"(\d{1,2})-([A-Za-z]{3})-(\d{4})")
_TEXT = re.compile(r"<TEXT[^>]*>(.*)</TEXT>", re.DOTALL)
_PART = re.compile(r"<(TITLE|AUTHOR|DATELINE|BODY)>(.*?)</\1>\s*", re.DOTALL)
# What wire machines read: controls, written as references to characters below the space.
_CONTROL = re.compile(r"&#(?:[0-9]|[12][0-9]|3[01]|127);")
_COMPOUND = re.compile(r"\w-\Z")
_SIGN_OFF = re.compile(r"(?:\n\s*(?:REUTERS?|[Rr]euter)|\sREUTER)[\s\\;.]*\Z")
# What the makers of the collection put in the place of a body that was never sent.
_PLACEHOLDER = re.compile(r"[\s*<]*Blah blah blah\.?\s*", re.IGNORECASE)


def read_reuters(stream: io.BufferedReader, limits: Limits) -> Iterator[Draft | Flaw]:
    """The stories, one at a time; the id of each is its NEWID. Raises SourceError where there is none.

    Stories that are only a headline (TYPE="BRIEF") have the headline for a text. Those that were never taken apart
    (TYPE="UNPROC") are one text, its first line the headline.
    """
    found = False
    for number, story in enumerate(_stories(stream, limits), 1):
        draft = Flaw(story.reason) if isinstance(story, Flaw) else _draft(decode(story), number)
        found = found or isinstance(draft, Draft)
        yield draft
    if not found:
        raise SourceError("no story in it")


def _stories(stream: io.BufferedReader, limits: Limits) -> Iterator[bytes | Flaw]:
    held = b""
    while chunk := stream.read1(CHUNK):
        held += chunk
        at = 0
        while (end := held.find(_END, at)) >= 0:
            start = held.find(_START, at, end)
            if start >= 0:
                yield held[start:end]
            at = end + len(_END)
        held = held[at:]
        if len(held) > limits.record:
            yield Flaw(f"a story {limits.too_long()}; the rest of the file is not read")
            return
    if _START in held:
        yield Flaw("the last story breaks off")


def _draft(story: str, number: int) -> Draft | Flaw:
    identity = _NEW_ID.search(story)
    inside = _TEXT.search(story)
    parts, loose = _parts(inside[1]) if inside else ({}, "")
    title = one_line(parts.get("TITLE", "")) or None
    body = parts.get("BODY", loose)
    if _PLACEHOLDER.fullmatch(body):
        body = ""
    dateline = one_line(parts.get("DATELINE", ""))
    place = _PLACE.match(dateline)
    if dateline and body:
        body = f"    {dateline} {body.lstrip(' *')}"  # on the wire the text goes on where the dateline ends
    if title is None:
        title, body = _headline(body)
    text = clean_body("\n\n".join(_paragraphs(_SIGN_OFF.sub("", body))), title) or title
    if not text:
        return Flaw(f"story {identity[1] if identity else number}: no text in it")
    dated = _DATE.search(story)
    day = _DAY.search(dated[1]) if dated else None
    author = one_line(parts.get("AUTHOR", ""))
    credit = credit_of(author)
    return Draft(
        text=text,
        id=identity[1] if identity else None,
        title=title,
        byline=(credit.byline if credit else writers_in(author)) if author else None,
        outlet=_OUTLET,
        place=place[0] or None if place else None,
        stated=day_in(" ".join(day.groups())) if day else None,
        number=number,
        language="en",
    )


def _parts(inside: str) -> tuple[dict[str, str], str]:
    """The elements of a text, and what stands outside of them."""
    inside = _CONTROL.sub("", inside)
    parts = {match[1]: html.unescape(match[2]) for match in _PART.finditer(inside)}
    return parts, html.unescape(_PART.sub("", inside))


def _paragraphs(body: str) -> Iterator[str]:
    """The wire indents the first line of a paragraph, and every line of a table, and wraps at 64 columns."""
    paragraph = ""
    for line in body.split("\n"):
        if paragraph and line.strip() and not line[0].isspace():
            # The wire breaks no words: a hyphen at a line end belongs to a compound.
            paragraph += line if _COMPOUND.search(paragraph) else f" {line.strip()}"
            continue
        if paragraph:
            yield paragraph
        paragraph = line.strip()
    if paragraph:
        yield paragraph


def _headline(body: str) -> tuple[str | None, str]:
    """The first line that says something, and the text below it, where a story has both."""
    lines = body.strip("\n").split("\n")
    at = next((at for at, line in enumerate(lines) if any(letter.isalpha() for letter in line)), None)
    if at is None or not any(line.strip() for line in lines[at + 1 :]):
        return None, body
    return one_line(lines[at]).strip(" *"), "\n".join(lines[at + 1 :])
