"""The archive and the answerer that the settings describe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answering.answerer import Answerer
from index.embedding import Embedder
from index.generation import Generations
from index.live import LiveArchive

if TYPE_CHECKING:
    from bot.settings import Settings


def open_archive(settings: Settings) -> LiveArchive:
    """The current generation with the model. Raises GenerationError or ModelError."""
    return LiveArchive(Generations(settings.data_dir), Embedder(settings.index), settings.index)


def open_answerer(settings: Settings) -> Answerer:
    """What answers questions. Raises GenerationError or ModelError."""
    return Answerer(open_archive(settings), settings.answering)
