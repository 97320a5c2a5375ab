from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from benchmarks.lying import cite, extractive
from bot.answering.answerer import Answerer
from bot.answering.generative.budget import Budget
from bot.answering.generative.composer import Composer
from bot.answering.generative.endpoint import Endpoint
from bot.answering.generative.exchange import THREAD
from bot.open import open_composer
from bot.settings import AnsweringSettings, LlmSettings, Settings
from corpus.errors import LanguageModelError
from tests.bot.answering.generative.conftest import Asked
from tests.endpoint import Dripping, ModelEndpoint, Script, numbered

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from bot.answering.answer import Citation
    from bot.answering.evidence import Evidence, Judge
    from index.live import LiveArchive


def running_exchanges() -> list[threading.Thread]:
    """The threads of exchanges that do not end by themselves within ten seconds."""
    threads = [one for one in threading.enumerate() if one.name == THREAD]
    for one in threads:
        one.join(10)
    return [one for one in threads if one.is_alive()]


TRUE = "Imports of the models were worth $5.9 billion in 1994."
FALSE = "Imports of the models were worth $6.9 billion in 1994."


def test_a_true_sentence_is_the_answer_and_cites_the_printed_one(asked: Asked) -> None:
    answer = asked.says(f"{TRUE} [2]")
    assert (answer.answerer, answer.text, answer.note) == ("generative", f"{TRUE} [1]", None)
    assert [claim.citations for claim in answer.claims] == [(1,)]
    assert answer.citations[0].quote == asked.evidence[1].text
    assert answer.document()["generation"] == {"kept": 1, "quoted": 0, "dropped": 0, "failed": {}}


def test_a_false_sentence_gives_way_to_the_quote_that_it_cites_and_is_counted(asked: Asked) -> None:
    answer = asked.says(f"An official called it a door with a handle. [3] {FALSE} [2] {TRUE} [2]")
    assert "$6.9" not in answer.text
    assert asked.evidence[1].text in answer.text
    assert answer.generation is not None
    assert answer.generation.failed["number"] == 1
    assert answer.note is not None


def test_a_number_that_no_sentence_has_is_no_citation(asked: Asked) -> None:
    answer = asked.says(f"{TRUE} [2] Mr. Kantor resigned. [7]")
    assert answer.text == f"{TRUE} [1]"
    assert answer.generation is not None
    assert answer.generation.dropped == 1


def test_where_nothing_stands_up_the_quotes_answer_with_a_note(asked: Asked) -> None:
    answer = asked.says(f"{FALSE} [2]")
    assert (answer.answerer, answer.text) == ("extractive", f"{asked.evidence[0].text} [1]")
    assert answer.note is not None


@pytest.mark.parametrize(
    ("script", "told"),
    [
        (Script(status=500), "failed (HTTP 500)"),
        (Script(status=401), "refused the key"),
        (Script(status=429), "takes no more questions"),
        (Script(f"{TRUE} [2]", cut_after=4), "broken"),
        (Script(f"{TRUE} [2]", finish=None), "broke off"),
        (Script(TRUE, broken=True), "broken"),
        (Script(f"{TRUE} [2]", finish="content_filter"), "refused"),
        (Script(refusal="No."), "refused"),
        (Script("I'm sorry, but I cannot help with that."), "refused"),
        (Script(""), "said nothing"),
        (Script("NO ANSWER"), "found no answer"),
        (Script(TRUE), "cited nothing"),
        (Script(refusal="No.", streams=False), "refused"),
    ],
)
def test_an_endpoint_that_fails_leaves_the_quotes_and_a_note(asked: Asked, script: Script, told: str) -> None:
    answer = asked.says(script)
    assert (answer.answerer, answer.text) == ("extractive", f"{asked.evidence[0].text} [1]")
    assert told in (answer.note or "")


@pytest.mark.parametrize("script", [Script(f"{TRUE} [2]", pause_s=0.2), Script(drips=True)])
def test_an_endpoint_that_is_slow_is_given_up(endpoint: ModelEndpoint, tmp_path: Path, script: Script) -> None:
    answer = Asked(endpoint, tmp_path, timeout_s=0.5).says(script)
    assert answer.answerer == "extractive"
    assert "too long" in (answer.note or "")


