"""Articles in compressed files and archives, in web captures, and in the documents of word processors."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from datetime import date
from typing import TYPE_CHECKING

import pytest
from docx import Document

from corpus.readers import Sourced, Unreadable, read_sources
from tests.corpus.reading import BODY, PAGE, PARAGRAPHS, TITLE, article_of, articles_of, outcome, reason_of, write
from tests.shared import shared

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

STORY = f"{TITLE}\n\n{BODY}\n"
FILES = {
    "1995/05/04/talks.html": PAGE.encode(),
    "1995-05-05-talks.txt": STORY.encode(),
    "README.md": b"About this archive.",
    ".hidden/x.txt": STORY.encode(),
    "export.jsonl": json.dumps({"id": " Given ", "text": BODY}).encode(),
}
READ = [("1995-05-05-talks", date(1995, 5, 5)), ("1995/05/04/talks", date(1995, 5, 4)), (" Given ", None)]


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def tarred(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return packed.getvalue()


PACKERS: dict[str, Callable[[dict[str, bytes]], bytes]] = {
    "zip": zipped,
    "tar": tarred,
    "tar.gz": lambda files: gzip.compress(tarred(files)),
    "tar.bz2": lambda files: bz2.compress(tarred(files)),
    "tar.xz": lambda files: lzma.compress(tarred(files)),
    "tgz": lambda files: gzip.compress(tarred(files)),
}


@pytest.mark.parametrize("suffix", PACKERS)
def test_an_archive_is_read_as_the_folder_that_it_is(tmp_path: Path, suffix: str) -> None:
    folder, path = tmp_path / "folder", write(tmp_path, f"old.{suffix}", PACKERS[suffix](FILES))
    for name, content in FILES.items():
        write(folder, name, content)
    packed, reasons = outcome(path)
    assert sorted(packed, key=lambda one: one.id) == sorted(outcome(folder)[0], key=lambda one: one.id)
    assert {(one.id, one.published) for one in packed} == set(READ)
    assert reasons == ["about the archive, not an article of it"]


def test_the_path_of_an_article_in_an_archive_names_both(tmp_path: Path) -> None:
    path = write(tmp_path, "outer.zip", zipped({"in/inner.tar.gz": PACKERS["tar.gz"]({"deep/a.txt": STORY.encode()})}))
    (read,) = read_sources([path])
    assert isinstance(read, Sourced)
    assert read.path == f"{path}!in/inner.tar.gz!deep/a.txt"
    assert read.article.id == "in/inner/deep/a"


def test_archives_in_a_folder_do_not_give_two_articles_one_id(tmp_path: Path) -> None:
    for year in ("1994", "1995"):
        write(tmp_path, f"{year}.zip", zipped({"a.txt": STORY.encode()}))
    assert [article.id for article in articles_of(tmp_path)] == ["1994/a", "1995/a"]


@pytest.mark.parametrize(("suffix", "pack"), [("gz", gzip.compress), ("bz2", bz2.compress), ("xz", lzma.compress)])
def test_a_compressed_file_is_told_by_its_content_and_keeps_its_name(
    tmp_path: Path, suffix: str, pack: Callable[[bytes], bytes]
) -> None:
    assert article_of(write(tmp_path, f"a.txt.{suffix}", pack(STORY.encode()))).id == "a"
    assert article_of(write(tmp_path, "b.html", pack(PAGE.encode()))).text == BODY
    assert article_of(write(tmp_path, f"c.txt.{suffix}", STORY)).text == BODY


def test_a_gzip_of_many_members_is_one_file(tmp_path: Path) -> None:
    members = [json.dumps({"id": str(number), "text": BODY}).encode() + b"\n" for number in range(50)]
    path = write(tmp_path, "a.jsonl.gz", b"".join(gzip.compress(member) for member in members) + b"\0" * 64)
    assert [article.id for article in articles_of(path)] == [str(number) for number in range(50)]


# Web captures


def record(url: str, body: bytes, status: str = "200 OK", kind: str = "text/html; charset=utf-8") -> bytes:
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{abs(hash(url))}>\r\nWARC-Target-URI: {url}\r\n"
        f"WARC-Date: 2014-01-03T03:03:21Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_every_captured_page_is_an_article_with_its_address(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    records = [
        record("https://example.org/1995/05/04/talks", PAGE.encode()),
        record("https://example.org/gone", PAGE.encode(), status="404 Not Found"),
        record("https://example.org/logo.png", b"\x89PNG", kind="image/png"),
        record("https://example.org/other", PAGE.encode()),
    ]
    first, second = articles_of(write(tmp_path, "crawl.warc", b"".join(pack(one) for one in records)))
    assert (first.id, first.url) == ("https://example.org/1995/05/04/talks",) * 2
    assert (first.title, first.text) == (TITLE, BODY)
    assert (first.published, first.published_from) == (date(1995, 5, 4), "url")
    assert (second.id, second.published) == ("https://example.org/other", None)


@pytest.mark.parametrize(
    "name",
    [
        "example.warc", "example.warc.gz", "example.arc", "example.arc.gz", "example-resource.warc.gz",
        "example-iana.org-chunked.warc", "example-wrong-chunks.warc.gz", "example-bad-non-chunked.warc.gz",
        "example-space-in-url.arc", "example-wget-bad-target-uri.warc.gz", "example-trunc.warc",
    ],
)  # fmt: skip
def test_the_page_of_a_web_archive_is_read_even_where_its_makers_were_careless(
    name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    article = article_of(shared("data", "warc", name))
    assert article.url is not None
    assert article.title in {"Example Domain", "Internet Assigned Numbers Authority"}
    assert article.published is None
    assert capfd.readouterr() == ("", "")


def test_a_web_archive_without_a_page_tells_what_it_holds() -> None:
    assert reason_of(shared("data", "warc", "example-digest.warc")) == "no web page in it (4 of type request)"
    assert reason_of(shared("data", "warc", "post-test.warc.gz")).startswith("no web page in it (")
    assert "no web page in it" in reason_of(shared("data", "warc", "bad.arc"))


def test_a_web_archive_that_breaks_off_gives_the_pages_before_the_break(tmp_path: Path) -> None:
    whole = record("https://example.org/a", PAGE.encode()) + record("https://example.org/b", PAGE.encode())
    articles, reasons = outcome(write(tmp_path, "crawl.warc", whole[:-120]))
    assert [article.id for article in articles] == ["https://example.org/a"]
    assert reasons == ["https://example.org/b: the record breaks off"]


# PDF and DOCX


def pdf(lines: list[str]) -> bytes:
    """A PDF of one page with these lines, made on a day that is no publication date."""
    drawn = "BT /F1 11 Tf 50 750 Td 14 TL " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources 7 0 R >>",
        f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        "<< /CreationDate (D:20010203040506Z) /Title (scan0001) >>",
        "<< /Font << /F1 5 0 R >> >>",
    ]
    made, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(made))
        made += f"{number} 0 obj\n{content}\nendobj\n".encode()
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    trailer = f"trailer\n<< /Size 8 /Root 1 0 R /Info 6 0 R >>\nstartxref\n{len(made)}\n%%EOF\n"
    return made + f"xref\n0 8\n0000000000 65535 f \n{table}{trailer}".encode()


LINES = [
    TITLE,
    "Trade officials from two countries met for a third day to talk about",
    "spare parts and showrooms that stood empty all through the winter, as",
    "they have for years, and about the people who sell what is in them.",
    "They agreed on a date for the next round, an aide said, but on little",
    "else that mattered, and went home by the last train of the evening.",
]  # fmt: skip


def test_a_pdf_is_read_as_a_page_and_the_day_it_was_made_is_no_publication_date(tmp_path: Path) -> None:
    article = article_of(write(tmp_path, "paper.pdf", pdf(LINES)))
    assert article.title == TITLE
    assert (
        "talk about spare parts and showrooms that stood empty all through the winter, as they have for years"
        in article.text
    )
    assert article.published is None


def test_a_pdf_that_cannot_be_read_is_one_line(tmp_path: Path) -> None:
    assert reason_of(write(tmp_path, "a.pdf", pdf([]))).startswith("a PDF without text")
    assert reason_of(write(tmp_path, "b.pdf", b"%PDF-1.4\n1 0 obj")) == "a damaged PDF"
    broken = pdf(LINES).replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]")
    assert "PDF" in reason_of(write(tmp_path, "c.pdf", broken))


def docx() -> bytes:
    document, made = Document(), io.BytesIO()
    document.add_heading(TITLE, 0)
    for paragraph in PARAGRAPHS:
        document.add_paragraph(paragraph)
    document.save(made)
    return made.getvalue()


def test_a_docx_gives_its_headline_and_paragraphs_and_no_date(tmp_path: Path) -> None:
    article = article_of(write(tmp_path, "story.docx", docx()))
    assert (article.title, article.text, article.published) == (TITLE, BODY, None)


def test_a_docx_in_a_zip_is_a_document_not_an_archive(tmp_path: Path) -> None:
    assert article_of(write(tmp_path, "all.zip", zipped({"story.docx": docx()}))).id == "story"


def test_office_files_that_no_reader_knows_are_not_taken_for_archives(tmp_path: Path) -> None:
    sheet = zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"})
    assert reason_of(write(tmp_path, "sheet.xlsx", sheet)) == "no reader for this format"


def test_a_damaged_docx_is_one_line(tmp_path: Path) -> None:
    broken = zipped({"word/document.xml": b"<w:document", "[Content_Types].xml": b"<Types/>"})
    (read,) = read_sources([write(tmp_path, "a.docx", broken)])
    assert isinstance(read, Unreadable)
    assert read.reason == "a damaged DOCX"
