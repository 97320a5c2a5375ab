"""The benchmark of copies: what it plants, what it counts as right, and what is found."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from difflib import SequenceMatcher

import pytest

from benchmarks.collections import reuters
from benchmarks.duplicates import SameNews, found_pairs, linked
from benchmarks.planted_copies import KINDS, Desk, edit, planted
from corpus.article import Article
from tests.shared import shared

SENTENCES = [
    f"The {name} of the harbor said on Monday that {count} ships were late."
    for count, name in enumerate(
        ["mayor", "pilot", "warden", "master", "owner", "keeper", "baker", "doctor", "priest", "smith"], start=11
    )
]
TEXT = " ".join(SENTENCES)
DAY = date(1995, 5, 3)


def story(id_: str, text: str, published: date = DAY) -> Article:
    return Article(id=id_, title="Ships Late", text=text, outlet="Wire", published=published)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("share", [0.1, 0.2, 0.3])
def test_about_the_share_of_words_that_was_asked_for_is_edited(kind: str, share: float) -> None:
    desk = Desk(random.Random(7), ["new", "other", "more"], [["A", "sentence", "of", "elsewhere."]])
    before, after = TEXT.split(), edit(TEXT, kind, share, desk).split()
    same = sum(block.size for block in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks())
    edited = max(len(before), len(after)) - same
    assert share * 0.5 <= edited / len(before) <= share * 1.1


def test_the_same_seed_plants_the_same_copies() -> None:
    stories = [story(str(number), f"{TEXT} Number {number}.") for number in range(20)]
    once, twice = (planted(stories, 8, random.Random(5)) for _ in range(2))
    assert once == twice
    assert [plant.kind for plant in once] == [*KINDS, *KINDS]
    assert all(plant.article.outlet != "Wire" for plant in once)


def test_a_repeat_is_nearly_the_same_text_of_the_same_day_or_the_next() -> None:
    same = SameNews(
        [
            story("a", TEXT),
            story("next day", f"{TEXT} Reuter", DAY + timedelta(days=1)),
            story("next week", TEXT, DAY + timedelta(days=7)),
            story("half", " ".join(SENTENCES[:5])),
        ]
    )
    assert same.repeat("a", "next day")
    assert not same.repeat("a", "next week")
    assert not same.repeat("a", "half")


def test_a_version_holds_half_of_the_shorter_text_and_its_numbers() -> None:
    same = SameNews(
        [
            story("a", TEXT),
            story("half", " ".join(SENTENCES[:5])),
            story("other numbers", TEXT.replace("1", "7")),
            story("other", "Nothing of this was ever said by anyone in the town, the mayor told reporters."),
        ]
    )
    assert same.version("a", "half")
    assert not same.version("a", "other numbers")
    assert not same.version("a", "other")


def test_pairs_with_a_planted_copy_are_counted_apart() -> None:
    first = story("a", TEXT)
    found = found_pairs(linked([first, replace(first, id="b"), replace(first, id="planted-1", outlet="Gazette")]))
    assert [set(pair) for pair in found.own] == [{"a", "b"}]
    assert sorted(map(sorted, found.planted)) == [["a", "planted-1"], ["b", "planted-1"]]


def test_copies_planted_among_a_thousand_stories_are_found() -> None:
    stories = [article for article, _ in zip(reuters(shared("data", "reuters21578")), range(1_000), strict=False)]
    plants = planted(stories, 100, random.Random(3))
    links = linked([*stories, *(plant.article for plant in plants)])
    found = sum(plant.article.id in links.copies.get(plant.story, ()) for plant in plants)
    assert found >= 94
