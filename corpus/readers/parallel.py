"""Many files read by several processes, in their order, with a bounded number of files under way."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain
from typing import TYPE_CHECKING

from corpus.errors import SourceError
from corpus.readers.files import Listed
from corpus.readers.reading import Sourced, Unreadable, read_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from corpus.limits import Limits

# Fewer files, and fewer bytes, than these are read before another process has started.
_FEW, _LITTLE = 1000, 5_000_000
# What is given to a process at once: so many files, or so many bytes.
_BATCH, _BATCH_BYTES = 32, 2_000_000
# Batches under way for each process.
_AHEAD = 3
# Larger files, and archives, are streamed by this process: their articles need not all be in memory.
_LARGE, _LARGE_ARCHIVE = 4_000_000, 200_000
_ARCHIVES = frozenset({".zip", ".tar", ".tgz", ".gz", ".bz2", ".xz", ".warc", ".arc", ".tbz2", ".txz"})

# What a file gives, then the file itself, as the mark of its end.
Read = Sourced | Unreadable | Listed
_Batch = list[Listed]


def read_files(
    listed: Iterable[Listed | Unreadable], published: date | None, limits: Limits, processes: int
) -> Iterator[Read]:
    """Every article of the files, in their order, read by so many processes; by this one where they are few.

    After all that a file gave, the file itself comes.
    An interrupt ends the processes. Raises SourceError where one of them dies.
    """
    files = iter(listed)
    begun, enough = _begin(files) if processes > 1 else ([], False)
    if not enough:
        for one in chain(begun, files):
            yield from [one] if isinstance(one, Unreadable) else _to_the_end(one, published, limits)
        return
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    pool = ProcessPoolExecutor(processes, context, initializer=_ignore_interrupts)
    try:
        yield from _read(pool, _batches(chain(begun, files)), published, limits)
    except BrokenProcessPool:
        raise SourceError("a process that was reading died", "set corpus.processes to 1 to see at which file") from None
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _begin(files: Iterator[Listed | Unreadable]) -> tuple[list[Listed | Unreadable], bool]:
    """The first of the files, and whether there are enough of them to share out."""
    begun: list[Listed | Unreadable] = []
    size = 0
    for one in files:
        begun.append(one)
        size += one.size if isinstance(one, Listed) else 0
        if len(begun) >= _FEW or size >= _LITTLE:
            return begun, True
    return begun, False


def _read(
    pool: ProcessPoolExecutor, batches: Iterator[_Batch | Listed | Unreadable], published: date | None, limits: Limits
) -> Iterator[Read]:
    waiting: deque[Future[list[Read]] | Listed | Unreadable] = deque()
    bound = _AHEAD * cores()
    for batch in batches:
        waiting.append(pool.submit(_read_batch, batch, published, limits) if isinstance(batch, list) else batch)
        while len(waiting) > bound:
            yield from _next(waiting, published, limits)
    while waiting:
        yield from _next(waiting, published, limits)


def _next(
    waiting: deque[Future[list[Read]] | Listed | Unreadable], published: date | None, limits: Limits
) -> Iterator[Read]:
    first = waiting.popleft()
    if isinstance(first, Future):
        yield from first.result()
    elif isinstance(first, Listed):
        yield from _to_the_end(first, published, limits)
    else:
        yield first


def _read_batch(batch: _Batch, published: date | None, limits: Limits) -> list[Read]:
    return [read for listed in batch for read in _to_the_end(listed, published, limits)]


def _to_the_end(listed: Listed, published: date | None, limits: Limits) -> Iterator[Read]:
    yield from read_file(listed, published, limits)
    yield listed


def _batches(files: Iterable[Listed | Unreadable]) -> Iterator[_Batch | Listed | Unreadable]:
    """Small files together; large ones, archives and what cannot be read by themselves."""
    batch: _Batch = []
    size = 0
    for one in files:
        alone = isinstance(one, Unreadable) or _is_large(one)
        if batch and (alone or len(batch) >= _BATCH or size >= _BATCH_BYTES):
            yield batch
            batch, size = [], 0
        if isinstance(one, Unreadable) or alone:
            yield one
        else:
            batch.append(one)
            size += one.size
    if batch:
        yield batch


def _is_large(listed: Listed) -> bool:
    return listed.size > (_LARGE_ARCHIVE if listed.path.suffix.lower() in _ARCHIVES else _LARGE)


def _ignore_interrupts() -> None:
    """Ctrl-C reaches every process of the terminal; the one that reads the others' results ends them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def cores() -> int:
    """How many processes can work at once here."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
