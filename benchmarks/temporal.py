"""How well time expressions are found and dated, against stories marked with TIMEX3 (TimeBank and its like).

    python -m benchmarks.temporal --data DIR [--half tune|held|all] [--errors]

DIR holds .tml files. Of each, the running text (the TEXT element) is read with the day of its creation as the day of
publication; the creation time's own tag and the header are left out. The files fall into two halves by the SHA-256 of
their names: rules were written looking at `tune` alone, `held` is for judging them.

What counts as gold: every TIMEX3 of type DATE or TIME whose value is a calendar value. References (PRESENT_REF,
PAST_REF, FUTURE_REF), periods (P3M) and values with unknown places (1989-WXX) are not.
What counts as predicted: every expression with a value. One that overlaps no gold is a false positive, even where it
overlaps a DURATION, a SET or a reference.

    value    a prediction and a gold expression overlap and have the same value; each counts once
    overlap  they overlap, whatever the value
    strict   they have the same first and last character and the same value

Values are compared in the grammar of corpus.temporal: a time counts as its day (1989-10-31T17:00 and 1989-10-31TNI are
1989-10-31), 1989-W44-WE is its Saturday and Sunday (1989-11-04/1989-11-05), 1989-SU and 1989-H1 are ranges of months
(1989-06/1989-08, 1989-01/1989-06), 198 and 19 are ranges of years (1980/1989, 1900/1999), FY1989 is 1989.
"""

from __future__ import annotations

import argparse
import hashlib
import html
import re
import sys
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from corpus.temporal import TimeExpression, time_expressions

_TEXT = re.compile(r"<TEXT>(.*?)</TEXT>", re.DOTALL)
_CREATED = re.compile(r'<TIMEX3[^>]*functionInDocument="CREATION_TIME"[^>]*>')
_TAG = re.compile(r"<(/?)(\w+)([^>]*)>")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "AU": (9, 11), "WI": (12, 2)}


@dataclass(frozen=True, slots=True)
class Gold:
    """A marked time expression: its characters in the running text, and its value in our grammar."""

    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class Story:
    """A marked story: `marks` are its gold expressions, in order."""

    name: str
    text: str
    published: date | None
    marks: tuple[Gold, ...]


@dataclass(slots=True)
class Tally:
    """Counts over stories: predictions, gold expressions, and those that agree by each measure."""

    predicted: int = 0
    gold: int = 0
    value: int = 0
    overlap: int = 0
    strict: int = 0

    def line(self, measure: str, agreed: int) -> str:
        """Precision, recall and F1 of one measure."""
        precision = agreed / self.predicted if self.predicted else 0.0
        recall = agreed / self.gold if self.gold else 0.0
        f1 = 2 * agreed / (self.predicted + self.gold) if self.predicted + self.gold else 0.0
        return f"  {measure:8} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}"


def read_story(path: Path) -> Story:
    """Read one .tml file."""
    markup = path.read_text(encoding="utf-8")
    body = _TEXT.search(markup)
    text, marks = _read_marks(body[1] if body else "")
    created = _CREATED.search(markup)
    day = re.match(r"(\d{4})-(\d\d)-(\d\d)", _attributes(created[0]).get("value", "")) if created else None
    published = date(int(day[1]), int(day[2]), int(day[3])) if day else None
    return Story(path.name, text, published, marks)


def _read_marks(markup: str) -> tuple[str, tuple[Gold, ...]]:
    text = ""
    marks: list[Gold] = []
    opened: list[tuple[int, str | None]] = []
    place = 0
    for tag in _TAG.finditer(markup):
        text += html.unescape(markup[place : tag.start()])
        place = tag.end()
        if tag[2] != "TIMEX3" or tag[3].endswith("/"):
            continue
        if not tag[1]:
            opened.append((len(text), calendar_value(_attributes(tag[0]))))
        elif opened:
            start, value = opened.pop()
            if value:
                marks.append(Gold(start, len(text), value))
    return text + html.unescape(markup[place:]), tuple(sorted(marks, key=lambda mark: mark.start))


def _attributes(tag: str) -> dict[str, str]:
    return dict(_ATTRIBUTE.findall(tag))


def calendar_value(attributes: dict[str, str]) -> str | None:
    """The value of a TIMEX3 in our grammar; None where it is not a calendar value (see the head of this module)."""
    value = attributes.get("value", "").removeprefix("FY")
    if attributes.get("type") not in ("DATE", "TIME") or attributes.get("functionInDocument") == "CREATION_TIME":
        return None
    if plain := re.match(r"(\d{4}(-\d\d-\d\d(?=T|$)|-\d\d$|-W\d\d$|-Q[1-4]$|$))", value):
        return plain[0]
    if re.fullmatch(r"\d{2,3}", value):
        return f"{value:0<4}/{value:9<4}"
    return _range_value(value)


