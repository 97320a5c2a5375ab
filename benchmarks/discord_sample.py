"""The bot over the bundled archive in the loopback Discord: what the benchmarks of the bot run on."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bot.answering.answerer import Answerer
from bot.chat.desk import Backing
from bot.open import open_judge
from bot.settings import AnsweringSettings, DiscordSettings, ReaderSettings, Settings
from bot.state.database import FILE, Database
from bot.upkeep import Upkeep
from corpus.settings import CorpusSettings
from index.build import Rebuild
from index.embedding import Embedder
from index.generation import Generations
from index.live import LiveArchive
from index.settings import IndexSettings

if TYPE_CHECKING:
    from collections.abc import Iterator

SAMPLE = Path(__file__).parent.parent / "corpus" / "sample"
QUESTIONS = SAMPLE / "questions.jsonl"


@dataclass(frozen=True, slots=True)
class Stage:
    """What stands behind the bot, and two generations of its archive to switch between."""

    backing: Backing
    settings: DiscordSettings
    generations: Generations
    ids: tuple[str, str]


@contextmanager
def stage(discord: DiscordSettings, *, reader: str = "bundled") -> Iterator[Stage]:
    """Index the bundled archive twice, once without one of its articles, in a folder that is gone at the end."""
    with TemporaryDirectory() as folder:
        data = Path(folder)
        index = IndexSettings(threads=1)
        embedder, corpus = Embedder(index), CorpusSettings(processes=1)
        rebuild = Rebuild(data, embedder, corpus, index, lambda *_: None)
        articles = sorted(path for path in (SAMPLE / "articles").iterdir() if path.is_file())
        ids = (
            rebuild.update([str(path) for path in articles[:-1]]).generation,
            rebuild.update([str(path) for path in articles]).generation,
        )
        archive = LiveArchive(Generations(data), embedder, index)
        answerer = Answerer(archive, open_judge(ReaderSettings(model=reader, threads=1)), AnsweringSettings())
        database = Database(data / FILE)
        settings = Settings(data_dir=data, corpus=corpus, index=index, discord=discord)
        try:
            yield Stage(
                Backing(answerer, archive, Upkeep(settings, archive), database), discord, Generations(data), ids
            )
        finally:
            database.close()
