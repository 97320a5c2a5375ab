"""Averaged runs hold the mean of their weights, and a run goes on from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import torch

from training.average import average
from training.train import Plan, Run

if TYPE_CHECKING:
    from pathlib import Path

_PLAN = Plan(minutes=1, rate=1e-4, head_rate=5e-4, tokens=256, seed=1, save_minutes=1)


def test_the_mean_of_two_runs_is_a_run(tmp_path: Path) -> None:
    for name, value in (("one", 1.0), ("two", 5.0)):
        run = Run(_PLAN, tmp_path / name)
        run.model.head.weight.data.fill_(value)
        run.save()
    average([(tmp_path / "one", 0.75), (tmp_path / "two", 0.25)], tmp_path / "mean")
    began = Run(Plan(1, 1e-4, 5e-4, 256, 1, 1, begin=str(tmp_path / "mean/state.pt")), tmp_path / "on")
    assert torch.all(began.model.head.weight == 2.0)
    assert torch.equal(began.model.words.weight, Run(_PLAN, tmp_path / "fresh").model.words.weight)  # type: ignore[arg-type]


def test_shares_must_add_up_to_one(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="add up"):
        average([(tmp_path, 0.5), (tmp_path, 0.6)], tmp_path / "mean")
