"""PDF through pypdf: the text layer, page by page. A scan without one has no text to read."""

from __future__ import annotations

import io
import logging
import warnings
from typing import TYPE_CHECKING

from corpus.errors import SourceError
from corpus.readers.plain import read_plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf import PdfReader

    from corpus.readers.draft import Draft

# More pages than any newspaper has; a book is no article.
_MOST_PAGES = 500
# A page takes some thousands; a million are a quarter of a minute.
_MOST_OPERATIONS = 1_000_000


def read_pdf(content: bytes) -> Iterator[Draft]:
    """The one article of a PDF. Raises SourceError where it is encrypted, damaged or has no text.

    The dates in its metadata say when the file was made, which is not when the article was published.
    """
    text = "\n\n".join(page for page in _pages(content) if page.strip())
    if not text:
        raise SourceError("a PDF without text: scanned pages want character recognition first")
    yield from read_plain(text)


def _pages(content: bytes) -> list[str]:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what of a PDF cannot be read is said in one line, by the reader
            return _texts(PdfReader(io.BytesIO(content)))
    except (PyPdfError, ImportError, *_BREAKAGE):
        raise SourceError("a damaged PDF") from None


def _texts(reader: PdfReader) -> list[str]:
    if reader.is_encrypted and not reader.decrypt(""):
        raise SourceError("an encrypted PDF")
    if len(reader.pages) > _MOST_PAGES:
        raise SourceError(f"a PDF of more than {_MOST_PAGES} pages")
    drawn = 0

    def count(*_: object) -> None:
        nonlocal drawn
        drawn += 1
        if drawn > _MOST_OPERATIONS:
            raise SourceError("a PDF that takes too many steps to draw")

    return [page.extract_text(visitor_operand_before=count) for page in reader.pages]


# What pypdf is known to raise, beside its own errors, on files that are not what they claim to be.
_BREAKAGE = (
    ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError, RecursionError, ArithmeticError,
    NotImplementedError, OSError, EOFError, MemoryError,
)  # fmt: skip
