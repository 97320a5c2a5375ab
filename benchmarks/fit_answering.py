"""Fit the weights of a judge of answers, and say what they reach on stories that they were not fitted on.

    python -m benchmarks.fit_answering --data DIR --judge reader|cosine

DIR holds reader/newsqa-1000/, reader/squad2/, reader/wikiqa/ and reuters21578/, of which the reader was not trained on
what is used here. Each is one archive, asked without naming a passage:

- newsqa: a question about a CNN story is asked twice, with its story in the archive, where it can be answered, and with
  that story's passages taken out of the hits, where it cannot.
- squad2: questions on 646 paragraphs, half of them written so that a paragraph seems to answer and does not.
- wikiqa: what people had asked a search engine, in their own words and with no text before them, on the section of an
  article that was clicked on; more than half of the sections do not answer.
- own-words: what was asked of Reuters stories for Dateline, without their wording (training/own_words.py); one
  question in six none of them answers.

A sentence answers where it holds the answer string and stands in the question's own story. Stories (of squad2:
subjects) are split in halves by a hash, own-words by its parts: one half is fitted on, the other is what the figures
are of. The weights printed go into bot/answering/by_reader.py and by_cosine.py. `--work DIR` keeps the indexes.
"""

from __future__ import annotations

import argparse
import json
import re
from dataclasses import asdict, astuple, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.optimize import minimize
from sklearn.metrics import balanced_accuracy_score, roc_auc_score

from benchmarks.asked_sets import SETS
from bot.answering import by_cosine, by_reader
from bot.answering.logistic import probability
from bot.answering.wording import Wording
from bot.settings import AnsweringSettings
from corpus.settings import CorpusSettings
from index.build import Rebuild
from index.embedding import Embedder
from index.generation import Generations
from index.reader import Reader
from index.search import Hit, Searcher
from index.settings import IndexSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from benchmarks.asked_sets import Asked, Story

_READ = AnsweringSettings().passages
_RIDGE = 0.002


def build(stories: dict[str, Story], folder: Path) -> Searcher:
    """The stories as an archive."""
    folder.mkdir(parents=True, exist_ok=True)
    source = folder / "stories.jsonl"
    rows = ({"id": name, "language": "en"} | asdict(story) for name, story in stories.items())
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
        support=lambda features, *_: by_reader.support(features),
        sentence_weights=by_reader.SENTENCE_WEIGHTS,
        support_weights=by_reader.SUPPORT_WEIGHTS,
    )


def cases(questions: Sequence[Asked], searcher: Searcher, fitting: Fitting) -> list[Case]:
    """Every question that has an answer with its story and, in newsqa, without; those that have none as they are."""
    made = []
    for asked in questions:
        hits = searcher.passages(asked.question, 4 * _READ)
        wording = Wording(asked.question, searcher.generation.lexical)
        conditions = (True, False) if asked.twice else (asked.answer is not None,)
        for answerable in conditions:
            read = [hit for hit in hits if not asked.twice or answerable or hit.article.id != asked.story]
            sentences = [
                Sentence(features, hit.article.id == asked.story and _holds(hit.article.text[start:end], asked.answer))
                for hit, start, end, features in fitting.featured(asked.question, wording, read[:_READ], searcher)
            ]
            made.append(Case(asked, sentences, wording, answerable))
    return made


def fit(features: Sequence[Any], labels: Sequence[bool]) -> tuple[float, ...]:
    """Weights and constant of a logistic regression whose weights are not negative.

    Every feature speaks for an answer; without the bound, features that say much the same get weights of either sign,
    which fit the sample and nothing else.
    """
    values = np.array([astuple(one) for one in features])
    weights, constant = _logistic(values, labels)
    return (*np.round(weights, 3).tolist(), round(constant, 3))


