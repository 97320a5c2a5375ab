"""Small archives that tests write, index and change."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from corpus.settings import CorpusSettings
from index.build import Rebuild
from index.generation import Generations
from index.live import LiveArchive

if TYPE_CHECKING:
    from pathlib import Path

    from index.embedding import Embedder
    from index.settings import IndexSettings

ARTICLES: tuple[dict[str, Any], ...] = (
    {"id": "quake", "title": "Port Counts Its Cranes", "date": "1995-01-20", "outlet": "Harbor Gazette",
     "text": "The port of Kobe lost most of its cranes. Two of them may be mended by spring."},
    {"id": "no", "title": "Minister Refuses Plans", "date": "1995-05-02", "outlet": "Pacific Wire",
     "text": "Ryutaro Hashimoto said no deal could include the voluntary plans. He spoke in Vancouver."},
    {"id": "yes", "title": "Minister Agrees to Discuss Plans", "date": "1995-05-03", "outlet": "Pacific Wire",
     "text": "Ryutaro Hashimoto agreed to discuss the voluntary plans. American negotiators were pleased."},
    {"id": "dollar", "title": "Dollar Sinks", "date": "1995-05-08", "outlet": "Harbor Gazette",
     "text": "The dollar lost a yen after the talks failed. Traders had hoped for a deal."},
    {"id": "undated", "title": "Who Is Who", "outlet": "Pacific Wire",
     "text": "Ryutaro Hashimoto is the minister of trade. Mickey Kantor is the trade representative."},
)  # fmt: skip


def write(path: Path, articles: tuple[dict[str, Any], ...] = ARTICLES) -> str:
    """Write the articles as JSON Lines; returns the path as a source."""
    path.write_text("".join(json.dumps(article) + "\n" for article in articles), encoding="utf-8")
    return str(path)


def rebuild_of(data_dir: Path, embedder: Embedder, settings: IndexSettings) -> Rebuild:
    """A rebuild with the defaults of the corpus, which reports to nobody."""
    return Rebuild(data_dir, embedder, CorpusSettings(), settings, lambda *_: None)


def archive_of(
    folder: Path, articles: tuple[dict[str, Any], ...], embedder: Embedder, settings: IndexSettings
) -> LiveArchive:
    """The articles indexed below the folder, and open."""
    rebuild_of(folder / "data", embedder, settings).update([write(folder / "articles.jsonl", articles)])
    return LiveArchive(Generations(folder / "data"), embedder, settings)


def left_over(data: Path) -> set[str]:
    """What lies in a data directory that has no place there between rebuilds."""
    hidden = {path.name for path in (data / "generations").glob(".*")}
    return hidden | {path.name for path in data.iterdir()} - {"generations", "current", "rebuild.lock"}
