"""Who said what, one construction of news prose at a time."""

from __future__ import annotations

import pytest

from corpus.quotes import quotes

# The people are introduced first, as an article would; every construction then speaks of them or of somebody else.
INTRODUCTION = "Harbor Commissioner Ruth Delgado and the ferry operator Viktor Amsel met the press on Tuesday.\n\n"
RUTH, VIKTOR = "Ruth Delgado", "Viktor Amsel"

DIRECT = [
    pytest.param(
        '"The pier will open in June," Delgado said.',
        "The pier will open in June,",
        RUTH,
        "said",
        id="name_then_verb",
    ),
    pytest.param('"The pier is sound," said Delgado.', "The pier is sound,", RUTH, "said", id="verb_then_name"),
    pytest.param(
        'Delgado looked tired. "We start on Monday," she said.',
        "We start on Monday,",
        RUTH,
        "said",
        id="pronoun",
    ),
    pytest.param(
        '"Fares will rise," said Ida Brandt, a spokeswoman for the line.',
        "Fares will rise,",
        "Ida Brandt",
        "said",
        id="verb_then_full_name_and_role",
    ),
    pytest.param(
        '"Fares will rise," line spokeswoman Ida Brandt said.',
        "Fares will rise,",
        "Ida Brandt",
        "said",
        id="role_then_name",
    ),
    pytest.param(
        '"It leaks," Amsel, who owns two of the boats, said on Monday.',
        "It leaks,",
        VIKTOR,
        "said",
        id="who_clause",
    ),
    pytest.param(
        '"It leaks," said Amsel, owner of two boats, in a letter.',
        "It leaks,",
        VIKTOR,
        "said",
        id="appositive",
    ),
    pytest.param('"Who pays for this?" Amsel asked.', "Who pays for this?", VIKTOR, "asked", id="question"),
    pytest.param('"Not one cent!" Amsel shouted.', "Not one cent!", VIKTOR, "shouted", id="exclamation"),
    pytest.param(
        '"Who pays for this?" Amsel told reporters.',
        "Who pays for this?",
        VIKTOR,
        "told",
        id="question_told",
    ),
    pytest.param(
        '"We are ready," Delgado told the council.',
        "We are ready,",
        RUTH,
        "told",
        id="told_somebody",
    ),
    pytest.param(
        '"We are ready," Commissioner Delgado added.',
        "We are ready,",
        RUTH,
        "added",
        id="title_and_last_name",
    ),
    pytest.param('"We are ready," Ms. Delgado replied.', "We are ready,", RUTH, "replied", id="honorific"),
    pytest.param('"We are ready," the commissioner said.', "We are ready,", RUTH, "said", id="role_alone"),
    pytest.param(
        '"The boats are old," two harbor officials said.',
        "The boats are old,",
        "two harbor officials",
        "said",
        id="group",
    ),
    pytest.param(
        '"All sailings are cancelled," the ferry line said in a statement.',
        "All sailings are cancelled,",
        "the ferry line",
        "said",
        id="organisation",
    ),
    pytest.param(
        '"Payment is due," the letter reads.',
        "Payment is due,",
        "the letter",
        "reads",
        id="letter_reads",
    ),
    pytest.param(
        '"We are ready," Delgado said after a meeting with the crew in the old customs house.',
        "We are ready,",
        RUTH,
        "said",
        id="long_tail",
    ),
    pytest.param('"We are ready," Delgado chimed in.', "We are ready,", RUTH, "chimed", id="uncommon_verb"),
    pytest.param(
        '"The hull is cracked," according to Amsel.',
        "The hull is cracked,",
        VIKTOR,
        "according to",
        id="according_to_after",
    ),
    pytest.param(
        '"We object," said Rep. Tom Hale (D-Ohio).',
        "We object,",
        "Tom Hale",
        "said",
        id="bracketed_party",
    ),
    pytest.param('Amsel said: "The hull is cracked."', "The hull is cracked.", VIKTOR, "said", id="colon"),
    pytest.param('Amsel said, "The hull is cracked."', "The hull is cracked.", VIKTOR, "said", id="comma"),
    pytest.param(
        'Amsel insisted that "nobody was ever in danger."',
        "nobody was ever in danger.",
        VIKTOR,
        "insisted",
        id="that",
    ),
    pytest.param(
        'Amsel told a radio station, "The hull is cracked."',
        "The hull is cracked.",
        VIKTOR,
        "told",
        id="told_before",
    ),
    pytest.param(
        'Amsel went on to say, "The hull is cracked."',
        "The hull is cracked.",
        VIKTOR,
        "say",
        id="went_on_to_say",
    ),
    pytest.param('Amsel: "The hull is cracked."', "The hull is cracked.", VIKTOR, None, id="name_and_colon"),
    pytest.param(
        'Said Amsel: "The hull is cracked."',
        "The hull is cracked.",
        VIKTOR,
        "Said",
        id="inverted_before",
    ),
    pytest.param(
        'According to Amsel, "the hull was never safe."',
        "the hull was never safe.",
        VIKTOR,
        "According to",
        id="according_to_before",
    ),
    pytest.param(
        'As Amsel put it, "the hull was never safe."',
        "the hull was never safe.",
        VIKTOR,
        "put",
        id="as_put_it",
    ),
    pytest.param(
        'Amsel dismissed the report, adding: "I have seen worse."',
        "I have seen worse.",
        VIKTOR,
        "adding",
        id="participle",
    ),
    pytest.param(
        'Asked about the cracks, Delgado said, "We will look."',
        "We will look.",
        RUTH,
        "said",
        id="asked_about_it",
    ),
    pytest.param(
        'Speaking in the rain, Amsel said, "I want my boats back."',
        "I want my boats back.",
        VIKTOR,
        "said",
        id="speaking_to",
    ),
    pytest.param(
        'The line\'s new director, Karin Holt, said, "Give us a year."',
        "Give us a year.",
        "Karin Holt",
        "said",
        id="name_as_appositive",
    ),
    pytest.param(
        'Amsel shook his head and said, "Never again."',
        "Never again.",
        VIKTOR,
        "said",
        id="shared_subject",
    ),
    pytest.param(
        'Amsel was quoted as saying, "Never again."',
        "Never again.",
        VIKTOR,
        "saying",
        id="quoted_as_saying",
    ),
    pytest.param(
        'Delgado would only say that the talks had been "long and useful."',
        "long and useful.",
        RUTH,
        "say",
        id="partial",
    ),
    pytest.param('Amsel called the inspection "a circus."', "a circus.", VIKTOR, "called", id="called"),
    pytest.param(
        'The inspection was described by Amsel as "a circus."',
        "a circus.",
        VIKTOR,
        "described",
        id="described_by",
    ),
    pytest.param(
        'Amsel\'s claim that the inspection was "a circus" went unanswered.',
        "a circus",
        VIKTOR,
        "claim",
        id="noun_of_saying",
    ),
    pytest.param(
        'The hull was "as thin as paper" in places, Amsel said.',
        "as thin as paper",
        VIKTOR,
        "said",
        id="attributed_at_the_end",
    ),
    pytest.param(
        'Delgado said the port believes the hull is "perfectly safe."',
        "perfectly safe.",
        RUTH,
        "said",
        id="mind_inside_saying",
    ),
    pytest.param(
        'Amsel says it underscores that the port is "unfit to run a bathtub."',
        "unfit to run a bathtub.",
        VIKTOR,
        "says",
        id="it_inside_saying",
    ),
    pytest.param(
        '"The hull was never safe," as Amsel put it.', "The hull was never safe,", VIKTOR, "put", id="put_it_after"
    ),
    pytest.param('"It leaks," fumes Amsel.', "It leaks,", VIKTOR, "fumes", id="present_tense_inverted"),
    pytest.param(
        '"The port has failed us." \u2014 Karin Holt', "The port has failed us.", "Karin Holt", None, id="signed"
    ),
    pytest.param(
        'Secretary of State Paul Orme said the harbor was "open to all."',
        "open to all.",
        "Paul Orme",
        "said",
        id="secretary_of_state",
    ),
    pytest.param(
        '"We will pay," chairman and chief executive Nora Lind said.',
        "We will pay,",
        "Nora Lind",
        "said",
        id="two_titles",
    ),
    pytest.param("“The pier is sound,” said Delgado.", "The pier is sound,", RUTH, "said", id="typographic"),
    pytest.param("``The pier is sound,'' said Delgado.", "The pier is sound,", RUTH, "said", id="latex"),
    pytest.param("\u2018The pier is sound,\u2019 said Delgado.", "The pier is sound,", RUTH, "said", id="single"),
    pytest.param(
        "'The pier isn't sound,' said Delgado.",
        "The pier isn't sound,",
        RUTH,
        "said",
        id="single_straight",
    ),
    pytest.param("«The pier is sound,» said Delgado.", "The pier is sound,", RUTH, "said", id="guillemets"),
    pytest.param(
        '"The pier is sound", said Delgado.',
        "The pier is sound",
        RUTH,
        "said",
        id="mark_before_comma",
    ),
    pytest.param('“The pier is sound," said Delgado.', "The pier is sound,", RUTH, "said", id="mixed_marks"),
    pytest.param(
        "\"She told me 'never,' and left,\" Amsel said.",
        "She told me 'never,' and left,",
        VIKTOR,
        "said",
        id="quote_in_quote",
    ),
    pytest.param(
        '"We object," said Pauline "Polly" Marsh.',
        "We object,",
        "Pauline Marsh",
        "said",
        id="nickname_in_name",
    ),
]

