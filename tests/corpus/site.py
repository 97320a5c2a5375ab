"""A web site on the loopback interface, for tests of what is fetched."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

Pages = dict[str, tuple[int, bytes, dict[str, str]]]


@dataclass
class Site:
    """A site of these pages, by path: status, content and headers. A test may change them.

    `asked` are the headers of the requests that it got, `paths` their paths.
    """

    pages: Pages
    url: str = ""
    asked: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)


@contextmanager
def serving(pages: Pages, dripping: bool = False) -> Iterator[Site]:
    """A site, served until the end of the block; a dripping one sends a byte now and then, and never ends."""
    at, over = Site(dict(pages)), Event()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            at.asked.append(dict(self.headers))
            at.paths.append(self.path)
            status, content, headers = at.pages.get(self.path, (404, b"", {}))
            if headers.get("ETag", "") == self.headers.get("If-None-Match"):
                status, content = 304, b""
            self.send_response(status)
            for name, value in ({} if dripping else {"Content-Length": str(len(content))} | headers).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)
            with suppress(OSError):
                while dripping and not over.wait(0.02):
                    self.wfile.write(b".")

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        at.url = f"http://127.0.0.1:{server.server_port}"
        try:
            yield at
        finally:
            over.set()
            server.shutdown()
            thread.join()
