"""Cleaning: what a page holds made into an article's title, deck, byline, dateline and body."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.cleaning.characters import normalise, one_line, visible
from corpus.cleaning.dateline import dateline_of, without_dateline
from corpus.cleaning.furniture import without_furniture
from corpus.cleaning.head import Head, head_of, with_date
from corpus.cleaning.paragraphs import paragraphs_of
from corpus.published import date_on_line
from corpus.sentences import sentence_spans

__all__ = ["Page", "clean_body", "clean_page", "dateline_of", "normalise", "one_line", "title_from", "without_dateline"]

# A title made from the first sentence, where a text has none, is at most this long, in characters.
_TITLE_LENGTH = 90
# Lines at the end among which a date is looked for.
_TAIL_LINES = 3


@dataclass(frozen=True, slots=True)
class Page:
    """A plain text, cleaned: its head and its body, paragraphs parted by one blank line."""

    head: Head
    body: str


def clean_page(raw: str, title: str | None = None) -> Page:
    """A saved page or plain text parted into head and body; `title` where it is known from elsewhere.

    Furniture goes, hard-wrapped lines are joined, words broken at line ends are mended; else every paragraph of the
    body stays to the letter.
    """
    paragraphs = _paragraphs(raw)
    head = head_of(paragraphs, title)
    body = paragraphs[head.lines :]
    for line in body[-_TAIL_LINES:]:
        dated = date_on_line(line)
        if dated and len(body) > 1:
            body.remove(line)
            head = with_date(head, *dated)
    return Page(head, "\n\n".join(without_furniture(body)))


def clean_body(raw: str, title: str | None = None) -> str:
    """A text that is a body already: its paragraphs parted by one blank line, without furniture and its own title."""
    paragraphs = _paragraphs(raw)
    if title and len(paragraphs) > 1 and paragraphs[0] == title:
        del paragraphs[0]
    return "\n\n".join(without_furniture(paragraphs))


def title_from(body: str) -> str:
    """A title for a text that has none: its first sentence after the dateline, cut at a word where it is long."""
    first = body.split("\n\n", 1)[0]
    dateline = dateline_of(first)
    first = first[dateline.length :] if dateline else first
    spans = sentence_spans(first)
    title = first[slice(*spans[0])] if spans else first
    if len(title) <= _TITLE_LENGTH:
        return title
    cut = title.rfind(" ", 0, _TITLE_LENGTH)
    return title[: cut if cut > 0 else _TITLE_LENGTH].rstrip(" ,;:") + "…"


def _paragraphs(raw: str) -> list[str]:
    return [line for paragraph in paragraphs_of(visible(raw)) if (line := one_line(paragraph))]
