"""The benchmark of time expressions: how it reads marked stories, what it counts, and what it finds."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from benchmarks.temporal import Gold, Story, Tally, calendar_value, compare, in_half, main, read_story
from tests.shared import shared

if TYPE_CHECKING:
    from pathlib import Path

STORY = """<TimeML><DOCID>one</DOCID>
<DCT><TIMEX3 tid="t0" type="DATE" value="1995-05-04" functionInDocument="CREATION_TIME">05/04/95</TIMEX3></DCT>
<EXTRAINFO>Filed 05/04/95</EXTRAINFO>
<TEXT>Smith &amp; Sons <EVENT eid="e1">met</EVENT> <TIMEX3 tid="t1" type="DATE" value="1995-05-03">Wednesday</TIMEX3>
for <TIMEX3 tid="t2" type="DURATION" value="PT2H">two hours</TIMEX3>.</TEXT></TimeML>"""


def value(kind: str, text: str) -> str | None:
    return calendar_value({"type": kind, "value": text})


@pytest.mark.parametrize(
    ("timex", "ours"),
    [
        ("1989-10-31", "1989-10-31"),
        ("1989-10-31T17:00", "1989-10-31"),
        ("1989-10-31TNI", "1989-10-31"),
        ("1989-10", "1989-10"),
        ("1989", "1989"),
        ("FY1989", "1989"),
        ("1989-W44", "1989-W44"),
        ("1989-W44-WE", "1989-11-04/1989-11-05"),
        ("1989-W44-2", "1989-10-31"),
        ("1989-Q3", "1989-Q3"),
        ("1989-SU", "1989-06/1989-08"),
        ("1989-WI", "1989-12/1990-02"),
        ("1989-H2", "1989-07/1989-12"),
        ("198", "1980/1989"),
        ("19", "1900/1999"),
        ("PRESENT_REF", None),
        ("P3M", None),
        ("1989-WXX", None),
        ("1989-QX", None),
        ("XXXX-10", None),
    ],
)
def test_a_timex_value_is_compared_in_our_grammar(timex: str, ours: str | None) -> None:
    assert value("DATE", timex) == ours


def test_only_dates_and_times_count_as_gold() -> None:
    assert value("TIME", "1989-10-31T17:00") == "1989-10-31"
    assert value("DURATION", "1989-Q4") is None
    assert value("SET", "1989") is None


def test_a_story_is_its_running_text_with_the_creation_time_as_day_of_publication(tmp_path: Path) -> None:
    path = tmp_path / "one.tml"
    path.write_text(STORY, encoding="utf-8")

    story = read_story(path)

    assert story.published == date(1995, 5, 4)
    assert story.text == "Smith & Sons met Wednesday\nfor two hours."
    assert story.marks == (Gold(17, 26, "1995-05-03"),)


def test_a_prediction_counts_only_where_it_overlaps_gold_of_the_same_value() -> None:
    text = "They met Wednesday, met Tuesday, and met last year."
    marks = (Gold(9, 18, "1995-05-03"), Gold(24, 31, "1995-05-09"))
    tally = Tally()

    compare(Story("one", text, date(1995, 5, 4), marks), tally, show_errors=False)

    assert (tally.predicted, tally.gold, tally.overlap, tally.value, tally.strict) == (3, 2, 2, 1, 1)


def test_the_halves_part_the_files() -> None:
    names = [f"story{number}.tml" for number in range(50)]

    assert all(in_half(name, "tune") is not in_half(name, "held") for name in names)
    assert 10 < sum(in_half(name, "tune") for name in names) < 40


def test_the_command_prints_three_measures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "one.tml").write_text(STORY, encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["temporal", "--data", str(tmp_path), "--half", "all"])

    assert main() == 0

    printed = capsys.readouterr().out
    assert "all: 1 stories, 1 gold expressions, 1 predicted" in printed
    assert "value    P 1.000  R 1.000  F1 1.000" in printed


def test_a_folder_without_stories_is_one_clear_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["temporal", "--data", str(tmp_path)])

    assert main() == 1
    assert capsys.readouterr().err == f"{tmp_path}: no .tml files (give their folder with --data)\n"


@pytest.mark.parametrize("half", ["tune", "held"])
def test_newswire_is_dated_as_its_annotators_dated_it(half: str) -> None:
    tally = Tally()
    for path in sorted(shared("data", "timebank").glob("*.tml")):
        if in_half(path.name, half):
            compare(read_story(path), tally, show_errors=False)

    assert 2 * tally.value / (tally.predicted + tally.gold) >= 0.85
