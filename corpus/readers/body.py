"""The body of a web page's article: which of its blocks belong to it.

Two tools say what they take for the article (`corpus.readers.engines`). Blocks on which they agree are its core. The
core shows where the article lies, and in which elements its paragraphs stand; with that, paragraphs that one of the
two missed come in, and headline, captions, links to other articles and page furniture go out.
`benchmarks.extraction` measures it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.cleaning.byline import credit_of
from corpus.cleaning.furniture import is_furniture, without_furniture
from corpus.published import date_on_line
from corpus.readers.blocks import Block, Box, letters_of
from corpus.readers.engines import by_readability, by_trafilatura, joined_letters

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# Parts of class names and ids, at the beginning of a word of them: what stands in such an element is a caption, a deck,
# or something beside the article.
_CAPTION = re.compile(r"(?<![a-z])(?:caption|credit|gallery|slideshow)", re.IGNORECASE)
_DECK = re.compile(r"(?<![a-z])(?:dek|deck|sub-?title|standfirst|sub-?head(?!er)|tagline)", re.IGNORECASE)
_BESIDE = re.compile(
    r"(?<![a-z])(?:related|recommend|newsletter|promo|teaser|trending|most-?(?:read|popular)|outbrain|taboola|social|"
    r"shar(?:e|ing)|sidebar|aside|comments?|sign-?up|disclaimer|byline|author|read-?more|read-?next|breadcrumb|"
    r"copyright|tags?\b|advert|subscri|modal|cookie|footer|recirc)",
    re.IGNORECASE,
)
# A block shorter than this, in letters, is looked up together with its neighbour: by itself it may stand anywhere.
_LOOKED_UP = 40
_NEIGHBOUR = 25
# The share of the core's letters that makes an element's kind the one the article's paragraphs stand in, and the share
# below which an element with a telling name (share bar, related stories) lies beside the article and not around it.
_KIN, _ASIDE, _AROUND = 0.25, 0.2, 0.5


@dataclass(frozen=True, slots=True)
class Body:
    """The paragraphs of an article, and its deck where one stands above them."""

    paragraphs: list[str]
    deck: str | None = None


def body_of(tree: HtmlElement, blocks: list[Block], titles: Iterable[str]) -> Body:
    """The body of the article on a page with these blocks; no paragraphs where there is none.

    `titles` are all that the article may be called: they are no part of its body.
    """
    one, other = by_trafilatura(tree), by_readability(tree)
    found = _Page(
        blocks,
        _votes(blocks, joined_letters(one)),
        _votes(blocks, joined_letters(other)),
        tuple(letters_of(title) for title in titles),
    )
    kept = found.kept()
    if not kept:
        return Body(without_furniture(one))
    deck = found.deck(kept)
    return Body(without_furniture([block.text for block in kept]), deck)


def _votes(blocks: list[Block], letters: str) -> list[bool]:
    """For each block whether it stands in the letters that a tool took for the article."""
    votes = []
    for at, block in enumerate(blocks):
        if len(block.letters) >= _LOOKED_UP:
            votes.append(block.letters in letters)
            continue
        after = blocks[at + 1].letters[:_NEIGHBOUR] if at + 1 < len(blocks) else ""
        before = blocks[at - 1].letters[-_NEIGHBOUR:] if at else ""
        votes.append(
            bool(after and block.letters + after in letters) or bool(before and before + block.letters in letters)
        )
    return votes


def _kin(block: Block) -> tuple[str, str, str, str]:
    """What paragraphs of one article have in common: the names of their element and of the one around it."""
    around = block.box.parent or block.box
    return block.box.tag, block.box.names, around.tag, around.names


class _Page:
    """One page: its blocks, what the two tools took, and how much of the core lies in which element."""

    def __init__(self, blocks: list[Block], one: list[bool], other: list[bool], titles: tuple[str, ...]) -> None:
        self._blocks, self._one, self._other, self._titles = blocks, one, other, titles
        self._core = self._agreed()
        total = sum(len(block.letters) for block, core in zip(blocks, self._core, strict=True) if core) or 1
        self._inside: Counter[Box] = Counter()
        self._kin: Counter[tuple[str, str, str, str]] = Counter()
        for block, core in zip(blocks, self._core, strict=True):
            if core:
                share = len(block.letters) / total
                for box in block.box.outward():
                    self._inside[box] += share  # type: ignore[assignment]  # a Counter of shares, not of counts
                if block.is_prose:
                    self._kin[_kin(block)] += share  # type: ignore[assignment]

    def _agreed(self) -> list[bool]:
        """The blocks that both tools took; where that is no prose at all, those of the one that took more."""
        both = [one and other for one, other in zip(self._one, self._other, strict=True)]
        if any(core and block.is_prose for block, core in zip(self._blocks, both, strict=True)):
            return both

        def size(votes: list[bool]) -> int:
            return sum(len(block.letters) for block, vote in zip(self._blocks, votes, strict=True) if vote)

        return self._one if size(self._one) >= size(self._other) else self._other

    def kept(self) -> list[Block]:
        """The blocks of the article."""
        first, last = self._ends(self._core)
        taken = [core or self._belongs(at, first, last) for at, core in enumerate(self._core)]
        first, last = self._ends(taken)
        return [
            block
            for at, block in enumerate(self._blocks)
            if taken[at]
            and not (at < first and self._is_head(block))
            and not (at <= first and self._is_deck(block))
            and not (at > last and block.box.tag in _HEADINGS)
            and not self._is_beside(block)
        ]

    def deck(self, kept: list[Block]) -> str | None:
        """The deck: what an element of that name holds above the body."""
        for block in self._blocks:
            if block is kept[0]:
                return None
            if (
                self._is_deck(block)
                and len(block.letters) > 20
                and block.letters not in self._titles
                and not block.is_link
            ):
                return block.text
        return None

    def _ends(self, taken: list[bool]) -> tuple[int, int]:
        """The first and the last paragraph of sentences."""
        prose = [at for at, block in enumerate(self._blocks) if taken[at] and block.is_prose]
        return (prose[0], prose[-1]) if prose else (0, len(self._blocks) - 1)

    def _belongs(self, at: int, first: int, last: int) -> bool:
        """Whether a block outside the core belongs to the article by where and how it stands."""
        block = self._blocks[at]
        taken, between = self._one[at] or self._other[at], first < at < last
        if self._kin[_kin(block)] >= _KIN and block.is_prose and (taken or between):
            return True
        if block.box.tag in _HEADINGS:
            around = block.box.parent or block.box
            return self._other[at] and between and not block.linked and self._inside[around] > _AROUND
        quoted = any(box.tag == "blockquote" for box in block.box.outward())
        return quoted and self._one[at] and first < at < last + 5

    def _is_head(self, block: Block) -> bool:
        return (
            block.box.tag in {"h1", "h2", "h3", "h4"}
            or date_on_line(block.text) is not None
            or credit_of(block.text) is not None
            or self._is_title(block, 15)
        )

    def _is_title(self, block: Block, shortest: int) -> bool:
        if block.letters in self._titles:
            return True
        return len(block.letters) > shortest and any(title.startswith(block.letters) for title in self._titles)

    def _is_deck(self, block: Block) -> bool:
        return self._stands_in(block, _DECK, 3, 0.3)

    def _is_beside(self, block: Block) -> bool:
        """Whether a block is part of the page and not of the article."""
        tags = [box.tag for box in block.box.outward()]
        return (
            block.is_link
            or is_furniture(block.text)
            or self._is_title(block, 30)
            or "figcaption" in tags
            or ("figure" in tags and "p" not in tags)
            or self._stands_in(block, _CAPTION, 4, 0.3)
            or self._stands_in(block, _BESIDE, None, _ASIDE)
        )

    def _stands_in(self, block: Block, names: re.Pattern[str], levels: int | None, most: float) -> bool:
        """Whether an element around the block, that holds no more than a share of the core, has such a name."""
        if self._kin[_kin(block)] >= _KIN:
            return False  # the article's own paragraphs stand in elements of that name
        boxes = list(block.box.outward())[:levels]
        return any(names.search(box.names) and self._inside[box] < most for box in boxes)
