"""DOCX through python-docx: the paragraphs of a document, tables and text boxes left out."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zipfile import BadZipFile

from lxml import etree

from corpus.cleaning import one_line
from corpus.errors import SourceError
from corpus.readers.plain import read_plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO
    from zipfile import ZipFile

    from corpus.limits import Budget
    from corpus.readers.draft import Draft

_BODY = "word/document.xml"
# Zips that hold one document, and no reader for it: spreadsheets, slides, OpenDocument, EPUB, Java.
_OTHERS = ("[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF")


def is_docx(archive: ZipFile) -> bool:
    """Whether a zip is a DOCX."""
    return _BODY in archive.NameToInfo


def is_other_document(archive: ZipFile) -> bool:
    """Whether a zip is a document of another kind, not an archive of files."""
    return any(name in archive.NameToInfo for name in _OTHERS)


def read_docx(stream: BinaryIO, archive: ZipFile, budget: Budget) -> Iterator[Draft]:
    """The one article of a DOCX. Raises SourceError where it is damaged, too big or has no text.

    The dates in its properties say when the file was made, which is not when the article was published.
    """
    for info in archive.infolist():
        budget.member()
        budget.unpack(info.file_size)  # no more than this is ever unpacked: zipfile stops there
        if info.file_size > budget.limits.file:
            raise budget.limits.too_big()
    stream.seek(0)
    text = "\n\n".join(_paragraphs(stream))
    if not text:
        raise SourceError("no text in it")
    yield from read_plain(text)


def _paragraphs(stream: BinaryIO) -> list[str]:
    from docx import Document
    from docx.opc.exceptions import OpcError

    try:
        document = Document(stream)
        return [line for paragraph in document.paragraphs if (line := one_line(paragraph.text))]
    except (OpcError, BadZipFile, etree.LxmlError, KeyError, ValueError, AttributeError, RuntimeError, OSError):
        raise SourceError("a damaged DOCX") from None
