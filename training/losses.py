"""What the reader is trained to do: find the span, say whether there is one, rank the sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import torch
from torch import Tensor
from torch.nn import functional

from training.batches import known

if TYPE_CHECKING:
    from training.batches import Batch

_FAR = -1e4
_START, _END, _RELEVANCE, _WEIGHT = range(4)


@dataclass(frozen=True, slots=True)
class Losses:
    """The four losses of a batch, each a scalar."""

    span: Tensor
    answerable: Tensor
    sentence: Tensor
    ranking: Tensor

    @property
    def total(self) -> Tensor:
        """Their sum."""
        return self.span + self.answerable + self.sentence + self.ranking


def losses(outputs: Tensor, answerable: Tensor, batch: Batch) -> Losses:
    """Losses of the model's outputs (B, T, 4) and answerable logits (B,)."""
    scores = sentence_logits(outputs, batch)
    clear = known(batch.labels)
    targets = batch.labels[clear].float()
    return Losses(
        span=_span(outputs, batch),
        answerable=functional.binary_cross_entropy_with_logits(answerable, batch.answerable),
        sentence=functional.binary_cross_entropy_with_logits(scores[clear], targets),
        ranking=_ranking(scores[clear], targets, batch.group_of[clear]),
    )


def sentence_logits(outputs: Tensor, batch: Batch) -> Tensor:
    """A logit for each sentence (S,): its tokens' relevance, each with its weight."""
    count = len(batch.labels)
    flat = batch.sentences.flatten()
    weight = outputs[..., _WEIGHT].flatten().clamp(-12, 12).exp()
    relevance = outputs[..., _RELEVANCE].flatten()
    zeros = outputs.new_zeros(count + 1)
    above = zeros.index_add(0, flat, weight * relevance)
    below = zeros.index_add(0, flat, weight)
    return above[:count] / below[:count].clamp_min(1e-6)


def _span(outputs: Tensor, batch: Batch) -> Tensor:
    spanned = batch.start >= 0
    if not bool(spanned.any()):
        return outputs.sum() * 0
    outside = ~batch.passage[spanned]
    start = outputs[spanned][..., _START].masked_fill(outside, _FAR)
    end = outputs[spanned][..., _END].masked_fill(outside, _FAR)
    both = functional.cross_entropy(start, batch.start[spanned]) + functional.cross_entropy(end, batch.end[spanned])
    return both / 2


def _ranking(scores: Tensor, targets: Tensor, group_of: Tensor) -> Tensor:
    """Softmax over the sentences of each question: the answers' share (listwise, Cao et al. 2007)."""
    _, group = torch.unique(group_of, return_inverse=True)
    count = int(group.max()) + 1
    zeros = scores.new_zeros(count)
    exponents = (scores - scores.detach().max()).exp()
    everything = zeros.index_add(0, group, exponents)
    right = zeros.index_add(0, group, exponents * targets)
    rows = zeros.index_add(0, group, torch.ones_like(scores))
    answers = zeros.index_add(0, group, targets)
    useful = (answers > 0) & (answers < rows)
    if not bool(useful.any()):
        return scores.sum() * 0
    return -(right[useful] / everything[useful]).clamp_min(1e-9).log().mean()
