"""Reading sources: which files become articles, what the others are reported for, and what an article says."""

from __future__ import annotations

import gzip
import json
import os
from datetime import date
from typing import TYPE_CHECKING

import pytest

from corpus.errors import SourceMissing
from corpus.readers import Sourced, Unreadable, read_sources
from tests.shared import shared

if TYPE_CHECKING:
    from pathlib import Path

    from corpus.article import Article

BODY = (
    "Trade officials from two countries met for a third day to talk about spare parts and showrooms.\n\n"
    "They agreed on a date for the next round, an aide said, but on little else that mattered."
)
TITLE = "Officials Meet Again on Spare Parts"


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def articles(*sources: Path, **options: date) -> list[Article]:
    read = list(read_sources(sources, **options))  # type: ignore[arg-type]
    assert [one for one in read if isinstance(one, Unreadable)] == []
    return [one.article for one in read if isinstance(one, Sourced)]


def only(*sources: Path, **options: date) -> Article:
    (article,) = articles(*sources, **options)
    return article


def reason(*sources: Path) -> str:
    (unreadable,) = read_sources(sources)
    assert isinstance(unreadable, Unreadable)
    return unreadable.reason


def test_a_saved_page_gives_headline_kicker_deck_and_agency() -> None:
    article = only(shared("seed"))
    assert article.title == "U.S.-Japan Auto Talks Move Forward"
    assert article.section == "Trade"
    assert article.deck == "Tokyo negotiators agree to discuss renewal of voluntary purchase plans."
    assert article.outlet == "Reuters"
    assert article.byline is None
    assert (article.published, article.published_from) == (None, None)
    assert article.language == "en"


def test_a_saved_page_keeps_every_paragraph_to_the_letter_and_no_furniture() -> None:
    page = next(shared("seed").glob("*.txt"))
    paragraphs = only(page).text.split("\n\n")
    printed = [line for line in page.read_text(encoding="utf-8").split("\n") if line]
    furniture = {"Advertisement", "Share", "From Reuters"}
    assert paragraphs == [line for line in printed[2:] if line not in furniture]
    assert len(paragraphs) == 14


def test_a_folder_is_read_in_the_order_of_its_names_whatever_the_file_system_says(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a.txt", "b/1.txt", "c.txt"):
        write(tmp_path, name, f"{TITLE}\n\n{BODY}")
    assert [article.id for article in articles(tmp_path)] == ["a", "b/1", "b/2", "c"]


def test_the_id_of_a_single_file_is_its_name_without_suffix(tmp_path: Path) -> None:
    assert only(write(tmp_path, "deep/talks.final.txt", BODY)).id == "talks.final"
    assert only(write(tmp_path, "1995.05.04", BODY)).id == "1995.05.04"


def test_hidden_files_and_folders_are_passed_over(tmp_path: Path) -> None:
    write(tmp_path, ".hidden.txt", BODY)
    write(tmp_path, ".git/config.txt", BODY)
    write(tmp_path, "seen.txt", BODY)
    assert [article.id for article in articles(tmp_path)] == ["seen"]


def test_a_link_that_leads_back_to_its_own_folder_ends(tmp_path: Path) -> None:
    write(tmp_path, "in/one.txt", BODY)
    (tmp_path / "in" / "again").symlink_to(tmp_path, target_is_directory=True)
    assert [article.id for article in articles(tmp_path)] == ["in/one"]


def test_a_linked_file_is_read_under_the_name_of_the_link(tmp_path: Path) -> None:
    target = write(tmp_path, "elsewhere/real.txt", BODY)
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "linked.txt").symlink_to(target)
    assert only(tmp_path / "archive").id == "linked"


