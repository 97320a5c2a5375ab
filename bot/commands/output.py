"""What commands have in common: how they print, and how they read a file of questions."""

from __future__ import annotations

import json
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TextIO

from corpus.errors import QuestionError, SourceError, SourceMissing, StorageError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from index.filters import Filters
    from index.window import Window


def say(text: str) -> None:
    """A line for the person, on stdout."""
    sys.stdout.write(text + "\n")


def say_json(document: object) -> None:
    """A JSON document on one line of stdout."""
    say(json.dumps(document, ensure_ascii=False))


def add_window(parser: argparse.ArgumentParser) -> None:
    """The three options of a window."""
    date = "a day (1995-05-03), a month (1995-05) or a year (1995)"
    parser.add_argument("--after", metavar="D", help=f"only articles published on or after {date}")
    parser.add_argument("--before", metavar="D", help="only articles published on or before it")
    parser.add_argument("--as-of", metavar="D", help="answer as on that day: nothing published later takes part")


def add_filters(parser: argparse.ArgumentParser) -> None:
    """The options that name outlets, sections and languages."""
    parser.add_argument(
        "--outlet", action="append", default=[], metavar="NAME", help="only that outlet (may be repeated)"
    )
    parser.add_argument("--section", action="append", default=[], metavar="NAME", help="only that section of a paper")
    parser.add_argument("--language", action="append", default=[], metavar="CODE", help="only that language, as in en")


def filters(arguments: argparse.Namespace) -> Filters:
    """The filters that the options name."""
    from index.filters import Filters

    return Filters(tuple(arguments.outlet), tuple(arguments.section), tuple(arguments.language))


def window(arguments: argparse.Namespace) -> Window:
    """The window that the options name."""
    from index.window import window_from_text

    return window_from_text(arguments.after, arguments.before, arguments.as_of)


@contextmanager
def writing(path: Path, option: str) -> Iterator[TextIO]:
    """The file that an option names, open for writing. Raises StorageError, naming both, where it cannot be written."""
    try:
        with path.open("w", encoding="utf-8") as file:
            yield file
    except OSError as failure:
        raise StorageError(f"{path}: {failure.strerror or failure}", f"give another file with {option}") from None


def read_questions(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON Lines file of questions, each with `id` and `text`."""
    return read_rows(path, ("id", "text"))


def read_rows(path: Path, required: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The objects of a JSON Lines file, each with the required fields of text."""
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    yield _row(f"{path}, line {number}", line, required)
    except FileNotFoundError:
        raise SourceMissing(f"{path} is not there") from None
    except (OSError, UnicodeDecodeError) as failure:
        raise SourceError(f"{path}: {failure}") from None


def _row(place: str, line: str, required: Sequence[str]) -> dict[str, Any]:
    try:
        value = json.loads(line)
    except json.JSONDecodeError as failure:
        raise QuestionError(f"{place}: {failure}", "one JSON object a line") from None
    if not isinstance(value, dict) or not all(isinstance(value.get(key), str) for key in required):
        raise QuestionError(f"{place}: an object with {', '.join(required)} is expected")
    return value
