"""What a rebuild reads again, and what it takes over."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from benchmarks.made import MadeEmbedder
from corpus.settings import CorpusSettings
from index.build import Rebuild
from index.generation import Generations
from index.settings import IndexSettings
from tests.index.archives import ARTICLES, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from index.build import Outcome

    Run = Callable[..., tuple[Outcome, dict[str, int | None]]]

SETTINGS, DEFAULTS = IndexSettings(threads=1), CorpusSettings()


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    """A folder with two files: three articles, and two more."""
    folder = tmp_path / "articles"
    folder.mkdir()
    write(folder / "a.jsonl", ARTICLES[:3])
    write(folder / "b.jsonl", ARTICLES[3:])
    return folder


@pytest.fixture
def run(tmp_path: Path, sources: Path) -> Run:
    """Rebuild, and tell which stages there were and how much there was to do in each."""
    embedder = MadeEmbedder()

    def rebuild(corpus: CorpusSettings = DEFAULTS) -> tuple[Outcome, dict[str, int | None]]:
        stages: dict[str, int | None] = {}
        made = Rebuild(tmp_path / "data", embedder, corpus, SETTINGS, lambda s, _, total: stages.update({s: total}))
        return made.update([str(sources)]), stages

    rebuild()
    return rebuild


def ids(tmp_path: Path) -> list[str]:
    return [entry.article.id for entry in Generations(tmp_path / "data").open_current().store.entries()]


def test_where_nothing_has_changed_nothing_is_read(run: Run) -> None:
    outcome, stages = run()
    assert (outcome.changed, outcome.articles, stages) == (False, 5, {})


def test_a_file_with_a_new_time_and_its_old_content_is_not_read_again(sources: Path, run: Run) -> None:
    os.utime(sources / "a.jsonl", (1, 1))
    outcome, stages = run()
    assert (outcome.changed, stages) == (False, {})


def test_of_a_folder_only_the_new_file_is_read_and_only_its_articles_are_cut(sources: Path, run: Run) -> None:
    new = {"id": "sword", "title": "A Gift", "date": "1995-06-26", "text": "He brought a kendo sword of bamboo."}
    write(sources / "c.jsonl", (new,))
    outcome, stages = run()
    assert (outcome.articles, outcome.embedded, outcome.carried) == (6, 1, 5)
    assert stages["reading"] == (sources / "c.jsonl").stat().st_size
    assert (stages["cutting"], stages["embedding"]) == (1, 1)


def test_a_change_that_leaves_size_and_time_as_they_were_is_seen(tmp_path: Path, sources: Path, run: Run) -> None:
    path = sources / "a.jsonl"
    before = path.stat()
    path.write_text(path.read_text().replace('"quake"', '"shock"'))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    assert run()[0].changed
    assert "shock" in ids(tmp_path)
    assert "quake" not in ids(tmp_path)


def test_a_file_that_is_gone_takes_its_articles_with_it(tmp_path: Path, sources: Path, run: Run) -> None:
    (sources / "b.jsonl").unlink()
    outcome, stages = run()
    assert (outcome.articles, outcome.embedded, "reading" in stages) == (3, 0, False)
    assert ids(tmp_path) == ["quake", "no", "yes"]


def test_a_file_that_was_renamed_gives_the_same_articles(sources: Path, run: Run) -> None:
    (sources / "a.jsonl").rename(sources / "z.jsonl")
    outcome, stages = run()
    assert (outcome.articles, outcome.embedded) == (5, 0)
    assert stages["reading"] == (sources / "z.jsonl").stat().st_size


def test_an_article_that_another_file_kept_out_comes_in_when_that_file_goes(
    tmp_path: Path, sources: Path, run: Run
) -> None:
    other = ARTICLES[0] | {"text": "Something else was said of the port of Kobe."}
    write(sources / "c.jsonl", (other,))
    outcome, _ = run()
    assert [flaw.path.rpartition("/")[2] for flaw in outcome.unreadable] == ["c.jsonl"]
    assert run()[0].unreadable == outcome.unreadable
    (sources / "a.jsonl").unlink()
    outcome, _ = run()
    assert not outcome.unreadable
    article = Generations(tmp_path / "data").open_current().store.article("quake")
    assert article
    assert article.text == other["text"]


def test_other_limits_read_every_file_again(sources: Path, run: Run) -> None:
    outcome, stages = run(CorpusSettings(max_record_mb=8))
    assert stages["reading"] == sum(path.stat().st_size for path in sources.iterdir())
    assert (outcome.changed, outcome.carried) == (False, 5)


def test_another_passage_length_cuts_and_embeds_anew_what_comes_out_otherwise(run: Run) -> None:
    outcome, stages = run(CorpusSettings(passage_tokens=32, passage_overlap=0))
    assert (outcome.changed, stages["cutting"]) == (True, 5)
    assert "reading" not in stages


def test_a_rebuild_carries_the_same_generation_as_a_full_one(tmp_path: Path, sources: Path, run: Run) -> None:
    write(sources / "b.jsonl", ARTICLES[2:4])
    run()
    generations = Generations(tmp_path / "data")
    carried = generations.open_current()
    rebuild = Rebuild(tmp_path / "data", MadeEmbedder(), CorpusSettings(), SETTINGS, lambda *_: None)
    rebuild.full([str(sources)])
    full = generations.open_current()
    assert list(carried.store.entries()) == list(full.store.entries())
    files = [dict(generation.manifest.files) for generation in (carried, full)]
    for names in files:
        del names["sources.sqlite"]  # when a file was looked at, and whether it had lain still by then
    assert files[0] == files[1]
