"""A feed at an address as a source: all that it ever held, its summaries completed from their pages."""

from __future__ import annotations

import gzip
from datetime import date
from typing import TYPE_CHECKING

import pytest

from corpus.errors import StorageError
from corpus.limits import Fetching, Limits
from corpus.readers import Sourced, Unreadable, read_feed_source
from tests.corpus.reading import BODY, PAGE, PARAGRAPHS, TITLE
from tests.corpus.site import Site, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from corpus.article import Article

SUMMARY = "Talks on spare parts went into a third day."


def entry(name: str, text: str = PARAGRAPHS[0] * 25, title: str = "", link: str | None = None) -> str:
    """An item of a feed; its text is whole unless one is given."""
    where = f"<link>{link}</link>" if link else ""
    day = "<pubDate>Thu, 04 May 1995 10:00:00 GMT</pubDate>"
    return (
        f"<item><guid isPermaLink='false'>{name}</guid><title>{title or name}</title>{where}{day}"
        f"<description>{text}</description></item>"
    )


def feed(*entries: str, etag: str | None = None) -> tuple[int, bytes, dict[str, str]]:
    """The answer of a server that holds a feed of these entries."""
    content = f"<rss version='2.0'><channel><title>The Daily Example</title>{''.join(entries)}</channel></rss>"
    return 200, content.encode(), {"ETag": etag} if etag else {}


@pytest.fixture
def site() -> Iterator[Site]:
    """A site; the tests put a feed at /feed.xml."""
    with serving({"/feed.xml": feed(entry("a"))}) as at:
        yield at


def read(site: Site, folder: Path | None, pages: int = 50) -> tuple[dict[str, Article], dict[str, str]]:
    """The articles of the site's feed by id, and what could not be had by path on the site."""
    found = list(read_feed_source(f"{site.url}/feed.xml", folder, Limits(), Fetching(5, pages)))
    articles = {one.article.id: one.article for one in found if isinstance(one, Sourced)}
    failures = {one.path.removeprefix(site.url): one.reason for one in found if isinstance(one, Unreadable)}
    return articles, failures


def test_what_has_left_the_feed_stays_in_the_archive(site: Site, tmp_path: Path) -> None:
    read(site, tmp_path)
    site.pages["/feed.xml"] = feed(entry("c"), entry("b"))
    articles, failures = read(site, tmp_path)
    assert (list(articles), failures) == (["a", "b", "c"], {})
    assert articles["a"].outlet == "The Daily Example"


def test_a_feed_that_has_not_changed_gives_what_is_kept_and_is_not_sent_again(site: Site, tmp_path: Path) -> None:
    site.pages["/feed.xml"] = feed(entry("a"), etag='"v1"')
    first, second = read(site, tmp_path), read(site, tmp_path)
    assert first == second
    assert [asked.get("If-None-Match") for asked in site.asked] == [None, '"v1"']


def test_a_new_version_of_an_entry_goes_over_the_one_that_is_kept(site: Site, tmp_path: Path) -> None:
    read(site, tmp_path)
    site.pages["/feed.xml"] = feed(entry("a", PARAGRAPHS[1] * 30, "Corrected"))
    (article,) = read(site, tmp_path)[0].values()
    assert (article.title, article.text[:20]) == ("Corrected", PARAGRAPHS[1][:20])


def test_an_entry_with_only_a_summary_gets_the_text_of_its_page_once(site: Site, tmp_path: Path) -> None:
    site.pages |= {"/feed.xml": feed(entry("a", SUMMARY, TITLE, f"{site.url}/a")), "/a": (200, PAGE.encode(), {})}
    for _ in range(2):
        articles, failures = read(site, tmp_path)
        assert failures == {}
        assert (articles["a"].text, articles["a"].deck, articles["a"].title) == (BODY, SUMMARY, TITLE)
        assert (articles["a"].published, articles["a"].published_from) == (date(1995, 5, 4), "metadata")
    assert site.paths.count("/a") == 1
    assert "Dateline/" in site.asked[1]["User-Agent"]


def test_an_entry_with_nothing_but_a_link_is_read_from_its_page(site: Site, tmp_path: Path) -> None:
    site.pages |= {"/feed.xml": feed(entry("a", "", TITLE, f"{site.url}/a")), "/a": (200, PAGE.encode(), {})}
    assert read(site, tmp_path)[0]["a"].text == BODY


def test_an_entry_without_text_and_link_is_reported(site: Site, tmp_path: Path) -> None:
    site.pages["/feed.xml"] = feed(entry("a", ""), entry("b"))
    articles, failures = read(site, tmp_path)
    assert (list(articles), failures) == (["b"], {"/feed.xml": "entry 1: neither content nor summary"})


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ((404, b"", {}), "the server answers 404 Not Found"),
        ((200, b"", {}), "the file is empty"),
        ((200, b"\x89PNG\r\n\x1a\n" + bytes(50), {}), "no reader for this format"),
        (
            (302, b"", {"Location": "ftp://example.org/"}),
            "ftp://example.org/: an address begins with http:// or https://",
        ),
    ],
)
def test_a_page_that_cannot_be_had_is_one_line_and_the_summary_stands(
    site: Site, tmp_path: Path, answer: tuple[int, bytes, dict[str, str]], said: str
) -> None:
    site.pages |= {"/feed.xml": feed(entry("a", SUMMARY, TITLE, f"{site.url}/a")), "/a": answer}
    articles, failures = read(site, tmp_path)
    assert (articles["a"].text, failures) == (SUMMARY, {"/a": said})


