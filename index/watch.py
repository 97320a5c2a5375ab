"""Waiting for a reason to rebuild: files of the sources that changed and then lay still, or feeds that are due."""

from __future__ import annotations

import time
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING, Self

from index.sources import feeds_of, places_of

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence
    from types import TracebackType

    from watchfiles.main import FileChange

    from index.settings import RebuildingSettings

_TICK_MS = 200  # how soon a signal, or a source that comes back, is noticed
_LONGEST = 30  # so many times the quiet is waited for where files never lie still
_NAMED = 3  # files that are named when they have changed


class Watch:
    """The sources of one round: from before a rebuild, so that nothing that changes meanwhile is missed, to the next.

    Every round has a watch of its own, since a file that was replaced is another file to the system.
    """

    def __init__(self, sources: Sequence[str], data_dir: Path, settings: RebuildingSettings) -> None:
        """Nothing is watched yet."""
        self._places = places_of(sources)
        self._has_feeds = bool(feeds_of(sources))
        self._data_dir = str(data_dir.absolute())
        self._settings = settings
        self._open = ExitStack()

    def __enter__(self) -> Self:
        """Begin to watch what is there of the sources."""
        self._missing = [place for place in self._places if not place.exists()]
        self._due = time.monotonic() + 60 * self._settings.watch_feeds_minutes
        self._changes: Generator[set[FileChange]] | None = None
        present = [place for place in self._places if place not in self._missing]
        if present:
            self._changes = self._open.enter_context(closing(self._watched(present)))
            next(self._changes)  # a generator watches from its first step on
        return self

    def __exit__(
        self, kind: type[BaseException] | None, failure: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Watch no longer."""
        self._open.close()

    def wait(self) -> str:
        """Wait for a reason to rebuild, and say it in a few words."""
        while True:
            changed = self._tick()
            if changed:
                return _said(changed | self._until_quiet())
            back = [place for place in self._missing if place.exists()]
            if back:
                return f"{back[0].name} is there"
            if self._has_feeds and time.monotonic() >= self._due:
                return "feeds are due"

    def _until_quiet(self) -> set[str]:
        """What else changes until nothing does."""
        changed: set[str] = set()
        begun = last = time.monotonic()
        quiet = self._settings.watch_quiet_s
        while (now := time.monotonic()) < min(last + quiet, begun + _LONGEST * quiet):
            more = self._tick()
            if more:
                changed, last = changed | more, now
        return changed

    def _tick(self) -> set[str]:
        """What changed in a moment."""
        if self._changes is None:
            time.sleep(_TICK_MS / 1000)
            return set()
        return {path for _, path in next(self._changes, set())}

    def _watched(self, places: list[Path]) -> Generator[set[FileChange]]:
        from watchfiles import watch

        return watch(
            *places,
            watch_filter=lambda _, path: self._is_read(path),
            debounce=_TICK_MS,
            step=_TICK_MS // 4,
            rust_timeout=_TICK_MS,
            yield_on_timeout=True,
            ignore_permission_denied=True,
        )

    def _is_read(self, path: str) -> bool:
        """Whether a rebuild looks at the file: not at hidden ones, and not at those that it writes itself."""
        return not (Path(path).name.startswith(".") or Path(path).is_relative_to(self._data_dir))


def _said(changed: set[str]) -> str:
    names = sorted({Path(path).name for path in changed})
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return f"{', '.join(names[:_NAMED])}{more} changed"
