from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from filelock import FileLock

from corpus.errors import RebuildRunning, SourceError, SourceMissing, StorageError
from corpus.settings import CorpusSettings
from index.build import Rebuild, indexed_text
from index.generation import Generations
from index.sources import choose
from tests.corpus.site import serving
from tests.index.archives import ARTICLES, rebuild_of, write

if TYPE_CHECKING:
    from index.embedding import Embedder
    from index.settings import IndexSettings


@pytest.fixture
def rebuild(tmp_path: Path, embedder: Embedder, index_settings: IndexSettings) -> Rebuild:
    return rebuild_of(tmp_path / "data", embedder, index_settings)


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    return folder


@pytest.fixture
def generations(tmp_path: Path) -> Generations:
    return Generations(tmp_path / "data")


def test_a_rebuild_twice_is_a_rebuild_once(tmp_path: Path, rebuild: Rebuild, generations: Generations) -> None:
    source = write(tmp_path / "a.jsonl")
    first, second = rebuild.update([source]), rebuild.update([source])
    assert (first.changed, first.articles, first.embedded) == (True, 5, 5)
    assert (second.changed, second.articles, second.embedded) == (False, 5, 0)
    assert second.generation == first.generation == generations.current_id()


def test_only_what_is_new_is_embedded_and_what_left_its_source_is_gone_from_both_halves(
    tmp_path: Path, rebuild: Rebuild, generations: Generations
) -> None:
    source = write(tmp_path / "a.jsonl")
    rebuild.update([source])
    new = {"id": "sword", "title": "A Gift", "date": "1995-06-26", "text": "He brought a kendo sword of bamboo."}
    write(tmp_path / "a.jsonl", (*ARTICLES[1:], new))
    outcome = rebuild.update([source])
    assert (outcome.embedded, outcome.carried) == (1, 4)
    current = generations.open_current()
    assert current.store.article("quake") is None
    everywhere = range(current.store.passages)
    assert not len(current.lexical.search("Kobe cranes", 5, everywhere)[0])
    assert len(current.vectors) == 5


def test_vectors_carried_over_are_those_that_a_full_rebuild_makes(
    tmp_path: Path, rebuild: Rebuild, generations: Generations, embedder: Embedder
) -> None:
    source = write(tmp_path / "a.jsonl", ARTICLES[:3])
    rebuild.update([source])
    write(tmp_path / "a.jsonl")
    rebuild.update([source])
    current = generations.open_current()
    for position in range(current.store.passages):
        article, passage = current.store.passage(position)
        kept = current.vectors.vectors(np.array([position]))[0]
        assert float(kept @ embedder.embed([indexed_text(article, passage)])[0]) > 0.9999


def test_a_full_rebuild_embeds_everything_and_publishes(tmp_path: Path, rebuild: Rebuild) -> None:
    source = write(tmp_path / "a.jsonl")
    first = rebuild.update([source])
    again = rebuild.full([source])
    assert (again.changed, again.embedded, again.carried) == (True, 5, 0)
    assert again.generation != first.generation


def test_articles_stand_in_order_of_date_with_undated_ones_last(
    tmp_path: Path, rebuild: Rebuild, generations: Generations
) -> None:
    rebuild.update([write(tmp_path / "a.jsonl", ARTICLES[::-1])])
    store = generations.open_current().store
    ids = [store.passage(position)[0].id for position in range(store.passages)]
    assert ids == ["quake", "no", "yes", "dollar", "undated"]


def test_a_file_that_cannot_be_read_is_reported_and_the_rest_goes_on(sources: Path, rebuild: Rebuild) -> None:
    write(sources / "a.jsonl")
    (sources / "b.jsonl").write_bytes(b"\x00\x01\x02\xff" * 100)
    outcome = rebuild.update([str(sources)])
    assert outcome.articles == 5
    [failure] = outcome.unreadable
    assert failure.path.endswith("b.jsonl")


def test_a_feed_at_an_address_is_a_source_whose_entries_stay_when_they_leave_it(
    rebuild: Rebuild, generations: Generations
) -> None:
    item = (
        "<item><guid isPermaLink='false'>{0}</guid><title>{0}</title><description>Talks, part {0}.</description></item>"
    )

    def feed(name: str) -> tuple[int, bytes, dict[str, str]]:
        return 200, f"<rss version='2.0'><channel>{item.format(name)}</channel></rss>".encode(), {}

    with serving({"/feed.xml": feed("one")}) as site:
        (source,) = choose([f"{site.url}/feed.xml"], (), generations)
        assert source == f"{site.url}/feed.xml"
        assert rebuild.update([source]).articles == 1
        site.pages["/feed.xml"] = feed("two")
        outcome = rebuild.update([source])
        assert (outcome.articles, outcome.embedded, outcome.unreadable) == (2, 1, ())
        site.pages.clear()
        outcome = rebuild.update([source])
    assert (outcome.changed, outcome.articles) == (False, 2)
    assert [failure.reason for failure in outcome.unreadable] == ["the server answers 404 Not Found"]
    assert choose((), (), generations) == (source,)


