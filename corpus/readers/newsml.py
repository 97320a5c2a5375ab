"""NewsML-G2: the IPTC's envelope around news items, whose text is NITF, XHTML or plain."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from lxml import etree

from corpus.cleaning import clean_body, dateline_of, one_line
from corpus.cleaning.byline import writers_in
from corpus.errors import SourceError
from corpus.readers.draft import Draft, Flaw
from corpus.readers.nitf import nitf_draft
from corpus.readers.trees import day_in, descendants, first, local, paragraphs_in, raw_text_in, text_in, xml_tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.readers.trees import Element

_HELD = {"canceled": "cancelled by its provider", "withheld": "withheld by its provider"}
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def read_newsml(text: str) -> Iterator[Draft | Flaw]:
    """The articles of a news item, a news message, or a part of one. Raises SourceError where there is none."""
    tree = xml_tree(text)
    items = [tree] if local(tree) == "newsitem" else list(descendants(tree, "newsitem"))
    if not items:
        yield _draft(tree, None)
        return
    numbered = len(items) > 1
    for number, item in enumerate(items, 1):
        try:
            yield _draft(item, number if numbered else None)
        except SourceError as failure:
            if not numbered:
                raise
            yield Flaw(f"item {number}: {failure}")


def _draft(item: Element, number: int | None) -> Draft:
    about, meta = first(item, "contentmeta"), first(item, "itemmeta")
    status = first(meta, "pubstatus")
    held = _HELD.get((status.get("qcode") or "").rpartition(":")[2]) if status is not None else None
    if held:
        raise SourceError(held)
    content = _content(item)
    title = text_in(first(about, "headline")) or content.title
    dateline = dateline_of(f"{text_in(first(about, 'dateline')) or ''} - x")
    language = first(about, "language")
    return replace(
        content,
        id=item.get("guid") or content.id,
        title=title,
        byline=content.byline or _byline(about),
        outlet=_name(first(about, "infosource")) or _name(first(meta, "provider")) or content.outlet,
        stated=day_in(
            text_in(first(meta, "firstcreated")),
            text_in(first(about, "contentcreated")),
            text_in(first(meta, "versioncreated")),
        )
        or content.stated,
        updated=day_in(text_in(first(about, "contentmodified")), text_in(first(meta, "versioncreated"))),
        language=(language.get("tag") if language is not None else None) or content.language or item.get(_LANGUAGE),
        place=content.place or (dateline.place if dateline else None),
        number=number,
    )


def _content(item: Element) -> Draft:
    """The text of an item, as its content states it."""
    inside = item if local(item) == "contentset" else first(item, "contentset")
    if inside is None:
        raise SourceError("no text in it: the item has no content")
    article = first(inside, "nitf")
    if article is not None:
        return nitf_draft(article)
    for element in descendants(inside, "inlinexml", "inlinedata"):
        markup = "".join(etree.tostring(child, encoding="unicode") for child in element)
        written = markup if markup.strip() else raw_text_in(element)
        text = clean_body("\n".join(paragraphs_in(written)))
        if text:
            return Draft(text=text)
    raise SourceError("no text in it")


def _byline(about: Element | None) -> str | None:
    printed = text_in(first(about, "by"))
    if printed:
        return writers_in(printed)
    if about is None:
        return None
    names = [name for creator in about.iterchildren() if local(creator) == "creator" and (name := _name(creator))]
    return ", ".join(names) or None


def _name(element: Element | None) -> str | None:
    found = text_in(first(element, "name"))
    return one_line(found) if found else None
