"""Where the archive changed its mind, the newest state leads, and the earlier one is named with its day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.revisions import Told, ask_all, figures

if TYPE_CHECKING:
    from bot.answering.evidence import Judge
    from index.embedding import Embedder
    from index.settings import IndexSettings


@pytest.fixture(scope="module", params=["made with", "held"])
def told(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    embedder: Embedder,
    index_settings: IndexSettings,
    judge: Judge,
) -> list[Told]:
    """The answers to all questions of one set."""
    return ask_all(request.param, tmp_path_factory.mktemp("revisions"), embedder, index_settings, judge)


def test_the_state_asked_for_leads_no_less_often_than_docs_benchmarks_says(told: list[Told]) -> None:
    # One question less than docs/benchmarks.md: int8 rounds differently on processors without VNNI.
    led, named, revised = figures(told)
    assert led >= len(told) - 3
    assert named >= revised - 2


def test_what_leads_is_never_older_than_what_is_called_earlier(told: list[Told]) -> None:
    for answer in (one.answer for one in told):
        days = {citation.n: citation.published for citation in answer.citations}
        first = days.get(1)
        for claim in answer.claims:
            day = days[claim.citations[0]]
            assert first is not None
            assert day is not None
            assert not claim.text.startswith("[Earlier") or (day < first and f"[Earlier, {day}:]" in claim.text)
            assert not claim.text.startswith("[Later") or day > first


def test_a_question_about_one_month_is_not_led_by_another(told: list[Told]) -> None:
    months = [one for one in told if one.asked.question.endswith((" in April?", " in January?"))]
    assert months
    assert all(one.is_led_right for one in months)
