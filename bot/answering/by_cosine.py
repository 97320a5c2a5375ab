"""The judge that needs no reader: the embedding model and the wording of question and sentence.

Its weights are set by hand; `python -m benchmarks.fit_answering --judge cosine` tells what they reach and fits others.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log10
from typing import TYPE_CHECKING

from bot.answering.answer_form import holds
from bot.answering.evidence import FEWEST_WORDS, NOTHING, Evidence, Verdict
from bot.answering.logistic import probability
from bot.answering.wording import Wording
from corpus.sentences import sentence_spans
from index.lexical import terms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.search import Hit, Searcher


@dataclass(frozen=True, slots=True)
class SentenceFeatures:
    """What is known of a sentence in the light of a question; each a number of about the size of 1."""

    cosine: float
    passage_cosine: float
    wording: float
    passage_wording: float
    passage_names: float
    holds_form: float
    rank: float
    lead: float
    length: float


@dataclass(frozen=True, slots=True)
class Support:
    """How well the hits support an answer."""

    best_sentence: float
    next_sentences: float
    passage_cosine: float
    passage_wording: float
    passage_names: float
    known_wording: float


SENTENCE_WEIGHTS: tuple[float, ...] = (5.0, 1.0, 1.5, 1.0, 0.5, 0.8, 0.5, 0.3, 0.3, -6.0)
SUPPORT_WEIGHTS: tuple[float, ...] = (2.0, 1.0, 3.0, 2.0, 2.0, 1.0, -6.0)


class CosineJudge:
    """Weighs sentences by meaning and wording alone."""

    reads = False

    def weigh(self, question: str, hits: Sequence[Hit], searcher: Searcher) -> Verdict:
        """The verdict on hits, which come best first."""
        wording = Wording(question, searcher.generation.lexical)
        found = sorted(
            featured(question, wording, hits, searcher), key=lambda one: -probability(one[3], SENTENCE_WEIGHTS)
        )
        if not found:
            return NOTHING
        chances = [probability(features, SENTENCE_WEIGHTS) for *_, features in found]
        evidence = tuple(
            Evidence(hit, start, end, chance) for (hit, start, end, _), chance in zip(found, chances, strict=True)
        )
        supported = support([features for *_, features in found], chances, wording)
        return Verdict(evidence, probability(supported, SUPPORT_WEIGHTS))


def featured(
    question: str, wording: Wording, hits: Sequence[Hit], searcher: Searcher
) -> Iterator[tuple[Hit, int, int, SentenceFeatures]]:
    """Every sentence of the hits, once each, with its features."""
    sentences = list(sentences_of(hits))
    passages = [f"{hit.article.title}\n{hit.passage.text}" for hit in hits]
    texts = [hit.article.text[start:end] for hit, start, end in sentences]
    vectors = searcher.embedder.embed([question, *passages, *texts])
    cosines = (vectors[1:] @ vectors[0]).tolist()
    around = {id(hit): (cosine, set(terms(text))) for hit, cosine, text in zip(hits, cosines, passages, strict=False)}
    for (hit, start, end), text, cosine in zip(sentences, texts, cosines[len(hits) :], strict=True):
        passage_cosine, passage_terms = around[id(hit)]
        features = SentenceFeatures(
            cosine=cosine,
            passage_cosine=passage_cosine,
            wording=wording.share(set(terms(text))),
            passage_wording=wording.share(passage_terms),
            passage_names=wording.share_of_names(passage_terms),
            holds_form=holds(text, question),
            rank=1 / hit.rank,
            lead=1 / (1 + start / 200),
            length=log10(1 + len(text.split())),
        )
        yield hit, start, end, features


def support(ranked: Sequence[SentenceFeatures], chances: Sequence[float], wording: Wording) -> Support:
    """The support of sentences, best first, of which each has its chance to answer."""
    rest = chances[1:4]
    return Support(
        best_sentence=chances[0],
        next_sentences=sum(rest) / len(rest) if rest else 0.0,
        passage_cosine=max(features.passage_cosine for features in ranked),
        passage_wording=max(features.passage_wording for features in ranked),
        passage_names=max(features.passage_names for features in ranked),
        known_wording=wording.known,
    )


def sentences_of(hits: Sequence[Hit]) -> Iterator[tuple[Hit, int, int]]:
    """The sentences of the passages; one that two passages share goes to the better of them."""
    seen = set()
    for hit in hits:
        passage = hit.passage
        for start, end in sentence_spans(passage.text, hit.article.language or "en"):
            place = (hit.article.id, passage.start + start)
            if place not in seen and len(passage.text[start:end].split()) >= FEWEST_WORDS:
                seen.add(place)
                yield hit, passage.start + start, passage.start + end
