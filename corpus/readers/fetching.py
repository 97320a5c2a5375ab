"""Fetching a feed or a page over HTTP: only what has changed since the last time, within limits of size and time.

What a feed of the open web links to is not let into the private network: pages and redirects of a server with a public
address must lie at public addresses too. A feed at a private address may link to others.
"""

from __future__ import annotations

import functools
import http.client
import ipaddress
import socket
import ssl
import threading
import urllib.error
import urllib.request
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib import metadata
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, urlsplit

from corpus.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.limits import Limits

_TIMEOUT: Final = 20.0
_NOT_MODIFIED: Final = 304
_PIECE: Final = 1 << 16
# What an address may hold unquoted: what RFC 3986 reserves, and the percent sign of what is quoted already.
_KEPT: Final = "%/:=&?~#+!$,;'@()*[]"


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to tell later whether an address has changed: kept as given, sent back as given."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address held; `url` is where it was found in the end."""

    url: str
    content: bytes
    validators: Validators


@dataclass(frozen=True, slots=True)
class _Most:
    """The most bytes that are read, and what is said of more."""

    count: int
    said: str


class Web:
    """The web as one feed may use it: the first server that answers decides whether private addresses are allowed."""

    def __init__(self, limits: Limits, timeout: float = _TIMEOUT, may_be_private: bool | None = None) -> None:
        """`timeout` in seconds is for one request from its beginning to its end."""
        self._limits = limits
        self._timeout = timeout
        self._guard = _Guard(may_be_private)
        self._opener = urllib.request.build_opener(_Redirects, _Http(self._guard), _Https(self._guard))

    def fetch(self, url: str, known: Validators = Validators()) -> Fetched | None:
        """What the address holds, or None where it still holds what `known` was given with.

        Raises SourceError where it cannot be had: another scheme than http and https, no answer, an answer that takes
        too long, an error, a private address that is not allowed, or more than a file may be.
        """
        return self._fetched(url, known, _Most(self._limits.file, str(self._limits.too_big())))

    def fetch_article(self, url: str) -> Fetched:
        """The same for a page: what is more than an article may be cannot be had either."""
        fetched = self._fetched(url, Validators(), _Most(self._limits.record, self._limits.too_long()))
        if fetched is None:
            raise SourceError(f"{url}: the server answers {_NOT_MODIFIED} to what it was never asked for")
        return fetched

    def _fetched(self, url: str, known: Validators, most: _Most) -> Fetched | None:
        request = urllib.request.Request(_checked(url), headers=_headers(known))  # noqa: S310 (the scheme is checked)
        with self._guard.cutting(self._timeout):
            try:
                with self._opener.open(request, timeout=self._timeout) as response:
                    content = self._content(response, url, most)
                    found = Fetched(response.url, content, _validators(response.headers))
            except urllib.error.HTTPError as failure:
                with failure:
                    if failure.code == _NOT_MODIFIED:
                        return None
                    raise SourceError(f"{url}: the server answers {failure.code} {failure.reason}") from None
            except (OSError, http.client.HTTPException, ValueError) as failure:
                raise SourceError(f"{url}: {self._why(failure)}") from None
        if self._guard.was_cut:
            raise SourceError(f"{url}: {self._too_slow()}")
        return found

    def _content(self, response: http.client.HTTPResponse, url: str, most: _Most) -> bytes:
        content = bytearray()
        while piece := response.read1(_PIECE):
            content += piece
            if len(content) > most.count:
                raise SourceError(f"{url}: {most.said}")
        if response.length and not self._guard.was_cut:
            raise SourceError(f"{url}: the answer breaks off")
        return bytes(content)

    def _why(self, failure: Exception) -> object:
        if self._guard.was_cut or isinstance(failure, TimeoutError):
            return self._too_slow()
        reason = getattr(failure, "reason", None) or failure
        return self._too_slow() if isinstance(reason, TimeoutError) else reason

    def _too_slow(self) -> str:
        return f"no whole answer within {self._timeout:g} s (corpus.fetch_timeout_s)"


