"""Reading with several processes: the same articles in the same order, and none left behind when it ends early."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from corpus.readers import Sourced, read_sources
from tests.corpus.reading import BODY, PAGE, TITLE, write
from tests.corpus.test_formats_archives import STORY, zipped

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Files of several kinds, large enough to share out, a few of them broken."""
    for number in range(60):
        page = PAGE.replace(TITLE, f"{TITLE}, Day {number}") + f"<!--{'x' * 100_000}-->"
        write(tmp_path, f"{number % 7}/{number:03}.html", page)
    write(tmp_path, "3/lines.jsonl", "".join(json.dumps({"id": str(n), "text": BODY}) + "\n" for n in range(500)))
    write(tmp_path, "4/broken.json", "{")
    write(tmp_path, "4/empty.txt", "")
    write(tmp_path, "5/old.zip", zipped({"a.txt": STORY.encode(), "../b.txt": STORY.encode()}))
    (tmp_path / "6" / "gone.txt").symlink_to(tmp_path / "nowhere")
    return tmp_path


def test_several_processes_read_the_same_in_the_same_order(archive: Path) -> None:
    alone = list(read_sources([archive]))
    assert list(read_sources([archive], processes=2)) == alone
    assert sum(isinstance(one, Sourced) for one in alone) == 561


def test_whoever_has_enough_leaves_no_process_behind(archive: Path) -> None:
    read = read_sources([archive], processes=2)
    assert isinstance(next(read), Sourced)
    read.close()  # type: ignore[attr-defined]  # it is a generator
    assert multiprocessing.active_children() == []


SCRIPT = """
import sys
from pathlib import Path
from corpus.readers import read_sources
if __name__ == "__main__":
    for number, read in enumerate(read_sources([Path(sys.argv[1])], processes=2)):
        if number == 0:
            print("reading", flush=True)
            sys.stdin.readline()
"""


def test_an_interrupt_ends_all_processes(archive: Path) -> None:
    started = subprocess.Popen(  # noqa: S603 (it is this interpreter)
        [sys.executable, "-c", SCRIPT, str(archive)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    assert started.stdout is not None
    assert started.stdout.readline() == "reading\n"
    os.killpg(started.pid, signal.SIGINT)  # as a terminal does
    _, said = started.communicate(timeout=60)
    assert started.returncode == -signal.SIGINT
    assert said.rstrip().endswith("KeyboardInterrupt")
    assert said.count("Traceback") == 1
    for _ in range(100):
        try:
            os.killpg(started.pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.1)
    pytest.fail("a process was left behind")
