"""Saying no so that it helps: why, what the archive does hold near the question, and how to look wider.

Nothing here speaks of an article that the window does not admit; where a wider one is looked into, it is closed by the
same `as_of`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answering.answer import Suggestion
from bot.answering.coverage import covered
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
    span = covered(searcher.generation.store, known, scope.filters)
    if hits or window == known:
        return Refusal(_unanswered(scope, span, found=bool(hits)), _nearest(hits))
    around = searcher.passages(scope.query, _SUGGESTIONS * 2, known, scope.filters)
    reason = f"the archive holds no article{_of(scope)} published {_in_words(window)}"
    return Refusal(f"{reason}{_covering(span, scope)}. {_wider(scope)}", _nearest(around))


def _unanswered(scope: Scope, span: tuple[date, date] | None, *, found: bool) -> str:
    where, of = _in_words(scope.window), _of(scope)
    if not found:
        nothing = f"no article{of} published {where}" if where else f"no article{of}" if of else "nothing like it"
        return f"the archive holds {nothing}"
    what = f"passage{of} published {where}" if where else f"passage{of}" if of else "passage in the archive"
    reason = f"no {what} answers this{_covering(span, scope)}"
    return f"{reason}. {_wider(scope)}" if scope.window.after or scope.window.before else reason


def _of(scope: Scope) -> str:
    """The outlet that was asked for, if one was."""
    return f" of {scope.outlet}" if scope.outlet else ""


def _covering(span: tuple[date, date] | None, scope: Scope) -> str:
    """What days the articles that may be drawn on were published."""
    whose = "what it holds of that outlet" if scope.outlet else "it"
    return f"; {whose} covers {span[0]} to {span[1]}" if span else ""


def _wider(scope: Scope) -> str:
    """How to look wider, in the words of what narrowed the window."""
    if scope.window_from == "question":
        return f"To look wider, ask without \u201c{scope.asked.said}\u201d"
    return "To look wider, move or leave out --after and --before"


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
