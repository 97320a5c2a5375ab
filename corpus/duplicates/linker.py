"""Takes articles one at a time and links copies, versions and corrections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.duplicates.entry import entries_of
from corpus.duplicates.linking import Linking

if TYPE_CHECKING:
    from corpus.article import Article
    from corpus.duplicates.entry import Entry
    from corpus.duplicates.links import Links

# Articles that are held until their texts are sketched together: at most so many, of about so many characters.
_HELD, _HELD_CHARACTERS = 64, 1 << 18


class Linker:
    """Takes articles one at a time, keeps a sketch of each instead of its text, and links them when asked.

    An article takes about two kilobytes. Ids must be distinct.
    """

    def __init__(self) -> None:
        self._held: list[Article] = []
        self._characters = 0
        self._entries: list[Entry] = []

    def add(self, article: Article) -> None:
        """Take an article into account; they may come in any order."""
        self._held.append(article)
        self._characters += len(article.text)
        if len(self._held) >= _HELD or self._characters >= _HELD_CHARACTERS:
            self._sketch()

    def links(self) -> Links:
        """The links among all articles so far; more may be added afterwards."""
        self._sketch()
        return Linking(self._entries).links()

    def _sketch(self) -> None:
        if self._held:
            self._entries += entries_of(self._held)
            self._held, self._characters = [], 0
