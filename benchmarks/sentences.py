"""Sentence splitters compared: `python -m benchmarks.sentences [--articles PATH]`.

Accuracy is the share of the hand-checked cases of the tests that come out exactly (the rules of corpus.sentences were
written with those cases in view; the other splitters were not). Speed is articles of 120 words a second, one core.
pysbd and blingfire are compared where they are installed.
"""

from __future__ import annotations

import argparse
import importlib
import time
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.readers import Sourced, read_sources
from corpus.sentences import sentence_spans
from tests.corpus.test_sentences import CASES, gold

if TYPE_CHECKING:
    from collections.abc import Callable

SAMPLE = Path(__file__).resolve().parent.parent / "corpus" / "sample" / "articles"
ARTICLE_WORDS = 120
SECONDS = 5.0


def main() -> None:
    """Print one line a splitter."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--articles", type=Path, default=SAMPLE, help="files or folder to time on")
    texts = _texts(options.parse_args().articles)
    print(f"{'splitter':<18}{'cases right':>14}{'articles/s':>14}")
    for name, split in _splitters().items():
        right = sum(split(text) == sentences for text, sentences in map(gold, CASES))
        print(f"{name:<18}{right:>8} of {len(CASES)}{_speed(split, texts):>14,.0f}")


def _texts(source: Path) -> list[str]:
    """Texts of ARTICLE_WORDS words, cut from the articles of a source."""
    texts = []
    for read in read_sources([source]):
        if isinstance(read, Sourced):
            words = read.article.text.split(" ")
            texts += [" ".join(words[at : at + ARTICLE_WORDS]) for at in range(0, len(words), ARTICLE_WORDS)]
    return texts


def _speed(split: Callable[[str], list[str]], texts: list[str]) -> float:
    started, done = time.perf_counter(), 0
    while time.perf_counter() - started < SECONDS:
        split(texts[done % len(texts)])
        done += 1
    return done / (time.perf_counter() - started)


def _splitters() -> dict[str, Callable[[str], list[str]]]:
    found: dict[str, Callable[[str], list[str]]] = {
        "corpus.sentences": lambda text: [text[start:end] for start, end in sentence_spans(text)]
    }
    try:
        blingfire = importlib.import_module("blingfire")
        found["blingfire"] = lambda text: blingfire.text_to_sentences(text).split("\n")
    except ImportError:
        print("blingfire is not installed: pip install blingfire")
    try:
        segmenter = importlib.import_module("pysbd").Segmenter(language="en", clean=False)
        found["pysbd"] = lambda text: [sentence.strip() for sentence in segmenter.segment(text)]
    except ImportError:
        print("pysbd is not installed: pip install pysbd")
    return found


if __name__ == "__main__":
    main()
