"""The judge that reads: Dateline's own reader over the hits, with the search's own view of them beside it.

Its weights are fitted by `python -m benchmarks.fit_answering --judge reader`, which tells on what and what they reach.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import exp
from typing import TYPE_CHECKING

from bot.answering.answer_form import holds
from bot.answering.evidence import FEWEST_WORDS, NOTHING, Evidence, Verdict, after_dash
from bot.answering.logistic import probability
from bot.answering.wording import Wording
from index.lexical import terms
from index.reader.calibration import logit
from index.rerank import headed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from index.reader import Reader, Reading
    from index.search import Hit, Searcher


@dataclass(frozen=True, slots=True)
class SentenceFeatures:
    """What is known of a sentence in the light of a question; logits and shares.

    `early` is 1 at the head of the article and falls on the way down: news says the most important thing first.
    """

    sentence: float
    passage: float
    wording: float
    passage_wording: float
    passage_names: float
    cosine: float
    rank: float
    score: float
    holds_form: float
    early: float


@dataclass(frozen=True, slots=True)
class Support:
    """How well the hits support an answer.

    How much of the question's wording they share is left out on purpose: in the sets that weights are fitted on, people
    asked with the text before them and took its words, which those who ask an archive do not have. So is where they
    stand: every article has a head.
    """

    passage: float
    passage_names: float
    cosine: float
    best_sentence: float


SENTENCE_WEIGHTS: tuple[float, ...] = (0.529, 0.352, 0.535, 0.911, 0.176, 1.125, 0.861, 2.161, 0.498, 0.693, -6.637)
SUPPORT_WEIGHTS: tuple[float, ...] = (0.0, 0.12, 1.617, 0.745, 0.994)
_HEAD = 1000  # characters: the head of an article, by order of magnitude


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence of a hit with its features, and the reading of its passage."""

    hit: Hit
    start: int
    end: int
    features: SentenceFeatures
    reading: Reading
    shift: int


class ReaderJudge:
    """Weighs sentences by reading their passages."""

    reads = True

    def __init__(self, reader: Reader) -> None:
        """Take the reader."""
        self._reader = reader

    def weigh(self, question: str, hits: Sequence[Hit], searcher: Searcher) -> Verdict:
        """The verdict on hits, which come best first."""
        wording = Wording(question, searcher.generation.lexical)
        weighed = [
            (probability(one.features, SENTENCE_WEIGHTS), one)
            for one in read_all(question, wording, hits, self._reader)
        ]
        if not weighed:
            return NOTHING
        weighed.sort(key=lambda pair: -pair[0])
        evidence = tuple(_evidence(one, chance) for chance, one in weighed)
        read = [one for _, one in weighed]
        answerable = probability(support([one.features for one in read]), SUPPORT_WEIGHTS)
        return Verdict(evidence, answerable)


def read_all(question: str, wording: Wording, hits: Sequence[Hit], reader: Reader) -> Iterator[Read]:
    """Every sentence of the hits, once each, read under its headline."""
    texts = [headed(hit) for hit in hits]
    best = max((hit.score for hit in hits), default=0.0)
    seen = set()
    for hit, text, reading in zip(hits, texts, reader.read(question, texts), strict=True):
        head = len(text) - len(hit.passage.text)
        around = set(terms(text))
        for sentence in reading.sentences:
            start = hit.passage.start + sentence.start - head
            words = text[sentence.start : sentence.end]
            is_said = sentence.start >= head and len(words.split()) >= FEWEST_WORDS
            if not is_said or (hit.article.id, start) in seen:
                continue
            seen.add((hit.article.id, start))
            features = SentenceFeatures(
                sentence=logit(sentence.probability),
                passage=logit(1 - reading.no_answer),
                wording=wording.share(set(terms(words))),
                passage_wording=wording.share(around),
                passage_names=wording.share_of_names(around),
                cosine=hit.cosine,
                rank=1 / hit.rank,
                score=hit.score / best if best > 0 else 1.0,
                holds_form=holds(words, question),
                early=exp(-start / _HEAD),
            )
            yield Read(hit, start, start + len(words), features, reading, hit.passage.start - head)


def support(features: Sequence[SentenceFeatures]) -> Support:
    """The support of sentences."""
    unworded = (replace(one, wording=0.0, passage_wording=0.0, early=0.0) for one in features)
    return Support(
        passage=max(one.passage for one in features),
        passage_names=max(one.passage_names for one in features),
        cosine=max(one.cosine for one in features),
        best_sentence=logit(max(probability(one, SENTENCE_WEIGHTS) for one in unworded)),
    )


def _evidence(read: Read, probability: float) -> Evidence:
    """A read sentence as evidence, with the reading's span where it lies inside."""
    reading, first = read.reading, after_dash(read.hit.article.text, read.start)
    if reading.start is None or reading.end is None:
        return Evidence(read.hit, first, read.end, probability)
    start, end = reading.start + read.shift, reading.end + read.shift
    is_inside = first <= start and end <= read.end
    span = (start, end) if is_inside else None
    return Evidence(read.hit, first, read.end, probability, span, reading.probability if span else 0.0)
