"""`--watch` and the end of a rebuild by a signal: real processes, real files."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks.made import MadeEmbedder, write_revision
from index.generation import Generations
from index.settings import IndexSettings
from tests.index.archives import ARTICLES, left_over, rebuild_of, write

ROOT = Path(__file__).parent.parent.parent
SETTINGS = IndexSettings(threads=1, batch_size=2)
# The script, with vectors that cost nothing.
WATCHING = """
import sys
import index.embedding
from benchmarks.made import MadeEmbedder
index.embedding.Embedder = lambda *_: MadeEmbedder()
from index.rebuild import main
sys.exit(main())
"""


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_a_watching_rebuild_follows_its_source_and_ends_clean(tmp_path: Path, end: signal.Signals) -> None:
    source, data = Path(write(tmp_path / "a.jsonl")), tmp_path / "data"
    rebuild_of(data, MadeEmbedder(), SETTINGS).update([str(source)])
    (tmp_path / "watch.py").write_text(WATCHING)
    watching = subprocess.Popen(  # noqa: S603 (our own interpreter and script)
        [sys.executable, str(tmp_path / "watch.py"), "--source", str(source), "--data-dir", str(data), "--watch"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT), "DATELINE_REBUILD__WATCH_QUIET_S": "0.1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert watching.stdout
    assert watching.stderr
    try:
        assert "begun: Nothing has changed: 5 articles" in watching.stdout.readline()
        write(source, ARTICLES[:2])
        assert "a.jsonl changed: Published" in watching.stdout.readline()
        source.write_text("{}")
        assert "a.jsonl changed: no article in" in watching.stderr.readline()
        fresh = tmp_path / "fresh.jsonl"
        write(fresh, ARTICLES[:3])
        fresh.replace(source)
        assert "a.jsonl changed: Published" in watching.stdout.readline()
        watching.send_signal(end)
        assert watching.wait(60) == 0
        assert watching.stderr.read() == "dateline: no longer watching\n"
    finally:
        watching.kill()
        watching.communicate()
    assert Generations(data).open_current().store.articles == 3
    assert not left_over(data)


@pytest.mark.parametrize(
    ("options", "ended"), [([], (130, "dateline: stopped\n")), (["--watch"], (0, "dateline: no longer watching\n"))]
)
def test_termination_in_the_middle_leaves_nothing_half_written(
    tmp_path: Path, options: list[str], ended: tuple[int, str]
) -> None:
    source, data = tmp_path / "a.jsonl", tmp_path / "data"
    write_revision(source, 1, 60)
    script = WATCHING.replace("MadeEmbedder()", "MadeEmbedder(pause_s=60)")
    (tmp_path / "slow.py").write_text(script)
    rebuilding = subprocess.Popen(  # noqa: S603 (our own interpreter and script)
        [sys.executable, str(tmp_path / "slow.py"), "--source", str(source), "--data-dir", str(data), *options],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        text=True,
    )
    deadline = time.monotonic() + 120
    while not (data / "unfinished").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    rebuilding.terminate()
    _, said = rebuilding.communicate(timeout=60)
    assert (rebuilding.returncode, said) == ended
    assert {path.name for path in data.iterdir()} == {"rebuild.lock", "unfinished"}
