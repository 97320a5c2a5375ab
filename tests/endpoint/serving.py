"""Stands in for llama.cpp's process: the same lines, a real endpoint, and a death where a test wants one.

    python tests/endpoint/serving.py FOLDER WORDS [DEATH ...]

WORDS is what it says. Each DEATH is of one start, the first of the first: `loading`, `asked`, `speaking`, `refused` (it
ends with a reason), `silent` (it never tells its address) or `none`. Each start leaves its process's number in FOLDER.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from pathlib import Path
from typing import Any, NoReturn

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.endpoint.server import ModelEndpoint, Script


def _die() -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def _tell(**document: str) -> None:
    sys.stdout.write(json.dumps(document) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Serve until the input ends, or die."""
    folder, words, *deaths = sys.argv[1:]
    given = json.loads(sys.stdin.readline())
    starts = len(list(Path(folder).iterdir()))
    (Path(folder) / str(starts)).write_text(str(os.getpid()))
    death = deaths[starts] if starts < len(deaths) else "none"

    def script(request: dict[str, Any]) -> Script:
        if running.keys[-1] != given["key"] or request["model"] != given["name"]:
            return Script(status=401)
        if death == "asked":
            _die()
        if death == "speaking":
            threading.Timer(0.3, _die).start()
            return Script(words, pause_s=0.1)
        return Script(words)

    if death == "loading":
        _die()
    if death == "refused":
        _tell(failed=f"{given['file']} cannot be loaded")
        return
    with ModelEndpoint(script) as running:
        running.models = [given["name"]]
        if death != "silent":
            _tell(base_url=running.base_url)
        sys.stdin.read()


if __name__ == "__main__":
    main()
