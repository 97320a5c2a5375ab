"""What `dateline doctor` says of the language model."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.commands.doctor import CHECKS, Result, _result
from bot.settings import Settings
from tests.endpoint import Dripping, ModelEndpoint, Script

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def looked(endpoint: ModelEndpoint, settings: Settings) -> Callable[..., Result]:
    """Run the check, with these settings of `answering.llm`."""

    def look(**llm: object) -> Result:
        document = settings.model_dump()
        document["answering"]["llm"] |= {"base_url": endpoint.base_url, "model": "any", "timeout_s": 5} | llm
        return _result("language model", CHECKS["language model"], Settings.model_validate(document))

    return look


def test_where_none_is_configured_the_check_is_skipped_with_a_reason(settings: Settings) -> None:
    found = _result("language model", CHECKS["language model"], settings)
    assert (found.status, found.mend) == ("note", None)
    assert "answering.llm names none" in found.detail


def test_a_model_that_the_endpoint_lists_is_well_and_costs_nothing(
    looked: Callable[..., Result], endpoint: ModelEndpoint
) -> None:
    found = looked()
    assert (found.status, found.detail) == ("ok", f"any is listed at {endpoint.base_url}/")
    assert endpoint.requests == []


@pytest.mark.parametrize("listed", [None, ["other"]])
def test_a_model_that_is_not_listed_is_asked_for_one_token(
    looked: Callable[..., Result], endpoint: ModelEndpoint, listed: list[str] | None
) -> None:
    endpoint.models, endpoint.script = listed, lambda _: Script("Yes", finish="length")
    assert looked().detail == f"any answers at {endpoint.base_url}/"
    assert endpoint.requests[0]["max_tokens"] == 1


def test_a_model_that_is_not_there_is_told_with_those_that_are(
    looked: Callable[..., Result], endpoint: ModelEndpoint
) -> None:
    endpoint.models, endpoint.script = ["one", "two"], lambda _: Script(status=404)
    found = looked()
    assert found.status == "failed"
    assert "has no model any" in found.detail
    assert "one, two" in (found.mend or "")


@pytest.mark.parametrize(
    ("script", "told", "mend"),
    [
        (Script(status=401), "refused the key", "set A_KEY"),
        (Script(status=404), "HTTP 404", "ends in /v1"),
        (Script(status=429), "takes no more questions", "wait"),
        (Script(status=500), "HTTP 500", "endpoint's log"),
        (Script(page="<html>Hello</html>"), "broken", "OpenAI-compatible"),
        (Script(drips=True), "too long", "answering.llm.timeout_s"),
    ],
)
def test_each_failure_comes_with_its_mend(
    looked: Callable[..., Result], endpoint: ModelEndpoint, script: Script, told: str, mend: str
) -> None:
    endpoint.models, endpoint.script = None, lambda _: script
    found = looked(key_variable="A_KEY", timeout_s=0.5)
    assert found.status == "failed"
    assert told in found.detail
    assert mend in (found.mend or "")


def test_an_endpoint_that_drips_its_headers_is_told_from_one_that_is_well(looked: Callable[..., Result]) -> None:
    with Dripping(b"HTTP/1.1 200 OK\r\nX-Wait: ", b"a") as dripping:
        found = looked(base_url=f"http://{dripping.address}/v1", timeout_s=0.5)
    assert found.status == "failed"
    assert "too long" in found.detail


def test_a_refused_key_is_told_from_one_that_is_not_set(
    looked: Callable[..., Result], endpoint: ModelEndpoint, monkeypatch: pytest.MonkeyPatch
) -> None:
    endpoint.models, endpoint.script = None, lambda _: Script(status=401)
    monkeypatch.delenv("A_KEY", raising=False)
    assert "it is not set" in (looked(key_variable="A_KEY").mend or "")
    monkeypatch.setenv("A_KEY", "secret-2")
    refused = looked(key_variable="A_KEY")
    assert "a key that is valid there" in (refused.mend or "")
    assert "secret-2" not in str(refused)


def test_an_endpoint_that_is_down_is_told_with_its_mend(looked: Callable[..., Result]) -> None:
    found = looked(base_url="http://127.0.0.1:9/v1")
    assert found.status == "failed"
    assert "answering.llm.base_url" in (found.mend or "")
