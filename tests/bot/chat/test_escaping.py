"""Nothing in an article's or a person's text comes alive in a message, and all of it is seen."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chat.escaping import beginning, escape, length, on_one_line, shorten
from tests.bot.chat.hostile import HOSTILE, hostile_texts
from tests.bot.chat.markdown import live_parts, seen

law = settings(deadline=None)

PLACES = ("{}", "{} and more", "**{}**", "> {}", "> “{}” [1]", "[1] {} · source", "-# {}", "• {}")


def test_the_reader_of_markdown_used_here_knows_what_is_alive() -> None:
    harmless = {"``", "\\", "\\*", "\\\\", "://", "\x00", "\ud800", "[1]", "\u202eevil", "👩\u200d🚒"}
    hidden = {text for text in HOSTILE if any(mark in text for mark in "\u200b\u200d\u2060\u2028\ufeff")}
    plain = {text for text in HOSTILE if len(text) <= 2}
    assert not [text for text in HOSTILE if text not in harmless | hidden | plain and not live_parts(text)]


@pytest.mark.parametrize("text", [text for text in HOSTILE if on_one_line(text)])
def test_hostile_text_is_dead_wherever_it_stands(text: str) -> None:
    for place in PLACES:
        own = [part.kind for part in live_parts(place.format("text"))]
        assert [part.kind for part in live_parts(place.format(escape(text)))] == own


@law
@given(hostile_texts)
def test_escaped_text_has_nothing_alive(text: str) -> None:
    assert live_parts(escape(text)) == []


@law
@given(hostile_texts)
def test_escaped_text_is_seen_as_the_text_on_one_line(text: str) -> None:
    assert seen(escape(text)) == on_one_line(text)


@law
@given(st.text(st.characters(min_codepoint=32, max_codepoint=0x24F, exclude_categories=["Cc", "Cf"]), max_size=40))
def test_what_is_visible_stays_to_the_letter_but_for_white_space(text: str) -> None:
    assert on_one_line(text) == " ".join(text.split())


@law
@given(hostile_texts)
def test_on_one_line_there_is_nothing_that_cannot_be_seen_and_nothing_left_to_do(text: str) -> None:
    line = on_one_line(text)
    assert not set(line) & set("\n\r\t\x00\u200b\u202e\u2028\u2060\ufeff")
    assert on_one_line(line) == line


def test_joined_emoji_and_persian_keep_their_joiners() -> None:
    text = "👩\u200d🚒 \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"
    assert on_one_line(text) == text


@law
@given(hostile_texts, st.integers(min_value=3, max_value=60))
def test_shortened_text_keeps_its_limit_and_is_a_beginning(text: str, limit: int) -> None:
    short = shorten(text, limit)
    assert length(short) <= limit
    assert live_parts(short) == []
    if short != escape(text):
        assert seen(short).endswith(" …")
        assert on_one_line(text).startswith(seen(short).removesuffix(" …"))


def test_a_text_is_cut_where_a_sentence_ends() -> None:
    text = "Mr. Kantor flew to Geneva. The talks had stalled (again). Nobody knew why."
    assert beginning(text, 60) == "Mr. Kantor flew to Geneva. The talks had stalled (again)."
    assert beginning(text, 50) == "Mr. Kantor flew to Geneva."


def test_where_no_sentence_fits_a_text_is_cut_between_words_and_where_no_word_fits_within_it() -> None:
    assert beginning("Mr. Kantor flew to Geneva.", 12) == "Mr. Kantor"
    assert beginning("incomprehensibilities", 5) == "incom"


def test_the_limit_counts_what_is_sent_and_as_discord_counts() -> None:
    assert beginning("****", 5) == "**"
    assert beginning("👍👍👍", 5) == "👍👍"
