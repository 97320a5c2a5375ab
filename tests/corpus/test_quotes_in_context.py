"""Who said what where the sentence alone does not tell: paragraphs, pronouns, namesakes, several speakers."""

from __future__ import annotations

from corpus.quotes import quotes

INTRODUCTION = "Harbor Commissioner Ruth Delgado and the ferry operator Viktor Amsel met the press on Tuesday.\n\n"


def test_a_quote_cut_in_two_is_two_quotes_of_one_speaker() -> None:
    found = quotes(INTRODUCTION + '"The pier," Delgado said, "will open in June. I am sure of it."')
    assert [(quote.text, quote.speaker) for quote in found] == [
        ("The pier,", "Ruth Delgado"),
        ("will open in June. I am sure of it.", "Ruth Delgado"),
    ]


def test_a_second_sentence_in_marks_is_the_first_ones_speakers() -> None:
    found = quotes(INTRODUCTION + '"It leaks," Amsel said. "It always has."')
    assert [quote.speaker for quote in found] == ["Viktor Amsel", "Viktor Amsel"]


def test_a_sentence_in_marks_ahead_of_the_named_one_is_the_same_speakers() -> None:
    found = quotes(INTRODUCTION + '"It leaks." "It always has," Amsel said.')
    assert [quote.speaker for quote in found] == ["Viktor Amsel", "Viktor Amsel"]


def test_marks_left_open_at_a_paragraphs_end_carry_the_speaker_into_the_next() -> None:
    found = quotes(
        INTRODUCTION
        + "Delgado said: “The pier is old.\n\n"
        + "“It was built by our grandparents, and it will outlast us.\n\n“That is all.”"
    )
    assert [(quote.text, quote.speaker) for quote in found] == [
        ("The pier is old.", "Ruth Delgado"),
        ("It was built by our grandparents, and it will outlast us.", "Ruth Delgado"),
        ("That is all.", "Ruth Delgado"),
    ]


def test_a_paragraph_that_is_a_quote_goes_on_with_the_speaker_of_the_one_before() -> None:
    found = quotes(INTRODUCTION + '"It leaks," Amsel said.\n\n"It always has, and it always will."')
    assert [quote.speaker for quote in found] == ["Viktor Amsel", "Viktor Amsel"]


def test_the_speaker_of_a_quote_far_from_anybody_is_unknown() -> None:
    found = quotes('The pier is wet.\n\n"It always has been, and it always will be."\n\nIt rained.')
    assert [(quote.direct, quote.speaker, quote.cue) for quote in found] == [(True, None, None)]


def test_he_and_she_are_told_apart() -> None:
    found = quotes(INTRODUCTION + 'Delgado and Amsel disagreed. "No," he said. "Yes," she said.')
    assert [quote.speaker for quote in found] == ["Viktor Amsel", "Ruth Delgado"]


def test_the_fullest_name_printed_is_given_even_where_it_comes_later() -> None:
    found = quotes('"It leaks," Amsel said.\n\nViktor J. Amsel owns two boats.')
    assert [quote.speaker for quote in found] == ["Viktor J. Amsel"]


def test_people_of_one_last_name_are_told_apart_by_title() -> None:
    found = quotes(
        "Mayor Carla Quist and her brother, the painter Peter Quist, spoke.\n\n"
        '"No," Mr. Quist said.\n\n"Yes," Mayor Quist said.'
    )
    assert [quote.speaker for quote in found] == ["Peter Quist", "Carla Quist"]


def test_it_is_the_organisation_that_spoke_before() -> None:
    found = quotes('"All is well," the ferry line said. "Boats will sail," it added.')
    assert [quote.speaker for quote in found] == ["the ferry line", "the ferry line"]


def test_a_statement_partly_in_marks_is_given_whole_and_in_part() -> None:
    found = quotes(INTRODUCTION + 'Amsel said the talks had been "long and useful."')
    assert [(quote.text, quote.direct) for quote in found] == [
        ('the talks had been "long and useful."', False),
        ("long and useful.", True),
    ]


def test_two_speakers_in_one_sentence_keep_their_own_words() -> None:
    found = quotes(INTRODUCTION + 'Delgado called the plan "brave," and Amsel said it was "mad."')
    assert [(quote.text, quote.speaker) for quote in found if quote.direct] == [
        ("brave,", "Ruth Delgado"),
        ("mad.", "Viktor Amsel"),
    ]


def test_a_mark_never_closed_spoils_only_its_paragraph() -> None:
    found = quotes(INTRODUCTION + 'He wore a 12" hat and a "red coat.\n\n"It leaks," Amsel said.')
    assert [(quote.text, quote.speaker) for quote in found] == [("It leaks,", "Viktor Amsel")]
