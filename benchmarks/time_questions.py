"""Questions with time phrases against the window they should get: `python -m benchmarks.time_questions [--misses]`.

A question is right where after, before and as_of are as expected, and, where the latest is asked for, that was seen.
It is silently wrong where a window was set that is not the expected one; one that was left open is shown to the person
as "any time". Questions that date themselves by an event ask the bundled archive for its day.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from bot.answering.scope import scope_of
from bot.open import open_judge
from bot.settings import ReaderSettings
from corpus.settings import CorpusSettings
from index.build import Rebuild
from index.embedding import Embedder
from index.generation import Generations
from index.live import LiveArchive
from index.settings import IndexSettings
from index.window import Window

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.evidence import Judge
    from index.search import Searcher

QUESTIONS = Path(__file__).parent.parent / "tests" / "bot" / "answering"
HALVES = ("made", "held")


@dataclass(frozen=True, slots=True)
class Placed:
    """A question of the set and the window it got."""

    row: dict[str, Any]
    window: Window
    newest: bool

    @property
    def is_right(self) -> bool:
        """Whether the window is the expected one."""
        got = tuple(day and day.isoformat() for day in (self.window.after, self.window.before, self.window.as_of))
        return got == self.expected and (self.newest or not self.row.get("newest"))

    @property
    def is_silently_wrong(self) -> bool:
        """Whether a window was set that is not the expected one."""
        return not self.is_right and not self.window.is_open

    @property
    def expected(self) -> tuple[str | None, ...]:
        """Its after, before and as_of."""
        return tuple(self.row.get(name) for name in ("after", "before", "as_of"))


def place_all(half: str, searcher: Searcher, judge: Judge) -> list[Placed]:
    """Every question of a half with its window, counted from its day of asking."""
    lines = (QUESTIONS / f"time_questions_{half}.jsonl").read_text(encoding="utf-8").splitlines()
    placed = []
    for row in map(json.loads, lines):
        scope = scope_of(row["question"], Window(), searcher, judge, date.fromisoformat(row["asked"]))
        placed.append(Placed(row, scope.window, scope.asked.newest))
    return placed


def figures(placed: Sequence[Placed]) -> dict[str, float]:
    """The share that is right, and how many are silently wrong."""
    return {
        "right": sum(one.is_right for one in placed) / len(placed),
        "silently wrong": sum(one.is_silently_wrong for one in placed),
    }


def main() -> None:
    """Place, and print the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--misses", action="store_true", help="print the questions that got another window")
    parser.add_argument("--half", choices=HALVES, help="one half alone (default: both)")
    arguments = parser.parse_args()
    index = IndexSettings()
    embedder = Embedder(index)
    with TemporaryDirectory() as folder:
        Rebuild(Path(folder), embedder, CorpusSettings(), index, lambda *_: None).update(["sample"])
        searcher = LiveArchive(Generations(Path(folder)), embedder, index).searcher()
        judge = open_judge(ReaderSettings())
        for half in [arguments.half] if arguments.half else HALVES:
            placed = place_all(half, searcher, judge)
            shares = figures(placed)
            print(
                f"{half:5} {len(placed)} questions  "
                f"right {shares['right']:.3f}  silently wrong {shares['silently wrong']}"
            )
            for one in placed if arguments.misses else ():
                if not one.is_right:
                    print(f"  {one.row['id']} {one.row['question']}\n      {one.expected} expected, got {one.window}")


if __name__ == "__main__":
    main()
