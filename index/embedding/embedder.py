"""The embedding model as the rest of the program knows it, and the choice of what runs it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, Protocol

from corpus.errors import SettingsError
from index.embedding.models import BUNDLED_MODEL, checked_sha256, find
from index.embedding.processor import int8_instructions

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

    from index.settings import IndexSettings


class Backend(Protocol):
    """What turns texts into vectors."""

    @property
    def dimension(self) -> int:
        """Length of a vector."""

    def embed(self, texts: Sequence[str], every: int, on_progress: Callable[[int], None]) -> NDArray[np.float32]:
        """Unit vectors, shape (len(texts), dimension); tells, each `every` texts, how many more are done."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What runs the model, and why."""

    backend: Literal["onnx", "onnx-fp32", "torch"]
    reason: str


class Embedder:
    """One embedding model. Safe to use from several threads; tokenizer and model are each loaded when first needed.

    `name` and `sha256` say which space the vectors lie in. ONNX Runtime in fp32 and torch share theirs; int8 has one
    of its own, because a cosine across the two is right to some .003 only.
    """

    def __init__(self, settings: IndexSettings, cache: Path | None = None) -> None:
        """Find the model. `cache` is a folder to keep the int8 model in. Raises ModelError or SettingsError."""
        self.choice = choose(settings)
        self.name = f"{settings.model} int8" if self.choice.backend == "onnx" else settings.model
        self._threads = settings.threads or os.cpu_count() or 1
        self._batch_size = settings.batch_size
        self._cache = cache
        self._folder = find(settings.model)
        self.sha256 = self._checked()

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """The length of each text in the model's tokens, without the two that mark its ends."""
        encodings = self._tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
        return [len(encoding.ids) for encoding in encodings]

    def embed(self, texts: Sequence[str], on_progress: Callable[[int], None] | None = None) -> NDArray[np.float32]:
        """Unit vectors of the texts, shape (len(texts), dimension); texts beyond the model's length are cut.

        `on_progress` is told, time and again, how many more texts are done.
        """
        return self._backend.embed(texts, self._batch_size, on_progress or _nobody)

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._backend.dimension

    def _checked(self) -> str:
        """The hash that stands for the vectors, after a look at what they will be made with.

        An int8 model that was kept is held against its own hash when it is loaded, and needs no weights.
        """
        if self.choice.backend != "onnx":
            return checked_sha256(self.name, self._folder)
        from index.embedding.onnx_backend import INT8_SHA256, int8_path

        if not (self._cache and int8_path(self._cache).is_file()):
            checked_sha256(BUNDLED_MODEL, self._folder)
        return INT8_SHA256

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        from tokenizers import Tokenizer

        tokenizer: Tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer

    @cached_property
    def _backend(self) -> Backend:
        if self.choice.backend == "torch":
            from index.embedding.torch_backend import TorchBackend

            return TorchBackend(self._folder, self._threads)
        from index.embedding.onnx_backend import OnnxBackend, fp32_file, int8_file

        int8 = self.choice.backend == "onnx"
        model = int8_file(self._folder, self._cache) if int8 else fp32_file(self._folder)
        return OnnxBackend(model, self._tokenizer, self._threads)


def choose(settings: IndexSettings) -> Choice:
    """What runs the model that the settings name. Raises SettingsError where the two settings do not go together."""
    wanted = settings.backend
    if settings.model != BUNDLED_MODEL:
        if wanted not in {"auto", "torch"}:
            raise SettingsError(
                f"index.backend {wanted} runs {BUNDLED_MODEL} alone, not {settings.model}",
                "set index.backend to auto or torch",
            )
        return Choice("torch", f"index.model is not {BUNDLED_MODEL}")
    if wanted != "auto":
        return Choice(wanted, "index.backend says so")
    instructions = int8_instructions()
    if instructions:
        return Choice("onnx", f"the processor has {instructions}")
    return Choice("onnx-fp32", "the processor has no exact int8 instructions")


def _nobody(_done: int) -> None:
    """Whoever does not want to hear how far it is."""
