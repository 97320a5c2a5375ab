"""The bundled archive keeps its own laws: what its README and its questions promise is so.

Nothing here uses the readers. The three formats are taken apart by hand, so that a fault of a reader and a fault of
the archive cannot hide each other.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import cache
from html.parser import HTMLParser
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml

from index.window import Window

SAMPLE = Path(__file__).resolve().parents[2] / "corpus" / "sample"
NOTE = "Written for Dateline; not a real news report."
UNDATED = "commerce-ledger-whos-who"
JAPANESE = "1995-05-24-minato-keizai-managed-trade"
FIRST_VERSION = "1995-05-05-pacific-wire-talks-run-late"
SECOND_VERSION = "1995-05-05-pacific-wire-talks-break-down"
TWINS = {
    ("1995-05-03-pacific-wire-plans-on-the-table", "1995-05-04-harbor-gazette-purchase-plans"),
    ("1995-05-16-pacific-wire-sanctions-list", "1995-05-17-great-lakes-tribune-sanctions-list"),
}
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
EXPLICIT_DATE = re.compile(rf"\b({'|'.join(WEEKDAYS)}), ({'|'.join(MONTHS)})[a-z]*\.? (\d{{1,2}})(?:, (\d{{4}}))?")


@dataclass(frozen=True, slots=True)
class Sample:
    """One article of the archive as its file has it."""

    id: str
    file: str
    text: str
    published: date | None
    updated: date | None
    title: str
    byline: str
    outlet: str
    section: str
    language: str
    url: str | None
    note: str


class _Page(HTMLParser):
    """The meta tags of a saved page, and the paragraphs of its `<div class="body">` outside advertisements."""

    def __init__(self) -> None:
        super().__init__()
        self.meta: dict[str, str] = {}
        self.paragraphs: list[str] = []
        self.raw: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note meta tags and open a paragraph of the body."""
        attributes = {name: value or "" for name, value in attrs}
        if tag == "meta":
            self.meta[attributes.get("name") or attributes.get("property", "")] = attributes.get("content", "")
        elif tag in {"div", "p"}:
            self._open.append(f"{tag} {attributes.get('class', '')}".strip())
            if self._in_body():
                self.paragraphs.append("")

    def handle_endtag(self, tag: str) -> None:
        """Close a block."""
        if tag in {"div", "p"}:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        """Collect the text."""
        self.raw.append(data)
        if self._in_body():
            self.paragraphs[-1] += data

    def _in_body(self) -> bool:
        return self._open[-2:] == ["div body", "p"]


def _from_text(path: Path) -> Sample:
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    meta = yaml.safe_load(front)
    return _sample(path, body.strip(), meta, meta.get("date"))


def _page(path: Path) -> _Page:
    page = _Page()
    page.feed(path.read_text(encoding="utf-8"))
    return page


def _from_page(path: Path) -> Sample:
    page = _page(path)
    named = {"title": "og:title", "byline": "author", "outlet": "og:site_name", "section": "article:section"}
    meta = {key: page.meta[name] for key, name in named.items()}
    meta |= {"id": page.meta["og:url"], "language": "en", "url": page.meta["og:url"], "note": page.meta["note"]}
    published = date.fromisoformat(page.meta["article:published_time"])
    return _sample(path, "\n\n".join(page.paragraphs), meta, published)


def _from_line(path: Path, line: str) -> Sample:
    record = json.loads(line)
    meta = {**record, "outlet": record["source"], "byline": ", ".join(record["authors"])}
    return _sample(path, record["text"], meta, date.fromisoformat(record["date"]))


def _sample(path: Path, text: str, meta: dict[str, Any], published: date | None) -> Sample:
    required = {key: meta[key] for key in ("id", "title", "byline", "outlet", "section", "language", "note")}
    return Sample(
        file=path.name, text=text, published=published, updated=meta.get("updated"), url=meta.get("url"), **required
    )


@cache
def archive() -> dict[str, Sample]:
    """Every article by id; a second article of the same id fails at once."""
    found: list[Sample] = []
    for path in sorted((SAMPLE / "articles").iterdir()):
        if path.suffix == ".txt":
            found.append(_from_text(path))
        elif path.suffix == ".html":
            found.append(_from_page(path))
        else:
            assert path.suffix == ".jsonl", path
            found += [_from_line(path, line) for line in path.read_text(encoding="utf-8").splitlines()]
    twice = [id_ for id_, count in Counter(sample.id for sample in found).items() if count > 1]
    assert not twice
    return {sample.id: sample for sample in found}


@cache
def questions() -> tuple[dict[str, Any], ...]:
    """The lines of questions.jsonl, in order."""
    return tuple(json.loads(line) for line in (SAMPLE / "questions.jsonl").read_text(encoding="utf-8").splitlines())


