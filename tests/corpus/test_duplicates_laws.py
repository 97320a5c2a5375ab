"""What must hold of links whatever the archive, and of the hashes that they rest on."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.article import Article
from corpus.duplicates import Linker, Links
from corpus.duplicates.sketch import sketches
from corpus.duplicates.words import words_of

WORDS = [
    f"{start}{middle}{end}"
    for start in ("Ba", "co", "de", "Fi", "lu", "mo")
    for middle in ("ra", "ne", "ti")
    for end in "klmnst"
] + ["17", "5.9", "1,200", "the", "of", "and"]
# A word as the hashes know it, said in a regular expression: letters and digits, joined by the marks that hold words
# together; a character of a script without spaces by itself.
WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[a-zà-ÿ0-9]+(?:[.,'\u2019/&-][a-zà-ÿ0-9]+)*")


def articles(seed: int, count: int = 40) -> list[Article]:
    """An archive of made-up texts, some of them copies, cuts and updates of others."""
    rng = random.Random(seed)
    made: list[Article] = []
    for number in range(count):
        if made and rng.random() < 0.5:
            story = rng.choice(made)
            words = story.text.split(" ")
            cut = words[: rng.randint(len(words) // 2, len(words))] if rng.random() < 0.5 else words
            kept = [word if rng.random() > 0.1 else rng.choice(WORDS) for word in cut]
            article = replace(story, id=str(number), text=" ".join(kept))
        else:
            text = " ".join(rng.choices(WORDS, k=rng.randint(20, 120)))
            article = Article(id=str(number), title=" ".join(rng.choices(WORDS, k=5)), text=text)
        mark = rng.choice(["", "", "", "UPDATE 1-", "UPDATE 2-", "CORRECTED - "])
        made.append(
            replace(
                article,
                title=mark + article.title.rpartition("-")[2].strip(),
                outlet=rng.choice(["Wire", "Gazette", "Courier", None]),
                published=rng.choice([date(1995, 5, 1) + timedelta(days=rng.randint(0, 5)), None]),
            )
        )
    return made


def linked(archive: list[Article]) -> Links:
    linker = Linker()
    for article in archive:
        linker.add(article)
    return linker.links()


@pytest.mark.parametrize("seed", range(12))
def test_links_are_about_articles_of_the_archive_and_never_about_an_article_itself(seed: int) -> None:
    archive = articles(seed)
    links, ids = linked(archive), {article.id for article in archive}
    for id_, copies in links.copies.items():
        assert id_ not in copies
        assert {id_, *copies} <= ids
    for one, other in [*links.superseded_by.items(), *links.correction_of.items()]:
        assert one != other
        assert {one, other} <= ids


@pytest.mark.parametrize("seed", range(12))
def test_copies_are_copies_of_one_another(seed: int) -> None:
    links = linked(articles(seed))
    for id_, copies in links.copies.items():
        assert copies
        for copy in copies:
            assert {id_, *links.copies[id_]} == {copy, *links.copies[copy]}


@pytest.mark.parametrize("seed", range(12))
def test_what_replaces_another_is_not_replaced_itself_and_is_not_older(seed: int) -> None:
    archive = articles(seed)
    links, days = linked(archive), {article.id: article.published for article in archive}
    for old, new in links.superseded_by.items():
        assert new not in links.superseded_by
        assert (days[old] or date.min) <= (days[new] or date.min)


@pytest.mark.parametrize("seed", range(6))
def test_links_do_not_depend_on_the_order_in_which_articles_come(seed: int) -> None:
    archive = articles(seed)
    shuffled = random.Random(seed).sample(archive, len(archive))
    links, others = linked(archive), linked(shuffled)
    assert set(map(frozenset, links.copies.groups)) == set(map(frozenset, others.copies.groups))
    assert links.superseded_by == others.superseded_by
    assert links.correction_of == others.correction_of


def test_some_archives_of_these_laws_have_links_of_every_kind() -> None:
    found = [linked(articles(seed)) for seed in range(12)]
    assert any(links.copies for links in found)
    assert any(links.superseded_by for links in found)
    assert any(links.correction_of for links in found)


def test_articles_may_be_added_after_links_were_asked_for() -> None:
    archive = articles(3)
    linker = Linker()
    for article in archive[:25]:
        linker.add(article)
    assert set(linker.links().copies) <= {article.id for article in archive[:25]}
    for article in archive[25:]:
        linker.add(article)
    assert linker.links() == linked(archive)


def test_an_empty_archive_has_no_links() -> None:
    links = Linker().links()
    assert (len(links.copies), links.superseded_by, links.correction_of) == (0, {}, {})


@pytest.mark.parametrize(
    "text",
    ["", " ", "\0", "?!…", "x", "two words", "\ud800 \udfff", "𝄞𝄞 𝄞", "東", "9" * 5_000, "a" * 300_000, "a " * 200_000],
    ids=["empty", "space", "nul", "marks", "word", "two", "surrogates", "astral", "kanji", "digits", "long", "many"],
)
def test_an_odd_text_disturbs_nothing(text: str) -> None:
    story = Article(id="a", title=text[:50], text=text, outlet="Wire", published=date(1995, 5, 3))
    update = replace(story, id="c", title="UPDATE 1-", deck=text)
    links = linked([story, replace(story, id="b", outlet="Gazette"), update, *articles(1, 5)])
    others = {frozenset(group) for group in links.copies.groups if not {"a", "b", "c"} & {*group}}
    assert others == set(map(frozenset, linked(articles(1, 5)).copies.groups))


def test_thousands_of_copies_are_one_group() -> None:
    story = articles(1, 1)[0]
    archive = [replace(story, id=str(number), outlet=f"Outlet {number % 50}") for number in range(5_000)]
    links = linked(archive)
    assert [len(group) for group in links.copies.groups] == [5_000]
    assert len(links.copies["7"]) == 4_999


def test_thousands_of_reports_of_one_form_come_to_an_end_and_stay_apart() -> None:
    form = "Receipts at the terminal in Port Ellis came to {} tonnes on the day and {} tonnes in the season so far."
    archive = [
        Article(
            id=str(number),
            title="Grain receipts",
            text=form.format(1_000 + 7 * number, 90_000 + 1_013 * number),
            outlet=f"Outlet {number % 50}",
            published=date(1995, 5, 1) + timedelta(days=number % 3),
        )
        for number in range(3_000)
    ]
    assert not linked(archive).copies


@given(st.text(alphabet="abcXYZéÉ 0123456789.,'\u2019/&-\n!東京カ", max_size=60))
@settings(deadline=None)
def test_words_are_what_a_regular_expression_finds(text: str) -> None:
    found = WORD.findall(text.lower())
    words = words_of([text])
    assert len(words.hashes) == len(found)
    assert len(set(words.hashes.tolist())) == len(set(found))
    assert words.numbers.tolist() == [any(character.isdigit() for character in word) for word in found]


@given(st.lists(st.text(alphabet="ab X9.,\n東", max_size=20), min_size=1, max_size=6))
@settings(deadline=None)
def test_a_text_has_the_same_sketch_alone_and_among_others(texts: list[str]) -> None:
    for text, among in zip(texts, sketches(texts), strict=True):
        (alone,) = sketches([text])
        assert (alone.length, alone.digest) == (among.length, among.digest)
        for part in ("pairs", "words", "numbers", "names"):
            assert np.array_equal(getattr(alone, part), getattr(among, part))
        hashes = [None if made.minhash is None else made.minhash.tolist() for made in (alone, among)]
        assert hashes[0] == hashes[1]


def test_names_are_words_with_a_capital_that_begin_no_sentence() -> None:
    words = words_of(["The pilot, Orrin Blake, said so. Engineers from Tacoma agreed; Larkin paid $17."])
    assert words.names.nonzero()[0].tolist() == [2, 3, 8, 10]
    assert words.numbers.nonzero()[0].tolist() == [12]


def test_hashes_are_the_same_in_every_process() -> None:
    (known,) = sketches(["Twelve tugs pulled at the Amelia Thorne for 3 hours."])
    assert known.digest.hex() == "a7c161ab9c859c1e37bf7791"
