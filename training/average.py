"""Average the weights of several runs, each with its share, into a run of its own.

    python -m training.average --run run4=0.7 --run run1=0.3 --out averaged

Runs that began from the same weights lie in one basin of the loss, and their mean reads other kinds of text better than
either (Wortsman et al. 2022). The shares are chosen on what is kept for decisions, as everything is.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

import torch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from torch import Tensor


def average(runs: Sequence[tuple[Path, float]], out: Path) -> None:
    """Write OUT/state.pt with the mean of the weights. Raises ValueError where the shares do not add up to one."""
    if abs(sum(part for _, part in runs) - 1) > 1e-6:
        raise ValueError("the shares must add up to 1")
    mean: dict[str, Tensor] = {}
    for folder, part in runs:
        stored = torch.load(folder / "state.pt", weights_only=True, map_location="cpu")["model"]
        for name, weights in stored.items():
            mean[name] = mean.get(name, 0) + part * weights
    out.mkdir(parents=True, exist_ok=True)
    torch.save({"model": mean}, out / "state.pt")


def _run(text: str) -> tuple[Path, float]:
    folder, _, part = text.rpartition("=")
    if not (Path(folder) / "state.pt").is_file():
        raise argparse.ArgumentTypeError(f"{text}: write FOLDER=SHARE, where FOLDER holds a run's state.pt")
    return Path(folder), float(part)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description="Average the weights of runs.")
    parser.add_argument("--run", type=_run, action="append", required=True, help="FOLDER=SHARE; once for each run")
    parser.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args()
    try:
        average(chosen.run, chosen.out)
    except ValueError as error:
        parser.error(str(error))


if __name__ == "__main__":
    main()
