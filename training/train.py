"""Train the reader; stop and go on at will.

    python -m training.train --prepared DIR --out DIR --minutes 60

The learning rate rises for the first twentieth of the time and falls to nothing at its end. Every few minutes the
state is written to DIR/state.pt; the same command goes on from it, with the minutes that are left. A GPU is used where
there is one. Matrices are multiplied in bfloat16, twice as fast where the processor has instructions for it.
"""

from __future__ import annotations

import argparse
import json
import logging
import time
from dataclasses import asdict, dataclass, fields
from itertools import islice
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import torch
from tokenizers import Tokenizer

from index.embedding import BUNDLED_PACKAGE
from training import examples
from training.batches import batches, collate, grouped
from training.losses import losses
from training.model import ReaderModel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from training.batches import Batch, Encoded

_log = logging.getLogger(__name__)
_RISE = 0.05
_CLIP = 1.0


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train."""

    minutes: float
    rate: float
    head_rate: float
    tokens: int
    seed: int
    save_minutes: float
    begin: str = ""  # the state of another run, whose weights are the start
    keep: str = ""  # the share of a set's questions to train on, where not all: "qamr=0.2,trecqa=0.3"


class Run:
    """The state of a training run."""

    def __init__(self, plan: Plan, out: Path) -> None:
        torch.manual_seed(plan.seed)
        self.plan = plan
        self.out = out
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        self.model = ReaderModel()
        self.model.begin_from(bundled_folder() / "model.safetensors")
        self.model.to(self.device)
        self.model.words.requires_grad_(requires_grad=False)
        heads = ("head.", "token_outputs.", "answerable.")
        named = [(name, one) for name, one in self.model.named_parameters() if one.requires_grad]
        encoder = [one for name, one in named if not name.startswith(heads)]
        head = [one for name, one in named if name.startswith(heads)]
        self.optimizer = torch.optim.AdamW(
            [{"params": encoder, "base": plan.rate}, {"params": head, "base": plan.head_rate}],
            lr=plan.rate,
            betas=(0.9, 0.98),
            weight_decay=0.01,
            fused=True,
        )
        self.step = 0
        self.elapsed = 0.0
        if plan.begin and not (out / "state.pt").exists():
            self.model.load_state_dict(torch.load(plan.begin, weights_only=True, map_location=self.device)["model"])
        if (out / "state.pt").exists():
            stored: dict[str, Any] = torch.load(out / "state.pt", weights_only=True, map_location=self.device)
            self.model.load_state_dict(stored["model"])
            self.optimizer.load_state_dict(stored["optimizer"])
            self.step, self.elapsed = stored["step"], stored["elapsed"]
            _log.info("going on from step %d, %.1f minutes", self.step, self.elapsed / 60)

    def save(self) -> None:
        """Write the state, whole or not at all."""
        self.out.mkdir(parents=True, exist_ok=True)
        state = {
            "model": self.model.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "step": self.step,
            "elapsed": self.elapsed,
        }
        torch.save(state, self.out / "state.tmp")
        (self.out / "state.tmp").replace(self.out / "state.pt")
        (self.out / "plan.json").write_text(json.dumps(asdict(self.plan), indent=1))

    def train(self, groups: list[list[Encoded]]) -> None:
        """Train until the plan's minutes are spent."""
        saved = self.elapsed
        means = dict.fromkeys(("span", "answerable", "sentence", "ranking"), 0.0)
        for batch in self._stream(groups):
            begun = time.perf_counter()
            for name, value in self._learn(batch).items():
                means[name] = 0.98 * means[name] + 0.02 * value
            self.elapsed += time.perf_counter() - begun
            self.step += 1
            if self.step % 25 == 0:
                correction = 1 - 0.98**self.step
                stated = " ".join(f"{name} {value / correction:.3f}" for name, value in means.items())
                _log.info("step %d, %.1f min: %s", self.step, self.elapsed / 60, stated)
            if self.elapsed >= self.plan.minutes * 60:
                break
            if self.elapsed - saved > self.plan.save_minutes * 60:
                self.save()
                saved = self.elapsed
        self.save()

    def _learn(self, batch: Batch) -> dict[str, float]:
        done = self.elapsed / (self.plan.minutes * 60)
        factor = min(done / _RISE, (1 - done) / (1 - _RISE))
        for group in self.optimizer.param_groups:
            group["lr"] = group["base"] * max(factor, 0.01)
        batch = batch.to(self.device)
        with torch.autocast(self.device.type, dtype=torch.bfloat16):
            outputs, answerable = self.model(batch.ids, batch.mask, batch.types)
        found = losses(outputs.float(), answerable.float(), batch)
        self.optimizer.zero_grad(set_to_none=True)
        found.total.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), _CLIP)
        self.optimizer.step()
        return {name: float(getattr(found, name).detach()) for name in ("span", "answerable", "sentence", "ranking")}

    def _stream(self, groups: list[list[Encoded]]) -> Iterator[Batch]:
        """Batches without end, from where the run stands."""
        skipped = self.step
        epoch = 0
        while True:
            made = list(batches(groups, self.plan.tokens, Random(f"{self.plan.seed}-{epoch}")))  # noqa: S311 (a seed)
            if skipped >= len(made):
                skipped -= len(made)
            else:
                _log.info("epoch %d: %d batches", epoch, len(made))
                yield from map(collate, islice(made, skipped, None))
                skipped = 0
            epoch += 1


def bundled_folder() -> Path:
    """Where the bundled embedding model lies."""
    import importlib

    return Path(importlib.import_module(BUNDLED_PACKAGE).get_model_path())


def tokenizer() -> Tokenizer:
    """The tokenizer of the bundled model, without padding or truncation."""
    found: Tokenizer = Tokenizer.from_file(str(bundled_folder() / "tokenizer.json"))
    found.no_padding()
    found.no_truncation()
    return found


def _kept(example: examples.Example, keep: str) -> bool:
    """Whether the plan trains on the example: its question is in the share of its set."""
    shares = dict(one.split("=") for one in keep.split(",") if one)
    return examples.share(f"keep {example.group}") < float(shares.get(example.source, 1))


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description="Train the reader.")
    parser.add_argument("--prepared", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--head-rate", type=float, default=5e-4)
    parser.add_argument("--tokens", type=int, default=2048, help="tokens in a batch, padding included")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1995)
    parser.add_argument("--save-minutes", type=float, default=4)
    parser.add_argument("--begin", default="", help="state.pt of another run to begin from")
    parser.add_argument("--keep", default="", help="share of a set's questions to train on: qamr=0.2,trecqa=0.3")
    chosen = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    torch.set_num_threads(chosen.threads)
    given = vars(chosen)
    plan = Plan(**{one.name: given[one.name] for one in fields(Plan)})
    run = Run(plan, chosen.out)
    everything = examples.load(chosen.prepared / "train.jsonl")
    run.train(grouped([example for example in everything if _kept(example, plan.keep)], tokenizer()))


if __name__ == "__main__":
    main()
