"""A rebuild that is interrupted, refused or out of room: the old generation serves, and the next rebuild goes on."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from benchmarks.made import MadeEmbedder, write_revision
from corpus.errors import GenerationError, RebuildRunning, SourceError
from corpus.settings import CorpusSettings
from index.build import Rebuild
from index.generation import Generations
from index.live import LiveArchive
from index.lock import Patience, rebuild_lock
from index.settings import IndexSettings
from tests.index.archives import ARTICLES, left_over, rebuild_of, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

ROOT = Path(__file__).parent.parent.parent
SETTINGS = IndexSettings(threads=1, batch_size=2)


@pytest.fixture
def embedder() -> MadeEmbedder:
    return MadeEmbedder()


@pytest.fixture
def generations(tmp_path: Path) -> Generations:
    return Generations(tmp_path / "data")


class InterruptedEmbedder(MadeEmbedder):
    """Is interrupted after so many batches."""

    def __init__(self, batches: int) -> None:
        super().__init__()
        self._left = batches

    def embed(self, texts: Sequence[str], on_progress: object = None) -> NDArray[np.float32]:
        assert on_progress is None
        if not self._left:
            raise KeyboardInterrupt
        self._left -= 1
        return super().embed(texts)


def test_an_interrupted_rebuild_is_resumed_with_at_most_one_batch_embedded_again(
    tmp_path: Path, embedder: MadeEmbedder, generations: Generations
) -> None:
    source = write(tmp_path / "a.jsonl")
    with pytest.raises(KeyboardInterrupt):
        rebuild_of(tmp_path / "data", InterruptedEmbedder(2), SETTINGS).update([source])
    assert generations.current_id() is None
    outcome = rebuild_of(tmp_path / "data", embedder, SETTINGS).update([source])
    assert (outcome.resumed + outcome.embedded, outcome.carried) == (5, 0)
    assert outcome.embedded <= SETTINGS.batch_size
    assert not left_over(tmp_path / "data")


def test_an_interrupted_full_rebuild_is_resumed_too(tmp_path: Path, embedder: MadeEmbedder) -> None:
    source = write(tmp_path / "a.jsonl")
    rebuild_of(tmp_path / "data", embedder, SETTINGS).update([source])
    with pytest.raises(KeyboardInterrupt):
        rebuild_of(tmp_path / "data", InterruptedEmbedder(2), SETTINGS).full([source])
    outcome = rebuild_of(tmp_path / "data", embedder, SETTINGS).full([source])
    assert (outcome.resumed + outcome.embedded, outcome.carried) == (5, 0)
    assert outcome.embedded <= SETTINGS.batch_size


def test_the_unfinished_work_of_another_model_is_not_used(tmp_path: Path, embedder: MadeEmbedder) -> None:
    source = write(tmp_path / "a.jsonl")
    with pytest.raises(KeyboardInterrupt):
        rebuild_of(tmp_path / "data", InterruptedEmbedder(2), SETTINGS).update([source])
    embedder.sha256 = "1" * 64
    assert rebuild_of(tmp_path / "data", embedder, SETTINGS).update([source]).embedded == 5


def test_equal_passages_are_embedded_once(tmp_path: Path, embedder: MadeEmbedder) -> None:
    twin = ARTICLES[0] | {"id": "twin", "outlet": "Capital Courier"}
    outcome = rebuild_of(tmp_path / "data", embedder, SETTINGS).update([write(tmp_path / "a.jsonl", (*ARTICLES, twin))])
    assert (outcome.passages, outcome.embedded) == (6, 5)


def test_a_rebuild_that_waits_begins_when_the_other_is_done(tmp_path: Path, embedder: MadeEmbedder) -> None:
    source = write(tmp_path / "a.jsonl")
    (tmp_path / "data").mkdir()
    told: list[str] = []
    with rebuild_lock(tmp_path / "data") as lock:
        assert lock is None
        rebuild = rebuild_of(tmp_path / "data", embedder, SETTINGS)
        with pytest.raises(RebuildRunning, match=f"process {os.getpid()}"):
            rebuild.update([source], Patience(0.3, told.append))
    assert len(told) == 1
    assert rebuild.update([source], Patience(60, told.append)).articles == 5
    assert len(told) == 1


def test_the_lock_of_a_process_that_died_is_no_obstacle(tmp_path: Path, embedder: MadeEmbedder) -> None:
    data = tmp_path / "data"
    data.mkdir()
    script = f"""
