"""An article as the linker keeps it: who, when, what it says of itself, and the sketch of its text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import TYPE_CHECKING

from corpus.duplicates.marks import Kind, mark_of
from corpus.duplicates.sketch import sketches, title_words
from corpus.temporal import time_expressions

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from corpus.article import Article
    from corpus.duplicates.marks import Mark
    from corpus.duplicates.sketch import Sketch

# What an outlet's name may carry besides the name.
_ADDED = re.compile(r"^(?:www\.|the\s+)|\.(?:com|org|net|co\.uk|co\.jp|info|news)\b.*$|\s+(?:online|digital)$")
_QUOTED = re.compile(r"[\"“„«「]([^\"“”„«»「」\n]{8,200})[\"”»」]")
_OUTLET = 200  # characters of an outlet's name
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_HEAD, _FOOT = 600, 300  # characters at which a later version or a correction says what it replaces


@dataclass(frozen=True, slots=True)
class Entry:
    """One article; days are ordinals (`date.toordinal`), an address or a title is eight bytes that stand for it.

    `family` is the outlet's name without what varies ("The", ".com"); None where it is unknown. `version` counts
    updates, 0 for a first version. Of updates and corrections alone: `named`, the titles in quotation marks at the
    head, and `days`, the days mentioned at head and foot.
    """

    id: str
    family: str | None
    published: int | None
    updated: int | None
    url: bytes | None
    kind: Kind
    version: int
    title: bytes
    title_words: NDArray[np.uint32]
    named: frozenset[bytes]
    days: frozenset[int]
    sketch: Sketch

    def days_from(self, other: Entry) -> int | None:
        """Days between two publications; None where one of them is not known."""
        if self.published is None or other.published is None:
            return None
        return abs(self.published - other.published)


def entries_of(articles: Sequence[Article]) -> list[Entry]:
    """The entries of some articles; some dozens at a time are quickest."""
    marks = [mark_of(article) for article in articles]
    titles = title_words([mark.title for mark in marks])
    texts = sketches([article.text for article in articles])
    return [_entry(*parts) for parts in zip(articles, marks, titles, texts, strict=True)]


def _entry(article: Article, mark: Mark, words: NDArray[np.uint32], sketch: Sketch) -> Entry:
    claims = mark.kind is not Kind.STORY
    return Entry(
        id=article.id,
        family=_family(article.outlet) if article.outlet else None,
        published=article.published.toordinal() if article.published else None,
        updated=article.updated.toordinal() if article.updated else None,
        url=_eight_bytes(article.url) if article.url else None,
        kind=mark.kind,
        version=mark.version,
        title=_title_key(mark.title),
        title_words=words,
        named=_named(article) if claims else frozenset(),
        days=_days(article) if claims else frozenset(),
        sketch=sketch,
    )


def _family(outlet: str) -> str | None:
    """An outlet's name without what varies; None where nothing is left."""
    return _ADDED.sub("", " ".join(outlet[:_OUTLET].casefold().split())) or None


def _named(article: Article) -> frozenset[bytes]:
    """The titles that may stand in quotation marks in the deck and in the first words."""
    return frozenset(map(_title_key, _QUOTED.findall(f"{article.deck or ''}\n{article.text[:_HEAD]}")))


def _days(article: Article) -> frozenset[int]:
    """The days mentioned in the first and the last words."""
    parts = (article.text[:_HEAD], article.text[_HEAD:][-_FOOT:])
    values = {found.value for part in parts for found in time_expressions(part, article.published) if found.value}
    return frozenset(
        date.fromisoformat(value).toordinal() for value in values if re.fullmatch(r"\d{4}-\d\d-\d\d", value)
    )


def _title_key(title: str) -> bytes:
    """A title without regard to case and punctuation; empty where nothing is left."""
    words = re.findall(r"\w+", title.casefold())
    return _eight_bytes(" ".join(words)) if words else b""


def _eight_bytes(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
