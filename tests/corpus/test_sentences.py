"""Sentences: where they end in news text, and the laws that their spans keep."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.sentences import sentence_spans

# Hand-checked: a | stands where one sentence ends and the next begins. Written for this test.
CASES = (
    "The talks ended on Friday. | Nothing was signed.",
    "U.S. Trade Representative Mickey Kantor flew home. | He said little.",
    "He was born in the U.S. | The family moved to Canada later.",
    "They met in the U.S. Embassy. | It was late.",
    "The U.S.-Japan talks resume in May. | Both sides are wary.",
    "Mr. Hashimoto spoke first. | Mrs. Clinton listened.",
    "Sen. Max Baucus, D-Mont., agreed. | Rep. Sander Levin did not.",
    "Gov. Pete Wilson of Calif. was there. | Lt. Gov. Gray Davis was not.",
    "It would cost $5.9 billion. | That is 3.5 percent of sales.",
    "Shares fell to $1.25. | They closed at $1.30.",
    "“We are making progress,” he said. | “It is slow.”",
    "He called it “a good day.” | Others did not.",
    'She said: "It is over." | The room was silent.',
    "(The ministry declined to comment.) | It often does.",
    "J. P. Morgan & Co. said profits rose. | J.P. Morgan is a bank.",
    "George W. Bush won. | Al Gore lost.",
    "Harry S. Truman decided in 1945. | It was not easy.",
    "No. 2 carmaker Toyota objected. | No. 1 did not.",
    "Was the answer no? | No. | It was yes.",
    "They left at 10 a.m. | They were back at 3 p.m. | It rained.",
    "The session opens at 9 a.m. Monday in Geneva. | It ends at noon.",
    "Trading stops at 4 p.m. EST on most days. | Today it did not.",
    "The meeting is at 5 p.m. | Officials expect little.",
    "Toyota Motor Corp. said it would comply. | Nissan Motor Co. followed.",
    "He works for Apple Inc. | She works for I.B.M. | They met at work.",
    "General Motors Corp. Chairman John Smith agreed. | Ford did too.",
    "The deal was signed Jan. 5 in Tokyo. | It expires on Dec. 31, 1999.",
    "The plans expired in March. | May was quiet.",
    "In Washington, D.C., officials waited. | In Tokyo, they slept.",
    "He lives in Washington, D.C. | She lives in Boston, Mass. | They write.",
    "It was Ford vs. Toyota again. | Nobody won.",
    "Makers of cars, trucks, etc. are affected. | Others are not.",
    "They sell cars, trucks, etc. | They do not sell boats.",
    "Prof. Laura D'Andrea Tyson taught at Berkeley. | She left in 1993.",
    "“Is it over?” Kantor asked. | Nobody answered.",
    "“Is it over?” | Kantor did not say.",
    "“Stop!” he shouted. | They stopped.",
    "What happens next? | No one knows!",
    "Why? | Because he said so.",
    "He paused ... and went on. | Then he left.",
    "He paused. . . . | Then he left.",
    "He paused… | Then he left.",
    "“I don't know . . .” he said. | He did.",
    "The yen rose to 83.5 per dollar. | In 1990 it stood at 144.8.",
    "Visit example.com for details. | It is free.",
    "He drove a BMW 3.0 CSi. | It was fast.",
    "St. Louis won. | Ft. Worth lost.",
    "Dr. Martin Luther King Jr. spoke here. | Crowds came.",
    "The speaker was John Smith Sr. | His son did not come.",
    "She holds a Ph.D. in economics. | He holds an M.B.A. | Both teach.",
    "The law firm Smith, Jones & Bros. Ltd. sued. | It lost.",
    "WASHINGTON (AP) — The talks failed. | Nobody was surprised.",
    "VANCOUVER, British Columbia (Reuters) - Talks resumed. | They went well.",
    "WASHINGTON, March 3 - The dollar fell. | It fell again.",
    "The E.U. and Canada took part. | So did the U.N. | The W.T.O. did not.",
    "Section 301 of the Trade Act, as amended, applies. | See Sec. 301.",
    "It was 4-2. | Brazil won 4-2 on penalties.",
    "1. First they met. | 2. Then they ate.",
    "He said iPhones sell well. | iPhone sales rose.",
    "The ruling, Roe v. Wade, stands. | Brown v. Board does too.",
    "He earns 5 mln dlrs. | She earns 6 mln dlrs.",
    "Adm. James Stockdale ran. | Gen. Colin Powell did not.",
    "It is Plan B. | There is no Plan C.",
    "He and I. | That was all.",
    "They asked for vitamin C. | It was gone.",
    "Officials said so on Tues. and again on Wed. | They were right.",
    "THE TALKS ENDED. | JAPAN SAID NO.",
    "“Yes,” said Mr. Sakamoto. | “No,” said Mr. Kantor.",
    "He asked: “Who are you?” | She said: “I am Ann.”",
    "The price is 50 cts. | The cost is 40 cts.",
    "It was, he said, a “done deal.” | Mr. Kantor agreed.",
    "He quoted Smith et al. on this. | Nobody objected.",
    "Rev. Jesse Jackson spoke in Chicago, Ill., and in Gary, Ind. | He was cheered.",
    "Messrs. Kantor and Hashimoto met. | They shook hands.",
    "A spokesman (who asked not to be named) agreed. | He left.",
    "She won! | He lost. | Who cares?",
    "The firm cut 1,200 jobs.[1] | It hired 300.",
    "“We'll see.” | That was all Kantor would say.",
    "The paper, e.g. the Times, said so. | Others, i.e. the Post, did not.",
    "They rode up Fifth Ave. in the rain. | They stopped at Main St. and waited.",
)


def gold(case: str) -> tuple[str, list[str]]:
    sentences = [sentence.strip() for sentence in case.split("|")]
    return " ".join(sentences), sentences


def split(text: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text, language)]


@pytest.mark.parametrize("case", CASES)
def test_news_sentences_end_where_a_reader_ends_them(case: str) -> None:
    text, sentences = gold(case)
    assert split(text) == sentences


def test_a_blank_line_ends_a_sentence_that_has_no_full_stop() -> None:
    assert split("A heading\n\nA sentence. Another\n \nA third") == ["A heading", "A sentence.", "Another", "A third"]


def test_a_line_break_alone_does_not() -> None:
    assert split("The minister\nsaid so. He\nleft.") == ["The minister\nsaid so.", "He\nleft."]


def test_other_scripts_end_their_sentences_with_their_own_marks() -> None:
    assert split("交渉は続く。大臣は帰国した。「まだだ。」と言った。", "ja")[0] == "交渉は続く。"
    assert split("वार्ता जारी है। मंत्री लौट गए।", "hi") == ["वार्ता जारी है।", "मंत्री लौट गए।"]


def test_german_ordinals_end_no_sentence() -> None:
    assert split("Am 4. Mai trafen sie sich. Es war der 3. Tag.", "de") == [
        "Am 4. Mai trafen sie sich.",
        "Es war der 3. Tag.",
    ]


def test_a_text_without_words_has_no_sentences() -> None:
    assert sentence_spans("") == ()
    assert sentence_spans(" \n\n\t ") == ()


texts = st.lists(
    st.one_of(
        st.sampled_from(
            [
                ". ",
                "? ",
                "! ",
                "… ",
                ".” ",
                "\n\n",
                "\n",
                " ",
                "U.S. ",
                "Mr. ",
                "Inc. ",
                "p.m. ",
                "“",
                "”",
                "。",
                ". . . ",
            ]
        ),
        st.text(max_size=12),
        st.sampled_from(["The", "talks", "Kantor", "said", "5.9", "iPhone", "(", ")"]),
    ),
    max_size=40,
).map("".join)


@given(texts, st.sampled_from(["en", "de", "ja", "xx"]))
def test_spans_are_ordered_disjoint_trimmed_and_cover_every_visible_character(text: str, language: str) -> None:
    spans = sentence_spans(text, language)
    at = 0
    for start, end in spans:
        assert at <= start < end <= len(text)
        assert text[at:start].strip() == ""
        assert text[start:end] == text[start:end].strip()
        assert not re.search(r"\n\s*\n", text[start:end])
        at = end
    assert text[at:].strip() == ""
