"""Articles into passages: runs of whole sentences that an embedding model reads in one piece."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.article import Article, Passage
from corpus.sentences import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    CountTokens = Callable[[Sequence[str]], list[int]]

CHUNKER_VERSION = 1
"""Raised whenever the same article would be cut differently: vectors of another version do not fit its passages."""


def passages(article: Article, count_tokens: CountTokens, budget: int, overlap: int) -> tuple[Passage, ...]:
    """The passages of an article, in order; together they hold every sentence.

    Each is a run of whole sentences of at most `budget` tokens that begins with the last `overlap` sentences of the one
    before it, or as many of them as leave room for something new. Passages are about equally long, so that none is a
    left-over. A sentence that is over the budget by itself is cut at words, a word so long at characters.

    `count_tokens` takes texts and gives their lengths in tokens. It must not count more for two texts joined by white
    space than for the two apart, as word-piece models do not.
    """
    units = _units(article, count_tokens, budget)
    if not units:
        return ()
    runs = _balanced([tokens for _, _, tokens in units], budget, overlap)
    return tuple(_passage(article, units[first][0], units[last - 1][1]) for first, last in runs)


def _passage(article: Article, start: int, end: int) -> Passage:
    return Passage(article.id, start, end, article.text[start:end])


def _units(article: Article, count_tokens: CountTokens, budget: int) -> list[tuple[int, int, int]]:
    """What passages are put together from: (start, end, tokens) of each sentence, or of its pieces where it is long."""
    text = article.text
    spans = list(sentence_spans(text, article.language or "en"))
    counts = count_tokens([text[start:end] for start, end in spans]) if spans else []
    units: list[tuple[int, int, int]] = []
    for (start, end), tokens in zip(spans, counts, strict=True):
        if tokens <= budget:
            units.append((start, end, tokens))
        else:
            units.extend(_pieces(text, start, end, count_tokens, budget))
    return units


def _pieces(text: str, start: int, end: int, count_tokens: CountTokens, budget: int) -> list[tuple[int, int, int]]:
    """A span halved, at the white space nearest its middle, until every piece is within the budget."""
    done: list[tuple[int, int, int]] = []
    waiting = [(start, end)]
    while waiting:
        start, end = waiting.pop()
        tokens = count_tokens([text[start:end]])[0]
        if tokens <= budget or end - start == 1:
            done.append((start, end, tokens))
            continue
        cut = _middle(text, start, end)
        left, right = text[start:cut].rstrip(), text[cut:end].lstrip()
        waiting += [(end - len(right), end), (start, start + len(left))]
    return done


def _middle(text: str, start: int, end: int) -> int:
    """The white space nearest the middle of a span that has none at its ends; the middle itself where there is none."""
    middle = (start + end) // 2
    for distance in range((end - start) // 2):
        for at in (middle - distance, middle + distance):
            if start < at < end and text[at].isspace():
                return at
    return middle


def _balanced(counts: list[int], budget: int, overlap: int) -> list[tuple[int, int]]:
    """Runs of units of about equal length: as few as the budget allows, under the lowest limit that gives so few."""
    fewest = _runs(counts, budget, overlap)
    low, high = max(1, min(budget, max(counts))), budget
    while low < high:
        limit = (low + high) // 2
        if len(_runs(counts, limit, overlap)) <= len(fewest):
            high = limit
        else:
            low = limit + 1
    balanced = _runs(counts, high, overlap)
    return balanced if len(balanced) <= len(fewest) else fewest


def _runs(counts: list[int], limit: int, overlap: int) -> list[tuple[int, int]]:
    """Greedy runs [first, last) of units within the limit, each beginning with up to `overlap` units of the last."""
    runs: list[tuple[int, int]] = []
    first, at = 0, 0
    while at < len(counts):
        total = sum(counts[first:at])
        while first < at and total + counts[at] > limit:
            total -= counts[first]
            first += 1
        last = at
        while last < len(counts) and (last == at or total + counts[last] <= limit):
            total += counts[last]
            last += 1
        runs.append((first, last))
        first, at = max(first + 1, last - overlap), last
    return runs