def test_a_broken_link_is_reported(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    assert reason(tmp_path) == "a broken link"


def test_a_file_that_is_named_twice_is_read_once(tmp_path: Path) -> None:
    path = write(tmp_path, "one.txt", BODY)
    assert len(articles(path, tmp_path, path)) == 1


def test_a_source_that_is_not_there_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    present = write(tmp_path, "one.txt", BODY)
    with pytest.raises(SourceMissing, match="no such file or folder"):
        read_sources([present, tmp_path / "missing"])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("photo.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8),
        ("noise", bytes(range(256)) * 16),
        ("table.csv", b"day,price\n1995-05-03,1.2\n1995-05-04,1.3\n"),
    ],
)
def test_a_format_that_no_reader_knows_is_named_as_such(tmp_path: Path, name: str, content: bytes) -> None:
    assert reason(write(tmp_path, name, content)) == "no reader for this format"


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", BODY)
    write(tmp_path, "b.pdf", b"%PDF-1.4")
    write(tmp_path, "c.txt", "")
    write(tmp_path, "d.json", "{broken")
    write(tmp_path, "e.txt", BODY)
    read = list(read_sources([tmp_path]))
    assert [type(one).__name__ for one in read] == ["Sourced", "Unreadable", "Unreadable", "Unreadable", "Sourced"]


def test_what_tells_about_a_folder_is_no_article_of_it_unless_it_is_named(tmp_path: Path) -> None:
    readme = write(tmp_path, "README.md", f"# About\n\n{BODY}")
    assert reason(tmp_path) == "about the archive, not an article of it"
    assert only(readme).title == "About"


def test_a_file_above_the_limit_is_reported_not_read(tmp_path: Path) -> None:
    write(tmp_path, "big.txt", "word " * 300_000)
    (unreadable,) = read_sources([tmp_path], max_file_mb=1)
    assert isinstance(unreadable, Unreadable)
    assert unreadable.reason == "above the limit of 1 MB (corpus.max_file_mb)"


def test_a_gzipped_file_is_read_and_its_limit_holds_for_what_comes_out(tmp_path: Path) -> None:
    assert only(write(tmp_path, "story.txt.gz", gzip.compress(f"{TITLE}\n\n{BODY}".encode()))).id == "story"
    bomb = write(tmp_path, "bomb.txt.gz", gzip.compress(b"a " * 2_000_000))
    (unreadable,) = read_sources([bomb], max_file_mb=1)
    assert isinstance(unreadable, Unreadable)
    assert "above the limit" in unreadable.reason


