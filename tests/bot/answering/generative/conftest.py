from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.lying import cite, evidence_of, extractive
from bot.answering.generative.budget import Budget
from bot.answering.generative.composer import Composer
from bot.answering.generative.endpoint import Endpoint
from bot.settings import LlmSettings
from corpus.article import Article
from corpus.sentences import sentence_spans
from tests.endpoint import ModelEndpoint, Script

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from bot.answering.answer import Answer

TEXT = (
    "Mickey Kantor told Ryutaro Hashimoto on Wednesday that the United States would not drop the list of 13 models. "
    "Imports of them were worth $5.9 billion in 1994, an official said. "
    '"It is a door with a handle," the official said.'
)


@pytest.fixture
def endpoint() -> Iterator[ModelEndpoint]:
    """A model that says nothing until a test says otherwise."""
    with ModelEndpoint(lambda _: Script()) as running:
        yield running


class Asked:
    """Three sentences as evidence, and a composer before the endpoint."""

    def __init__(self, endpoint: ModelEndpoint, folder: Path, text: str = TEXT, **settings: object) -> None:
        from datetime import date

        self.endpoint = endpoint
        self.folder = folder
        self.article = Article("a", "Talks", text, outlet="Pacific Wire", published=date(1995, 5, 18))
        self.evidence = [evidence_of(self.article, *span) for span in sentence_spans(text)]
        self.settings = LlmSettings.model_validate(
            {"base_url": endpoint.base_url, "model": "any", "timeout_s": 5} | settings
        )
        self.budget = Budget(folder, self.settings.tokens_per_day)
        self.composer = Composer(Endpoint(self.settings), self.budget, self.settings)

    def says(self, words: str | Script, watch: Callable[[str], None] | None = None) -> Answer:
        """The answer where the model says these words."""
        script = words if isinstance(words, Script) else Script(words)
        self.endpoint.script = lambda _: script
        return self.composer.compose(extractive(self.evidence[0]), self.evidence, cite, watch)


@pytest.fixture
def asked(endpoint: ModelEndpoint, tmp_path: Path) -> Asked:
    """Three sentences before a model."""
    return Asked(endpoint, tmp_path)
