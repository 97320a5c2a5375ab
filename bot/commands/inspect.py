"""Show what the readers make of files, folders or feeds; nothing is stored."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bot.commands.output import say, say_json

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from datetime import date

    from bot.settings import Settings
    from corpus.article import Article
    from corpus.readers import Sourced, Unreadable
    from corpus.settings import CorpusSettings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, a folder or the address of a feed")
    parser.add_argument("--date", metavar="D", help="the day these articles were published (1995-05-03)")
    parser.add_argument("--json", action="store_true", help="print one article a line as JSON and nothing else")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Read and show. What cannot be read is reported on stderr; where nothing can, the exit code is 1."""
    from corpus.readers import Unreadable
    from index.window import day_from_text

    published = day_from_text(arguments.date) if arguments.date else None
    count = 0
    for found in _read(arguments.paths, published, settings.corpus):
        if isinstance(found, Unreadable):  # said at once: an archive may hold a million of them
            sys.stderr.write(f"dateline: {found.path}: {found.reason}\n")
            continue
        count += 1
        if arguments.json:
            say_json(document(found.path, found.article))
        else:
            say(_summary(found.path, found.article))
    return 0 if count else 1


def _read(paths: list[str], published: date | None, corpus: CorpusSettings) -> Iterator[Sourced | Unreadable]:
    from corpus.readers import Sourced, is_address, read_feed_source, read_sources

    places = [Path(path) for path in paths if not is_address(path)]
    yield from read_sources(places, published, limits=corpus.limits, processes=corpus.processes)
    for url in filter(is_address, paths):
        for found in read_feed_source(url, None, corpus.limits, corpus.fetching):
            if published and isinstance(found, Sourced):
                article = replace(found.article, published=published, published_from="option")
                yield replace(found, article=article)
            else:
                yield found


def document(path: str, article: Article) -> dict[str, object]:
    """An article as `inspect --json` prints it, with the dates and the quotes found in its text."""
    from corpus.quotes import quotes
    from corpus.temporal import time_expressions

    return {
        "path": path,
        "id": article.id,
        "title": article.title,
        "deck": article.deck,
        "byline": article.byline,
        "outlet": article.outlet,
        "published": article.published.isoformat() if article.published else None,
        "published_from": article.published_from,
        "updated": article.updated.isoformat() if article.updated else None,
        "url": article.url,
        "section": article.section,
        "language": article.language,
        "text": article.text,
        "dateline": article.dateline,
        "dates": [
            {"start": found.start, "end": found.end, "text": found.text, "value": found.value}
            for found in time_expressions(article.text, article.published)
        ],
        "quotes": [
            {
                "start": said.start,
                "end": said.end,
                "text": said.text,
                "speaker": said.speaker,
                "cue": said.cue,
                "direct": said.direct,
            }
            for said in quotes(article.text)
        ],
    }


def _summary(path: str, article: Article) -> str:
    published = f"{article.published} (from {article.published_from})" if article.published else "date unknown"
    source = " · ".join(part for part in (article.outlet, article.byline, published, article.language) if part)
    deck = f"  {article.deck}\n" if article.deck else ""
    return f"{article.title}\n{deck}  {source}\n  {path} [{article.id}], {len(article.text.split())} words\n"
