"""A web page as the blocks of text that a browser would show, in their order."""

# ruff: noqa: SIM905 (a list of words reads better as words than as one quoted word a line)
from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml import etree

from corpus.cleaning import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_UNSHOWN = frozenset(
    "audio button canvas embed head iframe input math nav noscript object option script select style svg "
    "template textarea video".split()
)
_INLINE = frozenset(
    "a abbr acronym amp-img b bdi bdo big blink cite code data del dfn em font i img ins kbd label mark nobr "
    "picture q rp rt ruby s samp small source span strike strong sub sup time tt u var wbr".split()
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?…:;。！？][\"'\u2019”)\]»」]*$")  # noqa: RUF001 (full stops of other scripts)
# Shorter than this, in letters and digits, a block may be a heading, a caption or a label as well as a paragraph.
_PROSE_LETTERS = 60


@dataclass(frozen=True, slots=True, eq=False)
class Box:
    """A block-level element: its tag, its class and id in one string, and the box that it lies in."""

    tag: str
    names: str
    parent: Box | None

    def outward(self) -> Iterator[Box]:
        """This box, the one around it, and so on."""
        box: Box | None = self
        while box is not None:
            yield box
            box = box.parent


@dataclass(frozen=True, slots=True)
class Block:
    """A run of text that a browser sets as one block; `linked` of its characters are link text.

    `letters` is the text in lower case without anything but letters and digits: what different tools that take texts
    out of pages agree on.
    """

    text: str
    letters: str
    linked: int
    box: Box

    @property
    def is_prose(self) -> bool:
        """Whether it reads as a paragraph of sentences."""
        return (
            len(self.letters) >= _PROSE_LETTERS
            and _SENTENCE_END.search(self.text) is not None
            and self.linked < 0.5 * len(self.text)
        )

    @property
    def is_link(self) -> bool:
        """Whether it is a link and little more, such as the title of another article."""
        return self.linked >= 0.8 * len(self.text) and len(self.text) < 200


def letters_of(text: str) -> str:
    """The letters and digits of a text, in lower case."""
    return "".join(character for character in text.lower() if character.isalnum())


def blocks_of(tree: HtmlElement) -> list[Block]:
    """The blocks of a page. What is hidden, and what a reader operates (menus, buttons, forms), is no part of it."""
    body = tree.find("body")
    walk = _Walk(Box("", "", None))
    events = etree.iterwalk(body if body is not None else tree, events=("start", "end"))
    for event, element in events:
        if event == "start":
            if not walk.enter(element):
                events.skip_subtree()
        else:
            walk.leave(element)
    walk.flush()
    return walk.blocks


class _Walk:
    """The state of one pass over a tree."""

    def __init__(self, root: Box) -> None:
        self.blocks: list[Block] = []
        self._box = root
        self._links = 0
        self._parts: list[tuple[str, bool]] = []
        self._skipped: HtmlElement | None = None

    def enter(self, element: HtmlElement) -> bool:
        """Begin an element; False where it is not shown."""
        tag = element.tag
        if not isinstance(tag, str) or tag in _UNSHOWN or _HIDDEN.search(element.get("style") or ""):
            self._skipped = element
            return False
        if tag == "br":
            self.flush()
        elif tag == "a":
            self._links += 1
        elif tag not in _INLINE:
            self.flush()
            names = f"{element.get('class') or ''} {element.get('id') or ''}".strip()
            self._box = Box(tag, names, self._box)
        self._add(element.text)
        return True

    def leave(self, element: HtmlElement) -> None:
        """End an element."""
        tag = element.tag
        if element is self._skipped:
            self._skipped = None
        elif tag == "a":
            self._links -= 1
        elif tag not in _INLINE and tag != "br":
            self.flush()
            self._box = self._box.parent or self._box
        self._add(element.tail)

    def flush(self) -> None:
        """End the block at hand."""
        text = one_line("".join(part for part, _ in self._parts))
        letters = letters_of(text)
        if letters:
            linked = sum(len(one_line(part)) for part, is_linked in self._parts if is_linked)
            self.blocks.append(Block(text, letters, linked, self._box))
        self._parts.clear()

    def _add(self, text: str | None) -> None:
        if text:
            self._parts.append((text, self._links > 0))
