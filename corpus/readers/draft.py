"""What a reader hands on: the fields of an article as its file states them, not yet dated or identified."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Draft:
    """One article as read: its text clean already, its title possibly unknown.

    `stated` is the publication date of its metadata, `printed` one that stands in its text. `place` is where it was
    filed, as its metadata says: where its text opens with a dateline, that is taken. `number` counts the
    articles of a file that holds several, from 1; it is None where a file is one article.
    """

    text: str
    id: str | None = None
    title: str | None = None
    deck: str | None = None
    byline: str | None = None
    outlet: str | None = None
    stated: date | None = None
    printed: date | None = None
    updated: date | None = None
    url: str | None = None
    section: str | None = None
    language: str | None = None
    place: str | None = None
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Flaw:
    """One article of a file that could not be read, and why. The articles after it are read all the same."""

    reason: str
