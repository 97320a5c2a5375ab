"""Fit the weights of a judge of answers, and say what they reach on stories that they were not fitted on.

    python -m benchmarks.fit_answering --data DIR --judge reader|cosine      DIR holds reader/newsqa-1000/

The CNN stories of newsqa-1000 are one archive. Each question is asked twice: with its story in the archive, where it
can be answered, and with that story's passages taken out of the hits, where it cannot. A sentence answers where it
holds the answer string and stands in the question's own story. Stories are split in halves by a hash of their text:
one is fitted on, the other is what the figures are of. The weights printed go into bot/answering/by_reader.py and
by_cosine.py. `--work DIR` keeps the index between runs.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from dataclasses import astuple, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import balanced_accuracy_score, roc_auc_score

from bot.answering import by_cosine, by_reader
from bot.answering.logistic import probability
from bot.answering.wording import Wording
from corpus.settings import CorpusSettings
from index.build import Rebuild
from index.embedding import Embedder
from index.generation import Generations
from index.reader import Reader
from index.search import Hit, Searcher
from index.settings import IndexSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

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


def build(stories: dict[str, str], folder: Path) -> Searcher:
    """The stories as an archive."""
    folder.mkdir(parents=True, exist_ok=True)
    source = folder / "stories.jsonl"
    rows = ({"id": story, "title": "", "text": text, "language": "en"} for story, text in stories.items())
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    index = IndexSettings(threads=1)
    embedder = Embedder(index)
    Rebuild(folder / "data", embedder, CorpusSettings(), index, lambda *_: None).update([str(source)])
    return Searcher(Generations(folder / "data").open_current(), embedder, index)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that was read: its features, and whether it answers."""

    features: Any
    answers: bool


@dataclass(frozen=True, slots=True)
class Case:
    """A question as asked once: the sentences read, and whether its story was there."""

    asked: Asked
    sentences: list[Sentence]
    wording: Wording
    answerable: bool


@dataclass
class Fitting:
    """A judge's weights, and how its features are had."""

    featured: Callable[[str, Wording, Sequence[Hit], Searcher], list[tuple[Hit, int, int, Any]]]
    support: Callable[[Sequence[Any], Sequence[float], Wording], Any]
    sentence_weights: tuple[float, ...]
    support_weights: tuple[float, ...]

    def ranked(self, case: Case) -> list[Sentence]:
        """The sentences of a case, best first."""
        return sorted(case.sentences, key=lambda one: -probability(one.features, self.sentence_weights))

    def supported(self, case: Case) -> Any:
        """The support of a case."""
        best = self.ranked(case)
        chances = [probability(one.features, self.sentence_weights) for one in best]
        return self.support([one.features for one in best], chances, case.wording)


def cosine_fitting() -> Fitting:
    """The judge without a reader."""
    return Fitting(
        featured=lambda question, wording, hits, searcher: list(by_cosine.featured(question, wording, hits, searcher)),
        support=by_cosine.support,
        sentence_weights=by_cosine.SENTENCE_WEIGHTS,
        support_weights=by_cosine.SUPPORT_WEIGHTS,
    )


def reader_fitting(folder: Path | None) -> Fitting:
    """The judge that reads."""
    reader = Reader(folder, threads=1)
    return Fitting(
        featured=lambda question, wording, hits, _: [
            (one.hit, one.start, one.end, one.features) for one in by_reader.read_all(question, wording, hits, reader)
        ],
        support=lambda features, _, wording: by_reader.support(features, wording),
        sentence_weights=by_reader.SENTENCE_WEIGHTS,
        support_weights=by_reader.SUPPORT_WEIGHTS,
    )


def cases(questions: Sequence[Asked], searcher: Searcher, fitting: Fitting) -> list[Case]:
    """Every question with its story and without."""
    made = []
    for asked in questions:
        hits = searcher.passages(asked.question, 4 * _READ)
        wording = Wording(asked.question, searcher.generation.lexical)
        for answerable in (True, False):
            read = [hit for hit in hits if answerable or hit.article.id != asked.story][:_READ]
            sentences = [
                Sentence(
                    features,
                    hit.article.id == asked.story and _letters(asked.answer) in _letters(hit.article.text[a:b]),
                )
                for hit, a, b, features in fitting.featured(asked.question, wording, read, searcher)
            ]
            made.append(Case(asked, sentences, wording, answerable))
    return made


def fit(features: Sequence[Any], labels: Sequence[bool]) -> tuple[float, ...]:
    """Weights and constant of a logistic regression."""
    values = np.array([astuple(one) for one in features])
    model = LogisticRegression(max_iter=5000, C=1.0).fit(values, np.array(labels))
    return (*(round(float(weight), 3) for weight in model.coef_[0]), round(float(model.intercept_[0]), 3))


def report(name: str, held: Sequence[Case], fitting: Fitting) -> None:
    """What the weights reach on cases."""
    asked = [case for case in held if case.answerable]
    places = [[one.answers for one in fitting.ranked(case)] for case in asked]
    reached = [answers.index(True) for answers in places if any(answers)]
    print(f"{name}: {len(asked)} questions, answer among the sentences read: {len(reached) / len(asked):.3f}")
    for k in (1, 3):
        print(f"  answer in the first {k} sentences: {sum(place < k for place in reached) / len(asked):.3f}")
    chances = [probability(fitting.supported(case), fitting.support_weights) for case in held]
    truth = [case.answerable for case in held]
    print(f"  answerable or not: AUROC {roc_auc_score(truth, chances):.3f}", end=", ")
    print(f"balanced accuracy at .5 {balanced_accuracy_score(truth, [chance >= 0.5 for chance in chances]):.3f}")


def main() -> None:
    """Fit on one half, print the weights, report on both."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--judge", choices=("reader", "cosine"), default="reader")
    parser.add_argument("--reader", type=Path, help="folder of another reader than the bundled one")
    parser.add_argument("--work", type=Path, help="folder that keeps the index between runs")
    parser.add_argument("--questions", type=int, help="take only so many of the questions, the first ones")
    arguments = parser.parse_args()
    stories, questions = load(arguments.data / "reader" / "newsqa-1000" / "newsqa-1000.jsonl")
    questions = questions[: arguments.questions]
    fitting = cosine_fitting() if arguments.judge == "cosine" else reader_fitting(arguments.reader)
    with TemporaryDirectory() as folder:
        searcher = build(stories, arguments.work or Path(folder))
        fitted = cases([asked for asked in questions if asked.fitted], searcher, fitting)
        held = cases([asked for asked in questions if not asked.fitted], searcher, fitting)
    report("weights as they stand, other half", held, fitting)
    told = [case for case in fitted if case.answerable and any(one.answers for one in case.sentences)]
    every = [one for case in told for one in case.sentences]
    fitting.sentence_weights = fit([one.features for one in every], [one.answers for one in every])
    fitting.support_weights = fit([fitting.supported(case) for case in fitted], [case.answerable for case in fitted])
    print(f"SENTENCE_WEIGHTS: tuple[float, ...] = {fitting.sentence_weights}")
    print(f"SUPPORT_WEIGHTS: tuple[float, ...] = {fitting.support_weights}")
    report("weights fitted now, fitted half", fitted, fitting)
    report("weights fitted now, other half", held, fitting)


def _letters(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


if __name__ == "__main__":
    main()
