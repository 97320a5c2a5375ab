"""Web pages: the article in them, and what the page states or prints about it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import lxml.html
from lxml import etree

from corpus.cleaning import clean_body
from corpus.cleaning.byline import Credit, credit_of
from corpus.errors import SourceError
from corpus.published import date_in_url, date_on_line, dates_in_line, readings_in_line
from corpus.readers.blocks import Block, blocks_of, letters_of
from corpus.readers.body import Body, body_of
from corpus.readers.draft import Draft
from corpus.readers.headline import headline
from corpus.readers.metadata import Stated, metadata_of
from corpus.readers.pagedays import settled

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
# How many blocks above the body are looked at for a byline and a date, and for the headline that they stand under.
_HEAD_BLOCKS, _HEADLINE_BLOCKS = 25, 60
# How many blocks before the headline may hold the day.
_BEFORE_HEADLINE = 2
# A description whose first letters, so many, stand in the text is an excerpt.
_SAME = 50


def read_html(text: str) -> Iterator[Draft]:
    """The one article of a web page. Raises SourceError where the page holds none."""
    tree = _without_comments(parse(text))
    stated = metadata_of(tree)
    blocks = blocks_of(tree)
    headings = [block.text for block in blocks if block.box.tag == "h1"]
    body = body_of(tree, blocks, (*stated.titles, *headings))
    first = _first_of(blocks, body)
    title = headline(stated, headings, [blocks[at].text for at in _headings(blocks, first, _HEAD_BLOCKS)[-1:]])
    above = _above(blocks, first, title)
    cleaned = _fuller("\n\n".join(body.paragraphs), stated.body, title)
    if not cleaned:
        raise SourceError("no article text on the page")
    credit = _credit(above)
    printed_byline = credit.byline or (credit.outlet if stated.outlet else None)
    days = _days(above, stated)
    yield Draft(
        text=cleaned,
        title=title,
        deck=body.deck or _apart(stated.deck, cleaned),
        byline=stated.writers.people or printed_byline or stated.writers.staff,
        outlet=stated.outlet or credit.outlet,
        stated=days.stated,
        printed=days.printed,
        updated=days.updated,
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


def _first_of(blocks: list[Block], body: Body) -> int:
    """Where the first paragraph of the body stands."""
    paragraphs = set(body.paragraphs)
    return next((at for at, block in enumerate(blocks) if block.is_prose and block.text in paragraphs), 0)


def _headings(blocks: list[Block], first: int, within: int) -> list[int]:
    """Where h1 elements stand before the first paragraph, at most so many blocks before it."""
    return [at for at in range(max(0, first - within), first) if blocks[at].box.tag == "h1"]


def _above(blocks: list[Block], first: int, title: str | None) -> list[Block]:
    """The blocks between the headline and the first paragraph of the body, a few more where no headline is printed."""
    far = (at for at in _headings(blocks, first, _HEADLINE_BLOCKS) if blocks[at].letters == letters_of(title or ""))
    headings = _headings(blocks, first, _HEAD_BLOCKS) or list(far)
    if not headings:
        return blocks[max(0, first - _HEAD_BLOCKS) : first]
    heading = headings[-1]
    before = range(max(0, heading - _BEFORE_HEADLINE), heading)
    around = blocks[heading].box.parent
    return [
        *(blocks[at] for at in before if around in list(blocks[at].box.outward()) and date_on_line(blocks[at].text)),
        *blocks[heading:first],
    ]


def _apart(deck: str | None, text: str) -> str | None:
    """The description that a page states, unless it is only the beginning of the text."""
    return None if deck is None or letters_of(deck)[:_SAME] in letters_of(text[:2000]) else deck


def _credit(above: list[Block]) -> Credit:
    return next((credit for block in above if (credit := credit_of(block.text))), Credit(None, None))


@dataclass(frozen=True, slots=True)
class _Days:
    """The days of a page: the stated one of publication in the page's own time, the printed one, the last change."""

    stated: date | None
    printed: date | None
    updated: date | None


def _days(above: list[Block], stated: Stated) -> _Days:
    """The days that a page states, held against those that it prints above the body and names in its URL.

    A published day that is printed counts where it is the only one; lines of nothing but a date go over captions and
    the like. One in numbers that may be either of two days counts where another statement of the page tells which.
    """
    lines = [block.text for block in above if not block.is_prose and not block.is_link]
    found = [dated for line in lines for dated in dates_in_line(line)]
    alone = {dated[1] for line in lines if (dated := date_on_line(line)) and dated[0] == "published"}
    published = alone or {day for what, day in found if what == "published"}
    updates = [day for what, day in found if what == "updated"]
    printed = published.pop() if len(published) == 1 else None
    in_url = date_in_url(stated.url)
    own = [day for day in (printed, in_url, *updates) if day]
    updated = stated.days.updated_by(updates) or (updates[0] if updates else None)
    known = {day for day in (*own, *published, updated) if day}
    unclear = [readings for line in lines for readings in readings_in_line(line)]
    return _Days(
        stated.days.published_by(own) or settled(stated.days.unclear, known),
        printed or settled(unclear, known),
        updated,
    )
