"""Ways to find candidates for copies: `python -m benchmarks.candidate_search --data DIR`.

DIR holds `reuters21578/`. Copies are planted among one half of its stories (benchmarks/planted_copies.py). Recall is
the share of planted copies that are a candidate of their story; pairs are all candidates; speed is articles a second of
processor time, from text to candidates. All are MinHash over runs of three words, with bands of two.
"""

from __future__ import annotations

import argparse
import importlib
import random
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

import rensa

from benchmarks.collections import reuters
from benchmarks.planted_copies import planted
from corpus.duplicates.candidates import meetings
from corpus.duplicates.sketch import sketches

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from corpus.article import Article

PLANTED = 1_000


def main() -> None:
    """Print one line a way."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True, help="folder with reuters21578/")
    folder = options.parse_args().data / "reuters21578"
    if not folder.is_dir():
        options.error(f"{folder} is not a folder")
    stories = [story for story in reuters(folder) if crc32(story.text.encode()) % 2 == 0]
    plants = planted(stories, PLANTED, random.Random(1987))
    articles = [*stories, *(plant.article for plant in plants)]
    place = {article.id: number for number, article in enumerate(articles)}
    wanted = {(place[plant.story], place[plant.article.id]) for plant in plants}
    print(f"{'candidates by':<48}{'recall':>8}{'pairs':>12}{'articles/s':>12}")
    for name, find in _ways().items():
        started = time.process_time()
        pairs = find(articles)
        taken = time.process_time() - started
        print(f"{name:<48}{len(wanted & pairs) / len(wanted):>8.3f}{len(pairs):>12,}{len(articles) / taken:>12,.0f}")


def _ways() -> dict[str, Callable[[Sequence[Article]], set[tuple[int, int]]]]:
    """Ways to find candidates: this project's, and those of libraries that are installed."""
    ways: dict[str, Callable[[Sequence[Article]], set[tuple[int, int]]]] = {
        "corpus.duplicates: rensa MinHash, sorted bands": _by_bands,
    }
    for permutations in (128, 160):
        name = f"rensa RMinHashLSH, {permutations // 2} bands of 2"
        ways[name] = partial(_by_rensa, permutations=permutations)
    try:
        importlib.import_module("datasketch")
        ways["datasketch MinHashLSH, 80 bands of 2"] = _by_datasketch
    except ImportError:
        print("datasketch is not installed: pip install datasketch")
    return ways


def _by_bands(articles: Sequence[Article]) -> set[tuple[int, int]]:
    sketched = [
        sketch
        for start in range(0, len(articles), 64)
        for sketch in sketches([article.text for article in articles[start : start + 64]])
    ]
    minhashes = {place: sketch.minhash for place, sketch in enumerate(sketched) if sketch.minhash is not None}
    places = list(minhashes)
    first, second, _ = meetings(list(minhashes.values()))
    return {(places[one], places[other]) for one, other in zip(first.tolist(), second.tolist(), strict=True)}


def _three_words(article: Article) -> list[str]:
    words = article.text.lower().split()
    return [" ".join(run) for run in zip(words, words[1:], words[2:], strict=False)]


def _by_rensa(articles: Sequence[Article], permutations: int) -> set[tuple[int, int]]:
    hashes = rensa.RMinHash.from_token_sets([_three_words(article) for article in articles], permutations, 1995)
    index = rensa.RMinHashLSH(0.2, permutations, permutations // 2)
    index.insert_many(hashes)
    return {
        (min(place, other), max(place, other))
        for place, others in enumerate(index.query_all(hashes))
        for other in others
        if other != place
    }


def _by_datasketch(articles: Sequence[Article]) -> set[tuple[int, int]]:
    datasketch = importlib.import_module("datasketch")
    index, pairs = datasketch.MinHashLSH(num_perm=160, params=(80, 2)), set()
    for place, article in enumerate(articles):
        minhash = datasketch.MinHash(num_perm=160)
        minhash.update_batch([run.encode() for run in _three_words(article)])
        pairs |= {(other, place) for other in index.query(minhash)}
        index.insert(place, minhash)
    return pairs


if __name__ == "__main__":
    main()
