"""Read the sources and make the index anew, embedding only what has changed.

The rebuilding script: `dateline rebuild`, or `python -m index.rebuild`.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import DatelineError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from index.build import Outcome
    from index.settings import RebuildSettings


def add_shared_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options that every command of Dateline takes."""
    parser.add_argument("--config", type=Path, metavar="FILE", help="settings (default: config.yaml, if there is one)")
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help="folder of the index (default: data)")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--source",
        action="append",
        default=[],
        metavar="PATH",
        help="a file, a folder or the address of a feed to read; may be repeated (default: corpus.sources, else those "
        "of the current index, else the bundled sample)",
    )
    parser.add_argument("--full", action="store_true", help="embed every passage anew")
    parser.add_argument(
        "--strict", action="store_true", help="a file that cannot be read is an error: nothing is published"
    )
    parser.add_argument("--json", action="store_true", help="print the outcome as one JSON document and nothing else")


def run(arguments: argparse.Namespace, settings: RebuildSettings) -> int:
    """Rebuild."""
    from index.build import Rebuild
    from index.embedding import Embedder
    from index.generation import Generations
    from index.progress import ProgressBar
    from index.sources import choose

    sources = choose(arguments.source, settings.corpus.sources, Generations(settings.data_dir))
    with ProgressBar() as progress:
        corpus = settings.corpus.model_copy(update={"strict": True}) if arguments.strict else settings.corpus
        embedder = Embedder(settings.index, settings.data_dir / "models")
        rebuild = Rebuild(settings.data_dir, embedder, corpus, settings.index, progress)
        outcome = rebuild.full(sources) if arguments.full else rebuild.update(sources)
    for failure in outcome.unreadable:
        sys.stderr.write(f"dateline: not read: {failure.path}: {failure.reason}\n")
    said = json.dumps(_document(outcome), ensure_ascii=False) if arguments.json else _summary(outcome)
    sys.stdout.write(said + "\n")
    return 0


def main(argv: Sequence[str] | None = None) -> int:
    """The script on its own, which knows the settings of the corpus and the index alone."""
    from index.settings import RebuildSettings, load_settings

    parser = argparse.ArgumentParser(prog="python -m index.rebuild", description=(__doc__ or "").splitlines()[0])
    add_shared_arguments(parser)
    add_arguments(parser)
    arguments = parser.parse_args(argv)
    try:
        return run(arguments, load_settings(RebuildSettings, arguments.config, arguments.data_dir))
    except DatelineError as failure:
        sys.stderr.write(f"dateline: {failure}\n")
        return 1


def _document(outcome: Outcome) -> dict[str, object]:
    return {
        "generation": outcome.generation,
        "changed": outcome.changed,
        "articles": outcome.articles,
        "passages": outcome.passages,
        "embedded": outcome.embedded,
        "carried": outcome.carried,
        "unreadable": [{"path": failure.path, "reason": failure.reason} for failure in outcome.unreadable],
        "seconds": round(outcome.seconds, 2),
    }


def _summary(outcome: Outcome) -> str:
    size = f"{outcome.articles} articles, {outcome.passages} passages"
    if not outcome.changed:
        return f"Nothing has changed: {size}, generation {outcome.generation}."
    work = f"{outcome.embedded} embedded, {outcome.carried} carried over, {outcome.seconds:.1f} s"
    return f"Published generation {outcome.generation}: {size} ({work})."


if __name__ == "__main__":
    sys.exit(main())
