"""A rebuild killed with SIGKILL at random moments: `python -m benchmarks.kill --times 60`.

Each time the archive has changed, a process rebuilds it, and is killed after a random part of the time that a rebuild
takes. Then the current generation must be the old or the new one, whole: every file by its hash, every article of one
revision. The next rebuild must succeed, and embed no more again than the one batch that was under way.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.made import MadeEmbedder, write_revision
from corpus.article import Article
from corpus.duplicates import Linker
from corpus.language import detected_language
from corpus.settings import CorpusSettings
from index.build import Rebuild
from index.generation import Generations
from index.settings import IndexSettings
from index.snapshot import readers_digest

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkServerProcess

ARTICLES, BATCH = 120, 8
_PAUSE = 0.01  # seconds that a batch takes, so that many of the kills fall among the batches
_FILE_OF_STAGE = "stage"


@dataclass(frozen=True, slots=True)
class Kill:
    """One kill: during which stage, whether the old or the new revision was current then, and what was wrong."""

    stage: str
    was_published: bool
    embedded_again: int
    faults: tuple[str, ...]


class KilledRebuilds:
    """Rebuilds of one archive in a folder of their own."""

    def __init__(self, folder: Path, seed: int) -> None:
        """Make the first generation, and measure how long an undisturbed rebuild in a process takes."""
        self._folder = folder
        self._random = random.Random(seed)
        self._revision = 0
        self._rebuild().update([self._write()])
        self._write()
        process, begun = self._begin()
        process.join()
        self._duration = time.monotonic() - begun

    def kill_one(self) -> Kill:
        """Change the archive, kill its rebuild at a random moment, look at what there is, and rebuild again."""
        source = self._write()
        process, begun = self._begin()
        time.sleep(max(0.0, begun + self._random.uniform(0, self._duration) - time.monotonic()))
        if process.pid and process.is_alive():
            os.kill(process.pid, signal.SIGKILL)
        process.join()
        faults, revision = self._faults()
        if revision not in {self._revision - 1, self._revision}:
            faults.append(f"revision {revision} after a kill in the rebuild to {self._revision}")
        stage = (self._folder / _FILE_OF_STAGE).read_text() or "beginning"
        outcome = self._rebuild().update([source])
        after, now = self._faults()
        if now != self._revision or outcome.articles != ARTICLES:
            faults.append(f"revision {now}, {outcome.articles} articles after the next rebuild")
        left = sorted(path.name for path in self._folder.joinpath("data", "generations").glob(".*"))
        left += [name for name in ("unfinished", "rebuild.holder") if (self._folder / "data" / name).exists()]
        faults += [f"left behind: {name}" for name in left]
        again = max(0, len(self._journal().read_bytes()) - outcome.passages // 2)
        if again > BATCH:
            faults.append(f"{again} passages embedded again")
        return Kill(stage, revision == self._revision, again, tuple(faults + after))

    def _write(self) -> str:
        """The next revision of the archive; every other article of it has a new passage."""
        self._revision += 1
        source = self._folder / "articles.jsonl"
        write_revision(source, self._revision, ARTICLES)
        self._journal().write_bytes(b"")
        (self._folder / _FILE_OF_STAGE).write_text("")
        return str(source)

    def _begin(self) -> tuple[ForkServerProcess, float]:
        """A process that has begun to rebuild, and when it did."""
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload([__name__, "tokenizers", "bm25s", "faiss"])
        here, there = context.Pipe()
        with here, there:
            process = context.Process(target=_rebuild_in, args=(self._folder, there))
            process.start()
            if not here.poll(120):
                raise RuntimeError("the process did not begin to rebuild")
            return process, time.monotonic()

    def _rebuild(self) -> Rebuild:
        return _rebuild_of(self._folder)

    def _journal(self) -> Path:
        return self._folder / "journal"

    def _faults(self) -> tuple[list[str], int]:
        """What is wrong with the current generation, and its revision."""
        generations = Generations(self._folder / "data")
        current = generations.open_current()
        generations.verify(current.manifest.id)
        sections = {entry.article.section for entry in current.store.entries()}
        faults = [] if len(sections) == 1 else [f"revisions mixed: {sections}"]
        if current.store.articles != ARTICLES:
            faults.append(f"{current.store.articles} articles")
        return faults, int((sections.pop() or "r0")[1:])


def _rebuild_of(folder: Path, pause_s: float = 0.0) -> Rebuild:
    settings = IndexSettings(batch_size=BATCH, threads=1, keep_generations=2)

    stages: set[str] = set()

    def tell(stage: str, done: int, total: int | None) -> None:
        said = stage if done != total else f"after {stage}"
        if said not in stages:
            stages.add(said)
            (folder / _FILE_OF_STAGE).write_text(said)

    return Rebuild(
        folder / "data", MadeEmbedder(pause_s, folder / "journal"), CorpusSettings(processes=1), settings, tell
    )


def _rebuild_in(folder: Path, ready: Connection) -> None:
    """What the process does that is killed."""
    rebuild = _rebuild_of(folder, _PAUSE)
    # What a process loads once takes longer than all else here; few kills would fall later.
    detected_language("The minister said that the talks were over.")
    linker = Linker()
    linker.add(Article("warm", "A headline", "The minister said that the talks were over."))
    linker.links()
    readers_digest(CorpusSettings().limits)
    ready.send(True)
    rebuild.update([str(folder / "articles.jsonl")])


def main() -> int:
    """Kill, and print what was found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--times", type=int, default=60, help="how many kills (default: 60)")
    parser.add_argument("--seed", type=int, default=1995, help="of the random moments (default: 1995)")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        rebuilds = KilledRebuilds(Path(folder), arguments.seed)
        kills = [rebuilds.kill_one() for _ in range(arguments.times)]
    faulty = [kill for kill in kills if kill.faults]
    print(f"killed                 {len(kills)}")
    print(f"old generation whole   {sum(not kill.was_published for kill in kills)}")
    print(f"new generation whole   {sum(kill.was_published for kill in kills)}")
    print(f"embedded again at most {max(kill.embedded_again for kill in kills)} passages (a batch is {BATCH})")
    print(f"faults                 {len(faulty)}")
    for stage, count in Counter(kill.stage for kill in kills).most_common():
        print(f"  killed in {stage:22} {count}")
    for kill in faulty:
        print(f"  {kill.stage}: {'; '.join(kill.faults)}")
    return int(bool(faulty))


if __name__ == "__main__":
    sys.exit(main())
