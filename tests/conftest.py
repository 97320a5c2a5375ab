"""What many tests need: the real model, loaded once, and the bundled archive, indexed once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.open import open_judge
from bot.settings import ReaderSettings, Settings, load_settings
from corpus.settings import CorpusSettings
from index.build import Rebuild
from index.embedding import Embedder
from index.generation import Generations
from index.live import LiveArchive
from index.settings import IndexSettings

if TYPE_CHECKING:
    from pathlib import Path

    from bot.answering.evidence import Judge


@pytest.fixture(scope="session")
def index_settings() -> IndexSettings:
    """The defaults, on one thread."""
    return IndexSettings(threads=1)


@pytest.fixture(scope="session")
def embedder(index_settings: IndexSettings) -> Embedder:
    """The bundled model."""
    return Embedder(index_settings)


@pytest.fixture(scope="session")
def sample_data(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder, index_settings: IndexSettings) -> Path:
    """A data directory with the bundled archive; tests only read it."""
    folder = tmp_path_factory.mktemp("sample")
    Rebuild(folder, embedder, CorpusSettings(), index_settings, lambda *_: None).update(["sample"])
    return folder


@pytest.fixture(scope="session")
def sample_archive(sample_data: Path, embedder: Embedder, index_settings: IndexSettings) -> LiveArchive:
    """The bundled archive, open."""
    return LiveArchive(Generations(sample_data), embedder, index_settings)


@pytest.fixture(scope="session")
def judge() -> Judge:
    """The bundled reader as the judge of answers."""
    return open_judge(ReaderSettings(threads=1))


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The default settings, as where there is no config.yaml, with a data directory of the test's own."""
    monkeypatch.chdir(tmp_path)
    return load_settings(data_dir=tmp_path / "data")
