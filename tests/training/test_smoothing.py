"""Smoothing takes large inputs down and changes nothing else."""

from __future__ import annotations

import torch

from training.batches import collate, encode
from training.examples import Example, without_answer
from training.model import ReaderModel
from training.smoothing import largest_inputs, smooth
from training.train import bundled_folder, tokenizer

_LONG = "The ministry in Geneva said that it had sent the list to the embassy on Monday morning. " * 8


def _examples() -> list[Example]:
    return [without_answer("s", f"g{at}", f"What did the ministry say in {at}?", _LONG) for at in range(1990, 1993)]


def _model() -> ReaderModel:
    torch.manual_seed(1)
    model = ReaderModel().eval()
    model.begin_from(bundled_folder() / "model.safetensors")
    return model


def test_a_smoothed_model_says_what_it_said() -> None:
    model = _model()
    given = (torch.randint(1000, 9000, (2, 40)), torch.ones(2, 40).long(), torch.zeros(2, 40).long())
    with torch.no_grad():
        before = model(*given)
        smooth(model, _examples())
        after = model(*given)
    assert all(torch.allclose(one, other, atol=1e-3) for one, other in zip(before, after, strict=True))


def test_no_input_of_a_smoothed_matrix_is_far_larger_than_the_others() -> None:
    model = _model()
    spread = [float(one.max() / one.median()) for one in largest_inputs(model, _examples()).values()]
    assert max(spread) > 5
    smooth(model, _examples())
    seen: list[float] = []
    for matrix in [module for name, module in model.named_modules() if name.endswith("linear")]:
        matrix.register_forward_pre_hook(lambda _, inputs: seen.append(float(inputs[0].abs().amax())))
    largest = [float(one.median()) for one in largest_inputs(_model(), _examples()).values()]
    encoded = [encode(example, tokenizer()) for example in _examples()]
    batch = collate([(at, one) for at, one in enumerate(encoded) if one])
    with torch.no_grad():
        model(batch.ids, batch.mask, batch.types)
    assert len(seen) == len(largest)
    assert all(value <= 3.01 * median for value, median in zip(seen, largest, strict=True))
