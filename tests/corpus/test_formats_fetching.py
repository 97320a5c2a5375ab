"""Fetching feeds from a server of this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from corpus.errors import SourceError
from corpus.limits import Limits
from corpus.readers.fetching import Validators, Web
from tests.corpus.site import Site, serving
from tests.corpus.test_formats import RSS

if TYPE_CHECKING:
    from collections.abc import Iterator
PAGES: dict[str, tuple[int, bytes, dict[str, str]]] = {
    "/feed": (200, RSS.encode(), {"ETag": '"v1"', "Last-Modified": "Thu, 04 May 1995 10:00:00 GMT"}),
    "/moved": (302, b"", {"Location": "/feed"}),
    "/trap": (302, b"", {"Location": "file:///etc/passwd"}),
    "/gone": (410, b"gone", {}),
    "/large": (200, bytes(2_000_000), {}),
    "/short": (200, b"only this", {"Content-Length": "4000"}),
    "/caf%C3%A9": (200, b"un caf\xc3\xa9", {}),
}


@pytest.fixture
def site() -> Iterator[Site]:
    """A server on the loopback interface."""
    with serving(PAGES) as at:
        yield at


def test_a_feed_is_fetched_once_and_asked_for_only_if_it_has_changed(site: Site) -> None:
    first = Web(Limits()).fetch(f"{site.url}/feed")
    assert first is not None
    assert first.content == RSS.encode()
    assert first.validators == Validators('"v1"', "Thu, 04 May 1995 10:00:00 GMT")
    assert Web(Limits()).fetch(f"{site.url}/feed", first.validators) is None
    assert site.asked[1]["If-Modified-Since"] == "Thu, 04 May 1995 10:00:00 GMT"


def test_a_feed_that_has_moved_is_followed_but_not_to_a_file(site: Site) -> None:
    moved = Web(Limits()).fetch(f"{site.url}/moved")
    assert moved is not None
    assert (moved.url, moved.content) == (f"{site.url}/feed", RSS.encode())
    with pytest.raises(SourceError, match="file:///etc/passwd"):
        Web(Limits()).fetch(f"{site.url}/trap")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/gone", "the server answers 410"),
        ("/large", r"above the limit of 1 MB \(corpus.max_file_mb\)"),
        ("/short", "the answer breaks off"),
    ],
)
def test_what_cannot_be_had_is_one_line_with_the_address(site: Site, path: str, said: str) -> None:
    with pytest.raises(SourceError, match=said) as caught:
        Web(Limits(max_file_mb=1)).fetch(site.url + path)
    assert str(caught.value).startswith(f"{site.url}{path}: ")


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://example.org/a", "http://", "http://[", "feed.xml"])
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(SourceError):
        Web(Limits()).fetch(url)


def test_a_server_that_is_not_there_is_one_line() -> None:
    with pytest.raises(SourceError, match="refused"):
        Web(Limits()).fetch("http://127.0.0.1:1/feed")


def test_a_page_above_the_limit_of_an_article_is_not_read_to_its_end(site: Site) -> None:
    with pytest.raises(SourceError, match=r"above the limit of 1 MB for one article \(corpus.max_record_mb\)"):
        Web(Limits(max_record_mb=1)).fetch_article(f"{site.url}/large")


def test_an_address_with_letters_of_any_language_is_asked_for_as_servers_know_it(site: Site) -> None:
    assert Web(Limits()).fetch_article(f"{site.url}/café").content.decode() == "un café"


def test_a_server_that_never_ends_its_answer_is_left_when_the_time_is_up() -> None:
    with serving({"/drip": (200, b"", {})}, dripping=True) as site:
        for _ in range(2):
            with pytest.raises(SourceError, match=r"no whole answer within 0.3 s \(corpus.fetch_timeout_s\)"):
                Web(Limits(), timeout=0.3).fetch(f"{site.url}/drip")


def test_what_a_public_site_leads_to_may_not_be_a_private_address(site: Site) -> None:
    public = Web(Limits(), may_be_private=False)
    for path in ("/feed", "/moved"):
        with pytest.raises(SourceError, match=r"it leads to 127\.0\.0\.1, a private address"):
            public.fetch(site.url + path)
    assert site.asked == []


def test_a_password_in_an_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(SourceError, match="an address with a password is not read") as caught:
        Web(Limits()).fetch("https://me:secret@example.org/feed")
    assert "secret" not in str(caught.value)