def fit_ranking(told: Sequence[Case]) -> tuple[float, ...]:
    """Weights and constant by which the sentences of a question are ranked.

    The weights maximise the share that the answering sentences of a question have in a softmax over all of its
    sentences (listwise, Cao et al. 2007): what counts is who comes first, question by question. One scale and one
    constant then make the sum a probability. Not negative, as in `fit`.
    """
    values = np.array([astuple(one.features) for case in told for one in case.sentences])
    labels = np.array([one.answers for case in told for one in case.sentences])
    ends = np.cumsum([len(case.sentences) for case in told])
    parts = [slice(end - len(case.sentences), end) for case, end in zip(told, ends, strict=True)]

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        total, slope = 0.0, np.zeros_like(weights)
        sums = values @ weights
        for part in parts:
            exponents = np.exp(sums[part] - sums[part].max())
            among, right = exponents / exponents.sum(), exponents * labels[part]
            share = right.sum() / exponents.sum()
            total -= np.log(share)
            slope -= values[part].T @ (right / right.sum() - among)
        return float(total / len(parts) + 0.5 * _RIDGE * weights @ weights), slope / len(parts) + _RIDGE * weights

    count = values.shape[1]
    weights = minimize(loss, np.full(count, 0.1), jac=True, bounds=[(0, None)] * count, method="L-BFGS-B").x
    [scale], constant = _logistic((values @ weights)[:, None], labels.tolist())
    return (*np.round(scale * weights, 3).tolist(), round(constant, 3))


def _logistic(values: NDArray[np.float64], labels: Sequence[bool]) -> tuple[NDArray[np.float64], float]:
    """Weights that are not negative, and the constant."""
    signs = np.where(labels, 1.0, -1.0)

    def loss(weights: NDArray[np.float64]) -> float:
        margins = signs * (values @ weights[:-1] + weights[-1])
        return float(np.logaddexp(0, -margins).mean() + 0.5 * _RIDGE * weights[:-1] @ weights[:-1])

    count = values.shape[1]
    found = minimize(loss, np.zeros(count + 1), bounds=[(0, None)] * count + [(None, None)], method="L-BFGS-B").x
    return found[:-1], float(found[-1])


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
    """Fit on one half of every set, print the weights, report on both halves."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--judge", choices=("reader", "cosine"), default="reader")
    parser.add_argument("--reader", type=Path, help="folder of another reader than the bundled one")
    parser.add_argument("--work", type=Path, help="folder that keeps the indexes between runs")
    parser.add_argument("--questions", type=int, default=400, help="how many questions of each set (default: 400)")
    arguments = parser.parse_args()
    fitting = cosine_fitting() if arguments.judge == "cosine" else reader_fitting(arguments.reader)
    fitted, held = {}, {}
    with TemporaryDirectory() as temporary:
        for name, load in SETS.items():
            stories, asked = load(arguments.data)
            searcher = build(stories, (arguments.work or Path(temporary)) / name)
            some = asked[: arguments.questions]
            fitted[name] = cases([one for one in some if one.fitted], searcher, fitting)
            held[name] = cases([one for one in some if not one.fitted], searcher, fitting)
    for name in SETS:
        report(f"{name}, weights as they stand, other half", held[name], fitting)
    train = [case for name in SETS for case in fitted[name]]
    told = [case for case in train if case.answerable and any(one.answers for one in case.sentences)]
    fitting.sentence_weights = fit_ranking(told)
    fitting.support_weights = fit([fitting.supported(case) for case in train], [case.answerable for case in train])
    print(f"SENTENCE_WEIGHTS: tuple[float, ...] = {fitting.sentence_weights}")
    print(f"SUPPORT_WEIGHTS: tuple[float, ...] = {fitting.support_weights}")
    for name in SETS:
        report(f"{name}, weights fitted now, fitted half", fitted[name], fitting)
        report(f"{name}, weights fitted now, other half", held[name], fitting)


def _holds(text: str, answer: str | None) -> bool:
    return answer is not None and _letters(answer) in _letters(text)


def _letters(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


if __name__ == "__main__":
    main()
