"""How far a long command is: a bar on stderr with rate and remaining time, drawn only where stderr is a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Never, Self

from tqdm import tqdm

if TYPE_CHECKING:
    from types import TracebackType

# What a stage counts, where that is not articles.
_UNITS = {"reading": "B", "embedding": " passages", "finding words": " passages"}


class ProgressBar:
    """One bar at a time; a new stage closes the bar before it."""

    def __init__(self) -> None:
        """Nothing is drawn until something is done."""
        self._stage: str | None = None
        self._bar: tqdm[Never] | None = None

    def __enter__(self) -> Self:
        """Nothing to open."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, failure: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the last bar."""
        self._close()

    def __call__(self, stage: str, done: int, total: int | None) -> None:
        """Show that `done` of `total` are done in a stage."""
        if stage != self._stage or self._bar is None:
            self._close()
            self._stage = stage
            unit = _UNITS.get(stage, " articles")
            self._bar = tqdm(
                total=total, desc=stage, unit=unit, unit_scale=unit == "B", disable=None, dynamic_ncols=True
            )
        self._bar.update(done - self._bar.n)

    def _close(self) -> None:
        if self._bar is not None:
            self._bar.close()
            self._bar = None
