"""Copies of stories as other outlets would run them: 10 to 30 % of the words edited, under another headline.

What is edited is one of four kinds: words changed, dropped and added; whole sentences dropped and added; the tail cut;
or words and sentences, half of each. The headline is cut and added to, or made of the first words of the text, or has
nothing of either; half of the copies open with a dateline; half are of the next day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import random
    from collections.abc import Sequence

    from corpus.article import Article

KINDS = ("words", "sentences", "tail", "mixed")
OUTLETS = ("Harbor Gazette", "Capital Courier", "Great Lakes Tribune", "Morning Ledger", "Valley Record")
CITIES = ("NEW YORK", "LONDON", "TOKYO", "WASHINGTON", "FRANKFURT")


@dataclass(frozen=True, slots=True)
class Plant:
    """A planted copy, the id of its story, the kind of its edits and the share of the words edited."""

    article: Article
    story: str
    kind: str
    edited: float


def planted(stories: Sequence[Article], count: int, rng: random.Random) -> list[Plant]:
    """Copies of so many of the stories, edited; their ids begin with "planted-"."""
    rest = [stories[place] for place in rng.sample(range(len(stories)), min(len(stories), 2_000))]
    vocabulary = [word for story in rest for word in story.text.split()]
    sentences = [sentence for story in rest[:500] for sentence in _sentences(story.text)]
    plants = []
    for number, story in enumerate(rng.sample(list(stories), count)):
        kind, edited = KINDS[number % len(KINDS)], rng.uniform(0.1, 0.3)
        text = edit(story.text, kind, edited, Desk(rng, vocabulary, sentences))
        article = replace(
            story,
            id=f"planted-{number}",
            title=_headline(story, rng, vocabulary),
            text=f"{rng.choice(CITIES)} (Reuters) - {text}" if rng.random() < 0.5 else text,
            outlet=rng.choice(OUTLETS),
            published=(story.published or date.max) + timedelta(days=rng.randint(0, 1)),
        )
        plants.append(Plant(article, story.id, kind, edited))
    return plants


@dataclass(frozen=True, slots=True)
class Desk:
    """Who edits: the dice, the words that come in, by how common they are, and sentences of other stories."""

    rng: random.Random
    vocabulary: Sequence[str]
    sentences: Sequence[Sequence[str]]


def edit(text: str, kind: str, share: float, desk: Desk) -> str:
    """A text with this share of its words edited."""
    sentences = _sentences(text)
    budget = round(share * sum(map(len, sentences)))
    words = {"words": budget, "mixed": budget // 2}.get(kind, 0)
    left = budget - words
    if kind == "tail":
        left = _cut_tail(sentences, left)
    elif left:
        left = _edit_sentences(sentences, left, desk)
    return " ".join(_edit_words([word for sentence in sentences for word in sentence], words + left, desk))


def _sentences(text: str) -> list[list[str]]:
    parts = re.split(r"(?<=[.!?])\s+(?=[A-Z\"<(])|\n {4}", text)
    return [words for part in parts if (words := part.split())]


def _cut_tail(sentences: list[list[str]], budget: int) -> int:
    while len(sentences) > 1 and len(sentences[-1]) <= budget:
        budget -= len(sentences.pop())
    if 0 < budget < len(sentences[-1]):
        del sentences[-1][-budget:]
        return 0
    return budget


def _edit_sentences(sentences: list[list[str]], budget: int, desk: Desk) -> int:
    """Drop and add sentences while the budget of words allows it; what is left of the budget."""
    for _ in range(12):
        if desk.rng.random() < 0.6 and len(sentences) > 1:
            place = desk.rng.randrange(len(sentences))
            if len(sentences[place]) <= budget:
                budget -= len(sentences.pop(place))
        else:
            added = desk.rng.choice(desk.sentences)
            if len(added) <= budget:
                sentences.insert(desk.rng.randrange(len(sentences) + 1), list(added))
                budget -= len(added)
    return budget


def _edit_words(words: Sequence[str], budget: int, desk: Desk) -> list[str]:
    """Half of the edits change a word, a quarter drop one, a quarter add one."""
    chosen = set(desk.rng.sample(range(len(words)), min(budget, len(words))))
    edited = []
    for place, word in enumerate(words):
        turn = desk.rng.random() if place in chosen else 1.0
        if turn >= 0.75:
            edited.append(word)
        if turn < 0.5 or 0.75 <= turn < 1.0:
            edited.append(desk.rng.choice(desk.vocabulary))
    return edited


def _headline(story: Article, rng: random.Random, vocabulary: Sequence[str]) -> str:
    """The old headline cut and added to, the first words of the text, or one that has nothing of either."""
    turn, words = rng.random(), story.title.split()
    if turn < 0.4:
        return " ".join([word for word in words if rng.random() < 0.7] + [rng.choice(vocabulary)])
    if turn < 0.75:
        return " ".join(story.text.split()[: rng.randint(5, 9)])
    return " ".join(rng.choices(vocabulary, k=6))
