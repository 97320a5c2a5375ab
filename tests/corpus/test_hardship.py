"""Files that are broken or meant to do harm: one clear reason or a good article, and never a crash or a long wait."""

from __future__ import annotations

import gzip
import io
import json
import os
import resource
import stat
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.limits import Limits
from corpus.readers import Sourced, Unreadable, read_sources
from corpus.readers.records import read_json_array
from tests.corpus.reading import BODY, PAGE, article_of, articles_of, outcome, reason_of, write
from tests.corpus.test_formats import ATOM, NITF
from tests.corpus.test_formats_archives import STORY, record, tarred, zipped

if TYPE_CHECKING:
    from pathlib import Path

SMALL = Limits(max_file_mb=1, max_record_mb=1, max_members=20, max_ratio=50, max_nesting=3)


def lines(count: int) -> bytes:
    return b"".join(json.dumps({"id": str(number), "text": BODY}).encode() + b"\n" for number in range(count))


# Compressed data that is cut, damaged or a bomb


def test_a_cut_gzip_gives_the_records_before_the_cut_and_reports_it(tmp_path: Path) -> None:
    packed = gzip.compress(b"".join(os.urandom(200).hex().encode().join([b'{"text": "', b'"}\n']) for _ in range(2000)))
    articles, reasons = outcome(write(tmp_path, "a.jsonl.gz", packed[: len(packed) // 2]))
    assert 900 < len(articles) < 1100
    assert reasons == ["gzip data that ends too early"]


def test_a_cut_gzip_gives_the_items_of_an_array_before_the_cut(tmp_path: Path) -> None:
    items = [{"id": str(number), "text": f"{BODY} {os.urandom(99).hex()}"} for number in range(300)]
    packed = gzip.compress(json.dumps(items).encode())
    articles, reasons = outcome(write(tmp_path, "a.json.gz", packed[: len(packed) // 2]))
    assert [article.id for article in articles] == [str(number) for number in range(len(articles))]
    assert 100 < len(articles) < 200
    assert reasons == ["gzip data that ends too early"]


def test_a_cut_page_is_no_article(tmp_path: Path) -> None:
    packed = gzip.compress(PAGE.encode())
    assert reason_of(write(tmp_path, "a.html.gz", packed[:-30])) == "gzip data that ends too early"


def test_a_gzip_that_lies_about_its_checksum_is_damaged(tmp_path: Path) -> None:
    packed = bytearray(gzip.compress(STORY.encode()))
    packed[-6] ^= 0xFF
    assert reason_of(write(tmp_path, "a.txt.gz", bytes(packed))) == "damaged gzip data"


@pytest.mark.parametrize("suffix", ["bz2", "xz", "gz"])
def test_noise_behind_a_signature_is_damaged(tmp_path: Path, suffix: str) -> None:
    signature = {"bz2": b"BZh9", "xz": b"\xfd7zXZ\x00", "gz": b"\x1f\x8b\x08\x00"}[suffix]
    assert reason_of(write(tmp_path, f"a.{suffix}", signature + bytes(range(1, 200)))).startswith("damaged")


def test_zeros_that_unpack_to_gigabytes_cost_nothing(tmp_path: Path) -> None:
    assert reason_of(write(tmp_path, "zeros.gz", gzip.compress(bytes(64 << 20)))) == "no reader for this format"


def test_words_that_unpack_to_gigabytes_are_stopped_by_the_size_or_the_ratio(tmp_path: Path) -> None:
    bomb = gzip.compress(b"All work and no play. " * 2_000_000)
    assert reason_of(write(tmp_path, "a.txt.gz", bomb), limits=SMALL) == "above the limit of 1 MB (corpus.max_file_mb)"
    large = replace(SMALL, max_file_mb=100, max_record_mb=100)
    assert "an archive bomb (corpus.max_ratio)" in reason_of(tmp_path, limits=large)


def test_a_bomb_in_an_archive_ends_the_archive_not_the_run(tmp_path: Path) -> None:
    bomb = b"All work and no play. " * 2_000_000
    packed = zipped({"a.txt": STORY.encode(), "b.txt": bomb, "c.txt": bomb, "d.txt": STORY.encode()})
    write(tmp_path, "a.zip", packed)
    write(tmp_path, "b.txt", STORY)
    articles, reasons = outcome(tmp_path, limits=replace(SMALL, max_file_mb=100, max_record_mb=100))
    assert [article.id for article in articles] == ["a/a", "b"]
    assert len(reasons) == 1
    assert "bomb" in reasons[0]


def test_zips_in_zips_are_opened_to_a_depth_and_no_further(tmp_path: Path) -> None:
    packed = zipped({"a.txt": STORY.encode()})
    for _ in range(10):
        packed = zipped({"in.zip": packed})
    assert (
        reason_of(write(tmp_path, "a.zip", packed), limits=SMALL)
        == "archives nested deeper than 3 (corpus.max_nesting)"
    )


def test_gzip_in_gzip_is_opened_to_a_depth_and_no_further(tmp_path: Path) -> None:
    packed = STORY.encode()
    for _ in range(2000):
        packed = gzip.compress(packed, 1)
    assert "corpus.max_nesting" in reason_of(write(tmp_path, "a.gz", packed), limits=SMALL)


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_an_archive_of_too_many_files_is_read_to_the_limit(tmp_path: Path, pack: object) -> None:
    assert callable(pack)
    packed = pack({f"{number:03}.txt": STORY.encode() for number in range(30)})
    articles, reasons = outcome(write(tmp_path, "a", packed), limits=SMALL)
    assert len(articles) == 20
    assert reasons == ["holds more than 20 files (corpus.max_members)"]


def test_a_zip_that_lists_millions_of_files_is_refused_before_they_are_listed(tmp_path: Path) -> None:
    packed = bytearray(zipped({"a.txt": STORY.encode()}))
    end = packed.rindex(b"PK\x05\x06")
    packed[end + 12 : end + 16] = (500_000_000).to_bytes(4, "little")
    assert "corpus.max_members" in reason_of(write(tmp_path, "a.zip", bytes(packed)))


# Archives that lie


@pytest.mark.parametrize("name", ["../../etc/cron.d/x.txt", "/etc/x.txt", "a/../../x.txt", "C:\\x.txt", "..\\x.txt"])
@pytest.mark.parametrize("pack", [zipped, tarred])
def test_a_name_that_leads_out_of_the_archive_is_reported_and_nothing_is_written(
    tmp_path: Path, name: str, pack: object
) -> None:
    assert callable(pack)
    path = write(tmp_path / "in", "a", pack({name: STORY.encode()}))
    assert reason_of(path) == "its name leads out of the archive"
    assert [found.name for found in tmp_path.rglob("*")] == ["in", "a"]


def test_what_is_no_file_in_a_tar_is_reported(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for name, kind in (
            ("a", tarfile.CHRTYPE),
            ("b", tarfile.FIFOTYPE),
            ("c", tarfile.SYMTYPE),
            ("d", tarfile.LNKTYPE),
        ):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    _, reasons = outcome(write(tmp_path, "a.tar", packed.getvalue()))
    assert reasons == ["not a regular file", "not a regular file", "a link, not a file", "a link, not a file"]


def test_a_link_in_a_zip_is_reported(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        info = zipfile.ZipInfo("passwd.txt")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
    assert reason_of(write(tmp_path, "a.zip", packed.getvalue())) == "not a regular file"


def test_an_encrypted_file_in_a_zip_is_reported_and_the_others_are_read(tmp_path: Path) -> None:
    packed = bytearray(zipped({"a.txt": STORY.encode(), "b.txt": STORY.encode()}))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        packed[packed.index(mark) + flags] |= 1
    articles, reasons = outcome(write(tmp_path, "a.zip", bytes(packed)))
    assert ([article.id for article in articles], reasons) == (["b"], ["encrypted"])


def test_a_damaged_zip_is_one_line_and_a_damaged_file_in_one_another(tmp_path: Path) -> None:
    packed = bytearray(zipped({"a.txt": STORY.encode() * 40, "b.txt": STORY.encode()}))
    assert reason_of(write(tmp_path, "cut.zip", bytes(packed[:-30]))) == "a damaged zip archive"
    packed[60] ^= 0xFF
    articles, reasons = outcome(write(tmp_path, "hit.zip", bytes(packed)))
    assert ([article.id for article in articles], reasons) == (["b"], ["damaged zip data"])


def test_a_tar_that_breaks_off_gives_the_files_before_the_break(tmp_path: Path) -> None:
    packed = tarred({"a.txt": STORY.encode(), "b.txt": STORY.encode() * 20})
    articles, reasons = outcome(write(tmp_path, "a.tar", packed[:2600]))
    assert [article.id for article in articles] == ["a"]
    assert all("tar" in reason for reason in reasons)
    assert reasons


def test_a_tar_header_that_asks_for_gigabytes_is_refused(tmp_path: Path) -> None:
    info = tarfile.TarInfo("././@PaxHeader")
    info.type, info.size = tarfile.XHDTYPE, 7 << 30
    path = write(tmp_path, "a.tar", info.tobuf(tarfile.USTAR_FORMAT) + bytes(4096))
    with path.open("r+b") as file:
        file.truncate(8 << 30)  # a hole: nothing is written
    assert reason_of(path) == "a damaged tar archive"


def test_the_control_characters_of_a_name_are_shown_not_printed(tmp_path: Path) -> None:
    (read,) = read_sources([write(tmp_path, "a.zip", zipped({"a\x1b[31m\nb.txt": STORY.encode()}))])
    assert isinstance(read, Sourced)
    assert read.path.endswith("!a\\x1b[31m\\nb.txt")
    assert read.article.id == "a\\x1b[31m\\nb"


def test_a_name_that_is_no_text_can_be_stored(tmp_path: Path) -> None:
    os.mkdir(tmp_path / "in")  # noqa: PTH102 (beside the next line)
    with open(os.fsencode(tmp_path / "in") + b"/caf\xe9.txt", "w", encoding="utf-8") as file:  # noqa: PTH123 (bytes)
        file.write(STORY)
    assert article_of(tmp_path).id.encode() == b"in/caf\\udce9"


# XML that attacks


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
EXTERNAL = '<!ENTITY x SYSTEM "file:///etc/passwd">'


@pytest.mark.parametrize("document", [NITF, ATOM], ids=["nitf", "atom"])
@pytest.mark.parametrize("entities", [f'<!ENTITY l0 "lol">{LAUGHS}', EXTERNAL], ids=["laughs", "external"])
def test_entities_are_neither_expanded_nor_fetched(tmp_path: Path, document: str, entities: str) -> None:
    root = "nitf" if "<nitf>" in document else "feed"
    body = document.rsplit('dtd">\n', maxsplit=1)[-1].replace("They agreed", "&l9;&x; They agreed")
    body = body.split("?>\n")[-1]
    articles, reasons = outcome(write(tmp_path, "a.xml", f"<!DOCTYPE {root} [{entities}]>{body}"))
    assert len(articles) + len(reasons) == 1
    assert all("root:" not in article.text and "lollol" not in article.text for article in articles)
    if root == "nitf":
        assert reasons == ["XML that defines entities of its own, which are not expanded"]


def test_a_docx_with_entities_does_not_show_files_of_this_machine(tmp_path: Path) -> None:
    inside = (
        f"<!DOCTYPE d [{EXTERNAL}]><w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'/>"
    )
    packed = zipped({"word/document.xml": inside.encode(), "[Content_Types].xml": b"<Types/>"})
    articles, reasons = outcome(write(tmp_path, "a.docx", packed))
    assert (articles, len(reasons)) == ([], 1)


def test_xml_nested_a_hundred_thousand_deep_is_refused(tmp_path: Path) -> None:
    deep = "<nitf>" + "<block>" * 100_000 + "x" + "</block>" * 100_000 + "</nitf>"
    assert reason_of(write(tmp_path, "a.xml", deep)).startswith("not well-formed XML")


def test_html_nested_a_hundred_thousand_deep_is_read_or_refused(tmp_path: Path) -> None:
    deep = f"<html><body>{'<div>' * 100_000}<p>{BODY}</p>{'</div>' * 100_000}</body></html>"
    articles, reasons = outcome(write(tmp_path, "a.html", deep))
    assert len(articles) + len(reasons) == 1


def test_json_and_markdown_nested_a_hundred_thousand_deep_are_refused_or_read(tmp_path: Path) -> None:
    assert "nested too deeply" in reason_of(write(tmp_path, "a.json", '{"a":' * 100_000))
    articles, reasons = outcome(write(tmp_path, "b.md", "> " * 20_000 + BODY))
    assert len(articles) + len(reasons) == 1


# Long lines and odd bytes


def test_a_line_above_the_limit_is_reported_and_the_lines_around_it_are_read(tmp_path: Path) -> None:
    long = json.dumps({"id": "long", "text": "word " * 1_000_000}).encode() + b"\n"
    articles, reasons = outcome(write(tmp_path, "a.jsonl", lines(2) + long + lines(1)), limits=SMALL)
    assert [article.id for article in articles] == ["0", "1", "0"]
    assert reasons == ["line 3: above the limit of 1 MB for one article (corpus.max_record_mb)"]


def test_a_cell_that_never_closes_is_reported(tmp_path: Path) -> None:
    table = 'id,text\na,One line.\nb,"' + "word\n" * 1_000_000
    articles, reasons = outcome(write(tmp_path, "a.csv", table), limits=SMALL)
    assert [article.id for article in articles] == ["a"]
    assert reasons == ["row 3: field larger than field limit (1048576); the rest of the file is not read"]


def test_a_huge_story_and_a_huge_page_are_reported(tmp_path: Path) -> None:
    story = "<!DOCTYPE lewis>\n<REUTERS NEWID='1'>" + "word " * 500_000
    assert "corpus.max_record_mb" in outcome(write(tmp_path, "a.sgm", story), limits=SMALL)[1][0]
    packed = record("https://example.org/a", PAGE.encode() + b"word " * 500_000)
    articles, reasons = outcome(write(tmp_path, "a.warc", packed), limits=SMALL)
    assert (articles, reasons) == ([], ["https://example.org/a: " + SMALL.too_long()])


def test_lines_of_utf16_are_lines(tmp_path: Path) -> None:
    content = lines(3).decode().encode("utf-16")
    assert [article.id for article in articles_of(write(tmp_path, "a.jsonl", content))] == ["0", "1", "2"]


def test_nuls_and_bytes_that_are_no_text_do_not_stop_a_table_or_lines(tmp_path: Path) -> None:
    *_, first, second = articles_of(
        write(tmp_path, "a.jsonl", b'{"text": "Two\\u0000 lines."}\n' * 3000 + b'{"text": "One \xff line."}\n')
    )
    assert (first.text, second.text) == ("Two lines.", "One \ufffd line.")
    assert article_of(write(tmp_path, "a.csv", b"id,text\na,One\x00 line.\n")).text == "One line."


# Folders


def test_folders_that_link_to_each_other_are_read_once(tmp_path: Path) -> None:
    for name in "abcdefgh":
        write(tmp_path, f"{name}/{name}.txt", STORY)
    for name in "abcdefgh":
        for other in "abcdefgh":
            (tmp_path / name / f"to-{other}").symlink_to(tmp_path / other, target_is_directory=True)
    assert len(articles_of(tmp_path)) == 8


def test_a_link_to_itself_is_reported(tmp_path: Path) -> None:
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    assert reason_of(tmp_path) == "a broken link"


def test_a_folder_deeper_than_functions_may_call_each_other_is_read_or_reported(tmp_path: Path) -> None:
    deep = tmp_path
    for _ in range(1500):
        deep = deep / "d"
    at = os.open(tmp_path, os.O_RDONLY)
    try:
        for _ in range(1500):
            os.mkdir("d", dir_fd=at)
            above, at = at, os.open("d", os.O_RDONLY, dir_fd=at)
            os.close(above)
        with open(
            "a.txt", "w", encoding="utf-8", opener=lambda name, flags: os.open(name, flags, 0o600, dir_fd=at)
        ) as file:
            file.write(STORY)
    finally:
        os.close(at)
    try:
        articles, reasons = outcome(tmp_path)
    finally:  # pytest's own cleaning up calls itself once for each folder
        subprocess.run(["rm", "-rf", str(tmp_path / "d")], check=True)  # noqa: S603, S607 (a folder of the test's own)
    assert len(articles) + len(reasons) == 1


def test_thousands_of_empty_files_are_reported_one_by_one_in_little_memory(tmp_path: Path) -> None:
    for number in range(5000):
        (tmp_path / f"{number:05}.txt").touch()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    count = 0
    for count, read in enumerate(read_sources([tmp_path]), 1):
        assert read == Unreadable(str(tmp_path / f"{count - 1:05}.txt"), "the file is empty")
    assert count == 5000
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 20_000  # KB


def test_a_pipe_and_a_socket_are_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    os.mkfifo(tmp_path / "b.jsonl.gz")
    articles, reasons = outcome(tmp_path, tmp_path / "a.txt")
    assert articles == []
    assert set(reasons) == {"not a regular file"}


def test_a_file_that_changes_while_it_is_read_is_reported(tmp_path: Path) -> None:
    path = write(tmp_path, "a.jsonl", lines(3000))
    read = read_sources([path])
    next(read)
    with path.open("ab") as file:
        file.write(lines(1))
    assert list(read)[-1] == Unreadable(str(path), "changed while it was read")


def test_a_file_that_is_not_readable_is_reported(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", STORY)
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read every file")
    assert reason_of(path) == "Permission denied"


# Memory


SCRIPT = """
import resource, sys
from pathlib import Path
from corpus.readers import Sourced, read_sources
peak = 0
for count, read in enumerate(read_sources([Path(sys.argv[1])]), 1):
    if count == 100:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(count, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - peak)
"""


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.tar", "a.zip"])
def test_memory_does_not_grow_with_the_archive(tmp_path: Path, name: str) -> None:
    content = lines(12_000)
    if name.endswith("gz"):
        content = b"".join(gzip.compress(lines(500)) for _ in range(24))
    elif not name.endswith("jsonl"):
        pack = tarred if name.endswith("tar") else zipped
        content = pack({f"{number:05}.txt": STORY.encode() for number in range(3000)})
    path = write(tmp_path, name, content)
    done = subprocess.run([sys.executable, "-c", SCRIPT, str(path)], capture_output=True, check=True, text=True)  # noqa: S603
    count, growth = map(int, done.stdout.split())
    assert count >= 3000
    assert growth < 15_000  # KB


@pytest.mark.parametrize("text", ['{"text": "%s"}', '[{"text": "%s"}]', "%s", "<html><body><p>%s"])
def test_an_article_above_the_limit_is_reported_whatever_its_format(tmp_path: Path, text: str) -> None:
    path = write(tmp_path, "a", text % ("word " * 1_000_000))
    assert "corpus.max_record_mb" in reason_of(path, limits=replace(SMALL, max_file_mb=100))


@given(st.lists(st.text(), min_size=1, max_size=5), st.integers(1, 40))
def test_an_array_reads_the_same_however_its_text_comes_in_pieces(texts: list[str], size: int) -> None:
    array = json.dumps([{"text": f"One line and {text}"} for text in texts], indent=1, ensure_ascii=False)
    pieces = [array[at : at + size] for at in range(0, len(array), size)]
    assert list(read_json_array(iter(pieces), 10_000)) == list(read_json_array(iter([array]), 10_000))
