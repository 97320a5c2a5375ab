"""Training goes on where it stopped, and what is exported says what the model says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import torch

from training.batches import Encoded, grouped
from training.examples import Example, with_span
from training.train import Plan, Run, tokenizer

if TYPE_CHECKING:
    from pathlib import Path

_PLAN = Plan(minutes=0.02, rate=1e-4, head_rate=5e-4, tokens=256, seed=1, save_minutes=1)


def _groups() -> list[list[Encoded]]:
    passage = "Rain fell in Geneva. Mickey Kantor announced the sanctions. Shares rose."
    start = passage.index("Mickey")
    examples: list[Example] = [
        with_span("s", f"g{at}", f"Who announced the sanctions of {at}?", passage, (start, start + 13))
        for at in range(1990, 1998)
    ]
    return grouped(examples, tokenizer())


def test_a_stopped_run_goes_on(tmp_path: Path) -> None:
    first = Run(_PLAN, tmp_path)
    first.train(_groups())
    second = Run(Plan(0.03, 1e-4, 5e-4, 256, 1, 1), tmp_path)
    assert second.step == first.step > 0
    assert second.elapsed == first.elapsed
    assert torch.equal(second.model.head.weight, first.model.head.weight)
    second.train(_groups())
    assert second.step > first.step


def test_the_word_embeddings_stay_as_they_came(tmp_path: Path) -> None:
    run = Run(_PLAN, tmp_path)
    before = run.model.words.weight.clone()  # type: ignore[operator]
    run.train(_groups())
    assert torch.equal(before, run.model.words.weight)  # type: ignore[arg-type]


@pytest.mark.filterwarnings("ignore")  # the exporter warns of its own parts
def test_the_exported_model_agrees_with_the_trained_one(tmp_path: Path) -> None:
    onnxruntime = pytest.importorskip("onnxruntime")
    pytest.importorskip("onnx")
    from training.export import export

    model = Run(_PLAN, tmp_path).model.eval()
    export(model, tmp_path / "model.onnx")
    ids = torch.randint(1000, 9000, (2, 24))
    mask = torch.ones_like(ids)
    mask[1, 12:] = 0
    types = torch.zeros_like(ids)
    with torch.no_grad():
        expected, answerable = model(ids, mask, types)
    session = onnxruntime.InferenceSession(str(tmp_path / "model.onnx"), providers=["CPUExecutionProvider"])
    names = ("input_ids", "attention_mask", "token_type_ids")
    tokens, said = session.run(None, dict(zip(names, (one.numpy() for one in (ids, mask, types)), strict=True)))
    assert np.allclose(tokens[0], expected[0].numpy(), atol=1e-3)
    assert np.allclose(tokens[1, :12], expected[1, :12].numpy(), atol=1e-3)
    assert np.allclose(said, answerable.numpy(), atol=1e-3)
