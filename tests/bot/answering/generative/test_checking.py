from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answering.generative.checking import Source, borne_by, failures
from corpus.article import Article
from corpus.sentences import sentence_spans

TEXT = (
    "Mickey Kantor, the U.S. Trade Representative, met Ryutaro Hashimoto in Geneva on Tuesday. "
    "Japan rejected the American demand for numbers, Mr. Kantor said. "
    'He said that Toyota would build 1.1 million vehicles a year by 1998, and called the plan "a better road." '
    "The dollar rose to 84.55 yen before the news, from 83.05 on Monday. "
    "Fifteen of the 22 dealers said that they would stop ordering cars. "
    "If the talks fail, the duties of 100 percent will count from May 20. "
    "The ministry did not confirm the report."
)
ARTICLE = Article("a", "Talks", TEXT, outlet="Pacific Wire", published=date(1995, 6, 28))
SOURCES = [Source(ARTICLE, *span) for span in sentence_spans(TEXT)]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "Kantor met Hashimoto in Geneva on Tuesday."),
        (0, "On 27 June 1995, Kantor met with Hashimoto in Geneva."),
        (0, "Hashimoto was met in Geneva by Kantor."),
        (1, "Kantor said that Japan rejected the U.S. demand for numbers."),
        (1, "According to Pacific Wire, the American demand for numbers was rejected by Japan."),
        (2, "Kantor said Toyota would build 1,100,000 vehicles a year by 1998."),
        (2, 'Kantor called the plan "a better road."'),
        (3, "The dollar climbed to 84.55 yen before the news."),
        (4, "15 of 22 dealers said they would stop ordering cars."),
        (5, "If the talks fail, 100% duties will count from 20 May."),
        (6, "The ministry did not confirm the report."),
    ],
)
def test_a_paraphrase_passes(number: int, said: str) -> None:
    assert failures(said, SOURCES[number]) == ()


@pytest.mark.parametrize(
    ("number", "said", "by"),
    [
        (0, "Kantor met Hashimoto in Geneva on Wednesday.", "date"),
        (0, "Kantor met Hashimoto in Tokyo on Tuesday.", "name"),
        (0, "Mickey Hashimoto met Ryutaro Kantor in Geneva.", "name"),
        (0, "Kantor did not meet Hashimoto in Geneva.", "negation"),
        (0, "Kantor will meet Hashimoto in Geneva on Tuesday.", "certainty"),
        (0, "Kantor was met by Hashimoto in Geneva.", "role"),
        (1, "Japan accepted the American demand for numbers.", "opposite"),
        (1, "The American demand for numbers rejected Japan, Kantor said.", "role"),
        (1, "Hashimoto said that Japan rejected the American demand for numbers.", "name"),
        (2, "Toyota would build 1.1 billion vehicles a year by 1998.", "number"),
        (2, "Toyota would build 1.1 million vehicles a year by 1999.", "date"),
        (2, 'Kantor called the plan "a worse road."', "quote"),
        (2, '"Toyota would build 1.1 million vehicles a year," Kantor said.', "quote"),
        (2, "Toyota did build 1.1 million vehicles a year by 1998.", "certainty"),
        (3, "The dollar fell to 84.55 yen before the news.", "opposite"),
        (3, "The dollar rose to 83.05 yen before the news, from 84.55 on Monday.", "number"),
        (3, "The dollar rose to 84.55 yen after the news.", "date"),
        (4, "All of the dealers said that they would stop ordering cars.", "quantity"),
        (4, "Fifty of the 22 dealers said that they would stop ordering cars.", "number"),
        (4, "Fifteen of the 22 dealers said that they would stop ordering cars because of a strike.", "wording"),
        (5, "The duties of 100 percent will count from May 20.", "certainty"),
        (6, "The ministry confirmed the report.", "negation"),
        (6, "That was not so.", "wording"),
    ],
)
def test_a_lie_fails(number: int, said: str, by: str) -> None:
    assert by in failures(said, SOURCES[number])


def test_two_clauses_may_rest_on_two_sentences_but_not_be_mixed() -> None:
    two = [SOURCES[1], SOURCES[3]]
    assert borne_by("Japan rejected the American demand, and the dollar rose to 84.55 yen.", two) == ((0, 1), ())
    assert borne_by("Japan rejected the dollar, and the American demand rose to 84.55 yen.", two)[0] == ()


@given(st.text(max_size=200), st.sampled_from(SOURCES))
def test_no_text_whatever_upsets_the_checks(said: str, source: Source) -> None:
    assert all(isinstance(name, str) for name in failures(said, source))


@given(st.sampled_from(SOURCES))
def test_the_print_itself_always_passes(source: Source) -> None:
    assert failures(source.text, source) == ()
