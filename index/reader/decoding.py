"""The model's outputs for one window into the features of its answer and of its sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.reader.windows import Window

_START, _END, _RELEVANCE, _WEIGHT = range(4)
_LONGEST_ANSWER = 32  # tokens
_WEIGHT_BOUND = 12.0  # as in training


@dataclass(frozen=True, slots=True)
class WindowOutputs:
    """Of one window: the best span's characters, and the numbers that the probabilities are made of.

    `answerable` is the model's logit, `span` the log probability of the best span within the window, `sentences` the
    logit of each sentence by its number in the passage, `held` the log share of the span probability that lies in it.
    """

    start: int
    end: int
    span: float
    answerable: float
    sentences: dict[int, float]
    held: dict[int, float]

    @property
    def best_sentence(self) -> float:
        """The highest sentence logit."""
        return max(self.sentences.values())


def decode(window: Window, outputs: NDArray[np.float32], answerable: float) -> WindowOutputs:
    """Read the outputs (tokens of the window, 4).

    The best span is the one with the highest product of start and end probability that stays within one sentence and
    is at most 32 tokens long.
    """
    tokens = outputs.astype(np.float64)
    start, end = _log_softmax(tokens[:, _START]), _log_softmax(tokens[:, _END])
    sentence_of = np.array(window.sentence_of)
    best_start, best_end, best = _best_span(start, end, sentence_of)
    weight = np.exp(np.clip(tokens[:, _WEIGHT], -_WEIGHT_BOUND, _WEIGHT_BOUND))
    sentences, held = {}, {}
    for number in sorted(set(window.sentence_of)):
        inside = sentence_of == number
        sentences[number] = float((weight * tokens[:, _RELEVANCE])[inside].sum() / weight[inside].sum())
        held[number] = float(np.log(max((np.exp(start[inside]).sum() + np.exp(end[inside]).sum()) / 2, 1e-4)))
    return WindowOutputs(
        start=window.offsets[best_start][0],
        end=window.offsets[best_end][1],
        span=best,
        answerable=answerable,
        sentences=sentences,
        held=held,
    )


def _best_span(
    start: NDArray[np.float64], end: NDArray[np.float64], sentence_of: NDArray[np.int64]
) -> tuple[int, int, float]:
    count = len(start)
    best = (0, 0, -np.inf)
    for length in range(min(_LONGEST_ANSWER, count)):
        together = start[: count - length] + end[length:]
        apart = sentence_of[: count - length] != sentence_of[length:]
        together = np.where(apart, -np.inf, together)
        at = int(together.argmax())
        if together[at] > best[2]:
            best = (at, at + length, float(together[at]))
    return best


def _log_softmax(logits: NDArray[np.float64]) -> NDArray[np.float64]:
    shifted = logits - logits.max()
    return np.asarray(shifted - np.log(np.exp(shifted).sum()))
