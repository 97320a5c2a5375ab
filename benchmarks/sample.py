"""The 60 questions of the bundled archive, asked: `python -m benchmarks.sample [--reader none] [--misses]`.

A right top citation is one of an article that `questions.jsonl` expects. A short answer counts where it stands, case
aside, in a quote of the answer.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from bot.answering.answer import Question, Turn
from bot.answering.answerer import Answerer
from bot.open import open_judge
from bot.settings import AnsweringSettings, ReaderSettings
from corpus.settings import CorpusSettings
from index.build import Rebuild
from index.embedding import Embedder
from index.generation import Generations
from index.live import LiveArchive
from index.settings import IndexSettings
from index.window import window_from_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.answer import Answer
    from index.search import Searcher

QUESTIONS = Path(__file__).parent.parent / "corpus" / "sample" / "questions.jsonl"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one question got."""

    row: dict[str, Any]
    answer: Answer

    @property
    def right_at_the_top(self) -> bool:
        """Whether the first citation is of an article that answers."""
        return bool(self.answer.citations) and self.answer.citations[0].article_id in self.row["expected"]

    @property
    def quotes_the_short_answer(self) -> bool:
        """Whether a quote holds the short answer."""
        short = self.row["short_answer"].lower()
        return any(short in citation.quote.lower() for citation in self.answer.citations)


def question_of(row: dict[str, Any]) -> Question:
    """A line of questions.jsonl as a question."""
    history = tuple(Turn(turn["question"], turn["answer"]) for turn in row.get("history", ()))
    return Question(row["text"], window_from_text(row.get("after"), row.get("before"), row.get("as_of")), history)


def ask_all(answerer: Answerer, count: int | None = None) -> list[Outcome]:
    """Every question, or the first so many, asked."""
    rows = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()[:count]]
    return [Outcome(row, answerer.ask(question_of(row))) for row in rows]


def figures(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """The shares that count, each between 0 and 1."""
    answerable = [outcome for outcome in outcomes if outcome.row["answerable"]]
    unanswerable = [outcome for outcome in outcomes if not outcome.row["answerable"]]
    short = [outcome for outcome in answerable if outcome.row["short_answer"]]
    return {
        "top citation of a right article": _share([outcome.right_at_the_top for outcome in answerable]),
        "short answer in a quote": _share([outcome.quotes_the_short_answer for outcome in short]),
        "answerable refused": _share([outcome.answer.abstained for outcome in answerable]),
        "unanswerable abstained": _share([outcome.answer.abstained for outcome in unanswerable]),
    }


def told_apart(outcomes: Sequence[Outcome]) -> float:
    """The chance that an answerable question gets more confidence than an unanswerable one: the area under the ROC."""
    by_kind = {
        kind: [outcome.answer.confidence for outcome in outcomes if outcome.row["answerable"] == kind]
        for kind in (True, False)
    }
    pairs = list(product(by_kind[True], by_kind[False]))
    return sum((can > cannot) + (can == cannot) / 2 for can, cannot in pairs) / len(pairs)


def false_quotes(outcomes: Sequence[Outcome], searcher: Searcher) -> list[str]:
    """Quotes that are not in their article's text where the citation says, to the letter."""
    found = []
    for citation in [citation for outcome in outcomes for citation in outcome.answer.citations]:
        article = searcher.generation.store.article(citation.article_id)
        if article is None or article.text[citation.start : citation.end] != citation.quote:
            found.append(citation.quote)
    return found


def main() -> None:
    """Ask, and print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--misses", action="store_true", help="print the questions that went wrong")
    parser.add_argument("--reader", default="bundled", help="bundled, none, or a folder (default: bundled)")
    arguments = parser.parse_args()
    index = IndexSettings()
    embedder = Embedder(index)
    with TemporaryDirectory() as folder:
        Rebuild(Path(folder), embedder, CorpusSettings(), index, lambda *_: None).update(["sample"])
        archive = LiveArchive(Generations(Path(folder)), embedder, index)
        outcomes = ask_all(Answerer(archive, open_judge(ReaderSettings(model=arguments.reader)), AnsweringSettings()))
        for name, share in figures(outcomes).items():
            print(f"{name:34} {share:.3f}")
        print(f"{'confidence, AUROC of answerable':34} {told_apart(outcomes):.3f}")
        print(f"{'quotes that are not in print':34} {len(false_quotes(outcomes, archive.searcher()))}")
        print(f"{'ask, warm, median':34} {median(outcome.answer.timings_ms['total'] for outcome in outcomes):.0f} ms")
    for outcome in outcomes if arguments.misses else ():
        if outcome.row["answerable"] != outcome.right_at_the_top:
            row, answer = outcome.row, outcome.answer
            quote = answer.citations[0].quote if answer.citations else "(abstained)"
            print(f"{row['id']} {answer.standalone_question}\n    {answer.confidence:.2f} {quote[:160]}")


def _share(truths: Sequence[bool]) -> float:
    return sum(truths) / len(truths)


if __name__ == "__main__":
    main()
