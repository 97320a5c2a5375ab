"""What an answer looks like, and what can never be in a message."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answering.answer import Answer, Citation, Claim, Question, Suggestion
from bot.chat.escaping import length, on_one_line
from bot.chat.rendering import (
    ABSTAINED,
    LEFT_OUT,
    MESSAGE_LIMIT,
    render,
    render_accident,
    render_failure,
    render_with_question,
)
from corpus.errors import QuestionError
from index.window import Window
from tests.bot.chat.askers import QUOTE, abstention_from, answer_to
from tests.bot.chat.hostile import hostile_texts
from tests.bot.chat.markdown import live_parts, seen

law = settings(deadline=None, max_examples=50)

ASKED = Question("Where do the talks resume?")
QUOTED = re.compile(r"> “(.*)”( …)?((?: \[\d+\])*)", re.DOTALL)
OWN_KINDS = {"strong", "quote", "subtext", "link"}

days = st.none() | st.dates(date(1900, 1, 1), date(2099, 12, 31))
urls = (
    st.none()
    | st.sampled_from(
        [
            "https://harbour.example/a?b=(c)&d=<e>",
            "http://x.example/" + "long/" * 80,
            "javascript:alert(1)",
            "not a url",
            "",
        ]
    )
    | hostile_texts.map(lambda text: f"https://harbour.example/{text}")
)
long_texts = st.sampled_from(["word " * 420, "A whole sentence here. " * 90, "*" * 1100, "x" * 2100])
texts = hostile_texts | st.sampled_from(["word " * 60, "*" * 250, "x" * 300])


@st.composite
def windows(draw: st.DrawFn) -> Window:
    """Any window that there can be."""
    first, *rest = sorted(draw(st.tuples(*[st.dates(date(1900, 1, 1), date(2099, 12, 31))] * 3)))
    return Window(*(day if draw(st.booleans()) else None for day in (first, *rest)))


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    """Any answer: its texts hostile and of any length, its claims with and without citations that there are."""
    citations = tuple(
        Citation(
            n, f"a{n}", draw(texts), draw(st.none() | texts), draw(days), draw(urls), draw(texts | long_texts), 0, 1
        )
        for n in range(1, draw(st.integers(1, 4)) + 1)
    )
    if draw(st.booleans()):
        citations = tuple(replace(c, also_ran_in=("The Courier",) * 30, superseded_by="a9") for c in citations)
    quoted = st.sampled_from(citations).map(lambda citation: Claim(citation.quote, (citation.n,)))
    worded = st.builds(Claim, texts, st.lists(st.integers(0, 5), max_size=3).map(tuple))
    question = draw(texts)
    return Answer(
        question=question,
        standalone_question=draw(st.just(question) | texts),
        text=draw(texts | long_texts),
        abstained=draw(st.booleans()),
        reason=draw(st.none() | texts | long_texts),
        confidence=0.5,
        window=draw(windows()),
        window_from=draw(st.sampled_from([None, "question", "option"])),
        claims=tuple(draw(st.lists(quoted | worded, max_size=5))),
        citations=citations,
        suggestions=tuple(draw(st.lists(st.builds(Suggestion, st.just("a"), texts, texts, days, urls), max_size=8))),
        short_answer=draw(st.none() | texts),
    )


@law
@given(answers())
def test_a_message_never_exceeds_what_discord_takes(answer: Answer) -> None:
    assert 0 < length(render(answer)) <= MESSAGE_LIMIT
    assert 0 < length(render_with_question(answer)) <= MESSAGE_LIMIT


@law
@given(answers())
def test_nothing_is_alive_in_a_message_but_its_own_formatting_and_the_links_of_its_sources(answer: Answer) -> None:
    for part in live_parts(render_with_question(answer)):
        assert part.kind in OWN_KINDS
        assert part.kind != "link" or part.source.startswith(("<https://harbour.example/", "<http://x.example/"))


@law
@given(answers())
def test_in_quotation_marks_stands_only_what_is_in_print(answer: Answer) -> None:
    for line in render(answer).split("\n"):
        if quoted := QUOTED.fullmatch(line):
            printed = [on_one_line(citation.quote) for citation in answer.citations]
            whole = quoted[2] is None
            shown = seen(quoted[1])
            assert any(text == shown if whole else text.startswith(shown) for text in printed)


@law
@given(answers())
def test_every_mark_in_a_message_has_its_source_below(answer: Answer) -> None:
    lines = render(answer).split("\n")
    marks = {mark for line in lines if line.startswith("> ") for mark in re.findall(r"(?<!\\)\[\d+\]", line)}
    sources = [re.match(r"(?:\[\d+\] )+", line) for line in lines]
    assert marks <= {mark for source in sources if source for mark in source[0].split()}


@law
@given(answers())
def test_an_abstention_quotes_nothing_and_says_what_it_is(answer: Answer) -> None:
    message = render(replace(answer, abstained=True))
    assert ABSTAINED in message
    assert not [part for part in live_parts(message) if part.kind == "quote"]


def test_an_answer_reads_short_answer_quotes_sources_window() -> None:
    assert render(answer_to(ASKED)).split("\n") == [
        "**Whistler**",
        f"> “{QUOTE}” [1]",
        "**Sources**",
        "[1] Car talks move to Canada · The Harbour Post · 1995-05-03 · <https://harbour.example/a1>",
        "-# Searched: articles of all dates",
    ]


def test_an_abstention_reads_verdict_reason_nearest_articles_window() -> None:
    assert render_with_question(abstention_from(ASKED)).split("\n") == [
        "-# Asked: Where do the talks resume?",
        "🔎 **The archive does not say.**",
        "Nothing up to 1995-05-01 mentions bananas.",
        "**Nearest articles**",
        "• Fruit imports fall · The Harbour Post · date unknown · <https://harbour.example/a2>",
        "-# Searched: articles up to 1995-05-01 (dates read from the question)",
    ]


def test_a_claim_in_other_words_than_the_article_has_no_quotation_marks() -> None:
    message = render(replace(answer_to(ASKED), claims=(Claim("They resume in Canada [1].", (1,)),)))
    assert "> They resume in Canada. [1]\n" in message


def test_a_follow_up_says_how_it_was_read() -> None:
    message = render(replace(answer_to(ASKED), standalone_question="Where do the car talks resume?"))
    assert message.startswith("-# Read as: Where do the car talks resume?\n")


def test_a_source_says_who_else_ran_it_and_that_a_later_version_exists() -> None:
    answer = answer_to(ASKED)
    citation = replace(answer.citations[0], also_ran_in=("The Courier", "The Echo"), superseded_by="a9")
    message = render(replace(answer, citations=(citation,)))
    assert "· also in The Courier, The Echo · a later version exists" in message


def test_an_article_that_is_quoted_twice_is_one_source() -> None:
    answer = answer_to(ASKED)
    again = replace(answer.citations[0], n=2, quote="Another sentence.")
    message = render(
        replace(answer, claims=(*answer.claims, Claim(again.quote, (2,))), citations=(*answer.citations, again))
    )
    assert "> “Another sentence.” [2]\n**Sources**\n[1] [2] Car talks move to Canada · " in message


def test_claims_that_do_not_fit_are_left_out_whole_and_the_message_says_so() -> None:
    quotes = [f"Sentence {n} of the article goes on for quite a while{', and on' * 40}." for n in range(1, 8)]
    citation = answer_to(ASKED).citations[0]
    answer = replace(
        answer_to(ASKED),
        claims=tuple(Claim(quote, (n,)) for n, quote in enumerate(quotes, 1)),
        citations=tuple(replace(citation, n=n, article_id=f"a{n}", quote=quote) for n, quote in enumerate(quotes, 1)),
    )
    lines = render(answer).split("\n")
    shown = [line for line in lines if line.startswith("> ")]
    assert 1 < len(shown) < 7
    assert shown == [f"> “{quote}” [{n}]" for n, quote in enumerate(quotes, 1)][: len(shown)]
    assert sum(line.startswith("[") for line in lines) == len(shown)
    assert f"-# {LEFT_OUT}" in lines


def test_a_quote_that_alone_is_too_long_ends_at_a_sentence_and_the_ellipsis_stands_outside_the_quotation_marks() -> (
    None
):
    quote = "The delegates talked through the night. " * 60
    answer = replace(answer_to(ASKED, quote=quote), claims=(Claim(quote, (1,)),))
    line = next(line for line in render(answer).split("\n") if line.startswith("> "))
    assert line.endswith("talked through the night.” … [1]")


@pytest.mark.parametrize(
    ("window", "words"),
    [
        (Window(), "articles of all dates"),
        (Window(after=date(1995, 5, 1)), "articles from 1995-05-01 on"),
        (Window(before=date(1995, 5, 1)), "articles up to 1995-05-01"),
        (Window(as_of=date(1995, 5, 1)), "articles as of 1995-05-01"),
        (Window(date(1995, 5, 1), date(1995, 5, 9)), "articles from 1995-05-01 to 1995-05-09"),
        (
            Window(date(1995, 5, 1), date(1995, 5, 9), date(1995, 5, 5)),
            "articles from 1995-05-01 to 1995-05-09, as of 1995-05-05",
        ),
    ],
)
def test_the_window_is_said_in_words(window: Window, words: str) -> None:
    assert render(replace(answer_to(ASKED), window=window, window_from=None)).endswith(f"-# Searched: {words}")


@pytest.mark.parametrize(
    "url",
    ["ftp://harbour.example/a", "javascript:alert(1)", "https://bank.example@evil.example/", "https://", "//x", "["],
)
def test_what_is_no_plain_web_address_is_not_linked(url: str) -> None:
    answer = answer_to(ASKED)
    message = render(replace(answer, citations=(replace(answer.citations[0], url=url),)))
    assert "<" not in message
    assert "· 1995-05-03\n" in message


def test_a_link_cannot_be_ended_early() -> None:
    answer = answer_to(ASKED)
    url = "https://harbour.example/a> @everyone (b)|c|"
    message = render(replace(answer, citations=(replace(answer.citations[0], url=url),)))
    assert "<https://harbour.example/a%3E@everyone%28b%29%7Cc%7C>" in message
    assert {part.kind for part in live_parts(message)} == OWN_KINDS


@law
@given(hostile_texts, st.none() | hostile_texts)
def test_a_failure_is_one_line_with_nothing_alive_in_it(sentence: str, mend: str | None) -> None:
    message = render_failure(QuestionError(sentence, mend))
    assert "\n" not in message
    assert live_parts(message) == []


def test_an_accident_shows_its_id() -> None:
    assert "`0a1b2c3d`" in render_accident("0a1b2c3d")
