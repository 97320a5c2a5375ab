"""A made generation of any number of passages: vectors clustered as real ones are, words as frequent as in print.

Its parts are written as a rebuild writes them, and it is published as any other. Three passages make an article; the
articles are spread evenly over thirty years and unevenly over twenty outlets.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from corpus.article import Article, Passage
from corpus.duplicates import Linker
from index.generation import LEXICAL, STORE, VECTORS, WHOLE, WORDS, Generations
from index.lexical import LexicalIndex, terms
from index.manifest import Manifest, Recipe, record_files
from index.store import Entry, write_store
from index.vectors import VectorIndex
from index.words import write_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from benchmarks.made_vectors import Likeness

FIRST, DAYS = date(1990, 1, 1), 10_957
OUTLETS = tuple(f"Outlet {number}" for number in range(1, 21))
_PASSAGES = 3  # of an article
_WORDS = 65  # of a passage that are indexed, as many as Reuters' have without stop words
_ASKED = 6  # words of a question
_VOCABULARY = 600_000
_LETTERS = np.array(list("bcdfghjklmnpqrtvwz"))  # no vowel, no s: nothing for the stemmer to take off


@dataclass(frozen=True, slots=True)
class Question:
    """A made question: its words, all of one passage, and the position of that passage."""

    text: str
    position: int


class MadeArchive:
    """How the archive of one folder is made, and where."""

    def __init__(self, folder: Path, count: int, exact_up_to: int) -> None:
        """Name the folder, the number of passages and how many go without codes."""
        self.data_dir = folder / f"made-{count}-{exact_up_to}"
        self._exact_up_to = exact_up_to
        self._count = count // _PASSAGES * _PASSAGES

    def make(self, likeness: Likeness, questions: int, cosine: float) -> None:
        """Write and publish it, and beside it questions, each at that cosine from the passage it is on."""
        generations = Generations(self.data_dir)
        self.data_dir.mkdir(parents=True, exist_ok=True)
        with generations.staging() as staged:
            self._write_vectors(likeness, staged / VECTORS)
            vectors = VectorIndex.load(staged / VECTORS)
            write_store(staged / STORE, self._entries(), Linker().links())
            lexical = LexicalIndex.build(text for texts in self._texts() for text in texts)
            lexical.save(staged / LEXICAL)
            vocabulary = lexical.vocabulary
            del lexical
            found = (terms(text) for texts in self._texts() for text in texts)
            write_words(staged / WORDS, found, vocabulary)
            LexicalIndex.build(entry.article.text for entry in self._entries()).save(staged / WHOLE)
            recipe = Recipe("made", "made", 0, 0, 0)
            made = Manifest(
                id=f"20260101T000000000000Z-{self._count:08d}", created="2026-01-01T00:00:00+00:00", fingerprint="made",
                sources=(), articles=self._count // _PASSAGES, passages=self._count, recipe=recipe,
                files=record_files(staged),
            )  # fmt: skip
            generations.publish(staged, made)
        positions = np.random.default_rng(11).integers(self._count, size=questions)
        np.save(self.data_dir / "questions.npy", likeness.questions(vectors.vectors(positions), cosine, 12))
        store, rng = generations.open_current().store, np.random.default_rng(13)
        asked = []
        for position in positions.tolist():
            words = store.passage(position)[1].text.split()
            asked.append((" ".join(rng.choice(words, _ASKED, replace=False).tolist()), position))
        (self.data_dir / "questions.json").write_text(json.dumps(asked), encoding="utf-8")

    def questions(self) -> tuple[list[Question], NDArray[np.float32]]:
        """The questions and their vectors."""
        asked = json.loads((self.data_dir / "questions.json").read_text(encoding="utf-8"))
        return [Question(*each) for each in asked], np.load(self.data_dir / "questions.npy")

    def _write_vectors(self, likeness: Likeness, path: Path) -> None:
        """Vectors go to the disk as they are made and are indexed from there."""
        raw = path.with_name("raw.npy")
        vectors = np.lib.format.open_memmap(
            raw, mode="w+", dtype=np.float32, shape=(self._count, len(likeness.mean))
        )  # fmt: skip
        done = 0
        for piece in likeness.vectors(self._count, seed=7):
            vectors[done : done + len(piece)] = piece
            done += len(piece)
        VectorIndex.build(vectors, self._exact_up_to).save(path)
        raw.unlink()

    def _entries(self) -> Iterator[Entry]:
        rng = np.random.default_rng(8)
        articles = self._count // _PASSAGES
        shares = 1 / np.arange(1, len(OUTLETS) + 1)
        outlets = rng.choice(len(OUTLETS), size=articles, p=shares / shares.sum()).tolist()
        number = 0
        for texts in self._texts():
            for first in range(0, len(texts), _PASSAGES):
                yield _entry(number, texts[first : first + _PASSAGES], OUTLETS[outlets[number]], articles)
                number += 1

    def _texts(self) -> Iterator[list[str]]:
        """The passages' texts, some thousands at a time, the same at each call; words by Zipf's law."""
        rng = np.random.default_rng(9)
        for first in range(0, self._count, 3_000):
            shape = (min(3_000, self._count - first), _WORDS)
            drawn = np.searchsorted(self._cumulated, rng.random(shape))
            yield [" ".join(row) for row in self._vocabulary[np.minimum(drawn, _VOCABULARY - 1)].tolist()]

    @cached_property
    def _cumulated(self) -> NDArray[np.float64]:
        frequencies = 1 / (np.arange(_VOCABULARY) + 8.0) ** 1.05
        cumulated: NDArray[np.float64] = np.cumsum(frequencies / frequencies.sum())
        return cumulated

    @cached_property
    def _vocabulary(self) -> NDArray[np.str_]:
        length = math.ceil(math.log(_VOCABULARY, len(_LETTERS)))
        places = np.arange(_VOCABULARY)[:, None] // len(_LETTERS) ** np.arange(length) % len(_LETTERS)
        words: NDArray[np.str_] = np.ascontiguousarray(_LETTERS[places]).view(f"<U{length}")[:, 0]
        return words


def _entry(number: int, texts: list[str], outlet: str, articles: int) -> Entry:
    text = "\n\n".join(texts)
    published = FIRST + timedelta(number * DAYS // articles)
    article = Article(f"made-{number:07d}", "", text, outlet=outlet, published=published, language="en")
    passages, start = [], 0
    for each in texts:
        passages.append(Passage(article.id, start, start + len(each), each))
        start += len(each) + 2
    hashes = tuple((number * _PASSAGES + at).to_bytes(16, "big") for at in range(len(texts)))
    return Entry(article, tuple(passages), hashes)
