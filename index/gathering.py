"""The articles of the sources: read where a file is new or changed, else taken over from the last generation."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from corpus.readers import Listed, Sourced, Unreadable, list_sources, read_listed
from index.snapshot import Snapshot, SourceFile, key_of, look, program_digest, readers_digest, unreadable_of

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
    from pathlib import Path

    from corpus.article import Article
    from corpus.settings import CorpusSettings
    from index.snapshot import Key, State
    from index.store import ArticleStore, Entry

    OnBytes = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the sources hold: articles in order of publication date, undated ones last, and what could not be read.

    `kept` are the entries of the last generation whose article is the same, by its id.
    """

    articles: list[Article]
    unreadable: list[Unreadable]
    kept: dict[str, Entry]
    snapshot: Snapshot


class Listing:
    """The files of some sources as they are now, held against those of the last generation."""

    def __init__(self, places: Sequence[Path], corpus: CorpusSettings, known: Snapshot | None) -> None:
        """List the files. Raises SourceMissing for a place that is not there."""
        self._corpus = corpus
        self._readers = readers_digest(corpus.limits)
        self._is_by_this_program = known is not None and known.program == program_digest()
        self._known = {file.key: file for file in known.files} if known and known.readers == self._readers else {}
        self._files: list[tuple[Listed, State]] = []
        self._unlisted: list[Unreadable] = []
        for listed in list_sources(places):
            if isinstance(listed, Listed):
                before = self._known.get(key_of(listed))
                self._files.append((listed, look(listed.path, before.state if before else None)))
            else:
                self._unlisted.append(listed)

    @property
    def is_unchanged(self) -> bool:
        """Whether these are the files of the last generation, in their order, as they were and made by this program."""
        now = [key_of(listed) for listed, _ in self._files]
        return self._is_by_this_program and now == list(self._known) and len(now) == len(self._unchanged)

    @property
    def unreadable(self) -> list[Unreadable]:
        """What cannot be read, where nothing has changed."""
        return self._unlisted + unreadable_of(self._known.values())

    def gather(self, store: ArticleStore | None, further: Iterable[Sourced | Unreadable], told: OnBytes) -> Gathered:
        """Read what has changed, and take over the rest from the store of the last generation.

        `store` is None where there was no snapshot to compare with. `further` are articles that come from no file.
        `told` hears how many bytes of how many are read.
        """
        kept = {entry.article.id: entry for entry in store.entries()} if store else {}
        merged = _Merged()
        files = []
        with closing(self._read(told)) as read:
            for number, (listed, state) in enumerate(self._files):
                unchanged = self._unchanged.get(key_of(listed))
                given = _again(unchanged, str(listed.path), kept) if unchanged else _up_to_its_end(read)
                gave, whole = merged.take(given, number)
                if not unchanged and not state.settled and look(listed.path).digest != state.digest:
                    whole = False  # it changed while it was read
                files.append(SourceFile(key_of(listed), state if whole else replace(state, digest=None), gave))
        merged.take(further, len(files))
        articles = merged.in_order()
        still = {a.id: kept[a.id] for a in articles if a.id in kept and kept[a.id].article == a}
        snapshot = Snapshot(self._readers, program_digest(), tuple(files))
        return Gathered(articles, self._unlisted + merged.unreadable, still, snapshot)

    @cached_property
    def _unchanged(self) -> dict[Key, SourceFile]:
        """The files that hold what they held."""
        found = {}
        for listed, state in self._files:
            before = self._known.get(key_of(listed))
            if before and state.digest and state.digest == before.state.digest:
                found[before.key] = before
        return found

    def _read(self, told: OnBytes) -> Generator[Sourced | Unreadable | Listed]:
        """What the changed files give, while the bytes that are read are counted.

        Inside a file, as many are taken for read as its articles have characters: a large one is to show progress.
        """
        changed = [listed for listed, _ in self._files if key_of(listed) not in self._unchanged]
        total = sum(listed.size for listed in changed)
        done = inside = 0
        for one in read_listed(changed, None, self._corpus.limits, self._corpus.processes):
            if isinstance(one, Listed):
                done, inside = done + one.size, 0
            elif isinstance(one, Sourced):
                inside += len(one.article.text)
            told(min(done + inside, total), total)
            yield one


class _Merged:
    """The articles of many files, each id once, and what could not be read."""

    def __init__(self) -> None:
        self._articles: dict[str, Article] = {}
        self._taken_from: dict[str, tuple[int, str]] = {}
        self.unreadable: list[Unreadable] = []

    def take(self, given: Iterable[Sourced | Unreadable], number: int) -> tuple[tuple[str | Unreadable, ...], bool]:
        """What the file of that number gives, and whether that depends on no other file."""
        gave: list[str | Unreadable] = []
        alone = True
        for one in given:
            if isinstance(one, Sourced):
                taken, path = self._taken_from.setdefault(one.article.id, (number, one.path))
                if self._articles.setdefault(one.article.id, one.article) == one.article:
                    gave.append(one.article.id)
                    continue
                flaw = Unreadable(one.path, f"its id {one.article.id!r} is that of an article in {path}")
                alone = alone and taken == number
            else:
                flaw = one
            gave.append(flaw)
            self.unreadable.append(flaw)
        return tuple(gave), alone

    def in_order(self) -> list[Article]:
        """By day of publication, undated ones last, then by id."""
        return sorted(self._articles.values(), key=lambda a: (a.published is None, a.published or date.max, a.id))


def _again(file: SourceFile, path: str, kept: dict[str, Entry]) -> Iterator[Sourced | Unreadable]:
    """What an unchanged file gave the last time."""
    for given in file.gave:
        yield given if isinstance(given, Unreadable) else Sourced(path, kept[given].article)


def _up_to_its_end(read: Iterator[Sourced | Unreadable | Listed]) -> Iterator[Sourced | Unreadable]:
    """What the next file gives."""
    for one in read:
        if isinstance(one, Listed):
            return
        yield one
