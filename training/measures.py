"""Measures of reading: F1 and EM (Rajpurkar et al. 2016), MAP, MRR, calibration error (Guo et al. 2017)."""

from __future__ import annotations

import re
import string
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_ARTICLES = re.compile(r"\b(a|an|the)\b")
_PUNCTUATION = str.maketrans("", "", string.punctuation)


def normalised(text: str) -> str:
    """Lower case, without punctuation and articles."""
    return " ".join(_ARTICLES.sub(" ", text.lower().translate(_PUNCTUATION)).split())


def exact(said: str, meant: str) -> float:
    """1 where the two are the same, normalised."""
    return float(normalised(said) == normalised(meant))


def token_f1(said: str, meant: str) -> float:
    """The harmonic mean of precision and recall of the answer's words."""
    first, second = normalised(said).split(), normalised(meant).split()
    if not first or not second:
        return float(first == second)
    same = sum((Counter(first) & Counter(second)).values())
    return 2 * same / (len(first) + len(second))


def average_precision(scores: Sequence[float], labels: Sequence[bool]) -> float:
    """Average precision of one ranking; ties go against it."""
    order = sorted(range(len(scores)), key=lambda at: (-scores[at], labels[at]))
    found, total = 0, 0.0
    for rank, at in enumerate(order, 1):
        if labels[at]:
            found += 1
            total += found / rank
    return total / found if found else 0.0


def reciprocal_rank(scores: Sequence[float], labels: Sequence[bool]) -> float:
    """One over the rank of the first right one; ties go against it."""
    order = sorted(range(len(scores)), key=lambda at: (-scores[at], labels[at]))
    return next((1 / rank for rank, at in enumerate(order, 1) if labels[at]), 0.0)


def calibration_error(said: NDArray[np.float64], labels: NDArray[np.bool_], bins: int = 10) -> float:
    """Expected calibration error over bins of equal width: how far the probabilities are from what happened."""
    which = np.minimum((said * bins).astype(int), bins - 1)
    error = 0.0
    for number in range(bins):
        inside = which == number
        if inside.any():
            error += float(inside.mean()) * abs(float(said[inside].mean()) - float(labels[inside].mean()))
    return error