def test_a_page_that_fails_is_tried_three_times_in_all_and_taken_when_it_is_back(site: Site, tmp_path: Path) -> None:
    site.pages["/feed.xml"] = feed(*(entry(name, SUMMARY, TITLE, f"{site.url}/{name}") for name in "ab"), etag='"v1"')
    read(site, tmp_path)
    site.pages["/b"] = (200, PAGE.encode(), {})
    for _ in range(4):
        articles, _ = read(site, tmp_path)
    assert (articles["a"].text, articles["b"].text) == (SUMMARY, BODY)
    assert (site.paths.count("/a"), site.paths.count("/b")) == (3, 2)


def test_a_summary_never_displaces_a_text_that_was_fetched(site: Site, tmp_path: Path) -> None:
    site.pages |= {"/feed.xml": feed(entry("a", SUMMARY, TITLE, f"{site.url}/a")), "/a": (200, PAGE.encode(), {})}
    read(site, tmp_path)
    site.pages |= {"/feed.xml": feed(entry("a", "Talks end.", TITLE, f"{site.url}/a")), "/a": (503, b"", {})}
    articles, failures = read(site, tmp_path)
    assert (articles["a"].text, failures) == (BODY, {"/a": "the server answers 503 Service Unavailable"})


def test_a_run_fetches_so_many_pages_and_the_next_one_goes_on(site: Site, tmp_path: Path) -> None:
    names = "abcde"
    site.pages["/feed.xml"] = feed(*(entry(name, SUMMARY, TITLE, f"{site.url}/{name}") for name in names), etag='"v1"')
    site.pages |= {f"/{name}": (200, PAGE.encode(), {}) for name in names}
    whole = [sum(article.text == BODY for article in read(site, tmp_path, 2)[0].values()) for _ in range(3)]
    assert whole == [2, 4, 5]
    assert site.paths[1:3] == ["/a", "/b"], "the newest entry stands first in a feed"


def test_a_site_that_is_down_is_not_asked_for_every_page(site: Site, tmp_path: Path) -> None:
    site.pages["/feed.xml"] = feed(*(entry(str(n), SUMMARY, TITLE, f"{site.url}/{n}") for n in range(20)))
    articles, failures = read(site, tmp_path)
    assert (len(articles), len(failures)) == (20, 3)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ((500, b"", {}), "the server answers 500 Internal Server Error"),
        ((200, PAGE.encode(), {}), "no RSS or Atom feed is there"),
        ((200, b"<rss><channel></channel></rss>", {}), "a feed without entries"),
        ((200, b"", {}), "no RSS or Atom feed is there"),
        ((200, gzip.compress(bytes(100_000_000)), {}), "unpacks to more than"),
    ],
)
def test_a_feed_that_cannot_be_had_is_one_line_and_what_is_kept_stands(
    site: Site, tmp_path: Path, answer: tuple[int, bytes, dict[str, str]], said: str
) -> None:
    read(site, tmp_path)
    site.pages["/feed.xml"] = answer
    articles, failures = read(site, tmp_path)
    assert list(articles) == ["a"]
    assert failures["/feed.xml"].startswith(said)


def test_a_feed_that_breaks_off_is_fetched_again_the_next_time(site: Site, tmp_path: Path) -> None:
    status, content, _ = feed(entry("a"), entry("b"))
    site.pages["/feed.xml"] = (status, content[: content.rindex(b"</item>")], {"ETag": '"v1"'})
    articles, failures = read(site, tmp_path)
    assert (list(articles), failures) == (["a"], {"/feed.xml": "the feed breaks off: its last entries are missing"})
    site.pages["/feed.xml"] = (status, content, {"ETag": '"v1"'})
    assert set(read(site, tmp_path)[0]) == {"a", "b"}


def test_a_feed_is_read_compressed_too(site: Site, tmp_path: Path) -> None:
    status, content, _ = feed(entry("a"))
    site.pages["/feed.xml"] = (status, gzip.compress(content), {"Content-Encoding": "gzip"})
    assert list(read(site, tmp_path)[0]) == ["a"]


def test_entries_without_a_name_of_their_own_are_known_again(site: Site, tmp_path: Path) -> None:
    nameless = [f"<item><title>{n}</title><description>{PARAGRAPHS[n] * 30}</description></item>" for n in (0, 1)]
    site.pages["/feed.xml"] = feed(nameless[0])
    first, _ = read(site, tmp_path)
    site.pages["/feed.xml"] = feed(nameless[1], nameless[0])
    second, _ = read(site, tmp_path)
    assert (len(first), len(second)) == (1, 2)
    assert set(first) < set(second)


def test_without_a_folder_nothing_is_kept(site: Site, tmp_path: Path) -> None:
    assert list(read(site, None)[0]) == ["a"]
    assert list(tmp_path.iterdir()) == []


def test_a_store_that_is_no_store_is_one_line_that_names_it(site: Site, tmp_path: Path) -> None:
    read(site, tmp_path)
    (store,) = tmp_path.iterdir()
    store.write_bytes(b"something else" * 100)
    with pytest.raises(StorageError, match=store.name):
        read(site, tmp_path)
    with pytest.raises(StorageError, match="data-dir"):
        read(site, store / "feeds")
