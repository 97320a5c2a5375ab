"""A local model whose process dies: the quotes answer, and the next question starts it again."""

from __future__ import annotations

import gc
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

import pytest

from benchmarks.lying import cite, extractive
from bot.answering.generative.budget import Budget
from bot.answering.generative.composer import Composer
from bot.answering.generative.endpoint import Endpoint
from bot.answering.generative.local import LocalModel
from bot.settings import LlmSettings
from corpus.errors import LanguageModelError
from tests.bot.answering.generative.conftest import Asked

if TYPE_CHECKING:
    from bot.answering.answer import Answer
    from tests.endpoint import ModelEndpoint

STAND_IN = Path(__file__).parents[3] / "endpoint" / "serving.py"
TRUE = "Imports of the models were worth $5.9 billion in 1994."


class Dying:
    """A composer before a local model that dies as a test says."""

    def __init__(
        self, evidence: Asked, folder: Path, *deaths: str, within_s: float = 600, timeout_s: float = 60
    ) -> None:
        self._evidence = evidence.evidence
        self._starts = folder / "starts"
        self._starts.mkdir()
        (folder / "any.gguf").write_bytes(b"GGUF")
        settings = LlmSettings(local=str(folder / "any.gguf"), timeout_s=timeout_s)
        command = (sys.executable, str(STAND_IN), str(self._starts), f"{TRUE} [2]", *deaths)
        self.local = LocalModel(settings, command, within_s=within_s)
        self.endpoint = Endpoint(settings, self.local)
        self._composer = Composer(self.endpoint, Budget(folder, settings.tokens_per_day), settings)

    def ask(self) -> Answer:
        """An answer in the model's words, or not."""
        return self._composer.compose(extractive(self._evidence[0]), self._evidence, cite)

    @property
    def starts(self) -> list[int]:
        """The numbers of the processes that were started."""
        return [int(one.read_text()) for one in sorted(self._starts.iterdir())]


@pytest.fixture
def asked(endpoint: ModelEndpoint, tmp_path: Path) -> Asked:
    return Asked(endpoint, tmp_path / "other")


def connected(address: str) -> socket.socket:
    """A connection that ends with the process at the other end."""
    host, port = address.removeprefix("http://").removesuffix("/v1").split(":")
    return socket.create_connection((host, int(port)), timeout=30)


def hears_the_end(connection: socket.socket) -> bool:
    """Whether the process at the other end ends before the connection's timeout."""
    with connection:
        try:
            return connection.recv(1) == b""
        except ConnectionResetError:
            return True


def test_nothing_is_started_before_the_first_question_and_one_process_answers_them_all(
    asked: Asked, tmp_path: Path
) -> None:
    dying = Dying(asked, tmp_path)
    assert dying.starts == []
    assert [dying.ask().text for _ in range(3)] == [f"{TRUE} [1]"] * 3
    assert len(dying.starts) == 1


@pytest.mark.parametrize("death", ["loading", "asked", "speaking"])
def test_where_the_process_dies_the_quotes_answer_and_the_next_question_starts_it_again(
    asked: Asked, tmp_path: Path, death: str
) -> None:
    dying = Dying(asked, tmp_path, death)
    answer = dying.ask()
    assert (answer.answerer, answer.text) == ("extractive", f"{asked.evidence[0].text} [1]")
    assert answer.note == "Answered without the language model: the language model on this machine crashed."
    assert dying.ask().answerer == "generative"
    assert len(dying.starts) == 2


def test_a_process_that_died_between_two_questions_is_not_noticed(asked: Asked, tmp_path: Path) -> None:
    dying = Dying(asked, tmp_path)
    dying.ask()
    connection = connected(dying.local.address(monotonic() + 60))
    os.kill(dying.starts[0], signal.SIGKILL)
    assert hears_the_end(connection)
    assert dying.local.died()
    assert dying.ask().answerer == "generative"
    assert len(dying.starts) == 2


def test_what_dies_again_and_again_is_left_alone(asked: Asked, tmp_path: Path) -> None:
    dying = Dying(asked, tmp_path, *["asked"] * 9)
    notes = [dying.ask().note or "" for _ in range(5)]
    assert ["crashed" in note for note in notes] == [True, True, True, False, False]
    assert all("failed too often" in note for note in notes[3:])
    assert len(dying.starts) == 3


def test_what_was_left_alone_is_tried_again_later(asked: Asked, tmp_path: Path) -> None:
    dying = Dying(asked, tmp_path, *["loading"] * 4, within_s=0)
    assert [dying.ask().answerer for _ in range(5)] == ["extractive"] * 4 + ["generative"]


def test_why_a_file_cannot_be_loaded_is_told(asked: Asked, tmp_path: Path) -> None:
    dying = Dying(asked, tmp_path, "refused")
    with pytest.raises(LanguageModelError, match=r"any\.gguf cannot be loaded \(set answering\.llm\.local"):
        dying.endpoint.look()


def test_a_model_that_is_long_in_loading_is_not_waited_for(asked: Asked, tmp_path: Path) -> None:
    dying = Dying(asked, tmp_path, "silent", timeout_s=0.5)
    assert "still being loaded" in (dying.ask().note or "")
    assert "still being loaded" in (dying.ask().note or "")
    assert len(dying.starts) <= 1


def test_a_command_that_is_not_there_leaves_the_quotes(asked: Asked, tmp_path: Path) -> None:
    (tmp_path / "any.gguf").write_bytes(b"GGUF")
    settings = LlmSettings(local=str(tmp_path / "any.gguf"))
    endpoint = Endpoint(settings, LocalModel(settings, (str(tmp_path / "none"),)))
    answer = Composer(endpoint, Budget(tmp_path, 100_000), settings).compose(
        extractive(asked.evidence[0]), asked.evidence, cite
    )
    assert "cannot be started: No such file" in (answer.note or "")


def test_the_process_ends_with_what_asked_for_it(asked: Asked, tmp_path: Path) -> None:
    dying = Dying(asked, tmp_path)
    connection = connected(dying.local.address(monotonic() + 60))
    del dying
    gc.collect()
    assert hears_the_end(connection)


def test_the_process_ends_with_a_bot_that_is_killed(tmp_path: Path) -> None:
    (tmp_path / "any.gguf").write_bytes(b"GGUF")
    (tmp_path / "starts").mkdir()
    command = (sys.executable, str(STAND_IN), str(tmp_path / "starts"), "")
    bot = (
        "import sys, time\n"
        "from bot.answering.generative.local import LocalModel\n"
        "from bot.settings import LlmSettings\n"
        f"local = LocalModel(LlmSettings(local={str(tmp_path / 'any.gguf')!r}), {command!r})\n"
        "print(local.address(time.monotonic() + 60), flush=True)\n"
        "sys.stdin.read()\n"
    )
    with subprocess.Popen(  # noqa: S603 (this Python, our own lines)
        (sys.executable, "-c", bot), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=STAND_IN.parents[2]
    ) as running:
        assert running.stdout is not None
        connection = connected(running.stdout.readline().strip())
        running.kill()
    assert hears_the_end(connection)
