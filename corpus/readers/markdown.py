"""Markdown: its syntax read away (markdown-it-py, CommonMark with tables), then the page read as any other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.cleaning import one_line
from corpus.errors import SourceError
from corpus.readers.plain import front_matter_end, read_plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from corpus.readers.draft import Draft

# A heading at the top, or two links: what plain text does not have.
_HEADING = re.compile(r"\s*#{1,3} \S[^\n]*\n\s*\n")
_LINK = re.compile(r"(?<!!)\[[^\[\]\n]{1,200}\]\((?:https?://|/|#)[^\s()]+\)")
# What is longer, in characters, is read as it stands.
_LONGEST = 500_000
_TEXTS = frozenset({"text", "code_inline", "softbreak", "hardbreak"})


def is_markdown(head: str) -> bool:
    """Whether a text is written in Markdown, as far as its first characters tell."""
    body = head[front_matter_end(head) :]
    return _HEADING.match(body) is not None or sum(1 for _ in _LINK.finditer(body)) >= 2


def read_markdown(text: str) -> Iterator[Draft]:
    """The one article of a Markdown file. Raises SourceError where there is none."""
    end = front_matter_end(text)
    if len(text) > _LONGEST:
        yield from read_plain(text)
        return
    yield from read_plain(text[:end] + "\n\n".join(paragraphs_of_markdown(text[end:])))


def paragraphs_of_markdown(text: str) -> list[str]:
    """The paragraphs, headings, items and cells of a Markdown text, without its syntax, pictures and HTML."""
    from markdown_it import MarkdownIt

    try:
        tokens = MarkdownIt("commonmark").enable("table").parse(text)
    except RecursionError:
        raise SourceError("Markdown nested too deeply") from None
    found = []
    for token in tokens:
        if token.type == "inline":
            written = _written(token.children or [])
        elif token.type in {"fence", "code_block"}:
            written = token.content
        else:
            continue
        line = one_line(written)
        if line:
            found.append(line)
    return found


def _written(children: Sequence[Token]) -> str:
    return "".join(
        (" " if child.type.endswith("break") else child.content) for child in children if child.type in _TEXTS
    )
