"""Generations: complete, immutable indexes of the archive on disk, one of which is current.

    data/generations/20261124T093000Z-5f0c1d2e/    manifest.json, articles.sqlite, vectors.npy, lexical/,
                                                   whole/, words/, and for the next rebuild sources.sqlite
    data/current                                   the id of the current generation

A generation is written to a staging folder, checked, renamed to its id, and then made current by replacing the file
`current`. A kill at any moment leaves the old one current. One that is removed is renamed first, so that no half of it
is taken for a generation; whoever has it open keeps it until done, for its files are mapped or open.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.errors import CorruptGeneration, GenerationError, NoGeneration, StorageError
from index.lexical import LexicalIndex
from index.lock import rebuild_lock
from index.manifest import MANIFEST, check_files, read_manifest, write_manifest
from index.probe import probe
from index.snapshot import read_snapshot
from index.store import ArticleStore
from index.vectors import VectorIndex
from index.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from index.manifest import Manifest
    from index.snapshot import Snapshot

STORE, VECTORS, LEXICAL, WHOLE = "articles.sqlite", "vectors.npy", "lexical", "whole"
SOURCES, WORDS = "sources.sqlite", "words"
_STAGING, _GONE = ".staging", ".gone-"
_ATTEMPTS = 5  # at opening a current generation while others take its place
_HASHED_ON_OPENING = 64 * 2**20  # larger files are held to their size when opened and to their hash by `doctor`


@dataclass(frozen=True, slots=True)
class Generation:
    """An open generation: `lexical` and `words` are over passages, `whole` over articles by their number."""

    manifest: Manifest
    store: ArticleStore
    vectors: VectorIndex
    lexical: LexicalIndex
    whole: LexicalIndex
    words: Words


class Generations:
    """The generations of one data directory."""

    def __init__(self, data_dir: Path) -> None:
        """Name the directory; nothing is read or written yet."""
        self.data_dir = data_dir
        self._folder = data_dir / "generations"
        self._pointer = data_dir / "current"

    def current_id(self) -> str | None:
        """The id of the current generation, or None where nothing has been published."""
        try:
            return self._pointer.read_text(encoding="utf-8").strip() or None
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as failure:
            raise CorruptGeneration(f"{self._pointer}: {failure}", "dateline rebuild") from None

    def open_current(self) -> Generation:
        """Open the current generation. Raises NoGeneration, CorruptGeneration or OutdatedGeneration."""
        for attempt in range(1, _ATTEMPTS + 1):
            current = self.current_id()
            if current is None:
                raise NoGeneration(f"nothing has been indexed in {self.data_dir}", "dateline rebuild")
            try:
                return self.open(current)
            except GenerationError:
                # It may have been removed while it was opened, since another is current by now.
                if attempt == _ATTEMPTS or self.current_id() == current:
                    raise
        raise AssertionError("the last attempt returns or raises")

    def open(self, generation_id: str) -> Generation:
        """Open one generation, after a check that its files are what its manifest says."""
        manifest = self.manifest(generation_id)
        folder = self._folder / generation_id
        check_files(folder, manifest, _HASHED_ON_OPENING)
        return _opened(folder, manifest)

    def snapshot(self, generation_id: str) -> Snapshot | None:
        """The files that a generation was made of; None where they are not known."""
        return read_snapshot(self._folder / generation_id / SOURCES)

    def manifest(self, generation_id: str) -> Manifest:
        """Read the manifest of a generation. Raises CorruptGeneration or OutdatedGeneration."""
        return read_manifest(self._folder / generation_id)

    def verify(self, generation_id: str) -> None:
        """Hold every file to the manifest, by size and hash. Raises CorruptGeneration at the first that differs."""
        check_files(self._folder / generation_id, self.manifest(generation_id), None)

    def all(self) -> list[Manifest]:
        """The manifests of every readable generation, newest first."""
        found = []
        for folder in sorted(self._folder.glob("*/"), reverse=True) if self._folder.is_dir() else []:
            if not folder.name.startswith("."):
                try:
                    found.append(self.manifest(folder.name))
                except GenerationError:
                    continue  # `doctor` reports it; a list of what can be rolled back to leaves it out
        return found

    @contextmanager
    def staging(self) -> Iterator[Path]:
        """An empty folder to write a generation in, gone at the end unless it was published.

        The caller holds the rebuild lock: what an earlier rebuild left behind is removed.
        """
        staged = self._folder / _STAGING
        shutil.rmtree(staged, ignore_errors=True)
        with writing(self.data_dir):
            for folder in (LEXICAL, WHOLE, WORDS):
                (staged / folder).mkdir(parents=True)
        try:
            yield staged
        finally:
            shutil.rmtree(staged, ignore_errors=True)

    def publish(self, staged: Path, manifest: Manifest) -> None:
        """Seal a staged generation with its manifest, give it its name and make it current.

        What was written is opened and asked for its own passages first. Raises CorruptGeneration where it is not that.
        """
        write_manifest(staged, manifest)
        for path in [*staged.rglob("*"), staged]:
            sync(path)
        check_files(staged, manifest, 0)
        probe(_opened(staged, manifest))
        staged.rename(self._folder / manifest.id)
        sync(self._folder)
        self._point_to(manifest.id)

    def rollback(self, generation_id: str) -> Manifest:
        """Make another generation current, after opening it and holding every file to its hash.

        Raises GenerationError where it cannot be, RebuildRunning while a rebuild is at work.
        """
        if not (self._folder / generation_id / MANIFEST).is_file() or "/" in generation_id:
            raise GenerationError(f"there is no generation {generation_id}", "dateline generations lists them")
        # A rebuild at the same time could remove what this is about to point at, and point elsewhere afterwards.
        with writing(self.data_dir), rebuild_lock(self.data_dir):
            self.verify(generation_id)
            manifest = self.open(generation_id).manifest
            self._point_to(generation_id)
        return manifest

    def prune(self, keep: int) -> list[str]:
        """Remove all but the newest `keep` generations; the current one always stays. Returns what went.

        What a rebuild that was killed left goes too. The caller holds the rebuild lock.
        """
        for left in [self._folder / _STAGING, *self._folder.glob(f"{_GONE}*")]:
            shutil.rmtree(left, ignore_errors=True)
        folders = sorted((f.name for f in self._folder.glob("*/") if not f.name.startswith(".")), reverse=True)
        gone = [name for name in folders[keep:] if name != self.current_id()]
        for name in gone:
            removed = (self._folder / name).rename(self._folder / f"{_GONE}{name}")
            shutil.rmtree(removed, ignore_errors=True)
        return gone

    def _point_to(self, generation_id: str) -> None:
        fresh = self._pointer.with_suffix(".new")
        fresh.write_text(generation_id + "\n", encoding="utf-8")
        sync(fresh)
        fresh.replace(self._pointer)
        sync(self.data_dir)


@contextmanager
def writing(data_dir: Path) -> Iterator[None]:
    """Turn the operating system's word on a full or read-only disk into a StorageError."""
    try:
        yield
    except (OSError, sqlite3.OperationalError) as failure:
        reason = getattr(failure, "strerror", None) or str(failure)
        raise StorageError(
            f"cannot write to {data_dir}: {reason}", "free space, or choose another --data-dir"
        ) from None


def _opened(folder: Path, manifest: Manifest) -> Generation:
    """Open what lies in a folder. Raises CorruptGeneration where the parts do not belong together."""
    try:
        vectors = VectorIndex.load(folder / VECTORS)
        lexical, whole = LexicalIndex.load(folder / LEXICAL), LexicalIndex.load(folder / WHOLE)
        words = Words(folder / WORDS)
    except (RuntimeError, OSError, ValueError, KeyError) as failure:
        raise CorruptGeneration(f"generation {manifest.id}: {failure}", "dateline rebuild --full") from None
    store = ArticleStore(folder / STORE)
    if not manifest.passages == len(vectors) == store.passages or manifest.articles != store.articles:
        raise CorruptGeneration(
            f"generation {manifest.id}: {manifest.articles} articles and {manifest.passages} passages in the manifest, "
            f"{store.articles} and {store.passages} in the store, {len(vectors)} vectors",
            "dateline rebuild --full",
        )
    return Generation(manifest, store, vectors, lexical, whole, words)


def sync(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
