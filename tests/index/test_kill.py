"""Kills and concurrent questions, in short: `benchmarks.kill` and `benchmarks.concurrent` do the same at length."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.concurrent import ask_while_publishing, revisions_found
from benchmarks.kill import KilledRebuilds
from benchmarks.made import MadeEmbedder, write_revision
from index.generation import Generations
from index.search import Searcher
from index.settings import IndexSettings
from tests.index.archives import rebuild_of

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def rebuilds(tmp_path_factory: pytest.TempPathFactory) -> KilledRebuilds:
    return KilledRebuilds(tmp_path_factory.mktemp("killed"), seed=1987)


@pytest.mark.parametrize("time", range(4))
def test_a_kill_at_any_moment_leaves_a_whole_generation_and_the_next_rebuild_succeeds(
    rebuilds: KilledRebuilds, time: int
) -> None:
    assert rebuilds.kill_one().faults == (), f"kill {time}"


def test_questions_asked_while_rebuilds_publish_are_answered_from_one_generation_each(tmp_path: Path) -> None:
    findings = ask_while_publishing(tmp_path, seconds=4, threads=4, publishes=2)
    assert findings.publishes == 2
    assert findings.faults == []
    assert findings.answers.total() > 0


def test_an_archive_of_two_revisions_would_be_noticed(tmp_path: Path) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    write_revision(folder / "a.jsonl", 1, 20)
    text = (folder / "a.jsonl").read_text().replace("revision r1", "revision r2").replace('"r1"', '"r2"')
    (folder / "b.jsonl").write_text(text.replace('"id": "a', '"id": "b'))
    embedder, settings = MadeEmbedder(), IndexSettings(threads=1)
    rebuild_of(tmp_path / "data", embedder, settings).update([str(folder)])
    searcher = Searcher(Generations(tmp_path / "data").open_current(), embedder, settings)
    assert revisions_found(searcher, "What did the council do about its cranes?") == {"r1", "r2"}
