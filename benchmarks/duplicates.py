"""Planted copies found again: `python -m benchmarks.duplicates --data DIR [--final] [--show N]`.

DIR holds `reuters21578/`. A thousand of its stories are planted a second time, as another outlet would run them: 10 to
30 % of the words edited, under another headline (benchmarks/planted_copies.py). The stories are halved by a checksum
of their text: the bounds of corpus/duplicates/copies.py were set on one half, among the stories of that half;
`--final` plants stories of the other half, with other edits, among all stories.

Recall is the share of planted copies that are found to be copies of their stories. Precision is over all pairs with a
planted copy in them that are found. Such a pair is right if both are one story, or if their two stories are the same
in the collection itself, which holds repeats and versions. That is told from their unedited texts alone, published on
the same day or the next: a repeat has a Jaccard index of four-word runs of at least .8; a version holds at least half
of the four-word runs of the shorter text, and nine tenths of its numbers. Precision is given three ways: counting
right what was planted or a repeat; versions too; and nothing but what was planted.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

from benchmarks.collections import reuters
from benchmarks.memory import peak_mib
from benchmarks.planted_copies import KINDS, planted
from corpus.duplicates import Linker, Links

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from benchmarks.planted_copies import Plant
    from corpus.article import Article

PLANTED = 1_000
MANY = 50_000


def main() -> None:
    """Print recall and precision, then speed and memory."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True, help="folder with reuters21578/")
    options.add_argument("--final", action="store_true", help="the half that no bound was set on")
    options.add_argument("--seed", type=int, help="of the edits (1987; 1995 with --final)")
    options.add_argument("--show", type=int, default=0, metavar="N", help="print N found pairs of each kind to judge")
    chosen = options.parse_args()
    folder = chosen.data / "reuters21578"
    if not folder.is_dir():
        options.error(f"{folder} is not a folder")
    _measure_speed(folder)
    articles = list(reuters(folder))
    half = [article for article in articles if crc32(article.text.encode()) % 2 == int(chosen.final)]
    among = articles if chosen.final else half
    plants = planted(half, PLANTED, random.Random(chosen.seed or (1995 if chosen.final else 1987)))
    links = linked([*among, *(plant.article for plant in plants)])
    _report_copies(links, among, plants)
    _show(links, among, chosen.show)
    _measure_floods(articles[0])


def linked(articles: Iterable[Article]) -> Links:
    """The links among some articles."""
    linker = Linker()
    for article in articles:
        linker.add(article)
    return linker.links()


@dataclass(frozen=True, slots=True)
class Found:
    """Pairs of ids found to be copies, both with a planted copy in them and of the collection's own articles."""

    planted: list[tuple[str, str]]
    own: list[tuple[str, str]]


def found_pairs(links: Links) -> Found:
    """Every pair of copies."""
    pairs = [pair for group in links.copies.groups for pair in combinations(group, 2)]
    with_planted = [pair for pair in pairs if any(id_.startswith("planted-") for id_ in pair)]
    return Found(with_planted, [pair for pair in pairs if not any(id_.startswith("planted-") for id_ in pair)])


class SameNews:
    """Whether two articles of the collection are a repeat or two versions, told from their texts alone."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._articles = {article.id: article for article in articles}
        self._runs_and_numbers = cache(self._read)

    def repeat(self, one: str, other: str) -> bool:
        """Jaccard index of four-word runs of at least .8, on the same day or the next."""
        mine, its = self._runs_and_numbers(one)[0], self._runs_and_numbers(other)[0]
        return self._close(one, other) and len(mine & its) >= 0.8 * len(mine | its)

    def version(self, one: str, other: str) -> bool:
        """At least half of the shorter's four-word runs and nine tenths of its numbers, on the same day or the next."""
        (mine, my_numbers), (its, its_numbers) = sorted(
            (self._runs_and_numbers(one), self._runs_and_numbers(other)), key=lambda read: len(read[0])
        )
        return (
            self._close(one, other)
            and len(mine & its) >= 0.5 * len(mine)
            and len(my_numbers & its_numbers) >= 0.9 * len(my_numbers)
        )

    def _close(self, one: str, other: str) -> bool:
        days = [self._articles[id_].published or date.max for id_ in (one, other)]
        return abs((days[0] - days[1]).days) <= 1

    def _read(self, id_: str) -> tuple[frozenset[tuple[str, ...]], frozenset[str]]:
        words = re.findall(r"\w+(?:[.,/-]\w+)*", self._articles[id_].text.lower())
        runs = zip(*(words[start:] for start in range(4)), strict=False)
        return frozenset(runs) or frozenset([tuple(words)]), frozenset(word for word in words if re.search(r"\d", word))