DRIPS = {
    "headers": ("http", b"HTTP/1.1 200 OK\r\nX-Wait: ", b"a"),
    "a refusal": ("http", b"HTTP/1.1 500 No\r\nContent-Length: 100000\r\n\r\n", b"a"),
    "a stream": ("http", b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n", b":"),
    "TLS": ("https", b"\x16\x03\x03\x3f\xff\x02\x00\x3f\xfb", b"\0"),  # a handshake of one long record
}


@pytest.mark.parametrize("what", DRIPS)
def test_an_endpoint_that_drips_whatever_it_is_is_given_up_and_nothing_is_left_open(
    endpoint: ModelEndpoint, tmp_path: Path, what: str
) -> None:
    scheme, begins, drips = DRIPS[what]
    with Dripping(begins, drips) as dripping:
        asked = Asked(endpoint, tmp_path, base_url=f"{scheme}://{dripping.address}/v1", timeout_s=0.5)
        answer = asked.says("")
        assert (answer.answerer, answer.text) == ("extractive", f"{asked.evidence[0].text} [1]")
        assert "too long" in (answer.note or "")
        assert dripping.left.wait(10)
    assert not running_exchanges()


def test_a_reply_that_is_not_read_to_its_end_is_broken_off(endpoint: ModelEndpoint, tmp_path: Path) -> None:
    begins = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: [DONE]\n\n"
    with Dripping(begins, b":") as dripping:
        asked = Asked(endpoint, tmp_path, base_url=f"http://{dripping.address}/v1", timeout_s=300)
        assert "broke off" in (asked.says("").note or "")
        assert dripping.left.wait(10)
    assert not running_exchanges()


def test_an_endpoint_that_is_down_leaves_the_quotes_and_a_note(asked: Asked) -> None:
    settings = asked.settings.model_copy(update={"base_url": "http://127.0.0.1:9/v1"})
    composer = Composer(Endpoint(settings), asked.budget, settings)
    answer = composer.compose(extractive(asked.evidence[0]), asked.evidence, cite)
    assert answer.answerer == "extractive"
    assert "cannot be reached" in (answer.note or "")


def test_an_endpoint_that_does_not_stream_is_understood(asked: Asked) -> None:
    assert asked.says(Script(f"{TRUE} [2]", streams=False)).text == f"{TRUE} [1]"


def test_a_reply_that_is_cut_by_its_length_keeps_its_complete_sentences(asked: Asked) -> None:
    answer = asked.says(Script(f"{TRUE} [2] The official said that it was a do", finish="length"))
    assert answer.text == f"{TRUE} [1]"


def test_who_watches_sees_the_answer_grow_and_nothing_that_was_not_checked(asked: Asked) -> None:
    seen: list[str] = []
    answer = asked.says(f"{TRUE} [2] {FALSE} [1] The official said more. [9] It is over.", seen.append)
    assert seen[0] == f"{TRUE} [1]"
    assert seen[-1] == answer.text
    assert not any("$6.9" in text or "more" in text for text in seen)


def test_the_model_sees_numbered_sentences_with_outlet_and_day_and_nothing_else(asked: Asked) -> None:
    asked.says(f"{TRUE} [2]")
    request = asked.endpoint.requests[0]
    assert numbered(request) == {n: one.text for n, one in enumerate(asked.evidence, 1)}
    assert "[1] (Pacific Wire, 1995-05-18) Mickey Kantor" in request["messages"][1]["content"]


def test_a_superseded_sentence_is_not_shown(asked: Asked) -> None:
    def outdated(n: int, one: Evidence) -> Citation:
        return replace(cite(n, one), superseded_by="b" if one is asked.evidence[0] else None)

    asked.endpoint.script = lambda _: Script(f"{TRUE} [1]")
    asked.composer.compose(extractive(asked.evidence[1]), asked.evidence, outdated)
    assert asked.evidence[0].text not in numbered(asked.endpoint.requests[0]).values()


@pytest.mark.parametrize("said", ["See http://x.example now.", "<b>Imports</b>", "@everyone", "`Imports`", "[a](b)"])
def test_links_mentions_and_markup_do_not_reach_the_reader(asked: Asked, said: str) -> None:
    answer = asked.says(f"{TRUE} [2] {said} [2]")
    assert said not in answer.text


def test_a_day_costs_no_more_than_its_budget(endpoint: ModelEndpoint, tmp_path: Path) -> None:
    asked = Asked(endpoint, tmp_path, tokens_per_day=1500)
    assert asked.says(f"{TRUE} [2]").answerer == "generative"
    assert asked.budget.spent_today() == 120
    asked.says(Script(f"{TRUE} [2]", usage=False))
    answer = asked.says(f"{TRUE} [2]")
    assert answer.answerer == "extractive"
    assert "budget" in (answer.note or "")
    assert len(endpoint.requests) == 2


def test_a_question_costs_no_more_than_its_budget(endpoint: ModelEndpoint, tmp_path: Path) -> None:
    text = " ".join(f"Official number {n} said that the list of the models would be kept as it was." for n in range(40))
    asked = Asked(endpoint, tmp_path, text, tokens_per_question=900)
    asked.says("NO ANSWER")
    shown = numbered(endpoint.requests[0])
    assert 0 < len(shown) < 12


def test_threads_and_processes_share_one_budget(tmp_path: Path) -> None:
    taken: list[bool] = []

    def take() -> None:
        try:
            Budget(tmp_path, 1000).take(100)
        except LanguageModelError:
            taken.append(False)
        else:
            taken.append(True)

    threads = [threading.Thread(target=take) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(taken) == 10
    assert Budget(tmp_path, 1000).spent_today() == 1000


def test_the_key_comes_from_the_variable_that_is_named(
    asked: Asked, endpoint: ModelEndpoint, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("A_KEY", "secret-1")
    settings = asked.settings.model_copy(update={"key_variable": "A_KEY"})
    endpoint.script = lambda _: Script("NO ANSWER")
    composer = Composer(Endpoint(settings), Budget(tmp_path, 10_000), settings)
    composer.compose(extractive(asked.evidence[0]), asked.evidence, cite)
    assert endpoint.keys == ["secret-1"]
    assert "secret-1" not in repr(settings)


def test_nothing_is_asked_of_a_model_by_default(settings: Settings) -> None:
    assert open_composer(settings) is None


def test_an_abstention_asks_no_model(asked: Asked) -> None:
    abstained = replace(extractive(asked.evidence[0]), abstained=True, claims=(), citations=())
    assert asked.composer.compose(abstained, asked.evidence, cite) is abstained
    assert asked.endpoint.requests == []


def test_a_model_without_a_name_is_refused_in_the_settings() -> None:
    with pytest.raises(ValueError, match="base_url needs a model"):
        LlmSettings(base_url="http://localhost:1/v1")


def test_the_whole_way_from_a_question_to_a_checked_answer(
    sample_archive: LiveArchive, judge: Judge, endpoint: ModelEndpoint, tmp_path: Path
) -> None:
    from bot.answering.answer import Question

    def honest(request: dict[str, Any]) -> Script:
        seen = numbered(request)
        return Script(" ".join(f"{text} [{n}]" for n, text in list(seen.items())[:2]) + " The president resigned. [1]")

    endpoint.script = honest
    settings = LlmSettings(base_url=endpoint.base_url, model="any")
    composer = Composer(Endpoint(settings), Budget(tmp_path, 100_000), settings)
    answerer = Answerer(sample_archive, judge, AnsweringSettings(), composer)
    answer = answerer.ask(Question("Who runs the World Trade Organization?"))
    assert answer.answerer == "generative"
    assert "resigned" not in answer.text
    store = sample_archive.searcher().generation.store
    for citation in answer.citations:
        article = store.article(citation.article_id)
        assert article is not None
        assert article.text[citation.start : citation.end] == citation.quote
    assert {n for claim in answer.claims for n in claim.citations} == {citation.n for citation in answer.citations}
