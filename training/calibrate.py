"""Fit the reader's probabilities on the questions that were kept from training.

    python -m training.calibrate --prepared DIR --reader DIR

READER holds model.onnx and tokenizer.json as exported; reader.json is written beside them. The int8 model itself is
asked, so that what quantisation costs is calibrated too. Half of dev (by question) is fitted on and the other half
gives the figures that are printed; then all of it is fitted on. The sha256 of the three files are printed last.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from index.reader.calibration import probability
from index.reader.reader import Reader, answerable_features, sentence_features, span_features
from training.examples import YES, Example, load, share
from training.measures import calibration_error, token_f1

_log = logging.getLogger(__name__)
_RIGHT = 0.5  # token F1 from which a span counts as right
_NAMES = ("answerable", "span", "sentence")
_PLAIN = {"answerable": [1.0, 0.0, 0.0, 0.0], "span": [1.0, 0.0, 0.0, 0.0], "sentence": [1.0, 0.0, 0.0, 0.0]}


@dataclass
class Rows:
    """Features, labels and the share of the question, for one of the three probabilities."""

    features: list[list[float]] = field(default_factory=list)
    labels: list[bool] = field(default_factory=list)
    shares: list[float] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)

    def add(self, features: list[float], label: bool, example: Example) -> None:
        """One more row."""
        self.features.append(features)
        self.labels.append(label)
        self.shares.append(share(example.question))
        self.sources.append(example.source)


def gather(examples: list[Example], reader: Reader) -> dict[str, Rows]:
    """Ask the reader every question and note what it says beside what is true.

    Single sentences are left out of all but the sentence's probability: an archive's passages are longer.
    """
    rows = {name: Rows() for name in _NAMES}
    by_question: dict[str, list[Example]] = defaultdict(list)
    for example in examples:
        by_question[example.question].append(example)
    for question, group in by_question.items():
        for example, read in zip(group, reader.outputs(question, [one.passage for one in group]), strict=True):
            if len(read.outputs) != 1:
                continue
            one = read.outputs[0]
            whole = len(example.sentences) > 1
            if whole:
                rows["answerable"].add(answerable_features(one), example.answerable, example)
            if whole and (example.span or not example.answerable):
                said = example.passage[one.start : one.end]
                meant = example.passage[slice(*example.span)] if example.span else ""
                right = bool(example.span) and token_f1(said, meant) >= _RIGHT
                rows["span"].add(span_features(one), right, example)
            for number, start_end in enumerate(read.cut.sentences):
                label = _label(example, start_end)
                if label is not None:
                    rows["sentence"].add(sentence_features(one, number), label, example)
    return rows


def _label(example: Example, span: tuple[int, int]) -> bool | None:
    """Whether the reader's sentence is one that answers; None where that is open."""
    touching = {label for start, end, label in example.sentences if start < span[1] and span[0] < end}
    if YES in touching:
        return True
    return False if touching == {0} else None


def fit(rows: Rows, chosen: np.ndarray) -> tuple[float, ...]:
    """Weights of the features and the constant."""
    model = LogisticRegression(C=1.0, max_iter=1000)
    model.fit(np.array(rows.features)[chosen], np.array(rows.labels)[chosen])
    return (*model.coef_[0].tolist(), float(model.intercept_[0]))


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description="Calibrate an exported reader.")
    parser.add_argument("--prepared", type=Path, required=True)
    parser.add_argument("--reader", type=Path, required=True)
    parser.add_argument("--threads", type=int, default=1)
    chosen = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    path = chosen.reader / "reader.json"
    if not path.exists():
        path.write_text(json.dumps({"calibration": _PLAIN}))
    rows = gather(list(load(chosen.prepared / "dev.jsonl")), Reader(chosen.reader, threads=chosen.threads))
    calibration = {}
    for name in _NAMES:
        shares, labels = np.array(rows[name].shares), np.array(rows[name].labels)
        features = np.array(rows[name].features)
        fitted, kept = shares < 0.5, shares >= 0.5
        said = probability(features[kept], fit(rows[name], fitted))
        _log.info(
            "%s: %d rows, %.3f true; on the half not fitted: AUROC %.3f (model's own %.3f), calibration error %.3f",
            name,
            len(labels),
            labels.mean(),
            roc_auc_score(labels[kept], said),
            roc_auc_score(labels[kept], features[kept, 0]),
            calibration_error(said, labels[kept]),
        )
        calibration[name] = [round(weight, 5) for weight in fit(rows[name], np.ones_like(kept))]
    path.write_text(json.dumps({"calibration": calibration}, indent=1) + "\n", encoding="utf-8")
    for name in ("model.onnx", "tokenizer.json", "reader.json"):
        _log.info('"%s": "%s",', name, hashlib.sha256((chosen.reader / name).read_bytes()).hexdigest())


if __name__ == "__main__":
    main()
