"""Plain text and saved pages, with or without YAML front matter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import yaml

from corpus.cleaning import clean_page, one_line
from corpus.errors import DateError, SourceError
from corpus.published import parse_date
from corpus.readers.draft import Draft

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

_FENCED = re.compile(r"\s*---[ \t]*\r?\n(?P<matter>.*?)^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
# Front matter states a dozen fields; what is longer, in characters, is text between rules.
_LONGEST_MATTER = 65_536
_KEYED = re.compile(r"[A-Za-z_]+\s*:")


def read_plain(text: str) -> Iterator[Draft]:
    """The one article of a text file. Raises SourceError where there is none or its front matter is at fault."""
    matter, body = _front_matter(text)
    title = _field(matter, "title", "headline")
    page = clean_page(body, title)
    if not page.body:
        raise SourceError("no text in it")
    head = page.head
    yield Draft(
        text=page.body,
        id=matter.get("id") or None,
        title=title or head.title,
        deck=_field(matter, "deck") or head.deck,
        byline=_field(matter, "byline", "author", "authors") or head.byline,
        outlet=_field(matter, "outlet", "source") or head.outlet,
        stated=_date(matter, "published", "date"),
        printed=head.published,
        updated=_date(matter, "updated") or head.updated,
        url=_field(matter, "url") or head.url,
        section=_field(matter, "section") or head.section,
        language=_field(matter, "language") or head.language,
    )


def front_matter_end(text: str) -> int:
    """Where the front matter of a text ends, in characters; 0 where it has none."""
    fenced = _FENCED.match(text)
    if fenced is None or len(fenced["matter"]) > _LONGEST_MATTER or not _KEYED.match(fenced["matter"].lstrip()):
        return 0
    return fenced.end()


def _front_matter(text: str) -> tuple[Mapping[str, str], str]:
    """The keys and values at the top, values as written (`007` stays `007`), and the text below them."""
    fenced = _FENCED.match(text)
    if fenced is None or len(fenced["matter"]) > _LONGEST_MATTER or not _KEYED.match(fenced["matter"].lstrip()):
        return {}, text
    try:
        # BaseLoader makes strings, lists and mappings: an id is kept to the letter, a date is read by our own rules.
        loaded = yaml.load(fenced["matter"], Loader=yaml.BaseLoader)  # noqa: S506 (BaseLoader builds no objects)
    except (yaml.YAMLError, RecursionError) as failure:
        mark = getattr(failure, "problem_mark", None)
        where = f", line {mark.line + 2}" if mark else ""
        raise SourceError(f"the front matter is not YAML{where}", "quote values that hold a colon") from None
    if not isinstance(loaded, dict):
        return {}, text
    values = {str(key).lower(): _flat(value) for key, value in loaded.items()}
    return {key: value for key, value in values.items() if value}, text[fenced.end() :]


def _flat(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(item for item in value if isinstance(item, str))
    return value if isinstance(value, str) else ""


def _field(matter: Mapping[str, str], *keys: str) -> str | None:
    found = next((matter[key] for key in keys if matter.get(key)), None)
    return one_line(found) or None if found and found not in {"null", "~"} else None


def _date(matter: Mapping[str, str], *keys: str) -> date | None:
    printed = _field(matter, *keys)
    if printed is None:
        return None
    try:
        return parse_date(printed)
    except DateError as failure:
        raise SourceError(f"front matter: {failure.sentence}", failure.mend) from None
