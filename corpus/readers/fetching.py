"""Fetching a feed or a page over HTTP: only what has changed since the last time, within limits of size and time."""

from __future__ import annotations

import http.client
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from corpus.errors import SourceError

if TYPE_CHECKING:
    from corpus.limits import Limits

_TIMEOUT: Final = 30.0
_AGENT: Final = "Dateline"
_NOT_MODIFIED: Final = 304


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


def fetch(url: str, limits: Limits, known: Validators = Validators(), timeout: float = _TIMEOUT) -> Fetched | None:
    """What the address holds, or None where it still holds what `known` was given with.

    `timeout` in seconds is for each wait. Raises SourceError where it cannot be had: another scheme than http and
    https, no answer, an error, or more than a file may be.
    """
    request = urllib.request.Request(_checked(url), headers=_headers(known))  # noqa: S310 (the scheme is checked)
    try:
        with urllib.request.build_opener(_HttpAlone).open(request, timeout=timeout) as response:
            content = response.read(limits.file + 1)
            found = Fetched(response.url, content, _validators(response.headers))
    except urllib.error.HTTPError as failure:
        with failure:
            if failure.code == _NOT_MODIFIED:
                return None
            raise SourceError(f"{url}: the server answers {failure.code} {failure.reason}") from None
    except (OSError, http.client.HTTPException, ValueError) as failure:
        reason = getattr(failure, "reason", None) or failure
        raise SourceError(f"{url}: {reason}") from None
    if len(content) > limits.file:
        raise SourceError(f"{url}: {limits.too_big()}")
    return found


class _HttpAlone(urllib.request.HTTPRedirectHandler):
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


def _checked(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        raise SourceError(f"{url}: no address") from None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise SourceError(f"{url}: an address begins with http:// or https://")
    return url


def _headers(known: Validators) -> dict[str, str]:
    headers = {"User-Agent": _AGENT, "Accept-Encoding": "identity"}
    if known.etag:
        headers["If-None-Match"] = known.etag
    if known.last_modified:
        headers["If-Modified-Since"] = known.last_modified
    return headers


def _validators(headers: http.client.HTTPMessage) -> Validators:
    return Validators(headers.get("ETag"), headers.get("Last-Modified"))
