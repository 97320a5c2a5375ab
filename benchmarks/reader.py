"""Measure the reader on sets that it was not trained on.

    python -m benchmarks.reader --data DIR [--only trecqa,newsqa] [--sample 300] [--reader DIR] [--cosine]

DIR holds trecqa/, wikiqa/, newsqa-1000/, squad2/ and nq-swap/. READER is a folder with another reader, such as the same
one in fp32. A sample is taken with a fixed seed from the sets of passages; TrecQA and WikiQA are always whole.
"""

from __future__ import annotations

import argparse
import statistics
import time
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import bm25s
import numpy as np
from sklearn.metrics import roc_auc_score

from benchmarks.reader_sets import Asked, Choice, newsqa, nq_swap, squad2, trecqa, wikiqa
from index.lexical import terms
from index.reader import Reader, Reading
from index.reader.windows import cut
from training.measures import average_precision, calibration_error, exact, normalised, reciprocal_rank, token_f1

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_SEED = 5
_DEPTH = 8  # passages read, as answering.passages
_RIGHT = 0.5  # token F1 from which a span counts as right

Figures = dict[str, float]


def selection(name: str, choices: Sequence[Choice], score: Callable[[str, Sequence[str]], Sequence[float]]) -> Figures:
    """MAP and MRR of the scores, and their calibration error, which means something where they are probabilities."""
    scored = [(score(one.question, one.sentences), one.labels) for one in choices]
    return {
        f"{name} questions": float(len(choices)),
        f"{name} MAP": statistics.mean(average_precision(scores, labels) for scores, labels in scored),
        f"{name} MRR": statistics.mean(reciprocal_rank(scores, labels) for scores, labels in scored),
        f"{name} ECE of the sentence": calibration_error(
            np.clip(np.concatenate([scores for scores, _ in scored]), 0, 1),
            np.concatenate([labels for _, labels in scored]),
        ),
    }


def best(reading: Reading) -> float:
    """How well the best sentence of a passage answers."""
    return max((sentence.probability for sentence in reading.sentences), default=0.0)


def spans(name: str, asked: Sequence[Asked], readings: Sequence[Reading]) -> Figures:
    """F1 and EM over the answerable; accuracy of answer against no answer; calibration errors."""
    said = [reading.text or "" for reading in readings]
    f1 = [
        max((token_f1(text, meant) for meant in one.answers), default=0.0)
        for text, one in zip(said, asked, strict=True)
    ]
    same = [
        max((exact(text, meant) for meant in one.answers), default=0.0) for text, one in zip(said, asked, strict=True)
    ]
    answerable = np.array([bool(one.answers) for one in asked])
    found = {
        f"{name} questions": float(len(asked)),
        f"{name} F1": float(np.mean(np.array(f1)[answerable])),
        f"{name} EM": float(np.mean(np.array(same)[answerable])),
        f"{name} ECE of the span": calibration_error(
            np.array([reading.probability for reading in readings]), np.array(f1) >= _RIGHT
        ),
    }
    if not answerable.all():
        answering = np.array([1 - reading.no_answer for reading in readings])
        found[f"{name} accuracy"] = float(((answering >= 0.5) == answerable).mean())
        found[f"{name} AUROC"] = float(roc_auc_score(answerable, answering))
        found[f"{name} ECE of answering"] = calibration_error(answering, answerable)
    return found


def read_all(asked: Sequence[Asked], reader: Reader) -> list[Reading]:
    """Each question beside its own text."""
    return [reader.read(one.question, [one.text])[0] for one in asked]


def stories(asked: Sequence[Asked], readings: Sequence[Reading]) -> Figures:
    """The sentence that holds the answer, among those of its story ranked by the reader."""
    ranks = []
    for one, reading in zip(asked, readings, strict=True):
        ranked = sorted(reading.sentences, key=lambda sentence: -sentence.probability)
        ranks.append(_rank([one.text[sentence.start : sentence.end] for sentence in ranked], one.answers[0]))
    return {f"newsqa story, answer in first {count}": _within(ranks, count) for count in (1, 3)}


Said = tuple[float, str, str]  # probability, sentence, story


def archive(asked: Sequence[Asked], everything: Sequence[Asked], reader: Reader) -> Figures:
    """All stories as one archive: BM25's first passages are read, once with the question's story and once without.

    Reported: the answer's sentence in the first one and three (with the story in), and how well the reader's
    best score tells the two askings apart.
    """
    passages = [
        (text, passage) for text in sorted({one.text for one in everything}) for passage in _passages(text, reader)
    ]
    lexical = bm25s.BM25()
    lexical.index([terms(passage) for _, passage in passages], show_progress=False)
    ranks, scores, answering, labels = [], [], [], []
    for one in asked:
        near = [passages[at] for at in lexical.retrieve([terms(one.question)], k=60, show_progress=False)[0][0]]
        with_own = near[:_DEPTH]
        without = [pair for pair in near if pair[0] != one.text][:_DEPTH]
        wanted = list(dict.fromkeys([*with_own, *without]))
        read = dict(zip(wanted, reader.read(one.question, [passage for _, passage in wanted]), strict=True))
        for chosen, label in ((with_own, any(text == one.text for text, _ in with_own)), (without, False)):
            scores.append(max(best(read[pair]) for pair in chosen))
            answering.append(max(1 - read[pair].no_answer for pair in chosen))
            labels.append(label)
        said = sorted((found for pair in with_own for found in _said(pair, read[pair])), reverse=True)
        ranks.append(_rank([sentence if story == one.text else "" for _, sentence, story in said], one.answers[0]))
    return {
        "newsqa archive questions": float(len(asked)),
        "newsqa archive, story among the passages": float(np.mean(labels)) * 2,
        "newsqa archive, answer in first 1": _within(ranks, 1),
        "newsqa archive, answer in first 3": _within(ranks, 3),
        "newsqa archive AUROC, best sentence": float(roc_auc_score(labels, scores)),
        "newsqa archive AUROC, answering": float(roc_auc_score(labels, answering)),
    }


