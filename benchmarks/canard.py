"""Follow-ups against what people made of them: `python -m benchmarks.canard --data DIR [--half held] [--missed]`.

CANARD (Elgohary et al. 2019) has questions of conversations on one page and, for each, a rewrite by a person that
stands alone. The page's title and section, which open every history, are given as the first turn. Counted are content
words, stemmed: of those that people added, the share that is added here; of those added here, the share that people
added too. Conversations are split by the parity of a checksum: rules were made with one half, the other is held.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

from bot.answering.answer import Turn
from bot.answering.followup import standalone
from bot.answering.wording import content_terms

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HALVES = ("made", "held")


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A question with its history and the rewrite of a person."""

    question: str
    history: tuple[Turn, ...]
    rewrite: str

    @property
    def ours(self) -> str:
        """The stand-alone form that is made here."""
        return standalone(self.question, self.history)

    def counts(self) -> tuple[int, int, int]:
        """How many content words people added, how many are added here, and how many are the same."""
        said = set(content_terms(self.question))
        theirs = set(content_terms(self.rewrite)) - said
        ours = set(content_terms(self.ours)) - said
        return len(theirs), len(ours), len(theirs & ours)


def follow_ups(path: Path, half: str) -> Iterator[FollowUp]:
    """The questions of one half that have a history beyond the title, or a rewrite that says more."""
    for row in json.loads(path.read_text(encoding="utf-8")):
        if HALVES[crc32(row["QuAC_dialog_id"].encode()) % 2] == half:
            yield _follow_up(row)


def _follow_up(row: dict[str, Any]) -> FollowUp:
    said = row["History"]
    turns = tuple(Turn(question, answer) for question, answer in zip(said[::2], said[1::2], strict=True))
    return FollowUp(row["Question"], turns, row["Rewrite"])


def shares(rows: Sequence[FollowUp]) -> tuple[float, float]:
    """The share of people's words that are added here, and of the words added here that are people's."""
    theirs, ours, same = (sum(column) for column in zip(*(row.counts() for row in rows), strict=True))
    return same / theirs, same / ours


def places(row: FollowUp) -> dict[str, set[str]]:
    """The content words of what was said before, by where."""
    turns = row.history[1:]
    return {
        "last question": {word for turn in turns[-1:] for word in content_terms(turn.question)},
        "last answer": {word for turn in turns[-1:] for word in content_terms(turn.answer)},
        "title": set(content_terms(row.history[0].question)),
        "section": set(content_terms(row.history[0].answer)),
        "earlier questions": {word for turn in turns[:-1] for word in content_terms(turn.question)},
        "earlier answers": {word for turn in turns[:-1] for word in content_terms(turn.answer)},
    }


def missed(rows: Sequence[FollowUp]) -> dict[str, tuple[int, float]]:
    """Where the words stand that people added and are not added here: how many, each at the first of its places.

    Beside it the share that would be right if every word of that place were added.
    """
    counts, right, all_words = Counter[str](), Counter[str](), Counter[str]()
    for row in rows:
        known = set(content_terms(row.question)) | set(content_terms(row.ours))
        theirs, said = set(content_terms(row.rewrite)) - known, places(row)
        counts.update(next((place for place, words in said.items() if word in words), "nowhere") for word in theirs)
        right.update({place: len((words - known) & theirs) for place, words in said.items()})
        all_words.update({place: len(words - known) for place, words in said.items()})
    return {place: (count, right[place] / max(1, all_words[place])) for place, count in counts.most_common()}


def main() -> None:
    """Rewrite, and print the shares."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with dev.json of CANARD")
    parser.add_argument("--half", choices=HALVES, help="one half alone (default: both)")
    parser.add_argument(
        "--misses", type=int, default=0, metavar="N", help="print every Nth question of the half made with"
    )
    parser.add_argument(
        "--missed", action="store_true", help="print where the words stand that are missed, half made with"
    )
    arguments = parser.parse_args()
    for half in [arguments.half] if arguments.half else HALVES:
        rows = list(follow_ups(arguments.data / "dev.json", half))
        found, right = shares(rows)
        print(
            f"{half:5} {len(rows)} questions  "
            f"of people's words added here {found:.3f}  of words added here right {right:.3f}"
        )
        for place, (count, right) in missed(rows).items() if arguments.missed and half == "made" else ():
            print(f"  missed {count:4} of {place:17}  right if all of it were added {right:.3f}")
        for row in rows[:: arguments.misses] if arguments.misses and half == "made" else ():
            print(f"  {' / '.join(turn.question for turn in row.history[-2:])} -> {row.history[-1].answer[:80]}")
            print(f"    {row.question}\n    person: {row.rewrite}\n    here:   {row.ours}")


if __name__ == "__main__":
    main()
