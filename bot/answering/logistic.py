"""Logistic regression at work: features and fitted weights into a probability."""

from __future__ import annotations

from dataclasses import astuple
from math import exp
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence


def probability(features: Any, weights: Sequence[float]) -> float:
    """The probability of a dataclass of numbers: one weight a field, in their order, then the constant."""
    logit = sum(value * weight for value, weight in zip((*astuple(features), 1.0), weights, strict=True))
    return 1 / (1 + exp(-max(-50.0, min(50.0, logit))))
