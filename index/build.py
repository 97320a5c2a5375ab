"""The rebuild: read the sources, embed what is new, carry over what is not, verify, publish.

Nothing of the current generation is touched: a rebuild that fails or is killed leaves it serving. What one that was
stopped had embedded is taken up by the next.
"""

from __future__ import annotations

import hashlib
import json
import time
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol, TypeVar

from corpus.chunking import CHUNKER_VERSION, passages
from corpus.duplicates import Linker, Links
from corpus.errors import GenerationError, SourceError
from index.carrying import vectors_of
from index.gathering import Listing
from index.generation import LEXICAL as LEXICAL_FOLDER
from index.generation import SOURCES, STORE, VECTORS, WHOLE, WORDS, Generations, writing
from index.lexical import LexicalIndex, terms
from index.lock import NONE, rebuild_lock
from index.manifest import Manifest, Recipe, record_files
from index.snapshot import write_snapshot
from index.sources import feeds_of, places_of, read_feeds
from index.store import Entry, write_store
from index.vectorlog import discard_log, open_log
from index.vectors import VectorIndex
from index.words import write_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from corpus.article import Article, Passage
    from corpus.readers import Unreadable
    from corpus.settings import CorpusSettings
    from index.embedding import Embedder
    from index.gathering import Gathered
    from index.generation import Generation
    from index.lock import Patience
    from index.settings import IndexSettings
    from index.snapshot import Snapshot
    from index.vocabulary import Vocabulary

Thing = TypeVar("Thing")


