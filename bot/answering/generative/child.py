"""A process of ours that serves on loopback and tells where; it lives as long as the object that stands for it."""

from __future__ import annotations

import json
import subprocess
from concurrent.futures import Future
from contextlib import suppress
from threading import Thread
from time import monotonic
from typing import TYPE_CHECKING, Any, cast
from weakref import finalize

from corpus.errors import LanguageModelError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import IO

_LONGEST_LINE = 10_000  # bytes
_DYING_S = 0.2  # between a connection that breaks and the death that broke it
_KILLED_S = 5


class Child:
    """One run of a command that is told one line of JSON and answers with one (`serving` says which)."""

    def __init__(self, command: Sequence[str], told: dict[str, Any]) -> None:
        """Start it, in a session of its own: Ctrl-C is for us. Raises LanguageModelError where that cannot be done."""
        try:
            self._process = subprocess.Popen(  # noqa: S603 (our own command, or a test's)
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, bufsize=0, start_new_session=True
            )
        except OSError as failure:
            raise LanguageModelError(f"the language model cannot be started: {failure.strerror or failure}") from None
        self._address: Future[str] = Future()
        Thread(target=_follow, args=(self._process, told, self._address), daemon=True).start()
        finalize(self, _kill, self._process)

    def address(self, deadline: float) -> str:
        """The `base_url` that it tells. Raises LanguageModelError where there is none by the deadline, or ever."""
        try:
            return self._address.result(max(0.0, deadline - monotonic()))
        except TimeoutError:
            raise LanguageModelError(
                "the language model is still being loaded", "ask again, or raise answering.llm.timeout_s"
            ) from None

    def ended(self, within_s: float = 0.0) -> bool:
        """Whether it has ended, or does so in that time."""
        try:
            self._process.wait(within_s)
        except subprocess.TimeoutExpired:
            return False
        return True

    def died(self) -> bool:
        """Whether it is its death that broke a connection just now."""
        return self.ended(_DYING_S)


def _follow(process: subprocess.Popen[bytes], told: dict[str, Any], address: Future[str]) -> None:
    """Tell a process what it needs, hear where it serves, and see it end."""
    given, output = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)  # both are pipes
    with output:
        with suppress(OSError):  # it is dead already, and says nothing
            given.write(json.dumps(told).encode() + b"\n")
        try:
            said = json.loads(output.readline(_LONGEST_LINE))
            address.set_result(str(said["base_url"]))
        except KeyError:
            mend = "set answering.llm.local to another GGUF file"
            address.set_exception(LanguageModelError(str(said.get("failed")), mend))
        except (ValueError, TypeError):
            address.set_exception(crash())
        process.wait()


def _kill(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait(_KILLED_S)
    cast("IO[bytes]", process.stdin).close()


def crash() -> LanguageModelError:
    """What a model raises whose process dies."""
    return LanguageModelError(
        "the language model on this machine crashed",
        "it is started again for the next question; if it goes on, set answering.llm.local to another GGUF file",
    )
