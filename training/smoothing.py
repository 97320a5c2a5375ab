"""Make a model fit for int8: take the few inputs of a matrix that are much larger than the rest down to their size.

ONNX Runtime has one scale for all activations of a call. In each layer, one or two of the inputs of the feed-forward
matrices reach five to fifteen times what the others do, so that the others are left with a handful of the 256 steps.
They are divided by a factor before the matrix, and their weights multiplied by it: the same in exact arithmetic
(SmoothQuant, Xiao et al. 2023; here the factor is one for every input that is not large).
"""

from __future__ import annotations

from itertools import islice
from random import Random
from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn

from training.batches import collate, encode
from training.train import tokenizer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from training.examples import Example
    from training.model import ReaderModel

_SMOOTHED = ("inner", "outer")
_LIMIT = 3.0  # times the median over inputs of the largest value seen
_SEEN = 64  # examples
_AT_ONCE = 8
_SHORTEST = 100  # tokens


class Smoothed(nn.Module):
    """A matrix whose large inputs are made smaller first."""

    def __init__(self, linear: nn.Linear, largest: Tensor) -> None:
        super().__init__()
        factor = (largest / (largest.median() * _LIMIT)).clamp_min(1.0)
        self.inverse = nn.Parameter(1 / factor, requires_grad=False)
        self.linear = linear
        linear.weight.data = linear.weight.data * factor

    def forward(self, states: Tensor) -> Tensor:
        """What the matrix gives."""
        found: Tensor = self.linear(states * self.inverse)
        return found


def smooth(model: ReaderModel, examples: Iterable[Example]) -> None:
    """Smooth the model in place, by what it does with some of the examples."""
    largest = largest_inputs(model, examples)
    for number, layer in enumerate(model.layers):
        for name in _SMOOTHED:
            setattr(layer, name, Smoothed(getattr(layer, name), largest[f"layers.{number}.{name}"]))


@torch.no_grad()
def largest_inputs(model: ReaderModel, examples: Iterable[Example]) -> dict[str, Tensor]:
    """The largest absolute value of each input of each matrix to be smoothed, over some of the examples."""
    shuffled = list(examples)
    Random(1995).shuffle(shuffled)  # noqa: S311 (a seed, not a secret)
    made_of = tokenizer()
    encoded = (encode(example, made_of) for example in shuffled)
    seen = list(islice((one for one in encoded if one is not None and len(one.ids) >= _SHORTEST), _SEEN))
    largest: dict[str, Tensor] = {}

    def watch(name: str, values: Tensor) -> None:
        found = values.abs().flatten(0, -2).amax(0)
        largest[name] = torch.maximum(largest.get(name, found), found)

    hooks = [
        module.register_forward_pre_hook(lambda _, given, name=name: watch(name, given[0]))
        for name, module in model.named_modules()
        if name.rpartition(".")[2] in _SMOOTHED
    ]
    for begin in range(0, len(seen), _AT_ONCE):
        batch = collate([(at, one) for at, one in enumerate(seen[begin : begin + _AT_ONCE])])
        model(batch.ids, batch.mask, batch.types)
    for hook in hooks:
        hook.remove()
    return largest