import os, pathlib
from index.lock import rebuild_lock
with rebuild_lock(pathlib.Path({str(data)!r})):
    os.kill(os.getpid(), 9)
"""
    died = subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False, timeout=120)  # noqa: S603
    assert died.returncode == -signal.SIGKILL
    assert (data / "rebuild.holder").is_file()
    assert rebuild_of(data, embedder, SETTINGS).update([write(tmp_path / "a.jsonl")]).changed
    assert not left_over(data)


def test_a_rollback_during_a_rebuild_is_refused(
    tmp_path: Path, embedder: MadeEmbedder, generations: Generations
) -> None:
    first = rebuild_of(tmp_path / "data", embedder, SETTINGS).update([write(tmp_path / "a.jsonl")]).generation
    with rebuild_lock(tmp_path / "data"), pytest.raises(RebuildRunning):
        generations.rollback(first)


LIMITED = """
import resource, sys
from pathlib import Path
from benchmarks.made import MadeEmbedder
from corpus.errors import DatelineError
from corpus.language import detected_language
from index.settings import IndexSettings
from tests.index.archives import rebuild_of

detected_language("This loads what is unpacked to a file for a moment.")
rebuild = rebuild_of(Path(sys.argv[1]), MadeEmbedder(), IndexSettings(threads=1, batch_size=8))
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]), resource.RLIM_INFINITY))
try:
    rebuild.update([sys.argv[2]])
except DatelineError as failure:
    sys.exit(f"{type(failure).__name__}: {failure}")
