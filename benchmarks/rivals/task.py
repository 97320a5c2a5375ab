"""What a system is given to do, and what it tells of it: two JSON files, so that each runs in its own environment."""

from __future__ import annotations

import json
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from benchmarks.memory import peak_mib

if TYPE_CHECKING:
    from collections.abc import Callable

Model = TypeVar("Model")


@dataclass(frozen=True, slots=True)
class Task:
    """Passages to index with a model of sentence-transformers, and queries by their id.

    `folder` may be written to; `articles` is the file the passages were cut from, for a system that cuts them itself.
    """

    model: str
    articles: str
    passages: list[str]
    queries: dict[str, str]
    depth: int
    folder: str
    threads: int


@dataclass(frozen=True, slots=True)
class Report:
    """What was found for each query, best first: passages by number, or articles by id where the system tells these.

    Times are seconds for the index and milliseconds for each query, asked a second time; the memory is the process's
    peak in MB, of which `bare_mb` were there with the model loaded and nothing indexed.
    """

    run: dict[str, list[int] | list[str]]
    index_s: float
    search_ms: list[float]
    bare_mb: float
    peak_mb: float


def perform(
    load: Callable[[Task], Model], index: Callable[[Model, Task], Callable[[str], list[int] | list[str]]]
) -> None:
    """Do the task that the first argument of the program names, and write the report that the second names.

    `load` gives the model, ready to embed; `index` gives a search.
    """
    task_file, report_file = map(Path, sys.argv[1:3])
    task = Task(**json.loads(task_file.read_text(encoding="utf-8")))
    model = load(task)
    bare = peak_mib()
    started = time.perf_counter()
    search = index(model, task)
    index_s = time.perf_counter() - started
    run = {name: search(query) for name, query in task.queries.items()}
    search_ms = []
    for query in task.queries.values():
        started = time.perf_counter()
        search(query)
        search_ms.append(1000 * (time.perf_counter() - started))
    report = Report(run, index_s, search_ms, bare, peak_mib())
    report_file.write_text(json.dumps(asdict(report)), encoding="utf-8")
