"""Read the sources and make the index anew, embedding only what has changed.

The rebuilding script: `dateline rebuild`, or `python -m index.rebuild`.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from corpus.errors import DatelineError, RebuildRunning

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.readers import Unreadable
    from index.build import Outcome
    from index.embedding import Embedder
    from index.settings import RebuildSettings

_LONGEST_WAIT = 86_400  # seconds; what rebuild.wait_s may be at the most


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
    parser.add_argument("--full", action="store_true", help="read every file and embed every passage anew")
    parser.add_argument(
        "--watch", action="store_true", help="go on: rebuild whenever a source changes, and look at feeds on a schedule"
    )
    parser.add_argument(
        "--wait",
        type=seconds,
        metavar="SECONDS",
        help="how long to wait for another rebuild of the same folder (default: rebuild.wait_s)",
    )
    parser.add_argument(
        "--strict", action="store_true", help="a file that cannot be read is an error: nothing is published"
    )
    parser.add_argument("--json", action="store_true", help="print the outcome as one JSON document and nothing else")


def seconds(text: str) -> float:
    """What follows --wait. Raises ValueError where it is no such time."""
    given = float(text)
    if not 0 <= given <= _LONGEST_WAIT:
        raise ValueError
    return given


def run(arguments: argparse.Namespace, settings: RebuildSettings) -> int:
    """Rebuild; with --watch, again whenever there is a reason to, until interrupted."""
    from index.embedding import Embedder
    from index.generation import Generations
    from index.sources import choose

    sources = choose(arguments.source, settings.corpus.sources, Generations(settings.data_dir))
    corpus = settings.corpus.model_copy(update={"strict": True}) if arguments.strict else settings.corpus
    settings = settings.model_copy(update={"corpus": corpus})
    rebuilding = _Rebuilding(sources, settings, Embedder(settings.index, settings.data_dir / "models"), arguments)
    with _termination_as_interrupt():
        return rebuilding.forever() if arguments.watch else rebuilding.once()


class _Rebuilding:
    """Rebuilds of the same sources, each told in a line."""

    def __init__(
        self, sources: tuple[str, ...], settings: RebuildSettings, embedder: Embedder, arguments: argparse.Namespace
    ) -> None:
        self._sources = sources
        self._settings = settings
        self._embedder = embedder
        self._json: bool = arguments.json
        self._full: bool = arguments.full
        self._wait: float = settings.rebuild.wait_s if arguments.wait is None else arguments.wait
        self._told: tuple[Unreadable, ...] = ()

    def once(self) -> int:
        """Rebuild, and say what came of it."""
        outcome = self._outcome()
        said = json.dumps(_document(outcome), ensure_ascii=False) if self._json else _summary(outcome)
        self._say(outcome, said)
        return 0

    def forever(self) -> int:
        """Rebuild again and again until interrupted, be it while waiting or at work."""
        try:
            self._again_and_again()
        except KeyboardInterrupt:
            sys.stderr.write("dateline: no longer watching\n")
        return 0

    def _again_and_again(self) -> NoReturn:
        """Rebuild, and again whenever a source changes or feeds are due; a line for each, whether it works or not."""
        from index.watch import Watch

        reason = "begun"
        while True:
            with Watch(self._sources, self._settings.data_dir, self._settings.rebuild) as watch:
                try:
                    outcome = self._outcome()
                except DatelineError as failure:
                    if reason == "begun" and not isinstance(failure, RebuildRunning):
                        raise
                    sys.stderr.write(f"dateline: {_now()} {reason}: {failure}\n")
                else:
                    document = json.dumps(_document(outcome) | {"reason": reason}, ensure_ascii=False)
                    self._say(outcome, document if self._json else f"{_now()} {reason}: {_summary(outcome)}")
                    self._full = False
                reason = watch.wait()

    def _outcome(self) -> Outcome:
        from index.build import Rebuild
        from index.lock import Patience
        from index.progress import ProgressBar

        patience = Patience(self._wait, _tell_of_wait)
        settings = self._settings
        with ProgressBar() as progress:
            rebuild = Rebuild(settings.data_dir, self._embedder, settings.corpus, settings.index, progress)
            return (rebuild.full if self._full else rebuild.update)(self._sources, patience)

    def _say(self, outcome: Outcome, said: str) -> None:
        """What could not be read, where that is news, and what came of the rebuild."""
        for failure in outcome.unreadable if outcome.unreadable != self._told else ():
            sys.stderr.write(f"dateline: not read: {failure.path}: {failure.reason}\n")
        self._told = outcome.unreadable
        sys.stdout.write(said + "\n")
        sys.stdout.flush()


@contextmanager
def _termination_as_interrupt() -> Iterator[None]:
    """Let SIGTERM do what Ctrl-C does: unwind, and leave no half-written files behind."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


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
    except KeyboardInterrupt:
        sys.stderr.write("dateline: stopped\n")
        return 130


def _tell_of_wait(who: str) -> None:
    sys.stderr.write(f"dateline: {who}\n")


def _now() -> str:
    return f"{datetime.now().astimezone():%Y-%m-%d %H:%M:%S}"


def _document(outcome: Outcome) -> dict[str, object]:
    return {
        "generation": outcome.generation,
        "changed": outcome.changed,
        "articles": outcome.articles,
        "passages": outcome.passages,
        "embedded": outcome.embedded,
        "resumed": outcome.resumed,
        "carried": outcome.carried,
        "unreadable": [{"path": failure.path, "reason": failure.reason} for failure in outcome.unreadable],
        "seconds": round(outcome.seconds, 2),
    }


def _summary(outcome: Outcome) -> str:
    size = f"{outcome.articles} articles, {outcome.passages} passages"
    if not outcome.changed:
        return f"Nothing has changed: {size}, generation {outcome.generation}."
    resumed = f"{outcome.resumed} of an unfinished rebuild, " if outcome.resumed else ""
    work = f"{outcome.embedded} embedded, {resumed}{outcome.carried} carried over, {outcome.seconds:.1f} s"
    return f"Published generation {outcome.generation}: {size} ({work})."


if __name__ == "__main__":
    sys.exit(main())
