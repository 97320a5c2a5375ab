"""Questions on Reuters-21578 written for Dateline, in words of one's own: `own_words.jsonl`, one thing asked a line.

Who asks an archive has no article in view and does not borrow its words. These were written that way: of a question's
words a third or so stands in the sentence that answers. Most ask one thing in two ways; a quarter of the lines asks
what none of the stories that were read with it says. A line names its article by its number in the collection, and
where in its text, as Dateline reads it, the answer stands; of the text itself nothing is here but a checksum of the
answer:

    {"article": "4057", "part": "train", "asked": ["Which ...?", "buyers of ..."], "span": [9, 14], "sum": "..."}

Where nothing answers, both are null. A part is of whole subjects in a run of days: "train" trains, "tune" is decided
by, "held" is reported.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.chunking import passages
from corpus.readers import Sourced, read_sources
from corpus.settings import CorpusSettings
from index.rerank import under_headline
from training.examples import SIZES, cropped, with_span, without_answer
from training.negatives import Negatives, without_sentence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from random import Random

    from corpus.article import Article, Passage
    from training.examples import Example

    CountTokens = Callable[[Sequence[str]], list[int]]

FILE = Path(__file__).with_name("own_words.jsonl")
_CROPPED = 0.25  # of passages, cut at random; the others are as the archive cuts them, under their headline
_NEAR = 0.9  # of answered questions, with another article's passage beside
_UNANSWERED = 0.4  # of what nothing answers: more of it, and a reader learns how such questions sound
_REST = 0.25  # with the passage without its sentence that answers
_NOTHING = "\0"  # what no passage holds
_OWN = 2  # passages of its own article beside a question that nothing answers


@dataclass(frozen=True, slots=True)
class Affair:
    """What is asked of an article, in one or two ways; where it answers, and the answer's checksum, None if nowhere."""

    article: str
    part: str
    asked: tuple[str, ...]
    span: tuple[int, int] | None
    sum: str | None

    @classmethod
    def of(cls, row: dict[str, Any]) -> Affair:
        """Out of a line."""
        span = tuple(row["span"]) if row["span"] else None
        return cls(row["article"], row["part"], tuple(row["asked"]), span, row["sum"])


def affairs(part: str, path: Path = FILE) -> tuple[Affair, ...]:
    """All of a part, in the file's order."""
    rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return tuple(Affair.of(row) for row in rows if row["part"] == part)


def articles_of(folder: Path, asked: Iterable[Affair]) -> dict[str, Article]:
    """The articles that are asked about, by id, out of the folder of the collection."""
    wanted = {affair.article for affair in asked}
    read = read_sources([folder])
    return {one.article.id: one.article for one in read if isinstance(one, Sourced) and one.article.id in wanted}


def answer(affair: Affair, text: str) -> str | None:
    """What the article's text answers, None where nothing does.

    Raises ValueError where the text is not the one that the question was written on.
    """
    if affair.span is None:
        return None
    found = text[slice(*affair.span)]
    if checksum(found) != affair.sum:
        raise ValueError(f"article {affair.article} does not have the answer at {affair.span}: {found!r}")
    return found


def checksum(text: str) -> str:
    """A checksum of an answer, of eight hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


class Cuts:
    """The articles' passages, as an archive cuts them."""

    def __init__(self, articles: Mapping[str, Article], count_tokens: CountTokens) -> None:
        limits = CorpusSettings()
        self.articles = articles
        self.passages = {
            name: passages(article, count_tokens, limits.passage_tokens, limits.passage_overlap)
            for name, article in articles.items()
        }

    def headed(self, passage: Passage) -> str:
        """A passage under its headline, as the judge of answers has it read."""
        return under_headline(self.articles[passage.article_id].title, passage.text)

    def around(self, name: str, span: tuple[int, int], rng: Random) -> tuple[str, tuple[int, int]]:
        """A passage that holds the span, under its headline, or another cut around it; and where it holds it."""
        start, end = span
        holding = [passage for passage in self.passages[name] if passage.start <= start and end <= passage.end]
        if not holding or rng.random() < _CROPPED:
            return cropped(self.articles[name].text, span, rng.randint(*SIZES), rng)
        passage = rng.choice(holding)
        text = self.headed(passage)
        shift = len(text) - len(passage.text) - passage.start
        return text, (start + shift, end + shift)

    def negatives(self) -> Negatives:
        """All passages, to find those that are near a question."""
        return Negatives(sorted({passage.text for found in self.passages.values() for passage in found}))


def own_words(asked: Sequence[Affair], cuts: Cuts, negatives: Negatives, rng: Random) -> Iterator[Example]:
    """Each question beside the passage that answers it, and beside others that are near and do not."""
    for number, affair in enumerate(asked):
        text = answer(affair, cuts.articles[affair.article].text)
        for turn, question in enumerate(affair.asked):
            group = f"own-words-{number}-{turn}@{affair.article}"
            if affair.span is None or text is None:
                if rng.random() > _UNANSWERED:
                    continue
                yield from _unanswered(group, question, cuts, cuts.passages[affair.article], negatives, rng)
                continue
            example = with_span("own-words", group, question, *cuts.around(affair.article, affair.span, rng))
            yield example
            if rng.random() < _NEAR:
                near = negatives.near(question, example.passage, text, rng)
                yield without_answer("own-words", group, question, near)
            rest = without_sentence(example) if rng.random() < _REST else None
            if rest:
                yield without_answer("own-words", group, question, rest)


def _unanswered(
    group: str, question: str, cuts: Cuts, own: Sequence[Passage], negatives: Negatives, rng: Random
) -> Iterator[Example]:
    for passage in rng.sample(own, min(_OWN, len(own))):
        yield without_answer("own-words", group, question, cuts.headed(passage))
    yield without_answer("own-words", group, question, negatives.near(question, own[0].text, _NOTHING, rng))
