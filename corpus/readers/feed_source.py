"""A feed at an address of the web as a source: all that it ever held, its newest entries fetched first.

An entry with only a summary is completed from its page. What a run may fetch is bounded; the rest waits for the next.
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from corpus.cleaning import one_line
from corpus.errors import SourceError
from corpus.limits import Budget, Fetching
from corpus.readers.blocks import letters_of
from corpus.readers.decoding import decode
from corpus.readers.draft import Draft, Flaw
from corpus.readers.feed_store import open_store
from corpus.readers.feeds import BREAKS_OFF, NO_TEXT, entries_of
from corpus.readers.fetching import Web
from corpus.readers.identified import article_of
from corpus.readers.reading import Sourced, Unreadable
from corpus.readers.sniffing import Format, format_of
from corpus.readers.streams import compression_of, unpacked, whole
from corpus.readers.unpacking import Item, read_item

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from corpus.article import Article
    from corpus.limits import Limits
    from corpus.readers.feed_store import FeedStore, Wanted
    from corpus.readers.fetching import Fetched, Validators

_FEED, _PAGE = PurePath("feed.xml"), PurePath("page.html")
# After so many pages in a row that could not be had, the others wait for the next run.
_FAILURES = 3
# A summary up to so many characters is a deck; one whose first letters, so many, stand in the text is its beginning.
_DECK, _SAME = 400, 50


_FETCHING = Fetching()


def read_feed_source(
    url: str, folder: Path | None, limits: Limits, fetching: Fetching = _FETCHING
) -> Iterator[Sourced | Unreadable]:
    """Every article that the feed at `url` ever held, and what could not be had, each under its address.

    They are kept in `folder`; where it is None, nothing is stored and the feed is what it holds now. A feed that has
    not changed, or cannot be had, gives what is kept. Raises StorageError where the folder cannot be used.
    """
    web = Web(limits, fetching.timeout_s)
    with open_store(folder, url) as store:
        try:
            yield from _fetch_feed(url, web, store, limits)
        except SourceError as failure:
            yield Unreadable(url, str(failure).removeprefix(f"{url}: "))
        else:
            yield from _fetch_pages(web, store, limits, fetching.pages)
        for article in store.articles():
            yield Sourced(url, article)


def _fetch_feed(url: str, web: Web, store: FeedStore, limits: Limits) -> Iterator[Unreadable]:
    """Keep what the feed holds now, if that has changed."""
    fetched = web.fetch(url, store.validators())
    if fetched is None:
        return
    entries, breaks_off = entries_of(_feed_text(fetched, limits))
    kept: list[tuple[Article, bool]] = []
    for entry in entries:
        article = article_of(replace(entry.draft, id=_id_of(entry.draft)), _FEED, None)
        if not article.text and not article.url:
            yield Unreadable(url, f"entry {entry.draft.number}: {NO_TEXT}")
        else:
            kept.append((article, entry.is_summary))
    validators: Validators | None = None if breaks_off else fetched.validators
    # A feed has its newest entry first; the store is in order of arrival.
    store.keep(kept[::-1], validators)
    if breaks_off:
        yield Unreadable(url, BREAKS_OFF)


def _feed_text(fetched: Fetched, limits: Limits) -> str:
    content = fetched.content
    if compression_of(content):  # some servers compress whatever is asked for
        content = whole(unpacked(io.BytesIO(content), Budget(limits, len(content))), limits)
    text = decode(content)
    if format_of(text, _FEED) is not Format.FEED:
        raise SourceError("no RSS or Atom feed is there")
    return text


def _id_of(draft: Draft) -> str:
    """The feed's own name for an entry, or its address, or a name made of its words: its place in the feed moves."""
    words = f"{draft.title}\n{draft.stated}\n{draft.text}"
    return draft.id or draft.url or hashlib.sha256(words.encode()).hexdigest()[:16]


def _fetch_pages(web: Web, store: FeedStore, limits: Limits, count: int) -> Iterator[Unreadable]:
    """Complete articles that are summaries, the newest first."""
    failures = 0
    for wanted in store.wanted(count):
        try:
            page = _page(wanted, web, limits)
        except SourceError as failure:
            store.failed(wanted.article)
            yield Unreadable(wanted.url, str(failure).removeprefix(f"{wanted.url}: "))
            failures += 1
            if failures == _FAILURES:
                return
        else:
            store.settle(_completed(wanted.article, page))
            failures = 0


def _page(wanted: Wanted, web: Web, limits: Limits) -> Article:
    """The article on a page. Raises SourceError where the page cannot be had, or holds none or several."""
    fetched = web.fetch_article(wanted.url)
    item = Item(wanted.url, _PAGE, _PAGE, io.BufferedReader(io.BytesIO(fetched.content)))
    read = [draft for _, draft in read_item(item, Budget(limits, len(fetched.content)))]
    drafts = [draft for draft in read if isinstance(draft, Draft)]
    if len(drafts) != 1:
        flaw = next((one.reason for one in read if isinstance(one, Flaw)), "not one article on the page")
        raise SourceError(flaw)
    return article_of(drafts[0], _PAGE, None)


def _completed(entry: Article, page: Article) -> Article:
    """An entry of a feed with the text of its page, where that is longer; what the feed states goes before the page."""
    if len(page.text) <= len(entry.text):
        return entry
    summary = one_line(entry.text)
    begins = letters_of(summary)[:_SAME] in letters_of(page.text[:2000])
    deck = summary if summary and not begins and len(summary) <= _DECK else None
    dated = page if _is_better_dated(entry, page) else entry
    return replace(
        entry,
        title=entry.title or page.title,
        text=page.text,
        deck=entry.deck or deck or page.deck,
        byline=entry.byline or page.byline,
        outlet=entry.outlet or page.outlet,
        published=dated.published,
        published_from=dated.published_from,
        updated=entry.updated or page.updated,
        section=entry.section or page.section,
        language=page.language or entry.language,
        dateline=page.dateline or entry.dateline,
    )


def _is_better_dated(entry: Article, page: Article) -> bool:
    """Whether the day of the page goes over that of the entry: moments in a feed are often in UTC."""
    if page.published is None or entry.published is None:
        return entry.published is None
    return entry.published_from != "metadata" or abs((page.published - entry.published).days) == 1
