"""Read the sources and make the index anew, embedding only what has changed."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from bot.commands.output import say, say_json

if TYPE_CHECKING:
    import argparse

    from bot.settings import Settings
    from index.rebuild import Outcome


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--source",
        action="append",
        default=[],
        metavar="PATH",
        help="a file or folder to read; may be repeated (default: corpus.sources, else those of the current index, "
        "else the bundled sample)",
    )
    parser.add_argument("--full", action="store_true", help="embed every passage anew")
    parser.add_argument("--json", action="store_true", help="print the outcome as one JSON document and nothing else")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Rebuild."""
    from bot.progress import ProgressBar
    from index.embedding import Embedder
    from index.generation import Generations
    from index.rebuild import Rebuild
    from index.sources import choose

    sources = choose(arguments.source, settings.corpus.sources, Generations(settings.data_dir))
    with ProgressBar() as progress:
        rebuild = Rebuild(settings.data_dir, Embedder(settings.index), settings.corpus, settings.index, progress)
        outcome = rebuild.full(sources) if arguments.full else rebuild.update(sources)
    for failure in outcome.unreadable:
        sys.stderr.write(f"dateline: not read: {failure.path}: {failure.reason}\n")
    if arguments.json:
        say_json(_document(outcome))
    else:
        say(_summary(outcome))
    return 0


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
