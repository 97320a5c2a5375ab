"""The console: the same conversation as in Discord, in a terminal or from a pipe."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from bot.answering.answer import Question, Turn
from corpus.errors import QuestionError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.answering.answer import Answer
    from bot.chat.asking import Asker

_WELCOME = "Ask about the archive. An empty line starts a new conversation; Ctrl-D ends."


def converse(asker: Asker) -> int:
    """Answer the lines of standard input until it ends; each may lean on those before it. Returns the exit code."""
    history: tuple[Turn, ...] = ()
    for line in _questions():
        if not line:
            history = ()
            continue
        try:
            answer = asker.ask(Question(line, history=history))
        except QuestionError as failure:
            _print(str(failure))
            continue
        _print("\n".join(answer_lines(answer)) + "\n")
        history = (*history, Turn(answer.standalone_question, answer.text))
    return 0


def answer_lines(answer: Answer) -> Iterator[str]:
    """An answer as lines of plain text: the quotes with their marks, then what each mark points to."""
    for note in answer.notes:
        yield f"({note})"
    if answer.short_answer:
        yield answer.short_answer
        yield ""
    if answer.abstained:
        yield f"{answer.text} ({answer.reason})" if answer.reason else answer.text
        if answer.suggestions:
            yield "Nearest in the archive:"
        for near in answer.suggestions:
            yield f"  - {near.title} ({near.outlet or 'outlet unknown'}, {near.published or 'date unknown'})"
        return
    for claim in answer.claims:
        marks = "".join(f"[{n}]" for n in claim.citations)
        yield f"\u201c{' '.join(claim.text.split())}\u201d {marks}"
    yield ""
    for citation in answer.citations:
        link = f" {citation.url}" if citation.url else ""
        when = citation.published or "date unknown"
        yield f"[{citation.n}] {citation.title}. {citation.outlet or 'outlet unknown'}, {when}{link}"
    if answer.note:
        yield f"({answer.note})"


def _questions() -> Iterator[str]:
    """Lines as they are typed, with a prompt; or as they come through a pipe, each repeated before its answer."""
    if not sys.stdin.isatty():
        for line in sys.stdin:
            question = line.strip()
            if question:
                _print(f"> {question}")
            yield question
        return
    import readline  # noqa: F401 (gives input() its line editing and history)

    _print(_WELCOME)
    while True:
        try:
            yield input("> ").strip()
        except EOFError:
            _print("")
            return


def _print(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
