"""Tokenised text as it would be printed, with the place of each token kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_BRACKETS = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}"}
_QUOTES = frozenset({"``", "''", '"'})
_CLOSING = frozenset(".,;:?!%)]}") | {"...", "'s", "'S", "n't", "N'T", "'re", "'ve", "'ll", "'d", "'m", "'"}
_OPENING = frozenset("([{$")


def joined(tokens: Sequence[str]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The text of Penn Treebank tokens, and each token's span of characters in it."""
    text = ""
    spans = []
    quoted = False
    glue = True
    for token in tokens:
        opens = False
        printed = _BRACKETS.get(token, token)
        closes = printed in _CLOSING
        if token in _QUOTES:
            opens, closes, printed = not quoted, quoted, '"'
            quoted = not quoted
        if text and not glue and not closes:
            text += " "
        spans.append((len(text), len(text) + len(printed)))
        text += printed
        glue = opens or printed in _OPENING
    return text, tuple(spans)


def printed(text: str) -> str:
    """Tokenised text, tokens apart by white space, as it would be printed."""
    return joined(text.split())[0]
