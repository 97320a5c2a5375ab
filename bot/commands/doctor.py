"""Check the installation, the model, the index and the settings, and name the command that mends what is wrong."""

from __future__ import annotations

import os
import sys
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Literal

from bot.commands.output import say, say_json
from corpus.errors import DatelineError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from bot.settings import Settings

_MARKS = {"ok": "ok  ", "note": "note", "failed": "FAIL"}


@dataclass(frozen=True, slots=True)
class Result:
    """What one check found; `mend` is the command or the action that helps."""

    check: str
    status: Literal["ok", "note", "failed"]
    detail: str
    mend: str | None = None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--json", action="store_true", help="print one JSON document and nothing else")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Run every check; the exit code is 1 where one failed."""
    results = [_result(name, check, settings) for name, check in CHECKS.items()]
    if arguments.json:
        say_json([asdict(result) for result in results])
    else:
        for result in results:
            mend = f"  ->  {result.mend}" if result.mend else ""
            say(f"{_MARKS[result.status]}  {result.check}: {result.detail}{mend}")
    return int(any(result.status == "failed" for result in results))


def _result(name: str, check: Callable[[Settings], Result | str], settings: Settings) -> Result:
    try:
        found = check(settings)
    except DatelineError as failure:
        return Result(name, "failed", failure.sentence, failure.mend)
    return found if isinstance(found, Result) else Result(name, "ok", found)


def _python(_settings: Settings) -> Result | str:
    version = ".".join(str(part) for part in sys.version_info[:3])
    if not (3, 11) <= sys.version_info[:2] <= (3, 13):
        return Result("python", "failed", f"{version} is not supported", "use Python 3.11, 3.12 or 3.13")
    return version


def _libraries(_settings: Settings) -> Result | str:
    from importlib import metadata

    wanted = ("faiss-cpu", "onnxruntime", "sentence-transformers", "torch", "bm25s", "discord.py", "trafilatura")
    try:
        return ", ".join(f"{name} {metadata.version(name)}" for name in wanted)
    except metadata.PackageNotFoundError as failure:
        return Result("libraries", "failed", f"{failure.name} is not installed", "make setup")


def _model(settings: Settings) -> Result | str:
    from bot.open import open_embedder

    embedder = open_embedder(settings)
    made = f"{embedder.name}, sha256 {embedder.sha256[:12]}…, {embedder.dimension} dimensions"
    return f"{made}; run by {embedder.choice.backend}: {embedder.choice.reason}"


def _data_dir(settings: Settings) -> Result | str:
    folder = settings.data_dir
    if not folder.exists():
        return Result("data directory", "note", f"{folder} is not there yet", "dateline rebuild")
    if not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
        return Result("data directory", "failed", f"{folder} cannot be written", "choose another --data-dir")
    return str(folder)


def _index(settings: Settings) -> Result | str:
    from bot.open import open_embedder
    from index.generation import Generations
    from index.search import Searcher

    generations = Generations(settings.data_dir)
    current = generations.open_current()
    generations.verify(current.manifest.id)
    Searcher(current, open_embedder(settings), settings.index)
    manifest, span = current.manifest, current.store.span()
    dates = f", {span[0]} to {span[1]}" if span else ""
    return f"{manifest.id}: {manifest.articles} articles{dates}, {manifest.passages} passages, every checksum right"


def _sources(settings: Settings) -> Result | str:
    from corpus.readers import is_address
    from index.generation import Generations
    from index.sources import choose, locate

    sources = choose((), settings.corpus.sources, Generations(settings.data_dir))
    missing = [source for source in sources if not is_address(source) and not locate(source).exists()]
    if missing:
        return Result("sources", "failed", f"{missing[0]} is not there", "set corpus.sources, or give --source")
    return ", ".join(sources)


def _language_model(settings: Settings) -> Result | str:
    from bot.open import open_endpoint

    endpoint = open_endpoint(settings.answering.llm)
    if endpoint is None:
        return Result("language model", "note", "not checked: answering.llm names none, and none is needed")
    return endpoint.look()


def _token(_settings: Settings) -> Result | str:
    if not os.environ.get("DISCORD_TOKEN"):
        return Result("discord", "note", "DISCORD_TOKEN is not set: the bot cannot log in", "README.md tells how")
    return "DISCORD_TOKEN is set"


CHECKS: dict[str, Callable[[Settings], Result | str]] = {
    "python": _python,
    "libraries": _libraries,
    "model": _model,
    "data directory": _data_dir,
    "index": _index,
    "sources": _sources,
    "language model": _language_model,
    "discord": _token,
}