def _window(question: dict[str, Any]) -> Window:
    return Window(**{key: date.fromisoformat(question[key]) for key in ("after", "before", "as_of") if key in question})


def _weekday(day: date) -> str:
    return WEEKDAYS[day.weekday()]


# The articles


def test_the_archive_has_the_parts_its_readme_names() -> None:
    suffixes = Counter(path.suffix for path in (SAMPLE / "articles").iterdir())
    assert suffixes == {".txt": 51, ".html": 1, ".jsonl": 1}
    assert len(archive()) == 56
    readme = (SAMPLE / "README.md").read_text(encoding="utf-8")
    for id_ in re.findall(r"`((?:\d{4}-\d\d-\d\d|commerce)-[a-z0-9-]*[a-z0-9])`", readme):
        assert id_ in archive(), id_


def test_every_article_says_that_it_is_written_for_dateline() -> None:
    assert {sample.note for sample in archive().values()} == {NOTE}


def test_an_id_is_the_stem_of_its_file_and_starts_with_the_date() -> None:
    for sample in archive().values():
        if sample.file.endswith(".txt"):
            assert sample.file.removesuffix(".txt") == sample.id
        if not sample.file.endswith(".html") and sample.id != UNDATED:
            assert sample.published is not None
            assert sample.id.startswith(sample.published.isoformat())


def test_the_page_is_known_by_its_address() -> None:
    (page,) = [sample for sample in archive().values() if sample.file.endswith(".html")]
    assert page.id == page.url


def test_exactly_one_article_has_no_date() -> None:
    assert [sample.id for sample in archive().values() if sample.published is None] == [UNDATED]


def test_addresses_lead_nowhere_and_name_the_day() -> None:
    with_address = [sample for sample in archive().values() if sample.url]
    assert len(with_address) >= len(archive()) - 2
    for sample in with_address:
        assert sample.url is not None
        assert sample.url.startswith("https://example.org/")
        if sample.published:
            assert f"/{sample.published:%Y/%m/%d}/" in sample.url


def test_bodies_are_paragraphs_parted_by_one_blank_line() -> None:
    for sample in archive().values():
        paragraphs = sample.text.split("\n\n")
        assert len(paragraphs) >= 4, sample.id
        assert all(paragraph == paragraph.strip() and "\n" not in paragraph for paragraph in paragraphs), sample.id


def test_lengths_are_those_of_short_news() -> None:
    words = [len(sample.text.split()) for sample in archive().values() if sample.language == "en"]
    assert min(words) >= 110
    assert max(words) <= 450
    assert max(words) >= 3 * min(words)


def test_a_weekday_beside_a_date_is_the_right_one() -> None:
    dated = [(sample.text, sample.published) for sample in archive().values() if sample.published]
    dated += [(turn["answer"], date(1995, 1, 1)) for question in questions() for turn in question.get("history", [])]
    checked = 0
    for text, published in dated:
        for weekday, month, day, year in EXPLICIT_DATE.findall(text):
            when = date(int(year) if year else published.year, MONTHS.index(month) + 1, int(day))
            assert _weekday(when) == weekday, text
            checked += 1
    assert checked >= 5


def test_wire_copy_names_the_day_it_was_written_on() -> None:
    wire = [sample for sample in archive().values() if sample.outlet == "Pacific Wire"]
    assert len(wire) >= 20
    for sample in wire:
        assert "(Pacific Wire) - " in sample.text, sample.id
        assert sample.published is not None
        assert _weekday(sample.published) in sample.text, sample.id


def test_a_quotation_that_opens_closes() -> None:
    for sample in archive().values():
        for paragraph in sample.text.split("\n\n"):
            assert paragraph.count('"') % 2 == 0, f"{sample.id}: {paragraph}"


# The articles that are there for a reason


@pytest.mark.parametrize(("wire", "reprint"), sorted(TWINS))
def test_two_outlets_ran_the_same_wire_copy(wire: str, reprint: str) -> None:
    first, second = archive()[wire], archive()[reprint]
    assert first.outlet == "Pacific Wire" != second.outlet
    assert second.byline == "From Pacific Wire"
    assert first.title != second.title
    assert SequenceMatcher(None, first.text.split(), second.text.split(), autojunk=False).ratio() > 0.9


def test_no_other_articles_are_copies_of_each_other() -> None:
    expected = {frozenset(pair) for pair in (*TWINS, (FIRST_VERSION, SECOND_VERSION))}
    shingles = {
        id_: {tuple(words[at : at + 8]) for at in range(len(words) - 7)}
        for id_, words in ((sample.id, sample.text.split()) for sample in archive().values())
    }
    alike = {
        frozenset((one, other))
        for one, other in combinations(shingles, 2)
        if len(shingles[one] & shingles[other]) > 0.15 * min(len(shingles[one]), len(shingles[other]))
    }
    assert alike == expected


