"""Which sources an archive is made of."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import GenerationError
from corpus.readers import is_address, read_feed_source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.readers import Sourced, Unreadable
    from corpus.settings import CorpusSettings
    from index.generation import Generations

SAMPLE = "sample"
FEEDS = "feeds"


def choose(named: Sequence[str], configured: Sequence[str], generations: Generations) -> tuple[str, ...]:
    """The sources of a rebuild: those named on the command line, else those of config.yaml, else those of the current
    generation, else the bundled sample. Paths are made absolute, so that they hold from any folder.
    """
    chosen = named or configured or _current(generations) or (SAMPLE,)
    return tuple(
        source if source == SAMPLE or is_address(source) else str(Path(source).absolute()) for source in chosen
    )


def places_of(sources: Sequence[str]) -> list[Path]:
    """The files and folders among the sources."""
    return [locate(source) for source in sources if not is_address(source)]


def feeds_of(sources: Sequence[str]) -> list[str]:
    """The addresses of feeds among the sources, each once."""
    return list(dict.fromkeys(source for source in sources if is_address(source)))


def read_feeds(sources: Sequence[str], data_dir: Path, corpus: CorpusSettings) -> Iterator[Sourced | Unreadable]:
    """What the feeds among the sources ever held; their entries are kept in the data folder.

    Raises StorageError where no feed can be kept.
    """
    for url in feeds_of(sources):
        yield from read_feed_source(url, data_dir / FEEDS, corpus.limits, corpus.fetching)


def locate(source: str) -> Path:
    """The file or folder of a source; `sample` is the bundled archive."""
    return Path(str(resources.files("corpus"))) / "sample" / "articles" if source == SAMPLE else Path(source)


def _current(generations: Generations) -> tuple[str, ...]:
    try:
        current = generations.current_id()
        return generations.manifest(current).sources if current else ()
    except GenerationError:
        return ()
