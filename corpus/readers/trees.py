"""XML and markup as trees: no entity is expanded, no file and no address is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

import lxml.html
from lxml import etree

from corpus.cleaning import one_line
from corpus.errors import DateError, SourceError
from corpus.published import parse_date
from corpus.readers.blocks import blocks_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    Element = etree._Element  # noqa: SLF001 (lxml has no public name for its elements)


def xml_tree(text: str) -> Element:
    """The root of an XML document. Raises SourceError where it is not well-formed or defines entities of its own.

    Entities could blow a page up to gigabytes or read other files; news formats have no need of them.
    """
    if "<!ENTITY" in text:
        raise SourceError("XML that defines entities of its own, which are not expanded")
    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(text.lstrip("\ufeff \t\r\n").encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as failure:
        raise SourceError(f"not well-formed XML: {failure.msg or 'no element'}") from None


def markup_tree(markup: str) -> lxml.html.HtmlElement | None:
    """The tree of a piece of HTML, or None where there is nothing in it."""
    try:
        parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        return lxml.html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def paragraphs_in(markup: str) -> list[str]:
    """The blocks of text in a piece of HTML; a text without any markup is one of them a line."""
    if "<" not in markup and "&" not in markup:
        return [line for part in markup.splitlines() if (line := one_line(part))]
    tree = markup_tree(markup)
    return [] if tree is None else [block.text for block in blocks_of(tree)]


def local(element: Element) -> str:
    """The name of an element without its namespace, in lower case; "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def descendants(element: Element, *names: str) -> Iterator[Element]:
    """The elements of these local names inside, in order."""
    wanted = frozenset(names)
    return (found for found in element.iter() if found is not element and local(found) in wanted)


def first(element: Element | None, *names: str) -> Element | None:
    """The first element of the first of these local names that there is."""
    if element is None:
        return None
    return next((found for name in names for found in descendants(element, name)), None)


def text_in(element: Element | None) -> str | None:
    """All text inside, on one line; None where there is none."""
    return None if element is None else one_line(raw_text_in(element)) or None


def raw_text_in(element: Element) -> str:
    """All text inside, as it stands."""
    return "".join(str(part) for part in element.itertext())


def day_in(*printed: str | None) -> date | None:
    """The first of these that is a full date."""
    for text in printed:
        if text and text.strip():
            try:
                return parse_date(text)
            except DateError:
                continue  # what a file states wrongly it does not state
    return None