def test_a_strict_rebuild_publishes_nothing_where_a_file_cannot_be_read(
    sources: Path, tmp_path: Path, embedder: Embedder, index_settings: IndexSettings, generations: Generations
) -> None:
    write(sources / "a.jsonl")
    (sources / "b.jsonl").write_bytes(b"\x00\x01\x02\xff" * 100)
    strict = Rebuild(tmp_path / "data", embedder, CorpusSettings(strict=True), index_settings, lambda *_: None)
    with pytest.raises(SourceError, match=r"b\.jsonl"):
        strict.update([str(sources)])
    assert generations.current_id() is None


def test_two_articles_of_one_id_are_one_article_and_one_report(sources: Path, rebuild: Rebuild) -> None:
    write(sources / "a.jsonl", ARTICLES[:2])
    write(sources / "b.jsonl", ({**ARTICLES[0], "text": "Something else was said of the port of Kobe."},))
    outcome = rebuild.update([str(sources)])
    assert outcome.articles == 2
    [failure] = outcome.unreadable
    assert "'quake'" in failure.reason


def test_a_source_without_articles_leaves_the_current_generation(
    tmp_path: Path, rebuild: Rebuild, generations: Generations
) -> None:
    before = rebuild.update([write(tmp_path / "a.jsonl")]).generation
    (tmp_path / "empty").mkdir()
    with pytest.raises(SourceError, match="no article"):
        rebuild.update([str(tmp_path / "empty")])
    with pytest.raises(SourceMissing):
        rebuild.update([str(tmp_path / "nowhere")])
    assert generations.current_id() == before


def test_a_second_rebuild_at_once_says_who_is_at_work(tmp_path: Path, rebuild: Rebuild) -> None:
    source = write(tmp_path / "a.jsonl")
    rebuild.update([source])
    with FileLock(tmp_path / "data" / "rebuild.lock"):
        (tmp_path / "data" / "rebuild.holder").write_text("process 4711")
        with pytest.raises(RebuildRunning, match="4711"):
            rebuild.update([source])


def test_old_generations_go_when_there_are_more_than_are_kept(
    tmp_path: Path, rebuild: Rebuild, generations: Generations, index_settings: IndexSettings
) -> None:
    ids = [rebuild.update([write(tmp_path / "a.jsonl", ARTICLES[: n + 1])]).generation for n in range(5)]
    assert [manifest.id for manifest in generations.all()] == ids[: -index_settings.keep_generations - 1 : -1]


def test_a_data_directory_that_is_a_file_is_one_clear_error(
    tmp_path: Path, embedder: Embedder, index_settings: IndexSettings
) -> None:
    (tmp_path / "data").write_text("not a folder")
    with pytest.raises(StorageError, match="cannot write"):
        rebuild_of(tmp_path / "data", embedder, index_settings).update([write(tmp_path / "a.jsonl")])


KILLED = """
import os, sys
from pathlib import Path
import index.generation
from index.embedding import Embedder
from index.settings import IndexSettings
from tests.index.archives import rebuild_of

def die(*_):
    os.kill(os.getpid(), 9)

index.generation.probe = die
settings = IndexSettings(threads=1)
rebuild_of(Path(sys.argv[1]), Embedder(settings), settings).update([sys.argv[2]])
"""


def test_a_rebuild_killed_before_it_publishes_leaves_the_old_generation_and_the_next_one_succeeds(
    tmp_path: Path, rebuild: Rebuild, generations: Generations
) -> None:
    source = write(tmp_path / "a.jsonl", ARTICLES[:2])
    before = rebuild.update([source]).generation
    write(tmp_path / "a.jsonl")
    root = Path(__file__).parent.parent.parent
    killed = subprocess.run(  # noqa: S603 (our own interpreter and script)
        [sys.executable, "-c", KILLED, str(tmp_path / "data"), source],
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(root)},
        timeout=120,
        check=False,
        capture_output=True,
    )
    assert killed.returncode == -9, killed.stderr.decode()
    assert generations.open_current().manifest.id == before
    outcome = rebuild.update([source])
    assert outcome.articles == 5
    assert generations.open_current().manifest.id == outcome.generation
    assert {path.name for path in (tmp_path / "data" / "generations").iterdir()} == {before, outcome.generation}
