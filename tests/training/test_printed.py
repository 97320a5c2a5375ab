"""Tokenised text reads as print, and a token stays where it says it is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from training.printed import joined, printed


def test_brackets_quotes_and_full_stops_stand_as_in_print() -> None:
    text = printed("`` We wo n't sign , '' he said -LRB- in Geneva -RRB- .")
    assert text == '"We wo n\'t sign," he said (in Geneva).'.replace("wo n't", "won't")


def test_a_price_and_a_possessive_stand_close() -> None:
    assert printed("Toyota 's $ 5,000 rebate") == "Toyota's $5,000 rebate"


@given(st.lists(st.sampled_from(["``", "''", "-LRB-", "-RRB-", "'s", ",", ".", "yen", "1995", "$", "Kantor"])))
def test_every_token_is_found_at_its_span(tokens: list[str]) -> None:
    text, spans = joined(tokens)
    stand_for = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")"}
    assert [text[start:end] for start, end in spans] == [stand_for.get(token, token) for token in tokens]
