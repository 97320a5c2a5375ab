"""What the tests of the readers share: a short article, and what comes of a file that is written for a test."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.limits import Limits
from corpus.readers import Sourced, Unreadable, read_sources

if TYPE_CHECKING:
    from pathlib import Path

    from corpus.article import Article

TITLE = "Officials Meet Again on Spare Parts"
PARAGRAPHS = (
    "Trade officials from two countries met for a third day to talk about spare parts and showrooms.",
    "They agreed on a date for the next round, an aide said, but on little else that mattered.",
)
BODY = "\n\n".join(PARAGRAPHS)
PAGE = (
    f"<!DOCTYPE html><html lang='en'><head><title>{TITLE}</title></head><body><article><h1>{TITLE}</h1>"
    f"{''.join(f'<p>{paragraph}</p>' for paragraph in PARAGRAPHS)}</article></body></html>"
)


def write(folder: Path, name: str, content: str | bytes) -> Path:
    """Write a file for a test."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def outcome(*sources: Path, limits: Limits | None = None) -> tuple[list[Article], list[str]]:
    """The articles of the sources and the reasons for what gave none, each in order."""
    read = list(read_sources(sources, limits=limits or Limits()))
    articles = [one.article for one in read if isinstance(one, Sourced)]
    return articles, [one.reason for one in read if isinstance(one, Unreadable)]


def articles_of(*sources: Path) -> list[Article]:
    """The articles of sources in which all can be read."""
    articles, reasons = outcome(*sources)
    assert reasons == []
    return articles


def article_of(*sources: Path) -> Article:
    """The only article of sources in which all can be read."""
    (article,) = articles_of(*sources)
    return article


def reason_of(*sources: Path, limits: Limits | None = None) -> str:
    """The only reason of sources that hold no article."""
    articles, reasons = outcome(*sources, limits=limits)
    assert articles == []
    (reason,) = reasons
    return reason
