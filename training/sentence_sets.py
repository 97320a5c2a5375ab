"""Sets that say of sentences whether they answer: TrecQA, WikiQA, SelQA, MultiRC.

Sentences come singly, several of one question as a group, and as passages of several sentences, as a reader of
passages meets them.
"""

from __future__ import annotations

import json
import re
from itertools import groupby
from typing import TYPE_CHECKING

from training.examples import NO, YES, Example, key, stacked
from training.printed import printed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from random import Random

_SINGLES = 8
_LONGEST = 320  # characters of a sentence; what is longer is a table or a list
_PASSAGE = 800  # characters
_MULTIRC_TOPICS = ("News", "Society", "Sept11", "History", "Wiki_articles")

Labelled = tuple[str, int]


def trecqa(folder: Path, rng: Random, rounds: int = 2) -> Iterator[Example]:
    """TrecQA's train questions (Wang, Smith and Mitamura 2007): newswire, labels by answer pattern.

    A question that stands in its DEV or TEST too is left out.
    """
    tested = {
        key(" ".join(found.split("\t")))
        for part in ("DEV", "TEST")
        for found in re.findall(r"<question>\s*(.*)", (folder / "trecqa" / f"{part}.xml").read_text(errors="replace"))
    }
    rows = [line.split("\t") for line in (folder / "trecqa_train_all.tsv").read_text(encoding="utf-8").splitlines()]
    for number, group in groupby(rows, key=lambda row: row[0]):
        listed = list(group)
        if key(listed[0][1]) in tested:
            continue
        question = printed(listed[0][1])
        labelled = [(printed(row[2]), int(row[3])) for row in listed if len(row[2]) <= _LONGEST]
        for turn in range(rounds):
            yield from _singles("trecqa", f"trecqa-{number}-{turn}", question, labelled, rng)
            yield _mixed("trecqa", f"trecqa-{number}-{turn}s", question, labelled, rng)


def wikiqa(folder: Path, rng: Random) -> Iterator[Example]:
    """WikiQA's train and dev questions (Yang, Yih and Meek 2015); half of those without an answer are left out."""
    for part in ("train", "dev"):
        yield from _sections("wikiqa", folder / "wikiqa" / f"WikiQASent-{part}.txt", rng, singles=1.0)


def selqa(folder: Path, rng: Random) -> Iterator[Example]:
    """SelQA (Jurczyk, Zhai and Choi 2016), answer sentence selection."""
    for part in ("dev", "test"):
        yield from _sections("selqa", folder / "selqa" / f"selqa-ass-{part}.tsv", rng, singles=0.4)


def multirc(folder: Path, tested: str, rng: Random, part: str = "train") -> Iterator[Example]:
    """MultiRC (Khashabi et al. 2018), news, history and reports: the sentences that an answer needs.

    `tested` is text that is measured on, by `key`: a paragraph that shares a sentence with it is left out.
    """
    for paragraph in json.loads((folder / "multirc" / f"{part}Data.json").read_text(encoding="utf-8"))["data"]:
        if not paragraph["id"].startswith(_MULTIRC_TOPICS):
            continue
        pieces = re.findall(r"<b>Sent \d+: </b>(.*?)<br>", paragraph["paragraph"]["text"])
        if any(len(piece) > 60 and key(piece) in tested for piece in pieces):
            continue
        for asked in paragraph["paragraph"]["questions"]:
            used = set(asked["sentences_used"])
            if not used or max(used) >= len(pieces) or len(used) > 2:
                continue
            labelled = [(piece, YES if at in used else NO) for at, piece in enumerate(pieces)]
            group = f"multirc-{paragraph['id']}-{asked['idx']}"
            yield stacked("multirc", group, asked["question"], _around(labelled, rng))


def _sections(source: str, path: Path, rng: Random, singles: float) -> Iterator[Example]:
    """Questions beside the sentences of one section of an article, in order: a passage, and for some singles too."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    for number, (asked, listed) in enumerate(groupby(rows, key=lambda row: row[0])):
        question = printed(asked)
        labelled = [(printed(row[1]), int(row[2])) for row in listed if len(row[1]) <= _LONGEST]
        group = f"{source}-{path.stem}-{number}"
        answered = any(label == YES for _, label in labelled)
        if not labelled or (not answered and rng.random() < 0.5):
            continue
        yield stacked(source, f"{group}s", question, _around(labelled, rng))
        if answered and rng.random() < singles:
            yield from _singles(source, group, question, labelled, rng)


def _singles(source: str, group: str, question: str, labelled: Sequence[Labelled], rng: Random) -> Iterator[Example]:
    """Up to eight sentences one by one, at most three of them answers."""
    right = [pair for pair in labelled if pair[1] == YES]
    wrong = [pair for pair in labelled if pair[1] == NO]
    chosen = rng.sample(right, min(len(right), 3))
    chosen += rng.sample(wrong, min(len(wrong), _SINGLES - len(chosen)))
    for pair in chosen:
        yield stacked(source, group, question, [pair])


def _mixed(source: str, group: str, question: str, labelled: Sequence[Labelled], rng: Random) -> Example:
    """A passage of three to five sentences of many articles; one in four without an answer."""
    right = [pair for pair in labelled if pair[1] == YES]
    wrong = [pair for pair in labelled if pair[1] == NO]
    count = rng.randint(3, 5)
    chosen = rng.sample(right, min(len(right), 1)) if rng.random() < 0.75 or len(wrong) < count else []
    chosen += rng.sample(wrong, min(len(wrong), count - len(chosen)))
    rng.shuffle(chosen)
    return stacked(source, group, question, chosen)


def _around(labelled: Sequence[Labelled], rng: Random) -> list[Labelled]:
    """A run of the sentences of at most a passage's length, around one that answers if there is one."""
    right = [at for at, pair in enumerate(labelled) if pair[1] == YES]
    first = last = rng.choice(right) if right else rng.randrange(len(labelled))
    size = len(labelled[first][0])
    while True:
        sides = [at for at in (first - 1, last + 1) if 0 <= at < len(labelled)]
        sides = [at for at in sides if size + len(labelled[at][0]) < _PASSAGE]
        if not sides:
            return list(labelled[first : last + 1])
        side = rng.choice(sides)
        size += len(labelled[side][0]) + 1
        first, last = min(first, side), max(last, side)
