"""Show what the readers make of files or folders; nothing is stored."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bot.commands.output import say, say_json
from corpus.errors import SourceError

if TYPE_CHECKING:
    import argparse

    from bot.settings import Settings
    from corpus.article import Article


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a file or a folder")
    parser.add_argument("--date", metavar="D", help="the day these articles were published (1995-05-03)")
    parser.add_argument("--json", action="store_true", help="print one article a line as JSON and nothing else")


def run(arguments: argparse.Namespace, settings: Settings) -> int:
    """Read and show. What cannot be read is reported on stderr; where nothing can, the exit code is 1."""
    from corpus.readers import Unreadable, read_sources
    from index.window import day_from_text

    published = day_from_text(arguments.date) if arguments.date else None
    count, failures = 0, []
    for found in read_sources(
        arguments.paths, published, limits=settings.corpus.limits, processes=settings.corpus.processes
    ):
        if isinstance(found, Unreadable):
            failures.append(found)
            continue
        count += 1
        if arguments.json:
            say_json(document(found.path, found.article))
        else:
            say(_summary(found.path, found.article))
    if failures and not count and len(failures) == 1:
        raise SourceError(f"{failures[0].path}: {failures[0].reason}")
    for failure in failures:
        sys.stderr.write(f"dateline: {failure.path}: {failure.reason}\n")
    return 0 if count else 1


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
