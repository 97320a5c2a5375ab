from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from index.vectorlog import discard_log, open_log

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

BATCHES = 3
_PER_BATCH = 2


def _batch(number: int) -> tuple[list[bytes], NDArray[np.float32]]:
    digests = [bytes([number, place]) * 8 for place in range(_PER_BATCH)]
    return digests, np.full((_PER_BATCH, 4), number, dtype=np.float32)


@pytest.fixture
def written(tmp_path: Path) -> Path:
    """A log with three batches of two vectors."""
    with open_log(tmp_path, "recipe") as log:
        for number in range(BATCHES):
            log.append(*_batch(number))
    return tmp_path / "unfinished" / "recipe.vectors"


def test_what_was_embedded_is_there_when_the_log_is_opened_again(tmp_path: Path, written: Path) -> None:
    assert written.is_file()
    with open_log(tmp_path, "recipe") as log:
        for number in range(BATCHES):
            digests, vectors = _batch(number)
            assert np.array_equal(log.vectors(digests), vectors)


def test_a_log_cut_off_at_any_byte_loses_no_more_than_the_batch_that_was_cut(tmp_path: Path, written: Path) -> None:
    content = written.read_bytes()
    header = 12
    size = (len(content) - header) // BATCHES
    for end in {*range(0, len(content), 7), header, header + size, header + size - 1, len(content) - 1}:
        written.write_bytes(content[:end])
        with open_log(tmp_path, "recipe") as log:
            whole = max(0, (end - header) // size)
            assert [_batch(n)[0][0] in log for n in range(BATCHES)] == [n < whole for n in range(BATCHES)]
            log.append(*_batch(7))
        with open_log(tmp_path, "recipe") as log:
            assert np.array_equal(log.vectors(_batch(7)[0]), _batch(7)[1])


@pytest.mark.parametrize("at", [0, 11, 12, 30, 60, -1])
def test_a_changed_byte_is_found_and_nothing_behind_it_is_used(tmp_path: Path, written: Path, at: int) -> None:
    content = bytearray(written.read_bytes())
    content[at] ^= 0x10
    written.write_bytes(content)
    with open_log(tmp_path, "recipe") as log:
        assert _batch(BATCHES - 1)[0][0] not in log
        assert at == -1 or _batch(0)[0][0] not in log


def test_vectors_of_another_recipe_are_not_used(tmp_path: Path, written: Path) -> None:
    with open_log(tmp_path, "another") as log:
        assert _batch(0)[0][0] not in log
    assert not written.exists()


def test_nothing_is_left_of_a_discarded_log(tmp_path: Path, written: Path) -> None:
    assert written.exists()
    discard_log(tmp_path)
    discard_log(tmp_path)
    assert not list(tmp_path.iterdir())
