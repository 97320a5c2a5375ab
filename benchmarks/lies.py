"""Sentences that a language model might write about the bundled archive: false ones by rule, and true ones.

The rules here know nothing of the checks in bot/answering/generative and share no list with them. A base is a printed
sentence, or a paraphrase of one from paraphrases.jsonl (written by hand); a lie is a base with one thing made false,
often under a phrase of reporting. True sentences are the paraphrases, and rewordings
by rule of printed sentences.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.falsehoods import LIES, lower_first
from benchmarks.rewordings import REWORDINGS
from corpus.readers import Sourced, read_sources
from corpus.sentences import sentence_spans
from index.sources import SAMPLE, locate

if TYPE_CHECKING:
    from corpus.article import Article

PARAPHRASES = Path(__file__).parent / "paraphrases.jsonl"
HALVES = ("tune", "held")
_ATTEMPTS = 60  # bases tried for one case
_DATELINE = re.compile(r"^[A-Z][A-Z .]+(?:, [A-Z][\w. ]+)? (?:\(Pacific Wire\) )?- ")


@dataclass(frozen=True, slots=True)
class Base:
    """A true sentence about `article.text[start:end]`: its words, or others that say the same."""

    article: Article
    start: int
    end: int
    text: str
    printed: bool

    @property
    def source(self) -> str:
        """The sentence as printed."""
        return self.article.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Case:
    """What the endpoint says about a base; `kind` names the rule, and `misplaced` asks for a wrong citation number."""

    base: Base
    kind: str
    text: str
    misplaced: bool = False


def half_of(article_id: str) -> str:
    """The half that an article belongs to: checks are made with `tune`, `held` is for reporting."""
    return HALVES[hashlib.sha256(article_id.encode()).digest()[0] % 2]


def sample_articles() -> dict[str, Article]:
    """The bundled archive by article id."""
    read = [one.article for one in read_sources([locate(SAMPLE)]) if isinstance(one, Sourced)]
    return {article.id: article for article in read}


def paraphrased(half: str) -> list[Base]:
    """The hand-written paraphrases of a half."""
    articles = sample_articles()
    rows = [json.loads(line) for line in PARAPHRASES.read_text(encoding="utf-8").splitlines()]
    return [
        Base(articles[row["article"]], row["start"], row["end"], row["text"], printed=False)
        for row in rows
        if half_of(row["article"]) == half
    ]


def printed(half: str) -> list[Base]:
    """The printed sentences of a half, without place and agency, of a length that a model would write."""
    found = []
    for article in sample_articles().values():
        if half_of(article.id) != half:
            continue
        for start, end in sentence_spans(article.text):
            text = _DATELINE.sub("", article.text[start:end])
            if 50 <= len(text) <= 260:
                found.append(Base(article, start, end, text, printed=True))
    return found


def lies(half: str, count: int, seed: int) -> list[Case]:
    """So many false sentences, as many of each kind, half of them on paraphrases where the kind allows."""
    rng = random.Random(seed)
    bases = (paraphrased(half), printed(half))
    found: dict[str, Case] = {}
    for turn in range(20 * count):
        if len(found) == count:
            break
        kind = list(LIES)[turn % len(LIES)]
        for _attempt in range(_ATTEMPTS):
            base = rng.choice(bases[rng.random() < 0.5])
            text = LIES[kind](base, rng)
            if text and text != base.text and text not in base.source:
                text = _reported(base, text, rng)
                found.setdefault(text, Case(base, kind, text, misplaced=kind == "citation"))
                break
    return list(found.values())


def truths(half: str, count: int, seed: int) -> list[Case]:
    """So many true sentences: every paraphrase of the half, then rewordings by rule of these and of the print."""
    rng = random.Random(seed)
    bases = (paraphrased(half), printed(half))
    found = {base.text: Case(base, "paraphrase", base.text) for base in bases[0]}
    for turn in range(20 * count):
        if len(found) >= count:
            break
        kind = list(REWORDINGS)[turn % len(REWORDINGS)]
        for _attempt in range(_ATTEMPTS):
            base = rng.choice(bases[rng.random() < 0.7])
            text = REWORDINGS[kind](base, rng)
            if text and text != base.text and text not in found:
                found[text] = Case(base, kind, text)
                break
    return list(found.values())[:count]


def _reported(base: Base, text: str, rng: random.Random) -> str:
    """The text, every third time under a phrase that a model likes."""
    outlet = base.article.outlet
    chance = rng.random()
    if chance < 0.2 and outlet:
        return f"According to {outlet}, {lower_first(text)}"
    if chance < 0.3 and outlet:
        return f"{outlet} reported that {lower_first(text)}"
    return text