def test_the_second_version_says_which_article_it_replaces() -> None:
    first, second = archive()[FIRST_VERSION], archive()[SECOND_VERSION]
    assert [sample.id for sample in archive().values() if sample.updated] == [SECOND_VERSION]
    assert first.published == second.published == second.updated
    raw = (SAMPLE / "articles" / second.file).read_text(encoding="utf-8")
    assert first.title in raw
    assert "broke down" in second.text
    assert "broke down" not in first.text


def test_the_correction_names_the_wrong_figure_and_the_right_one() -> None:
    wrong = archive()["1995-05-18-commerce-ledger-dealers-count-cost"]
    correction = archive()["1995-05-19-commerce-ledger-correction"]
    assert "$9.5 billion" in wrong.text
    assert "$5.9 billion" not in wrong.text
    assert "$5.9 billion in 1994, not $9.5 billion" in correction.text
    others = [sample.id for sample in archive().values() if "$9.5 billion" in sample.text]
    assert sorted(others) == sorted([wrong.id, correction.id])


def test_one_article_is_in_japanese() -> None:
    assert [sample.id for sample in archive().values() if sample.language != "en"] == [JAPANESE]
    assert archive()[JAPANESE].language == "ja"


def test_there_is_an_opinion_an_analysis_explainers_and_market_reports() -> None:
    sections = Counter(sample.section for sample in archive().values())
    assert sections["Opinion"] == 1
    assert sections["Analysis"] == 2
    assert sections["Explainers"] == 3
    assert sections["Corrections"] == 1
    assert sections["Markets"] >= 4


def test_the_saved_page_has_furniture_and_its_article_has_none_of_it() -> None:
    (path,) = (SAMPLE / "articles").glob("*.html")
    whole = " ".join(_page(path).raw)
    body = _from_page(path).text
    for furniture in ("Advertisement", "Related stories", "newsletter", "Most read", "Privacy policy", "E-mail"):
        assert furniture in whole
        assert furniture not in body
    assert body.startswith("PORT ELLIS")
    assert body.endswith("from Michigan.")
    source = path.read_text(encoding="utf-8")
    linked = re.search(r'<script type="application/ld\+json">(.*?)</script>', source, re.DOTALL)
    assert linked
    record = json.loads(linked[1])
    assert (record["headline"], record["datePublished"]) == ("A Race to the Dock Before Saturday", "1995-05-18")


# The questions


def test_there_are_sixty_questions_of_four_kinds() -> None:
    assert [question["id"] for question in questions()] == [f"q{n:02d}" for n in range(1, 61)]
    kinds = Counter(question["kind"] for question in questions())
    assert kinds == {"plain": 25, "window": 10, "follow-up": 10, "unanswerable": 15}
    asked = Counter(json.dumps({**question, "id": None, "expected": None}) for question in questions())
    assert max(asked.values()) == 1


@pytest.mark.parametrize("question", questions(), ids=lambda question: question["id"])
def test_a_question_is_well_formed(question: dict[str, Any]) -> None:
    required = {"id", "text", "expected", "short_answer", "answerable", "kind"}
    assert required <= set(question) <= required | {"after", "before", "as_of", "history"}
    assert question["text"].endswith("?")
    assert question["answerable"] is (question["kind"] != "unanswerable")
    assert ("history" in question) is (question["kind"] == "follow-up")
    assert not _window(question).is_open or question["kind"] != "window"
    for turn in question.get("history", []):
        assert set(turn) == {"question", "answer"}


@pytest.mark.parametrize("question", questions(), ids=lambda question: question["id"])
def test_the_expected_articles_exist_and_lie_inside_the_window(question: dict[str, Any]) -> None:
    assert bool(question["expected"]) is question["answerable"]
    assert len(set(question["expected"])) == len(question["expected"])
    window = _window(question)
    for id_ in question["expected"]:
        assert window.admits(archive()[id_].published), id_


@pytest.mark.parametrize("question", questions(), ids=lambda question: question["id"])
def test_a_short_answer_stands_in_print(question: dict[str, Any]) -> None:
    if question["short_answer"] is None:
        return
    assert any(question["short_answer"] in archive()[id_].text for id_ in question["expected"])


def test_few_answerable_questions_go_without_a_short_answer() -> None:
    without = [question for question in questions() if question["answerable"] and question["short_answer"] is None]
    assert len(without) <= 8


def test_another_window_has_another_answer() -> None:
    by_text: dict[str, list[frozenset[str]]] = {}
    for question in questions():
        if question["kind"] == "window":
            by_text.setdefault(question["text"], []).append(frozenset(question["expected"]))
    for text, answers in by_text.items():
        assert len(answers) >= 2, text
        assert not frozenset.intersection(*answers), text


def test_some_questions_are_unanswerable_only_inside_their_window() -> None:
    closed = [q for q in questions() if q["kind"] == "unanswerable" and not _window(q).is_open]
    assert len(closed) == 3
