"""Vectors that cost nothing, for measuring all of a rebuild but the embedding; and an archive in numbered revisions."""

from __future__ import annotations

import hashlib
import json
import os
import time
from typing import TYPE_CHECKING

import numpy as np

from index.embedding import Embedder
from index.settings import IndexSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

_DIMENSION = 384
_SUBJECTS = ("The port", "A minister", "The bank", "One mill", "The council", "A carrier", "The union", "Its rival")
_DEEDS = ("counted its cranes", "put off the vote", "cut the rate", "hired again", "asked for time", "raised the fare")


class MadeEmbedder(Embedder):
    """The real tokenizer, and for each text a unit vector drawn by its hash: the same text has the same vector.

    Every batch is noted in the file `journal`, where one is given, a byte for each text; then it takes `pause_s`
    seconds.
    """

    def __init__(self, pause_s: float = 0.0, journal: Path | None = None) -> None:
        """Find the tokenizer of the bundled model; the model itself is not loaded."""
        super().__init__(IndexSettings(threads=1))
        self.name, self.sha256 = "made", "0" * 64
        self._pause_s, self._journal = pause_s, journal

    @property
    def dimension(self) -> int:
        """That of the bundled model."""
        return _DIMENSION

    def embed(self, texts: Sequence[str], on_progress: Callable[[int], None] | None = None) -> NDArray[np.float32]:
        """Unit vectors of shape (len(texts), 384)."""
        if self._journal:
            handle = os.open(self._journal, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
            os.write(handle, b"." * len(texts))
            os.close(handle)
        time.sleep(self._pause_s)
        if on_progress:
            on_progress(len(texts))
        return np.array([_drawn(text) for text in texts], dtype=np.float32).reshape(-1, _DIMENSION)


def _drawn(text: str) -> NDArray[np.float32]:
    seed = int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest())
    drawn = np.random.default_rng(seed).standard_normal(_DIMENSION, dtype=np.float32)
    unit: NDArray[np.float32] = drawn / np.linalg.norm(drawn)
    return unit


def write_revision(path: Path, revision: int, articles: int) -> None:
    """An archive, as JSON Lines, in which every article says of which revision it is: in its section, and every other
    one in its headline and in each of its sentences too. The rest have the same words in all revisions.
    """
    lines = []
    for number in range(articles):
        mark = f" in revision r{revision}" if number % 2 else ""
        sentences = [
            f"{_SUBJECTS[(number + at) % len(_SUBJECTS)]} of town {number} {_DEEDS[at % len(_DEEDS)]}{mark}."
            for at in range(12)
        ]
        lines.append(
            {
                "id": f"a{number}",
                "title": f"Town {number} has its say{mark}",
                "text": " ".join(sentences),
                "date": f"1995-{number % 12 + 1:02}-{number % 28 + 1:02}",
                "outlet": "Pacific Wire",
                "section": f"r{revision}",
            }
        )
    fresh = path.with_suffix(".new")
    fresh.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    fresh.replace(path)
