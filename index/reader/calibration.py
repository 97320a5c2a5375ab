"""From the model's logits to probabilities: three logistic regressions, fitted on questions kept from training.

Each looks at more than one of the model's outputs, so that its heads correct each other (Platt 1999, with features).
`python -m training.calibrate` fits the weights; they stand in reader.json beside the model.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights, the constant last: of answerable features (3), span features (2), sentence features (3)."""

    answerable: tuple[float, ...]
    span: tuple[float, ...]
    sentence: tuple[float, ...]

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Calibration:
        """What `training.calibrate` wrote."""
        return cls(*(tuple(float(weight) for weight in stored[name]) for name in ("answerable", "span", "sentence")))


def probability(features: NDArray[np.float64], weights: tuple[float, ...]) -> NDArray[np.float64]:
    """Logistic regression of features (n, k) with k weights and a constant, shape (n,)."""
    logits = features @ np.array(weights[:-1]) + weights[-1]
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(logits, -30, 30))))


def logit(share: float) -> float:
    """A probability as a logit, kept within what a thousand cases could tell from certainty."""
    bounded = min(max(share, 0.001), 0.999)
    return log(bounded / (1 - bounded))