def _said(pair: tuple[str, str], reading: Reading) -> Iterator[Said]:
    story, passage = pair
    for sentence in reading.sentences:
        yield sentence.probability, passage[sentence.start : sentence.end], story


def _passages(text: str, reader: Reader) -> Iterator[str]:
    """Passages of at most 200 tokens."""
    for window in cut(0, text, reader.tokenizer, 200).windows:
        yield text[window.offsets[0][0] : window.offsets[-1][1]]


def _rank(sentences: Sequence[str], answer: str) -> int:
    wanted = f" {normalised(answer)} "
    return next(
        (rank for rank, said in enumerate(sentences, 1) if wanted in f" {normalised(said)} "), len(sentences) + 1
    )


def _within(ranks: Sequence[int], count: int) -> float:
    return statistics.mean(rank <= count for rank in ranks)


def latency(asked: Sequence[Asked], reader: Reader) -> Figures:
    """Milliseconds for eight passages of about 200 tokens, the reader warm: the median and the 95th percentile."""
    long = [passage for one in asked[:60] for passage in _passages(one.text, reader) if len(passage) > 700]
    times = []
    for turn in range(40):
        chosen = [long[(turn * _DEPTH + at) % len(long)] for at in range(_DEPTH)]
        begun = time.perf_counter()
        reader.read(asked[turn].question, chosen)
        times.append((time.perf_counter() - begun) * 1000)
    return {
        "8 passages, p50 ms": statistics.median(times[5:]),
        "8 passages, p95 ms": float(np.percentile(times[5:], 95)),
    }


def measure(data: Path, only: Sequence[str], sample: int, reader: Reader) -> Iterator[Figures]:
    """Every figure, set by set."""
    news = newsqa(data)
    picked = _sampled(news, sample)

    def score(question: str, sentences: Sequence[str]) -> list[float]:
        return [best(reading) for reading in reader.read(question, sentences)]

    measures: dict[str, Callable[[], Figures]] = {
        "trecqa": lambda: selection("TrecQA", trecqa(data), score),
        "wikiqa": lambda: selection("WikiQA", wikiqa(data), score),
        "newsqa": lambda: _stories(picked, reader),
        "archive": lambda: archive(picked, news, reader),
        "squad2": lambda: _spans("squad2", _sampled(squad2(data), sample), reader),
        "nq-swap": lambda: _spans("nq-swap", _sampled(nq_swap(data), sample), reader),
        "latency": lambda: latency(news, reader),
    }
    for name in only or measures:
        yield measures[name]()


def cosine(data: Path) -> Figures:
    """The same choices by the embedding model's cosine."""
    from index.embedding import Embedder
    from index.settings import IndexSettings

    embedder = Embedder(IndexSettings(threads=1))

    def score(question: str, sentences: Sequence[str]) -> list[float]:
        vectors = embedder.embed([question, *sentences])
        return [float(value) for value in vectors[1:] @ vectors[0]]

    return selection("TrecQA", trecqa(data), score) | selection("WikiQA", wikiqa(data), score)


def _spans(name: str, asked: Sequence[Asked], reader: Reader) -> Figures:
    return spans(name, asked, read_all(asked, reader))


def _stories(asked: Sequence[Asked], reader: Reader) -> Figures:
    readings = read_all(asked, reader)
    return spans("newsqa", asked, readings) | stories(asked, readings)


def _sampled(asked: list[Asked], sample: int) -> list[Asked]:
    """A sample of a seed of its own, so that it is the same whatever else is measured."""
    return Random(_SEED).sample(asked, min(sample, len(asked)))


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description="Measure the reader.")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--reader", type=Path, help="folder of another reader than the bundled one")
    parser.add_argument("--only", default="", help="trecqa, wikiqa, newsqa, archive, squad2, nq-swap, latency")
    parser.add_argument("--sample", type=int, default=300, help="questions of each set of passages")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--cosine", action="store_true", help="the embedding model's cosine instead")
    chosen = parser.parse_args()
    if chosen.cosine:
        _show(cosine(chosen.data))
        return
    reader = Reader(chosen.reader, threads=chosen.threads)
    for figures in measure(chosen.data, [name for name in chosen.only.split(",") if name], chosen.sample, reader):
        _show(figures)


def _show(figures: dict[str, Any]) -> None:
    for name, value in figures.items():
        print(f"{name:44} {value:9.3f}", flush=True)


if __name__ == "__main__":
    main()
