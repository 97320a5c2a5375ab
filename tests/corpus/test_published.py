"""Publication dates: what is one, what is refused, and where in a path or a text one stands."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import DateError
from corpus.published import (
    EARLIEST,
    LATEST,
    Stamp,
    date_in_path,
    date_on_line,
    local_day,
    parse_date,
    parse_stamp,
    readings_of,
)

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


@pytest.mark.parametrize(
    ("text", "minutes", "zone"),
    [
        ("1995-05-04", None, None),
        ("1995-05-04T23:30:00-07:00", 23 * 60 + 30, "local"),
        ("1995-05-04T05:10:35Z", 5 * 60 + 10, "utc"),
        ("1995-05-04T05:10:35.120+0000", 5 * 60 + 10, "utc"),
        ("1995-05-04T00:00:00Z", 0, "utc"),
        ("1995-05-04T00:00:00", None, None),
        ("1995-05-04 10:00:00", 600, None),
        ("Thu, 04 May 1995 12:00:00 GMT", 720, "utc"),
        ("Thu, 04 May 1995 12:00:00 +0530", 720, "local"),
        ("May 4, 1995 | 12:05 AM PT", 5, "local"),
        ("8:15 pm CST, 4 May 1995", 20 * 60 + 15, "local"),
        ("19950504T101500Z", 615, "utc"),
    ],
)
def test_a_stamp_tells_its_time_and_zone(text: str, minutes: int | None, zone: Literal["utc", "local"] | None) -> None:
    assert parse_stamp(text) == Stamp(FOURTH, minutes, zone)


@pytest.mark.parametrize(
    ("stamp", "own", "day"),
    [
        ("1995-05-05T04:50:22Z", [FOURTH], FOURTH),
        ("1995-05-05T04:50:22", [FOURTH], FOURTH),
        ("1995-05-05T11:59:00Z", [FOURTH], FOURTH),
        ("1995-05-03T22:00:00Z", [FOURTH], FOURTH),
        # No zone of the world makes the evening of a day in UTC the day before, nor its morning the day after.
        ("1995-05-05T12:00:00Z", [FOURTH], date(1995, 5, 5)),
        ("1995-05-03T09:59:00Z", [FOURTH], date(1995, 5, 3)),
        # A stamp in local time, one without a time, and one that the page confirms stand as they are.
        ("1995-05-05T04:50:22-05:00", [FOURTH], date(1995, 5, 5)),
        ("1995-05-05", [FOURTH], date(1995, 5, 5)),
        ("1995-05-05T04:50:22Z", [date(1995, 5, 5), FOURTH], date(1995, 5, 5)),
        # Days further away speak of something else.
        ("1995-05-05T04:50:22Z", [date(1995, 5, 3), date(1996, 1, 1)], date(1995, 5, 5)),
        ("1995-05-05T04:50:22Z", [date(1995, 5, 3), FOURTH], FOURTH),
        ("1995-05-05T04:50:22Z", [], date(1995, 5, 5)),
    ],
)
def test_a_stamp_in_utc_is_of_the_day_that_the_page_gives_where_the_clock_allows_it(
    stamp: str, own: list[date], day: date
) -> None:
    assert local_day(parse_stamp(stamp), own) == day


@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2030, 1, 1)),  # noqa: DTZ001 (the zone is drawn apart)
    st.integers(-12 * 4, 14 * 4),
)
def test_the_local_day_is_found_from_utc_in_every_zone_of_the_world(moment: datetime, quarters: int) -> None:
    here = moment.replace(tzinfo=timezone(timedelta(minutes=15 * quarters)))
    in_utc = here.astimezone(UTC).isoformat(timespec="seconds")
    assert local_day(parse_stamp(in_utc), [here.date()]) == here.date()


def test_a_date_in_numbers_that_may_be_two_days_tells_both() -> None:
    assert readings_of("05/10/2018") == {date(2018, 5, 10), date(2018, 10, 5)}
    assert readings_of("13/10/2018") == readings_of("5/5/2018") == readings_of("May 10, 2018") == frozenset()
