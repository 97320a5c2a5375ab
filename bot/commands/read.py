"""Let the reader alone read one text, or a file of questions and passages: the span, its probability, or no answer."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.commands.output import read_rows, say, say_json, writing
from corpus.errors import QuestionError, SourceError, SourceMissing

if TYPE_CHECKING:
    import argparse

    from bot.settings import Settings
    from index.reader import Reading


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    asked = parser.add_mutually_exclusive_group(required=True)
    asked.add_argument("question", nargs="?", help="the question")
    asked.add_argument(
        "--batch", type=Path, metavar="Q.jsonl", help="objects with `id`, `question` and `passage`, one a line"
    )
    parser.add_argument("--text", type=Path, metavar="FILE", help="the text to read for the question")
    parser.add_argument("--out", type=Path, metavar="A.jsonl", help="where the answers to a batch go")
    parser.add_argument("--json", action="store_true", help="print one JSON document and nothing else")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Read."""
    from bot.open import open_reader

    if arguments.batch:
        if arguments.out is None:
            raise QuestionError("--batch needs --out")
        return _batch(arguments, settings)
    if arguments.text is None:
        raise QuestionError("a question needs a text to be read", "give one with --text FILE")
    passage = _text(arguments.text)
    [reading] = open_reader(settings.reader).read(arguments.question, [passage])
    if arguments.json:
        say_json(document(reading))
    elif reading.answers:
        say(f"{reading.text}  (probability {reading.probability:.2f})")
    else:
        say(f"The text does not say.  (no answer: {reading.no_answer:.2f})")
    return 0


def document(reading: Reading) -> dict[str, object]:
    """A reading as JSON; `answer` is null where the passage more likely does not answer."""
    span = (reading.text, reading.start, reading.end) if reading.answers else (None, None, None)
    return {
        "answer": span[0],
        "start": span[1],
        "end": span[2],
        "probability": round(reading.probability, 4),
        "no_answer": round(reading.no_answer, 4),
    }


def _batch(arguments: argparse.Namespace, settings: Settings) -> int:
    from bot.open import open_reader

    rows = list(read_rows(arguments.batch, ("id", "question", "passage")))
    reader = open_reader(settings.reader)
    with writing(arguments.out, "--out") as answers:
        for row in rows:
            [reading] = reader.read(row["question"], [row["passage"]])
            line: dict[str, Any] = {"id": row["id"], **document(reading)}
            answers.write(json.dumps(line, ensure_ascii=False) + "\n")
    return 0


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise SourceMissing(f"{path} is not there") from None
    except (OSError, UnicodeDecodeError) as failure:
        raise SourceError(f"{path}: {failure}") from None
