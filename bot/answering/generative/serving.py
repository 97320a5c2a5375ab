"""The process that llama.cpp runs in, so that a crash of it is not one of the bot.

Run as a file, `python -P serving.py`, it imports nothing of ours. It reads one line of JSON (`file`, `name`, `key`,
`context` in tokens, `threads`, `timeout_s`), serves the model on loopback, writes one line of JSON, which is either its
`base_url` or why it `failed`, and ends when its input does: with the process that started it, however that ends.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any


def main() -> None:
    """Serve until the input ends."""
    given = json.loads(sys.stdin.buffer.readline())
    told = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # whatever llama.cpp prints is not for our reader
    server = None  # serves as long as this lives
    try:
        server, reply = _served(given)
    except RuntimeError:
        reply = {"failed": f"{given['file']} cannot be loaded"}
    os.write(told, json.dumps(reply).encode() + b"\n")
    if server:
        sys.stdin.buffer.read()
    os._exit(0)  # at once, whatever it is in the middle of


def _served(given: dict[str, Any]) -> tuple[Any, dict[str, str]]:
    """A server, and the line that tells of it. Raises RuntimeError for a file that llama.cpp cannot load."""
    import xllamacpp

    parameters = xllamacpp.CommonParams()
    parameters.model.path = given["file"]
    parameters.model_alias = {given["name"]}
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = 0
    parameters.api_keys = [given["key"]]
    parameters.n_ctx = given["context"]
    parameters.n_parallel = 1
    parameters.n_threads_http = 2
    parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = given["threads"]
    parameters.cache_ram_mib = 0
    parameters.timeout_read = parameters.timeout_write = int(given["timeout_s"]) + 1
    parameters.endpoint_slots = parameters.endpoint_props = parameters.ui = parameters.fit_params = False
    parameters.offline = True
    parameters.verbosity = 0
    server = xllamacpp.Server(parameters)
    return server, {"base_url": f"{server.listening_address}/v1"}


if __name__ == "__main__":
    main()
