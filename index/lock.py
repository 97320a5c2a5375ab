"""One rebuild at a time: a lock on the data directory, which ends with the process that holds it."""

from __future__ import annotations

import os
import time
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from corpus.errors import RebuildRunning

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

LOCK, HOLDER = "rebuild.lock", "rebuild.holder"
_POLL = 0.2  # seconds


@dataclass(frozen=True, slots=True)
class Patience:
    """How many seconds to wait for another rebuild, and who hears, once, whom the wait is for."""

    seconds: float = 0.0
    told: Callable[[str], None] | None = None


NONE = Patience()


@contextmanager
def rebuild_lock(data_dir: Path, patience: Patience = NONE) -> Iterator[None]:
    """Hold the lock of an existing data directory. The operating system frees it when its holder dies.

    Raises RebuildRunning where another holder outlasts the patience, and OSError where the lock cannot be made.
    """
    lock = FileLock(data_dir / LOCK)
    _acquire(lock, data_dir, patience)
    holder = data_dir / HOLDER
    try:
        holder.write_text(f"process {os.getpid()}, since {datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC", encoding="utf-8")
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def _acquire(lock: FileLock, data_dir: Path, patience: Patience) -> None:
    deadline = time.monotonic() + patience.seconds
    told = patience.told
    while True:
        try:
            lock.acquire(timeout=0)
        except Timeout:
            who = _holder(data_dir)
            if time.monotonic() >= deadline:
                raise RebuildRunning(
                    f"{data_dir} is being rebuilt by {who}", "wait until that is done, or use --wait SECONDS"
                ) from None
            if told:
                told(f"waiting for {who}, which is rebuilding {data_dir}")
                told = None
            time.sleep(_POLL)
        else:
            return


def _holder(data_dir: Path) -> str:
    try:
        return (data_dir / HOLDER).read_text(encoding="utf-8") or "another process"
    except OSError:  # it has the lock and has not written its name yet
        return "another process"
