"""Laws of time expressions that hold for every text."""

from __future__ import annotations

import re
from datetime import date, timedelta
from re import _constants, _parser  # type: ignore[attr-defined]  # what a pattern is made of has no public name
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus.temporal import time_expressions, words
from corpus.temporal.grammar import RULES, TRIGGER

PIECES = [
    *("Wednesday", "last Friday", "next week", "today", "tomorrow night", "May 3", "Oct. 1, 1994", "3 March 1995"),
    *("March", "in June 1994", "1992", "the 1980s", "the '80s", "fiscal 1994", "the third quarter", "a year earlier"),
    *("the third quarter of 1989", "two years ago", "three days later", "the next day", "that year", "this summer"),
    *("the previous month", "the fall of 1993", "from 2 to 5 May", "1992-95", "10/31/89", "1995-05-03", "by year-end"),
    *("over the weekend", "at 10 p.m. Monday", "the latest quarter", "the same period last year", "said", "will meet"),
    *(
        "has agreed to",
        "was",
        "if",
        "people",
        "The",
        "the",
        "of",
        ".",
        ",",
        ";",
        "-",
        "'",
        "\u2019s",
        "\n\n",
        "\n",
        "$",
    ),
    *("1,995", "7", "31", "60", "Mr. May"),
]
NEWS = st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join)
TEXTS = st.one_of(NEWS, st.text(max_size=200))
PUBLISHED = st.one_of(st.none(), st.dates())
UNIT = r"\d{4}(?:-\d\d(?:-\d\d)?|-W\d\d|-Q[1-4])?"
VALUE = re.compile(f"{UNIT}(?:/{UNIT})?")


@settings(deadline=None)
@given(TEXTS, PUBLISHED)
def test_spans_are_verbatim_in_order_and_apart(text: str, published: date | None) -> None:
    place = 0
    for expression in time_expressions(text, published):
        assert place <= expression.start < expression.end <= len(text)
        assert text[expression.start : expression.end] == expression.text
        place = expression.end


@settings(deadline=None)
@given(TEXTS, PUBLISHED)
def test_values_are_days_weeks_months_quarters_years_or_ranges_that_run_forward(
    text: str, published: date | None
) -> None:
    for expression in time_expressions(text, published):
        if expression.value is None:
            assert published is None
            continue
        assert VALUE.fullmatch(expression.value)
        first, _, last = expression.value.partition("/")
        assert not last or (first < last and len(first) == len(last))


@settings(deadline=None)
@given(NEWS, st.dates(date(1900, 1, 1), date(2100, 1, 1)))
@example("Wednesday that year 1995-05-03 that year", date(2000, 1, 1))
def test_a_value_given_without_a_day_of_publication_holds_on_every_day(text: str, published: date) -> None:
    dated = {(one.start, one.end): one.value for one in time_expressions(text, published)}

    for expression in time_expressions(text, None):
        if expression.value is not None and "quarter" not in text:  # which quarter is under report depends on the day
            assert dated.get((expression.start, expression.end), expression.value) == expression.value


@settings(deadline=None)
@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(-3000, 3000))
def test_counted_expressions_move_with_the_day_of_publication(published: date, days: int) -> None:
    def yesterday(day: date) -> date:
        (expression,) = time_expressions("He spoke yesterday.", day)
        return date.fromisoformat(expression.value or "")

    assert yesterday(published + timedelta(days)) == yesterday(published) + timedelta(days)


@settings(deadline=None)
@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.sampled_from(["Monday", "Thursday", "Sunday"]))
def test_a_weekday_in_the_past_lies_within_the_week_before_and_one_to_come_within_the_week_after(
    published: date, weekday: str
) -> None:
    (back,) = time_expressions(f"They met {weekday}.", published)
    (ahead,) = time_expressions(f"They will meet {weekday}.", published)

    assert timedelta(0) <= published - date.fromisoformat(back.value or "") < timedelta(7)
    assert timedelta(0) <= date.fromisoformat(ahead.value or "") - published < timedelta(7)


@settings(deadline=None)
@given(NEWS, NEWS)
def test_what_follows_a_paragraph_does_not_change_the_spans_in_it(first: str, second: str) -> None:
    alone = [(one.start, one.end) for one in time_expressions(f"{first}.", None)]
    together = [(one.start, one.end) for one in time_expressions(f"{first}.\n\n{second}", None)]

    assert [span for span in together if span[0] <= len(first)] == alone


def _repeats(parsed: Any) -> list[tuple[str, int]]:
    """Every repetition in a parsed pattern: its kind and its upper bound."""
    found: list[tuple[str, int]] = []
    for kind, argument in parsed:
        if str(kind).endswith("REPEAT"):
            found.append((str(kind), argument[1]))
        stack = list(argument) if isinstance(argument, (list, tuple)) else [argument]
        while stack:
            part = stack.pop()
            if isinstance(part, _parser.SubPattern):
                found += _repeats(part)
            elif isinstance(part, (list, tuple)):
                stack.extend(part)
    return found


@pytest.mark.parametrize("pattern", [*(rule.pattern for rule in RULES), TRIGGER, words._TOKEN])
def test_no_pattern_repeats_without_a_bound_in_a_way_that_can_be_given_back(pattern: re.Pattern[str]) -> None:
    for kind, bound in _repeats(_parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE)):
        assert kind == "POSSESSIVE_REPEAT" or bound != _constants.MAXREPEAT
        assert kind == "POSSESSIVE_REPEAT" or bound <= 9


def test_the_law_on_repetition_notices_a_pattern_that_can_blow_up() -> None:
    assert ("MAX_REPEAT", _constants.MAXREPEAT) in _repeats(_parser.parse(r"(?:x|(a+)*)b"))


@pytest.mark.parametrize(
    "piece",
    ["a", "9", " ", "\n", "\n ", "1,111,", "1.1.1.", "'9", "Oct. ", "the last early mid ", "a year ", "not meet to "],
)
def test_a_line_of_a_megabyte_is_read_to_its_end(piece: str) -> None:
    text = piece * (1_000_000 // len(piece)) + " Wednesday"

    last = time_expressions(text, date(1995, 5, 4))[-1]

    assert (last.text, last.end) == ("Wednesday", len(text))
