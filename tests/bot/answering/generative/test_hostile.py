"""A language model and an endpoint that mean ill: what they send, and that the reader gets print all the same."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from benchmarks.lies_by_hand import pairs
from benchmarks.lying import cite, extractive
from tests.bot.answering.generative.conftest import Asked
from tests.endpoint import ModelEndpoint, Script

if TYPE_CHECKING:
    from pathlib import Path

    from bot.answering.answer import Answer

TRUE = "Imports of the models were worth $5.9 billion in 1994."
# Lies that pass, as docs/llm.md says: who said it left out, what a fraction is of, a name that is also a verb.
PASSING = {
    "Hashimoto had lied.",
    "The plan is illegal.",
    "Rates rose half.",
    "Rates rose a quarter.",
    "It was the worst in 12 quarters.",
    "The senator voted against the bill in 1994.",
    "Tokyo falls on Friday.",
}


def test_no_lie_written_by_hand_passes_but_those_that_are_known() -> None:
    lies = [pair for pair in pairs() if not pair.true]
    assert len(lies) > 250
    assert {pair.said for pair in lies if not pair.failures} <= PASSING


def test_most_true_sentences_written_by_hand_pass() -> None:
    truths = [pair for pair in pairs() if pair.true]
    assert sum(not pair.failures for pair in truths) >= 0.8 * len(truths)


@pytest.mark.parametrize(
    "script",
    [
        Script(page="<html><body>Sign in to go on</body></html>"),
        Script(page=""),
        Script(page='{"choices": []}'),
        Script(page='{"choices": [{"message": null}]}'),
        Script(page="[1, 2]"),
        Script(finish=None),
        Script(f"{TRUE} [2] " * 20_000),
        Script("x" * 1_000_000),
        Script("[" * 20_000),
        Script(" " * 1_000_000, streams=False),
        Script(status=429),
    ],
    ids=[
        "page",
        "empty",
        "no choices",
        "no message",
        "a list",
        "no end",
        "1 MB",
        "a word",
        "brackets",
        "blanks",
        "429",
    ],
)
def test_whatever_an_endpoint_sends_the_quotes_answer(asked: Asked, script: Script) -> None:
    answer = asked.says(script)
    assert (answer.answerer, answer.text) == ("extractive", f"{asked.evidence[0].text} [1]")
    assert (answer.note or "").startswith("Answered without the language model: ")


@pytest.mark.parametrize("tokens", [-5000, 0, 10**30])
def test_no_budget_grows_by_what_an_endpoint_says_of_its_cost(asked: Asked, tokens: int) -> None:
    assert asked.says(Script(f"{TRUE} [2]", tokens=tokens)).answerer == "generative"
    assert asked.budget.spent_today() > 400


@pytest.mark.parametrize(
    "said",
    [
        "Les importations de ces modèles valaient 5,9 milliards de dollars en 1994.",
        "Die Einfuhren dieser Modelle waren 1994 $5.9 Milliarden wert.",
        "これらの車種の輸入は1994年に59億ドルだった。",
        "Импорт этих моделей в 1994 году составил $5.9 billion.",
    ],
)
def test_a_reply_in_another_language_gives_way_to_the_quotes(asked: Asked, said: str) -> None:
    answer = asked.says(f"{said} [2]")
    assert said not in answer.text
    assert answer.text == f"{asked.evidence[0].text} [1]"


@pytest.mark.parametrize("numbers", ["[12]", "[0]", "[2][12]", "[2, 99]", "[1234]", "[-2]", "(2)", "[^2]"])
def test_a_citation_that_is_none_carries_nothing(asked: Asked, numbers: str) -> None:
    answer = asked.says(f"{TRUE} {numbers}")
    assert answer.answerer == "extractive"
    assert {citation.n for citation in answer.citations} == {1}


@pytest.mark.parametrize("number", [1, 3])
def test_a_sentence_under_the_number_of_another_gives_way_to_what_that_says(asked: Asked, number: int) -> None:
    answer = asked.says(f"{TRUE} [2] Imports were worth $5.9 billion. [{number}]")
    assert [claim.text for claim in answer.claims] == [TRUE, asked.evidence[number - 1].text]
    assert [citation.quote for citation in answer.citations] == [
        asked.evidence[1].text,
        asked.evidence[number - 1].text,
    ]


def test_what_was_seen_before_a_stream_was_cut_was_checked(asked: Asked) -> None:
    seen: list[str] = []
    answer = asked.says(Script(f"{TRUE} [2] Imports fell to $1 billion. [2] And so on [2]", cut_after=14), seen.append)
    assert seen[0] == f"{TRUE} [1]"
    assert not any("$1 billion" in text or "And so on" in text for text in seen)
    assert (answer.answerer, answer.text) == ("extractive", f"{asked.evidence[0].text} [1]")


def test_questions_at_once_cost_no_more_than_the_day(endpoint: ModelEndpoint, tmp_path: Path) -> None:
    asked = Asked(endpoint, tmp_path, tokens_per_day=2500)
    endpoint.script = lambda _: Script(f"{TRUE} [2]", usage=False)
    answers: list[Answer] = []

    def ask() -> None:
        answers.append(asked.composer.compose(extractive(asked.evidence[0]), asked.evidence, cite))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    generative = sum(answer.answerer == "generative" for answer in answers)
    assert 0 < generative == len(endpoint.requests) < 8
    assert asked.budget.spent_today() <= 2500
    assert sum("budget" in (answer.note or "") for answer in answers) == 8 - generative
