"""The nouns of the corpus: an article as published, and a passage of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Article:
    """One published text, cleaned.

    `text` is the body alone, paragraphs parted by one blank line; every span in Dateline counts characters of it.
    `published` is None when the archive does not say; it is never guessed. `published_from` tells which of
    "option", "metadata", "url", "text" and "file" the date was read from.
    """

    id: str
    title: str
    text: str
    deck: str | None = None
    byline: str | None = None
    outlet: str | None = None
    published: date | None = None
    published_from: str | None = None
    updated: date | None = None
    url: str | None = None
    section: str | None = None
    language: str | None = None
    dateline: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole sentences of one article: `article.text[start:end]`, which is what is embedded and retrieved."""

    article_id: str
    start: int
    end: int
    text: str
