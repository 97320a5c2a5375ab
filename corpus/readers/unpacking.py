"""One file, whatever it is: unpacked as far as it is packed, and read by the reader of its format."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import PurePath, PurePosixPath
from typing import TYPE_CHECKING, cast

from corpus.errors import NoReader, SourceError
from corpus.readers.containers import Unread, is_tar, is_zip, open_zip, tar_members, zip_members
from corpus.readers.decoding import decode
from corpus.readers.docx import is_docx, is_other_document, read_docx
from corpus.readers.draft import Draft, Flaw
from corpus.readers.feeds import read_feed
from corpus.readers.files import ABOUT, is_about, shown
from corpus.readers.identified import stem_of
from corpus.readers.lines import lines_of, pieces_of
from corpus.readers.markdown import read_markdown
from corpus.readers.newsml import read_newsml
from corpus.readers.nitf import read_nitf
from corpus.readers.pdf import read_pdf
from corpus.readers.plain import read_plain
from corpus.readers.records import read_json, read_json_array, read_json_lines
from corpus.readers.reuters import read_reuters
from corpus.readers.scans import read_alto, read_hocr
from corpus.readers.sniffing import Format, format_of, is_binary
from corpus.readers.streams import CHUNK, HEAD, compression_of, head_of, unpacked, whole, whole_article, whole_or_part
from corpus.readers.table import read_table
from corpus.readers.warc import is_warc, read_warc
from corpus.readers.web import read_html

if TYPE_CHECKING:
    import io
    from collections.abc import Callable, Iterator
    from typing import BinaryIO

    from corpus.limits import Budget, Limits
    from corpus.readers.containers import Member

_TEXTS: dict[Format, Callable[[str], Iterator[Draft | Flaw]]] = {
    Format.PLAIN: read_plain,
    Format.HTML: read_html,
    Format.MARKDOWN: read_markdown,
    Format.JSON: read_json,
    Format.FEED: read_feed,
    Format.NITF: read_nitf,
    Format.NEWSML: read_newsml,
    Format.ALTO: read_alto,
    Format.HOCR: read_hocr,
}
_STREAMS: dict[Format, Callable[[io.BufferedReader, Limits], Iterator[Draft | Flaw]]] = {
    Format.JSON_ARRAY: lambda stream, limits: read_json_array(pieces_of(stream, limits), limits.record),
    Format.JSON_LINES: lambda stream, limits: read_json_lines(lines_of(stream, limits)),
    Format.TABLE: lambda stream, limits: read_table(lines_of(stream, limits), limits),
    Format.REUTERS: read_reuters,
}
_PACKED_SUFFIXES = {".gz": "", ".bz2": "", ".xz": "", ".tgz": ".tar", ".tbz2": ".tar", ".txz": ".tar"}


@dataclass(frozen=True, slots=True)
class Item:
    """A file on disk or in an archive.

    `path` is what a person is shown, `name` what it is called inside its source, `inside` what the names of its
    members are put behind if it is an archive; `depth` counts the archives and compressions around it.
    """

    path: str
    name: PurePath
    inside: PurePath
    stream: io.BufferedReader
    depth: int = 0


def read_item(item: Item, budget: Budget) -> Iterator[tuple[Item, Draft | Flaw]]:
    """The articles of a file, and of all files in it, each with the file that it stands in; a Flaw for what is none."""
    try:
        yield from _read(item, budget)
    except SourceError as failure:
        yield item, Flaw(str(failure))


def _read(item: Item, budget: Budget) -> Iterator[tuple[Item, Draft | Flaw]]:
    head = head_of(item.stream)
    if not head.strip() and len(head) < HEAD:
        raise SourceError("the file is empty")
    if compression_of(head):
        budget.nest(item.depth + 1)
        suffix = item.name.suffix
        name = item.name.with_suffix(_PACKED_SUFFIXES.get(suffix.lower(), suffix))
        with unpacked(item.stream, budget) as stream:
            yield from _read(replace(item, name=name, stream=stream, depth=item.depth + 1), budget)
    elif is_zip(head):
        yield from _zip(item, budget)
    elif not is_warc(head) and is_tar(head):
        yield from _members(tar_members(item.stream, budget), item, budget)
    else:
        for draft in _drafts(item, head, budget.limits):
            yield item, draft


def _zip(item: Item, budget: Budget) -> Iterator[tuple[Item, Draft | Flaw]]:
    with _seekable(item.stream, budget.limits) as stream, open_zip(stream, budget.limits) as archive:
        if is_docx(archive):
            for draft in read_docx(stream, archive, budget):
                yield item, draft
        elif is_other_document(archive):
            raise NoReader("no reader for this format")
        else:
            yield from _members(zip_members(archive, budget), item, budget)


def _members(members: Iterator[Member | Unread], item: Item, budget: Budget) -> Iterator[tuple[Item, Draft | Flaw]]:
    budget.nest(item.depth + 1)
    empty = True
    for member in members:
        empty = False
        name = item.inside / PurePosixPath(shown(member.name))
        path = f"{item.path}!{shown(member.name)}"
        if isinstance(member, Unread) or is_about(name.name):
            reason = member.reason if isinstance(member, Unread) else ABOUT
            yield Item(path, name, name, item.stream), Flaw(reason)
            continue
        yield from read_item(Item(path, name, PurePath(stem_of(name)), member.stream, item.depth + 1), budget)
        if budget.is_spent:
            return
    if empty:
        raise SourceError("an archive without files")


@contextmanager
def _seekable(stream: io.BufferedReader, limits: Limits) -> Iterator[BinaryIO]:
    """A stream that a zip can be read from: its list of files stands at its end."""
    if stream.seekable():
        yield stream
        return
    with tempfile.SpooledTemporaryFile(max_size=limits.record) as copy:
        size = 0
        while piece := stream.read(CHUNK):
            size += len(piece)
            if size > limits.file:
                raise limits.too_big()
            copy.write(piece)
        copy.seek(0)
        yield cast("BinaryIO", copy)


def _drafts(item: Item, head: bytes, limits: Limits) -> Iterator[Draft | Flaw]:
    if is_warc(head):
        return read_warc(item.stream, limits)
    if head.startswith(b"%PDF"):
        return read_pdf(whole(item.stream, limits))
    kind = None if is_binary(head) else format_of(decode(head), item.name)
    if kind is None:
        raise NoReader("no reader for this format")
    if kind in _STREAMS:
        return _STREAMS[kind](item.stream, limits)
    return _text(item, kind, limits)


def _text(item: Item, kind: Format, limits: Limits) -> Iterator[Draft | Flaw]:
    """The articles of a file whose format wants all of its text at once."""
    failure: SourceError | None = None
    if kind is Format.FEED:  # it holds many articles: what stands before a break in compressed data is worth reading
        content, failure = whole_or_part(item.stream, limits)
    else:
        content = whole_article(item.stream, limits)
    text = decode(content)
    del content
    if not text.strip():
        raise failure or SourceError("the file is empty")
    if kind is Format.JSON and format_of(text, item.name) is Format.JSON_LINES:
        yield from read_json_lines(text.split("\n"))
    elif failure is None:
        yield from _TEXTS[kind](text)
    else:
        yield from _before(_TEXTS[kind](text))
        raise failure


def _before(drafts: Iterator[Draft | Flaw]) -> Iterator[Draft]:
    """The articles before the end of what is there; what the end did to the last one is told by the break itself."""
    try:
        yield from (draft for draft in drafts if isinstance(draft, Draft))
    except SourceError:
        return
