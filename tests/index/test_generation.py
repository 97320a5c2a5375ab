from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from corpus.errors import CorruptGeneration, GenerationError, NoGeneration, OutdatedGeneration
from index.embedding import Embedder
from index.generation import Generations
from index.live import LiveArchive
from index.search import Searcher
from tests.index.archives import ARTICLES, rebuild_of, write

if TYPE_CHECKING:
    from pathlib import Path

    from index.build import Rebuild
    from index.settings import IndexSettings


@pytest.fixture
def rebuild(tmp_path: Path, embedder: Embedder, index_settings: IndexSettings) -> Rebuild:
    rebuild = rebuild_of(tmp_path / "data", embedder, index_settings)
    rebuild.update([write(tmp_path / "a.jsonl")])
    return rebuild


@pytest.fixture
def generations(rebuild: Rebuild, tmp_path: Path) -> Generations:
    assert rebuild
    return Generations(tmp_path / "data")


@pytest.fixture
def folder(tmp_path: Path, generations: Generations) -> Path:
    return tmp_path / "data" / "generations" / str(generations.current_id())


def test_an_empty_data_directory_says_how_to_make_an_index(tmp_path: Path) -> None:
    with pytest.raises(NoGeneration, match="dateline rebuild"):
        Generations(tmp_path).open_current()


@pytest.mark.parametrize("name", ["articles.sqlite", "vectors.npy", "manifest.json", "lexical/words.npy"])
@pytest.mark.parametrize("damage", ["gone", "short", "changed"])
def test_a_damaged_file_is_found_on_opening(folder: Path, generations: Generations, name: str, damage: str) -> None:
    path = folder / name
    content = path.read_bytes()
    middle = len(content) // 2
    if damage == "gone":
        path.unlink()
    elif damage == "short":
        path.write_bytes(content[:middle])
    else:
        path.write_bytes(content[:middle] + bytes([content[middle] ^ 0x80]) + content[middle + 1 :])
    with pytest.raises(GenerationError, match="dateline rebuild"):
        generations.open_current()


def test_a_rebuild_mends_a_damaged_generation(folder: Path, generations: Generations, rebuild: Rebuild) -> None:
    (folder / "vectors.npy").write_bytes(b"nothing")
    outcome = rebuild.update([write(folder.parent.parent.parent / "a.jsonl")])
    assert outcome.embedded == 5
    assert generations.open_current().manifest.id == outcome.generation


def test_a_pointer_to_nothing_is_a_corrupt_generation(tmp_path: Path, generations: Generations) -> None:
    (tmp_path / "data" / "current").write_text("20000101T000000Z-00000000\n")
    with pytest.raises(CorruptGeneration):
        generations.open_current()


def test_an_older_schema_asks_for_a_rebuild(folder: Path, generations: Generations) -> None:
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps(manifest | {"schema": 0}))
    with pytest.raises(OutdatedGeneration, match="dateline rebuild"):
        generations.open_current()


def test_an_index_of_another_model_is_refused(
    generations: Generations, embedder: Embedder, index_settings: IndexSettings
) -> None:
    other = Embedder(index_settings)
    other.sha256 = "0" * 64
    with pytest.raises(OutdatedGeneration, match=embedder.name):
        Searcher(generations.open_current(), other, index_settings)


def test_a_rollback_makes_an_earlier_generation_current(
    tmp_path: Path, generations: Generations, rebuild: Rebuild
) -> None:
    first = str(generations.current_id())
    rebuild.update([write(tmp_path / "a.jsonl", ARTICLES[:2])])
    assert generations.open_current().store.articles == 2
    generations.rollback(first)
    assert generations.open_current().store.articles == 5


@pytest.mark.parametrize("name", ["nothing-of-the-kind", "../data/generations", ".staging", ""])
def test_a_rollback_to_what_is_no_generation_changes_nothing(generations: Generations, name: str) -> None:
    before = generations.current_id()
    with pytest.raises(GenerationError, match="no generation"):
        generations.rollback(name)
    assert generations.current_id() == before


def test_a_new_generation_is_served_without_a_restart_and_the_old_one_can_be_finished_with(
    tmp_path: Path, generations: Generations, rebuild: Rebuild, embedder: Embedder, index_settings: IndexSettings
) -> None:
    archive = LiveArchive(generations, embedder, index_settings)
    old = archive.searcher()
    sword = {"id": "sword", "title": "A Gift", "date": "1995-06-26", "text": "He brought a kendo sword of bamboo."}
    rebuild.update([write(tmp_path / "a.jsonl", (*ARTICLES, sword))])
    assert archive.searcher().passages("kendo sword", 1)[0].article.id == "sword"
    assert old.passages("kendo sword", 1)[0].article.id != "sword"
    assert archive.searcher() is archive.searcher()
