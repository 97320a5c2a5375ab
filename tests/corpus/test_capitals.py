"""Headlines and names in capitals are put as a reader would write them, by the article's own words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.cleaning.capitals import headline_case, name_case

TEXT = (
    "VANCOUVER, British Columbia (Reuters) - Japan told the GATT panel that McKay and the U.S. firm would not pay. "
    "He met us at General Motors, and the list was out."
)


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("JAPAN TELLS GATT: NO DEAL ON CARS", "Japan Tells GATT: No Deal on Cars"),
        ("U.S. AND JAPAN AGREE ON A LIST OF 25 PARTS", "U.S. and Japan Agree on a List of 25 Parts"),
        ("MCKAY IN 4TH QTR", "McKay in 4th Qtr"),
        ("VANCOUVER TALKS END - THE LIST IS OUT", "Vancouver Talks End - The List Is Out"),
        ("JAPAN'S CARS DON'T SELL IN THE UK", "Japan's Cars Don't Sell in the UK"),
        ("AT&T BUYS 5 PCT OF FIRM <GM>", "AT&T Buys 5 Pct of Firm <GM>"),
        ("NATO", "NATO"),
        ("Japan Tells GATT OFF", "Japan Tells GATT OFF"),
        ("東京 1995", "東京 1995"),
    ],
)
def test_a_headline_in_capitals_is_written_with_the_names_of_its_article(printed: str, written: str) -> None:
    assert headline_case(printed, TEXT) == written


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("ANN LEE", "Ann Lee"),
        ("ANN O'NEILL AND BO MCDONALD", "Ann O'Neill and Bo McDonald"),
        ("J.R. SMITH III", "J.R. Smith III"),
        ("MARIA DE LA CRUZ", "Maria de la Cruz"),
        ("Ann LEE", "Ann LEE"),
    ],
)
def test_a_byline_in_capitals_is_written_as_names_are(printed: str, written: str) -> None:
    assert name_case(printed, TEXT) == written


@given(st.text(), st.text())
def test_only_the_case_of_letters_changes(line: str, text: str) -> None:
    assert headline_case(line, text).casefold() == line.casefold()
