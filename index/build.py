"""The rebuild: read the sources, embed what is new, carry over what is not, verify, publish.

Nothing of the current generation is touched: a rebuild that fails or is killed leaves it serving.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Protocol

import numpy as np
from filelock import FileLock, Timeout

from corpus.chunking import CHUNKER_VERSION, passages
from corpus.duplicates import Linker, Links
from corpus.errors import GenerationError, RebuildRunning, SourceError
from corpus.readers import Sourced, Unreadable
from index.generation import LEXICAL as LEXICAL_FOLDER
from index.generation import STORE, VECTORS, Generations, Manifest, Recipe, record_files, writing
from index.lexical import LexicalIndex
from index.sources import read
from index.store import Entry, write_store
from index.vectors import VectorIndex

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from corpus.article import Article, Passage
    from corpus.settings import CorpusSettings
    from index.embedding import Embedder
    from index.generation import Generation
    from index.settings import IndexSettings


class Progress(Protocol):
    """Whoever wants to hear how far a rebuild is."""

    def __call__(self, stage: str, done: int, total: int | None) -> None:
        """`done` of `total` in this stage; `total` is None while it is not known."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rebuild did. `changed` is false where the current generation already held all of it."""

    generation: str
    changed: bool
    articles: int
    passages: int
    embedded: int
    carried: int
    unreadable: tuple[Unreadable, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class _Content:
    """What a generation is to hold."""

    sources: tuple[str, ...]
    entries: list[Entry]
    recipe: Recipe
    fingerprint: str


class Rebuild:
    """A rebuild of one data directory."""

    def __init__(
        self, data_dir: Path, embedder: Embedder, corpus: CorpusSettings, index: IndexSettings, progress: Progress
    ) -> None:
        """Take what a rebuild needs; nothing is read or written yet."""
        self._generations = Generations(data_dir)
        self._data_dir = data_dir
        self._embedder = embedder
        self._corpus = corpus
        self._index = index
        self._progress = progress

    def update(self, sources: Sequence[str]) -> Outcome:
        """Make the archive what the sources hold, embedding only passages that the current generation lacks.

        Raises SourceError, RebuildRunning or StorageError; the current generation then stays as it is.
        """
        with self._locked():
            return self._run(sources, self._previous())

    def full(self, sources: Sequence[str]) -> Outcome:
        """The same, with every passage embedded anew."""
        with self._locked():
            return self._run(sources, None)

    def _run(self, sources: Sequence[str], previous: Generation | None) -> Outcome:
        started = time.monotonic()
        articles, unreadable = self._read(sources)
        recipe = self._recipe()
        content = _Content(tuple(sources), self._entries(articles), recipe, _fingerprint(sources, articles, recipe))
        count = sum(len(entry.passages) for entry in content.entries)
        if previous and previous.manifest.fingerprint == content.fingerprint:
            manifest, embedded = previous.manifest, 0
        else:
            vectors, embedded = self._vectors(content.entries, previous)
            manifest = self._publish(content, vectors)
        self._generations.prune(self._index.keep_generations)
        return Outcome(
            generation=manifest.id,
            changed=previous is None or manifest.id != previous.manifest.id,
            articles=len(articles),
            passages=count,
            embedded=embedded,
            carried=count - embedded,
            unreadable=tuple(unreadable),
            seconds=time.monotonic() - started,
        )

    def _previous(self) -> Generation | None:
        """The current generation where its vectors can be carried over; one that is damaged or outdated cannot."""
        try:
            current = self._generations.open_current()
        except GenerationError:
            return None
        return current if current.manifest.recipe.model_sha256 == self._embedder.sha256 else None

    def _read(self, sources: Sequence[str]) -> tuple[list[Article], list[Unreadable]]:
        """The articles in order of publication date, undated ones last, and what could not be read."""
        articles: dict[str, Article] = {}
        paths: dict[str, str] = {}
        unreadable = []
        for found in self._found(sources):
            if isinstance(found, Unreadable):
                unreadable.append(found)
            elif articles.setdefault(found.article.id, found.article) != found.article:
                taken = paths[found.article.id]
                unreadable.append(
                    Unreadable(found.path, f"its id {found.article.id!r} is that of an article in {taken}")
                )
            else:
                paths.setdefault(found.article.id, found.path)
                self._progress("reading", len(articles), None)
        if unreadable and self._corpus.strict:
            first = f"{unreadable[0].path}: {unreadable[0].reason}"
            more = f" (and {len(unreadable) - 1} more)" if len(unreadable) > 1 else ""
            raise SourceError(f"not read: {first}{more}", "mend or move it, or rebuild without --strict")
        if not articles:
            why = f": {unreadable[0].path}: {unreadable[0].reason}" if unreadable else ""
            raise SourceError(f"no article in {', '.join(sources)}{why}", "dateline inspect PATH shows what is read")
        ordered = sorted(articles.values(), key=lambda a: (a.published is None, a.published or date.max, a.id))
        return ordered, unreadable

    def _found(self, sources: Sequence[str]) -> Iterator[Sourced | Unreadable]:
        return read(sources, self._data_dir, self._corpus)

    def _entries(self, articles: list[Article]) -> list[Entry]:
        budget, overlap = self._corpus.passage_tokens, self._corpus.passage_overlap
        entries = []
        for article in articles:
            cut = passages(article, self._embedder.count_tokens, budget, overlap)
            hashes = tuple(hashlib.sha256(indexed_text(article, p).encode()).digest()[:16] for p in cut)
            entries.append(Entry(article, cut, hashes))
            self._progress("cutting", len(entries), len(articles))
        return entries

    def _links(self, entries: list[Entry]) -> Links:
        """Copies, versions and corrections."""
        linker = Linker()
        for count, entry in enumerate(entries, 1):
            linker.add(entry.article)
            self._progress("comparing", count, len(entries))
        return linker.links()

    def _vectors(self, entries: list[Entry], previous: Generation | None) -> tuple[NDArray[np.float32], int]:
        """A vector for every passage, and how many of them had to be embedded."""
        hashes = [digest for entry in entries for digest in entry.hashes]
        texts = [indexed_text(entry.article, passage) for entry in entries for passage in entry.passages]
        known = previous.store.hashes() if previous else {}
        new = [at for at, digest in enumerate(hashes) if digest not in known]
        vectors = np.empty(
            (len(hashes), self._embedder.dimension if new or not previous else previous.vectors.dimension), np.float32
        )
        if previous:
            old = [at for at, digest in enumerate(hashes) if digest in known]
            vectors[old] = previous.vectors.vectors(np.array([known[hashes[at]] for at in old], dtype=np.int64))
        done = 0

        def count(batch: int) -> None:
            nonlocal done
            done += batch
            self._progress("embedding", done, len(new))

        if new:
            vectors[new] = self._embedder.embed([texts[at] for at in new], count)
        return vectors, len(new)

    def _publish(self, content: _Content, vectors: NDArray[np.float32]) -> Manifest:
        with self._generations.staging() as staged, writing(self._data_dir):
            write_store(staged / STORE, content.entries, self._links(content.entries))
            VectorIndex.build(vectors).save(staged / VECTORS)
            texts = (indexed_text(entry.article, passage) for entry in content.entries for passage in entry.passages)
            LexicalIndex.build(texts).save(staged / LEXICAL_FOLDER)
            _probe(staged, vectors)
            created = datetime.now(UTC)
            manifest = Manifest(
                id=f"{created:%Y%m%dT%H%M%S%f}Z-{content.fingerprint[:8]}",
                created=created.isoformat(timespec="seconds"),
                fingerprint=content.fingerprint,
                sources=content.sources,
                articles=len(content.entries),
                passages=len(vectors),
                recipe=content.recipe,
                files=record_files(staged),
            )
            self._generations.publish(staged, manifest)
        return manifest

    def _recipe(self) -> Recipe:
        return Recipe(
            model=self._embedder.name,
            model_sha256=self._embedder.sha256,
            chunker=CHUNKER_VERSION,
            passage_tokens=self._corpus.passage_tokens,
            passage_overlap=self._corpus.passage_overlap,
        )

    @contextmanager
    def _locked(self) -> Iterator[None]:
        holder = self._data_dir / "rebuild.holder"
        with writing(self._data_dir):
            self._data_dir.mkdir(parents=True, exist_ok=True)
            lock = FileLock(self._data_dir / "rebuild.lock", timeout=0)
            try:
                lock.acquire()
            except Timeout:
                who = holder.read_text(encoding="utf-8") if holder.is_file() else "another process"
                raise RebuildRunning(f"{who} is rebuilding {self._data_dir}", "wait until it is done") from None
        try:
            with writing(self._data_dir):
                holder.write_text(f"process {os.getpid()}", encoding="utf-8")
            yield
        finally:
            holder.unlink(missing_ok=True)
            lock.release()


def indexed_text(article: Article, passage: Passage) -> str:
    """What both halves of the search see of a passage: the headline it stands under, then its own words."""
    return f"{article.title}\n{passage.text}" if article.title else passage.text


def _fingerprint(sources: Sequence[str], articles: list[Article], recipe: Recipe) -> str:
    digest = hashlib.sha256(json.dumps([list(sources), asdict(recipe)]).encode())
    for article in articles:
        digest.update(json.dumps(asdict(article), default=str).encode())
    return digest.hexdigest()


def _probe(staged: Path, vectors: NDArray[np.float32]) -> None:
    """Ask the written index for a vector that is in it: it must come back as its own nearest neighbour."""
    written = VectorIndex.load(staged / VECTORS)
    middle = len(vectors) // 2
    _, cosines = written.search(vectors[middle], 1, range(len(written)))
    if len(written) != len(vectors) or cosines[0] < 0.999:
        raise GenerationError(
            "the index that was just written does not find its own passages", "dateline rebuild --full"
        )
