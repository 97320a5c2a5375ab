"""What days the archive covers, of the articles that a question may draw on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.window import Window

if TYPE_CHECKING:
    from datetime import date

    from index.filters import Filters
    from index.store import ArticleStore


def covered(store: ArticleStore, window: Window, filters: Filters) -> tuple[date, date] | None:
    """The first and the last publication date that window and filters admit, or None where no dated article is."""
    span = store.span()
    if span is None or (window.as_of and window.as_of < span[0]):
        return None
    inside = store.positions(Window(after=span[0], before=span[1], as_of=window.as_of), filters)
    if not len(inside):
        return None
    first, last = (store.passage(int(inside[place]))[0].published for place in (0, -1))
    return (first, last) if first and last else None
