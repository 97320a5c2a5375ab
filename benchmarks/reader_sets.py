"""The questions that the reader is measured on, read from a folder that the caller names; none of them trained on."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from training.printed import printed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_TAG = re.compile(r"</?\w+>")


@dataclass(frozen=True, slots=True)
class Choice:
    """A question and the sentences to choose from, each with its label."""

    question: str
    sentences: tuple[str, ...]
    labels: tuple[bool, ...]


def trecqa(data: Path) -> list[Choice]:
    """TrecQA TEST, the questions that have sentences of both labels."""
    found = []
    for block in (data / "trecqa/TEST.xml").read_text(errors="replace").split("<QApairs")[1:]:
        parts = re.findall(r"<(question|positive|negative)>\s*(.*)", block)
        lines = [(kind, printed(" ".join(line.split("\t")))) for kind, line in parts]
        found.append(_choice(lines[0][1], [(text, kind == "positive") for kind, text in lines[1:]]))
    return [one for one in found if True in one.labels and False in one.labels]


def wikiqa(data: Path) -> list[Choice]:
    """WikiQA test, the questions that have an answer."""
    return [one for one in wikiqa_sections(data) if True in one.labels]


def wikiqa_sections(data: Path) -> list[Choice]:
    """WikiQA test, every question with the sentences of its section, in their order."""
    rows = [line.split("\t") for line in (data / "wikiqa/WikiQASent-test.txt").read_text().splitlines()]
    return [
        _choice(printed(question), [(printed(row[1]), row[2] == "1") for row in group])
        for question, group in groupby(rows, key=lambda row: row[0])
    ]


def _choice(question: str, labelled: Sequence[tuple[str, bool]]) -> Choice:
    return Choice(question, tuple(text for text, _ in labelled), tuple(label for _, label in labelled))


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on a text, with the answers that count as right; none where the text has none."""

    question: str
    text: str
    answers: tuple[str, ...]


def newsqa(data: Path) -> list[Asked]:
    """Questions on CNN stories."""
    rows = map(json.loads, (data / "newsqa-1000/newsqa-1000.jsonl").read_text(encoding="utf-8").splitlines())
    return [Asked(printed(row["question"]), printed(row["story_text"]), (printed(row["answer"]),)) for row in rows]


def squad2(data: Path) -> list[Asked]:
    """Half of SQuAD 2.0's dev set."""
    return [
        Asked(asked["question"], paragraph["context"], tuple(answer["text"] for answer in asked["answers"]))
        for article in json.loads((data / "squad2/dev-v2.0.json").read_text(encoding="utf-8"))["data"]
        for paragraph in article["paragraphs"]
        for asked in paragraph["qas"]
    ]


def nq_swap(data: Path) -> list[Asked]:
    """Natural Questions whose passage has another answer than the world's."""
    return [
        Asked(row["question"], printed(_TAG.sub(" ", row["context"])), (printed(row["answer"]),))
        for part in ("dev", "test", "train")
        for row in json.loads((data / "nq-swap" / f"{part}.json").read_text(encoding="utf-8"))
    ]