class Progress(Protocol):
    """Whoever wants to hear how far a rebuild is."""

    def __call__(self, stage: str, done: int, total: int | None) -> None:
        """`done` of `total` in this stage; `total` is None while it is not known."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rebuild did. `changed` is false where the current generation already held all of it.

    Of the passages, `embedded` had their vectors made, `resumed` found those of a rebuild that did not finish, and
    `carried` took them over.
    """

    generation: str
    changed: bool
    articles: int
    passages: int
    embedded: int
    resumed: int
    carried: int
    unreadable: tuple[Unreadable, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class _Content:
    """What a generation is to hold."""

    sources: tuple[str, ...]
    entries: list[Entry]
    snapshot: Snapshot
    recipe: Recipe
    fingerprint: str

    def passages(self) -> Iterator[tuple[bytes, str]]:
        """The hash of what is indexed of each passage, and that itself."""
        for entry in self.entries:
            for digest, passage in zip(entry.hashes, entry.passages, strict=True):
                yield digest, indexed_text(entry.article, passage)


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

    def update(self, sources: Sequence[str], patience: Patience = NONE) -> Outcome:
        """Make the archive what the sources hold, embedding only passages that the current generation lacks.

        Raises SourceError, RebuildRunning or StorageError; the current generation then stays as it is.
        """
        with self._locked(patience):
            return self._run(sources, self._previous())

    def full(self, sources: Sequence[str], patience: Patience = NONE) -> Outcome:
        """The same, with every file read and every passage embedded anew."""
        with self._locked(patience):
            return self._run(sources, None)

    def _run(self, sources: Sequence[str], previous: Generation | None) -> Outcome:
        started = time.monotonic()
        listing = Listing(
            places_of(sources),
            self._corpus,
            self._generations.snapshot(previous.manifest.id) if previous else None,
        )
        if previous and self._is_of(previous, sources) and listing.is_unchanged:
            return self._nothing(previous.manifest, listing.unreadable, started)
        gathered = listing.gather(
            previous.store if previous else None,
            read_feeds(sources, self._data_dir, self._corpus),
            lambda done, total: self._progress("reading", done, total),
        )
        self._check(gathered.articles, gathered.unreadable, sources)
        content = self._content(sources, gathered, previous)
        if previous and previous.manifest.fingerprint == content.fingerprint:
            return self._nothing(previous.manifest, gathered.unreadable, started)
        with open_log(self._data_dir, content.recipe.digest) as log:
            told = self._index.batch_size, lambda done, total: self._progress("embedding", done, total)
            alike = previous if previous and previous.manifest.recipe.has_vectors_of(content.recipe) else None
            vectors = vectors_of(list(content.passages()), alike, log, self._embedder, told)
        manifest = self._publish(content, vectors.values, previous)
        self._tidy()
        return Outcome(
            generation=manifest.id,
            changed=True,
            articles=manifest.articles,
            passages=manifest.passages,
            embedded=vectors.embedded,
            resumed=vectors.resumed,
            carried=vectors.carried,
            unreadable=tuple(gathered.unreadable),
            seconds=time.monotonic() - started,
        )

    def _nothing(self, current: Manifest, unreadable: list[Unreadable], started: float) -> Outcome:
        """The outcome where the current generation already is what the sources hold."""
        self._check_strict(unreadable)
        self._tidy()
        seconds = time.monotonic() - started
        count = current.passages
        return Outcome(current.id, False, current.articles, count, 0, 0, count, tuple(unreadable), seconds)

    def _tidy(self) -> None:
        with writing(self._data_dir):
            discard_log(self._data_dir)
            self._generations.prune(self._index.keep_generations)

    def _previous(self) -> Generation | None:
        """The current generation where anything of it can be carried over; one that is damaged or outdated cannot."""
        try:
            return self._generations.open_current()
        except GenerationError:
            return None

    def _is_of(self, previous: Generation, sources: Sequence[str]) -> bool:
        """Whether a generation was made of these sources by this recipe. What a feed holds is known when it is read."""
        manifest = previous.manifest
        return manifest.sources == tuple(sources) and manifest.recipe == self._recipe() and not feeds_of(sources)

    def _check(self, articles: list[Article], unreadable: list[Unreadable], sources: Sequence[str]) -> None:
        """Raises SourceError where there is nothing to index, or something that `strict` does not let pass."""
        self._check_strict(unreadable)
        if not articles:
            why = f": {unreadable[0].path}: {unreadable[0].reason}" if unreadable else ""
            raise SourceError(f"no article in {', '.join(sources)}{why}", "dateline inspect PATH shows what is read")

    def _check_strict(self, unreadable: list[Unreadable]) -> None:
        if unreadable and self._corpus.strict:
            first = f"{unreadable[0].path}: {unreadable[0].reason}"
            more = f" (and {len(unreadable) - 1} more)" if len(unreadable) > 1 else ""
            raise SourceError(f"not read: {first}{more}", "mend or move it, or rebuild without --strict")

    def _content(self, sources: Sequence[str], gathered: Gathered, previous: Generation | None) -> _Content:
        recipe = self._recipe()
        kept = gathered.kept if previous and previous.manifest.recipe.cuts_as(recipe) else {}
        entries = self._entries(gathered.articles, kept)
        return _Content(tuple(sources), entries, gathered.snapshot, recipe, _fingerprint(sources, gathered, recipe))

    def _entries(self, articles: list[Article], kept: dict[str, Entry]) -> list[Entry]:
        budget, overlap = self._corpus.passage_tokens, self._corpus.passage_overlap
        entries = []
        new = len(articles) - len(kept)
        done = 0
        for article in articles:
            if article.id in kept:
                entries.append(kept[article.id])
                continue
            cut = passages(article, self._embedder.count_tokens, budget, overlap)
            hashes = tuple(hashlib.sha256(indexed_text(article, p).encode()).digest()[:16] for p in cut)
            entries.append(Entry(article, cut, hashes))
            done += 1
            self._progress("cutting", done, new)
        return entries

    def _publish(self, content: _Content, vectors: NDArray[np.float32], previous: Generation | None) -> Manifest:
        with self._generations.staging() as staged, writing(self._data_dir):
            write_store(staged / STORE, self._counted("writing", content.entries), self._links(content.entries))
            self._save(vectors, staged / VECTORS)
            words = self._words(content, previous)
            write_words(staged / WORDS, words, self._lexical(words, staged / LEXICAL_FOLDER))
            whole = (f"{entry.article.title}\n{entry.article.text}" for entry in content.entries)
            LexicalIndex.build(whole).save(staged / WHOLE)
            write_snapshot(staged / SOURCES, content.snapshot)
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

    def _words(self, content: _Content, previous: Generation | None) -> list[list[str]]:
        """The words of every passage, found again only where the last generation has not got them."""
        passages = self._counted("finding words", list(content.passages()))
        if previous is None or not previous.words.are_found_as_now:
            return [terms(text) for _, text in passages]
        known, vocabulary = previous.store.hashes(), previous.lexical.vocabulary.words()
        return [
            [vocabulary[place] for place in previous.words.at(known[digest]).tolist()]
            if digest in known
            else terms(text)
            for digest, text in passages
        ]

    def _lexical(self, words: list[list[str]], folder: Path) -> Vocabulary:
        """Write the lexical half over passages; its vocabulary."""
        lexical = LexicalIndex.of_terms(words)
        lexical.save(folder)
        return lexical.vocabulary

    def _save(self, vectors: NDArray[np.float32], path: Path) -> None:
        try:
            VectorIndex.build(vectors).save(path)
        except RuntimeError as failure:  # FAISS's only word for what the operating system said
            raise OSError(f"the vectors were not written ({str(failure).splitlines()[0][:80]})") from None

    def _links(self, entries: list[Entry]) -> Links:
        """Copies, versions and corrections."""
        linker = Linker()
        for entry in self._counted("comparing", entries):
            linker.add(entry.article)
        return linker.links()

    def _counted(self, stage: str, things: Sequence[Thing]) -> Iterator[Thing]:
        """The things, while the progress hears how many of them have been asked for."""
        for done, thing in enumerate(things, 1):
            yield thing
            self._progress(stage, done, len(things))

    def _recipe(self) -> Recipe:
        return Recipe(
            model=self._embedder.name,
            model_sha256=self._embedder.sha256,
            chunker=CHUNKER_VERSION,
            passage_tokens=self._corpus.passage_tokens,
            passage_overlap=self._corpus.passage_overlap,
        )

    @contextmanager
    def _locked(self, patience: Patience) -> Iterator[None]:
        with writing(self._data_dir):
            self._data_dir.mkdir(parents=True, exist_ok=True)
        with ExitStack() as held:
            with writing(self._data_dir):
                held.enter_context(rebuild_lock(self._data_dir, patience))
            yield


def indexed_text(article: Article, passage: Passage) -> str:
    """What both halves of the search see of a passage: the headline it stands under, then its own words."""
    return f"{article.title}\n{passage.text}" if article.title else passage.text


def _fingerprint(sources: Sequence[str], gathered: Gathered, recipe: Recipe) -> str:
    """A hash over all that decides what a generation holds."""
    digest = hashlib.sha256(json.dumps([list(sources), asdict(recipe), gathered.snapshot.program]).encode())
    for article in gathered.articles:
        digest.update(repr(article).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
