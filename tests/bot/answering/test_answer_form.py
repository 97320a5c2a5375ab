"""A question says what its answer looks like."""

from __future__ import annotations

import pytest

from bot.answering.answer_form import holds

_CASES = [
    ("How many models are on the list?", "Thirteen models are on the list.", "The list is long."),
    ("When did they meet?", "They met on Friday.", "They met."),
    ("What time of day was that?", "It ended at 9 p.m. in the dark.", "It ended on Friday."),
    ("At what hour did it close?", "It closed at noon.", "It closed in 1995."),
    ("On which day of the week does it open?", "It opens on Monday.", "It opens in May 1995."),
    ("In what year was it built?", "It was built in 1987.", "It was built on a Monday."),
    ("Which month brought the strike?", "The strike came in May.", "The strike may come soon."),
    ("How long did the strike last?", "It lasted for eleven weeks.", "It lasted."),
    ("How old is the mayor?", "Ann Field, 54, is mayor.", "Ann Field is mayor."),
    ("How far is the port from the city?", "The port is 12 miles away.", "The port is away from there."),
    ("How much money was stolen?", "They took $4 million.", "They took 4 cars."),
    ("What was the price of the house?", "It cost 90,000 pounds.", "It cost a lot."),
    ("What share of the voters stayed at home?", "Nearly 40 percent did.", "Many did."),
    ("What exactly was the record low?", "It fell to 79.75.", "It fell."),
    ("What was the name of the ship?", "The Kaede Maru came in first.", "The ship came in first."),
]


@pytest.mark.parametrize(("question", "could", "could_not"), _CASES)
def test_a_sentence_that_could_hold_the_answer_is_told_from_one_that_could_not(
    question: str, could: str, could_not: str
) -> None:
    assert holds(could, question) == 1
    assert holds(could_not, question) == 0


def test_any_sentence_might_say_why() -> None:
    assert holds("They met.", "Why did the talks fail?") == 0.5
