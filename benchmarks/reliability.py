"""How far the confidence of answers can be trusted: `python -m benchmarks.reliability --data DIR [--svg FILE]`.

The judge that answers use is asked about the half of newsqa-1000 and squad2 that its weights were not fitted on (see
benchmarks.fit_answering); an answer counts as there where the set says that the archive holds one. Printed are, for ten
bins of confidence, how many questions fell into it, their mean confidence and the share that could be answered; the
expected calibration error (the mean gap, weighed by the bins); the Brier score; and at the threshold of
`answering.min_confidence` what is refused of the answerable and of the rest. `--svg` draws it.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.asked_sets import SETS
from benchmarks.fit_answering import build, cases, reader_fitting
from bot.answering.logistic import probability
from bot.settings import AnsweringSettings

if TYPE_CHECKING:
    from collections.abc import Sequence

BINS = 10
_SIDE, _MARGIN = 320, 48  # pixels of the drawing


@dataclass(frozen=True, slots=True)
class Told:
    """One question: how sure the judge was that it can be answered, and whether it can."""

    confidence: float
    answerable: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """The questions of a tenth of the scale: how many, their mean confidence, the share that can be answered."""

    count: int
    confidence: float
    answerable: float


def binned(told: Sequence[Told]) -> list[Bin]:
    """The bins from 0 to 1 that hold a question."""
    bins = []
    for number in range(BINS):
        inside = [one for one in told if min(int(one.confidence * BINS), BINS - 1) == number]
        if inside:
            sure = sum(one.confidence for one in inside) / len(inside)
            bins.append(Bin(len(inside), sure, sum(one.answerable for one in inside) / len(inside)))
    return bins


def calibration_error(bins: Sequence[Bin]) -> float:
    """The expected calibration error: the mean gap between confidence and share (Naeini et al. 2015)."""
    total = sum(one.count for one in bins)
    return sum(one.count * abs(one.confidence - one.answerable) for one in bins) / total


def brier(told: Sequence[Told]) -> float:
    """The mean squared distance of confidence from truth."""
    return sum((one.confidence - one.answerable) ** 2 for one in told) / len(told)


def table(name: str, told: Sequence[Told], threshold: float) -> str:
    """The diagram in characters, and the figures below it."""
    bins = binned(told)
    rows = [f"{name}: {len(told)} questions", "confidence  questions  answerable"]
    for one in bins:
        bar = "".join(
            "|" if place == round(one.confidence * 40) else "#" if place < round(one.answerable * 40) else " "
            for place in range(41)
        )
        rows.append(f"      {one.confidence:.2f}  {one.count:9}        {one.answerable:.2f}  {bar}")
    can, cannot = [one for one in told if one.answerable], [one for one in told if not one.answerable]
    refused = [sum(one.confidence < threshold for one in side) / max(1, len(side)) for side in (can, cannot)]
    rows.append(f"calibration error {calibration_error(bins):.3f}  Brier score {brier(told):.3f}")
    rows.append(
        f"below {threshold}: {refused[0]:.3f} of the answerable refused, {refused[1]:.3f} of the rest abstained"
    )
    return "\n".join(rows)


def drawing(bins: Sequence[Bin]) -> str:
    """The reliability diagram as SVG: a dot a bin, its area by its questions, on the line where both agree."""
    most = max(one.count for one in bins)
    far = _SIDE + _MARGIN
    dots = "".join(
        f'<circle cx="{_MARGIN + one.confidence * _SIDE:.1f}" cy="{far - one.answerable * _SIDE:.1f}" '
        f'r="{2 + 10 * (one.count / most) ** 0.5:.1f}" fill="#246" fill-opacity="0.7"><title>'
        f"{one.count} questions, confidence "
        f"{one.confidence:.2f}, answerable {one.answerable:.2f}</title></circle>"
        for one in bins
    )
    size = _SIDE + 2 * _MARGIN
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" font-family="sans-serif" font-size="12">'
        f'<rect x="{_MARGIN}" y="{_MARGIN}" width="{_SIDE}" height="{_SIDE}" fill="none" stroke="#999"/>'
        f'<line x1="{_MARGIN}" y1="{far}" x2="{far}" y2="{_MARGIN}" stroke="#999" stroke-dasharray="4"/>{dots}'
        f'<text x="{size // 2}" y="{size - 12}" text-anchor="middle">confidence</text>'
        f'<text x="16" y="{size // 2}" text-anchor="middle" '
        f'transform="rotate(-90 16 {size // 2})">answerable</text></svg>\n'
    )


def main() -> None:
    """Ask, print the diagram, and draw it where asked to."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder that holds reader/ and reuters21578/")
    parser.add_argument("--reader", type=Path, help="folder of another reader than the bundled one")
    parser.add_argument("--questions", type=int, default=400, help="how many questions of each set (default: 400)")
    parser.add_argument("--svg", type=Path, help="file for the drawing of all sets together")
    arguments = parser.parse_args()
    fitting, threshold = reader_fitting(arguments.reader), AnsweringSettings().min_confidence
    every: list[Told] = []
    for name, load in SETS.items():
        stories, asked = load(arguments.data)
        some = [one for one in asked[: arguments.questions] if not one.fitted]
        with TemporaryDirectory() as folder:
            made = cases(some, build(stories, Path(folder)), fitting)
        told = [
            Told(probability(fitting.supported(case), fitting.support_weights), case.answerable)
            for case in made
            if case.sentences
        ]
        print(table(name, told, threshold))
        every += told
    if arguments.svg:
        arguments.svg.write_text(drawing(binned(every)), encoding="utf-8")


if __name__ == "__main__":
    main()
