"""Time expressions: what is found, what is not, and which day, month or year it means."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.temporal import TimeExpression, time_expressions

THURSDAY = date(1995, 5, 4)
AUTUMN = date(1989, 11, 2)  # a Thursday in a season of earnings reports


def found(text: str, published: date | None = THURSDAY) -> list[tuple[str, str | None]]:
    return [(expression.text, expression.value) for expression in time_expressions(text, published)]


DAYS = [
    ("Negotiators met Wednesday in Vancouver.", "Wednesday", "1995-05-03"),
    ("The two sides met on Thursday and agreed on little.", "Thursday", "1995-05-04"),
    ("The two will meet Friday.", "Friday", "1995-05-05"),
    ("The ministers will meet again on Thursday.", "Thursday", "1995-05-04"),
    ("On Tuesday, the yen rose.", "Tuesday", "1995-05-02"),
    ("Monday's session collapsed.", "Monday", "1995-05-01"),
    ("Talks are to resume Monday.", "Monday", "1995-05-08"),
    ("Talks resume Monday.", "Monday", "1995-05-08"),
    ("He leaves Saturday.", "Saturday", "1995-05-06"),
    ("The ban ends on Saturday.", "Saturday", "1995-05-06"),
    ("Washington gave Tokyo until Saturday.", "Saturday", "1995-05-06"),
    ("He has until Saturday to answer.", "Saturday", "1995-05-06"),
    ("He stayed until Saturday.", "Saturday", "1995-04-29"),
    ("The leaves Saturday were wet.", "Saturday", "1995-04-29"),
    ("He is to fly home Friday.", "Friday", "1995-05-05"),
    ("An aide said Monday's meeting would be held as planned.", "Monday", "1995-05-08"),
    ("An aide said in Monday's session that he would go.", "Monday", "1995-05-01"),
    ("It will begin in two days.", "two days", "1995-05-06"),
    ("The deadline is Monday.", "Monday", "1995-05-08"),
    ("A hearing is scheduled for Tuesday.", "Tuesday", "1995-05-09"),
    ("They agreed to meet Tuesday.", "Tuesday", "1995-05-09"),
    ("They agreed Tuesday to meet.", "Tuesday", "1995-05-02"),
    ("He was forced to resign Tuesday.", "Tuesday", "1995-05-02"),
    ("He spoke to reporters Tuesday.", "Tuesday", "1995-05-02"),
    ("The vote was postponed until Tuesday.", "Tuesday", "1995-05-09"),
    ("They won the vote Tuesday.", "Tuesday", "1995-05-02"),
    ("They won't vote Tuesday.", "Tuesday", "1995-05-09"),
    ("The dealer sold them last Friday.", "last Friday", "1995-04-28"),
    ("The dealer sold them last Thursday.", "last Thursday", "1995-04-27"),
    ("The show opens next Friday.", "next Friday", "1995-05-05"),
    ("He speaks this Friday.", "this Friday", "1995-05-05"),
    ("He spoke this past Sunday.", "this past Sunday", "1995-04-30"),
    ("The strike began Monday of last week.", "Monday of last week", "1995-04-24"),
    ("He flew home today.", "today", "1995-05-04"),
    ("He flew home yesterday morning.", "yesterday morning", "1995-05-03"),
    ("He flew home late yesterday.", "late yesterday", "1995-05-03"),
    ("He flies home tomorrow.", "tomorrow", "1995-05-05"),
    ("He speaks tonight.", "tonight", "1995-05-04"),
    ("He spoke this morning.", "this morning", "1995-05-04"),
    ("He spoke last night.", "last night", "1995-05-03"),
    ("He spoke the day before yesterday.", "the day before yesterday", "1995-05-02"),
    ("The plant shut at 10 p.m. Wednesday.", "10 p.m. Wednesday", "1995-05-03"),
    ("The offer expires at 5 p.m. EST May 9.", "5 p.m. EST May 9", "1995-05-09"),
    ("The doors opened at noon on Tuesday.", "noon on Tuesday", "1995-05-02"),
    ("The pact was signed on March 3.", "March 3", "1995-03-03"),
    ("The pact was signed on 3 March 1995.", "3 March 1995", "1995-03-03"),
    ("The pact was signed on the 3rd of March.", "the 3rd of March", "1995-03-03"),
    ("The tariffs took effect Oct. 1.", "Oct. 1", "1994-10-01"),
    ("The tariffs will take effect Oct. 1.", "Oct. 1", "1995-10-01"),
    ("He was born on Jan. 9, 1941.", "Jan. 9, 1941", "1941-01-09"),
    ("They met on Wednesday, May 3.", "Wednesday, May 3", "1995-05-03"),
    ("The year ended Jan. 31 was poor.", "Jan. 31", "1995-01-31"),
    ("The dividend is payable June 6.", "June 6", "1995-06-06"),
    ("Filed 10/31/89 in New York.", "10/31/89", "1989-10-31"),
    ("Filed 1995-05-03.", "1995-05-03", "1995-05-03"),
    ("The plant closed on Christmas Eve.", "Christmas Eve", "1994-12-24"),
    ("Sales fell from a week ago today.", "a week ago today", "1995-04-27"),
    ("He quit three days ago.", "three days ago", "1995-05-01"),
]

MONTHS_TO_SEASONS = [
    ("They will meet in March.", "March", "1996-03"),
    ("They would meet in March, he had said.", "March", "1995-03"),
    ("Exports fell in March.", "March", "1995-03"),
    ("Exports fell in May.", "May", "1995-05"),
    ("The ministers will meet in June.", "June", "1995-06"),
    ("The ministers will meet in November.", "November", "1995-11"),
    ("Exports have fallen since October.", "October", "1994-10"),
    ("Exports fell last March.", "last March", "1995-03"),
    ("Exports fell last May.", "last May", "1994-05"),
    ("The May report showed a deficit.", "May", "1995-05"),
    ("The summit of June 1994 failed.", "June 1994", "1994-06"),
    ("The summit failed in June last year.", "June last year", "1994-06"),
    ("It closed in early April.", "early April", "1995-04"),
    ("It closed at the end of April.", "the end of April", "1995-04"),
    ("It closed in mid-March.", "mid-March", "1995-03"),
    ("Profit fell in the first quarter.", "the first quarter", "1995-Q1"),
    ("Fourth-quarter profit fell.", "Fourth-quarter", "1994-Q4"),
    ("Profit fell in the third quarter of 1989.", "the third quarter of 1989", "1989-Q3"),
    ("Profit fell in the 1994 third quarter.", "the 1994 third quarter", "1994-Q3"),
    ("Profit fell in last year's third quarter.", "last year's third quarter", "1994-Q3"),
    ("Profit fell this quarter.", "this quarter", "1995-Q2"),
    ("Profit fell in Q3 1994.", "Q3 1994", "1994-Q3"),
    ("Output rose in the first half of 1994.", "the first half of 1994", "1994-01/1994-06"),
    ("They will decide this summer.", "this summer", "1995-06/1995-08"),
    ("They decided last summer.", "last summer", "1994-06/1994-08"),
    ("They met in the fall of 1993.", "the fall of 1993", "1993-09/1993-11"),
    ("He lost his job last winter.", "last winter", "1994-12/1995-02"),
]

WEEKS_AND_YEARS = [
    ("The talks broke off last week.", "last week", "1995-W17"),
    ("The talks broke off this week.", "this week", "1995-W18"),
    ("The talks resume next week.", "next week", "1995-W19"),
    ("The talks broke off two weeks ago.", "two weeks ago", "1995-W16"),
    ("The talks broke off last month.", "last month", "1995-04"),
    ("They will decide early next month.", "early next month", "1995-06"),
    ("Sales fell last year.", "last year", "1994"),
    ("Sales fell earlier this year.", "earlier this year", "1995"),
    ("The law passed two years ago.", "two years ago", "1993"),
    ("The law passed some 20 years ago.", "some 20 years ago", "1975"),
    ("It opened 10 months ago.", "10 months ago", "1994-07"),
    ("It will open three years from now.", "three years from now", "1998"),
    ("Sales fell in 1992.", "1992", "1992"),
    ("The 1992 plans were dropped.", "1992", "1992"),
    ("Sales fell in fiscal 1994.", "fiscal 1994", "1994"),
    ("It will open in the year 2000.", "the year 2000", "2000"),
    ("It opened in mid-1990.", "mid-1990", "1990"),
    ("It will open at the end of 1996.", "the end of 1996", "1996"),
    ("It will open by year-end.", "year-end", "1995-12-31"),
    ("It will open by the end of the year.", "the end of the year", "1995"),
    ("It was built in the 1980s.", "the 1980s", "1980/1989"),
    ("It was built in the late '80s.", "the late '80s", "1980/1989"),
    ("It was built in the nineties.", "the nineties", "1990/1999"),
    ("It was built in the 19th century.", "the 19th century", "1800/1899"),
    ("Atlanta, nineteen ninety-four.", "nineteen ninety-four", "1994"),
    ("They spoke over the weekend.", "the weekend", "1995-04-29/1995-04-30"),
    ("They will speak this weekend.", "this weekend", "1995-05-06/1995-05-07"),
]

RANGES = [
    ("The fair runs from 2 to 5 May.", "2 to 5 May", "1995-05-02/1995-05-05"),
    ("The fair runs between 2 and 5 May.", "2 and 5 May", "1995-05-02/1995-05-05"),
    ("The fair runs between May 2 and 5.", "May 2 and 5", "1995-05-02/1995-05-05"),
    ("The fair runs May 2-5, 1996.", "May 2-5, 1996", "1996-05-02/1996-05-05"),
    ("The fair runs May 2-5.", "May 2-5", "1995-05-02/1995-05-05"),
    ("It fell between March and June 1994.", "March and June 1994", "1994-03/1994-06"),
    ("The 1992-1995 plan failed.", "1992-1995", "1992/1995"),
    ("The 1992-95 plan failed.", "1992-95", "1992/1995"),
    ("The 1998-03 plan is ready.", "1998-03", "1998/2003"),
    ("The crop of 1994/95 was large.", "1994/95", "1994/1995"),
    ("Exports rose in the January-March period.", "January-March", "1995-01/1995-03"),
]


@pytest.mark.parametrize(
    ("sentence", "expression", "value"), [*DAYS, *MONTHS_TO_SEASONS, *WEEKS_AND_YEARS, *RANGES], ids=lambda part: part
)
def test_an_expression_means_the_date_a_reader_of_that_day_understands(
    sentence: str, expression: str, value: str
) -> None:
    assert found(sentence) == [(expression, value)]


@pytest.mark.parametrize(
    "sentence",
    [
        "It may rain, and they march on.",
        "May I go? May he rest.",
        "Mrs. May said no.",
        "The march on Washington drew crowds.",
        "A second time, the Sun reported it.",
        "The Sunday Times and the Mail on Sunday reported it.",
        "Black Monday is remembered.",
        "Prices fall and workers spring into action.",
        "After the fall of Saigon, he left.",
        "Some 1,995 people came.",
        "It cost $1995 then.",
        "They counted 1995 people and 1990 cars.",
        "Flight 1812 was late.",
        "It happened in two days, and it took two years.",
        "It will be the first vote in three years.",
        "A decision came a day earlier than planned.",
        "They paid for two years, for five days, and over the past two weeks.",
        "They meet every Friday, on Mondays, weekly and each March.",
        "It is a two-year plan of 18 months.",
        "He will stay for the next three months.",
        "She is in her 40s.",
        "Christmas trees grow slowly.",
        'ABC\'s "This Week" and USA Today asked.',
        "It happened recently, years ago, and now it is over.",
        "The deadline was Nov. 31 or February 30.",
        "Officer April Smith and June Allyson came.",
        "He led at the end of the first half.",
    ],
)
def test_what_only_looks_like_a_date_is_left_alone(sentence: str) -> None:
    assert found(sentence) == []


def test_the_same_weekday_twice_in_a_sentence_follows_the_tense_of_each_clause() -> None:
    assert found("He said Monday that he would resign on Monday.") == [
        ("Monday", "1995-05-01"),
        ("Monday", "1995-05-08"),
    ]


def test_a_range_whose_ends_are_whole_dates_gives_both_dates() -> None:
    assert found("It ran from 1985 to 1987, and from March 1994 to June 1995.") == [
        ("1985", "1985"),
        ("1987", "1987"),
        ("March 1994", "1994-03"),
        ("June 1995", "1995-06"),
    ]


def test_two_months_or_days_that_are_listed_are_no_range() -> None:
    assert found("It fell in March and June 1994.")[-1] == ("June 1994", "1994-06")
    assert found("It fell on 2 and 5 May.")[-1] == ("5 May", "1995-05-05")


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("He quit on March 3. Two days later he was back.", ("Two days later", "1995-03-05")),
        ("He quit on March 3; the following Tuesday he was back.", ("the following Tuesday", "1995-03-07")),
        ("He quit on March 3. The next day he was back.", ("The next day", "1995-03-04")),
        ("He quit in March 1990. A year later he was back.", ("A year later", "1991")),
        ("In 1989 he won. The previous year he had lost.", ("The previous year", "1988")),
        ("In 1989 he won, and married that year.", ("that year", "1989")),
        ("He was shot Monday. That night he died.", ("That night", "1995-05-01")),
    ],
)
def test_an_expression_that_counts_from_an_earlier_date_is_placed_from_that_date(
    text: str, last: tuple[str, str]
) -> None:
    assert found(text)[-1] == last


def test_a_year_before_a_quarter_is_that_quarter_of_the_year_before() -> None:
    text = (
        "Third-quarter net rose 5% from a year earlier. In the year-ago period it fell. In the latest quarter it rose."
    )

    assert found(text, AUTUMN) == [
        ("Third-quarter", "1989-Q3"),
        ("a year earlier", "1988-Q3"),
        ("the year-ago period", "1988-Q3"),
        ("the latest quarter", "1989-Q3"),
    ]


def test_without_a_quarter_a_year_ago_is_a_year() -> None:
    assert found("Sales are lower than a year ago.") == [("a year ago", "1994")]


def test_without_a_day_of_publication_only_what_the_text_dates_itself_has_a_value() -> None:
    text = "They met Wednesday. On May 3, 1995, and in 1992, they met. Last year, in March, and on Oct. 1 they did not."

    assert found(text, None) == [
        ("Wednesday", None),
        ("May 3, 1995", "1995-05-03"),
        ("1992", "1992"),
        ("Last year", None),
        ("March", None),
        ("Oct. 1", None),
    ]


def test_without_a_day_of_publication_nothing_is_counted_from_a_date_that_another_may_have_displaced() -> None:
    assert found("He left on May 3, 1995. The next day he rested.", None)[-1] == ("The next day", "1995-05-04")
    assert found("He left on May 3, 1995. Yesterday he returned. The next day he rested.", None)[-1] == (
        "The next day",
        None,
    )


def test_two_digit_years_are_the_nearest_to_publication_and_unknown_without_it() -> None:
    assert found("Filed 10/31/05.", date(2006, 1, 2)) == [("10/31/05", "2005-10-31")]
    assert found("Filed 10/31/05.", date(1906, 1, 2)) == [("10/31/05", "1905-10-31")]
    assert found("Filed 10/31/05.", None) == [("10/31/05", None)]


def test_a_date_broken_over_two_lines_is_one_expression_and_over_two_paragraphs_is_not() -> None:
    assert found("He left on March\n3, 1994.") == [("March\n3, 1994", "1994-03-03")]
    assert found("He left in March\n\n3,000 stayed.") == [("March", "1995-03")]


def test_spans_count_characters_of_the_text_as_given() -> None:
    text = "\u201cWe\u2019ll decide\u201d\u2014that was the \u201980s\u2014and in Z\u00fcrich on Wednesday, he did."

    (decade, day) = time_expressions(text, THURSDAY)

    assert decade == TimeExpression(text.index("the \u2019"), text.index("\u2014and"), "the \u201980s", "1980/1989")
    assert text[day.start : day.end] == day.text == "Wednesday"


@pytest.mark.parametrize("published", [date.min, date.max, date(1, 1, 3), date(9999, 12, 30), None])
def test_the_ends_of_the_calendar_give_no_error(published: date | None) -> None:
    text = (
        "Yesterday, tomorrow, last week, next weekend, last year, next century, 5000 years ago, 900 decades ago, "
        "Friday, March, May 3, this winter, the '80s, 10/31/05, the 1st century, by year-end, in 3 years from now."
    )

    for expression in time_expressions(text, published):
        assert text[expression.start : expression.end] == expression.text


def test_an_empty_text_has_no_expressions() -> None:
    assert found("") == []
    assert found("  \n\n ") == []
