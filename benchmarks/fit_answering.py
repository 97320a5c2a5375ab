"""Fit the two probabilities of bot/answering/scoring.py, and say what they reach on stories they were not fitted on.

    python -m benchmarks.fit_answering --data DIR      DIR holds reader/newsqa-1000/

The CNN stories of newsqa-1000 are one archive. Each question is asked twice: with its story in the archive, where it
can be answered, and with that story's passages taken out of the hits, where it cannot. A sentence answers where it
holds the answer string and stands in the question's own story. Stories are split in halves by a hash of their text:
one is fitted on, the other is what the figures are of.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from dataclasses import astuple, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import balanced_accuracy_score, roc_auc_score

from bot.answering import scoring
from bot.answering.evidence import Evidence, gather
from bot.answering.wording import Wording
from corpus.settings import CorpusSettings
from index.build import Rebuild
from index.embedding import Embedder
from index.generation import Generations
from index.search import Hit, Searcher
from index.settings import IndexSettings

if TYPE_CHECKING:
    from collections.abc import Sequence

_READ = 8  # passages, as answering.passages


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the id of its story, and its answer."""

    question: str
    story: str
    answer: str

    @property
    def fitted(self) -> bool:
        """Whether its story is in the half that is fitted on."""
        return int(self.story, 16) % 2 == 0


def plain(text: str) -> str:
    """Tokenised text as it would be printed."""
    text = text.replace("-LRB-", "(").replace("-RRB-", ")").replace("``", '"').replace("''", '"')
    text = re.sub(r" ([.,;:?!%)]|'s\b|n't\b|'re\b|'ve\b|'ll\b|'d\b|'m\b)", r"\1", text)
    return re.sub(r"([($]) ", r"\1", text)


def load(path: Path) -> tuple[dict[str, str], list[Asked]]:
    """Stories by id, and the questions."""
    stories, asked = {}, []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = plain(row["story_text"])
        story = hashlib.sha256(text.encode()).hexdigest()[:12]
        stories[story] = text
        asked.append(Asked(row["question"], story, plain(row["answer"])))
    return stories, asked


def rank(question: str, hits: Sequence[Hit], searcher: Searcher) -> tuple[list[Evidence], Wording]:
    """Evidence, best first by the weights in force, as answering ranks it."""
    wording = Wording(question, searcher.generation.lexical)
    found = gather(question, wording, hits, searcher)
    return sorted(found, key=lambda evidence: -scoring.sentence_probability(evidence.features)), wording


class RememberingEmbedder(Embedder):
    """An embedder that embeds no text twice: the same sentences come up for many questions."""

    def __init__(self, settings: IndexSettings) -> None:
        """Start with nothing remembered."""
        super().__init__(settings)
        self._known: dict[str, np.ndarray] = {}

    def embed(self, texts: Sequence[str], on_progress: object = None) -> np.ndarray:  # noqa: ARG002
        """Unit vectors of the texts."""
        new = sorted({text for text in texts if text not in self._known})
        self._known.update(zip(new, super().embed(new), strict=True))
        return np.stack([self._known[text] for text in texts])


def build(stories: dict[str, str], folder: Path) -> Searcher:
    """The stories as an archive."""
    source = folder / "stories.jsonl"
    rows = ({"id": story, "title": "", "text": text, "language": "en"} for story, text in stories.items())
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    index = IndexSettings(threads=1)
    embedder = RememberingEmbedder(index)
    Rebuild(folder / "data", embedder, CorpusSettings(), index, lambda *_: None).update([str(source)])
    return Searcher(Generations(folder / "data").open_current(), embedder, index)


@dataclass(frozen=True, slots=True)
class Case:
    """One question as asked: its evidence, which of it answers, and whether its story was there."""

    asked: Asked
    evidence: list[Evidence]
    answers: list[bool]
    wording: Wording
    answerable: bool


def cases(questions: Sequence[Asked], searcher: Searcher) -> list[Case]:
    """Every question with its story and without; with it only where its passages were among the hits."""
    made = []
    for asked in questions:
        hits = searcher.passages(asked.question, 4 * _READ)
        answer = _letters(asked.answer)
        for answerable in (True, False):
            read = [hit for hit in hits if answerable or hit.article.id != asked.story][:_READ]
            evidence, wording = rank(asked.question, read, searcher)
            answers = [e.hit.article.id == asked.story and answer in _letters(e.text) for e in evidence]
            made.append(Case(asked, evidence, answers, wording, answerable))
    return made


def fit(features: list[tuple[float, ...]], labels: list[bool]) -> tuple[float, ...]:
    """Weights and constant of a logistic regression."""
    model = LogisticRegression(max_iter=2000, C=1.0).fit(np.array(features), np.array(labels))
    return (*(round(float(weight), 3) for weight in model.coef_[0]), round(float(model.intercept_[0]), 3))


def report(name: str, held: Sequence[Case]) -> None:
    """What the weights in force reach on cases."""
    reached = [case for case in held if case.answerable and any(case.answers)]
    ranks = [rank_of(case) for case in reached]
    asked = [case for case in held if case.answerable]
    probabilities = [scoring.answer_probability(scoring.support(case.evidence, case.wording)) for case in held]
    truth = [case.answerable for case in held]
    print(f"{name}: {len(asked)} questions, answer among the sentences read: {len(reached) / len(asked):.3f}")
    for k in (1, 3):
        print(f"  answer in the first {k} sentences: {sum(r < k for r in ranks) / len(asked):.3f}")
    print(f"  answerable or not: AUROC {roc_auc_score(truth, probabilities):.3f}", end=", ")
    print(f"balanced accuracy at .5 {balanced_accuracy_score(truth, [p >= 0.5 for p in probabilities]):.3f}")


def rank_of(case: Case) -> int:
    """Where the first sentence that answers stands, from 0."""
    order = sorted(range(len(case.evidence)), key=lambda at: -scoring.sentence_probability(case.evidence[at].features))
    return next(place for place, at in enumerate(order) if case.answers[at])


def main() -> None:
    """Fit on one half, print the weights, report on both."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--questions", type=int, help="take only so many of the questions, the first ones")
    arguments = parser.parse_args()
    stories, questions = load(arguments.data / "reader" / "newsqa-1000" / "newsqa-1000.jsonl")
    questions = questions[: arguments.questions]
    with TemporaryDirectory() as folder:
        searcher = build(stories, Path(folder))
        fitted = cases([asked for asked in questions if asked.fitted], searcher)
        held = cases([asked for asked in questions if not asked.fitted], searcher)
    report("weights as they stand, fitted half", fitted)
    report("weights as they stand, other half", held)
    told = [case for case in fitted if case.answerable and any(case.answers)]
    features = [astuple(evidence.features) for case in told for evidence in case.evidence]
    scoring.SENTENCE_WEIGHTS = fit(features, [answer for case in told for answer in case.answers])
    for case in fitted:
        case.evidence.sort(key=lambda evidence: -scoring.sentence_probability(evidence.features))
    supported = [astuple(scoring.support(case.evidence, case.wording)) for case in fitted]
    scoring.SUPPORT_WEIGHTS = fit(supported, [case.answerable for case in fitted])
    print(f"SENTENCE_WEIGHTS = {scoring.SENTENCE_WEIGHTS}")
    print(f"SUPPORT_WEIGHTS = {scoring.SUPPORT_WEIGHTS}")


def _letters(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


if __name__ == "__main__":
    main()
