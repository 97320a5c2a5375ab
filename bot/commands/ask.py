"""Answer a question, or a file of questions, from the archive."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.commands.output import add_window, read_questions, say, say_json, window, writing
from corpus.errors import QuestionError

if TYPE_CHECKING:
    import argparse

    from bot.answering.answer import Question
    from bot.answering.answerer import Answerer
    from bot.settings import Settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    asked = parser.add_mutually_exclusive_group(required=True)
    asked.add_argument("question", nargs="?", help="the question")
    asked.add_argument("--batch", type=Path, metavar="Q.jsonl", help="questions, one JSON object a line")
    parser.add_argument("--out", type=Path, metavar="A.jsonl", help="where the answers to a batch go")
    add_window(parser)
    parser.add_argument("--json", action="store_true", help="print one JSON document and nothing else")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Answer."""
    from bot.answering.answer import Question
    from bot.chat.console import answer_lines
    from bot.open import open_answerer

    if (arguments.batch is None) != (arguments.out is None):
        raise QuestionError("--batch and --out go together")
    asked = None if arguments.batch else Question(arguments.question, window(arguments))
    questions = [(row["id"], _parse(row)) for row in read_questions(arguments.batch)] if arguments.batch else []
    answerer = open_answerer(settings)
    if asked is None:
        return _batch(questions, answerer, arguments.out)
    answer = answerer.ask(asked)
    if arguments.json:
        say_json(answer.document())
    else:
        say("\n".join(answer_lines(answer)))
    return 0


def _batch(questions: list[tuple[str, Question]], answerer: Answerer, out: Path) -> int:
    with writing(out, "--out") as answers:
        for question_id, question in questions:
            document = answerer.ask(question).document(question_id)
            answers.write(json.dumps(document, ensure_ascii=False) + "\n")
    return 0


def _parse(row: dict[str, Any]) -> Question:
    """A question of a batch. Raises QuestionError for a history that is none, DateError for a date that is none."""
    from bot.answering.answer import Question, Turn
    from index.window import window_from_text

    dates = [row.get(name) for name in ("after", "before", "as_of")]
    try:
        history = tuple(Turn(str(turn["question"]), str(turn["answer"])) for turn in row.get("history") or ())
    except (TypeError, KeyError):
        raise QuestionError(
            f"question {row['id']}: `history` is a list of objects with `question` and `answer`"
        ) from None
    return Question(row["text"], window_from_text(*(str(day) if day else None for day in dates)), history)
