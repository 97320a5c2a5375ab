"""Archives to ask, with what is asked of each, whether they answer it, and which half of it choices are made with.

`benchmarks.fit_answering` says what they are.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from benchmarks.reader_sets import wikiqa_sections
from training.own_words import affairs, answer, articles_of

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the id of its story, its answer (None where there is none), and whether it is of the half fitted on.

    `twice`: it is asked without its story in the archive too.
    """

    question: str
    story: str
    answer: str | None
    fitted: bool
    twice: bool = False


@dataclass(frozen=True, slots=True)
class Story:
    """What stands in an archive."""

    text: str
    title: str = ""
    date: str | None = None


def in_first_half(group: str) -> bool:
    """Whether what goes by that name is of the half that choices are made with."""
    return int(hashlib.sha256(group.encode()).hexdigest(), 16) % 2 == 0


def plain(text: str) -> str:
    """Tokenised text as it would be printed."""
    text = text.replace("-LRB-", "(").replace("-RRB-", ")").replace("``", '"').replace("''", '"')
    text = re.sub(r" ([.,;:?!%)]|'s\b|n't\b|'re\b|'ve\b|'ll\b|'d\b|'m\b)", r"\1", text)
    return re.sub(r"([($]) ", r"\1", text)


def load_newsqa(data: Path) -> tuple[dict[str, Story], list[Asked]]:
    """Stories by id, and the questions."""
    folder = data / "reader"
    stories, asked = {}, []
    for line in (folder / "newsqa-1000" / "newsqa-1000.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = plain(row["story_text"])
        story = hashlib.sha256(text.encode()).hexdigest()[:12]
        stories[story] = Story(text)
        asked.append(Asked(plain(row["question"]), story, plain(row["answer"]), in_first_half(story), twice=True))
    return stories, asked


def load_squad2(data: Path) -> tuple[dict[str, Story], list[Asked]]:
    """Paragraphs by id, and the questions, in a settled random order."""
    folder = data / "reader"
    stories, asked = {}, []
    for subject in json.loads((folder / "squad2" / "dev-v2.0.json").read_text(encoding="utf-8"))["data"]:
        for number, paragraph in enumerate(subject["paragraphs"]):
            story = f"{subject['title']}-{number}"
            stories[story] = Story(paragraph["context"])
            for row in paragraph["qas"]:
                answer = None if row["is_impossible"] else row["answers"][0]["text"]
                asked.append(Asked(row["question"], story, answer, in_first_half(subject["title"])))
    Random(7).shuffle(asked)
    return stories, asked


def load_wikiqa(data: Path) -> tuple[dict[str, Story], list[Asked]]:
    """Sections of articles by id, and what people had asked a search engine; the answer is a sentence."""
    stories, asked = {}, []
    for number, one in enumerate(wikiqa_sections(data / "reader")):
        story = f"section-{number}"
        stories[story] = Story(" ".join(one.sentences))
        answer = next((text for text, right in zip(one.sentences, one.labels, strict=True) if right), None)
        asked.append(Asked(one.question, story, answer, in_first_half(one.question)))
    return stories, asked


def load_own_words(data: Path) -> tuple[dict[str, Story], list[Asked]]:
    """Reuters stories by id, and what was asked of them in one's own words, in a settled random order."""
    told = [*affairs("tune"), *affairs("held")]
    articles = articles_of(data / "reuters21578", told)
    stories = {
        name: Story(article.text, article.title, article.published.isoformat() if article.published else None)
        for name, article in articles.items()
    }
    asked = [
        Asked(question, affair.article, answer(affair, articles[affair.article].text), affair.part == "tune")
        for affair in told
        for question in affair.asked
    ]
    Random(7).shuffle(asked)
    return stories, asked


SETS = {"newsqa": load_newsqa, "squad2": load_squad2, "wikiqa": load_wikiqa, "own-words": load_own_words}
