"""What two independent tools take for the article of a page: trafilatura and readability.

Each is right on about the same share of pages, but they err on different ones; `corpus.readers.body` builds on where
they agree.
"""

from __future__ import annotations

import copy
import logging

import lxml.html
import trafilatura
from lxml import etree
from readability import Document
from readability.readability import Unparseable

from corpus.readers.blocks import letters_of

# Both log what they discard as warnings or errors; what comes of a page is said by the reader, in one line.
for _name in ("trafilatura", "readability", "htmldate", "charset_normalizer"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)

# What the two are known to raise on pages that are hardly HTML. Such a page has no text as far as they can tell.
_FAILURES = (
    etree.LxmlError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    KeyError,
    AssertionError,
    RecursionError,
    Unparseable,
)


def by_trafilatura(tree: lxml.html.HtmlElement) -> list[str]:
    """The paragraphs that trafilatura (Barbaresi 2021) takes for the article."""
    try:
        found = trafilatura.bare_extraction(copy.deepcopy(tree), include_comments=False, with_metadata=False)
    except _FAILURES:
        return []
    body = getattr(found, "body", None)
    if body is None:
        return []
    return [text for element in body if (text := "".join(str(part) for part in element.itertext()).strip())]


def by_readability(tree: lxml.html.HtmlElement) -> list[str]:
    """The texts that readability (the algorithm of Arc90) takes for the article."""
    try:
        summary = Document(lxml.html.tostring(tree, encoding="unicode")).summary(html_partial=True)
        return [str(text) for text in lxml.html.fromstring(summary).itertext() if text.strip()]
    except _FAILURES:
        return []


def joined_letters(texts: list[str]) -> str:
    """The letters of the texts, one after the other, to look blocks up in."""
    return letters_of("".join(texts))
