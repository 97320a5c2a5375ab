"""RSS and Atom through feedparser: every entry an article, its full content before its summary."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from corpus.cleaning import clean_body, one_line
from corpus.cleaning.byline import writers_in
from corpus.errors import SourceError
from corpus.readers.draft import Draft, Flaw
from corpus.readers.trees import day_in, paragraphs_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

_ENTRY_END = re.compile(r"</(?:\w+:)?(?:item|entry)\s*>|<(?:\w+:)?(?:item|entry)\b[^>]*/>", re.IGNORECASE)
_FEED_END = re.compile(r"</(?:\w+:)?(?:rss|feed|rdf)\s*>?\s*(?:<!--.*?-->\s*)*\Z", re.IGNORECASE | re.DOTALL)
NO_TEXT = "neither content nor summary"
BREAKS_OFF = "the feed breaks off: its last entries are missing"
# A text of at least so many characters is no summary, wherever in the entry it stands.
_FULL = 2000
_CUT = re.compile(r"(?:\.{3}|…|\[[….]+\]|\(more\)|read more|continue reading)\W*\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a feed: its article, whose text may be empty, and whether that text is only a summary of it."""

    draft: Draft
    is_summary: bool


def read_feed(text: str) -> Iterator[Draft | Flaw]:
    """The articles of a feed. Raises SourceError where it has no entries, or none with a text."""
    entries, breaks_off = entries_of(text)
    flaws: list[Flaw] = []
    number = 0
    for number, entry in enumerate(entries, 1):
        if entry.draft.text:
            yield entry.draft
        else:
            flaws.append(Flaw(f"entry {number}: {NO_TEXT}"))
    if len(flaws) == number:
        raise SourceError(f"a feed of {number} entries, none with content or summary")
    yield from flaws
    if breaks_off:
        yield Flaw(BREAKS_OFF)


def entries_of(text: str) -> tuple[Iterator[Entry], bool]:
    """The entries of a feed, and whether it breaks off after them. Raises SourceError where it has none."""
    feed = _parsed(text)
    entries = feed["entries"]
    breaks_off = _FEED_END.search(text[-4096:]) is None
    if breaks_off:
        entries = entries[: sum(1 for _ in _ENTRY_END.finditer(text))]
    if not entries:
        raise SourceError("a feed that breaks off" if breaks_off else "a feed without entries")
    return (_entry(entry, feed["feed"], number) for number, entry in enumerate(entries, 1)), breaks_off


def _parsed(text: str) -> Any:
    import feedparser

    # A stream, never a string: feedparser takes a string for an address or a file name if it looks like one.
    content = io.BytesIO(text.encode("utf-8", "replace"))
    try:
        return feedparser.parse(content, response_headers={"content-type": "application/xml; charset=utf-8"})
    except (ValueError, TypeError, KeyError, AttributeError, AssertionError, RecursionError, IndexError):
        raise SourceError("a feed that cannot be parsed") from None


def _entry(entry: Any, feed: Any, number: int) -> Entry:
    title = _title(entry)
    summary = clean_body("\n".join(paragraphs_in(entry.get("summary") or "")), title)
    content = max(
        (clean_body("\n".join(_content(part)), title) for part in entry.get("content", [])), key=len, default=""
    )
    text = content if len(content) >= len(summary) else summary
    source = entry.get("source") or {}
    draft = Draft(
        text=text,
        id=entry.get("id") or None,
        title=title,
        deck=one_line(summary) if summary and summary not in text and len(summary) < len(text) else None,
        byline=_writers(entry),
        outlet=_line(source.get("title")) or _line(feed.get("title")),
        stated=_day(entry, "published") or _day(entry, "created"),
        updated=_day(entry, "updated"),
        url=_line(entry.get("feedburner_origlink") or entry.get("link")),
        section=next((_line(tag.get("label") or tag.get("term")) for tag in entry.get("tags", [])), None),
        language=_line(_language(entry) or feed.get("language")),
        number=number,
    )
    return Entry(draft, is_summary=len(text) < _FULL and (not content or _CUT.search(text) is not None))


def _title(entry: Any) -> str | None:
    printed = entry.get("title") or ""
    is_markup = entry.get("title_detail", {}).get("type") != "text/plain"
    return (" ".join(paragraphs_in(printed)) if is_markup else one_line(printed)) or None


def _content(part: Any) -> list[str]:
    value = part.get("value") or ""
    return value.splitlines() if part.get("type") == "text/plain" else paragraphs_in(value)


def _language(entry: Any) -> str | None:
    return next((part["language"] for part in entry.get("content", []) if part.get("language")), None)


def _writers(entry: Any) -> str | None:
    names = [name for author in entry.get("authors", []) if (name := _line(author.get("name")))]
    printed = ", ".join(dict.fromkeys(names)) or _line(entry.get("author"))
    return writers_in(printed) if printed else None


def _day(entry: Any, field: str) -> date | None:
    """The day as printed, in its own zone."""
    return day_in(entry.get(field)) if field in entry else None


def _line(value: Any) -> str | None:
    return (one_line(value) or None) if isinstance(value, str) else None