INDIRECT = [
    pytest.param(
        "Delgado said that the pier would open in June.",
        "the pier would open in June",
        RUTH,
        "said",
        id="said_that",
    ),
    pytest.param(
        "Delgado said the pier would open in June.",
        "the pier would open in June",
        RUTH,
        "said",
        id="said",
    ),
    pytest.param(
        "Amsel told reporters after a walk along the pier that the boats were safe.",
        "the boats were safe",
        VIKTOR,
        "told",
        id="told_that",
    ),
    pytest.param("Amsel told reporters the boats were safe.", "the boats were safe", VIKTOR, "told", id="told"),
    pytest.param(
        "Delgado said on Friday that the pier would open.",
        "the pier would open",
        RUTH,
        "said",
        id="on_a_day",
    ),
    pytest.param(
        "The pier would open in June, Delgado said.",
        "The pier would open in June",
        RUTH,
        "said",
        id="after_the_clause",
    ),
    pytest.param(
        "The pier would open in June, said Delgado.",
        "The pier would open in June",
        RUTH,
        "said",
        id="inverted",
    ),
    pytest.param(
        "The pier may sink, harbor officials said.",
        "The pier may sink",
        "harbor officials",
        "said",
        id="officials",
    ),
    pytest.param(
        "According to Amsel, the pier may sink.",
        "the pier may sink",
        VIKTOR,
        "According to",
        id="according_to",
    ),
    pytest.param(
        "The pier may sink, according to a report by the port.",
        "The pier may sink",
        "a report by the port",
        "according to",
        id="according_to_after",
    ),
    pytest.param(
        "Amsel asked whether the pier would open.",
        "whether the pier would open",
        VIKTOR,
        "asked",
        id="whether",
    ),
    pytest.param(
        "Karin Holt, the line's director, said the pier was sound.",
        "the pier was sound",
        "Karin Holt",
        "said",
        id="appositive",
    ),
    pytest.param(
        "Delgado smiled. She also said work would go on.",
        "work would go on",
        RUTH,
        "said",
        id="two_sentences_on",
    ),
]