"""


@pytest.mark.parametrize("kilobytes", [0, 4, 40, 100, 160])
def test_a_disk_that_is_full_at_any_moment_is_one_line_and_the_old_generation_serves(
    tmp_path: Path, embedder: MadeEmbedder, generations: Generations, kilobytes: int
) -> None:
    source = tmp_path / "a.jsonl"
    write_revision(source, 1, 120)
    before = rebuild_of(tmp_path / "data", embedder, SETTINGS).update([str(source)]).generation
    write_revision(source, 2, 120)
    failed = subprocess.run(  # noqa: S603 (our own interpreter and script)
        [sys.executable, "-c", LIMITED, str(tmp_path / "data"), str(source), str(1024 * kilobytes)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert failed.returncode == 1
    assert failed.stderr.startswith("StorageError: cannot write to")
    assert failed.stderr.count("\n") == 1
    assert generations.open_current().manifest.id == before
    generations.verify(before)
    assert left_over(tmp_path / "data") <= {"unfinished"}
    outcome = rebuild_of(tmp_path / "data", embedder, SETTINGS).update([str(source)])
    assert outcome.articles == 120
    assert outcome.embedded + outcome.resumed == 60
    assert not left_over(tmp_path / "data")


def _mounted(options: str, folder: Path, command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """A command with a file system mounted over a folder, in a namespace of its own."""
    if not shutil.which("unshare"):
        pytest.skip("no unshare here to mount a file system with")
    inner = f'mount {options} "{folder}" || exit 77; exec "$@"'
    done = subprocess.run(  # noqa: S603 (our own interpreter and script)
        ["unshare", "-rm", "sh", "-c", inner, "sh", *command],  # noqa: S607
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
    )
    if done.returncode == 77 or "unshare" in done.stderr:
        pytest.skip(f"no file system can be mounted here: {done.stderr.strip()}")
    return done


def test_a_small_disk_that_runs_full_is_one_line(tmp_path: Path) -> None:
    source, data = tmp_path / "a.jsonl", tmp_path / "data"
    write_revision(source, 1, 120)
    data.mkdir()
    unlimited = str(2**40)
    command = [sys.executable, "-c", LIMITED, str(data), str(source), unlimited]
    failed = _mounted("-t tmpfs -o size=300k tmpfs", data, command)
    assert failed.returncode == 1
    assert failed.stderr.startswith("StorageError: cannot write to")
    assert failed.stderr.count("\n") == 1


def test_a_read_only_data_directory_is_one_line_before_anything_is_read(
    tmp_path: Path, embedder: MadeEmbedder, generations: Generations
) -> None:
    data = tmp_path / "data"
    source = write(tmp_path / "a.jsonl")
    before = rebuild_of(data, embedder, SETTINGS).update([source]).generation
    failed = _mounted(
        f'-o bind,ro "{data}"',
        data,
        [sys.executable, "-m", "index.rebuild", "--source", source, "--data-dir", str(data)],
    )
    assert (failed.returncode, failed.stdout) == (1, "")
    assert failed.stderr.startswith(f"dateline: cannot write to {data}: Read-only file system")
    assert failed.stderr.count("\n") == 1
    assert generations.open_current().manifest.id == before


def test_a_generation_that_the_running_program_cannot_use_leaves_it_answering_from_the_old_one(
    tmp_path: Path, embedder: MadeEmbedder, generations: Generations, caplog: pytest.LogCaptureFixture
) -> None:
    source = write(tmp_path / "a.jsonl")
    rebuild_of(tmp_path / "data", embedder, SETTINGS).update([source])
    archive = LiveArchive(generations, embedder, SETTINGS)
    other = MadeEmbedder()
    other.name, other.sha256 = "another", "1" * 64
    rebuild_of(tmp_path / "data", other, SETTINGS).update([source])
    for _ in range(3):
        assert archive.searcher().passages("Kobe cranes", 1)[0].article.id == "quake"
    [warning] = [record for record in caplog.records if record.levelname == "WARNING"]
    assert "another" in warning.getMessage()
    assert "dateline rebuild" in warning.getMessage()
    rebuild_of(tmp_path / "data", embedder, SETTINGS).update([write(tmp_path / "a.jsonl", ARTICLES[1:])])
    assert archive.searcher().generation.store.articles == 4


def test_an_index_of_an_older_schema_is_made_anew_and_an_unreadable_one_is_not_served(
    tmp_path: Path, embedder: MadeEmbedder, generations: Generations
) -> None:
    source = write(tmp_path / "a.jsonl")
    rebuild = rebuild_of(tmp_path / "data", embedder, SETTINGS)
    first = rebuild.update([source]).generation
    path = tmp_path / "data" / "generations" / first / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | {"schema": 0}))
    with pytest.raises(GenerationError, match="dateline rebuild"):
        generations.open_current()
    assert rebuild.update([source]).embedded == 5
    assert generations.open_current().store.articles == 5


def test_a_question_in_flight_ends_on_a_generation_that_is_removed_meanwhile(
    tmp_path: Path, embedder: MadeEmbedder, generations: Generations
) -> None:
    settings = IndexSettings(threads=1, keep_generations=1)
    rebuild = rebuild_of(tmp_path / "data", embedder, settings)
    rebuild.update([write(tmp_path / "a.jsonl")])
    old = LiveArchive(generations, embedder, settings).searcher()
    rebuild.update([write(tmp_path / "a.jsonl", ARTICLES[1:])])
    assert not (tmp_path / "data" / "generations" / old.generation.manifest.id).exists()
    assert {hit.article.id for hit in old.passages("Kobe cranes", 5)} == {article["id"] for article in ARTICLES}


def test_what_the_removal_of_a_generation_left_is_not_a_generation_and_goes(
    tmp_path: Path, embedder: MadeEmbedder, generations: Generations
) -> None:
    rebuild = rebuild_of(tmp_path / "data", embedder, SETTINGS)
    first = rebuild.update([write(tmp_path / "a.jsonl")]).generation
    folder = tmp_path / "data" / "generations"
    shutil.copytree(folder / first, folder / f".gone-{first}")
    assert [manifest.id for manifest in generations.all()] == [first]
    assert not rebuild.update([write(tmp_path / "a.jsonl")]).changed
    assert not left_over(tmp_path / "data")


def test_strictness_holds_where_nothing_has_changed_too(tmp_path: Path, embedder: MadeEmbedder) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    write(folder / "a.jsonl")
    (folder / "b.jsonl").write_bytes(b"\x00\x01\x02\xff" * 100)
    rebuild = rebuild_of(tmp_path / "data", embedder, SETTINGS)
    first = rebuild.update([str(folder)])
    again = rebuild.update([str(folder)])
    assert again.unreadable == first.unreadable
    assert not again.changed
    strict = Rebuild(tmp_path / "data", embedder, CorpusSettings(strict=True), SETTINGS, lambda *_: None)
    with pytest.raises(SourceError, match=r"b\.jsonl"):
        strict.update([str(folder)])
