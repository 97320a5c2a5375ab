"""Generations: complete, immutable indexes of the archive on disk, one of which is current.

    data/generations/20261124T093000Z-5f0c1d2e/    manifest.json, articles.sqlite, vectors.npy, lexical/,
                                                   whole/, and for the next rebuild sources.sqlite and words/
    data/current                                   the id of the current generation

A generation is written to a staging folder, checked, renamed to its id, and then made current by replacing the file
`current`. A kill at any moment leaves the old one current. One that is removed is renamed first, so that no half of it
is taken for a generation; whoever has it open keeps it until done, for its files are mapped or open.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from corpus.errors import CorruptGeneration, GenerationError, NoGeneration, OutdatedGeneration, StorageError
from index.checksum import sha256
from index.lexical import LexicalIndex
from index.lock import rebuild_lock
from index.probe import probe
from index.snapshot import read_snapshot
from index.store import ArticleStore
from index.vectors import VectorIndex
from index.words import read_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from index.snapshot import Snapshot
    from index.words import Words

SCHEMA_VERSION = 3
MANIFEST, STORE, VECTORS, LEXICAL, WHOLE = "manifest.json", "articles.sqlite", "vectors.npy", "lexical", "whole"
SOURCES, WORDS = "sources.sqlite", "words"
_STAGING, _GONE = ".staging", ".gone-"
_ATTEMPTS = 5  # at opening a current generation while others take its place
_HASHED_ON_OPENING = 64 * 2**20  # larger files are held to their size when opened and to their hash by `doctor`


@dataclass(frozen=True, slots=True)
class Recipe:
    """What the content of an index depends on beside the articles: a change of any of it asks for a rebuild."""

    model: str
    model_sha256: str
    chunker: int
    passage_tokens: int
    passage_overlap: int

    @property
    def digest(self) -> str:
        """A name for what was made by this recipe."""
        return hashlib.sha256(json.dumps(asdict(self)).encode()).hexdigest()[:16]

    def has_vectors_of(self, other: Recipe) -> bool:
        """Whether the two make the same vector of the same text."""
        return (self.model, self.model_sha256) == (other.model, other.model_sha256)

    def cuts_as(self, other: Recipe) -> bool:
        """Whether the two cut the same article into the same passages. The model counts: it says what a token is."""
        return self == other


@dataclass(frozen=True, slots=True)
class FileRecord:
    """What one file of a generation must be."""

    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation is: `fingerprint` is a hash over its articles and its recipe, `created` is in UTC."""

    id: str
    created: str
    fingerprint: str
    sources: tuple[str, ...]
    articles: int
    passages: int
    recipe: Recipe
    files: dict[str, FileRecord]
    schema: int = SCHEMA_VERSION


@dataclass(frozen=True, slots=True)
class Generation:
    """An open generation: `lexical` is over passages, `whole` over articles by their number."""

    manifest: Manifest
    store: ArticleStore
    vectors: VectorIndex
    lexical: LexicalIndex
    whole: LexicalIndex


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
        _check(folder, manifest, _HASHED_ON_OPENING)
        return _opened(folder, manifest)

    def snapshot(self, generation_id: str) -> Snapshot | None:
        """The files that a generation was made of; None where they are not known."""
        return read_snapshot(self._folder / generation_id / SOURCES)

    def words(self, generation_id: str) -> Words | None:
        """The words of the passages of a generation; None where they are not known."""
        return read_words(self._folder / generation_id / WORDS)

    def manifest(self, generation_id: str) -> Manifest:
        """Read the manifest of a generation."""
        path = self._folder / generation_id / MANIFEST
        try:
            values = json.loads(path.read_text(encoding="utf-8"))
            if values["schema"] != SCHEMA_VERSION:
                raise OutdatedGeneration(
                    f"generation {generation_id} has schema {values['schema']}, this program reads {SCHEMA_VERSION}",
                    "dateline rebuild",
                )
            return _manifest(values)
        except FileNotFoundError:
            raise CorruptGeneration(f"generation {generation_id} has no manifest", "dateline rebuild") from None
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as failure:
            raise CorruptGeneration(f"{path}: {failure!r}", "dateline rebuild --full") from None

    def verify(self, generation_id: str) -> None:
        """Hold every file to the manifest, by size and hash. Raises CorruptGeneration at the first that differs."""
        _check(self._folder / generation_id, self.manifest(generation_id), None)

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
        text = json.dumps(asdict(manifest), indent=1, ensure_ascii=False)
        (staged / MANIFEST).write_text(text + "\n", encoding="utf-8")
        for path in [*staged.rglob("*"), staged]:
            sync(path)
        _check(staged, manifest, 0)
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
    except (RuntimeError, OSError, ValueError, KeyError) as failure:
        raise CorruptGeneration(f"generation {manifest.id}: {failure}", "dateline rebuild --full") from None
    store = ArticleStore(folder / STORE)
    if not manifest.passages == len(vectors) == store.passages or manifest.articles != store.articles:
        raise CorruptGeneration(
            f"generation {manifest.id}: {manifest.articles} articles and {manifest.passages} passages in the manifest, "
            f"{store.articles} and {store.passages} in the store, {len(vectors)} vectors",
            "dateline rebuild --full",
        )
    return Generation(manifest, store, vectors, lexical, whole)


def record_files(folder: Path) -> dict[str, FileRecord]:
    """Size and hash of every file below a folder, by its relative path."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): FileRecord(path.stat().st_size, sha256(path)) for path in paths}


def _check(folder: Path, manifest: Manifest, hashed_up_to: int | None) -> None:
    """Hold the files to the manifest: all by size, those of at most so many bytes (None: every one) by hash too."""
    for name, record in manifest.files.items():
        path = folder / name
        try:
            size = path.stat().st_size
            whole = size == record.bytes
            if whole and (hashed_up_to is None or size <= hashed_up_to):
                whole = sha256(path) == record.sha256
        except OSError:
            whole = False
        if not whole:
            raise CorruptGeneration(
                f"generation {manifest.id}: {name} is not what was written", "dateline rebuild --full"
            )


def _manifest(values: dict[str, Any]) -> Manifest:
    files = {name: FileRecord(**record) for name, record in values["files"].items()}
    known = {"recipe": Recipe(**values["recipe"]), "files": files, "sources": tuple(values["sources"])}
    return Manifest(**(values | known))


def sync(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
