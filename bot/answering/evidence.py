"""The sentences that an answer may quote, each with the features that tell whether it answers the question."""

from __future__ import annotations

from dataclasses import dataclass
from math import log10
from typing import TYPE_CHECKING

from bot.answering.question_type import expected, holds
from corpus.sentences import sentence_spans
from index.lexical import terms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.answering.wording import Wording
    from index.search import Hit, Searcher


@dataclass(frozen=True, slots=True)
class Features:
    """What is known of a sentence in the light of a question; each a number of about the size of 1."""

    cosine: float
    passage_cosine: float
    wording: float
    passage_wording: float
    passage_names: float
    holds_kind: float
    rank: float
    lead: float
    length: float


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence of a hit: `hit.article.text[start:end]`, with its features."""

    hit: Hit
    start: int
    end: int
    features: Features

    @property
    def text(self) -> str:
        """The sentence as printed."""
        return self.hit.article.text[self.start : self.end]


def gather(question: str, wording: Wording, hits: Sequence[Hit], searcher: Searcher) -> list[Evidence]:
    """Every sentence of the hits, once each, with its features; the hits come best first."""
    sentences = list(_sentences(hits))
    passages = [f"{hit.article.title}\n{hit.passage.text}" for hit in hits]
    texts = [hit.article.text[start:end] for hit, start, end in sentences]
    vectors = searcher.embedder.embed([question, *passages, *texts])
    cosines = (vectors[1:] @ vectors[0]).tolist()
    around = {id(hit): (cosine, set(terms(text))) for hit, cosine, text in zip(hits, cosines, passages, strict=False)}
    kind = expected(question)
    found = []
    for (hit, start, end), text, cosine in zip(sentences, texts, cosines[len(hits) :], strict=True):
        passage_cosine, passage_terms = around[id(hit)]
        features = Features(
            cosine=cosine,
            passage_cosine=passage_cosine,
            wording=wording.share(set(terms(text))),
            passage_wording=wording.share(passage_terms),
            passage_names=wording.share_of_names(passage_terms),
            holds_kind=holds(text, kind),
            rank=1 / hit.rank,
            lead=1 / (1 + start / 200),
            length=log10(1 + len(text.split())),
        )
        found.append(Evidence(hit, start, end, features))
    return found


def _sentences(hits: Sequence[Hit]) -> Iterator[tuple[Hit, int, int]]:
    """The sentences of the passages; one that two passages share goes to the better of them."""
    seen = set()
    for hit in hits:
        passage = hit.passage
        for start, end in sentence_spans(passage.text, hit.article.language or "en"):
            place = (hit.article.id, passage.start + start)
            if place not in seen:
                seen.add(place)
                yield hit, passage.start + start, passage.start + end
