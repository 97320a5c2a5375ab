"""What happened in a window, where a question asks for nothing else: the first sentences of its stories.

There is nothing to search for in "what happened on 16 May?". The stories that tell of the days asked for, that several
outlets ran and that came out nearest to them go first.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from bot.answering.evidence import Evidence, Verdict
from bot.answering.voices import Voices
from bot.answering.wording import content_terms
from corpus.sentences import sentence_spans
from index.search import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.answering.printed_dates import PrintedDates
    from bot.answering.scope import Scope
    from index.search import Searcher

_PASSAGES = 600  # looked through for first sentences, from the start of the window
_STORIES = 12
_SURE = 0.9  # that a story of the window tells what happened in it; halved for each thing that speaks against
_NO_NEWS = frozenset(
    {"new", "news", "headlin", "stori", "paper", "todai", "today", "event", "report", "newspap", "thing", "go"}
)


def asks_for_all(scope: Scope) -> bool:
    """Whether nothing but the window says what is asked for."""
    narrowed = scope.window_from is not None and scope.window.after is not None
    return narrowed and not (set(content_terms(scope.query)) - _NO_NEWS)


def digest(scope: Scope, searcher: Searcher, dates: PrintedDates) -> tuple[list[Hit], Verdict]:
    """The window's stories as hits, and their first sentences as evidence, the likeliest first."""
    found = sorted(_first_sentences(scope, searcher, dates), key=lambda one: -one.probability)[:_STORIES]
    return [one.hit for one in found], Verdict(tuple(found), found[0].probability if found else 0.0)


def _first_sentences(scope: Scope, searcher: Searcher, dates: PrintedDates) -> Iterator[Evidence]:
    store = searcher.generation.store
    voices = Voices(store, scope.window, scope.filters)
    positions = store.positions(scope.window, scope.filters)
    for position in islice(positions, _PASSAGES):
        article, passage = store.passage(int(position))
        spans = sentence_spans(passage.text, article.language or "en") if passage.start == 0 else []
        if spans:
            start, end = spans[0]
            hit = Hit(1, 0.0, article, passage, 0.0, None)
            one = Evidence(hit, start, end, 0.0)
            yield Evidence(hit, start, end, _weight(one, scope, voices, dates))


def _weight(one: Evidence, scope: Scope, voices: Voices, dates: PrintedDates) -> float:
    """How likely a story is one of those that the question is after."""
    weight, event, article = _SURE, scope.asked.event, one.hit.article
    if event is not None:
        tells = any(span.meets(event) and span.grain == "day" for span in dates.spans(one))
        was_printed_then = article.published is not None and event.first <= article.published <= event.last
        weight *= 1.0 if tells else 0.5 if was_printed_then else 0.2
    return weight * (1.0 if voices.copies(article) else 0.9)
