"""Web pages: the article in them, and what the page states or prints about it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import lxml.html
from lxml import etree

from corpus.cleaning import clean_body
from corpus.cleaning.byline import credit_of
from corpus.errors import SourceError
from corpus.published import dates_in_line
from corpus.readers.blocks import Block, blocks_of, letters_of
from corpus.readers.body import Body, body_of
from corpus.readers.draft import Draft
from corpus.readers.headline import headline
from corpus.readers.metadata import metadata_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_TAG = re.compile(r"<(?:p|br|div|/p)\b[^>]*>", re.IGNORECASE)
_COMMENTS = frozenset(
    {"comments", "comment-list", "commentlist", "comments-area", "comments-section", "disqus_thread", "respond"}
)
# The body that JSON-LD states is taken where it is so much longer than what the page prints (in letters).
_FULLER = 1.5
# How many blocks above the body are looked at for a byline and a date.
_HEAD_BLOCKS = 25
# A description whose first letters, so many, stand in the text is an excerpt.
_SAME = 50


def read_html(text: str) -> Iterator[Draft]:
    """The one article of a web page. Raises SourceError where the page holds none."""
    tree = _without_comments(parse(text))
    stated = metadata_of(tree)
    blocks = blocks_of(tree)
    printed = [block.text for block in blocks if block.box.tag == "h1"]
    body = body_of(tree, blocks, (*stated.titles, *printed))
    above = _above(blocks, body)
    title = headline(stated, printed, [block.text for block in above if block.box.tag == "h1"])
    cleaned = _fuller("\n\n".join(body.paragraphs), stated.body, title)
    if not cleaned:
        raise SourceError("no article text on the page")
    byline, outlet = _credit(above)
    published, updated = _dates(above)
    yield Draft(
        text=cleaned,
        title=title,
        deck=body.deck or _apart(stated.deck, cleaned),
        byline=stated.byline or byline,
        outlet=stated.outlet or outlet,
        stated=stated.published,
        printed=published,
        updated=stated.updated or updated,
        url=stated.url,
        section=stated.section,
        language=stated.language,
    )


def parse(text: str) -> lxml.html.HtmlElement:
    """The tree of a page. Raises SourceError where there is none to build."""
    # NULs and other controls would end the text for the parser.
    text = _CONTROLS.sub("", text)
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        raise SourceError("the page cannot be parsed") from None
    return tree


def _without_comments(tree: lxml.html.HtmlElement) -> lxml.html.HtmlElement:
    """The tree without the comments of readers, which under a short article are the longest text of the page."""
    for element in list(tree.iter("div", "section", "ol", "ul", "aside")):
        names = f"{element.get('class') or ''} {element.get('id') or ''}".lower().split()
        if not _COMMENTS.isdisjoint(names) and element.find(".//h1") is None and element.getparent() is not None:
            element.drop_tree()
    return tree


def _fuller(printed: str, stated: str | None, title: str | None) -> str:
    """The body that the page prints, or the one that it states in JSON-LD where the page prints only a part of it."""
    if not stated:
        return printed
    lines = _TAG.sub("\n\n", stated)
    whole = clean_body(_text_of(lines) if "<" in lines else lines, title)
    return whole if len(letters_of(whole)) > _FULLER * len(letters_of(printed)) else printed


def _text_of(markup: str) -> str:
    return "".join(str(text) for text in lxml.html.fromstring(f"<div>{markup}</div>").itertext())


def _above(blocks: list[Block], body: Body) -> list[Block]:
    """The blocks between the headline and the first paragraph of the body, a few more where no headline is printed."""
    paragraphs = set(body.paragraphs)
    first = next((at for at, block in enumerate(blocks) if block.is_prose and block.text in paragraphs), 0)
    start = max(0, first - _HEAD_BLOCKS)
    headings = [at for at in range(start, first) if blocks[at].box.tag == "h1"]
    return blocks[headings[-1] if headings else start : first]


def _apart(deck: str | None, text: str) -> str | None:
    """The description that a page states, unless it is only the beginning of the text."""
    return None if deck is None or letters_of(deck)[:_SAME] in letters_of(text[:2000]) else deck


def _credit(above: list[Block]) -> tuple[str | None, str | None]:
    for block in above:
        credit = credit_of(block.text)
        if credit:
            return credit.byline, credit.outlet
    return None, None


def _dates(above: list[Block]) -> tuple[date | None, date | None]:
    """The days printed above the body: published where they name one day only, and updated."""
    found = [
        dated for block in above if not block.is_prose and not block.is_link for dated in dates_in_line(block.text)
    ]
    published = {day for what, day in found if what == "published"}
    updated = [day for what, day in found if what == "updated"]
    return published.pop() if len(published) == 1 else None, updated[0] if updated else None
