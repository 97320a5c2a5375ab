"""Who said what where the sentence alone does not tell: paragraphs, pronouns, namesakes, several speakers."""

from __future__ import annotations

import pytest

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


def speakers(text: str) -> list[str | None]:
    """Who speaks in each quote of a text, in order."""
    return [quote.speaker for quote in quotes(text)]


@pytest.mark.parametrize(
    ("said", "speaker"),
    [
        pytest.param('A dealer from the yard said it leaked. "Badly," he said.', "A dealer from the yard", id="new"),
        pytest.param(
            'One of them said it leaked. "Badly," she said.',
            "One of them",
            id="one_of_several",
        ),
        pytest.param(
            'Another said it leaked. His boat is new. "It leaks badly," he said.',
            "Another",
            id="another",
        ),
        pytest.param(
            'An inspector who knows the pier looked at it again. "It leaks badly," he said.',
            "An inspector who knows the pier",
            id="brought_in_without_a_word_said",
        ),
    ],
)
def test_he_and_she_may_mean_somebody_without_a_name(said: str, speaker: str) -> None:
    *_, last = quotes(f"{INTRODUCTION}Amsel smiled at Delgado. {said}")
    assert last.speaker is not None
    assert speaker.startswith(last.speaker)


def test_he_means_a_named_man_before_one_only_described() -> None:
    found = speakers(INTRODUCTION + 'Mr. Amsel came in. The former president said no. "It leaks badly," he said.')
    assert found[-1] == "Viktor Amsel"


def test_he_means_one_only_described_where_nobody_has_a_name() -> None:
    found = speakers('The owner of the line said no. Nobody moved. "It leaks badly," he said.')
    assert found[-1] == "The owner of the line"


@pytest.mark.parametrize(
    "before",
    [
        pytest.param("Oslo said that it was ready. Bergen said that it was not.", id="says_it_of_itself"),
        pytest.param("The ship lay in Oslo. Oslo said nothing new. Oslo said no, and said so again.", id="is_in_it"),
        pytest.param("A pilot lived in Port Ellis. Port Ellis said no.", id="two_words"),
    ],
)
def test_he_is_no_place(before: str) -> None:
    assert not {"Oslo", "Bergen", "Port Ellis"} & {speakers(f'{before} "It leaks badly," he said.')[-1]}


def test_he_is_no_part_of_a_ministrys_name() -> None:
    text = 'The Ministry of Trade and Industry said no. The clerk left. "It leaks badly," he said.'
    assert speakers(text)[-1] != "Industry"


def test_the_place_of_a_dateline_says_nothing() -> None:
    found = quotes("OSLO, Norway (Sound Wire) - The pier may sink, the port said. It said that work goes on.")
    assert [(quote.text, quote.speaker) for quote in found] == [
        ("The pier may sink", "the port"),
        ("work goes on", "the port"),
    ]
    assert speakers('PORT ELLIS - When dockers explain why they left, they laugh. "We were tired," they said.')[0] == (
        "dockers"
    )


def test_a_name_beside_its_title_is_a_new_speaker() -> None:
    text = (
        "Torvald Hagen said that the pier was old. What was asked of him was too much, he said.\n\n"
        "The harbor minister, Einar Dahl, spoke in a lower voice. Repairs, he said, were not planned."
    )
    assert speakers(text)[-1] == "Einar Dahl"


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ('In Oslo an engineer of the yard called it "a bathtub."', "an engineer of the yard"),
        ("A year ago the same engineer said that the pier was sound.", "the same engineer"),
        ("All of them said that the pier was sound.", "All of them"),
        ("Owners of the boats went out of their way on Monday to say that no boat leaks.", "Owners of the boats"),
        ("The rule is plain: captains may say what they like.", "captains"),
        ("Those who trust in it say that the pier is sound.", "Those"),
        ("An engineer, told of the leak, said that the pier was sound.", "An engineer"),
        ("An engineer pointed out that the pier was sound.", "An engineer"),
    ],
)
def test_the_subject_is_neither_a_place_nor_a_word_in_passing(sentence: str, speaker: str) -> None:
    assert speakers(sentence) == [speaker]


def test_what_somebody_was_asked_is_not_what_they_said() -> None:
    text = "A dealer said that it leaks badly. Asked whether he liked Mr. Amsel's words, he said that he liked some."
    assert [(quote.text, quote.speaker) for quote in quotes(text)] == [
        ("it leaks badly", "A dealer"),
        ("he liked some", "A dealer"),
    ]


def test_what_was_last_reported_is_nobodys() -> None:
    assert quotes("The ship was last reported four days out, which is too many.") == ()