def test_a_gzipped_file_that_ends_too_early_is_reported(tmp_path: Path) -> None:
    whole = gzip.compress("".join(f"Sentence {number * 7919 % 10007} of the text. " for number in range(5000)).encode())
    assert "gzip" in reason(write(tmp_path, "cut.txt.gz", whole[: len(whole) // 2]))


def test_a_pipe_is_reported_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert reason(tmp_path) == "not a regular file"


# Formats told by content


@pytest.mark.parametrize("name", ["story.txt", "story.html", "story.json", "story"])
def test_a_page_is_read_as_a_page_whatever_it_is_called(tmp_path: Path, name: str) -> None:
    head = f"<!DOCTYPE html><html><head><title>{TITLE}</title></head>"
    page = f"{head}<body><article>{paragraphs_html()}</article></body></html>"
    article = only(write(tmp_path, name, page))
    assert article.title == TITLE
    assert article.text == BODY


def paragraphs_html() -> str:
    return "".join(f"<p>{paragraph}</p>" for paragraph in BODY.split("\n\n"))


def test_json_lines_in_a_text_file_are_read_as_records(tmp_path: Path) -> None:
    lines = "\n".join(json.dumps({"id": str(number), "title": TITLE, "text": BODY}) for number in range(3))
    assert [article.id for article in articles(write(tmp_path, "export.txt", lines))] == ["0", "1", "2"]


# Front matter


def test_front_matter_states_the_fields_and_what_it_does_not_know_is_left_alone(tmp_path: Path) -> None:
    matter = (
        "---\nid: 007\ntitle: 'Talks: a third day'\ndeck: Parts again.\ndate: 1995-05-04\nupdated: 1995-05-05\n"
        "outlet: The Daily Example\nauthors: [Ann Lee, Bo Park]\nsection: Trade\nlanguage: en\n"
        "url: https://example.org/a\nnote: written for a test\n---\n"
    )
    article = only(write(tmp_path, "story.md", f"{matter}\n{BODY}\n"))
    assert article.id == "007"
    assert article.title == "Talks: a third day"
    assert article.deck == "Parts again."
    assert (article.published, article.published_from) == (date(1995, 5, 4), "metadata")
    assert article.updated == date(1995, 5, 5)
    assert article.outlet == "The Daily Example"
    assert article.byline == "Ann Lee, Bo Park"
    assert (article.section, article.language, article.url) == ("Trade", "en", "https://example.org/a")
    assert article.text == BODY


def test_front_matter_at_fault_is_reported_with_its_line(tmp_path: Path) -> None:
    assert "line 3" in reason(write(tmp_path, "a.txt", f"---\ntitle: x\ndeck: a: b: c\n---\n{BODY}"))
    assert "'13 Foo' is not a date" in reason(write(tmp_path, "b.txt", f"---\ntitle: x\ndate: 13 Foo\n---\n{BODY}"))


def test_a_text_that_only_begins_with_a_rule_has_no_front_matter(tmp_path: Path) -> None:
    assert only(write(tmp_path, "a.txt", f"---\n{TITLE}\n\n{BODY}")).text == BODY


# JSON and JSON Lines


def test_a_record_gives_every_field_and_keeps_its_id_to_the_letter(tmp_path: Path) -> None:
    record = {
        "id": " Ä/1 ", "title": TITLE, "text": BODY, "date": "May 4, 1995", "updated": "1995-05-05T10:00:00Z",
        "url": "https://example.org/1", "source": "The Daily Example", "authors": ["Ann Lee", {"name": "Bo Park"}],
        "section": "Trade", "language": "en-US", "unknown": 1,
    }  # fmt: skip
    article = only(write(tmp_path, "one.json", json.dumps(record)))
    assert article.id == " Ä/1 "
    assert (article.title, article.text, article.outlet) == (TITLE, BODY, "The Daily Example")
    assert (article.published, article.published_from) == (date(1995, 5, 4), "metadata")
    assert article.updated == date(1995, 5, 5)
    assert article.byline == "Ann Lee, Bo Park"
    assert (article.section, article.language) == ("Trade", "en")


def test_records_without_an_id_are_called_after_their_url_or_their_place(tmp_path: Path) -> None:
    lines = [{"text": BODY, "url": "https://example.org/x"}, {"text": BODY}]
    path = write(tmp_path, "export.jsonl", "\n".join(json.dumps(line) for line in lines))
    assert [article.id for article in articles(path)] == ["https://example.org/x", "export:2"]


def test_an_array_of_records_is_read_item_by_item(tmp_path: Path) -> None:
    path = write(tmp_path, "all.json", json.dumps([{"id": "a", "text": BODY}, {"id": "b"}, {"id": "c", "text": BODY}]))
    read = list(read_sources([path]))
    assert [one.article.id for one in read if isinstance(one, Sourced)] == ["a", "c"]
    assert [one.reason for one in read if isinstance(one, Unreadable)] == ["item 2: no `text`"]


def test_an_array_that_breaks_off_gives_what_came_before_the_break(tmp_path: Path) -> None:
    path = write(tmp_path, "all.json", json.dumps([{"id": "a", "text": BODY}, {"id": "b", "text": BODY}])[:-20])
    read = list(read_sources([path]))
    assert [type(one).__name__ for one in read] == ["Sourced", "Unreadable"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('{"id": "q", "title": "no text"}', "line 2: no `text`"),
        ('{"text": 5}', "line 2: `text` is a number, not a string"),
        ('{"text": "  \\n "}', "line 2: `text` is empty"),
        ('{"text": "A body.", "title": ["x", 4]}', "line 2: `title` is a number, not a string"),
        ('{"text": "A body.", "id": {"a": 1}}', "line 2: `id` is an object, not a string"),
        (
            '{"text": "A body.", "date": "1995-13-01"}',
            "line 2: `date`: '1995-13-01' is not a date (write it as 1995-05-04)",
        ),
        ('{"text": "A body.", "published": 799545600}', "line 2: `published` is a number, not a date"),
        ("[1, 2]", "line 2: an object is expected, not an array"),
        ("{broken", "line 2: not JSON: Expecting property name enclosed in double quotes at line 1, column 2"),
        ("[" * 100_000, "line 2: not JSON: nested too deeply"),
    ],
)
def test_a_record_at_fault_is_reported_with_its_line_and_the_rest_is_read(
    tmp_path: Path, line: str, expected: str
) -> None:
    good = json.dumps({"id": "good", "text": BODY})
    read = list(read_sources([write(tmp_path, "export.jsonl", f"{good}\n{line}\n{good}\n")]))
    assert [type(one).__name__ for one in read] == ["Sourced", "Unreadable", "Sourced"]
    assert isinstance(read[1], Unreadable)
    assert read[1].reason == expected


def test_a_file_of_questions_is_one_unreadable_file_not_a_hundred(tmp_path: Path) -> None:
    lines = "\n".join(json.dumps({"id": str(n), "question": "Who met?"}) for n in range(100))
    assert reason(write(tmp_path, "questions.jsonl", lines)) == "no record has `text`: these 100 are not articles"


def test_questions_with_a_text_are_no_articles_either(tmp_path: Path) -> None:
    lines = "\n".join(json.dumps({"id": str(n), "text": "Who met in Whistler?"}) for n in range(3))
    assert "a question, not an article" in reason(write(tmp_path, "queries.jsonl", lines))


def test_half_a_surrogate_in_a_record_does_not_reach_the_article(tmp_path: Path) -> None:
    article = only(write(tmp_path, "one.jsonl", '{"id": "a", "text": "A body \\ud800 of one line."}'))
    assert article.text == "A body \ufffd of one line."


# Dates and languages


def test_the_date_option_goes_over_what_a_file_states(tmp_path: Path) -> None:
    path = write(tmp_path, "1995-05-04-talks.txt", BODY)
    assert only(path).published_from == "file"
    article = only(path, published=date(1996, 1, 2))
    assert (article.published, article.published_from) == (date(1996, 1, 2), "option")


def test_a_date_is_taken_from_the_url_before_the_text_and_from_the_text_before_the_file(tmp_path: Path) -> None:
    path = write(tmp_path, "19950506.txt", f"{TITLE}\nPublished: May 5, 1995\n\n{BODY}")
    assert (only(path).published, only(path).published_from) == (date(1995, 5, 5), "text")
    matter = "---\nurl: https://example.org/1995/05/04/talks\n---\n"
    path = write(tmp_path, "19950507.txt", f"{matter}{TITLE}\nPublished: May 5, 1995\n\n{BODY}")
    assert (only(path).published, only(path).published_from) == (date(1995, 5, 4), "url")


def test_a_year_in_the_text_is_no_publication_date(tmp_path: Path) -> None:
    article = only(write(tmp_path, "talks.txt", f"{TITLE}\n\n1995\n\n{BODY} The plans of 1992 expired in March 1995."))
    assert article.published is None


def test_the_language_is_told_by_the_text_unless_it_is_stated(tmp_path: Path) -> None:
    german = "Die Unterhändler beider Länder trafen sich am Mittwoch erneut, doch ein Ergebnis blieb bislang noch aus."
    assert only(write(tmp_path, "a.txt", german)).language == "de"
    assert only(write(tmp_path, "b.txt", f"---\nlanguage: nl\n---\n{german}")).language == "nl"


# Bytes


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_a_text_reads_the_same_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    text = "Kantor called the talks “interesting” — an aide from Curaçao agreed on every single point of them."
    assert only(write(tmp_path, "a.txt", text.encode(encoding))).text == text


def test_one_bad_byte_in_utf8_costs_one_character(tmp_path: Path) -> None:
    content = (
        "Kantor called the talks “interesting” and “detailed” and little else, an aide said later. " * 5
    ).encode()
    broken = content.replace(b"little", b"li\xfftle", 1)
    assert only(write(tmp_path, "a.txt", broken)).text.count("\ufffd") == 1


def test_nuls_and_controls_are_dropped(tmp_path: Path) -> None:
    article = only(write(tmp_path, "a.txt", "A body\x00 with a\x07 few\x1b marks that no one can\u200b see in it.\x00"))
    assert article.text == "A body with a few marks that no one can see in it."


def test_a_huge_line_is_one_paragraph(tmp_path: Path) -> None:
    line = "The talks went on and on. " * 100_000
    assert only(write(tmp_path, "a.txt", line)).text == line.strip()
