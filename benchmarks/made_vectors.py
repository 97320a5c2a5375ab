"""Made vectors that are clustered as real ones are, in any number: what a large archive would look like to FAISS.

A small set of real passages is parted by k-means. What the centres vary by, what passages vary by around their centre
(both as full covariance matrices) and how unequally tight the clusters are is taken from it. Clusters are then drawn
anew, some of them bound to a time, as news is, and passages drawn around them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import faiss
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

_REAL_CLUSTER = 12  # real passages to a centre of k-means
_MADE_CLUSTER = 250  # made ones: the more to a cluster, the more near neighbours compete
_BOUND_IN_TIME = 0.5  # share of the clusters whose passages stand near one another in time
_AT_ONCE = 32_768


@dataclass(frozen=True, slots=True)
class Likeness:
    """How real vectors are spread: centres around `mean`, passages around centres, clusters of unequal tightness."""

    mean: NDArray[np.float64]
    between: NDArray[np.float64]
    within: NDArray[np.float64]
    unequal: float

    @classmethod
    def of(cls, real: NDArray[np.float32]) -> Likeness:
        """Take the likeness of real unit vectors, shape (count, dimension)."""
        kmeans = faiss.Kmeans(real.shape[1], len(real) // _REAL_CLUSTER, niter=15, seed=1, min_points_per_centroid=1)
        kmeans.train(real)
        _, nearest = kmeans.assign(real)
        sizes = np.bincount(nearest, minlength=kmeans.k)
        centres = np.stack([real[nearest == at].mean(axis=0) for at in np.flatnonzero(sizes)])
        rows = (np.cumsum(sizes > 0) - 1)[nearest]
        residuals = (real - centres[rows]).astype(np.float64)
        # A centre that is the mean of n of its own members takes part of their spread; n / (n - 1) gives it back.
        several = sizes[nearest] > 2
        residuals = residuals[several] * np.sqrt(sizes[nearest] / np.maximum(sizes[nearest] - 1, 1))[several, None]
        spreads = np.sqrt(
            np.bincount(rows[several], (residuals**2).sum(axis=1), len(centres))
            / np.maximum(np.bincount(rows[several], minlength=len(centres)), 1)
        )
        return cls(
            mean=centres.mean(axis=0).astype(np.float64),
            between=_root(np.cov(centres.T.astype(np.float64))),
            within=_root(np.cov(residuals.T)),
            unequal=float(np.std(np.log(spreads[spreads > 0]))),
        )

    def vectors(self, count: int, seed: int, cluster: int = _MADE_CLUSTER) -> Iterator[NDArray[np.float32]]:
        """Made unit vectors, in order of their made time, piece by piece."""
        rng = np.random.default_rng(seed)
        clusters = max(1, count // cluster)
        centres = self.mean + rng.standard_normal((clusters, len(self.mean))) @ self.between
        tightness = np.exp(self.unequal * rng.standard_normal(clusters) - self.unequal**2)
        of = rng.integers(clusters, size=count)
        at, width = rng.random(clusters), 10 ** rng.uniform(-3, -1, clusters)
        bound = (rng.random(clusters) < _BOUND_IN_TIME)[of]
        times = np.where(bound, at[of] + width[of] * rng.standard_normal(count), rng.random(count)) % 1.0
        of = of[np.argsort(times)]
        for first in range(0, count, _AT_ONCE):
            chosen = of[first : first + _AT_ONCE]
            spread = rng.standard_normal((len(chosen), len(self.mean)), dtype=np.float32)
            made = centres[chosen] + tightness[chosen, None] * (spread @ self.within.astype(np.float32))
            yield unit(made.astype(np.float32))

    def questions(self, passages: NDArray[np.float32], cosine: float, seed: int) -> NDArray[np.float32]:
        """A question on each passage, at about that cosine from it, and otherwise anywhere among real vectors."""
        rng = np.random.default_rng(seed)
        spread = rng.standard_normal(passages.shape) @ self.between
        spread -= (spread * passages).sum(axis=1, keepdims=True) * passages
        aside = np.sqrt(1 - cosine**2) * unit(spread.astype(np.float32))
        return unit(cosine * passages + aside)


def unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """The vectors at length 1."""
    scaled: NDArray[np.float32] = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return scaled


def _root(covariance: NDArray[np.float64]) -> NDArray[np.float64]:
    """A matrix that gives standard normal rows this covariance."""
    values, directions = np.linalg.eigh(covariance)
    # By rounding, the smallest eigenvalues may come out below 0.
    root: NDArray[np.float64] = np.sqrt(np.maximum(values, 0))[:, None] * directions.T
    return root
