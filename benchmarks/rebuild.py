"""What a rebuild of Reuters-21578 costs, in time and memory: `python -m benchmarks.rebuild --data DIR`.

Each rebuild is a process of its own, measured from its start to its end, as a person waits for it: a full one, then one
with nothing changed, one with every file touched, one with 100 new articles in a new file, one with 100 articles added
to a file that was there, and one with 100 articles gone. `--vectors made` leaves the embedding out: what is printed as
a share is then of a full rebuild that embeds nothing, far less than the real one. `--limit N` takes N files. On a
machine with other work to do, the processor time ("busy s") tells more than the clock.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.memory import peak_mib

if TYPE_CHECKING:
    from collections.abc import Callable

NEW = 100


@dataclass(frozen=True, slots=True)
class Run:
    """One rebuild: seconds from its start to its end, seconds of processor time in it and the processes that it starts,
    its peak memory in MB, and what it said.
    """

    seconds: float
    busy: float
    peak_mb: float
    outcome: dict[str, int]


class Runs:
    """Rebuilds of copies of the files, which change from one to the next."""

    def __init__(self, files: list[Path], folder: Path, vectors: str) -> None:
        """Copy the files."""
        self._articles = folder / "articles"
        self._articles.mkdir()
        self._data, self._vectors = folder / "data", vectors
        for file in files:
            shutil.copyfile(file, self._articles / file.name)
        time.sleep(2.1)  # a file that has just been written is hashed to tell whether it changed

    def run(self, *more: str) -> Run:
        """Rebuild in a process."""
        command = [sys.executable, "-m", "benchmarks.rebuild", "--child", self._vectors, str(self._data)]
        began, busy = time.perf_counter(), _busy()
        done = subprocess.run(  # noqa: S603 (our own interpreter and module)
            [*command, str(self._articles), *more], check=True, capture_output=True, text=True
        )
        seconds = time.perf_counter() - began
        outcome = json.loads(done.stdout)
        return Run(seconds, _busy() - busy, outcome.pop("peak_mb"), outcome)

    def touch(self) -> None:
        """Give every file a new time and its old content."""
        for path in self._articles.iterdir():
            path.touch()

    def add_file(self) -> None:
        """Put 100 stories that were not there into a file of their own."""
        (self._articles / "z-new.sgm").write_bytes(self._stories("N"))

    def add_to_file(self) -> None:
        """Put 100 stories that were not there at the end of a file that was."""
        with self._first().open("ab") as file:
            file.write(self._stories("M"))

    def take_away(self) -> None:
        """Take the first 100 stories out of a file."""
        content = self._first().read_bytes()
        ends = [found.end() for found in re.finditer(rb"</REUTERS>\s*", content)]
        begin = content.index(b"<REUTERS")
        self._first().write_bytes(content[:begin] + content[ends[NEW - 1] :])

    def _first(self) -> Path:
        return min(self._articles.glob("reut2-*.sgm"))

    def _stories(self, letter: str) -> bytes:
        """The last 100 stories, each with another id and other words, so that none is a copy."""
        content = max(self._articles.glob("reut2-*.sgm")).read_bytes()
        stories = re.findall(rb"<REUTERS.*?</REUTERS>\s*", content, re.DOTALL)[-NEW:]
        changed = []
        for story in stories:
            renamed = re.sub(rb'NEWID="(\d+)"', rb'NEWID="9%s\1"' % str(ord(letter)).encode(), story)
            changed.append(re.sub(rb"<BODY>", b"<BODY>From our desk %s: " % letter.encode(), renamed))
        return b"".join(changed)


def _busy() -> float:
    """Processor time of all processes that were waited for, in seconds."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


SCENARIOS: tuple[tuple[str, Callable[[Runs], None] | None, tuple[str, ...]], ...] = (
    ("full", None, ("--full",)),
    ("nothing changed", None, ()),
    ("every file touched", Runs.touch, ()),
    (f"{NEW} new articles, a new file", Runs.add_file, ()),
    (f"{NEW} new articles, in an old file", Runs.add_to_file, ()),
    (f"{NEW} articles gone", Runs.take_away, ()),
)


def child(vectors: str, data: Path, articles: Path, is_full: bool) -> None:
    """One rebuild, as `dateline rebuild` does it."""
    from benchmarks.made import MadeEmbedder
    from corpus.settings import CorpusSettings
    from index.build import Rebuild
    from index.embedding import Embedder
    from index.settings import IndexSettings

    settings = IndexSettings()
    embedder = MadeEmbedder() if vectors == "made" else Embedder(settings)
    rebuild = Rebuild(data, embedder, CorpusSettings(), settings, lambda *_: None)
    outcome = (rebuild.full if is_full else rebuild.update)([str(articles)])
    print(
        json.dumps(
            {
                "articles": outcome.articles,
                "passages": outcome.passages,
                "embedded": outcome.embedded,
                "carried": outcome.carried,
                "peak_mb": peak_mib(),
            }
        )
    )


def main() -> None:
    """Rebuild in each of the situations, and print what it cost."""
    if sys.argv[1:2] == ["--child"]:
        vectors, data, articles, *more = sys.argv[2:]
        child(vectors, Path(data), Path(articles), is_full="--full" in more)
        return
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="the folder with reuters21578 in it")
    parser.add_argument("--vectors", choices=("model", "made"), default="model", help="who embeds (default: model)")
    parser.add_argument("--limit", type=int, metavar="N", help="the first N files of 22 alone")
    arguments = parser.parse_args()
    files = sorted(arguments.data.glob("reuters21578/reut2-*.sgm"))[: arguments.limit]
    heads = ("seconds", "of full", "busy s", "of full", "peak MB", "articles", "embedded")
    print(" " * 34, *(f"{head:>9}" for head in heads), flush=True)
    with tempfile.TemporaryDirectory() as folder:
        runs = Runs(files, Path(folder), arguments.vectors)
        full = None
        for name, change, options in SCENARIOS:
            if change:
                change(runs)
            run = runs.run(*options)
            full = full or run
            times = f"{run.seconds:9.1f} {run.seconds / full.seconds:9.1%} {run.busy:9.1f} {run.busy / full.busy:9.1%}"
            counts = f"{run.outcome['articles']:9} {run.outcome['embedded']:9}"
            print(f"{name:34} {times} {run.peak_mb:9.0f} {counts}", flush=True)


if __name__ == "__main__":
    main()