def _report_copies(links: Links, among: Sequence[Article], plants: Sequence[Plant]) -> None:
    print(f"\n{PLANTED:,} copies planted among {len(among):,} stories")
    print(f"{'edits':<12}{'10-20 %':>10}{'20-30 %':>10}{'recall':>10}")
    hits: dict[tuple[str, bool], list[bool]] = defaultdict(list)
    for plant in plants:
        hits[plant.kind, plant.edited >= 0.2].append(plant.article.id in links.copies.get(plant.story, ()))
    for kind in KINDS:
        low, high = hits[kind, False], hits[kind, True]
        print(f"{kind:<12}{_share(low):>10.3f}{_share(high):>10.3f}{_share(low + high):>10.3f}")
    print(f"{'all':<32}{_share([hit for some in hits.values() for hit in some]):>10.3f}")
    same, story = SameNews(among), {plant.article.id: plant.story for plant in plants}
    found = found_pairs(links)
    stories = [(story.get(one, one), story.get(other, other)) for one, other in found.planted]
    exact = sum(one == other for one, other in stories)
    repeats = sum(one != other and same.repeat(one, other) for one, other in stories)
    versions = sum(one != other and same.version(one, other) and not same.repeat(one, other) for one, other in stories)
    count = len(stories)
    print(f"pairs found: {count:,}: planted {exact:,}, repeats {repeats}, versions {versions}")
    print(f"precision, repeats counted right: {(exact + repeats) / count:.4f}")
    print(f"precision, versions too: {(exact + repeats + versions) / count:.4f}; neither: {exact / count:.4f}")
    kinds = Counter(
        "repeats" if same.repeat(*pair) else "versions" if same.version(*pair) else "neither" for pair in found.own
    )
    print(f"pairs of the collection's own: {len(found.own):,}: {dict(kinds)}")
    print(f"superseded: {len(links.superseded_by):,}; corrections: {len(links.correction_of):,}")


def _share(hits: Sequence[bool]) -> float:
    return sum(hits) / len(hits) if hits else 0.0


def _show(links: Links, among: Sequence[Article], count: int) -> None:
    """Print found pairs of the collection's own articles for a person to judge: those that no rule judges right."""
    if not count:
        return
    articles = {article.id: article for article in among}
    same = SameNews(among)
    unsure = [pair for pair in found_pairs(links).own if not same.repeat(*pair)]
    kinds = {
        "copies": unsure,
        "superseded": [pair for pair in links.superseded_by.items() if not pair[1].startswith("planted-")],
        "corrections": list(links.correction_of.items()),
    }
    for kind, pairs in kinds.items():
        print(f"\n{kind}: {min(count, len(pairs))} of {len(pairs)}")
        for pair in random.Random(0).sample(pairs, min(count, len(pairs))):
            print("-" * 8)
            for id_ in pair:
                if id_ in articles:
                    article = articles[id_]
                    print(f"{id_} {article.published} {article.title} | {' '.join(article.text.split())[:600]}")


def _measure_speed(folder: Path) -> None:
    """Link the collection as it is read, so that no text stays in memory."""
    linker, busy, count = Linker(), 0.0, 0
    for article in reuters(folder):
        started = time.process_time()
        linker.add(article)
        busy += time.process_time() - started
        count += 1
    added = busy
    started = time.process_time()
    linker.links()
    busy += time.process_time() - started
    print(
        f"{count:,} articles: {count / busy:,.0f} a second of processor time (taken {added:.1f} s, linked"
        f" {busy - added:.1f} s); peak memory with the reading of the files {peak_mib():,.0f} MiB"
    )


def _measure_floods(article: Article) -> None:
    """The time for very many articles of one text, and of one form."""
    same = (replace(article, id=str(number)) for number in range(MANY))
    form = (
        replace(article, id=str(number), text=f"{article.text}\nReceipts were {number} and {number * 7} tonnes.")
        for number in range(MANY)
    )
    for name, flood in (("the same text", same), ("texts that differ in two numbers", form)):
        started = time.process_time()
        links = linked(flood)
        print(f"{MANY:,} times {name}: {time.process_time() - started:.1f} s, {len(links.copies):,} have copies")


if __name__ == "__main__":
    main()