class _Guard:
    """Looks at every connection before anything is asked over it, and cuts it where a request takes too long."""

    def __init__(self, may_be_private: bool | None) -> None:
        self._may_be_private = may_be_private
        self._socket: socket.socket | None = None
        self.was_cut = False

    def connected(self, connection: socket.socket) -> None:
        """Raises OSError for a private address that is not allowed."""
        address = ipaddress.ip_address(connection.getpeername()[0].partition("%")[0])
        if self._may_be_private is None:
            self._may_be_private = not address.is_global
        elif not self._may_be_private and not address.is_global:
            raise OSError(f"it leads to {address}, a private address")
        self._socket = connection

    @contextmanager
    def cutting(self, seconds: float) -> Iterator[None]:
        """End what is under way when the time is up: a server may send a byte now and then for ever."""
        self.was_cut = False
        timer = threading.Timer(seconds, self._cut)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()
            timer.join()
            self._socket = None

    def _cut(self) -> None:
        self.was_cut = True
        if self._socket is not None:
            with suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)


class _Connection(http.client.HTTPConnection):
    """A connection that the guard looks at."""

    def __init__(self, *arguments: Any, guard: _Guard | None, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._guard = guard

    def connect(self) -> None:
        """Connect, and let the guard look at it."""
        super().connect()
        if self._guard:
            self._guard.connected(self.sock)


class _SecureConnection(_Connection, http.client.HTTPSConnection):
    """The same under TLS."""


class _Http(urllib.request.HTTPHandler):
    def __init__(self, guard: _Guard) -> None:
        super().__init__()
        self._guard = guard

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        """Open over a guarded connection."""
        return self.do_open(functools.partial(_Connection, guard=_guard_for(req, self._guard)), req)


class _Https(urllib.request.HTTPSHandler):
    def __init__(self, guard: _Guard) -> None:
        super().__init__()
        self._guard = guard

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        """Open over a guarded connection."""
        connection = functools.partial(
            _SecureConnection, guard=_guard_for(req, self._guard), context=ssl.create_default_context()
        )
        return self.do_open(connection, req)


def _guard_for(request: urllib.request.Request, guard: _Guard) -> _Guard | None:
    """None behind a proxy: it, and not this machine, connects to the address."""
    return guard if request.host == urlsplit(request.full_url).netloc else None


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follow redirects, but not out of http and https: not to files of this machine."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: object,
        code: int,
        msg: str,
        headers: object,
        newurl: str,
    ) -> urllib.request.Request | None:
        return super().redirect_request(req, fp, code, msg, headers, _checked(newurl))  # type: ignore[arg-type]


def is_address(source: str) -> bool:
    """Whether a source is an address of the web and no path."""
    return source[:8].lower().startswith(("http://", "https://"))


def _checked(url: str) -> str:
    try:
        parts = urlsplit(url)
        named = parts.username is not None or parts.password is not None
    except ValueError:
        raise SourceError(f"{url}: no address") from None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise SourceError(f"{url}: an address begins with http:// or https://")
    if named:
        raise SourceError(f"{parts.scheme}://{parts.hostname}{parts.path}: an address with a password is not read")
    return quote(url, safe=_KEPT)


def _headers(known: Validators) -> dict[str, str]:
    headers = {"User-Agent": _agent(), "Accept-Encoding": "identity"}
    if known.etag:
        headers["If-None-Match"] = known.etag
    if known.last_modified:
        headers["If-Modified-Since"] = known.last_modified
    return headers


@functools.cache
def _agent() -> str:
    """What this program calls itself, so that whoever runs a server can tell it from a browser."""
    try:
        return f"Dateline/{metadata.version('dateline-bot')} (feed reader)"
    except metadata.PackageNotFoundError:  # run from a checkout that is not installed
        return "Dateline (feed reader)"


def _validators(headers: http.client.HTTPMessage) -> Validators:
    return Validators(headers.get("ETag"), headers.get("Last-Modified"))
