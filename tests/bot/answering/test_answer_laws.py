"""What holds for every answer: quotes are print, claims are cited, nothing later than `as_of` takes part."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.answer import Question, Turn
from bot.answering.answerer import Answerer
from bot.open import open_judge
from bot.settings import AnsweringSettings, ReaderSettings
from index.window import Window

if TYPE_CHECKING:
    from bot.answering.answer import Answer
    from index.live import LiveArchive

WHO = ("Kantor", "Hashimoto", "Sakamoto", "Toyota", "the dealers", "Ridgeway Brake Works", "Kantr")
WHAT = ("say about the tariffs", "agree to", "do about the purchase plans", "sell", "announce")
WHEN = (
    "",
    " last week",
    " on 16 May 1995",
    " in May",
    " since Tuesday",
    " before the sanctions list came out",
    " in 1994",
)
QUESTIONS = st.one_of(
    st.builds(lambda who, what, when: f"What did {who} {what}{when}?", *map(st.sampled_from, (WHO, WHAT, WHEN))),
    st.builds(
        "How many {} were there{}?".format, st.sampled_from(("cars", "models", "dealers")), st.sampled_from(WHEN)
    ),
    st.sampled_from(
        ("What happened on 5 May 1995?", "When was that?", "And what about Honda?", "What else did he say?")
    ),
)
HISTORIES = st.lists(
    st.sampled_from(
        (Turn("Who is Mickey Kantor?", "The trade representative."), Turn("Why did the talks fail?", "Plans."))
    ),
    max_size=2,
)
DAYS = st.dates(date(1991, 6, 1), date(1996, 6, 1))


@pytest.fixture(scope="module")
def answerer(sample_archive: LiveArchive) -> Answerer:
    """Every sentence counts here, so the judge that needs no reader will do, and never abstains for want of trust."""
    judge = open_judge(ReaderSettings(model="none"))
    return Answerer(
        sample_archive, judge, AnsweringSettings(min_confidence=0, passages=4), today=lambda: date(1995, 7, 1)
    )


@settings(max_examples=40, deadline=None)
@given(QUESTIONS, HISTORIES, DAYS)
def test_no_answer_leans_on_anything_published_after_as_of(
    answerer: Answerer, sample_archive: LiveArchive, text: str, history: list[Turn], as_of: date
) -> None:
    answer = answerer.ask(Question(text, Window(as_of=as_of), tuple(history)))
    store = sample_archive.searcher().generation.store
    published = [one.published for one in answer.citations] + [one.published for one in answer.suggestions]
    assert all(day is not None and day <= as_of for day in published)
    for citation in answer.citations:
        newer = store.article(citation.superseded_by) if citation.superseded_by else None
        assert newer is None or (newer.published is not None and newer.published <= as_of)
        known = {
            copy.outlet for copy in store.copies(citation.article_id) if copy.published and copy.published <= as_of
        }
        assert set(citation.also_ran_in) <= known
    covered = re.search(r"covers (\S+) to (\d{4}-\d\d-\d\d)", answer.reason or "")
    assert covered is None or all(date.fromisoformat(day) <= as_of for day in covered.groups())


@settings(max_examples=25, deadline=None)
@given(QUESTIONS, HISTORIES)
def test_quotes_are_print_and_every_claim_is_cited(
    answerer: Answerer, sample_archive: LiveArchive, text: str, history: list[Turn]
) -> None:
    answer = answerer.ask(Question(text, history=tuple(history)))
    store = sample_archive.searcher().generation.store
    for citation in answer.citations:
        article = store.article(citation.article_id)
        assert article is not None
        assert article.text[citation.start : citation.end] == citation.quote
    assert all(claim.citations for claim in answer.claims)
    assert {n for claim in answer.claims for n in claim.citations} == {citation.n for citation in answer.citations}
    assert answer.abstained or answer.claims
    _is_print_but_for_brackets(answer)


def _is_print_but_for_brackets(answer: Answer) -> None:
    """What a claim says is its first citation's quote once everything in square brackets is taken out."""
    sources = {citation.n: citation for citation in answer.citations}
    for claim in answer.claims:
        quote = sources[claim.citations[0]].quote
        assert _bare(claim.text) == _bare(quote)


def _bare(text: str) -> str:
    return "".join(re.sub(r"\[[^\]]*\]", "", text).split())
