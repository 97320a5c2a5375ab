"""How well articles are taken out of web pages: `python -m benchmarks.extraction --data DIR`.

DIR holds `ground-truth.json` ({NAME: {"articleBody", "url"}}) and `html/NAME.html.gz`, as the article extraction
benchmark of Scrapinghub lays them out; 181 pages. Four questions are answered, each for the half of the pages that the
rules were written with (names with an even first number) and for the half that was held back:

- body: shingles of four words that the true and the found body share, as that benchmark counts them; precision and
  recall are means over pages, F1 is theirs. Plain trafilatura stands beside it.
- facts: title, day and writers against what a person read on 60 of the pages (`--facts`), every third of each half;
  the day is the printed one, also where the page states the same moment in UTC a day later.
- stated: title, day and writers found with all JSON-LD taken out of a page, against what its JSON-LD states, its day in
  the page's own time; a house that names itself there is no writer.
- speed, in pages a second on one core.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import trafilatura

from corpus.errors import SourceError
from corpus.published import date_in_path
from corpus.readers.blocks import letters_of
from corpus.readers.decoding import decode
from corpus.readers.linked import linked_article, names_of
from corpus.readers.linked import text_of as text_of_value
from corpus.readers.metadata import metadata_of
from corpus.readers.web import parse, read_html
from corpus.readers.writers import house_of, writers_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.html import HtmlElement

    from corpus.readers.draft import Draft

    # The name of a page, what the reader makes of it, and what is true of it.
    Compared = tuple[str, Draft | None, dict[str, str | None]]

FACTS = Path(__file__).resolve().parent.parent / "tests" / "corpus" / "data" / "page_facts.json"
SHINGLE = 4
_WORD = re.compile(r"\w+")
_JSON_LD = re.compile(r"<script[^>]*ld\+json[^>]*>.*?</script>", re.IGNORECASE | re.DOTALL)
_BETWEEN_WRITERS = re.compile(r",|;|&|\band\b")


@dataclass(frozen=True, slots=True)
class Overlap:
    """The shares of a page's shingles that are in both bodies, in the found one alone, in the true one alone."""

    both: float
    only_found: float
    only_true: float


@dataclass(frozen=True, slots=True)
class Score:
    """Means over pages."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of the two means."""
        return 2 * self.precision * self.recall / (self.precision + self.recall)


@dataclass(frozen=True, slots=True)
class Right:
    """How many of the values that are there to find were found to the letter (letters and digits, in any case)."""

    title: tuple[int, int]
    day: tuple[int, int]
    writers: tuple[int, int]

    def __str__(self) -> str:
        return "  ".join(
            f"{name} {right}/{of} {right / of if of else 1:.3f}"
            for name, (right, of) in (("title", self.title), ("day", self.day), ("writers", self.writers))
        )


