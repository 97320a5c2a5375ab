"""Which sources an archive is made of."""

from __future__ import annotations

from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import GenerationError
from corpus.readers import is_address, read_feed_source, read_sources

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


def read(sources: Sequence[str], data_dir: Path, corpus: CorpusSettings) -> Iterator[Sourced | Unreadable]:
    """What the readers make of the sources: files and folders first, then feeds, whose entries the data folder keeps.

    Raises SourceMissing, before anything is read, for a path that is not there; StorageError where no feed can be kept.
    """
    places = [locate(source) for source in sources if not is_address(source)]
    yield from read_sources(places, limits=corpus.limits, processes=corpus.processes)
    for url in dict.fromkeys(source for source in sources if is_address(source)):
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
