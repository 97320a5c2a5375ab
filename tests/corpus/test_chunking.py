"""Passages: runs of whole sentences within a token budget that together hold the article."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from corpus.article import Article, Passage
from corpus.chunking import passages
from corpus.sentences import sentence_spans

if TYPE_CHECKING:
    from collections.abc import Sequence


def words(texts: Sequence[str]) -> list[int]:
    return [len(text.split()) for text in texts]


def characters(texts: Sequence[str]) -> list[int]:
    """As harsh as a tokenizer can be: every visible character is a token."""
    return [len("".join(text.split())) for text in texts]


def article(text: str) -> Article:
    return Article(id="a", title="A title", text=text)


def cut(text: str, budget: int, overlap: int = 0) -> list[str]:
    return [passage.text for passage in passages(article(text), words, budget, overlap)]


def test_a_short_article_is_one_passage() -> None:
    assert cut("One two three. Four five.\n\nSix seven.", 50) == ["One two three. Four five.\n\nSix seven."]


def test_passages_hold_whole_sentences_and_are_about_equally_long() -> None:
    assert cut("A b c. D e f. G h i. J k l. M n o.", 12) == ["A b c. D e f. G h i.", "J k l. M n o."]


def test_a_passage_begins_with_the_last_sentence_of_the_one_before_it() -> None:
    assert cut("A b c. D e f. G h i. J k l. M n o.", 9, overlap=1) == ["A b c. D e f. G h i.", "G h i. J k l. M n o."]


def test_a_sentence_over_the_budget_is_cut_at_words() -> None:
    pieces = cut("one two three four five six seven eight nine ten", 4)
    assert " ".join(pieces) == "one two three four five six seven eight nine ten"
    assert all(len(piece.split()) <= 4 for piece in pieces)


def test_an_article_without_text_has_no_passages() -> None:
    assert passages(article(""), words, 10, 1) == ()


sentences = st.lists(
    st.tuples(
        st.lists(st.text("abcäß日", min_size=1, max_size=9), min_size=1, max_size=12).map(" ".join),
        st.sampled_from([". ", "? ", ".\n\n", " ", "\n"]),
    ).map("".join),
    max_size=25,
).map("".join)


def covered(found: tuple[Passage, ...]) -> set[int]:
    return {at for passage in found for at in range(passage.start, passage.end)}


@given(sentences, st.integers(1, 40), st.integers(0, 4), st.sampled_from([words, characters]))
def test_passages_are_spans_within_the_budget_that_leave_nothing_out(
    text: str, budget: int, overlap: int, count: type[object]
) -> None:
    found = passages(article(text), count, budget, overlap)  # type: ignore[arg-type]
    for passage in found:
        assert passage.text == text[passage.start : passage.end]
        assert passage.text == passage.text.strip() != ""
        assert count([passage.text])[0] <= budget  # type: ignore[call-arg, index]
    visible = {at for at, character in enumerate(text) if not character.isspace()}
    assert visible <= covered(found)


@given(sentences, st.integers(12, 60), st.integers(0, 4))
def test_no_sentence_that_fits_the_budget_is_ever_split(text: str, budget: int, overlap: int) -> None:
    found = passages(article(text), words, budget, overlap)
    edges = {passage.start for passage in found} | {passage.end for passage in found}
    for start, end in sentence_spans(text):
        if words([text[start:end]])[0] <= budget:
            assert not any(start < edge < end for edge in edges)
            assert any(passage.start <= start and end <= passage.end for passage in found)


@given(sentences, st.integers(1, 40), st.integers(0, 4))
def test_each_passage_goes_on_where_the_one_before_it_ended_or_overlaps_it_by_no_more_than_asked(
    text: str, budget: int, overlap: int
) -> None:
    found = passages(article(text), words, budget, overlap)
    for before, after in pairwise(found):
        assert before.start < after.start
        assert before.end < after.end
        shared = text[after.start : before.end]
        assert len(sentence_spans(shared)) <= max(overlap, 1) if shared.strip() else True
