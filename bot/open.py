"""The archive and the answerer that the settings describe."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from bot.answering.answerer import Answerer
from bot.answering.by_cosine import CosineJudge
from bot.answering.by_reader import ReaderJudge
from corpus.errors import ModelMissing
from index.embedding import Embedder
from index.generation import Generations
from index.live import LiveArchive
from index.reader import Reader
from index.rerank import reranker_of

if TYPE_CHECKING:
    from bot.answering.evidence import Composer, Judge
    from bot.answering.generative.endpoint import Endpoint
    from bot.settings import LlmSettings, ReaderSettings, Settings
    from index.rerank import Reranker


def open_archive(settings: Settings) -> LiveArchive:
    """The current generation with the model. Raises GenerationError or ModelError."""
    return LiveArchive(Generations(settings.data_dir), open_embedder(settings), settings.index, open_reranker(settings))


def open_reranker(settings: Settings) -> Reranker | None:
    """What `index.rerank` names, or None. Raises ModelError where it is not there."""
    return reranker_of(settings.index, open_reader(settings.reader) if settings.index.rerank == "reader" else None)


def open_embedder(settings: Settings) -> Embedder:
    """The embedding model, its int8 form kept in the data directory. Raises ModelError or SettingsError."""
    return Embedder(settings.index, settings.data_dir / "models")


def open_answerer(settings: Settings, archive: LiveArchive | None = None) -> Answerer:
    """What answers questions, from an archive that is open already or else the settings'.

    Raises GenerationError or ModelError.
    """
    judge = open_judge(settings.reader)
    return Answerer(archive or open_archive(settings), judge, settings.answering, open_composer(settings))


def open_composer(settings: Settings) -> Composer | None:
    """The language model that `answering.llm` names, None where it names none. Raises ModelError."""
    llm = settings.answering.llm
    endpoint = open_endpoint(llm)
    if endpoint is None:
        return None
    from bot.answering.generative.budget import Budget
    from bot.answering.generative.composer import Composer

    reader = None if settings.reader.model == "none" else open_reader(settings.reader)
    return Composer(endpoint, Budget(settings.data_dir, llm.tokens_per_day), llm, reader)


def open_endpoint(llm: LlmSettings) -> Endpoint | None:
    """Where the language model is asked, None where none is named; starts nothing. Raises ModelError."""
    if not (llm.base_url or llm.local):
        return None
    from bot.answering.generative.endpoint import Endpoint
    from bot.answering.generative.local import LocalModel

    return Endpoint(llm, LocalModel(llm) if llm.local else None)


def open_judge(settings: ReaderSettings) -> Judge:
    """The judge that `reader.model` names. Raises ModelError."""
    if settings.model == "none":
        return CosineJudge()
    return ReaderJudge(open_reader(settings))


@lru_cache(maxsize=1)
def open_reader(settings: ReaderSettings) -> Reader:
    """The reader that `reader.model` names. Raises ModelError where it is none or not there.

    The judge, the reranker and the checks of a language model's words share one, which several threads may use.
    """
    if settings.model == "none":
        raise ModelMissing("reader.model is none", "set it to bundled, or to the folder of a reader")
    return Reader(None if settings.model == "bundled" else Path(settings.model), settings.threads)
