"""Keeping the archive up from within the bot: rebuild it, go back to an earlier state, add to it."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING

from corpus.errors import SourceError
from corpus.readers import Unreadable, read_sources
from corpus.readers.fetching import Web
from index.build import Rebuild
from index.generation import Generations, writing
from index.sources import choose

if TYPE_CHECKING:
    from pathlib import Path

    from bot.chat.asking import Archive
    from bot.settings import Settings
    from index.build import Outcome, Progress
    from index.manifest import Manifest

ADDED = "added"  # the folder in the data directory that holds what was added from chat; a source of each rebuild
_UNSAFE = re.compile(r"[^\w.-]+")
_LONGEST_NAME = 100


class Upkeep:
    """Changes the archive of one data directory. Everything blocks; a running bot serves the old state meanwhile."""

    def __init__(self, settings: Settings, archive: Archive) -> None:
        """Take the settings of the corpus and the index, and the open archive for its model."""
        self._settings = settings
        self._archive = archive
        self._generations = Generations(settings.data_dir)

    def rebuild(self, progress: Progress) -> Outcome:
        """Read the sources anew. Raises SourceError, RebuildRunning or StorageError; the old state then stays."""
        settings = self._settings
        embedder = self._archive.searcher().embedder
        sources = choose((), settings.corpus.sources, self._generations)
        added = str(self._folder.absolute())
        if self._folder.is_dir() and any(self._folder.iterdir()) and added not in sources:
            sources = (*sources, added)
        return Rebuild(settings.data_dir, embedder, settings.corpus, settings.index, progress).update(sources)

    def generations(self) -> list[Manifest]:
        """What was published, newest first."""
        return self._generations.all()

    def current_id(self) -> str | None:
        """The id of the generation that serves."""
        return self._generations.current_id()

    def rollback(self, generation_id: str | None = None) -> Manifest:
        """Make another generation current: that one, else the one before the current one."""
        if generation_id is None:
            current = self._generations.current_id()
            earlier = [known.id for known in self.generations() if current is None or known.id < current]
            if not earlier:
                raise SourceError("there is no earlier state to go back to", "rebuild instead")
            generation_id = earlier[0]
        return self._generations.rollback(generation_id)

    def add_file(self, name: str, content: bytes) -> int:
        """Put a file beside the sources; returns how many articles it holds. Raises SourceError where it holds none."""
        path = self._folder / _safe(name)
        with writing(self._settings.data_dir):
            self._folder.mkdir(parents=True, exist_ok=True)
            before = path.read_bytes() if path.is_file() else None
            path.write_bytes(content)
        found = list(read_sources([path], limits=self._settings.corpus.limits))
        articles = sum(not isinstance(one, Unreadable) for one in found)
        if not articles:
            if before is None:
                path.unlink()
            else:
                path.write_bytes(before)
            why = next((one.reason for one in found if isinstance(one, Unreadable)), "no article in it")
            raise SourceError(f"{name}: {why}", "README.md lists the formats")
        return articles

    def add_feed(self, url: str) -> int:
        """Fetch an address as it stands now and put it beside the sources; returns as `add_file`."""
        corpus = self._settings.corpus
        web = Web(corpus.limits, corpus.fetch_timeout_s, self._settings.discord.private_feeds)
        fetched = web.fetch(url)
        assert fetched is not None  # noqa: S101 (None only answers validators, and there are none)
        return self.add_file(f"{_safe(url)}.xml", fetched.content)

    @property
    def largest_file(self) -> int:
        """How many bytes a file may have."""
        return self._settings.corpus.limits.file

    @property
    def _folder(self) -> Path:
        return self._settings.data_dir / ADDED


def _safe(name: str) -> str:
    """A name that stays in its folder, whatever was sent."""
    return (
        _UNSAFE.sub("_", PurePath(name.replace("://", "_").replace("/", "_")).name).lstrip(".")[-_LONGEST_NAME:]
        or "file"
    )
