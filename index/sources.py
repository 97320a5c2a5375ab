"""Which sources an archive is made of."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import GenerationError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.generation import Generations

SAMPLE = "sample"


def choose(named: Sequence[str], configured: Sequence[str], generations: Generations) -> tuple[str, ...]:
    """The sources of a rebuild: those named on the command line, else those of config.yaml, else those of the current
    generation, else the bundled sample. Paths are made absolute, so that they hold from any folder.
    """
    chosen = named or configured or _current(generations) or (SAMPLE,)
    return tuple(
        source if source == SAMPLE or is_address(source) else str(Path(source).absolute()) for source in chosen
    )


def is_address(source: str) -> bool:
    """Whether a source is an address of the web, which is looked at on a schedule, and not a path, which is watched."""
    return source.startswith(("http://", "https://"))


def locate(source: str) -> Path:
    """The file or folder of a source; `sample` is the bundled archive."""
    return Path(str(resources.files("corpus"))) / "sample" / "articles" if source == SAMPLE else Path(source)


def _current(generations: Generations) -> tuple[str, ...]:
    try:
        current = generations.current_id()
        return generations.manifest(current).sources if current else ()
    except GenerationError:
        return ()