def _range_value(value: str) -> str | None:
    """Weekends, days of a week, seasons and halves."""
    if week_day := re.fullmatch(r"(\d{4})-W(\d\d)-([1-7]|WE)", value):
        year, week = int(week_day[1]), int(week_day[2])
        if week_day[3] == "WE":
            return f"{date.fromisocalendar(year, week, 6)}/{date.fromisocalendar(year, week, 7)}"
        return date.fromisocalendar(year, week, int(week_day[3])).isoformat()
    part = re.fullmatch(r"(\d{4})-(SP|SU|FA|AU|WI|H1|H2)", value)
    return _months_of(int(part[1]), part[2]) if part else None


def _months_of(year: int, part: str) -> str:
    if part.startswith("H"):
        return f"{year}-01/{year}-06" if part == "H1" else f"{year}-07/{year}-12"
    first, last = _SEASON_MONTHS[part]
    return f"{year}-{first:02d}/{year + (last < first)}-{last:02d}"


def in_half(name: str, half: str) -> bool:
    """Whether a file belongs to that half of the set."""
    is_tune = hashlib.sha256(Path(name).stem.encode()).digest()[0] % 2 == 0
    return half == "all" or is_tune is (half == "tune")


def compare(story: Story, tally: Tally, *, show_errors: bool) -> None:
    """Add one story to the tally."""
    found = [expression for expression in time_expressions(story.text, story.published) if expression.value]
    tally.predicted += len(found)
    tally.gold += len(story.marks)
    right = _pairs(found, story.marks, need_value=True)
    tally.value += len(right)
    tally.overlap += len(_pairs(found, story.marks, need_value=False))
    tally.strict += sum((one.start, one.end) == (mark.start, mark.end) for one, mark in right)
    if show_errors:
        _print_errors(story, found, right)


def _pairs(
    found: list[TimeExpression], marks: tuple[Gold, ...], *, need_value: bool
) -> list[tuple[TimeExpression, Gold]]:
    """Each prediction with the first free gold expression that it agrees with."""
    free = list(marks)
    pairs = []
    for one in found:
        for mark in free:
            if one.start < mark.end and mark.start < one.end and (not need_value or one.value == mark.value):
                pairs.append((one, mark))
                free.remove(mark)
                break
    return pairs


def _print_errors(story: Story, found: list[TimeExpression], right: list[tuple[TimeExpression, Gold]]) -> None:
    predicted = {one for one, _ in right}
    matched = {mark for _, mark in right}
    errors = [(one.start, one.end, f"+{one.value}") for one in found if one not in predicted]
    errors += [(mark.start, mark.end, f"-{mark.value}") for mark in story.marks if mark not in matched]
    for start, end, verdict in sorted(errors):
        before, after = story.text[max(0, start - 60) : start], story.text[end : end + 40]
        context = " ".join(f"{before}[[{story.text[start:end]}]]{after}".split())
        print(f"{story.name[:14]}\t{story.published}\t{verdict}\t{context}")


def report(stories: list[Story], title: str, *, show_errors: bool) -> None:
    """Print the three measures and the speed over some stories."""
    tally = Tally()
    began = time.process_time()
    for story in stories:
        time_expressions(story.text, story.published)
    spent = time.process_time() - began
    for story in stories:
        compare(story, tally, show_errors=show_errors)
    characters = sum(len(story.text) for story in stories)
    print(f"{title}: {len(stories)} stories, {tally.gold} gold expressions, {tally.predicted} predicted")
    for measure, agreed in (("value", tally.value), ("overlap", tally.overlap), ("strict", tally.strict)):
        print(tally.line(measure, agreed))
    speed = len(stories) / spent
    print(f"  speed    {speed:.0f} stories a second of one core, mean {characters / len(stories):.0f} characters")


def main() -> int:
    """Read the options, measure, print."""
    parser = argparse.ArgumentParser(description="Measure time expressions against TIMEX3.")
    parser.add_argument("--data", type=Path, required=True, help="folder of .tml files")
    parser.add_argument("--half", choices=("tune", "held", "all"), help="one half, or all; both halves if not given")
    parser.add_argument("--errors", action="store_true", help="print what was missed (-) and what was wrong (+)")
    options = parser.parse_args()
    paths = sorted(options.data.glob("*.tml"))
    if not paths:
        print(f"{options.data}: no .tml files (give their folder with --data)", file=sys.stderr)
        return 1
    for half in (options.half,) if options.half else ("tune", "held"):
        stories = [read_story(path) for path in paths if in_half(path.name, half)]
        if stories:
            report(stories, half, show_errors=options.errors)
    return 0


if __name__ == "__main__":
    sys.exit(main())
