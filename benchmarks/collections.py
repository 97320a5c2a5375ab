"""The public collections that measurements run on, read from a folder that the caller names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import TYPE_CHECKING

from corpus.article import Article

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Collection:
    """Articles, queries by id, and the ids of the articles that human judges called relevant to each query."""

    articles: tuple[Article, ...]
    queries: dict[str, str]
    relevant: dict[str, frozenset[str]]


def time_collection(folder: Path) -> Collection:
    """TIME, 1963: 423 articles numbered in file order, 83 queries, judgements of TIME.REL.ALL."""
    articles = []
    blocks = re.split(r"(?m)^\*TEXT ", (folder / "TIME.ALL").read_text(encoding="latin-1"))[1:]
    for number, block in enumerate(blocks, 1):
        heading, _, body = block.partition("\n")
        stated = re.search(r"(\d\d)/(\d\d)[ /](\d\d)", heading)
        day = date(1900 + int(stated[3]), int(stated[1]), int(stated[2])) if stated else None
        text = " ".join(body.partition("*STOP")[0].split())
        articles.append(Article(id=str(number), title="", text=text, published=day))
    queries = {
        found[1]: " ".join(found[2].split())
        for found in re.finditer(r"\*FIND\s+(\d+)([^*]+)", (folder / "TIME.QUE").read_text(encoding="latin-1"))
    }
    judged = [line.split() for line in (folder / "TIME.REL.ALL").read_text().splitlines() if line.strip()]
    return Collection(tuple(articles), queries, {row[0]: frozenset(row[1:]) for row in judged})


def reuters(folder: Path) -> Iterator[Article]:
    """Reuters-21578: the stories of 1987 that have a body, dated."""
    for path in sorted(folder.glob("reut2-*.sgm")):
        for block in path.read_text(encoding="latin-1").split("</REUTERS>")[:-1]:
            fields = {name: re.search(f"<{name}[^>]*>(.*?)</{name}>", block, re.DOTALL) for name in ("TITLE", "BODY")}
            day = re.search(r"<DATE>\s*(\d+)-([A-Z]{3})-(\d{4})", block)
            number = re.search(r'NEWID="(\d+)"', block)
            if not (fields["BODY"] and day and number):
                continue
            title = fields["TITLE"][1] if fields["TITLE"] else ""
            yield Article(
                id=number[1],
                title=unescape(" ".join(title.split())),
                text=unescape(fields["BODY"][1]).replace("\x03", "").strip(),
                outlet="Reuters",
                published=date(int(day[3]), _MONTHS.index(day[2]) + 1, int(day[1])),
            )


_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