def main() -> None:
    """Print the four answers."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", type=Path, required=True, help="folder of the pages and their true bodies")
    options.add_argument("--facts", type=Path, default=FACTS, help="title, day and writers of some pages")
    options.add_argument("--half", choices=["tuned", "held", "both"], default="both", help="look at one half only")
    options.add_argument("--misses", action="store_true", help="list each title, day and byline that is wrong")
    chosen = options.parse_args()
    truth = json.loads((chosen.data / "ground-truth.json").read_text(encoding="utf-8"))
    facts = json.loads(chosen.facts.read_text(encoding="utf-8"))
    found: dict[str, str] = {}
    for half in ("tuned", "held") if chosen.half == "both" else (chosen.half,):
        names = [name for name in sorted(truth) if half_of(name) == half]
        found |= _report(half, {name: _page(chosen.data, name) for name in names}, truth, facts, chosen.misses)
    print(f"together: {len(found)} pages\n  body    dateline     {_shown(found, truth)}")


def _page(data: Path, name: str) -> str:
    return decode(gzip.decompress((data / "html" / f"{name}.html.gz").read_bytes()))


def _report(
    half: str, pages: dict[str, str], truth: dict[str, Any], facts: dict[str, Any], list_misses: bool
) -> dict[str, str]:
    """Print the answers for the pages of one half; gives their bodies."""
    started = time.perf_counter()
    drafts = {name: article_of(page) for name, page in pages.items()}
    spent = time.perf_counter() - started
    print(f"{half}: {len(pages)} pages, {len(pages) / spent:.1f} pages/s")
    plain = {name: trafilatura.extract(page) or "" for name, page in pages.items()}
    print(f"  body    trafilatura  {_shown(plain, truth)}")
    bodies = {name: text_of(draft) for name, draft in drafts.items()}
    print(f"  body    dateline     {_shown(bodies, truth)}")
    known = [(name, draft, facts[name]) for name, draft in drafts.items() if name in facts]
    for what, compared in (("facts", known), ("stated", _without_json_ld(pages))):
        wrong: list[str] = []
        print(f"  {what:8}{compare(compared, wrong)}")
        if list_misses:
            print("".join(f"    {miss}\n" for miss in wrong), end="")
    return bodies


def half_of(name: str) -> str:
    """Which half a page is in, by the number that its name (a sha256) begins with."""
    return "held" if int(name[:8], 16) % 2 else "tuned"


def article_of(page: str) -> Draft | None:
    """What the reader makes of a page."""
    try:
        return next(read_html(page))
    except SourceError:
        return None


def text_of(draft: Draft | None) -> str:
    """The body, empty where there is none."""
    return draft.text if draft else ""


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """The runs of four words of a text, counted; a shorter text is one run."""
    words = _WORD.findall(text)
    return (
        Counter(tuple(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1)))
        if words
        else Counter()
    )


def overlap(true: str, found: str) -> Overlap:
    """How two bodies overlap; each page weighs the same, however long."""
    want, have = shingles(true), shingles(found)
    both, only_found, only_true = (want & have).total(), (have - want).total(), (want - have).total()
    total = (both + only_found + only_true) or 1
    return Overlap(both / total, only_found / total, only_true / total)


def score(pages: list[Overlap]) -> Score:
    """Precision over the pages where something was found, recall over those where there was something to find."""
    return Score(
        mean(page.both / (page.both + page.only_found) for page in pages if page.both + page.only_found),
        mean(page.both / (page.both + page.only_true) for page in pages if page.both + page.only_true),
    )


def compare(pages: Iterable[Compared], misses: list[str]) -> Right:
    """Count the right titles, days and sets of writers; a value that is not there to find does not count.

    Adds a line to `misses` for each that is wrong.
    """
    right: Counter[str] = Counter()
    there: Counter[str] = Counter()
    for name, draft, facts in pages:
        for key, found in _found(draft).items():
            true = facts.get(key)
            if true:
                there[key] += 1
                right[key] += _same(key, true, found)
                if not _same(key, true, found):
                    misses.append(f"{name[:8]} {key}: {true!r}, not {found!r}")
    title, day, writers = ((right[key], there[key]) for key in ("title", "published", "byline"))
    return Right(title, day, writers)


def _found(draft: Draft | None) -> dict[str, str | None]:
    if draft is None:
        return {"title": None, "published": None, "byline": None}
    day = draft.stated or (date_in_path(urlsplit(draft.url).path) if draft.url else None) or draft.printed
    return {"title": draft.title, "published": day.isoformat() if day else None, "byline": draft.byline}


def _same(key: str, true: str, found: str | None) -> bool:
    if key == "byline":
        return _writers(true) == _writers(found or "")
    return letters_of(true) == letters_of(found or "")


def _writers(byline: str) -> set[str]:
    return {letters for name in _BETWEEN_WRITERS.split(byline) if (letters := letters_of(name))}


def _without_json_ld(pages: dict[str, str]) -> Iterable[Compared]:
    for name, page in pages.items():
        tree = parse(page)
        if linked_article(tree).get("headline"):
            yield name, article_of(_JSON_LD.sub("", page)), _stated(tree, article_of(page))


def _stated(tree: HtmlElement, whole: Draft | None) -> dict[str, str | None]:
    """What the JSON-LD of a page states, its day as the reader of the `whole` page puts it in the page's own time."""
    linked, stated = linked_article(tree), metadata_of(tree)
    house = house_of(stated.outlet, names_of(linked.get("publisher")), {}, stated.url)
    day = whole.stated if whole and linked.get("datePublished") else None
    return {
        "title": text_of_value(linked.get("headline")),
        "published": day.isoformat() if day else None,
        "byline": writers_of(names_of(linked.get("author")), {}, parse("<p>"), house).people,
    }


def _shown(found: dict[str, str], truth: dict[str, Any]) -> str:
    scored = score([overlap(truth[name]["articleBody"], text) for name, text in found.items()])
    return f"precision {scored.precision:.4f}  recall {scored.recall:.4f}  F1 {scored.f1:.4f}"


if __name__ == "__main__":
    main()
