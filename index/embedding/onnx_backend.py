"""The default model in ONNX Runtime.

The int8 file is made from the published weights when it is first needed, in a quarter of a second, and kept: 26 MB
instead of 91, and nothing but itself to be read and hashed from then on. The fp32 file is made in memory each time; it
is for processors without int8 instructions.
"""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import TYPE_CHECKING
from uuid import uuid4

import numpy as np

from corpus.errors import ModelMismatch
from index.embedding import graph
from index.embedding.models import BUNDLED_MODEL, MEND, weights

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    import onnxruntime
    from numpy.typing import NDArray
    from tokenizers import Tokenizer

INT8_SHA256 = "911b86a4840b797d56bdee20ae588942623bd03dadcbfff469f48137eff143de"
"""What the published weights become: `graph.int8_model` makes the same bytes on every machine."""
_SUBMITTED = 1024  # texts handed to the threads at once


class OnnxBackend:
    """One session that many threads use at once, each with a text of its own; every run keeps to one thread."""

    dimension = graph.DIMENSION

    def __init__(self, model: bytes, tokenizer: Tokenizer, threads: int) -> None:
        """Load an ONNX file. `threads` embed beside each other where there are several texts."""
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # The higher levels join each sum with the norm after it into one operator, which is several times slower here.
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
        self._session: onnxruntime.InferenceSession = onnxruntime.InferenceSession(
            model, options, providers=["CPUExecutionProvider"]
        )
        self._tokenizer = tokenizer
        self._threads = threads

    def embed(self, texts: Sequence[str], every: int, on_progress: Callable[[int], None]) -> NDArray[np.float32]:
        """Unit vectors of the texts; `on_progress` is told after every so many texts how many more are done."""
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        if len(texts) == 1 or self._threads == 1:
            _collect(map(self._vector, texts), vectors, every, on_progress)
            return vectors
        with ThreadPoolExecutor(self._threads, thread_name_prefix="embedding") as pool:
            for begin in range(0, len(texts), _SUBMITTED):
                found = pool.map(self._vector, texts[begin : begin + _SUBMITTED])
                _collect(found, vectors[begin : begin + _SUBMITTED], every, on_progress)
        return vectors

    def _vector(self, text: str) -> NDArray[np.float32]:
        ids = self._tokenizer.encode(text).ids
        if len(ids) > graph.MAX_TOKENS:
            ids = [*ids[: graph.MAX_TOKENS - 1], ids[-1]]
        [vectors] = self._session.run(None, {graph.INPUT: np.array([ids], dtype=np.int64)})
        vector: NDArray[np.float32] = vectors[0]
        return vector


def int8_path(cache: Path) -> Path:
    """Where the int8 model is kept in a cache: another version of it has another name."""
    return cache / f"{BUNDLED_MODEL}-int8-{INT8_SHA256[:12]}.onnx"


def int8_file(folder: Path, cache: Path | None) -> bytes:
    """The int8 model of the weights in that folder, from the cache where it is there and whole.

    Raises ModelMissing or ModelMismatch where the weights are not there or not the published ones.
    """
    kept = int8_path(cache) if cache else None
    model = _kept(kept) if kept else None
    if model is not None:
        return model
    model = graph.int8_model(_read(folder))
    if (found := _hash(model)) != INT8_SHA256:
        raise ModelMismatch(
            f"the weights in {folder} make another int8 model: sha256 {found[:12]}…, expected {INT8_SHA256[:12]}…",
            MEND,
        )
    if kept:
        _keep(model, kept)
    return model


def fp32_file(folder: Path) -> bytes:
    """The fp32 model of the weights in that folder. Raises ModelMissing or ModelMismatch."""
    return graph.fp32_model(_read(folder))


def _read(folder: Path) -> dict[str, NDArray[np.float32]]:
    from safetensors import SafetensorError
    from safetensors.numpy import load_file

    path = weights(folder)
    try:
        found: dict[str, NDArray[np.float32]] = load_file(path)
    except (SafetensorError, OSError) as failure:
        raise ModelMismatch(f"{path}: {failure}", MEND) from None
    return found


def _kept(path: Path) -> bytes | None:
    """The file, or None where it is not there, not to be read or not what was written: then it is made anew."""
    try:
        model = path.read_bytes()
    except OSError:
        return None
    return model if _hash(model) == INT8_SHA256 else None


def _keep(model: bytes, path: Path) -> None:
    """Write the file whole or not at all; where the folder cannot be written, it is made anew the next time."""
    fresh = path.with_name(f".{uuid4().hex}.onnx")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            fresh.write_bytes(model)
            fresh.replace(path)
        finally:
            fresh.unlink(missing_ok=True)


def _hash(model: bytes) -> str:
    return hashlib.sha256(model).hexdigest()


def _collect(
    found: Iterable[NDArray[np.float32]], vectors: NDArray[np.float32], every: int, on_progress: Callable[[int], None]
) -> None:
    waiting = 0
    for at, vector in enumerate(found):
        vectors[at] = vector
        waiting += 1
        if waiting == every:
            on_progress(waiting)
            waiting = 0
    if waiting:
        on_progress(waiting)
