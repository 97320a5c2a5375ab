"""An archive beyond the exact size: a first pass over codes, in windows, from disk, from several threads."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np
import pytest

from index import vectors as dense
from index.vectors import VectorIndex

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

COUNT = 40_000  # more than two runs of the codes


def unit(vectors: NDArray[np.float64]) -> NDArray[np.float32]:
    scaled: NDArray[np.float32] = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
    return scaled


RANDOM = np.random.default_rng(1)
CENTRES = RANDOM.standard_normal((200, 128))
VECTORS = unit(CENTRES[RANDOM.integers(200, size=COUNT)] + 0.8 * RANDOM.standard_normal((COUNT, 128)))
QUESTIONS = unit(VECTORS[::1_000] + 0.08 * RANDOM.standard_normal((40, 128)))  # at a cosine of about .75


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> VectorIndex:
    path = tmp_path_factory.mktemp("large") / "vectors.npy"
    VectorIndex.build(VECTORS, exact_up_to=1000).save(path)
    return VectorIndex.load(path)


def exact(query: NDArray[np.float32], k: int, inside: range) -> list[int]:
    best = np.argsort(-(VECTORS[inside.start : inside.stop] @ query), kind="stable")[:k]
    return (best + inside.start).tolist()  # type: ignore[no-any-return]  # numpy types a list as Any


@pytest.mark.parametrize(
    "inside",
    [range(COUNT), range(5_000, 39_000), range(16_384, 32_768), range(20_000, 24_500), range(100, 500), range(7, 8)],
    ids=str,
)
def test_the_nearest_ten_are_found_in_every_window(large: VectorIndex, inside: range) -> None:
    found = wanted = 0
    for query in QUESTIONS:
        positions, cosines = large.search(query, 10, inside)
        assert set(positions.tolist()) <= set(inside)
        assert np.all(np.diff(cosines) <= 0)
        assert np.allclose(cosines, VECTORS[positions] @ query, atol=1e-5)
        best = exact(query, 10, inside)
        found, wanted = found + len(set(best) & set(positions.tolist())), wanted + len(best)
    assert found / wanted >= 0.98


def test_vectors_come_back_to_the_bit_so_that_a_rebuild_can_carry_them_over(large: VectorIndex) -> None:
    chosen = np.array([39_999, 0, 17], dtype=np.int64)
    assert np.array_equal(large.vectors(chosen), VECTORS[chosen])
    assert (len(large), large.dimension) == VECTORS.shape


def test_searches_side_by_side_do_not_disturb_one_another(large: VectorIndex) -> None:
    queries = QUESTIONS[:16]
    alone = [large.search(query, 10, range(100, COUNT)) for query in queries]
    with ThreadPoolExecutor(16) as pool:
        for _ in range(5):
            together = list(pool.map(lambda query: large.search(query, 10, range(100, COUNT)), queries))
            for (one, _), (other, _) in zip(alone, together, strict=True):
                assert np.array_equal(one, other)


def test_codes_of_other_vectors_are_refused(tmp_path: Path) -> None:
    for count in (2_000, 3_000):
        VectorIndex.build(VECTORS[:count], exact_up_to=1000).save(tmp_path / f"{count}.npy")
    (tmp_path / "2000.codes").replace(tmp_path / "3000.codes")
    with pytest.raises(ValueError, match="not of the same vectors"):
        VectorIndex.load(tmp_path / "3000.npy")


def test_vectors_that_lie_on_disk_are_indexed_without_being_read_at_once(tmp_path: Path) -> None:
    np.save(tmp_path / "made.npy", VECTORS[:5_000])
    mapped = np.load(tmp_path / "made.npy", mmap_mode="r")
    index = VectorIndex.build(mapped, exact_up_to=1000)
    assert np.shares_memory(index._vectors, mapped)
    assert index.search(VECTORS[77], 1, range(5_000))[0].tolist() == [77]


def test_an_archive_of_moderate_size_is_compared_in_full(tmp_path: Path) -> None:
    VectorIndex.build(VECTORS[:2_000]).save(tmp_path / "vectors.npy")
    assert [path.name for path in tmp_path.iterdir()] == ["vectors.npy"]
    assert dense.EXACT_UP_TO == 200_000
