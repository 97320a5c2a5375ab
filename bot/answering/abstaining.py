"""Saying no so that it helps: why, what the archive does hold near the question, and how to look wider.

Nothing here speaks of an article that the window does not admit; where a wider one is looked into, it is closed by the
same `as_of`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answering.answer import Suggestion
from index.window import Window

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.answering.scope import Scope
    from index.search import Hit, Searcher

_SUGGESTIONS = 3


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no answer, and the articles nearest to the question."""

    reason: str
    suggestions: tuple[Suggestion, ...]


def refusal(scope: Scope, hits: Sequence[Hit], searcher: Searcher) -> Refusal:
    """What to say where the hits, which come best first, do not answer."""
    window, known = scope.window, Window(as_of=scope.window.as_of)
    covered = _covered(searcher, known)
    if hits or window == known:
        return Refusal(_unanswered(scope, covered, found=bool(hits)), _nearest(hits))
    around = searcher.passages(scope.query, _SUGGESTIONS * 2, known, scope.filters)
    where = _in_words(window)
    reason = f"the archive holds no article published {where}"
    if covered is not None:
        reason += f"; it covers {covered[0]} to {covered[1]}"
    return Refusal(f"{reason}. {_wider(scope)}", _nearest(around))


def _unanswered(scope: Scope, covered: tuple[date, date] | None, *, found: bool) -> str:
    where = _in_words(scope.window)
    if not found:
        return f"the archive holds no article published {where}" if where else "the archive holds nothing like it"
    reason = f"no passage published {where} answers this" if where else "no passage in the archive answers this"
    if covered is not None:
        reason += f"; it covers {covered[0]} to {covered[1]}"
    return f"{reason}. {_wider(scope)}" if scope.window.after or scope.window.before else reason


def _wider(scope: Scope) -> str:
    """How to look wider, in the words of what narrowed the window."""
    if scope.window_from == "question":
        return f"To look wider, ask without \u201c{scope.asked.said}\u201d"
    return "To look wider, move or leave out --after and --before"


def _covered(searcher: Searcher, window: Window) -> tuple[date, date] | None:
    """The first and the last publication date inside the window, or None where no dated article is."""
    store = searcher.generation.store
    span = store.span()
    if span is None or (window.as_of and window.as_of < span[0]):
        return None
    inside = store.positions(Window(after=span[0], before=span[1], as_of=window.as_of))
    first, last = (store.passage(int(inside[place]))[0].published for place in (0, -1))
    return (first, last) if first and last else None


def _nearest(hits: Sequence[Hit]) -> tuple[Suggestion, ...]:
    """The articles of the best hits, once each."""
    articles = list({hit.article.id: hit.article for hit in hits}.values())[:_SUGGESTIONS]
    return tuple(Suggestion(a.id, a.title, a.outlet, a.published, a.url) for a in articles)


def _in_words(window: Window) -> str:
    if window.after and window.last:
        return f"between {window.after} and {window.last}"
    if window.after:
        return f"since {window.after}"
    return f"up to {window.last}" if window.last else ""
