"""Cleaning: furniture goes, heads are read, lines become paragraphs, and the article stays to the letter."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.cleaning import clean_body, clean_page, dateline_of, normalise, title_from, without_dateline
from corpus.cleaning.byline import credit_of, writers_in
from corpus.cleaning.furniture import is_furniture

FIRST = "Trade officials from two countries met for a third day to talk about spare parts and showrooms."
SECOND = "They agreed on a date for the next round, an aide said, but on little else that mattered."


def page(*lines: str) -> str:
    return "\n\n".join(lines)


# Characters


def test_what_cannot_be_seen_goes_and_what_is_printed_stays() -> None:
    assert normalise("“Done,\u00a0he”\u200b —\u00ad he\tsaid\x00 \r\nso\u2028now ") == "“Done, he” — he said\nso\nnow"


def test_windows_quotation_marks_read_as_latin1_are_mended() -> None:
    assert normalise("\x93done\x94 it\x92s") == "“done” it\u2019s"


@given(st.text(max_size=200))
def test_a_normalised_text_is_final(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert all(line == line.strip(" ") for line in once.split("\n"))
    assert "\x00" not in once
    once.encode()


@given(
    st.lists(st.sampled_from([FIRST, SECOND, "Share", "Related", "A short line", "", "By Ann Lee", "  x"]), max_size=12)
)
def test_a_cleaned_body_cleaned_again_stays_as_it_is(lines: list[str]) -> None:
    once = clean_body("\n\n".join(lines))
    assert clean_body(once) == once
    assert "\n\n\n" not in once


# Furniture


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "ADVERTISEMENT",
        "Share",
        "Share this article",
        "Tweet",
        "Facebook Twitter Email",
        "Read more",
        "Read more: Talks end without a deal",
        "Related: Talks end",
        "Sign up for our daily newsletter",
        "3 min read",
        "0 Comments",
        "© 1995 The Daily Example",
        "Copyright 1995 The Daily Example. All rights reserved.",
        "We use cookies to improve your visit.",
        "(Reporting by Ann Lee; editing by Bo Park)",
        "Follow us on Twitter",
        "Story continues below advertisement",
        "-30-",
        "Most Read",
        "Subscribe now",
        "Photo: Ann Lee/The Daily Example",
        "Additional reporting by Ann Lee in Tokyo",
        "* * *",
        "Ann Lee contributed to this report.",
    ],
)
def test_furniture_is_known(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "Share prices fell in Tokyo on Thursday.",
        "Advertisement revenue doubled, the company said.",
        "No.",
        "“Never!”",
        "Read more books, the minister told pupils in a speech on Thursday.",
        "He said he would follow.",
        "Home prices rose 3 percent.",
        "More than 100 people were hurt.",
        "Related talks in Geneva broke down on Friday.",
        "The photo: a man, a car, a road.",
        "Subscribers to the newspaper fell by a third in a decade.",
        "Sign language will be taught in schools from 1996.",
        "Copyright law must change, the ministers agreed after two days of talks.",
        "In other words, nothing changed.",
    ],
)
def test_sentences_about_furniture_stay(line: str) -> None:
    assert not is_furniture(line)


@pytest.mark.parametrize(
    "note",
    [
        "Ann Lee covers the waterfront for the Gazette.",
        "Ann Lee and Bo Park cover trade policy.",
        "Ann Lee is a staff writer for the Daily Example. Bo Park is a freelancer in Geneva.",
        "Ann Lee, who grew up in Tokyo, writes about cars for the Daily Example.",
        "Ann Lee is the Example\u2019s Washington correspondent.",
        "Ann Lee, a former minister, is a senior fellow at the Example Institute and the author of “Parts”.",
        "Ann Lee reported from Tokyo, and Bo Park from Geneva.",
        "Ann Lee reported from Tokyo. Bo Park contributed reporting from Geneva.",
        "Ann Lee can be reached at ann.lee@example.org.",
        "*Ann Lee is a columnist for the Daily Example.",
        "The writer is a professor of economics at Example University.",
        "Ann Lee in Tokyo and Bo Park in Geneva contributed to this report.",
        "Correspondent Ann Lee contributed to this story.",
        "With reports from The Associated Press",
        "Translated by Ann Lee",
        "From wire reports",
    ],
)
def test_a_note_on_who_wrote_it_is_no_part_of_the_article(note: str) -> None:
    assert clean_body(page(FIRST, SECOND, note)) == page(FIRST, SECOND)


@pytest.mark.parametrize(
    "last",
    [
        "The fund covers losses for the Bank of Example.",
        "It covers the waterfront for the Gazette.",
        "The minister is a former reporter.",
        "Mr. Lee is a professor of economics, and it shows.",
        "He is the author of two books on trade.",
        "Ann Lee is expected to resign on Thursday.",
        "Ann Lee contributed half of the money, and Bo Park nothing; neither would say where the rest had come from.",
        "With reports from Tokyo still coming in, the ministers of the two countries went home.",
        "With reports from the front still coming in, the ministers went home.",
        "Reported by only two papers, the talks went on.",
        "From news reports alone, nobody could tell.",
    ],
)
def test_a_last_sentence_that_is_like_such_a_note_stays(last: str) -> None:
    assert clean_body(page(FIRST, SECOND, last)) == page(FIRST, SECOND, last)


def test_a_note_on_a_writer_is_looked_for_at_the_end_alone() -> None:
    note = "Ann Lee covers the waterfront for the Gazette."
    assert clean_body(page(FIRST, note, SECOND)) == page(FIRST, note, SECOND)
    assert clean_body(page(note)) == note


def test_titles_under_a_related_heading_go_until_the_article_goes_on() -> None:
    assert clean_body(page(FIRST, "Related Stories", "Talks end without a deal", "Yen rises again", SECOND)) == page(
        FIRST, SECOND
    )


def test_a_text_of_nothing_but_furniture_is_kept() -> None:
    assert clean_body("Advertisement") == "Advertisement"


# Heads


def test_the_head_of_a_page_is_read_line_by_line() -> None:
    head = clean_page(
        page(
            "TRADE",
            "Officials Meet Again",
            "Parts and showrooms on the table",
            "By ANN LEE",
            "TIMES STAFF WRITER",
            "May 4, 1995",
            "Updated: May 5, 1995",
            "Share",
            FIRST,
            SECOND,
        )
    )
    assert head.head.section == "TRADE"
    assert head.head.title == "Officials Meet Again"
    assert head.head.deck == "Parts and showrooms on the table"
    assert head.head.byline == "ANN LEE"
    assert head.head.published == date(1995, 5, 4)
    assert head.head.updated == date(1995, 5, 5)
    assert head.body == page(FIRST, SECOND)


def test_a_headline_with_kicker_and_deck_on_its_line_is_parted() -> None:
    head = clean_page(page("Talks Drag On : Diplomacy: Officials see no end to the dispute.", FIRST)).head
    assert (head.title, head.section, head.deck) == (
        "Talks Drag On",
        "Diplomacy",
        "Officials see no end to the dispute.",
    )


def test_a_colon_alone_parts_no_headline() -> None:
    assert (
        clean_page(page("Commerce : Tokyo accepte de négocier", FIRST)).head.title
        == "Commerce : Tokyo accepte de négocier"
    )
    assert clean_page(page("Trade talks: what comes next", FIRST)).head.title == "Trade talks: what comes next"


def test_a_first_paragraph_is_not_taken_for_a_headline() -> None:
    for opening in (FIRST + " " + SECOND, f"TOKYO (Reuters) - {FIRST}", "WASHINGTON, May 4 - The dollar fell."):
        cleaned = clean_page(page(opening, SECOND))
        assert cleaned.head.title is None
        assert cleaned.body == page(opening, SECOND)


def test_the_first_paragraph_is_not_taken_for_a_deck() -> None:
    cleaned = clean_page(page("Officials Meet Again", "Nothing was signed on Thursday.", SECOND))
    assert cleaned.head.deck is None
    assert cleaned.body == page("Nothing was signed on Thursday.", SECOND)


def test_a_title_that_is_known_is_not_repeated_in_the_body() -> None:
    assert clean_page(page("OFFICIALS MEET AGAIN", FIRST), title="Officials meet again").body == FIRST


def test_a_date_below_the_body_is_read_and_leaves_it() -> None:
    cleaned = clean_page(page("Officials Meet Again", FIRST, SECOND, "Published: 4 May 1995"))
    assert cleaned.head.published == date(1995, 5, 4)
    assert cleaned.body == page(FIRST, SECOND)


def test_a_text_without_headline_is_called_after_its_first_sentence() -> None:
    assert title_from(f"VANCOUVER, British Columbia (Reuters) - Talks went on. {SECOND}") == "Talks went on."
    long = title_from(f"{SECOND[:-1]} and {FIRST}")
    assert long.endswith("…")
    assert len(long) <= 91


# Bylines


@pytest.mark.parametrize(
    ("line", "byline", "outlet"),
    [
        ("By Ann Lee", "Ann Lee", None),
        ("By ANN LEE and BO PARK", "ANN LEE and BO PARK", None),
        ("By Ann Lee, Reuters", "Ann Lee", "Reuters"),
        ("By Ann Lee, Associated Press", "Ann Lee", "Associated Press"),
        ("By Ann Lee | Staff Writer", "Ann Lee", None),
        ("By Juan de la Cruz", "Juan de la Cruz", None),
        ("From Reuters", None, "Reuters"),
        ("From the Associated Press", None, "Associated Press"),
        ("Associated Press", None, "Associated Press"),
        ("ANN LEE | TIMES STAFF WRITER", "ANN LEE", None),
        ("By The Associated Press", None, "Associated Press"),
    ],
)
def test_a_credit_names_writer_and_agency(line: str, byline: str | None, outlet: str | None) -> None:
    credit = credit_of(line)
    assert credit is not None
    assert (credit.byline, credit.outlet) == (byline, outlet)


@pytest.mark.parametrize(
    "line", ["By then it was over.", "By Friday they had left", "From here to there", "From bad to worse", "Nobody"]
)
def test_a_line_that_only_begins_like_a_credit_is_none(line: str) -> None:
    assert credit_of(line) is None


@pytest.mark.parametrize(
    ("text", "writers"),
    [
        ("By Ann Lee, Staff Writer", "Ann Lee"),
        ("Ann Lee and Bo Park", "Ann Lee and Bo Park"),
        ("Ann Leeson. Example International", "Ann Leeson"),
        ("Ann St. John", "Ann St. John"),
        ("Ann J. Lee", "Ann J. Lee"),
        ("https://example.org/people/1", None),
        ("@annlee", None),
    ],
)
def test_a_field_about_the_author_gives_the_names_alone(text: str, writers: str | None) -> None:
    assert writers_in(text) == writers


# Datelines


@pytest.mark.parametrize(
    ("text", "place", "agency"),
    [
        ("VANCOUVER, British Columbia (Reuters) - Talks went on.", "VANCOUVER", "Reuters"),
        ("WASHINGTON (AP) _ Talks went on.", "WASHINGTON", "Associated Press"),
        ("TOKYO, May 4 (Reuters) - Talks went on.", "TOKYO", "Reuters"),
        ("WASHINGTON, March 3 - Talks went on.", "WASHINGTON", None),
        ("ST. PETERSBURG, Fla. (AP) — Talks went on.", "ST. PETERSBURG", "Associated Press"),
        ("NEW YORK -- Talks went on.", "NEW YORK", None),
        ("Tokyo (Reuters) - Talks went on.", "Tokyo", "Reuters"),
        ("WASHINGTON — Talks went on.", "WASHINGTON", None),
    ],
)
def test_a_dateline_names_place_and_agency(text: str, place: str, agency: str | None) -> None:
    found = dateline_of(text)
    assert found is not None
    assert (found.place, found.agency) == (place, agency)
    assert text[found.length :] == without_dateline(text) == "Talks went on."


@pytest.mark.parametrize(
    "text",
    [
        "The talks - a first - went on.",
        "U.S. - Japan talks went on.",
        "IBM - the company - rose.",
        "EU-Canada talks went on.",
        "UPDATE 1 - Talks went on.",
        "A - B",
    ],
)
def test_capitals_before_a_dash_are_not_always_a_place(text: str) -> None:
    assert dateline_of(text) is None
    assert without_dateline(text) == text


# Lines and paragraphs


def test_hard_wrapped_lines_are_joined_into_paragraphs() -> None:
    wrapped = (
        "Trade officials from two countries met\nfor a third day to talk about spare\nparts and showrooms.\n\n"
        "They agreed on a date for the next\nround, an aide said, but on little\nelse that mattered."
    )
    assert clean_body(wrapped) == page(FIRST, SECOND)


def test_a_narrow_column_of_a_scanned_paper_is_joined_and_its_broken_words_are_mended() -> None:
    column = (
        "Trade officials from two\ncountries met for a\nthird day to talk a-\nbout spare parts and\nshowrooms.\n\n"
        "They agreed on a date for\nthe next round, an aide\nsaid, but on little else\nthat mat-\ntered."
    )
    assert clean_body(column) == page(FIRST, SECOND)


def test_a_word_broken_at_a_line_end_is_mended_where_no_column_can_be_told() -> None:
    assert clean_body("They met to nego-\ntiate.\n\nNothing came of it.") == page(
        "They met to negotiate.", "Nothing came of it."
    )


def test_words_broken_at_line_ends_are_mended_and_compounds_keep_their_hyphen() -> None:
    wrapped = (
        "Officials said on Thursday that the long-\nsimmering dispute, which the two negoti-\n"
        "ators had hoped to settle before the\nweek was out, went on as the big U.S.-\n"
        "Japan talks broke up and trade offi-\ncials left for home by way of New York.\n"
    )
    assert clean_body(wrapped) == (
        "Officials said on Thursday that the long-simmering dispute, which the two negotiators had hoped to settle"
        " before the week was out, went on as the big U.S.-Japan talks broke up and trade officials left for home"
        " by way of New York."
    )


def test_an_indent_begins_a_paragraph_of_a_wrapped_text() -> None:
    wrapped = (
        "    Trade officials from two countries met\nfor a third day to talk about spare\nparts and showrooms.\n"
        "    They agreed on a date for the next\nround, an aide said, but on little\nelse that mattered."
    )
    assert clean_body(wrapped) == page(FIRST, SECOND)


def test_lines_that_are_paragraphs_stay_apart_without_blank_lines() -> None:
    assert clean_body(f"{FIRST}\n{SECOND}") == page(FIRST, SECOND)
    assert clean_body("Milk\nBread\nButter\nEggs\nFlour") == page("Milk", "Bread", "Butter", "Eggs", "Flour")
