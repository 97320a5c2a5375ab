"""Two probabilities: that a sentence answers the question, and that the archive does.

Both are logistic regressions over few features, fitted on questions about CNN stories with each story's archive at
hand and, for the second, with the story taken away (`python -m benchmarks.fit_answering`, which prints the weights
below and what they reach on stories that they were not fitted on).
"""

from __future__ import annotations

from dataclasses import astuple, dataclass
from math import exp
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.evidence import Evidence, Features
    from bot.answering.wording import Wording

# One weight for each field of Features, in their order, then the constant.
SENTENCE_WEIGHTS: tuple[float, ...] = (5.0, 1.0, 1.5, 1.0, 0.5, 0.8, 0.5, 0.3, 0.3, -6.0)
# One weight for each field of Support, in their order, then the constant.
SUPPORT_WEIGHTS: tuple[float, ...] = (2.0, 1.0, 3.0, 2.0, 2.0, 1.0, -6.0)


@dataclass(frozen=True, slots=True)
class Support:
    """How well the archive supports an answer: what the probability that it answers is made of."""

    best_sentence: float
    next_sentences: float
    passage_cosine: float
    passage_wording: float
    passage_names: float
    known_wording: float


def sentence_probability(features: Features) -> float:
    """The probability that the sentence answers the question."""
    return _logistic(astuple(features), SENTENCE_WEIGHTS)


def support(ranked: Sequence[Evidence], wording: Wording) -> Support:
    """The support that evidence, best first, gives to an answer; the evidence must not be empty."""
    probabilities = [sentence_probability(evidence.features) for evidence in ranked[:4]]
    rest = probabilities[1:]
    return Support(
        best_sentence=probabilities[0],
        next_sentences=sum(rest) / len(rest) if rest else 0.0,
        passage_cosine=max(evidence.features.passage_cosine for evidence in ranked),
        passage_wording=max(evidence.features.passage_wording for evidence in ranked),
        passage_names=max(evidence.features.passage_names for evidence in ranked),
        known_wording=wording.known,
    )


def answer_probability(supported: Support) -> float:
    """The probability that the archive answers the question."""
    return _logistic(astuple(supported), SUPPORT_WEIGHTS)


def _logistic(values: Sequence[float], weights: Sequence[float]) -> float:
    return 1 / (1 + exp(-sum(value * weight for value, weight in zip((*values, 1.0), weights, strict=True))))
