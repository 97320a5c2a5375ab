"""WARC and ARC through warcio: every captured web page an article."""

from __future__ import annotations

import contextlib
import io
import logging
import zlib
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any, BinaryIO

from corpus.errors import SourceError
from corpus.readers.decoding import decode
from corpus.readers.draft import Draft, Flaw
from corpus.readers.streams import CHUNK
from corpus.readers.web import read_html

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.limits import Limits

_STARTS = (b"WARC/", b"filedesc://")
# A page that ends in this is whole, whatever length was stated for it.
_CLOSED, _TAIL = b"</html", 512
_PAGES = ("text/html", "application/xhtml+xml")


def is_warc(head: bytes) -> bool:
    """Whether the bytes begin a WARC or an ARC."""
    return head.startswith(_STARTS)


def read_warc(stream: BinaryIO, limits: Limits) -> Iterator[Draft | Flaw]:
    """The pages that were captured with status 200, each with the address it was captured from.

    A capture says when a page was seen, which may be decades after it was published: its date is not taken. Raises
    SourceError where no record is a page, and, after the pages before it, where the file is damaged.
    """
    seen: Counter[str] = Counter()
    found = 0
    for number, record in enumerate(_records(stream), 1):
        passed = _passed_over(record)
        if passed:
            seen[passed] += 1
            continue
        found += 1
        yield from _page(record, number, limits)
    if not found:
        told = ", ".join(f"{count} {what}" for what, count in seen.most_common())
        raise SourceError(f"no web page in it ({told or 'no records'})")


def _records(stream: BinaryIO) -> Iterator[Any]:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    logging.getLogger("warcio").setLevel(logging.CRITICAL)
    records = ArchiveIterator(stream, arc2warc=True)
    while True:
        try:
            with _quiet():
                record = next(records, None)
        except (ArchiveLoadFailed, ValueError, KeyError, IndexError, AttributeError, EOFError, zlib.error):
            raise SourceError("a damaged web archive: what comes after the damage is not read") from None
        if record is None:
            return
        yield record


def _quiet() -> contextlib.AbstractContextManager[object]:
    """Keep warcio, which prints warnings, from printing."""
    return contextlib.redirect_stderr(io.StringIO())


def _passed_over(record: Any) -> str | None:
    """What a record is that is no page, or None for a page."""
    if record.rec_type not in {"response", "resource"}:
        return f"of type {record.rec_type}"
    headers = record.http_headers
    status = headers.get_statuscode() if headers is not None and record.rec_type == "response" else "200"
    if status != "200":
        return f"with status {status or 'unknown'}"
    kind = (headers or record.rec_headers).get_header("Content-Type") or ""
    kind = kind.split(";")[0].strip().lower()
    return None if kind in _PAGES else f"of {kind or 'unknown content'}"


def _page(record: Any, number: int, limits: Limits) -> Iterator[Draft | Flaw]:
    url = (record.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ") or None
    where = url or f"record {number}"
    try:
        content = _content(record, limits)
        for draft in read_html(decode(content)):
            yield replace(draft, url=draft.url or url, number=number)
    except SourceError as failure:
        yield Flaw(f"{where}: {failure}")


def _content(record: Any, limits: Limits) -> bytes:
    try:
        with _quiet():
            content: bytes = record.content_stream().read(limits.record + 1)
            while len(content) <= limits.record and record.raw_stream.read(CHUNK):
                pass  # what stands behind the page, so that its length can be told from the stated one
    except (zlib.error, ValueError, OSError, EOFError):
        raise SourceError("a damaged record") from None
    if len(content) > limits.record:
        raise SourceError(limits.too_long())
    if getattr(record.raw_stream, "limit", 0) and _CLOSED not in content[-_TAIL:].lower():
        raise SourceError("the record breaks off")
    return content
