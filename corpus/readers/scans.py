"""Scanned papers: the text of ALTO and hOCR, lines joined to paragraphs and words that a line end broke mended."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.cleaning import clean_page, one_line
from corpus.errors import SourceError
from corpus.readers.draft import Draft
from corpus.readers.trees import descendants, local, markup_tree, text_in, xml_tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.readers.trees import Element

_HYPHENS = ("-", "\u00ac", "\u2010", "\xad")
_HOCR_LINE = re.compile(r"\bocr_(?:line|caption|header|textfloat)\b")
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BROKEN, _WORD = re.compile(r"([^\W\d_]+)[-\u00ac\u2010\xad]\Z"), re.compile(r"[^\W\d_]+")


def read_alto(text: str) -> Iterator[Draft]:
    """The text of an ALTO file, block by block, as one article. Raises SourceError where it holds none."""
    tree = xml_tree(text)
    blocks = [[_alto_line(line) for line in descendants(block, "textline")] for block in descendants(tree, "textblock")]
    yield _draft(blocks)


def read_hocr(text: str) -> Iterator[Draft]:
    """The text of an hOCR page, paragraph by paragraph, as one article. Raises SourceError where it holds none."""
    tree = markup_tree(text)
    if tree is None:
        raise SourceError("the page cannot be parsed")
    paragraphs = tree.find_class("ocr_par") or tree.find_class("ocr_carea") or tree.find_class("ocr_page")
    blocks = []
    for paragraph in paragraphs:
        lines = [line for line in paragraph.iter() if _HOCR_LINE.search(line.get("class") or "")]
        blocks.append([text_in(line) or "" for line in lines or [paragraph]])
    yield _draft(blocks, tree.get("lang"))


def joined(lines: list[str], vocabulary: frozenset[str]) -> str:
    """The lines of one paragraph on one line.

    A hyphen at a line end goes, unless the page writes the word with a hyphen elsewhere or it goes on in capitals.
    """
    text = ""
    for line in filter(None, lines):
        before, after = _BROKEN.search(text), _WORD.match(line)
        if not before or not after:
            text = f"{text} {line}" if text else line
        elif after[0][0].isupper() or f"{before[1]}-{after[0]}".lower() in vocabulary:
            text = f"{text[:-1]}-{line}"
        else:
            text = text[:-1] + line
    return text


def _draft(blocks: list[list[str]], language: str | None = None) -> Draft:
    vocabulary = frozenset(word.lower() for block in blocks for line in block for word in _WORDS.findall(line))
    paragraphs = [joined(block, vocabulary) for block in blocks]
    page = clean_page("\n\n".join(paragraph for paragraph in paragraphs if paragraph))
    if not page.body:
        raise SourceError("no text in it")
    head = page.head
    return Draft(
        text=page.body,
        title=head.title,
        deck=head.deck,
        byline=head.byline,
        outlet=head.outlet,
        printed=head.published,
        section=head.section,
        language=language,
    )


def _alto_line(line: Element) -> str:
    parts = []
    for element in line:
        name = local(element)
        if name == "string":
            parts.append(element.get("CONTENT") or "")
        elif name == "sp":
            parts.append(" ")
        elif name == "hyp" and not (parts and parts[-1].endswith(_HYPHENS)):
            parts.append("-")
    return one_line("".join(parts)) or text_in(line) or ""
