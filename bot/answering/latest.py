"""The news on something: "what is the latest on X?", "any news on X?". The newest articles about it, newest first.

There is nothing to read here, only to order: an article is about a thing where it says most of its words and stands
near the best of the search. So what is covered is told, and what is not is left to the judge, who refuses it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.answering.evidence import Evidence, after_dash
from bot.answering.wording import Wording
from corpus.sentences import sentence_spans
from index.lexical import terms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.answering.scope import Scope
    from bot.answering.voices import Voices
    from index.search import Hit, Searcher

_NEWS = r"(?:news|word|developments?|updates?|headlines?|reports?|articles?|stor(?:y|ies))"
_ON = r"(?:on|about|of|from|regarding|concerning|with|in)"
_ASKS = re.compile(
    r"^(?:so |and |but |please )?"
    r"(?:(?:what(?:['\u2019]s| is| are| was| were)|is there|are there|do you have|give me|tell me|show me|have you) )?"
    rf"(?:(?:the |any )?(?:very )?(?:latest|newest|most recent|recent|new)(?: {_NEWS})?|(?:the |any )?{_NEWS}|"
    r"(?:new|happening|going on)) "
    rf"(?:there )?{_ON} (?P<what>[^?]+?)(?: (?:now|lately|recently|so far|at the moment|these days|today))?\s*\?*$",
    re.IGNORECASE,
)
_LOOKED_AT = 60  # passages
_FEWEST_WORDS = 6  # of a sentence that tells some news; shorter ones are datelines and asides
_NEAR = 0.55  # of the best hit's score
_SAYS = 0.5  # share of the thing's wording that an article about it has
_HEADS = 0.4  # the same of headline and first sentence: where those have it, the first sentence tells
_NAMES = 0.8  # the same of its names
_SURE = 0.9  # that an article about the thing tells of it


def asked_news(question: str) -> str | None:
    """What a question wants the news on; None where it asks for something else."""
    found = _ASKS.match(question.strip())
    return found["what"] if found else None


def news(thing: str, scope: Scope, voices: Voices, searcher: Searcher) -> list[Evidence]:
    """A sentence of each article about the thing, the newest first; of copies of a story one speaks."""
    wording = Wording(thing, searcher.generation.lexical)
    hits = searcher.passages(thing, _LOOKED_AT, scope.window, scope.filters)
    found: list[Evidence] = []
    for hit in sorted(_about(hits, wording), key=lambda hit: str(hit.article.published or ""), reverse=True):
        told = any(voices.are_one(one.hit.article, hit.article) for one in found)
        sentence = None if told or voices.newer(hit.article) else _telling(hit, wording)
        if sentence is not None:
            found.append(sentence)
    return found


def _about(hits: Sequence[Hit], wording: Wording) -> Iterator[Hit]:
    """The best hit of each article that is about the thing."""
    seen: set[str] = set()
    for hit in hits:
        said = set(terms(f"{hit.article.title} {hit.article.text}"))
        is_near = hit.score >= hits[0].score * _NEAR
        if hit.article.id not in seen and is_near and wording.share(said) >= _SAYS:
            seen.add(hit.article.id)
            if wording.share_of_names(said) >= _NAMES:
                yield hit


def _telling(hit: Hit, wording: Wording) -> Evidence | None:
    """The article's first sentence where that or the headline names the thing, else the one that says most of it."""
    article = hit.article
    spans = sentence_spans(article.text, article.language or "en")
    long = [(start, end) for start, end in spans if len(article.text[start:end].split()) >= _FEWEST_WORDS]
    if not long:
        return None
    shares = [wording.share(set(terms(article.text[start:end]))) for start, end in long]
    headed = wording.share(set(terms(f"{article.title} {article.text[slice(*long[0])]}")))
    place = 0 if headed >= _HEADS else shares.index(max(shares))
    start, end = long[place]
    return Evidence(hit, after_dash(article.text, start), end, _SURE)
