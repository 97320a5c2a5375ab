"""Lies written by hand, each beside the print that it twists: `python -m benchmarks.lies_by_hand [--show]`.

They were written to get past the checks, by somebody who had read these. Nothing but the checks stands between them
and the reader here: no endpoint, no second opinion. Set after set: the checks were mended after the first look at one,
before the next was written.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.answering.generative.checking import Source, failures
from corpus.article import Article

FILE = Path(__file__).with_suffix(".jsonl")
_PUBLISHED = date(1995, 6, 28)  # a Wednesday


@dataclass(frozen=True, slots=True)
class Pair:
    """A printed sentence, and what is said of it."""

    made: str
    printed: str
    said: str
    true: bool

    @property
    def failures(self) -> tuple[str, ...]:
        """The checks that refuse what is said."""
        article = Article("a", "News", self.printed, outlet="Pacific Wire", published=_PUBLISHED)
        return failures(self.said, Source(article, 0, len(self.printed)))


def pairs() -> list[Pair]:
    """All of them, in the order in which they were written."""
    rows = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
    return [Pair(row["set"], row["print"], row["said"], row["true"]) for row in rows]


def main() -> None:
    """Check them all, and print what passed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--show", action="store_true", help="print the lies that passed and the truths that did not")
    arguments = parser.parse_args()
    every = pairs()
    for true in (False, True):
        for made in dict.fromkeys(pair.made for pair in every if pair.true == true):
            some = [pair for pair in every if pair.true == true and pair.made == made]
            passed = [pair for pair in some if not pair.failures]
            print(f"{'truths' if true else 'lies'}, {made + ' set':12} {len(passed):3} of {len(some)} pass")
            for pair in (pair for pair in some if arguments.show and (pair in passed) != true):
                print(f"  print  {pair.printed}\n  said   {pair.said}  {', '.join(pair.failures)}")


if __name__ == "__main__":
    main()