NOBODY = [
    pytest.param('The so-called "ghost ferry" sailed at noon.', id="scare_quotes"),
    pytest.param('Amsel reads from "The Old Man and the Sea" at night.', id="title_of_a_work"),
    pytest.param('The port bought a crane called "Big Bertha" for the pier.', id="name_of_a_thing"),
    pytest.param('Amsel appeared on "Harbor Tonight" on Friday.', id="title_on_the_air"),
    pytest.param('Pauline "Polly" Marsh left the room.', id="nickname"),
    pytest.param("The boy is 6'2\" tall and his sister 5'9\" tall.", id="inches"),
    pytest.param("The dockers' boats and the fishermen's nets were the port's.", id="apostrophes"),
    pytest.param("Delgado declined to say whether the pier would open.", id="unsaid"),
    pytest.param("The report on last year's claims and promises is late.", id="nouns_of_saying"),
    pytest.param("Amsel was told to leave the pier at once.", id="passive"),
    pytest.param("", id="empty"),
    pytest.param("\" \" “” `` ''", id="marks_alone"),
]


@pytest.mark.parametrize(("text", "words", "speaker", "cue"), DIRECT)
def test_words_in_marks_are_given_to_their_speaker(text: str, words: str, speaker: str, cue: str | None) -> None:
    found = [(quote.text, quote.speaker, quote.cue) for quote in quotes(INTRODUCTION + text) if quote.direct]
    assert found == [(words, speaker, cue)]


@pytest.mark.parametrize(("text", "words", "speaker", "cue"), INDIRECT)
def test_what_is_said_without_marks_is_given_to_its_speaker(text: str, words: str, speaker: str, cue: str) -> None:
    found = [(quote.text, quote.speaker, quote.cue, quote.direct) for quote in quotes(INTRODUCTION + text)]
    assert found == [(words, speaker, cue, False)]


@pytest.mark.parametrize("text", NOBODY)
def test_what_nobody_said_is_no_quote(text: str) -> None:
    assert quotes(INTRODUCTION + text) == ()
