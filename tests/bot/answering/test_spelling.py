"""A name that is one slip away from one in the archive is read as that one, and the answer says so."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from bot.answering.spelling import mended, one_slip
from index.window import Window

if TYPE_CHECKING:
    from index.live import LiveArchive


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("What did Kantr say?", "What did Kantor say?"),
        ("who is hashimotto", "who is Hashimoto"),
        ("Where is Whislter?", "Where is Whistler?"),
    ],
)
def test_a_slip_in_a_name_is_mended(question: str, read: str, sample_archive: LiveArchive) -> None:
    text, notes = mended(question, sample_archive.searcher(), Window())
    assert text == read
    assert len(notes) == 1


@pytest.mark.parametrize(
    "question", ["Who is Zaphod?", "What did Kantor say?", "How is Xyzzyq?", "a" * 900, "bcdfgh " * 140]
)
def test_what_is_no_name_or_near_to_none_is_left(question: str, sample_archive: LiveArchive) -> None:
    assert mended(question, sample_archive.searcher(), Window()) == (question, ())


def test_a_name_that_was_printed_only_later_is_not_given_away(sample_archive: LiveArchive) -> None:
    question = "Who is Orla Kestrl?"
    assert mended(question, sample_archive.searcher(), Window())[1]
    assert mended(question, sample_archive.searcher(), Window(as_of=date(1995, 5, 1))) == (question, ())


def test_the_spellings_one_slip_away_are_all_there() -> None:
    assert {"kantor", "kntr", "kantt", "knatr"} <= set(one_slip("kantr"))
