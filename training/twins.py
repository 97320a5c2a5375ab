"""Pairs of questions on Reuters-21578 written for Dateline: one that its passage answers, one that only looks so.

After the unanswerable questions of SQuAD 2.0 (Rajpurkar et al. 2018): the twin asks of another firm, another year, what
was denied or what is nowhere given, in the passage's own words, and something of the right kind stands there. A line
of `twins.jsonl`, whose article and answer are named as in `own_words.jsonl`:

    {"article": "4057", "part": "train", "asked": ["Who sold?"], "span": [9, 14], "sum": "...", "twin": "Who bought?"}
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from training.examples import with_span, without_answer
from training.own_words import Affair, answer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from random import Random

    from training.examples import Example
    from training.own_words import Cuts

FILE = Path(__file__).with_name("twins.jsonl")


@dataclass(frozen=True, slots=True)
class Twins:
    """What an article answers, and a question beside it that it does not."""

    affair: Affair
    twin: str


def twins(path: Path = FILE) -> tuple[Twins, ...]:
    """All of the file, in its order."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return tuple(Twins(Affair.of(row), row["twin"]) for row in rows)


def beside_twins(told: Sequence[Twins], cuts: Cuts, rng: Random) -> Iterator[Example]:
    """Both questions of each pair beside the same passage."""
    for number, one in enumerate(told):
        affair = one.affair
        if affair.span is None or answer(affair, cuts.articles[affair.article].text) is None:
            continue
        text, place = cuts.around(affair.article, affair.span, rng)
        [question] = affair.asked
        yield with_span("twins", f"twins-{number}@{affair.article}", question, text, place)
        yield without_answer("twins", f"twins-{number}-not@{affair.article}", one.twin, text)
