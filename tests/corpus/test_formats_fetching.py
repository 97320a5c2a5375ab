"""Fetching feeds from a server of this machine."""

from __future__ import annotations

from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from corpus.errors import SourceError
from corpus.limits import Limits
from corpus.readers.fetching import Validators, fetch
from tests.corpus.test_formats import RSS

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass
class Site:
    """A news site of one feed; `asked` are the headers of the requests that it got."""

    url: str = ""
    asked: list[dict[str, str]] = field(default_factory=list)


ANSWERS: dict[str, tuple[int, bytes, dict[str, str]]] = {
    "/feed": (200, RSS.encode(), {"ETag": '"v1"', "Last-Modified": "Thu, 04 May 1995 10:00:00 GMT"}),
    "/moved": (302, b"", {"Location": "/feed"}),
    "/trap": (302, b"", {"Location": "file:///etc/passwd"}),
    "/gone": (410, b"gone", {}),
    "/large": (200, bytes(2_000_000), {}),
}


@pytest.fixture
def site() -> Iterator[Site]:
    """A server on the loopback interface."""
    at = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            at.asked.append(dict(self.headers))
            status, content, headers = ANSWERS[self.path]
            if headers.get("ETag", "") == self.headers.get("If-None-Match"):
                status, content = 304, b""
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        at.url = f"http://127.0.0.1:{server.server_port}"
        yield at
        server.shutdown()
        thread.join()


def test_a_feed_is_fetched_once_and_asked_for_only_if_it_has_changed(site: Site) -> None:
    first = fetch(f"{site.url}/feed", Limits())
    assert first is not None
    assert first.content == RSS.encode()
    assert first.validators == Validators('"v1"', "Thu, 04 May 1995 10:00:00 GMT")
    assert fetch(f"{site.url}/feed", Limits(), first.validators) is None
    assert site.asked[1]["If-Modified-Since"] == "Thu, 04 May 1995 10:00:00 GMT"


def test_a_feed_that_has_moved_is_followed_but_not_to_a_file(site: Site) -> None:
    moved = fetch(f"{site.url}/moved", Limits())
    assert moved is not None
    assert (moved.url, moved.content) == (f"{site.url}/feed", RSS.encode())
    with pytest.raises(SourceError, match="file:///etc/passwd"):
        fetch(f"{site.url}/trap", Limits())


@pytest.mark.parametrize(
    ("path", "said"),
    [("/gone", "the server answers 410"), ("/large", r"above the limit of 1 MB \(corpus.max_file_mb\)")],
)
def test_what_cannot_be_had_is_one_line_with_the_address(site: Site, path: str, said: str) -> None:
    with pytest.raises(SourceError, match=said) as caught:
        fetch(site.url + path, Limits(max_file_mb=1))
    assert str(caught.value).startswith(f"{site.url}{path}: ")


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://example.org/a", "http://", "http://[", "feed.xml"])
def test_what_is_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(SourceError):
        fetch(url, Limits())


def test_a_server_that_is_not_there_is_one_line() -> None:
    with pytest.raises(SourceError, match="refused"):
        fetch("http://127.0.0.1:1/feed", Limits())
