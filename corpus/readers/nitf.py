"""NITF: the IPTC's markup of a news article, on its own or inside NewsML-G2 and AP's JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from corpus.cleaning import clean_body, one_line
from corpus.cleaning.byline import writers_in
from corpus.errors import SourceError
from corpus.readers.draft import Draft
from corpus.readers.trees import day_in, descendants, first, raw_text_in, text_in, xml_tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.readers.trees import Element

_BLOCKS = ("p", "hl2", "li", "dt", "dd", "pre", "h1", "h2", "h3", "h4")
_BESIDE = ("media", "table", "nitf-table", "fn", "note", "custom-table", "alt-code", "script", "style", "body.end")


def read_nitf(text: str) -> Iterator[Draft]:
    """The article of an NITF document. Raises SourceError where it holds none."""
    yield nitf_draft(xml_tree(text))


def nitf_draft(tree: Element) -> Draft:
    """The article of an `nitf` element. Raises SourceError where it has no text."""
    head, content = first(tree, "body.head"), first(tree, "body.content")
    title = text_in(first(head, "hl1", "hedline")) or text_in(first(tree, "title"))
    paragraphs = nitf_paragraphs(content if content is not None else tree)
    text = clean_body("\n".join(paragraphs), title)
    if not text:
        raise SourceError("no text in it")
    issued, released, publication = first(tree, "date.issue"), first(tree, "date.release"), first(tree, "pubdata")
    identity = first(tree, "doc-id")
    abstract = text_in(first(head, "hl2")) or text_in(first(head, "abstract"))
    return Draft(
        text=text,
        id=None if identity is None else identity.get("id-string"),
        title=title,
        deck=None if abstract and abstract in text else abstract,
        byline=_byline(head),
        outlet=_of(publication, "name") or text_in(first(head, "distributor")),
        stated=day_in(_of(publication, "date.publication"), _of(issued, "norm"), _of(released, "norm")),
        url=_of(publication, "ex-ref"),
        section=_of(publication, "position.section"),
        language=_language(tree),
        place=text_in(first(first(head, "dateline"), "location", "city")),
    )


def nitf_paragraphs(content: Element) -> list[str]:
    """The paragraphs of a body; captions, tables and notes are none of them."""
    found = []
    events = etree.iterwalk(content, events=("start",))
    for _, element in events:
        name = element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""
        if name in _BESIDE:
            events.skip_subtree()
        elif name in _BLOCKS and next(descendants(element, *_BLOCKS), None) is None:
            paragraph = text_in(element)
            if paragraph:
                found.append(paragraph)
            events.skip_subtree()
    if not found:
        found = [line for part in raw_text_in(content).split("\n\n") if (line := one_line(part))]
    return found


def _byline(head: Element | None) -> str | None:
    byline = first(head, "byline")
    if byline is None:
        return None
    people = [name for person in descendants(byline, "person") if (name := text_in(person))]
    if people:
        return ", ".join(people)
    title = text_in(first(byline, "byttl"))
    whole = text_in(byline) or ""
    printed = whole.removesuffix(title).strip(" ,;") if title else whole
    return writers_in(printed or whole)


def _language(tree: Element) -> str | None:
    return tree.get("{http://www.w3.org/XML/1998/namespace}lang") or tree.get("lang")


def _of(element: Element | None, attribute: str) -> str | None:
    value = None if element is None else one_line(element.get(attribute) or "")
    return value or None
