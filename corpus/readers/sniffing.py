"""Which format a file has: told by its content; its name decides only where the content leaves it open."""

from __future__ import annotations

import re
from enum import Enum, auto
from pathlib import PurePath


class Format(Enum):
    """The formats that a reader knows."""

    PLAIN = auto()
    HTML = auto()
    JSON = auto()
    JSON_LINES = auto()


_HEAD = 4096
_SIGNATURES = (
    b"%PDF", b"PK\x03\x04", b"PK\x05\x06", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"RIFF", b"ID3", b"OggS", b"fLaC", b"BZh",
    b"7z\xbc\xaf", b"Rar!", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd", b"SQLite format 3\x00", b"\x7fELF", b"MZ\x90", b"{\\rtf", b"wOFF",
    b"\xd0\xcf\x11\xe0", b"\xca\xfe\xba\xbe", b"%!PS", b"II*\x00", b"MM\x00*", b"\x00\x00\x00",
)  # fmt: skip
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufffd]")
_BINARY_SHARE = 0.1

_LEADING_MARKUP = re.compile(r"\s*(?:<\?xml[^>]*>|<!--.*?-->|\s)*", re.DOTALL)
_HTML_START = re.compile(
    r"<(?:!doctype\s+html|html|head|body|title|meta|article|main|section|div|p|h[1-6]|link|script|style|span|table|header)\b",
    re.IGNORECASE,
)
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
    ".ann .csv .tsv .py .js .ts .css .c .h .cpp .java .go .rs .rb .php .sh .bat .sql .yaml .yml .toml .ini .cfg .conf .log"
    " .lock .map .svg .tex .bib .ipynb .po .srt .vtt .diff .patch .mk .cmake .xml .dtd .xsd .key .pem .sgm .sgml .ics .vcf".split()
)
_PROSE_LINE = re.compile(r"^\W*(?:\S+[ \t]+){7,}\S+$", re.MULTILINE)


def is_binary(content: bytes) -> bool:
    """Whether the bytes carry the signature of a format that is no text."""
    return content.startswith(_SIGNATURES)


def format_of(text: str, path: PurePath) -> Format | None:
    """The format of a decoded file, or None where no reader knows it."""
    head = text[:_HEAD].lstrip("\ufeff")
    if len(_CONTROLS.findall(head)) > _BINARY_SHARE * len(head) or _FORMATTED.match(head):
        return None
    suffix = path.suffix.lower()
    if _JSON_START.match(head) and (suffix in {".json", ".jsonl", ".ndjson"} or _JSON_OBJECT.match(head)):
        lines = suffix in {".jsonl", ".ndjson"} or (_LINES_START.match(text) is not None)
        return Format.JSON_LINES if lines else Format.JSON
    if _MARKUP_START.match(head.lstrip()):
        return _markup(head, text, suffix)
    if suffix in {".json", ".jsonl", ".ndjson"}:
        return Format.JSON if suffix == ".json" else Format.JSON_LINES
    return _prose(head, suffix)


def _markup(head: str, text: str, suffix: str) -> Format | None:
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
    if suffix in _PROSE_SUFFIXES or (suffix not in _DATA_SUFFIXES and _PROSE_LINE.search(head)):
        return Format.PLAIN
    return None
