"""Any model that sentence-transformers can load, run by torch. Both are imported here and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from corpus.errors import ModelMismatch

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray


class TorchBackend:
    """A model of sentence-transformers in a folder."""

    def __init__(self, folder: Path, threads: int) -> None:
        """Load the model. Raises ModelMismatch where its vectors have no length of their own."""
        import torch
        from sentence_transformers import SentenceTransformer
        from transformers.utils.logging import disable_progress_bar

        disable_progress_bar()  # type: ignore[no-untyped-call]
        torch.set_num_threads(threads)
        self._model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
        size = self._model.get_embedding_dimension()
        if size is None:
            raise ModelMismatch(f"{folder} does not say how long its vectors are", "choose another index.model")
        self.dimension = size

    def embed(self, texts: Sequence[str], every: int, on_progress: Callable[[int], None]) -> NDArray[np.float32]:
        """Unit vectors of the texts, in batches of `every`; `on_progress` is told the size of each that is done.

        Batches go by length, longest first, so that none is padded more than it must be.
        """
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        order = sorted(range(len(texts)), key=lambda at: -len(texts[at]))
        for begin in range(0, len(order), every):
            batch = order[begin : begin + every]
            vectors[batch] = self._model.encode(
                [texts[at] for at in batch], batch_size=every, normalize_embeddings=True, show_progress_bar=False
            )
            on_progress(len(batch))
        return vectors
