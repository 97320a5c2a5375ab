"""Which format a file has: told by its content; its name decides only where the content leaves it open."""

# ruff: noqa: SIM905 (a list of words reads better as words than as one quoted word a line)
from __future__ import annotations

import re
from enum import Enum, auto
from typing import TYPE_CHECKING

from corpus.readers.markdown import is_markdown
from corpus.readers.table import delimiter_of

if TYPE_CHECKING:
    from pathlib import PurePath


class Format(Enum):
    """The formats that a reader knows."""

    PLAIN = auto()
    HTML = auto()
    MARKDOWN = auto()
    JSON = auto()
    JSON_ARRAY = auto()
    JSON_LINES = auto()
    TABLE = auto()
    FEED = auto()
    NITF = auto()
    NEWSML = auto()
    ALTO = auto()
    HOCR = auto()
    REUTERS = auto()


_HEAD = 4096
_SIGNATURES = (
    b"%PDF", b"PK\x03\x04", b"PK\x05\x06", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"RIFF", b"ID3", b"OggS", b"fLaC",
    b"BZh", b"7z\xbc\xaf", b"Rar!", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd", b"SQLite format 3\x00", b"\x7fELF", b"MZ\x90",
    b"{\\rtf", b"wOFF", b"\xd0\xcf\x11\xe0", b"\xca\xfe\xba\xbe", b"%!PS", b"II*\x00", b"MM\x00*", b"\x00\x00\x00",
)  # fmt: skip
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffd]")
_BINARY_SHARE = 0.1

_LEADING_MARKUP = re.compile(r"\s*(?:<\?xml[^>]*>|<!--.*?-->|\s)*", re.DOTALL)
_HTML_START = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|meta|article|main|section|div|p|h[1-6]|link|script|style|span|table|header)\b",
    re.IGNORECASE,
)
_ROOT = re.compile(
    r"(?:\s|<\?.*?\?>|<!--.*?-->|<!doctype\s[^>\[]*(?:\[.*?\]\s*)?>)*+<(?:[\w.-]+:)?([\w.-]+)",
    re.DOTALL | re.IGNORECASE,
)
_ROOTS = {
    "rss": Format.FEED, "feed": Format.FEED, "rdf": Format.FEED, "nitf": Format.NITF, "newsitem": Format.NEWSML,
    "newsmessage": Format.NEWSML, "contentset": Format.NEWSML, "contentmeta": Format.NEWSML,
    "packageitem": Format.NEWSML, "alto": Format.ALTO, "reuters": Format.REUTERS, "lewis": Format.REUTERS,
}  # fmt: skip
_HOCR = re.compile(r"class\s*=\s*[\"']ocr_(?:page|document|carea|par)\b|name\s*=\s*[\"']ocr-(?:system|capabilities)")
_MARKUP_START = re.compile(r"<[?!A-Za-z]")
_HTML_ANYWHERE = re.compile(r"<html\b|<body\b|</p>|</div>|</article>", re.IGNORECASE)
_JSON_START = re.compile(r"\s*[\[{]")
_JSON_OBJECT = re.compile(r"\s*(?:\[\s*)?(?:\{\s*(?:\"|\})|\])")
_LINES_START = re.compile(r"\s*\{[^\n]*\}[ \t\r]*\n\s*\{")
_FORMATTED = re.compile(r"(?:WARC/\d|filedesc://|From \S+@\S+ )")

_PROSE_SUFFIXES = frozenset(
    {"", ".txt", ".text", ".md", ".markdown", ".asc", ".article", ".story", ".htm", ".html", ".xhtml"}
)
_DATA_SUFFIXES = frozenset(
    ".ann .csv .tsv .py .js .ts .css .c .h .cpp .java .go .rs .rb .php .sh .bat .sql .yaml .yml .toml .ini .cfg "
    ".conf .log .lock .map .svg .tex .bib .ipynb .po .srt .vtt .diff .patch .mk .cmake .xml .dtd .xsd .key .pem "
    ".sgm .sgml .ics .vcf".split()
)
_PROSE_LINE = re.compile(r"^\W*(?:\S+[ \t]+){7,}\S+$", re.MULTILINE)


def is_binary(content: bytes) -> bool:
    """Whether the bytes carry the signature of a format that is no text."""
    return content.startswith(_SIGNATURES)


def format_of(text: str, path: PurePath) -> Format | None:
    """The format of a file, told by its decoded text or the beginning of it; None where no reader knows it."""
    head = text[:_HEAD].lstrip("\ufeff")
    if len(_CONTROLS.findall(head)) > _BINARY_SHARE * len(head) or _FORMATTED.match(head):
        return None
    suffix = path.suffix.lower()
    if _JSON_START.match(head) and (suffix in {".json", ".jsonl", ".ndjson"} or _JSON_OBJECT.match(head)):
        lines = suffix in {".jsonl", ".ndjson"} or (_LINES_START.match(text) is not None)
        array = Format.JSON_ARRAY if head.lstrip().startswith("[") else Format.JSON
        return Format.JSON_LINES if lines else array
    if _MARKUP_START.match(head.lstrip()):
        return _markup(head, text, suffix)
    if suffix in {".json", ".jsonl", ".ndjson"}:
        return Format.JSON if suffix == ".json" else Format.JSON_LINES
    return _prose(head, suffix)


def _markup(head: str, text: str, suffix: str) -> Format | None:
    root = _ROOT.match(head)
    known = _ROOTS.get(root[1].lower()) if root else None
    if known:
        return known
    found = _page(head, text, suffix)
    return Format.HOCR if found is Format.HTML and _HOCR.search(head) else found


def _page(head: str, text: str, suffix: str) -> Format | None:
    start = _LEADING_MARKUP.match(head)
    at = start.end() if start else 0
    if _HTML_START.match(head, at) or (suffix in {".htm", ".html", ".xhtml"} and _HTML_ANYWHERE.search(text)):
        return Format.HTML
    if re.compile(r"<!doctype\b", re.IGNORECASE).match(head, at):
        return Format.HTML if re.search(r"<html\b", head, re.IGNORECASE) else None
    return None


def _prose(head: str, suffix: str) -> Format | None:
    if suffix in {".htm", ".html", ".xhtml"} and _HTML_ANYWHERE.search(head):
        return Format.HTML
    if delimiter_of(head.split("\n", 1)[0].rstrip("\r")):
        return Format.TABLE
    if suffix in {".md", ".markdown"} or (suffix in _PROSE_SUFFIXES and is_markdown(head)):
        return Format.MARKDOWN
    if suffix in _PROSE_SUFFIXES or (suffix not in _DATA_SUFFIXES and _PROSE_LINE.search(head)):
        return Format.PLAIN
    return None
