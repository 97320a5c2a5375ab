"""Publication dates: what is one, what is refused, and where in a path or a text one stands."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import DateError
from corpus.published import EARLIEST, LATEST, date_in_path, date_on_line, parse_date

FOURTH = date(1995, 5, 4)


@pytest.mark.parametrize(
    "text",
    [
        "1995-05-04",
        "1995-05-04T23:30:00-07:00",
        "1995-05-04T00:10:00Z",
        "1995-05-04 10:00:00 +0000",
        "1995-05-04T10:00:00.000+0000",
        "1995/05/04",
        "19950504",
        "19950504T101500Z",
        "Thu, 04 May 1995 12:00:00 +0000",
        "Thu, 4 May 1995 12:00:00 GMT",
        "Thu May  4 12:00:00 1995",
        "4-MAY-1995 15:01:01.79",
        "May 4, 1995",
        "MAY 4, 1995",
        "May 4th, 1995 at 10:30 a.m. EDT",
        "May 4, 1995 | 12:00 AM PT",
        "Thursday, May 4, 1995 6:00AM EST",
        "4 May 1995",
        "4. Mai 1995",
        "Jeudi 4 mai 1995",
        "4 de mayo de 1995",
        "quinta-feira, 4 de maio de 1995",
        "4 May 1995, 10:30",
        "Thursday 4th May 1995",
        "10:30 GMT, 4 May 1995",
        " 4  May \n1995 ",
    ],
)
def test_a_day_is_read_as_it_is_printed_whatever_the_zone(text: str) -> None:
    assert parse_date(text) == FOURTH


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1995",
        "May 1995",
        "1995-05",
        "May 4",
        "yesterday",
        "4 May 95",
        "04/05/1995",
        "0000-00-00",
        "0000-05-04",
        "1995-13-01",
        "1995-02-30",
        "1995-05-32",
        "1995-00-10",
        "Feb 29, 1995",
        "31 June 1995",
        "1995-05-04T25:00",
        "1995-05-04T10:75:00",
        "1995-05-04 and more",
        "9999-12-31",
        "1066-10-14",
        "12345678",
        "Smarch 4, 1995",
        "x" * 100_000,
    ],
)
def test_what_is_no_full_day_is_refused(text: str) -> None:
    with pytest.raises(DateError, match="is not a date"):
        parse_date(text)


def test_numbers_are_a_date_only_where_they_read_one_way() -> None:
    assert parse_date("13/05/1995") == parse_date("05/13/1995") == date(1995, 5, 13)
    assert parse_date("5/5/1995") == date(1995, 5, 5)


@given(
    st.dates(EARLIEST, LATEST),
    st.sampled_from(["%Y-%m-%d", "%Y%m%d", "%B %d, %Y", "%d %b %Y", "%a, %d %b %Y 10:00:00 GMT"]),
)
def test_every_day_is_read_back_from_every_form(day: date, form: str) -> None:
    assert parse_date(day.strftime(form)) == day


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("/1995/05/04/talks", FOURTH),
        ("/1995/5/4/talks", FOURTH),
        ("/world/1995/may/04/talks", FOURTH),
        ("/archives/la-xpm-1995-05-04-fi-62-story.html", FOURTH),
        ("/news/19950504/talks", FOURTH),
        ("1995-05-04-talks.txt", FOURTH),
        ("1995/05/04/talks.txt", FOURTH),
        ("talks_19950504.txt", FOURTH),
        ("/1995/05/talks", None),
        ("/1995/13/04/talks", None),
        ("/story/119950504", None),
        ("/story-50475593", None),
        ("/from-1995-05-04-to-1995-05-06", None),
        ("talks.txt", None),
    ],
)
def test_the_day_in_a_path(path: str, day: date | None) -> None:
    assert date_in_path(path) == day


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("May 4, 1995", ("published", FOURTH)),
        ("Thursday, May 4, 1995 | 12:00 AM PT", ("published", FOURTH)),
        ("Published: May 4, 1995", ("published", FOURTH)),
        ("Posted on 4 May 1995 at 10:30", ("published", FOURTH)),
        ("DATE: 1995-05-04", ("published", FOURTH)),
        ("Updated 4 May 1995 10:00 GMT", ("updated", FOURTH)),
        ("Last modified: 1995-05-04", ("updated", FOURTH)),
        ("1995", None),
        ("Published: May 1995", None),
        ("Published in 1995 by the ministry", None),
        ("On May 4, 1995, the ministers met.", None),
        ("Published: soon", None),
    ],
)
def test_a_line_that_holds_only_a_date(line: str, found: tuple[str, date] | None) -> None:
    assert date_on_line(line) == found
